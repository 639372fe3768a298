"""What a visitor typed, answered: a place, a place outside, a suggestion, or not known."""

from difflib import get_close_matches
from typing import Final

from portal.places import gazetteer, postcodes, towns
from portal.places.answers import Answer, Kind, Outside, Place, Suggestion, Unknown
from portal.places.boroughs import BOROUGHS
from portal.places.packing import Outward

OUTSIDE_BELOW: Final = 0.03
"""An outward code with a smaller share of its postcodes in the boroughs counts as outside: CH64
has 1 % in Wirral, while WA4 with 6 % in Halton is asked for there."""

PART_FROM: Final = 0.01
"""A borough with a smaller share is not offered: that is a few postcodes on a boundary."""

MOST_SUGGESTIONS: Final = 5
CLOSE_ENOUGH: Final = 0.84
LONGEST_NAME: Final = 40
LABEL_LENGTH: Final = 60


def find_place(text: str) -> Answer:
    """The place that a text names: a postcode, the start of one, a town or a borough.

    Postcodes may be written with any spaces and letters of any case. Nothing is guessed: what
    could be meant by a slip comes back as a Suggestion, what several boroughs share as a Place
    with all of them. Never raises, and takes about a millisecond for any text, however long.
    """
    if len(text) > 4 * postcodes.LONGEST_TEXT:
        return Unknown(postcodes.clean(text)[:LABEL_LENGTH])
    cleaned = postcodes.clean(text)
    answer = _by_name(cleaned) or _by_postcode(cleaned) or _by_slip(cleaned)
    return answer or _by_similar_name(cleaned) or Unknown(cleaned[:LABEL_LENGTH])


def borough_of(postcode: str) -> str | None:
    """The code of the borough a full postcode lies in; None outside the six, or if not in use."""
    spaced = postcodes.normalise_postcode(postcode)
    unit = gazetteer.unit(spaced) if spaced else None
    return unit.borough if unit else None


def _by_name(text: str) -> Answer | None:
    key = towns.name_key(text)
    if key in towns.BOROUGHS_BY_KEY:
        code = towns.BOROUGHS_BY_KEY[key]
        return Place(BOROUGHS[code], (code,), *gazetteer.borough_point(code), "borough")
    if key in towns.INSIDE_BY_KEY:
        name, boroughs, area = towns.INSIDE_BY_KEY[key]
        found = gazetteer.outward(area) or gazetteer.sector_as_outward(area)
        points = {part.borough: part.point for part in found.parts} if found else {}
        return Place(name, boroughs, *points[boroughs[0]], "town")
    if key in towns.BEYOND_BY_KEY:
        name, area = towns.BEYOND_BY_KEY[key]
        return _outside(name, gazetteer.outward(area))
    return None


def _by_postcode(text: str) -> Answer | None:
    """What a text in the shape of a postcode, an outward code or a sector stands for, if any."""
    compact = postcodes.compact(text)
    if spaced := postcodes.normalise_postcode(text):
        return _full(spaced)
    if sector := postcodes.split_sector(text):
        return _sector(sector)
    if outward := gazetteer.outward(compact):
        return _area(outward, "outward")
    if newer := postcodes.in_chester_area(compact):
        return _newer(text, newer)
    return _unfinished(text, compact)


def _full(postcode: str) -> Answer | None:
    unit = gazetteer.unit(postcode)
    if unit:
        return Place(postcode, (unit.borough,), *unit.point, "postcode")
    if newer := postcodes.in_chester_area(postcodes.compact(postcode)):
        return _newer(postcode, newer)
    # A new postcode, or one that is out of use: what surrounds it may be offered, not assumed.
    around = _sector(postcode[:-2])
    if isinstance(around, Place) and not around.partly_outside:
        return Suggestion(postcode, (around.label,))
    if isinstance(around, Place | Outside):
        return _outside(postcode, gazetteer.outward(postcode[:-4]))
    return Suggestion(postcode, around.instead) if around else None


def _sector(name: str) -> Place | Outside | Suggestion | None:
    if found := gazetteer.sector_as_outward(name):
        return _area(found, "outward")
    outward = gazetteer.outward(name[:-2])
    if outward is None:
        newer = postcodes.in_chester_area(name)
        return _newer(name, newer) if newer else None
    whole = _area(outward, "outward")
    if isinstance(whole, Place) and not whole.partly_outside:
        return Suggestion(name, (whole.label,))
    return _outside(name, outward)


def _area(found: Outward, kind: Kind) -> Place | Outside:
    """An outward code or sector, inside with all its boroughs, the greatest part first."""
    inside = sum(part.count for part in found.parts)
    if inside < OUTSIDE_BELOW * found.total or not found.parts:
        return _outside(found.code, found)
    parts = sorted(found.parts, key=lambda part: -part.count)
    boroughs = tuple(part.borough for part in parts if part.count >= PART_FROM * inside)
    points = [(part.point, part.count) for part in parts]
    beyond = found.total - inside >= PART_FROM * found.total
    return Place(found.code, boroughs, *gazetteer.middle(points), kind, partly_outside=beyond)


def _outside(label: str, found: Outward | None) -> Outside:
    if found is None or found.point is None:
        return Outside(label, ())
    return Outside(label, gazetteer.nearest_boroughs(found.point), *found.point)


def _newer(text: str, newer: str) -> Suggestion | None:
    """An old Liverpool code of Wirral, answered with the code of today where there is one."""
    compact = postcodes.compact(newer)
    spaced = postcodes.normalise_postcode(compact)
    if spaced and gazetteer.unit(spaced):
        return Suggestion(text, (spaced,))
    outward = compact[:4]
    return Suggestion(text, (outward,)) if gazetteer.outward(outward) else None


def _unfinished(text: str, compact: str) -> Suggestion | None:
    """A postcode that lacks its last letter, or a sector that lacks its space."""
    found = postcodes.STARTED_SHAPE.fullmatch(compact) or postcodes.SECTOR_SHAPE.fullmatch(compact)
    if not found or not gazetteer.outward(found[1]):
        return None
    answer = _sector(f"{found[1]} {found[2]}")
    if isinstance(answer, Place | Outside):
        return Suggestion(text, (answer.label,))
    return Suggestion(text, answer.instead) if answer else None


def _by_slip(text: str) -> Suggestion | None:
    compact = postcodes.compact(text)
    # Words without a figure are no slips of postcodes, and no postcode is longer than this one.
    if len(compact) > len("CH411AA") or not any(char.isdigit() for char in compact):
        return None
    # Only what is in or near the boroughs: nobody who types "L51" here means Leeds, LS1.
    found: dict[str, bool] = {}
    for other in postcodes.likely_slips(compact):
        answer = _by_postcode(other)
        if isinstance(answer, Place) or (isinstance(answer, Outside) and answer.neighbours):
            found.setdefault(answer.label, isinstance(answer, Place))
    best = sorted(found, key=lambda label: not found[label])[:MOST_SUGGESTIONS]
    return Suggestion(text, tuple(best)) if best else None


def _by_similar_name(text: str) -> Suggestion | None:
    key = towns.name_key(text[:LONGEST_NAME])
    names = {key: BOROUGHS[code] for key, code in towns.BOROUGHS_BY_KEY.items()}
    names |= {key: row[0] for key, row in towns.INSIDE_BY_KEY.items()}
    close = get_close_matches(key, names, n=MOST_SUGGESTIONS, cutoff=CLOSE_ENOUGH) if key else []
    return Suggestion(text, tuple(names[key] for key in close)) if close else None
