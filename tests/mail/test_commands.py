"""The commands about mail, as an operator types them."""

from pathlib import Path

import pytest
from flask import Flask

from portal.clock import now
from portal.config import SettingsError
from portal.mail.actions.outgoing import Undelivered
from portal.mail.queries import list_mail
from tests.mail.conftest import Post
from tests.mail.test_actions_delivery import Way
from tests.test_config import read


@pytest.fixture
def way(app: Flask) -> Way:
    """The way by which the portal sends."""
    way = Way()
    app.extensions["mail_way"] = way
    return way


def typed(app: Flask, *words: str) -> str:
    result = app.test_cli_runner().invoke(args=words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_send_delivers_what_is_due_and_says_how_many(app: Flask, post: Post, way: Way) -> None:
    way.failing = {"stuck@example.org": Undelivered("refused: 451")}
    for to in ("a@example.org", "stuck@example.org", "b@example.org"):
        post(to, at=now())
    assert typed(app, "mail", "send") == "2 sent, 1 failed, 0 given up, 1 waiting.\n"
    assert typed(app, "mail", "send") == "0 sent, 0 failed, 0 given up, 1 waiting.\n"


def test_try_sends_a_letter_at_once(app: Flask, database: Flask, way: Way) -> None:
    assert typed(app, "mail", "try", "you@example.org") == "It was taken.\n"
    (mail,) = way.sent
    assert mail.to == "you@example.org"
    assert "http://localhost/" in mail.words.text
    assert list_mail() == []


def test_try_says_what_is_wrong(app: Flask, way: Way) -> None:
    way.failing = {"you@example.org": Undelivered("refused: 550 no")}
    result = app.test_cli_runner().invoke(args=["mail", "try", "you@example.org"])
    assert result.exit_code == 1
    assert result.output == "Error: It was not taken: refused: 550 no\n"


def test_in_production_somebody_has_decided_which_way_mail_goes(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PORTAL_MAIL must be set"):
        read(mode="production", data_folder=str(tmp_path))
    assert read(mode="production", data_folder=str(tmp_path), mail="console").mail == "console"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("mail_timeout", "0"), ("mail_timeout", "soon"), ("mail_retry", "0")),
        ("mail_worker", "none"),
    ],
)
def test_mail_settings_that_make_no_sense_are_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"PORTAL_{name.upper()}"):
        read(**{name: value})
