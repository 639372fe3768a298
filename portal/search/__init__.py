"""An engine: the only place that knows Whoosh. Entries in, ranked ids and counts out."""

from portal.search.index import Index
from portal.search.marking import mark, snippet, wanted_stems
from portal.search.memory import find_in_memory
from portal.search.shapes import (
    Answer,
    Criteria,
    CriteriaRefused,
    Entry,
    IndexBehind,
    IndexBusy,
    IndexDamaged,
    Matched,
    Sort,
)

__all__ = [
    "Answer",
    "Criteria",
    "CriteriaRefused",
    "Entry",
    "Index",
    "IndexBehind",
    "IndexBusy",
    "IndexDamaged",
    "Matched",
    "Sort",
    "find_in_memory",
    "mark",
    "snippet",
    "wanted_stems",
]
