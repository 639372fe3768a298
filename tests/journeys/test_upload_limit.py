"""A real server refuses a body that is too large before it comes, and keeps nothing of it."""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from portal.uploads import MOST_BYTES
from portal.web.bodies import AROUND
from tests.compiled import portal_with
from tests.conftest import settings_in
from tests.peopled import Cast, People, copy
from tests.serving import Server

MEGABYTE = 1024 * 1024
MOST_GROWTH = 20 * MEGABYTE


@pytest.fixture
def server(tmp_path: Path, cast: Cast) -> Iterator[Server]:
    """A server of the peopled world."""
    folder = Path(shutil.copytree(cast.folder, tmp_path / "world"))
    copy(cast.folder / "portal.db", folder / "portal.db")
    server = Server(folder)
    server.start()
    yield server
    server.stop()


def head(server: Server, cast: Cast, length: str) -> bytes:
    """The head of a form that carries a file, as the provider's browser sends it."""
    app = portal_with(settings_in(server.folder))
    interface: Any = app.session_interface
    cookie = interface.get_signing_serializer(app).dumps(cast.visits["provider"])
    claim = {"listing_id": "OWN_LISTING", "credential_id": "OWN_CREDENTIAL"}
    path = People(app, cast).path("listing.add_evidence", claim, "provider")
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{server.port}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Cookie: session={cookie}\r\nContent-Type: multipart/form-data; boundary=edge\r\n{length}\r\n\r\n"
    ).encode()


def memory(server: Server) -> int:
    """The most bytes that any process of the server has held."""
    assert server.process is not None
    family = (
        Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    )
    peaks = [
        int(line.split()[1]) * 1024
        for number in family
        for line in Path(f"/proc/{number}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    ]
    return max(peaks)


def status(line: socket.socket) -> bytes:
    """The status with which the server answers."""
    line.settimeout(10)
    return line.recv(12)[9:12]


def test_a_body_beyond_the_limit_is_refused_before_it_is_sent(server: Server, cast: Cast) -> None:
    temporary = set(Path(tempfile.gettempdir()).glob("tmp*"))
    before, limit = memory(server), MOST_BYTES + AROUND
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(head(server, cast, f"Content-Length: {limit + 1}"))
        assert status(line) == b"413"
    assert memory(server) - before < MOST_GROWTH
    assert {one for one in Path(tempfile.gettempdir()).glob("tmp*") if one.is_file()} <= temporary


def test_a_body_that_does_not_say_its_length_is_cut_off(server: Server, cast: Cast) -> None:
    before = memory(server)
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(head(server, cast, "Transfer-Encoding: chunked"))
        opening = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        line.sendall(b"%x\r\n%s\r\n" % (len(opening), opening))
        try:
            for _ in range(30):
                line.sendall(b"%x\r\n" % MEGABYTE + bytes(MEGABYTE) + b"\r\n")
        except OSError:
            pass  # it has hung up
        else:
            line.sendall(b"0\r\n\r\n")
        with suppress(OSError):
            assert status(line) in {b"413", b"400"}
    assert memory(server) - before < MOST_GROWTH
