"""Files that show a claim to be true: private, kept under names of ours, handed out as files and nothing else."""

import stat
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.account.actions.erasing import erase
from portal.clock import now, today
from portal.credentials.models import Credential, Evidence
from portal.credentials.rules import MOST_FILES, Claim, Kind
from portal.db import db
from portal.listing.actions.credentials import claim_credential
from portal.listing.actions.evidence import EvidenceRefused, add_evidence
from portal.uploads import MOST_BYTES, Scanner
from portal.web.bodies import AROUND
from portal.web.fields import Sent
from portal.web.files import shelf
from tests.listing.kept import Scene, make_scene
from tests.page import BROWSER, Page
from tests.uploads import files
from tests.uploads.clamd import Clamd


@pytest.fixture
def scene(app: Flask) -> Scene:
    return make_scene(app)


@pytest.fixture
def claim(scene: Scene) -> int:
    """An insurance that waits for the Hub."""
    return make_claim(scene, Kind.INSURANCE, "PL")


def make_claim(scene: Scene, kind: Kind, status: str) -> int:
    """A claim of the organisation."""
    with scene.app.app_context():
        made = Claim(
            kind, status, today(), amount="5" if kind is Kind.INSURANCE else "", review_due=today()
        )
        return claim_credential(
            scene.listing,
            made,
            adviser_id=None,
            key=f"{kind.value:>032}",
            outcome="/",
            **scene.hand(),
        )


def form(scene: Scene, claim: int, who: str = "kim") -> Page:
    """The form for a file."""
    return scene.browser(who)("listing.add_evidence", listing_id=scene.listing, credential_id=claim)


def send(
    page: Page, name: str, data: bytes, *, expect: int = 200, kind: str = "application/pdf"
) -> Page:
    """Choose a file and press the button."""
    sent = {
        str(one["name"]): str(one.get("value", ""))
        for one in page.soup.select("main form input[type=hidden]")
    }
    return send_raw(page, *multipart(sent, name, data, kind), expect=expect)


def multipart(sent: dict[str, str], name: str, data: bytes, kind: str) -> tuple[bytes, str]:
    """A body as a browser makes it, and its kind."""
    told = name.replace("\r\n", "%0D%0A").replace('"', "%22")
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'
        for n, v in sent.items()
    ]
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{told}"\r\nContent-Type: {kind}\r\n\r\n'
    body = "".join([*parts, head]).encode() + data + b"\r\n--edge--\r\n"
    return body, "multipart/form-data; boundary=edge"


def send_raw(page: Page, body: bytes, kind: str, *, expect: int) -> Page:
    """Send a body, and look at the page that it leads to."""
    answer = page.visitor.client.post(
        page.path, data=body, content_type=kind, headers=BROWSER, buffered=True
    )
    return page.visitor._arrive(answer, expect)


def rows(scene: Scene) -> list[Evidence]:
    """Every row of a file."""
    with scene.app.app_context():
        return list(db.session.scalars(select(Evidence).order_by(Evidence.id)))


def on_disk(scene: Scene) -> list[Path]:
    """Every file."""
    folder: Path = scene.app.extensions["settings"].data_folder / "uploads"
    return [path for path in folder.rglob("*") if path.is_file()]


def fetch(
    scene: Scene, claim: int, number: int, who: str = "kim", listing: int = 0
) -> TestResponse:
    """Ask for a file by its address."""
    path = f"/listing/{listing or scene.listing}/credentials/{claim}/evidence/{number}"
    return scene.browser(who).client.get(path, headers=BROWSER, buffered=True)


def test_a_file_is_sent_kept_and_got_back(scene: Scene, claim: int) -> None:
    page = send(form(scene, claim), "My certificate.pdf", files.pdf())
    assert "The file is with the Careers Hub" in page
    (row,) = rows(scene)
    assert (row.name, row.media_type, row.sent_by) == (
        "My certificate.pdf",
        "application/pdf",
        scene.kim,
    )
    (path,) = on_disk(scene)
    assert path.read_bytes() != files.pdf()
    assert path.stat().st_size == row.size
    assert path.name == row.file
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "static" not in path.parts
    got = page.visitor.client.get(page.link("My certificate.pdf"), headers=BROWSER)
    assert got.data == path.read_bytes()
    (event,) = scene.events("send evidence")
    assert event.detail == {"credential": claim, "evidence": row.id, "size": row.size}
    with scene.app.app_context():
        assert db.session.get_one(Credential, claim).evidence_sent


