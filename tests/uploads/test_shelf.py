"""Files lie under names of ours, for the portal's own user, outside all that is served; none is half there."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.uploads import Missing, Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "uploads")


def test_a_file_lies_under_a_random_name_that_only_its_owner_reads(shelf: Shelf) -> None:
    name, other = shelf.keep(b"one"), shelf.keep(b"one")
    assert name != other
    path = shelf.folder / name[:2] / name
    assert path.read_bytes() == b"one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, shelf.folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert shelf.read(name) == b"one"
    assert {kept for kept, _ in shelf.names()} == {name, other}


@pytest.mark.parametrize(
    "name",
    [
        "../portal.db",
        "..",
        "",
        "/etc/passwd",
        "aa/../../portal.db",
        "A" * 32,
        "a" * 31,
        "a\x00" * 16,
    ],
)
def test_no_other_name_leads_anywhere(shelf: Shelf, name: str) -> None:
    (shelf.folder.parent / "portal.db").write_bytes(b"rows")
    with pytest.raises(Missing):
        shelf.read(name)
    assert shelf.remove(name) is False
    assert (shelf.folder.parent / "portal.db").read_bytes() == b"rows"


def test_a_file_is_on_the_disk_before_its_name_is(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(number: int) -> None:
        done.append("file" if stat.S_ISREG(os.fstat(number).st_mode) else "folder")
        sync(number)

    def replaced(self: Path, target: Path) -> Path:
        done.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    shelf.keep(b"one")
    assert done == ["file", "name", "folder", "folder", "folder"]


def test_what_could_not_be_written_leaves_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        shelf.keep(b"one")
    assert [path for path in shelf.folder.rglob("*") if path.is_file()] == []


def test_what_was_begun_long_ago_is_cleared_and_nothing_else(shelf: Shelf) -> None:
    name = shelf.keep(b"one")
    begun = shelf.folder / name[:2] / f".begun-{'b' * 32}"
    begun.write_bytes(b"half")
    assert shelf.clear_begun(datetime.now(UTC) - timedelta(hours=1)) == 0
    assert shelf.clear_begun(datetime.now(UTC) + timedelta(seconds=1)) == 1
    assert not begun.exists()
    assert shelf.read(name) == b"one"
    assert shelf.remove(name)
    with pytest.raises(Missing):
        shelf.read(name)


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from portal.uploads.shelf import Shelf
shelf = Shelf(Path(sys.argv[2]))
while True:
    print(shelf.keep(b"x" * 3_000_000), flush=True)
"""


def test_whoever_is_killed_while_writing_leaves_only_whole_files(shelf: Shelf) -> None:
    root = str(Path(__file__).resolve().parents[2])
    told = 0
    for turn in range(8):
        command = [sys.executable, "-c", WRITER, root, str(shelf.folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            first = writer.stdout.readline().strip()
            time.sleep(0.01 + turn * 0.007)
            writer.send_signal(signal.SIGKILL)
            said = [first, *writer.stdout.read().split()]
        told += len(said)
        assert all(len(shelf.read(name)) == 3_000_000 for name in said)
    for name, _ in shelf.names():
        assert len(shelf.read(name)) == 3_000_000
    assert told >= 8
    shelf.clear_begun(datetime.now(UTC) + timedelta(seconds=1))
    assert list(shelf.folder.rglob(".begun-*")) == []


def test_what_somebody_else_takes_away_meanwhile_is_passed_over(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = shelf.keep(b"one")
    (shelf.folder / name[:2] / f".begun-{'b' * 32}").write_bytes(b"half")
    glob = Path.glob

    def overtaken(folder: Path, pattern: str) -> Iterator[Path]:
        for path in glob(folder, pattern):
            path.unlink()
            yield path

    monkeypatch.setattr(Path, "glob", overtaken)
    assert shelf.clear_begun(datetime.now(UTC) + timedelta(seconds=1)) == 0
    assert list(shelf.names()) == []
