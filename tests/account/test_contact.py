"""Whoever has to reach the people who run the service is told how: by mail, on the privacy page and in the footer."""

from pathlib import Path

import pytest
from flask import Flask

from portal import create_app
from portal.config import SettingsError
from portal.db import db
from portal.mail.queries import list_letters, preview
from tests.conftest import settings_in
from tests.page import Visitor

CONTACT = "guidance@example.org"


def test_every_letter_and_page_says_where_to_write(app: Flask, tmp_path: Path) -> None:
    told = create_app(settings_in(tmp_path, contact=CONTACT))
    with told.app_context():
        for letter in list_letters():
            made = preview(letter)
            assert f"write to {CONTACT}" in made.text, letter.name
            assert f"mailto:{CONTACT}" in made.html, letter.name
        db.engine.dispose()
    page = Visitor(told)("site.privacy")
    assert [link.get("href") for link in page.soup.select("main a[href^=mailto]")] == [
        f"mailto:{CONTACT}"
    ]
    assert page.soup.select(f"footer a[href='mailto:{CONTACT}']")


def test_without_an_address_nobody_is_promised_one(app: Flask, visit: Visitor) -> None:
    with app.app_context():
        for letter in list_letters():
            assert "http://localhost/site/privacy" in preview(letter).text, letter.name
    page = visit("site.privacy")
    assert "says on its own website how to reach it" in page
    assert "mailto:" not in page.html


def test_what_is_no_address_is_refused_at_the_start(tmp_path: Path) -> None:
    for wrong in ("the Hub", "a@b", "a@example.org?bcc=b@example.org", "a b@example.org"):
        with pytest.raises(SettingsError, match="PORTAL_CONTACT"):
            settings_in(tmp_path, contact=wrong)
