"""The packed form of the postcode files: how a line is written, and how it is read again.

Two gzipped texts. `postcodes.txt.gz` has a line for each sector (such as "CH41 1") that holds a
live postcode of the six boroughs; what is the same for many postcodes stands once, and a line is
unpacked only when somebody asks for it. `outwards.txt.gz` has a line for each outward code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from portal.places.boroughs import BOROUGHS
from portal.places.distance import Point

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH: Final = 3
"""Characters in base 36 for metres from the sector's south-west corner: up to 46 km."""

CODES: Final = tuple(BOROUGHS)


@dataclass(frozen=True)
class Unit:
    """One live postcode: its last two letters, its borough's code and where it lies."""

    letters: str
    borough: str
    point: Point


@dataclass(frozen=True)
class Part:
    """What one borough has of an outward code: how many live postcodes, and their median."""

    borough: str
    count: int
    point: Point


@dataclass(frozen=True)
class Outward:
    """An outward code: median, live postcodes, and what the six boroughs have of it."""

    code: str
    point: Point | None
    total: int
    parts: tuple[Part, ...] = ()


def pack_sector(name: str, total: int, units: Sequence[Unit]) -> str:
    """The line of a sector with `total` live postcodes, of which `units` are in the boroughs."""
    west, south = (min(unit.point[axis] for unit in units) for axis in (0, 1))
    boroughs = "".join(str(CODES.index(unit.borough)) for unit in units)
    if len(set(boroughs)) == 1:
        boroughs = boroughs[0]
    columns = (
        "".join(unit.letters for unit in units),
        boroughs,
        "".join(_to_text(unit.point[0] - west) for unit in units),
        "".join(_to_text(unit.point[1] - south) for unit in units),
    )
    return "|".join((name, str(total), str(west), str(south), *columns))


def unpack_sector(line: str) -> tuple[int, tuple[Unit, ...]]:
    """The sector's number of live postcodes, wherever they are, and its units in the boroughs."""
    _, total, west, south, letters, boroughs, eastings, northings = line.split("|")
    count = len(letters) // 2
    boroughs = boroughs * count if len(boroughs) == 1 else boroughs
    units = tuple(
        Unit(
            letters[2 * n : 2 * n + 2],
            CODES[int(boroughs[n])],
            (
                int(west) + int(eastings[WIDTH * n : WIDTH * (n + 1)], 36),
                int(south) + int(northings[WIDTH * n : WIDTH * (n + 1)], 36),
            ),
        )
        for n in range(count)
    )
    return int(total), units


def pack_outward(outward: Outward) -> str:
    """The line of an outward code; one without a position has dashes in its place."""
    easting, northing = outward.point or ("-", "-")
    parts = (f"{p.borough}:{p.count}:{p.point[0]}:{p.point[1]}" for p in outward.parts)
    return " ".join((outward.code, str(easting), str(northing), str(outward.total), *parts))


def unpack_outward(line: str) -> Outward:
    """The outward code that a line holds."""
    code, easting, northing, total, *parts = line.split(" ")
    point = None if easting == "-" else (int(easting), int(northing))
    return Outward(code, point, int(total), tuple(_unpack_part(part) for part in parts))


def _unpack_part(text: str) -> Part:
    borough, count, easting, northing = text.split(":")
    return Part(borough, int(count), (int(easting), int(northing)))


def _to_text(metres: int) -> str:
    high, low = divmod(metres, 36)
    highest, high = divmod(high, 36)
    return DIGITS[highest] + DIGITS[high] + DIGITS[low]
