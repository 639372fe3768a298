"""What costs much, or could pester somebody, is limited by address, and who reaches a limit is told when to come back."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask, request

from portal import create_app
from portal.clock import LONDON
from portal.config import Settings, SettingsError
from portal.db import READING, db
from portal.web.errors import WORDS
from portal.web.gate import doors_of
from portal.web.limits import (
    CONTACT,
    EXPORT,
    REGISTRATION,
    RESET,
    SEARCH,
    SIGN_IN,
    START,
    UPLOAD,
    Cost,
    costs_of,
)
from tests.conftest import settings_in
from tests.house.doors import BY_NAME
from tests.house.doors.knocking import send
from tests.house.doors.shape import Row
from tests.page import BROWSER, Visitor
from tests.peopled import People

CLASSES: dict[Cost, set[str]] = {
    SEARCH: {"GET providers.search"},
    START: {"POST checklist.start"},
    EXPORT: {
        "GET checklist.brief",
        "GET checklist.download",
        "POST account.export",
        "GET opendata.listings",
    },
    CONTACT: {
        "POST providers.report",
        "POST listing.still_correct",
        "POST organisation.ask",
        "POST listing.claim",
        "POST organisation.invite",
        "POST organisation.resend_invitation",
        "POST account.change_email",
        "POST enquiries.ask",
        "POST enquiries.prove",
        "POST enquiries.open",
        "POST enquiries.close_by_link",
        "POST enquiries.thread",
    },
    SIGN_IN: {
        "POST account.sign_in",
        "POST account.second_step",
        "POST account.recover",
        "POST account.passkey",
        "POST account.prove",
        "POST account.prove_passkey",
        "POST account.change_password",
        "GET account.outside_return",
        "POST account.outside_go_on",
    },
    UPLOAD: {"POST listing.add_evidence"},
    RESET: {
        "POST account.reset",
        "POST account.reset_finish",
        "POST account.change_email_finish",
    },
    REGISTRATION: {
        "POST account.sign_up",
        "POST account.sign_up_finish",
        "POST organisation.join",
        "POST listing.invited",
    },
}
LIMITED = sorted(name for names in CLASSES.values() for name in names)
FREE = {"POST providers.shortlist", "POST account.sign_out"}
"""Forms that strangers may send without limit: they write nothing but the sender's own cookie and sign-in."""
ELSEWHERE = {"GET account.outside_return", "POST account.outside_go_on"}
"""What is open only where another service vouches for people, which none does under test."""
NEEDED = {
    SEARCH: 8,
    START: 2,
    EXPORT: 5,
    CONTACT: 1,
    SIGN_IN: 3,
    RESET: 1,
    REGISTRATION: 1,
    UPLOAD: 2,
}
"""How often each of thirty people in one room may want it within its window."""
HALF_PAST = datetime(2026, 11, 24, 10, 30, 20, tzinfo=UTC)


def limit(app: Flask, workers: int = 10_000) -> Flask:
    """The portal with its limits on; so many workers that each may answer one request of a class."""
    app.extensions["settings"] = replace(app.extensions["settings"], workers=workers)
    app.extensions["limits"].enabled = True
    return app


