"""What is kept of what schools ask a provider through the portal."""

from portal.account.rules.personal import By, End, Erasing, Finder, Is, Table, Whose
from portal.enquiries.rules import KEPT, PROOF_LASTS

ENQUIRIES = (
    Table(
        "enquiry",
        Whose.ASKING,
        "Questions to a provider",
        why="So that the provider can answer whoever asked, and both can read it again.",
        shown={
            "organisation_id": "Number of the organisation that asked",
            "person_id": "Your number",
            "name": "Your name, as you gave it",
            "school": "School or college",
            "email": "Your email address, if you were not signed in",
            "made_at": "Written",
            "proved_at": "Sent to the provider",
            "closed_at": "Closed",
        },
        hidden={
            "key_digest": "What checks the link to it",
            "text_digest": "What tells whether the same is asked again",
        },
        plain=("id", "listing_id"),
        finders=(Finder("person_id", By.NUMBER), Finder("email", By.ADDRESS)),
        erasing=Erasing.BLANKED,
        blanks={
            "person_id": None,
            "name": "Erased person",
            "email": "",
            "key_digest": None,
            "text_digest": "",
        },
        stays=("organisation_id", "school", "made_at", "proved_at", "closed_at"),
        ends=(
            End(
                "made_at",
                PROOF_LASTS,
                "it was written, if the link in our email is not followed",
                where=(("proved_at", Is.EMPTY),),
            ),
            End("made_at", KEPT, "it was written", where=(("proved_at", Is.GIVEN),)),
        ),
    ),
    Table(
        "enquiry_message",
        Whose.ASKING,
        "What you wrote in questions and answers",
        why="So that the school and the provider can both read what was asked and answered.",
        lasts="Deleted with the question.",
        shown={
            "person_id": "Your number",
            "side": "For the school or the provider",
            "text": "What you wrote",
            "at": "Written",
        },
        plain=("id", "enquiry_id", "by_mail"),
        finders=(Finder("person_id", By.NUMBER),),
        erasing=Erasing.BLANKED,
        blanks={"person_id": None},
        stays=("side", "text", "at"),
    ),
)
