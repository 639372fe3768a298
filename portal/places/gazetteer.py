"""The shipped postcode files, read when first asked for and kept for as long as the portal runs."""

import gzip
from functools import cache, lru_cache
from pathlib import Path
from statistics import median_low
from typing import Final

from portal.places.boroughs import BOROUGHS
from portal.places.distance import Point, distance_km
from portal.places.packing import Outward, Part, Unit, unpack_outward, unpack_sector

DATA: Final = Path(__file__).parent / "data"

NEAR_KM: Final = 40
MOST_NEIGHBOURS: Final = 3
STRAY: Final = 10
"""A borough with fewer postcodes than this in an outward code has no typical point there."""


@lru_cache(maxsize=1024)  # bounded: the names come from visitors
def sector(name: str) -> tuple[int, tuple[Unit, ...]]:
    """The live postcodes of a sector such as "CH41 1": how many, and those in the boroughs.

    A sector without any in the boroughs is not on file: zero and nothing.
    """
    line = _sector_lines().get(name)
    return unpack_sector(line) if line else (0, ())


def unit(postcode: str) -> Unit | None:
    """A live postcode of the six boroughs, given as "CH41 1AA"; None for any other text."""
    _, units = sector(postcode[:-2]) if postcode[:-2] in _sector_lines() else (0, ())
    return next((one for one in units if one.letters == postcode[-2:]), None)


def outward(code: str) -> Outward | None:
    """An outward code that is in use anywhere in the UK; None for any other text."""
    line = _outward_lines().get(code)
    return unpack_outward(line) if line else None


def sector_as_outward(name: str) -> Outward | None:
    """A sector in the terms of an outward code, so that both can be answered alike."""
    total, units = sector(name)
    if not units:
        return None
    parts = [
        Part(code, len(points), middle([(point, 1) for point in points]))
        for code in BOROUGHS
        if (points := [one.point for one in units if one.borough == code])
    ]
    return Outward(name, middle([(one.point, 1) for one in units]), total, tuple(parts))


@cache
def borough_point(borough: str) -> Point:
    """The middle of a borough's postcodes; KeyError for a code that is not one of the six."""
    return middle([(part.point, part.count) for part in _parts()[borough]])


def nearest_boroughs(point: Point) -> tuple[str, ...]:
    """Up to three boroughs within 40 km of a point, the nearest first.

    A borough is as far as its nearest group of postcodes, not as its middle.
    """
    away = {
        borough: min(distance_km(point, part.point) for part in parts)
        for borough, parts in _parts().items()
    }
    near = sorted((km, borough) for borough, km in away.items() if km <= NEAR_KM)
    return tuple(borough for _, borough in near[:MOST_NEIGHBOURS])


def middle(points: list[tuple[Point, int]]) -> Point:
    """The median easting and northing of points, each counted as often as its number says."""
    eastings = [point[0] for point, count in points for _ in range(count)]
    northings = [point[1] for point, count in points for _ in range(count)]
    return median_low(eastings), median_low(northings)


@cache
def _sector_lines() -> dict[str, str]:
    return {line.partition("|")[0]: line for line in _lines("postcodes.txt.gz")}


@cache
def _outward_lines() -> dict[str, str]:
    return {line.partition(" ")[0]: line for line in _lines("outwards.txt.gz")}


@cache
def _parts() -> dict[str, tuple[Part, ...]]:
    found: dict[str, list[Part]] = {borough: [] for borough in BOROUGHS}
    for line in _outward_lines().values():
        for part in unpack_outward(line).parts if ":" in line else ():
            if part.count >= STRAY:
                found[part.borough].append(part)
    return {borough: tuple(parts) for borough, parts in found.items()}


def _lines(name: str) -> list[str]:
    return gzip.decompress((DATA / name).read_bytes()).decode("ascii").split("\n")
