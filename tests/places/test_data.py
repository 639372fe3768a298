"""The shipped postcode files: what is in them and how fast they load."""

import gzip
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.places import ATTRIBUTION, distance_km, distance_miles
from portal.places.gazetteer import DATA, borough_point, outward
from portal.places.packing import Unit, unpack_outward, unpack_sector

ROOT = Path(__file__).resolve().parents[2]


def lines(name: str) -> list[str]:
    return gzip.decompress((DATA / name).read_bytes()).decode("ascii").split("\n")


def every_unit() -> Iterator[tuple[str, Unit]]:
    for line in lines("postcodes.txt.gz"):
        for unit in unpack_sector(line)[1]:
            yield line.partition("|")[0], unit


def test_the_live_postcodes_of_each_borough_are_there() -> None:
    units = list(every_unit())
    assert Counter(unit.borough for _, unit in units) == {
        "LIV": 10617, "WIR": 8697, "SEF": 6691, "SHN": 4843, "KNO": 3745, "HAL": 3134,
    }  # fmt: skip
    assert len({name[:-2] for name, _ in units}) == 86
    assert len({name + unit.letters for name, unit in units}) == len(units) == 37_727


def test_the_outward_codes_of_the_whole_country_have_a_position() -> None:
    outwards = [unpack_outward(line) for line in lines("outwards.txt.gz")]
    assert len(outwards) == 2979
    nowhere = [one.code for one in outwards if one.point is None]
    off_the_grid = [one.code for one in outwards if one.code.startswith(("BT", "GY", "IM", "JE"))]
    assert set(off_the_grid) <= set(nowhere)
    assert len(nowhere) - len(off_the_grid) == 6  # only post-office boxes without a place
    assert outward("SW1A") is not None
    assert outward("L43") is None  # gone since 1999


def test_the_files_are_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 250_000


def test_the_files_load_in_less_than_a_tenth_of_a_second() -> None:
    program = (
        "import time; from portal.places import find_place, borough_of\n"
        "start = time.perf_counter()\n"
        "find_place('CH41 1AA'); find_place('CH64'); borough_of('L1 0AA')\n"
        "print(time.perf_counter() - start)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert 0 < float(done.stdout) < 0.1


def test_the_source_is_named_as_its_licence_asks() -> None:
    for owner in ("OS data", "Royal Mail data", "Office for National Statistics"):
        assert owner in ATTRIBUTION
    assert "Open Government Licence v.3.0" in ATTRIBUTION


def test_distances_are_straight_lines_on_the_grid() -> None:
    assert distance_km((0, 0), (3000, 4000)) == 5
    assert distance_miles((0, 0), (0, 1609)) == pytest.approx(1, abs=0.001)
    # Liverpool and Birkenhead look at each other over the river.
    assert 3 < distance_km(borough_point("LIV"), borough_point("WIR")) < 10
