"""Mail that does not leave the machine: printed for whoever tries the portal out, or kept as files."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from portal.config import Settings
from portal.mail.actions.outgoing import Outgoing, Undelivered, message_of


class Console:
    """Prints each mail to standard error."""

    def send(self, mail: Outgoing) -> None:
        """Print it."""
        parts = (f"To: {mail.to}", f"Subject: {mail.words.subject}", "", mail.words.text)
        sys.stderr.write("\n".join(["--- mail ---", *parts, "---", ""]))
        sys.stderr.flush()


class Folder:
    """Keeps each mail as an .eml file that only its owner can read: it may hold a link that opens an account."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = settings.data_folder / "mail"

    def send(self, mail: Outgoing) -> None:
        """Write it whole or not at all; sent again, it takes the place of the first.

        Raises:
            Undelivered: the disk does not take it.
        """
        content = message_of(mail, self.settings).as_bytes()
        target = self.folder / f"{mail.message_id}.eml"
        half = self.folder / f".{mail.message_id}.{os.getpid()}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(half, content)
            half.replace(target)
        except OSError as fault:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            raise Undelivered(f"the file was not written: {fault.strerror}", nobody=True) from fault

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
