"""Distances between points of the National Grid."""

from math import hypot
from typing import Final

Point = tuple[int, int]
"""Easting and northing in metres."""

METRES_IN_A_MILE: Final = 1609.344


def distance_km(one: Point, other: Point) -> float:
    """Kilometres in a straight line; Pythagoras is right to 0.1 % across the six boroughs."""
    return hypot(one[0] - other[0], one[1] - other[1]) / 1000


def distance_miles(one: Point, other: Point) -> float:
    """Miles in a straight line, as distance_km."""
    return hypot(one[0] - other[0], one[1] - other[1]) / METRES_IN_A_MILE
