"""The folder of the index: generations, the pointer to the current one, seals and the lock."""

import hashlib
import json
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh.util.filelock import FileLock, try_for

from portal.search.shapes import IndexBusy, IndexDamaged

CURRENT = "CURRENT"
SEAL = "SEAL"
LOCK = "LOCK"
LOCK_PATIENCE = 10.0
KEEP_OLD_SECONDS = 3600.0
_GENERATION = re.compile(r"gen-(\d{1,9})\Z")

Stamp = tuple[tuple[str, int, int, int], ...]


class CommitUnderWay(Exception):  # noqa: N818 - a state, not an error
    """A commit has been written and not yet sealed: the sealed one before it still holds."""


@contextmanager
def damage(doing: str) -> Iterator[None]:
    """Any failure of Whoosh or of the files becomes IndexDamaged, naming what was being done.

    Damage raises many kinds of exception (nine were counted), so none is singled out.
    """
    try:
        yield
    except (IndexDamaged, IndexBusy, CommitUnderWay):
        raise
    except Exception as error:
        raise IndexDamaged(f"{doing}: {type(error).__name__}: {error}") from error


@dataclass(frozen=True, slots=True)
class Seal:
    """The files of one commit with their digests: two thirds of single-bit flips go unnoticed
    by Whoosh itself, and it unpickles what it reads, so digests are compared before it opens.
    """  # noqa: D205

    files: dict[str, str]


class Store:
    """Files and folders only; what is in them is the business of the writer and the reader."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._verified: dict[tuple[str, str], tuple[int, int, int]] = {}
        self._mine = threading.local()

    @contextmanager
    def locked(self, patience: float | None = None) -> Iterator[None]:
        """Holds the one writer's lock; whoever holds it already takes it again for nothing.

        Raises IndexBusy after `patience` in seconds; ten unless told.
        """
        if getattr(self._mine, "holding", False):
            yield
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        lock = FileLock(str(self.folder / LOCK))
        wait = LOCK_PATIENCE if patience is None else patience
        if not try_for(lock.acquire, timeout=wait, delay=0.05):
            raise IndexBusy("another process is writing to the index")
        self._mine.holding = True
        try:
            yield
        finally:
            self._mine.holding = False
            lock.release()

    def current(self) -> Path:
        """The generation that CURRENT names; raises IndexDamaged when there is none."""
        with damage("reading which generation is current"):
            name = (self.folder / CURRENT).read_text("ascii")
            if not _GENERATION.match(name):
                raise IndexDamaged("CURRENT does not name a generation")
            return self.folder / name

    @contextmanager
    def fresh_generation(self) -> Iterator[Path]:
        """A new, empty folder beside the current generation, gone again if filling it fails."""
        numbers = [int(found[1]) for found in map(_GENERATION.match, self._names()) if found]
        fresh = self.folder / f"gen-{max(numbers, default=0) + 1}"
        fresh.mkdir(mode=0o700)
        try:
            yield fresh
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise

    def make_current(self, generation: Path) -> None:
        """Swaps the pointer in one step, then clears what nobody needs any more."""
        before = self._pointed_at()
        _replace(self.folder / CURRENT, generation.name)
        self._clear(keep={generation.name, before})

    def clear_old(self) -> None:
        """Removes superseded generations an hour after the pointer was last moved."""
        moved = (self.folder / CURRENT).stat().st_mtime
        if time.time() - moved > KEEP_OLD_SECONDS:
            self._clear(keep={self._pointed_at()})

    def seal(self, generation: Path) -> None:
        """Writes the digests of the files that the last commit left."""
        files = {path.name: _digest(path) for path in _commit_files(generation)}
        _replace(generation / SEAL, json.dumps(files, separators=(",", ":")))

    def sealed(self, generation: Path) -> Seal:
        """The seal of a generation; raises CommitUnderWay when there is a newer commit."""
        files = json.loads((generation / SEAL).read_text("ascii"))
        tables = {path.name for path in _commit_files(generation) if path.suffix == ".toc"}
        if tables - set(files):
            raise CommitUnderWay(generation.name)
        if not tables:
            raise IndexDamaged(f"{generation.name} has no table of contents")
        return Seal(files)

    def verify(self, generation: Path) -> None:
        """Raises IndexDamaged when a file is not what it was when its commit was sealed."""
        for name, digest in self.sealed(generation).files.items():
            self._verify_file(generation / name, digest)

    def contents(self, generation: Path, seal: Seal) -> dict[str, bytes]:
        """The sealed files, held in memory: the very bytes that were compared are then used.

        A file mapped into memory could change, or be cut short (which ends the process), later.
        """
        contents = {name: (generation / name).read_bytes() for name in seal.files}
        for name, data in contents.items():
            if hashlib.sha256(data).hexdigest() != seal.files[name]:
                raise IndexDamaged(f"{name} is not what was written")
        return contents

    def stamp(self, generation: Path, seal: Seal) -> Stamp:
        """What changes when a commit, a rebuild or a hand changes the files; costs a few stats."""
        pointer = self.folder / CURRENT
        sealed = [generation / name for name in (SEAL, *seal.files)]
        return tuple((path.name, *_look(path)) for path in (pointer, *sealed))

    def moment(self, generation: Path) -> tuple[object, ...]:
        """What a commit or a rebuild changes at each of its steps; compared, never read."""
        tables = sorted(path.name for path in generation.glob("*.toc"))
        return (_look(self.folder / CURRENT), _look(generation / SEAL), tables)

    def _verify_file(self, path: Path, digest: str) -> None:
        key, looks = (str(path), digest), _look(path)
        if self._verified.get(key) == looks:
            return
        if _digest(path) != digest:
            raise IndexDamaged(f"{path.name} is not what was written")
        if len(self._verified) > 1_000:  # noqa: PLR2004 - files come and go with each commit
            self._verified.clear()
        self._verified[key] = looks

    def _names(self) -> list[str]:
        return [path.name for path in self.folder.iterdir()]

    def _pointed_at(self) -> str:
        try:
            return (self.folder / CURRENT).read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return ""

    def _clear(self, keep: set[str]) -> None:
        for name in self._names():
            if _GENERATION.match(name) and name not in keep:
                shutil.rmtree(self.folder / name, ignore_errors=True)


def _replace(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(text, "ascii")
    fresh.replace(path)


def _commit_files(generation: Path) -> list[Path]:
    """Tables of contents and segments; Whoosh's lock and temporary files are not part of it."""
    return sorted(path for path in generation.iterdir() if path.suffix in {".toc", ".seg"})


def _look(path: Path) -> tuple[int, int, int]:
    found = os.stat(path)  # noqa: PTH116 - measured: twice as fast, and done each second
    return found.st_ino, found.st_size, found.st_mtime_ns


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
