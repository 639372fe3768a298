"""A scanner that speaks clamd's protocol and finds EICAR, packed away in a PDF too."""

import socket
import threading
from contextlib import suppress
from typing import Self

from tests.uploads.files import EICAR, everything_in


class Clamd:
    """Listens on a port of its own until it is closed; `seen` holds every file that it was sent."""

    def __init__(self, says: bytes = b"") -> None:
        self.seen: list[bytes] = []
        self.says = says
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self.socket.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Listen no more."""
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self.socket.accept()
                with line:
                    self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        with line.makefile("rb") as coming:
            assert coming.read(10) == b"zINSTREAM\0"
            data = b""
            while length := int.from_bytes(coming.read(4), "big"):
                data += coming.read(length)
        self.seen.append(data)
        all_of_it = everything_in(data) if data.startswith(b"%PDF") else data
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in all_of_it else b"stream: OK\0"
        line.sendall(self.says or found)
