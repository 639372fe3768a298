"""Making an account: the address is proved by a link, which works once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from portal.account.models import EmailKey, Person, SignIn
from portal.clock import now
from portal.db import db
from tests.account.letters import (
    OTHER_PASSWORD,
    PASSWORD,
    is_signed_in,
    letters,
    link,
    sign_in,
    with_password,
)
from tests.account.people import signed_in
from tests.page import BROWSER, Page, Visitor
from tests.web.test_addresses import HOSTILE, hosts

EMAIL = "alex.jones@example.org"
WHO = {"name": "Alex Jones", "password": PASSWORD}


def ask(visitor: Visitor, email: str = EMAIL) -> Page:
    """Ask for an account."""
    return visitor("account.sign_up").submit({"email": email}, button="Send the link")


def count(app: Flask, table: type[Person | EmailKey | SignIn]) -> int:
    """How many rows a table has."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_somebody_new_makes_an_account_and_is_signed_in(app: Flask, visit: Visitor) -> None:
    assert ask(visit, "Alex.Jones@Example.org").heading == "Check your email"
    assert letters(app) == [("sign-up", EMAIL)]
    page = visit.get(link(app, "sign-up"))
    assert EMAIL in page
    page = page.submit(WHO, button="Make the account")
    assert page.path == "/organisation/choose"
    assert is_signed_in(visit)
    with app.app_context():
        person = db.session.scalars(select(Person)).one()
        assert (person.name, person.email) == ("Alex Jones", EMAIL)
        assert PASSWORD not in (person.password_hash or "")
    assert sign_in(Visitor(app), EMAIL).path == "/account"


def test_whoever_has_an_account_is_told_so_by_mail_alone(app: Flask, visit: Visitor) -> None:
    with_password(app, EMAIL)
    assert ask(visit).heading == "Check your email"
    assert letters(app) == [("has-account", EMAIL)]
    assert count(app, EmailKey) == 0


def test_looking_at_the_link_uses_nothing_up_and_names_it_to_nobody(
    app: Flask, visit: Visitor
) -> None:
    ask(visit)
    for _ in range(3):
        page = Visitor(app).get(link(app, "sign-up"))
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
    page = page.submit(WHO | {"password": "short"}, expect=422)
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert count(app, Person) == 0
    page.submit(WHO)
    assert count(app, Person) == 1


def test_a_form_on_a_page_whose_address_is_secret_goes_in_by_its_token(
    app: Flask, visit: Visitor
) -> None:
    """Browsers that send no Sec-Fetch-Site say of such a page that it comes from "null"."""
    ask(visit)
    page = visit.get(link(app, "sign-up"))
    field = page.soup.select_one("main form [name=csrf_token]")
    assert field is not None
    sent = WHO | {"csrf_token": str(field["value"])}
    answer = visit.client.post(page.path, data=sent, headers={"Origin": "null"})
    assert answer.status_code == 303


def test_a_link_works_for_a_day_and_no_second_more(app: Flask) -> None:
    begun = now()
    with time_machine.travel(begun, tick=False) as clock:
        ask(Visitor(app))
        address = link(app, "sign-up")
        clock.move_to(begun + timedelta(hours=24, seconds=-1))
        page = Visitor(app).get(address)
        assert page.heading == "Finish making your account"
        clock.move_to(begun + timedelta(hours=24))
        assert page.submit(WHO).path == "/account/sign-up"
        assert "That link does not work any more" in Visitor(app).get(address)
    assert count(app, Person) == 0


def test_a_newer_link_ends_the_older(app: Flask, visit: Visitor) -> None:
    ask(visit)
    older = link(app, "sign-up")
    ask(visit)
    assert visit.get(older).path == "/account/sign-up"
    assert visit.get(link(app, "sign-up")).heading == "Finish making your account"


