"""Letters about the second step and about other services that vouch. They carry no link: whoever gets one goes to the site by their own way."""

from portal.mail.rules import Letter

_WHY = (
    "You get this because it changes how people sign in to your account. Nobody can switch it off."
)
_NOT_ME = (
    "If it was not you, somebody else may be signed in as you: sign in, change your password, and look at Sign-in "
    "and security on your account's page."
)

LETTERS = (
    Letter(
        name="second-step-added",
        subject="A second step was added to your account",
        paragraphs=(
            "{step} was added to your account as a second step, and every other browser was signed out.",
            "From now on you are asked for it when you sign in with your password.",
            _NOT_ME,
        ),
        why=_WHY,
        sample={"step": "An authenticator app"},
    ),
    Letter(
        name="second-step-removed",
        subject="A second step was removed from your account",
        paragraphs=(
            "{step} was removed from your account, and every other browser was signed out.",
            _NOT_ME,
        ),
        why=_WHY,
        sample={"step": "The passkey “Work laptop”"},
    ),
    Letter(
        name="recovery-code-used",
        subject="A recovery code was used to sign in to your account",
        paragraphs=(
            "Somebody signed in to your account with your password and one of your recovery codes.",
            "Recovery codes left: {left}. You can make new ones under Sign-in and security on your account's page.",
            _NOT_ME,
        ),
        why=_WHY,
        sample={"left": "7"},
    ),
    Letter(
        name="recovery-codes-made",
        subject="New recovery codes were made for your account",
        paragraphs=(
            "New recovery codes were made for your account. The older ones no longer work.",
            _NOT_ME,
        ),
        why=_WHY,
    ),
    Letter(
        name="outside-connected",
        subject="{service} was connected to your account",
        paragraphs=("From now on you can sign in to your account with {service} too.", _NOT_ME),
        why=_WHY,
        sample={"service": "DfE Sign-in"},
    ),
    Letter(
        name="outside-disconnected",
        subject="{service} was disconnected from your account",
        paragraphs=("{service} no longer signs you in here.", _NOT_ME),
        why=_WHY,
        sample={"service": "DfE Sign-in"},
    ),
)
