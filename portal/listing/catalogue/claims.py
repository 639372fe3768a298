"""Words and letters about whose a listing is."""

from portal.listing.rules.claims import ClaimState
from portal.mail.rules import Letter
from portal.providers.rules import ListingStatus

STANDING = {
    ListingStatus.STUB: "Only its name is public",
    ListingStatus.DRAFT: "Not public yet",
    ListingStatus.SUBMITTED: "Not public yet",
    ListingStatus.PUBLISHED: "Public",
    ListingStatus.SUSPENDED: "Stopped by the Careers Hub: nobody else sees it",
    ListingStatus.ARCHIVED: "Withdrawn: nobody else sees it",
}
"""How far a listing has come, as those read it who keep it."""
OUT_OF_DATE = "Not public any more: it was not confirmed for too long"
CLAIM_WORDS = {
    ClaimState.WAITING: "Waiting for the Careers Hub",
    ClaimState.AGREED: "The Careers Hub agreed",
    ClaimState.REFUSED: "The Careers Hub refused",
    ClaimState.WITHDRAWN: "You withdrew it",
    ClaimState.ENDED: "The Careers Hub ended it",
}

ASKED = Letter(
    name="listing-asked-for",
    subject="{organisation} asks to keep {listing}",
    paragraphs=(
        "{person} ({address}) asks that {organisation} keeps the listing {listing} in the directory.",
        "Look at how they belong to it, then agree or refuse.",
    ),
    link="Go to the request",
    why="You get this letter because you are an administrator of the Hub.",
    sample={
        "person": "Alex Jones",
        "address": "alex.jones@example.org",
        "organisation": "Example Careers",
        "listing": "Example Careers",
    },
)
KEPT = Letter(
    name="listing-kept",
    subject="{organisation} keeps {listing} now",
    paragraphs=(
        "{organisation} keeps the listing {listing} in the directory from now on. {how}",
        "You and your colleagues can now say what schools should know of it. Until the Careers Hub has looked at"
        " what you say, the public page stays as it is.",
        "If this is a mistake, tell the Careers Hub.",
    ),
    link="Go to your listings",
    why="You get this letter because you belong to {organisation}.",
    sample={
        "organisation": "Example Careers",
        "listing": "Example Careers",
        "how": "The Careers Hub agreed to your request.",
    },
)
TAKEN_UP = "{person} took up the Careers Hub's offer."
AGREED = "The Careers Hub agreed to your request."
AGREED_AND_CONFIRMED = (
    "The Careers Hub agreed to your request, and confirmed that you speak for {organisation}."
)
LETTERS = (ASKED, KEPT)
