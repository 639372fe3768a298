"""Asking a virus scanner (clamd) about a file, over its own protocol: INSTREAM."""

import socket
from contextlib import closing
from urllib.parse import urlsplit

PIECE = 64 * 1024
SECONDS = 20.0
LONGEST_ANSWER = 4096


class ScannerDown(Exception):  # noqa: N818 - it is what happened, not a fault
    """The scanner did not answer, or not as it should: nothing is known of the file."""


class Scanner:
    """A clamd at `tcp://host:port` or `unix:///path/of/its.socket`."""

    def __init__(self, address: str) -> None:
        """Take an address.

        Raises:
            ValueError: it is none.
        """
        parts = urlsplit(address)
        self._unix = parts.path if parts.scheme == "unix" else ""
        self._host, self._port = parts.hostname or "", parts.port or 0
        if not self._unix and not (parts.scheme == "tcp" and self._host and self._port):
            raise ValueError(address)

    def is_clean(self, data: bytes) -> bool:
        """Whether the scanner finds nothing in a file.

        Raises:
            ScannerDown: it cannot be asked.
        """
        try:
            with closing(self._open()) as line:
                answer = _ask(line, data)
        except OSError as down:
            raise ScannerDown(type(down).__name__) from down
        if answer.endswith("OK"):
            return True
        if answer.endswith("FOUND"):
            return False
        raise ScannerDown("it did not say")

    def _open(self) -> socket.socket:
        if not self._unix:
            return socket.create_connection((self._host, self._port), timeout=SECONDS)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(self._unix)
        except OSError:
            line.close()
            raise
        return line


def _ask(line: socket.socket, data: bytes) -> str:
    """Send a file in pieces, each behind its length in four bytes; what comes back."""
    line.sendall(b"zINSTREAM\0")
    for at in range(0, len(data), PIECE):
        piece = data[at : at + PIECE]
        line.sendall(len(piece).to_bytes(4, "big") + piece)
    line.sendall(bytes(4))
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        got = line.recv(LONGEST_ANSWER)
        if not got:
            break
        answer += got
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
