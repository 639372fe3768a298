"""The mail about a listing that its provider takes out of the directory."""

from portal.mail.rules import Letter

WITHDRAWN = Letter(
    name="listing-withdrawn",
    subject="{listing} is out of the directory",
    paragraphs=(
        "{person} took {listing} out of the directory. Schools cannot see it now.",
        "Everybody who acts for {organisation} can bring it back, as it was.",
    ),
    link="See the listing",
    why="You get this letter because you belong to {organisation}, which keeps the listing.",
    sample={
        "person": "Sam Smith",
        "listing": "Lantern Lane Careers",
        "organisation": "Lantern Lane",
    },
)
LETTERS = (WITHDRAWN,)
