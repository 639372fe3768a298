"""What somebody sends is taken only where its name, its first bytes and what can be read agree, and is made anew."""

import subprocess
import sys
import time
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from portal.uploads import MOST_BYTES, Refused, Why, look_at, plain_name, washing
from portal.uploads.looking import JPEG, PDF, PNG
from tests.house.tree import ROOT
from tests.uploads import files

PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
GIF = b"GIF89a=1;alert(1)//"


ALONE = """
import resource, sys
from portal.uploads import Refused, look_at
try:
    look_at("scan.png", sys.stdin.buffer.read())
except Refused as no:
    print(no.why.name, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small program of its own: a child counts as its own what its parent held, and these tests hold much."""


def refusal(name: str, data: bytes) -> Why:
    """Why a file is refused."""
    with pytest.raises(Refused) as told:
        look_at(name, data)
    return told.value.why


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("certificate.pdf", files.pdf(), PDF),
        ("CERTIFICATE.PDF", files.pdf() + b"\r\n", PDF),
        ("scan.png", files.picture("PNG"), PNG),
        ("photo.jpg", files.photo(), JPEG),
        ("photo.JPEG", files.picture("JPEG"), JPEG),
    ],
)
def test_what_people_send_is_taken(name: str, data: bytes, kind: object) -> None:
    clean = look_at(name, data)
    assert clean.type is kind
    assert clean.name == name
    assert len(clean.digest) == 64


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("page.html", PAGE, Why.TYPE),
        ("drawing.svg", SVG, Why.TYPE),
        ("picture.gif", GIF, Why.TYPE),
        ("letter.docm", files.bomb(1), Why.TYPE),
        ("certificate.pdf.exe", b"MZ", Why.TYPE),
        ("certificate", files.pdf(), Why.TYPE),
        ("certificate.pdf", b"", Why.EMPTY),
        ("certificate.pdf", PAGE, Why.OTHER),
        ("certificate.pdf", SVG, Why.OTHER),
        ("certificate.pdf", files.bomb(1), Why.OTHER),
        ("certificate.pdf", files.picture("PNG"), Why.OTHER),
        ("scan.png", files.picture("JPEG"), Why.OTHER),
        ("photo.jpg", GIF, Why.OTHER),
        ("photo.jpg", files.pdf(), Why.OTHER),
        ("before.pdf", PAGE + files.pdf(), Why.OTHER),
        ("behind.pdf", files.pdf() + PAGE, Why.OTHER),
        ("zip-behind.pdf", files.pdf() + files.bomb(1), Why.OTHER),
        ("inside.pdf", files.pdf().replace(b"\n", b"\n%" + PAGE + b"\n", 1), Why.OTHER),
        ("inside.jpg", files.picture("JPEG", comment=PAGE), Why.OTHER),
        ("cut.pdf", b"%PDF-1.7\nnothing more", Why.BROKEN),
        ("cut.png", files.picture("PNG")[:40], Why.BROKEN),
        ("cut.jpg", files.picture("JPEG", (900, 900))[:900], Why.BROKEN),
        ("locked.pdf", files.locked_pdf(), Why.LOCKED),
        ("long.pdf", files.long_pdf(101), Why.PAGES),
        ("large.pdf", files.pdf() + bytes(MOST_BYTES), Why.TOO_LARGE),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_what_is_something_else_is_refused(name: str, data: bytes, why: Why) -> None:
    assert refusal(name, data) is why


def test_a_page_behind_a_picture_is_not_kept() -> None:
    clean = look_at("photo.jpg", files.picture("JPEG", (900, 900)) + bytes(2000) + PAGE)
    assert b"script" not in clean.data
    clean = look_at("scan.png", files.picture("PNG", (900, 900)) + files.bomb(1))
    assert b"PK\x05\x06" not in clean.data


