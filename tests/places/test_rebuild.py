"""Making the postcode files again, from small sources of the same form."""

import gzip
from pathlib import Path

import brotli  # type: ignore[import-not-found,import-untyped,unused-ignore]  # no types
import msgpack  # type: ignore[import-not-found,import-untyped,unused-ignore]  # no types
import pytest

from portal.places.packing import Part, Unit, unpack_outward, unpack_sector
from portal.places.rebuild import SourceMissing, rebuild

NOWHERE = float("nan")
ROWS = [
    ("CH411AA", "E08000015", 332139.0, 389807.0),
    ("CH411AB", "E08000015", 332542.0, 389141.0),
    ("CH411AD", "E08000015", 332536.0, 389142.0),  # not in use any more
    ("L10 4AA", "E08000012", 340029.0, 396981.0),
    ("L10 4AB", "E08000011", 340129.0, 396881.0),
    ("L10 4AD", NOWHERE, NOWHERE, NOWHERE),
    ("M1  1AA", "E08000003", 384000.0, 398000.0),
    ("BT1 1AA", "N09000003", 334316.0, 374675.0),
]
LIVE = "CH41 1AA CH41 1AB L10 4AA L10 4AB L10 4AD M1 1AA"


@pytest.fixture
def sources(tmp_path: Path) -> tuple[Path, Path]:
    directory, code_point = tmp_path / "directory", tmp_path / "code_point"
    directory.mkdir()
    code_point.mkdir()
    names = ("pcd", "laua", "oseast1m", "osnrth1m")
    columns = {name: [row[n] for row in ROWS] for n, name in enumerate(names)}
    packed = msgpack.packb({"columns": names, "data": columns})
    (directory / "postcodes_X.msgpack.br").write_bytes(brotli.compress(packed))
    postcodes = LIVE.replace(" 1", ",1").replace(" 4", ",4").split()
    text = "\n".join(one.replace(",", " ") + ",10,1,2" for one in postcodes)
    (code_point / "x.csv.gz").write_bytes(gzip.compress(text.encode()))
    return directory, code_point


def read(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().split("\n")


def test_only_live_postcodes_of_the_boroughs_are_kept(
    tmp_path: Path, sources: tuple[Path, Path]
) -> None:
    counts = rebuild(tmp_path, *sources)
    assert counts == {
        "HAL": 0, "KNO": 1, "LIV": 1, "SHN": 0, "SEF": 0, "WIR": 2, "outwards": 4, "sectors": 2,
    }  # fmt: skip
    chester, liverpool = read(tmp_path / "postcodes.txt.gz")
    assert unpack_sector(chester) == (
        2, (Unit("AA", "WIR", (332139, 389807)), Unit("AB", "WIR", (332542, 389141))),
    )  # fmt: skip
    assert liverpool.startswith("L10 4|3|")
    assert [unit.borough for unit in unpack_sector(liverpool)[1]] == ["LIV", "KNO"]


def test_outward_codes_get_medians_and_their_boroughs(
    tmp_path: Path, sources: tuple[Path, Path]
) -> None:
    rebuild(tmp_path, *sources)
    found = {
        line.split(" ")[0]: unpack_outward(line) for line in read(tmp_path / "outwards.txt.gz")
    }
    assert list(found) == ["BT1", "CH41", "L10", "M1"]
    assert found["M1"].point == (384000, 398000)
    assert found["M1"].parts == ()
    assert found["BT1"].point is None  # on the Irish Grid, which is another one
    assert found["L10"].total == 3
    assert set(found["L10"].parts) == {
        Part("KNO", 1, (340129, 396881)), Part("LIV", 1, (340029, 396981)),
    }  # fmt: skip


def test_the_same_sources_give_the_same_bytes(tmp_path: Path, sources: tuple[Path, Path]) -> None:
    rebuild(tmp_path, *sources)
    before = [path.read_bytes() for path in sorted(tmp_path.glob("*.gz"))]
    rebuild(tmp_path, *sources)
    assert [path.read_bytes() for path in sorted(tmp_path.glob("*.gz"))] == before
    assert len(before) == 2
    # Bytes 4 to 7 of a gzip file are the time of writing.
    assert all(content[4:8] == bytes(4) for content in before)


def test_a_missing_source_is_named(tmp_path: Path, sources: tuple[Path, Path]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(SourceMissing, match="Postcode Directory"):
        rebuild(tmp_path, empty, sources[1])
    with pytest.raises(SourceMissing, match="Code-Point Open"):
        rebuild(tmp_path, sources[0], empty)
