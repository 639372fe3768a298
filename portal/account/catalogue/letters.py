"""Letters about an account: links to make one, to set a new password and to use a new address, and word of changes."""

from portal.mail.rules import Letter

_ASKED = "You get this because somebody typed this address on the site. If it was not you, do nothing: nothing has changed."
_CHANGED = "You get this because it changes how you sign in. Nobody can switch it off."

LETTERS = (
    Letter(
        name="sign-up",
        subject="Finish making your account",
        paragraphs=(
            "Follow the link to give your name and choose a password.",
            "The link works for 24 hours, and once.",
        ),
        link="Finish making your account",
        why=_ASKED,
    ),
    Letter(
        name="has-account",
        subject="You already have an account",
        paragraphs=(
            "Somebody asked to make an account with this address. There already is one.",
            "Sign in with your password. If you have forgotten it, the sign-in page leads to a new one.",
        ),
        link="Sign in",
        why=_ASKED,
    ),
    Letter(
        name="reset",
        subject="Choose a new password",
        paragraphs=(
            "Follow the link to choose a new password.",
            "The link works for 1 hour, and once.",
        ),
        link="Choose a new password",
        why=_ASKED,
    ),
    Letter(
        name="password-changed",
        subject="Your password was changed",
        paragraphs=(
            "Your account has a new password, and other browsers were signed out. Passkeys and other services that "
            "sign you in stay as they are: look at them on your account's page.",
            "If it was not you, ask for a link to choose another password straight away.",
        ),
        link="Ask for a link to choose another password",
        why=_CHANGED,
    ),
    Letter(
        name="new-email",
        subject="Use this address to sign in",
        paragraphs=(
            "Follow the link to use this email address for your account from now on.",
            "The link works for 24 hours, and once. Until you follow it, nothing changes.",
        ),
        link="Use this address",
        why=_ASKED,
    ),
    Letter(
        name="email-in-use",
        subject="This address already has an account",
        paragraphs=(
            "Somebody asked to use this email address for another account. It stays with yours.",
            "If it was you: sign in to the account of this address, or erase that account first.",
        ),
        why=_ASKED,
    ),
    Letter(
        name="email-asked",
        subject="Somebody asked to change your email address",
        paragraphs=(
            "Somebody who is signed in to your account asked to use another email address for it. "
            "It changes when they follow the link that was sent to the new address.",
            "If it was not you, choose another password straight away. That ends the link, and signs out every browser.",
        ),
        link="Ask for a link to choose another password",
        why=_CHANGED,
    ),
    Letter(
        name="email-changed",
        subject="Your email address was changed",
        paragraphs=(
            "Your account uses another email address from now on. This one no longer signs you in.",
            "If it was not you, tell the people who run this service straight away. The end of this letter says how.",
        ),
        why=_CHANGED,
    ),
)
