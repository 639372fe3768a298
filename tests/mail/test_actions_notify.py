"""Mail by GOV.UK Notify, or by a stub that answers as it does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from portal.config import Settings, SettingsError
from portal.mail.actions.notify import Notify, plain
from portal.mail.actions.outgoing import Outgoing, Undelivered
from portal.mail.actions.ways import way_of
from portal.mail.queries import Written
from tests.conftest import settings_in
from tests.mail.conftest import AT
from tests.mail.test_actions_outgoing import ID, outgoing
from tests.serving import free_port

UUID = "00000000-1111-2222-3333-444444444444"
KEY = f"a_test_key-{UUID}-{UUID}"


@contextmanager
def answering(status: int, body: str = "{}") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A service that answers so for a while; its address, and what it was sent."""
    asked: list[dict[str, Any]] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked.append(json.loads(self.rfile.read(length)) | {"path": self.path})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def by_notify(folder: Path) -> Settings:
    return settings_in(folder, mail="notify", notify_key=KEY, notify_template=UUID)


def test_notify_is_handed_subject_and_body_under_the_mails_reference(tmp_path: Path) -> None:
    with answering(201, '{"id": "x"}') as (address, asked):
        Notify(by_notify(tmp_path), service=address).send(outgoing())
    assert asked == [
        {
            "path": "/v2/notifications/email",
            "email_address": "sam@example.org",
            "template_id": UUID,
            "personalisation": {"subject": "Hello", "body": "Text."},
            "reference": ID,
        }
    ]


@pytest.mark.parametrize(
    ("status", "for_good"), [(400, True), (403, False), (429, False), (500, False), (503, False)]
)
def test_only_a_mail_that_notify_does_not_take_is_refused_for_good(
    tmp_path: Path, status: int, *, for_good: bool
) -> None:
    said = json.dumps({"errors": [{"error": "Bad", "message": "sam@example.org"}]})
    with (
        answering(status, said) as (address, _),
        pytest.raises(Undelivered, match=f"answered {status}") as refused,
    ):
        Notify(by_notify(tmp_path), service=address).send(outgoing())
    assert (refused.value.for_good, refused.value.nobody) == (for_good, not for_good)
    assert "sam@example.org" not in refused.value.trouble


def test_what_notify_took_is_not_sent_again_because_its_answer_is_unreadable(
    tmp_path: Path,
) -> None:
    with answering(201, "not JSON") as (address, asked):
        Notify(by_notify(tmp_path), service=address).send(outgoing())
    assert len(asked) == 1


def test_where_notify_does_not_answer_nothing_is_refused_for_good(tmp_path: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(Undelivered) as refused:
        Notify(by_notify(tmp_path), service=nowhere).send(outgoing())
    assert (refused.value.for_good, refused.value.nobody) == (False, True)


def test_what_somebody_typed_makes_no_heading_list_or_link(tmp_path: Path) -> None:
    text = "# Urgent\n* one\n^ quoted\n> quoted\nSee [our bank](https://evil.example).\n\nFine - really.\n"
    words = Written("Hello", text, "")
    with answering(201, "{}") as (address, asked):
        Notify(by_notify(tmp_path), service=address).send(Outgoing(ID, "a@example.org", AT, words))
    body = asked[0]["personalisation"]["body"]
    assert body.splitlines()[:4] == ["Urgent", "one", "quoted", "quoted"]
    assert "(our bank)(https://evil.example)" in body
    assert body == plain(body)
    assert "Fine - really." in body


@pytest.mark.parametrize("missing", ["notify_key", "notify_template"])
def test_notify_needs_its_key_and_its_template(tmp_path: Path, missing: str) -> None:
    given = {"mail": "notify", "notify_key": KEY, "notify_template": UUID} | {missing: ""}
    with pytest.raises(SettingsError, match=f"PORTAL_{missing.upper()}"):
        way_of(settings_in(tmp_path, **given))


def test_notify_is_chosen_by_the_settings(tmp_path: Path) -> None:
    assert isinstance(way_of(by_notify(tmp_path)), Notify)
    assert KEY not in repr(by_notify(tmp_path))
