"""Words and letters about what goes stale: the one reminder a day to a provider's people, and word of a lapse to schools."""

from portal.listing.rules.freshness import Fact
from portal.mail.rules import Letter

FACTS = {
    Fact.LISTING: "The whole listing",
    Fact.CAPACITY: "Room for new work",
    Fact.PRICE: "Prices",
}
"""What a provider says is still correct."""
MOST_LINES = 30
LINES = tuple(f"line_{number}" for number in range(1, MOST_LINES + 1))
"""The values of a letter that each hold one line. Those that stay empty are left out."""

REMINDER = Letter(
    name="listing-reminder",
    subject="Is what the directory says of {listings} still correct?",
    paragraphs=(
        "Schools rely on it, so each fact says until when it counts. These need you:",
        *(f"{{{line}}}" for line in LINES),
        "Follow the link to say what is still correct. You need not sign in for that. "
        "It works for {days} days, or until a newer letter comes.",
        "To change something, sign in and go to your listings.",
    ),
    link="Say what is still correct",
    why="You get this because you belong to an organisation that keeps a listing here. We write when a date comes near.",
    sample=dict.fromkeys(LINES, "")
    | {
        "listings": "Example Careers",
        "line_1": "Example Careers:",
        "line_2": "- The whole listing: say by 1 March 2027 that it is still correct.",
        "line_3": "- Room for new work: what you said counts until 8 March 2027.",
        "days": "30",
    },
)
LAPSE = Letter(
    name="listing-lapse",
    subject="A check of {listings} is no longer current",
    paragraphs=(
        "Your school has this provider on its shortlist, or asked it something in the last 12 months.",
        *(f"{{{line}}}" for line in LINES),
        "It may be renewed and not recorded yet. Ask the provider before you rely on it.",
    ),
    link="See what the directory says today",
    why="You get this because you belong to a school that is interested in this provider. We write once about each lapse.",
    sample=dict.fromkeys(LINES, "")
    | {
        "listings": "Example Careers",
        "line_1": "Example Careers:",
        "line_2": "- matrix Standard: its review was due by 1 March 2027.",
    },
)
LETTERS = (REMINDER, LAPSE)
