"""The letters about whose a listing is: offered, refused, ended."""

from portal.mail.rules import Letter

_BELONG = "You get this letter because you belong to {organisation}."
_SAMPLE = {"organisation": "Example Careers", "listing": "Example Careers"}

OFFERED = Letter(
    name="listing-offered",
    subject="Keep the listing {listing} yourself",
    paragraphs=(
        "{hub} offers you to keep the listing {listing} in the directory of careers guidance for schools.",
        "Whoever keeps a listing says what schools read there. It costs nothing.",
        "The link works for 14 days. You sign in with this address, or make an account with it.",
        "If the listing is not yours, do nothing. It stays as it is.",
    ),
    link="See the listing",
    why="You get this letter because {hub} entered this address.",
    sample={"hub": "Example Careers Hub", "listing": "Example Careers"},
)
REFUSED = Letter(
    name="listing-refused",
    subject="The Careers Hub did not agree that {organisation} keeps {listing}",
    paragraphs=(
        "{organisation} asked to keep the listing {listing}. The Careers Hub did not agree, for this reason:",
        "{reason}",
        "You can ask again once that is settled.",
    ),
    link="Go to your listings",
    why=_BELONG,
    quotes="reason",
    sample=_SAMPLE
    | {"reason": "The website names somebody else. Please write to us from an address of theirs."},
)
ENDED = Letter(
    name="listing-ended",
    subject="{organisation} does not keep {listing} any more",
    paragraphs=(
        "The Careers Hub has ended that {organisation} keeps the listing {listing}, for this reason:",
        "{reason}",
        "From now on you cannot change it. What you had not sent to the Careers Hub, or what waited for it, is thrown"
        " away, and so are the files that you sent as evidence.",
        "If you think that this is a mistake, tell the Careers Hub.",
    ),
    link="Go to your listings",
    why=_BELONG,
    quotes="reason",
    sample=_SAMPLE
    | {"reason": "You told us that you have handed your work over to another provider."},
)
LETTERS = (OFFERED, REFUSED, ENDED)
