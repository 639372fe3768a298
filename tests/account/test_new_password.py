"""The page on which somebody who is signed in chooses another password."""

import pytest
from flask import Flask
from sqlalchemy import delete

from portal.account.actions import passwords
from portal.account.models import SignIn
from portal.account.rules.hashing import hash_password
from portal.db import db
from tests.account.letters import OTHER_PASSWORD, PASSWORD, letters, link, with_password
from tests.account.people import signed_in
from tests.page import BROWSER, Visitor

SAME = "That is the password you have now. Choose another"


def test_the_password_that_one_has_is_not_a_new_one(app: Flask) -> None:
    browser = signed_in(app, with_password(app))
    page = browser("account.change_password").submit({"password": PASSWORD}, expect=422)
    assert page.errors == {"password": SAME}
    assert letters(app) == []


def test_by_a_link_one_may_choose_the_password_that_one_has(app: Flask, visit: Visitor) -> None:
    """Whoever asked for a link and then remembers is let in; a stranger with the link learns nothing."""
    with_password(app)
    visit("account.reset").submit({"email": "sam.smith@example.org"})
    page = visit.get(link(app, "reset")).submit({"password": PASSWORD})
    assert "Your password is changed" in page


def test_a_sign_in_that_ends_while_the_password_is_changed_ends_on_a_page_of_ours(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(app, with_password(app))
    page = browser("account.change_password")

    def slowly(password: str) -> str:
        """Work the hash out while the sign-in is ended from elsewhere."""
        with app.app_context(), db.engine.begin() as elsewhere:
            elsewhere.execute(delete(SignIn))
        return hash_password(password)

    monkeypatch.setattr(passwords, "hash_password", slowly)
    field = page.soup.select_one("main form [name=csrf_token]")
    assert field is not None
    sent = {"password": OTHER_PASSWORD, "csrf_token": str(field["value"])}
    answer = browser.client.post(page.path, data=sent, headers=BROWSER)
    assert answer.status_code == 409
    assert "Sam Smith" not in answer.text
    assert OTHER_PASSWORD not in answer.text