def test_a_link_for_one_thing_does_nothing_else(app: Flask, visit: Visitor) -> None:
    ask(visit)
    key = link(app, "sign-up").rpartition("/")[2]
    assert visit("account.reset_finish", key=key).path == "/account/reset"
    assert visit("account.change_email_finish", key=key).path == "/account/sign-in"
    assert visit("account.sign_up_finish", key=key).heading == "Finish making your account"


def test_of_twenty_who_use_one_link_at_once_one_makes_the_account(app: Flask) -> None:
    ask(Visitor(app))
    pages = [Visitor(app).get(link(app, "sign-up")) for _ in range(20)]

    def finish(page: Page) -> str:
        """Send the form, and say where it leads."""
        field = page.soup.select_one("main form [name=csrf_token]")
        assert field is not None
        sent = WHO | {"csrf_token": str(field["value"])}
        answer = page.visitor.client.post(page.path, data=sent, headers=BROWSER)
        return str(answer.headers["Location"])

    with ThreadPoolExecutor(20) as pool:
        led = list(pool.map(finish, pages))
    assert led.count("/organisation/choose") == 1
    assert led.count("/account/sign-up") == 19
    assert (count(app, Person), count(app, SignIn)) == (1, 1)


def test_sending_the_form_twice_leads_to_the_same_page(app: Flask, visit: Visitor) -> None:
    ask(visit)
    page = visit.get(link(app, "sign-up"))
    key = page.soup.select_one("main form [name=form_key]")
    assert key is not None
    page.submit(WHO)
    token = visit("account.change_name").soup.select_one("main form [name=csrf_token]")
    assert token is not None
    again = WHO | {"csrf_token": str(token["value"]), "form_key": str(key["value"])}
    assert visit.send(page.path, again).path == "/organisation/choose"


def test_asking_twice_with_one_form_writes_one_letter(app: Flask, visit: Visitor) -> None:
    page = visit("account.sign_up")
    for _ in range(2):
        page.submit({"email": EMAIL}, button="Send the link")
    assert letters(app) == [("sign-up", EMAIL)]


def test_an_account_that_came_to_be_meanwhile_is_not_made_again(app: Flask, visit: Visitor) -> None:
    ask(visit)
    page = visit.get(link(app, "sign-up"))
    with_password(app, EMAIL, OTHER_PASSWORD)
    page = page.submit(WHO)
    assert page.path == "/account/sign-in"
    assert "There is an account with that address already" in page
    assert count(app, Person) == 1
    assert not is_signed_in(visit)


def test_a_link_followed_while_signed_in_ends_that_sign_in(app: Flask) -> None:
    browser = signed_in(app, with_password(app))
    ask(Visitor(app))
    browser.get(link(app, "sign-up")).submit(WHO)
    assert "Alex Jones" in browser("account.home")
    assert count(app, SignIn) == 1


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Enter your email address"),
        ("alex", "Enter an email address in the correct format, like name@example.com"),
        ("alex@localhost", "Enter an email address in the correct format, like name@example.com"),
        ("álex@example.org", "Enter an email address in the correct format, like name@example.com"),
    ],
)
def test_what_no_letter_could_be_sent_to_is_refused(visit: Visitor, email: str, said: str) -> None:
    page = visit("account.sign_up").submit({"email": email}, expect=422)
    assert page.errors == {"email": said}


def test_the_page_after_an_account_is_made_is_one_of_this_portal(app: Flask) -> None:
    led: list[str] = []
    for asked in HOSTILE[::40]:
        ask(Visitor(app), email := f"person{len(led)}@example.org")
        browser = Visitor(app)
        page = browser.get(link(app, "sign-up"))
        assert email in page
        field = page.soup.select_one("main form [name=csrf_token]")
        assert field is not None
        sent = WHO | {"csrf_token": str(field["value"])}
        answer = browser.client.post(
            page.path, query_string={"next": asked}, data=sent, headers=BROWSER
        )
        led.append(str(answer.headers["Location"]))
    assert len(led) >= 5
    assert set(hosts(led)) == {"localhost"}
