"""What the Hub types about items of its queue."""

from werkzeug.datastructures import MultiDict

from portal.moderation.rules import Hands, Item, Picked
from portal.web.fields import Choice, HouseForm, LongTextField, WholeNumberField, clean_text

LONGEST_NOTE = 2_000
LONGEST_WORDS = 80


class AssignForm(HouseForm):
    """Who is to have an item: whoever sends it, or nobody. `seen` is who had it when the page was made."""

    to = Choice("To whom?", choices=(("me", "Me"), ("nobody", "Nobody")), missing="Choose to whom")
    seen = WholeNumberField("Who has it")


class NoteForm(HouseForm):
    """A note on an item."""

    text = LongTextField(
        "Note for your colleagues",
        hint="Only the Hub's staff see it. Do not write down what a certificate or a DBS check says of a person.",
        missing="Write the note",
        called="Note",
        most=LONGEST_NOTE,
        rows=3,
    )


def read_picked(args: MultiDict[str, str]) -> Picked:
    """Which items an address asks for; what is not known counts for nothing."""
    kind, hands = args.get("kind", ""), args.get("hands", "")
    return Picked(
        Item(kind) if kind in set(Item) else None,
        Hands(hands) if hands in set(Hands) else None,
        clean_text(args.get("q", "")[:LONGEST_WORDS]),
    )
