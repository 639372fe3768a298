"""The folder in which files lie: under random names, readable by the portal's own user alone, outside all that is served."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{32}")
_BEGUN = ".begun-"


class Missing(LookupError):  # noqa: N818 - it is what happened, not a fault
    """No file lies under this name."""


class Shelf:
    """A folder of files. A name is 32 hexadecimal digits; its first two name the folder inside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes) -> str:
        """Keep a file for good, and its name. Once this returns, a power cut does not lose it.

        Raises:
            OSError: there is no room for it; nothing is kept.
        """
        name = secrets.token_hex(16)
        path = self._path(name)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        begun = path.with_name(_BEGUN + name)
        try:
            _write(begun, data)
            begun.replace(path)
        except OSError:
            begun.unlink(missing_ok=True)
            raise
        for folder in (path.parent, self.folder, self.folder.parent):
            _settle(folder)
        return name

    def read(self, name: str) -> bytes:
        """What lies under a name.

        Raises:
            Missing: nothing does.
        """
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as missing:
            raise Missing(name) from missing

    def remove(self, name: str) -> bool:
        """Take a file away; whether it lay there."""
        try:
            self._path(name).unlink()
        except (FileNotFoundError, Missing):
            return False
        return True

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Every name under which a file lies, with the moment since when, in no order."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            since = _since(path) if _NAME.fullmatch(path.name) else None
            if since is not None:
                yield path.name, since

    def clear_begun(self, before: datetime) -> int:
        """Take away what was begun before a moment and never finished; how many there were."""
        begun = ((path, _since(path)) for path in self.folder.glob(f"*/{_BEGUN}*"))
        old = [path for path, since in begun if since is not None and since < before]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise Missing(name)
        return self.folder / name[:2] / name


def _since(path: Path) -> datetime | None:
    """Since when a file lies there; None where somebody took it away meanwhile."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except FileNotFoundError:
        return None


def _write(path: Path, data: bytes) -> None:
    """Write a new file that only its owner reads, down to the disk."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Bring the names in a folder down to the disk."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
