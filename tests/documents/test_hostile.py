"""Text that would make a file fetch, carry or run something: it stays text in each of them."""

import io
import socket
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pikepdf
import pytest

from portal.documents import (
    Document,
    Heading,
    Paragraph,
    write_html,
    write_odt,
    write_pdf,
    write_word,
)

MOMENT = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.fixture
def canary() -> Iterator[tuple[str, list[object]]]:
    """A server that notes whoever comes: its address, and who came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    caller, where = server.accept()
                except TimeoutError:
                    continue
                came.append(where)
                caller.close()

        listening = threading.Thread(target=listen)
        listening.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", came
        over.set()
        listening.join()


def hostile(address: str) -> tuple[str, ...]:
    """Words in the tongues of HTML, Typst, XML and PDF that ask for a file or an address."""
    return (
        f'<img src="{address}/a.png"><link rel="attachment" href="file:///etc/hostname">',
        f'<style>@import "{address}/a.css";</style><script>fetch("{address}")</script>',
        f'#image("{address}/a.png") #read("/etc/hostname") #include "{address}/a.typ"',
        f'#link("{address}")[here] \\ @import $ math $ #{{ 1 }} ]]> `code`',
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "{address}/b">]><a>&b;</a>',
        f"/JS (app.alert(1)) /OpenAction << /S /URI /URI ({address}) >> endobj",
        f"{address}/plain www.example.org javascript:alert(1)",
    )


def test_no_file_fetches_carries_or_runs_what_its_text_asks_for(
    canary: tuple[str, list[object]],
) -> None:
    address, came = canary
    blocks = tuple(
        part for text in hostile(address) for part in (Heading(1, text), Paragraph(text))
    )
    document = Document(title=hostile(address)[0], created=MOMENT, blocks=blocks)
    assert "<script>" not in write_html(document)
    for write in (write_word, write_odt):
        with zipfile.ZipFile(io.BytesIO(write(document))) as packed:
            told = [packed.read(name) for name in packed.namelist() if name.endswith(".rels")]
            assert address.encode() not in b"".join(told)
            assert not [name for name in packed.namelist() if "media" in name or "embed" in name]
    with pikepdf.open(io.BytesIO(write_pdf(document))) as file:
        kinds = {
            str(key)
            for each in file.objects
            if isinstance(each, pikepdf.Dictionary)
            for key in each
        }
        assert kinds & {"/EmbeddedFile", "/EmbeddedFiles", "/JS", "/JavaScript", "/Launch"} == set()
        assert kinds & {"/AA", "/URI", "/OpenAction", "/XFA"} == set()
        assert "/Type" in kinds
    assert came == []


def test_the_canary_notices_who_comes(canary: tuple[str, list[object]]) -> None:
    address, came = canary
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)):
        while not came:
            pass
    assert len(came) == 1
