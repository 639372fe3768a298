"""What goes over the wire from a real server: its headers once each, without versions, and refusals that repeat nothing."""

import http.client
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.web.limits import CONTACT
from portal.web.security import HEADERS
from tests.serving import Server

ONCE = {name.lower() for name in HEADERS} | {
    "cache-control",
    "content-type",
    "x-request-id",
    "server",
}
PATHS = ("/", "/providers", "/account/sign-in", "/nowhere", "/static/built/nothing.css")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Iterator[Server]:
    """A server of the example world, shared by this file."""
    folder = tmp_path_factory.mktemp("wire") / "world"
    server = Server(Path(shutil.copytree(example, folder)))
    server.start()
    yield server
    server.stop()


def ask(server: Server, method: str, path: str) -> tuple[http.client.HTTPResponse, bytes]:
    """The answer to a bare request that carries a canary, and its body."""
    wire = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    wire.request(method, path, headers={"X-Canary": "canary7491"})
    answer = wire.getresponse()
    body = answer.read()
    wire.close()
    return answer, body


@pytest.mark.parametrize("path", PATHS)
def test_each_header_comes_once_and_names_no_version(server: Server, path: str) -> None:
    answer, _ = ask(server, "GET", path)
    times = Counter(name.lower() for name, _ in answer.getheaders())
    assert {name for name in ONCE if times[name] != 1} == set()
    told = answer.getheader("Server") or ""
    assert not any(sign.isdigit() for sign in told), told
    assert answer.getheader("X-Powered-By") is None
    assert [name for name, count in times.items() if count > 1] == []


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PROPFIND", "DELETE"])
def test_no_method_repeats_what_was_sent(server: Server, method: str) -> None:
    for path in PATHS[:3]:
        answer, body = ask(server, method, path)
        assert answer.status == 405, path
        assert b"canary7491" not in body


def test_a_forwarded_address_moves_no_count_where_no_proxy_is_set(server: Server) -> None:
    """A message each from many made-up addresses: both workers let so many of one address through, and no more."""
    _, page = ask(server, "GET", "/providers")
    found = re.search(rb'app-provider__name"><a class="govuk-link" href="([^"]+)"', page)
    assert found is not None
    statuses = Counter[int]()
    for number in range(CONTACT.most + 1):
        wire = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        told = {"X-Forwarded-For": f"198.51.100.{number}", "Sec-Fetch-Site": "same-origin"}
        wire.request("POST", f"{found[1].decode()}/report", headers=told)
        statuses[wire.getresponse().status] += 1
        wire.close()
    assert set(statuses) == {422, 429}
    assert CONTACT.most // 2 <= statuses[422] <= CONTACT.most
