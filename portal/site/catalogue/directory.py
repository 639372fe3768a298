"""What is kept of people who are listed, alone or as an adviser, and of people who report a mistake.

What somebody who trades alone says of their business is business data and data about them.
"""

from datetime import timedelta

from portal.account.rules.personal import By, End, Erasing, Finder, Table, Whose

_LISTED = "Kept as long as the listing is. Ask the Careers Hub to correct it or take it out."

DIRECTORY = (
    Table(
        "listing",
        Whose.LISTED,
        "The listing",
        why="So that schools find who offers careers guidance, and what was checked.",
        lasts=_LISTED,
        shown={
            "slug": "Address of its page",
            "name": "Name",
            "summary": "Summary",
            "about": "About",
            "website": "Website",
            "base_outward": "First half of the postcode",
            "easting": "Place of that half, from the west",
            "northing": "Place of that half, from the south",
            "capacity": "Room for new work",
            "half_days": "Half days free",
            "earliest_start": "Earliest start",
            "price_band": "Price band",
            "price_basis": "What the price is for",
            "price_vat": "VAT",
            "bsl": "British Sign Language",
            "bsl_level": "Level in British Sign Language",
            "makaton": "Makaton",
            "source_note": "Why it is here",
        },
        plain=(
            *("id", "provider_type", "waiting_list", "capacity_said_on", "price_valid_to"),
            *("price_said_on", "price_public", "noindex", "references_offered", "is_example"),
            *("listing_status", "claimed_on", "confirmed_on", "created_at", "updated_at"),
            "version_id",
        ),
        erasing=Erasing.APART,
    ),
    Table(
        "adviser",
        Whose.LISTED,
        "Advisers of a listing",
        why="So that schools see how many people meet pupils, and what they hold.",
        lasts=_LISTED,
        shown={"label": "A role, or a name given for showing", "supervisor": "Who supervises them"},
        plain=("id", "listing_id"),
        erasing=Erasing.APART,
    ),
    Table(
        "credential",
        Whose.LISTED,
        "What a listing or an adviser says they hold",
        why="So that schools see qualifications, registration, insurance and the level of a DBS check, each with its day.",
        lasts=_LISTED,
        shown={
            "kind": "What it is",
            "status": "What is said of it",
            "declared_on": "Said on",
            "framework": "Edition",
            "accredited_on": "Held from",
            "review_due": "Due again",
            "amount": "Amount insured",
            "scope": "What it covers",
            "update_service": "On the DBS update service",
            "evidence_sent": "Evidence sent",
        },
        plain=("id", "listing_id", "adviser_id", "is_example", "recorded_at"),
        erasing=Erasing.APART,
    ),
    Table(
        "credential_check",
        Whose.LISTED,
        "What was checked of it",
        why="So that a badge says who looked, when and at what.",
        lasts=_LISTED,
        shown={
            "checked_on": "Checked on",
            "result": "Result",
            "source": "What was looked at",
            "note": "Note for the Careers Hub",
        },
        plain=("id", "credential_id", "checked_by", "recorded_at"),
        erasing=Erasing.APART,
    ),
    Table(
        "mistake_report",
        Whose.REPORTING,
        "Mistakes you reported",
        why="So that the Careers Hub can put a listing right, and ask you if you agreed to that.",
        lasts="The report itself stays with the listing.",
        shown={
            "listing_id": "Number of the listing",
            "what": "What is wrong",
            "details": "What it should say",
            "contact": "Your email address, if you gave it",
            "at": "Reported",
        },
        plain=("id",),
        finders=(Finder("contact", By.ADDRESS),),
        erasing=Erasing.BLANKED,
        blanks={"contact": ""},
        stays=("listing_id", "what", "details", "at"),
        ends=(
            End(
                "at",
                timedelta(days=180),
                "the report",
                done="Your email address is taken out",
                blanks={"contact": ""},
            ),
        ),
    ),
)