@pytest.mark.parametrize(
    ("more", "signs"),
    [
        (files.with_script, (b"JavaScript", b"app.alert", b"OpenAction", b"/AA")),
        (files.with_attachment, (b"payload", b"EmbeddedFile", b"/EF")),
        (files.with_launch, (b"Launch", b"cmd.exe", b"evil.example", b"/Annots")),
        (files.with_maker, (b"Sam Smith", files.PLACE, b"xmpmeta", b"Exif")),
    ],
    ids=("script", "attachment", "launch", "maker"),
)
def test_a_pdf_keeps_its_pages_and_nothing_that_acts_hides_or_tells(
    more: object, signs: tuple[bytes, ...]
) -> None:
    assert callable(more)
    sent = files.pdf(more=more)
    clean = look_at("certificate.pdf", sent)
    before, after = files.everything_in(sent), files.everything_in(clean.data)
    for sign in signs:
        assert sign in before
        assert sign not in after
    assert b"(Certificate) Tj" in after
    with pikepdf.open(BytesIO(clean.data)) as file:
        assert len(file.pages) == 1
        assert set(file.Root.keys()) <= {"/Type", "/Pages"}


def test_what_was_filled_into_a_form_stays_on_its_page() -> None:
    clean = look_at("form.pdf", files.pdf(more=files.with_field))
    after = files.everything_in(clean.data)
    assert b"Filled in" in after
    assert b"AcroForm" not in after


def test_a_picture_says_nothing_of_where_and_by_whom_it_was_taken() -> None:
    sent = files.photo()
    assert files.PLACE in sent
    clean = look_at("photo.jpg", sent)
    assert files.PLACE not in clean.data
    assert b"Sam Smith" not in clean.data
    with Image.open(BytesIO(clean.data)) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (40, 60), "it stands upright, as its camera said"


def test_a_large_picture_is_made_smaller_and_stays_readable() -> None:
    clean = look_at("scan.png", files.picture("PNG", (6000, 300)))
    with Image.open(BytesIO(clean.data)) as kept:
        assert kept.size == (4000, 200)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    sent = files.huge_png()
    assert len(sent) < 200_000
    began = time.monotonic()
    assert refusal("scan.png", sent) is Why.PIXELS
    assert time.monotonic() - began < 2
    told = subprocess.run(
        [sys.executable, "-c", ALONE], cwd=ROOT, input=sent, capture_output=True, check=True
    )
    why, swollen = told.stdout.decode().split()
    assert why == Why.PIXELS.name
    assert int(swollen) < 100_000  # kilobytes


@pytest.mark.parametrize("name", ["bids.docx", "bids.xlsx", "bids.zip", "bids.pdf", "bids.png"])
def test_what_would_swell_is_refused_unopened(name: str) -> None:
    sent = files.bomb()
    assert len(sent) < 1_000_000
    began = time.monotonic()
    assert refusal(name, sent) in {Why.TYPE, Why.OTHER}
    assert time.monotonic() - began < 0.05


def test_a_stream_that_would_swell_stays_packed() -> None:
    began = time.monotonic()
    try:
        clean = look_at("certificate.pdf", files.swelling_pdf())
    except Refused as no:
        pytest.fail(f"it was unpacked: {no}")
    assert len(clean.data) < 1_000_000
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\sam\\scan.pdf", "scan.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "abSet-Cookie: x.pdf"),
        ("in\u202efdp.exe", "infdp.exe"),
        ("...", "file"),
        ("", "file"),
        ("CON.pdf", "CON.pdf"),
        ("a" * 5000 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_name_is_for_showing_only(name: str, shown: str) -> None:
    assert plain_name(name) == shown


@pytest.mark.parametrize("how", ["twice", "jpeg 2000"])
def test_a_photograph_that_cannot_be_looked_into_is_refused(how: str) -> None:
    sent = files.pdf(more=files.with_wrapped_photo if how == "twice" else files.with_jpeg_2000)
    with pytest.raises(Refused) as refused:
        look_at("certificate.pdf", sent)
    assert refused.value.why is Why.BROKEN


def test_what_swells_in_the_washing_is_not_handed_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(washing, "MOST_WRITTEN", 100)
    with pytest.raises(washing.Unfit, match="large"):
        washing.wash(files.pdf(), "pdf")
    with pytest.raises(Refused) as refused:
        look_at("certificate.pdf", files.words_that_swell())
    assert refused.value.why is Why.TOO_LARGE