def test_a_file_is_handed_out_to_be_kept_and_never_opened_here(scene: Scene, claim: int) -> None:
    for name, data in (
        ("a.pdf", files.pdf()),
        ("b.png", files.picture()),
        ("c.jpeg", files.photo()),
    ):
        send(form(scene, claim), name, data)
    for row, suffix in zip(rows(scene), ("pdf", "png", "jpg"), strict=True):
        got = fetch(scene, claim, row.id)
        assert (
            got.headers["Content-Disposition"]
            == f'attachment; filename="evidence-{row.id}.{suffix}"'
        )
        assert got.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Cache-Control"] == "private, no-store"
        assert got.mimetype == row.media_type


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.pdf",
        "C:\\windows\\x.pdf",
        "x\r\nSet-Cookie: a=b.pdf",
        '"; evil=".pdf',
        "n" * 300 + ".pdf",
        "con.pdf",
    ],
)
def test_whatever_a_file_is_called_it_lies_and_leaves_under_our_name(
    scene: Scene, claim: int, name: str
) -> None:
    send(form(scene, claim), name, files.pdf())
    (row,), (path,) = rows(scene), on_disk(scene)
    assert len(row.name) <= 120
    assert path.name == row.file
    assert len(row.file) == 32
    got = fetch(scene, claim, row.id)
    assert got.headers["Content-Disposition"] == f'attachment; filename="evidence-{row.id}.pdf"'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("page.html", b"<html>", "must be a PDF, PNG or JPEG"),
        ("page.pdf", b"<html>", "not what its name says"),
        ("photo.png", files.photo(), "not what its name says"),
        ("locked.pdf", files.locked_pdf(), "locked with a password"),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_what_is_no_certificate_is_refused_whatever_the_browser_says_it_is(
    scene: Scene, claim: int, name: str, data: bytes, words: str
) -> None:
    page = send(form(scene, claim), name, data, expect=422)
    assert words in page.errors["file"]
    assert (rows(scene), on_disk(scene)) == ([], [])


def test_a_form_without_a_file_says_so(scene: Scene, claim: int) -> None:
    page = form(scene, claim)
    assert page.submit(expect=422).errors == {"file": "Choose a file"}


def test_a_file_beyond_the_limit_is_refused_unread_and_the_page_says_the_limit(
    scene: Scene, claim: int
) -> None:
    page = send(form(scene, claim), "large.pdf", bytes(MOST_BYTES + AROUND), expect=413)
    assert "may have up to 10 MB" in page
    page = send(form(scene, claim), "large.pdf", files.pdf() + bytes(MOST_BYTES), expect=422)
    assert "10 MB or smaller" in page.errors["file"]


def test_no_other_page_takes_more_than_before(scene: Scene, claim: int) -> None:
    page = scene.browser()("listing.add_credential", listing_id=scene.listing, slug="insurance")
    answer = send(page, "large.pdf", bytes(600 * 1024), expect=413)
    assert "up to 512 kB" in answer


def test_a_strangers_file_is_not_read(scene: Scene, claim: int) -> None:
    page = form(scene, claim)
    stranger = scene.browser("rae")

    class Watched(BytesIO):
        """A body that tells whether somebody read it."""

        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            Watched.taken += len(data)
            return data

    kind = "multipart/form-data; boundary=x"
    body = Watched(bytes(2 * 1024 * 1024))
    answer = stranger.client.post(
        page.path, input_stream=body, content_type=kind, headers=BROWSER,
        environ_overrides={"CONTENT_LENGTH": str(2 * 1024 * 1024)},
    )  # fmt: skip
    assert answer.status_code == 404
    assert Watched.taken == 0


def test_no_certificate_of_a_criminal_record_is_taken(scene: Scene) -> None:
    claim = make_claim(scene, Kind.DBS, "ENH")
    page = form(scene, claim)
    assert "We do not take DBS certificates" in page
    assert page.soup.select("input[type=file]") == []
    other = make_claim(scene, Kind.INSURANCE, "PL")
    filled = form(scene, other)
    filled.path = page.path
    assert "We do not take DBS certificates" in send(filled, "dbs.pdf", files.pdf(), expect=422)
    with scene.app.app_context(), pytest.raises(EvidenceRefused, match="DBS certificates"):
        add_evidence(
            scene.listing, claim, Sent("dbs.pdf", files.pdf()),
            key="0" * 32, outcome="/", person_id=scene.kim, **scene.hand(),
        )  # fmt: skip
    assert (rows(scene), on_disk(scene)) == ([], [])


def test_a_claim_has_room_for_a_few_files(scene: Scene, claim: int) -> None:
    for _ in range(MOST_FILES):
        send(form(scene, claim), "a.pdf", files.pdf())
    page = send(form(scene, claim), "a.pdf", files.pdf(), expect=422)
    assert "Take one away first" in page.errors["file"]
    assert len(on_disk(scene)) == MOST_FILES


