"""The four answers to "where is this?": a place, a place outside, a suggestion, not known."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["postcode", "outward", "town", "borough"]


@dataclass(frozen=True)
class Place:
    """A place in the six boroughs. Several boroughs mean that only the visitor can tell which.

    Easting and northing are metres on the National Grid: exact for a postcode, a median for any
    larger place. A sector such as "WN5 9" has the kind "outward". `partly_outside` says that part
    of the place belongs to none of the six boroughs, which a page should mention.
    """

    label: str
    boroughs: tuple[str, ...]
    easting: int | None
    northing: int | None
    kind: Kind
    partly_outside: bool = False


@dataclass(frozen=True)
class Outside:
    """A real place beyond the six boroughs, with the nearest of them, nearest first.

    No neighbours are named when none is near or when the place has no position on the National
    Grid (Northern Ireland and the islands); easting and northing are None in the latter case.
    """

    label: str
    neighbours: tuple[str, ...]
    easting: int | None = None
    northing: int | None = None


@dataclass(frozen=True)
class Suggestion:
    """Something that is not a place as written, and what may have been meant, best first."""

    label: str
    instead: tuple[str, ...]


@dataclass(frozen=True)
class Unknown:
    """Something that means no place to this portal; the label is cleaned and short."""

    label: str


Answer = Place | Outside | Suggestion | Unknown
