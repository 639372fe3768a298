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
    Table(
        "register_list",
        Whose.LISTED,
        "Lists from a public register",
        why="So that the Careers Hub can compare what listings say with the register, and say when it looked.",
        shown={
            "register": "Which register",
            "source": "Where it was taken from",
            "seen_on": "Seen on",
            "person_id": "Number of who brought it in",
            "made_at": "Brought in",
            "applied_at": "Checks recorded from it",
        },
        hidden={"rows": "The list itself, which is about others"},
        plain=("id", "version_id"),
        finders=(Finder("person_id", By.NUMBER),),
        erasing=Erasing.NUMBERED,
        ends=(End("made_at", timedelta(days=30), "it was brought in"),),
    ),
    Table(
        "import_file",
        Whose.LISTED,
        "Lists of providers",
        why="So that what is taken into the directory is what the Careers Hub looked at.",
        shown={
            "name": "What the file is called",
            "person_id": "Number of who sent it",
            "made_at": "Sent",
            "applied_at": "Taken in",
        },
        hidden={"text": "The list itself, which is about others"},
        plain=("id", "version_id"),
        finders=(Finder("person_id", By.NUMBER),),
        erasing=Erasing.NUMBERED,
        ends=(End("made_at", timedelta(days=30), "it was sent"),),
    ),
)
