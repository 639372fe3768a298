"""Writes entries into Whoosh: the schema, one document for each listing, and the checkpoint."""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from whoosh import index
from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema

from portal.search.analysis import edition, joined_tokens, name_tokens, prose_tokens
from portal.search.shapes import Entry, IndexDamaged

CHECKPOINT = "checkpoint"
ANALYSED = ("name", "joined", "words", "prose")
_BIG_BUILD_MB = 256


class Writer(Protocol):
    """What we use of a Whoosh writer."""

    def add_document(self, **fields: Any) -> None:
        """Adds one document."""

    def update_document(self, **fields: Any) -> None:
        """Adds one document in place of the one with the same id."""

    def delete_by_term(self, fieldname: str, text: str) -> Any:
        """Removes the documents with this term."""

    def commit(self) -> None:
        """Makes the changes visible in one step."""

    def cancel(self) -> None:
        """Forgets the changes and gives the lock back."""


def _schema() -> Schema:
    # Text arrives as our own tokens, so Whoosh only has to split at spaces; positions are kept.
    fields = {name: TEXT(analyzer=SpaceSeparatedTokenizer()) for name in ANALYSED}
    return Schema(id=ID(unique=True, stored=True), card=STORED, **fields)


def build(generation: Path, entries: Iterable[Entry], checkpoint: int, day: date | None) -> None:
    """Writes a whole index into an empty folder, as one commit."""
    created = index.create_in(str(generation), _schema())
    writer: Writer = created.writer(limitmb=_BIG_BUILD_MB)
    with _cancelled_on_failure(writer):
        for entry in entries:
            writer.add_document(**_document(entry))
        writer.add_document(**_checkpoint_document(checkpoint, day))
        writer.commit()


def change(
    generation: Path,
    puts: Iterable[Entry],
    removes: Iterable[int],
    checkpoint: int,
    day: date | None,
) -> None:
    """Applies changes and the checkpoint as one commit: removals first, then additions."""
    writer: Writer = index.open_dir(str(generation)).writer()
    with _cancelled_on_failure(writer):
        for gone in removes:
            writer.delete_by_term("id", str(gone))
        for entry in puts:
            writer.update_document(**_document(entry))
        writer.update_document(**_checkpoint_document(checkpoint, day))
        writer.commit()


class _cancelled_on_failure:  # noqa: N801 - used as a word in a with statement
    """After a failed commit the writer must be cancelled, or the next one meets its lock."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Cancels; a writer that cannot even cancel has given its lock back already."""
        if kind is not None:
            with suppress(Exception):
                self._writer.cancel()


def _document(entry: Entry) -> dict[str, str]:
    return {
        "id": str(entry.id),
        "card": _card(entry),
        "name": " ".join(name_tokens(entry.name)),
        "joined": " ".join(joined_tokens(entry.name)),
        "words": " ".join(prose_tokens(entry.words)),
        "prose": " ".join(prose_tokens(entry.prose)),
    }


def _checkpoint_document(checkpoint: int, day: date | None) -> dict[str, str]:
    on = day.isoformat() if day else None
    card = {"checkpoint": checkpoint, "day": on, "edition": edition()}
    return {"id": CHECKPOINT, "card": json.dumps(card)}


def _card(entry: Entry) -> str:
    confirmed = entry.confirmed_on.isoformat() if entry.confirmed_on else None
    facets = {facet: list(values) for facet, values in entry.facets.items()}
    return json.dumps([entry.revision, entry.name, facets, entry.points, confirmed, entry.last])


def read_entry(number: str, card: str) -> Entry:
    """The entry of a stored document, without its texts."""
    revision, name, facets, points, confirmed, last = json.loads(card)
    return Entry(
        id=int(number),
        revision=revision,
        name=name,
        facets={facet: tuple(values) for facet, values in facets.items()},
        points=tuple((east, north) for east, north in points),
        confirmed_on=date.fromisoformat(confirmed) if confirmed else None,
        last=last,
    )


def read_checkpoint(card: str) -> tuple[int, date | None]:
    """The checkpoint and the day of a stored document; raises IndexDamaged when the analysis has changed."""
    stored = json.loads(card)
    if stored["edition"] != edition():
        raise IndexDamaged("made with other rules of analysis or other synonyms")
    day = date.fromisoformat(stored["day"]) if stored["day"] else None
    return int(stored["checkpoint"]), day
