"""The letters about what a provider wants its listing to say."""

from portal.mail.rules import Letter

_KEEPS = "You get this letter because you belong to {organisation}, which keeps this listing."
_SAMPLE = {"organisation": "Example Careers", "listing": "Example Careers"}
_REASONS = _SAMPLE | {
    "reasons": "Summary: say in which boroughs you work.\nPrice: give its last day."
}

AGREED = Letter(
    name="listing-change-agreed",
    subject="The changes to {listing} are public now",
    paragraphs=(
        "The Careers Hub has agreed to the changes that you sent for {listing}. Schools see them from now on.",
        "By this you also confirmed the whole listing today. We remind you before it is due again.",
    ),
    link="Go to your listing",
    why=_KEEPS,
    sample=_SAMPLE,
)
RETURNED = Letter(
    name="listing-change-returned",
    subject="Please look again at the changes to {listing}",
    paragraphs=(
        "The Careers Hub cannot agree yet to the changes that you sent for {listing}. It asks for this:",
        "{reasons}",
        "What you sent is kept. Change what is asked for, and send it again. Until then the public page stays as it is.",
    ),
    link="Go to your listing",
    why=_KEEPS,
    quotes="reasons",
    sample=_REASONS,
)
REFUSED = Letter(
    name="listing-change-refused",
    subject="The changes to {listing} were refused",
    paragraphs=(
        "The Careers Hub has refused the changes that you sent for {listing}, for this reason:",
        "{reasons}",
        "The public page stays as it was. If you think that this is a mistake, tell the Careers Hub.",
    ),
    link="Go to your listing",
    why=_KEEPS,
    quotes="reasons",
    sample=_REASONS,
)
SEEN = Letter(
    name="listing-change-seen",
    subject="The Careers Hub has looked at the change to {listing}",
    paragraphs=(
        "You changed what {listing} says of its availability or website. Schools saw that at once."
        " The Careers Hub has now looked at it, and it stays.",
    ),
    link="Go to your listing",
    why=_KEEPS,
    sample=_SAMPLE,
)
PUT_BACK = Letter(
    name="listing-change-put-back",
    subject="A change to {listing} was put back",
    paragraphs=(
        "The Careers Hub has put {listing} back to what it said before your last change, for this reason:",
        "{reasons}",
        "You can change it again. If you think that this is a mistake, tell the Careers Hub.",
    ),
    link="Go to your listing",
    why=_KEEPS,
    quotes="reasons",
    sample=_REASONS,
)
LETTERS = (AGREED, RETURNED, REFUSED, SEEN, PUT_BACK)
