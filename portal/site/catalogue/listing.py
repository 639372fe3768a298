"""What is kept of a provider's own work on its listing."""

from datetime import timedelta

from portal.account.rules.personal import By, End, Erasing, Finder, Is, Table, Whose

LISTING: tuple[Table, ...] = (
    Table(
        "listing_claim",
        Whose.ORGANISATION,
        "Requests to keep a listing, and offers of one to you",
        why="So that the Hub can see whose a listing is, and the provider where its request stands.",
        lasts="Otherwise kept as long as the listing is.",
        shown={
            "listing_id": "Number of the listing",
            "organisation_id": "Number of the organisation",
            "person_id": "Who asked, or took the offer up: your number",
            "email": "Address it was offered to",
            "connection": "How you belong to it, as you wrote it",
            "made_at": "Asked or offered",
            "decided_at": "Decided",
            "decision": "How it was decided",
            "reason": "Why it was refused",
            "ended_at": "Ended",
            "end_reason": "Why it was ended",
        },
        plain=("id", "key_id", "version_id"),
        finders=(Finder("person_id", By.NUMBER), Finder("email", By.ADDRESS)),
        erasing=Erasing.BLANKED,
        blanks={"person_id": None, "email": "", "connection": ""},
        stays=(
            *("listing_id", "organisation_id", "made_at", "decided_at", "decision", "reason"),
            *("ended_at", "end_reason"),
        ),
        ends=(
            End(
                "made_at",
                timedelta(days=365),
                "the offer, if nobody took it up",
                where=(("organisation_id", Is.EMPTY),),
            ),
            End(
                "ended_at",
                timedelta(days=3 * 365),
                "it ended",
                where=(("organisation_id", Is.GIVEN),),
            ),
        ),
    ),
    Table(
        "listing_revision",
        Whose.ORGANISATION,
        "Changes to a listing that you entered or sent to the Hub",
        why="So that the Hub can look at a change, and the provider can read what was changed and why.",
        lasts="Until then kept as long as the listing is.",
        shown={
            "listing_id": "Number of the listing",
            "said": "What it should say",
            "was": "What it said before",
            "made_by": "Who began it: your number",
            "made_at": "Begun",
            "saved_at": "Last saved",
            "submitted_by": "Who sent it to the Hub: your number",
            "submitted_at": "Sent to the Hub",
            "returned_at": "Sent back by the Hub",
            "reasons": "What the Hub asked for",
            "decided_at": "Decided",
            "decision": "How it was decided",
        },
        plain=("id", "kind", "version_id"),
        finders=(Finder("made_by", By.NUMBER), Finder("submitted_by", By.NUMBER)),
        erasing=Erasing.BLANKED,
        blanks={"made_by": None, "submitted_by": None},
        stays=(
            *("listing_id", "said", "was", "made_at", "saved_at", "submitted_at", "returned_at"),
            *("reasons", "decided_at", "decision"),
        ),
        ends=(End("decided_at", timedelta(days=3 * 365), "it was decided"),),
    ),
    Table(
        "listing_notice",
        Whose.ACCOUNT,
        "What you were reminded of",
        why="So that nobody is told the same thing of a listing twice.",
        shown={
            "person_id": "Your number",
            "listing_id": "Number of the listing",
            "kind": "What it was about",
            "due_on": "The day until which it counted",
            "step": "How many days before that day",
            "sent_at": "Written to you",
        },
        plain=("id", "subject_id"),
        finders=(Finder("person_id", By.NUMBER),),
        ends=(End("sent_at", timedelta(days=2 * 365), "the letter"),),
    ),
)
