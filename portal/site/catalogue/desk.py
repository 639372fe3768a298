"""What is kept at the Hub's desk: who looks at what, notes, and files that were brought in."""

from datetime import timedelta

from portal.account.rules.personal import By, End, Erasing, Finder, Table, Whose

DESK: tuple[Table, ...] = (
    Table(
        "desk_mark",
        Whose.ORGANISATION,
        "What you have taken at the Hub's desk",
        why="So that two of the Hub's staff do not do the same work.",
        lasts="Deleted when the thing is decided or you let it go.",
        shown={
            "kind": "What it is about",
            "subject_id": "Its number",
            "person_id": "Your number",
            "at": "Taken",
        },
        finders=(Finder("person_id", By.NUMBER),),
        ends=(End("at", timedelta(days=180), "it was taken"),),
    ),
    Table(
        "desk_note",
        Whose.ORGANISATION,
        "Notes you wrote at the Hub's desk",
        why="So that the Hub's staff know what a colleague found out. Nobody else reads them.",
        shown={
            "kind": "What it is about",
            "subject_id": "Its number",
            "person_id": "Your number",
            "text": "Note",
            "at": "Written",
        },
        plain=("id",),
        finders=(Finder("person_id", By.NUMBER),),
        erasing=Erasing.NUMBERED,
        ends=(End("at", timedelta(days=3 * 365), "it was written"),),
    ),
)
