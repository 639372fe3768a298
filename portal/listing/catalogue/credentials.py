"""The words about claims and their files: what is asked for, why, and what becomes of it."""

from dataclasses import dataclass

from portal.credentials.rules import Kind

EVERYBODY = "all"
NEVER_SHOWN = "Only the Careers Hub sees it."


@dataclass(frozen=True)
class Asking:
    """The page on which one kind of claim is made: its slug, its title, what to know first, what to send after it."""

    slug: str
    title: str
    link: str
    know: str
    evidence: str = ""


ASKING: dict[Kind, Asking] = {
    Kind.MATRIX: Asking(
        "matrix",
        "matrix Standard",
        "Add the matrix Standard",
        "It is awarded to an organisation, not to a person. When you are reviewed, enter the new certificate here: the "
        "old one stays in sight until the Hub has looked at the new one.",
        "Send the certificate",
    ),
    Kind.CDI: Asking(
        "cdi",
        "CDI register",
        "Add an entry on the CDI register",
        "The Careers Hub looks the person up in the public register. You need to send nothing.",
        "Send a letter or a picture of the entry, if the register does not show it",
    ),
    Kind.QUALIFICATION: Asking(
        "qualification",
        "Qualification",
        "Add a qualification",
        "What counts is the award that the certificate names. Choose that one, not the nearest.",
        "Send the certificate",
    ),
    Kind.INSURANCE: Asking(
        "insurance",
        "Insurance",
        "Add insurance",
        "Signed-in schools see the kind of cover and the amount as long as it lasts. The public does not see it.",
        "Send the certificate or schedule",
    ),
    Kind.DBS: Asking(
        "dbs",
        "DBS check",
        "Declare a DBS check",
        "Say only the level, the month and whether it is on the update service. Do not send us the certificate, and do not "
        "write its number anywhere: a school looks at the certificate itself before anybody meets a pupil. "
        "Signed-in schools see what you declare for 12 months.",
    ),
}
BY_SLUG = {asking.slug: kind for kind, asking in ASKING.items()}

PRIVATE = (
    "Only you, your colleagues here and the Careers Hub get this file. We make a clean copy without hidden details and "
    "delete it 90 days after the Hub has decided, or at once when you take it away."
)
COVER_UP = "Cover up what the certificate need not show, such as a date of birth or a home address."

WITH_THE_HUB = "With the Careers Hub: nobody else sees it yet"
SHOWN_TO_ALL = "Shown to everybody"
SHOWN_TO_SCHOOLS = "Shown to signed-in schools"
TOO_OLD = "Too old to be shown"
RENEWED = "Not shown: a newer one counts"
BEING_CHECKED = "being checked for viruses"

DUE: dict[Kind, tuple[str, str]] = {
    Kind.MATRIX: ("Review due", "Review was due"),
    Kind.CDI: (
        "The Hub looks at the register again by",
        "The Hub should have looked at the register by",
    ),
    Kind.INSURANCE: ("Cover ends", "Cover ended"),
    Kind.DBS: ("Say it again by", "Should have been said again by"),
}
"""What the day is to which a claim holds: still to come, and past."""