def test_a_file_that_is_sent_twice_is_kept_once(scene: Scene, claim: int) -> None:
    page = form(scene, claim)
    send(page, "a.pdf", files.pdf())
    send(page, "a.pdf", files.pdf())
    assert len(rows(scene)) == len(on_disk(scene)) == 1


def test_nobody_else_gets_a_file_also_beside_a_listing_of_their_own(
    scene: Scene, claim: int
) -> None:
    send(form(scene, claim), "a.pdf", files.pdf())
    (row,) = rows(scene)
    assert fetch(scene, claim, row.id, "lee").status_code == 200
    assert fetch(scene, claim, row.id, "rae").status_code == 404
    assert fetch(scene, claim, row.id, "rae", listing=scene.theirs).status_code == 404
    assert fetch(scene, claim + 1, row.id).status_code == 404
    assert scene.app.test_client().get(f"/static/{row.file}").status_code == 404


def test_a_file_that_is_taken_away_is_gone_at_once(scene: Scene, claim: int) -> None:
    page = send(form(scene, claim), "a.pdf", files.pdf())
    page = page.submit(button="Delete a.pdf")
    assert "The file is deleted" in page
    (row,) = rows(scene)
    assert row.removed_at is not None
    assert row.name == ""
    assert on_disk(scene) == []
    assert fetch(scene, claim, row.id).status_code == 404
    assert len(scene.events("remove evidence")) == 1
    with scene.app.app_context():
        assert not db.session.get_one(Credential, claim).evidence_sent


def test_what_a_scanner_has_not_seen_is_given_to_nobody(scene: Scene, claim: int) -> None:
    with Clamd() as clamd:
        gone = clamd.address
    scene.app.extensions["scanner"] = Scanner(gone)
    page = send(form(scene, claim), "a.pdf", files.pdf())
    assert "It is checked for viruses before anybody gets it" in page
    assert "a.pdf (being checked for viruses)" in page
    (row,) = rows(scene)
    assert row.scanned_at is None
    assert fetch(scene, claim, row.id).status_code == 404


def test_what_a_scanner_finds_something_in_is_refused(scene: Scene, claim: int) -> None:
    with Clamd() as clamd:
        scene.app.extensions["scanner"] = Scanner(clamd.address)
        page = send(form(scene, claim), "a.pdf", files.pdf(more=files.with_eicar), expect=422)
        assert "The virus scanner found something" in page.errors["file"]
        assert (rows(scene), on_disk(scene)) == ([], [])
        send(form(scene, claim), "a.pdf", files.pdf())
        assert len(clamd.seen) == 2
    assert [row.scanned_at is not None for row in rows(scene)] == [True]


def test_a_file_whose_row_could_not_be_kept_does_not_stay(
    scene: Scene, claim: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal.listing.actions import evidence

    def broken() -> None:
        raise OSError("the database is gone")

    page = form(scene, claim)
    monkeypatch.setattr(evidence, "commit", broken)
    send(page, "a.pdf", files.pdf(), expect=500)
    assert (rows(scene), on_disk(scene)) == ([], [])


def test_who_erases_their_account_takes_their_files_with_them(scene: Scene, claim: int) -> None:
    send(form(scene, claim), "Kim Example.pdf", files.pdf())
    send(form(scene, claim, "lee"), "theirs.pdf", files.pdf())
    with scene.app.app_context():
        assert erase(scene.kim, by=f"person:{scene.kim}", at=now())
        left = list(db.session.scalars(select(Evidence)))
        assert [row.name for row in left] == ["theirs.pdf"]
        assert [path.name for path in on_disk(scene)] == [left[0].file]
        assert [name for name, _ in shelf().names()] == [left[0].file]


def test_a_file_changes_nothing_of_what_was_decided(scene: Scene, claim: int) -> None:
    with scene.app.app_context():
        db.session.get_one(Credential, claim).accept(now())
        db.session.commit()
    page = send(form(scene, claim), "a.pdf", files.pdf())
    with scene.app.app_context():
        assert not db.session.get_one(Credential, claim).evidence_sent
        db.session.get_one(Credential, claim).evidence_sent = True  # as if sent while it waited
        db.session.commit()
    page.submit(button="Delete a.pdf")
    with scene.app.app_context():
        assert db.session.get_one(Credential, claim).evidence_sent


def test_whoever_sends_two_files_has_sent_evidence_until_both_are_gone(
    scene: Scene, claim: int
) -> None:
    send(form(scene, claim), "a.pdf", files.pdf())
    page = send(form(scene, claim), "b.pdf", files.pdf())
    for name, stays in (("a.pdf", True), ("b.pdf", False)):
        page = page.submit(button=f"Delete {name}")
        with scene.app.app_context():
            assert db.session.get_one(Credential, claim).evidence_sent is stays
