"""Whether the postcodes lie where they should: inside the official outlines of the boroughs.

The outlines are no part of the project. They are looked for at PLACES_OUTLINES, or beside the
project, and the tests that need them are skipped where they are not.
"""

import gzip
import json
import os
from collections.abc import Iterator
from itertools import pairwise
from math import atan2, cos, hypot, radians, sin, sqrt, tan
from pathlib import Path
from typing import Any

import pytest

from portal.places import BOROUGHS
from portal.places.boroughs import OFFICIAL_CODES
from portal.places.gazetteer import DATA
from portal.places.packing import Unit, unpack_sector

ROOT = Path(__file__).resolve().parents[2]
OUTLINES = Path(
    os.environ.get("PLACES_OUTLINES", ROOT.parent / "shared/places/lcr_ons2016bsc.geojson")
)
AIRY_A, AIRY_B = 6377563.396, 6356256.909
AIRY_E2 = 1 - AIRY_B**2 / AIRY_A**2

Ring = list[tuple[float, float]]


def every_unit() -> Iterator[Unit]:
    text = gzip.decompress((DATA / "postcodes.txt.gz").read_bytes()).decode("ascii")
    for line in text.split("\n"):
        yield from unpack_sector(line)[1]


def outlines() -> dict[str, list[Ring]]:
    """{borough: its rings as (easting, northing)}; skipped where nobody laid them down."""
    if not OUTLINES.exists():
        pytest.skip(f"The outlines of the boroughs are not here: {OUTLINES} (PLACES_OUTLINES).")
    found: dict[str, list[Ring]] = {}
    for feature in json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]:
        shape: dict[str, Any] = feature["geometry"]
        many = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        code = OFFICIAL_CODES[feature["properties"]["areacd"]]
        found[code] = [[on_grid(*point) for point in ring] for part in many for ring in part]
    return found


def on_grid(longitude: float, latitude: float) -> tuple[float, float]:
    """Easting and northing of a GPS position, right to about 5 m.

    Source: Ordnance Survey, A guide to coordinate systems in Great Britain, annexes B and C.
    """
    return projected(*on_airy(radians(longitude), radians(latitude)))


def on_airy(longitude: float, latitude: float) -> tuple[float, float]:
    """The same place by the older figure of the Earth that the National Grid is drawn on."""
    a, e2 = 6378137.0, 0.00669438
    nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
    x = nu * cos(latitude) * cos(longitude)
    y = nu * cos(latitude) * sin(longitude)
    z = nu * (1 - e2) * sin(latitude)
    scale = 1 + 20.4894e-6
    rx, ry, rz = (radians(-seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
    x, y, z = (
        -446.448 + scale * x - rz * y + ry * z,
        125.157 + rz * x + scale * y - rx * z,
        -542.060 - ry * x + rx * y + scale * z,
    )
    flat = hypot(x, y)
    latitude = atan2(z, flat * (1 - AIRY_E2))
    for _ in range(5):
        nu = AIRY_A / sqrt(1 - AIRY_E2 * sin(latitude) ** 2)
        latitude = atan2(z + AIRY_E2 * nu * sin(latitude), flat)
    return atan2(y, x), latitude


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """The transverse Mercator projection of the National Grid, to the fourth power."""
    f0, phi0, n = 0.9996012717, radians(49), (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B)
    p, plus, minus = longitude - radians(-2), latitude + phi0, latitude - phi0
    nu = AIRY_A * f0 / sqrt(1 - AIRY_E2 * sin(latitude) ** 2)
    rho = AIRY_A * f0 * (1 - AIRY_E2) / (1 - AIRY_E2 * sin(latitude) ** 2) ** 1.5
    eta2 = nu / rho - 1
    arc = (1 + n + 5 / 4 * (n**2 + n**3)) * minus
    arc -= (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(minus) * cos(plus)
    arc += 15 / 8 * (n**2 + n**3) * sin(2 * minus) * cos(2 * plus)
    arc -= 35 / 24 * n**3 * sin(3 * minus) * cos(3 * plus)
    c, t2 = cos(latitude), tan(latitude) ** 2
    north = -100_000 + AIRY_B * f0 * arc + nu / 2 * sin(latitude) * c * p**2
    north += nu / 24 * sin(latitude) * c**3 * (5 - t2 + 9 * eta2) * p**4
    east = 400_000 + nu * c * p + nu / 6 * c**3 * (nu / rho - t2) * p**3
    return east, north


def test_the_projection_agrees_with_a_known_point() -> None:
    # The worked example of the Ordnance Survey's guide, which is already on the older figure.
    degrees = 1 + 43 / 60 + 4.5177 / 3600, 52 + 39 / 60 + 27.2531 / 3600
    east, north = projected(radians(degrees[0]), radians(degrees[1]))
    assert east == pytest.approx(651_409.903, abs=1)
    assert north == pytest.approx(313_177.270, abs=1)


def is_inside(point: tuple[float, float], rings: list[Ring]) -> bool:
    """Whether a ray to the east of the point crosses the outline an odd number of times."""
    x, y = point
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside


@pytest.mark.parametrize("borough", BOROUGHS)
def test_the_postcodes_of_a_borough_lie_within_its_outline(borough: str) -> None:
    rings = outlines()[borough]
    # Places, not postcodes: hundreds of post-office boxes share one sorting office on the river.
    # Every third one is enough to find a shift of the whole, in a third of the time.
    points = sorted({unit.point for unit in every_unit() if unit.borough == borough})[::3]
    assert len(points) > 800
    assert sum(is_inside(point, rings) for point in points) / len(points) >= 0.99
