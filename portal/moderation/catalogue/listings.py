"""The letters about a listing as a whole: stopped, opened again, to be confirmed, and mistakes that were reported."""

from portal.mail.rules import Letter

_KEEPS = "You get this letter because you belong to {organisation}, which keeps this listing."
_SAMPLE = {"organisation": "Example Careers", "listing": "Example Careers"}

SUSPENDED = Letter(
    name="listing-stopped",
    subject="{listing} is taken out of the directory for now",
    paragraphs=(
        "The Careers Hub has taken {listing} out of the directory, for this reason:",
        "{reason}",
        "Schools do not find it until the Careers Hub opens it again. Nothing was deleted."
        " If you think that this is a mistake, tell the Careers Hub.",
    ),
    link="Go to your listing",
    why=_KEEPS,
    quotes="reason",
    sample=_SAMPLE | {"reason": "We cannot reach anybody by the website that it names."},
)
LIFTED = Letter(
    name="listing-opened-again",
    subject="{listing} is in the directory again",
    paragraphs=("The Careers Hub has put {listing} back into the directory, as it was before.",),
    link="Go to your listing",
    why=_KEEPS,
    sample=_SAMPLE,
)
PLEASE_CONFIRM = Letter(
    name="listing-please-confirm",
    subject="Is {listing} still correct?",
    paragraphs=(
        "Nobody has confirmed {listing} since {since}. Schools see it last in their results,"
        " and 30 days after it was due they do not see it any more.",
        "Look at it, change what is wrong, and confirm the rest. That takes a few minutes.",
    ),
    link="Look at your listing",
    why=_KEEPS,
    sample=_SAMPLE | {"since": "3 March 2026"},
)
MISTAKE = Letter(
    name="listing-mistake-reported",
    subject="Somebody says that something in {listing} is wrong",
    paragraphs=(
        "Somebody told the Careers Hub that this may be wrong in {listing}: {what}. The Careers Hub passes on:",
        "{details}",
        "Please look at it, and change your listing if they are right.",
    ),
    link="Go to your listing",
    why=_KEEPS,
    quotes="details",
    sample=_SAMPLE
    | {"what": "the areas it covers", "details": "They do not work in Halton any more."},
)
ANSWER = Letter(
    name="mistake-answer",
    subject="What you reported about {listing}",
    paragraphs=(
        "You told the Careers Hub that something about {listing} may be wrong. This is its answer:",
        "{answer}",
        "Thank you for telling us. Your address is taken out of the report 180 days after you sent it.",
    ),
    link="Go to the page",
    why="You get this letter because you gave your address when you reported a mistake.",
    quotes="answer",
    sample={"listing": "Example Careers", "answer": "Thank you. The page is right now."},
)
LETTERS = (SUSPENDED, LIFTED, PLEASE_CONFIRM, MISTAKE, ANSWER)
