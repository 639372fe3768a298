"""What is kept of people who work for an organisation here."""

from datetime import timedelta

from portal.account.rules.personal import By, End, Erasing, Finder, Is, Table, Whose

ORGANISATIONS = (
    Table(
        "membership",
        Whose.ORGANISATION,
        "Organisations you belong to",
        why="So that you can act for them.",
        lasts="Kept until you leave or are removed.",
        shown={
            "organisation_id": "Number of the organisation",
            "person_id": "Your number",
            "role": "Role",
            "joined_at": "Joined",
        },
        finders=(Finder("person_id", By.NUMBER),),
    ),
    Table(
        "invitation",
        Whose.ORGANISATION,
        "Invitations to you and from you",
        why="So that an organisation decides who belongs to it.",
        lasts="Deleted with its link, 7 days after that ended.",
        shown={
            "organisation_id": "Number of the organisation",
            "email": "Address invited",
            "role": "Role offered",
            "invited_by": "Number of who invited",
            "made_at": "Invited",
            "expires_at": "Ends",
            "accepted_at": "Accepted",
        },
        plain=("id", "key_id"),
        finders=(Finder("email", By.ADDRESS), Finder("invited_by", By.NUMBER)),
        takes={"key_id": "email_key"},
    ),
    Table(
        "organisation",
        Whose.LISTED,
        "Names of organisations",
        why="So that people can act for them. A provider's may be the name of one person who trades alone.",
        lasts="Kept as long as the portal is. Ask the Careers Hub to change a name.",
        shown={"name": "Name"},
        plain=("id", "kind", "school_urn", "made_at", "confirmed_at", "frozen_at"),
        erasing=Erasing.APART,
    ),
    Table(
        "answer",
        Whose.ORGANISATION,
        "Answers in a checklist",
        why="So that a brief can be made of them. Some questions ask for the names of staff.",
        lasts="Deleted with the checklist.",
        shown={"value": "Answer"},
        plain=("draft_id", "question_id", "answered_at"),
        erasing=Erasing.APART,
    ),
    Table(
        "draft",
        Whose.ORGANISATION,
        "Checklists",
        why="So that an organisation's people, or whoever holds the link, can go on with one.",
        shown={"organisation_id": "Number of the organisation"},
        hidden={"secret_digest": "What checks the link"},
        plain=("id", "catalogue_version", "started_at", "changed_at", "revision"),
        erasing=Erasing.APART,
        ends=(
            End(
                "changed_at",
                timedelta(days=180),
                "the last change, if no organisation keeps it",
                where=(("organisation_id", Is.EMPTY),),
                swept_by="checklist",
            ),
            End(
                "changed_at",
                timedelta(days=3 * 365),
                "the last change, if an organisation keeps it",
                where=(("organisation_id", Is.GIVEN),),
                swept_by="checklist",
            ),
        ),
    ),
)