@pytest.fixture
def strict(world: Flask) -> Flask:
    """The example world with a limit of one for each class."""
    return limit(world)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands at twenty seconds past half past ten."""
    with time_machine.travel(HALF_PAST, tick=False) as traveller:
        yield traveller


def search(app: Flask, **environ: str) -> int:
    """The status of one search from an address; HTTP_X_FORWARDED_FOR says what a proxy would."""
    return app.test_client().get("/providers?q=send", environ_overrides=environ).status_code


def test_every_class_names_its_endpoints_and_no_endpoint_that_is_gone(app: Flask) -> None:
    declared: dict[Cost, set[str]] = {}
    for endpoint, methods in costs_of(app).items():
        for method, cost in methods.items():
            declared.setdefault(cost, set()).add(f"{method} {endpoint}")
    assert declared == CLASSES
    assert set(LIMITED) <= set(BY_NAME)


def test_no_form_that_a_stranger_may_send_is_without_a_limit(app: Flask) -> None:
    open_to_strangers = set()
    for endpoint, methods in doors_of(app).items():
        for method, door in methods.items():
            values = {"key": "none", "slug": "none"}
            with app.test_request_context(method=method):
                request.view_args = values
                if method not in READING and door.opens():
                    open_to_strangers.add(f"{method} {endpoint}")
    assert len(open_to_strangers) > 5
    limited = {f"{method} {name}" for name, methods in costs_of(app).items() for method in methods}
    assert open_to_strangers - limited == FREE


def insider(row: Row) -> str:
    """A persona whom the door lets in, with a form that carries a token."""
    personas = ("holder", "half", "school_admin", "provider")
    return next(persona for persona in personas if persona in row.answers.opens)


@pytest.mark.parametrize("name", [name for name in LIMITED if name not in ELSEWHERE])
def test_the_limit_of_each_endpoint_is_reached(people: People, name: str) -> None:
    limit(people.app)
    row = BY_NAME[name]
    first, second = (send(people, row, insider(row)) for _ in range(2))
    assert (first.status_code != 429, second.status_code) == (True, 429)
    (cost,) = (cost for cost, names in CLASSES.items() if name in names)
    assert 0 < int(second.headers.get("Retry-After", 0)) <= cost.window.total_seconds() + 1
    assert second.headers["Cache-Control"].endswith("no-store")
    assert WORDS[429][0] in second.text


def test_the_page_says_when_to_come_back_and_then_it_goes_on(
    strict: Flask, clock: time_machine.Traveller
) -> None:
    visitor = Visitor(strict)
    visitor("providers.search", q="send")
    page = visitor("providers.search", q="send", expect=429)
    assert page.heading == WORDS[429][0]
    wait = int(page.response.headers["Retry-After"])
    again = HALF_PAST + timedelta(seconds=wait)
    shown = re.search(r"Try again at (\d\d):(\d\d)\.", page.text)
    assert shown is not None
    hour = again.astimezone(LONDON).replace(hour=int(shown[1]), minute=int(shown[2]), second=0)
    assert timedelta() <= hour - again < timedelta(minutes=1), "never before it is open again"
    clock.move_to(hour)
    visitor("providers.search", q="send")


def test_what_was_typed_into_a_form_that_came_too_often_is_kept(strict: Flask) -> None:
    visitor = Visitor(strict)
    first = visitor("providers.search").soup.select_one(".app-provider__name a")
    assert first is not None
    typed = {"what": "OTHER", "details": "They moved to Bootle"}
    report = visitor(f"{first['href']}/report")
    report.submit(typed)
    assert "They moved to Bootle" in report.submit(typed, expect=429)


def test_a_page_that_costs_little_is_never_refused(strict: Flask) -> None:
    visitor = Visitor(strict)
    for _ in range(3):
        for path in ("/", "/guidance", "/providers/compare", "/account/sign-in"):
            assert visitor.client.get(path).status_code == 200, path


def test_one_class_says_nothing_of_another_and_head_counts_as_get(strict: Flask) -> None:
    client = strict.test_client()
    assert client.head("/providers").status_code == 200
    assert client.get("/providers").status_code == 429
    assert client.post("/checklist", headers=BROWSER).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_FOR": "192.0.2.{n}"},
        {"HTTP_X_REAL_IP": "192.0.2.{n}"},
        {"HTTP_FORWARDED": "for=192.0.2.{n}"},
        {"HTTP_TRUE_CLIENT_IP": "192.0.2.{n}"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.{n}, 192.0.2.200"},
    ],
    ids="".join,
)
def test_no_forwarded_header_moves_the_count_where_no_proxy_is_set(
    strict: Flask, headers: dict[str, str]
) -> None:
    told = [
        search(strict, **{name: value.format(n=n) for name, value in headers.items()})
        for n in range(3)
    ]
    assert told == [200, 429, 429]


def test_behind_a_proxy_the_address_that_the_proxy_saw_counts(tmp_path: Path, world: Flask) -> None:
    folder = world.extensions["settings"].data_folder
    app = limit(create_app(settings_in(folder, proxy_hops=1)))
    assert search(app, HTTP_X_FORWARDED_FOR="192.0.2.1") == 200
    assert search(app, HTTP_X_FORWARDED_FOR="192.0.2.2") == 200
    for spoofed in ("198.51.100.1", "198.51.100.2"):
        assert search(app, HTTP_X_FORWARDED_FOR=f"{spoofed}, 192.0.2.1") == 429
    with app.app_context():
        db.engine.dispose()


def test_a_household_with_many_ipv6_addresses_is_one(strict: Flask) -> None:
    assert search(strict, REMOTE_ADDR="2001:db8:1:2::1") == 200
    assert search(strict, REMOTE_ADDR="2001:db8:1:2:ffff::9") == 429
    assert search(strict, REMOTE_ADDR="2001:db8:1:3::1") == 200
    assert search(strict, REMOTE_ADDR="192.0.2.7") == 200


def test_an_ipv4_address_is_one_also_where_it_comes_in_the_shape_of_ipv6(strict: Flask) -> None:
    assert search(strict, REMOTE_ADDR="::ffff:192.0.2.1") == 200
    assert search(strict, REMOTE_ADDR="::ffff:192.0.2.2") == 200
    assert search(strict, REMOTE_ADDR="192.0.2.1") == 429


def test_each_worker_enforces_its_share(world: Flask) -> None:
    limit(world, workers=SEARCH.most // 5)
    assert [search(world) for _ in range(6)] == [200] * 5 + [429]


@pytest.mark.parametrize("cost", CLASSES, ids=lambda cost: cost.name)
def test_a_class_of_thirty_behind_one_address_gets_through_two_workers(cost: Cost) -> None:
    assert cost.most // Settings(secret_key="x" * 32).workers >= 30 * NEEDED[cost]


def test_thirty_people_search_from_one_address(world: Flask) -> None:
    limit(world, workers=2)
    assert {search(world) for _ in range(30 * 8)} == {200}


def test_the_limits_are_on_wherever_people_are_served(tmp_path: Path) -> None:
    assert create_app(settings_in(tmp_path, mode="local")).extensions["limits"].enabled
    real = settings_in(tmp_path, mode="production", mail="file")
    assert create_app(real).extensions["limits"].enabled
    assert not create_app(settings_in(tmp_path)).extensions["limits"].enabled


def test_no_worker_at_all_is_refused() -> None:
    with pytest.raises(SettingsError, match="PORTAL_WORKERS"):
        Settings.from_environment({"PORTAL_SECRET_KEY": "x" * 32, "PORTAL_WORKERS": "0"})
