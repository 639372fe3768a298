"""At every moment the page, the rules and the search say the same of a claim, and history says it ever after."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, product

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import update
from time_machine import travel

from portal.credentials.rules import Badge
from portal.db import db
from portal.providers.models import Listing
from portal.providers.pages.cards import UNSAID
from portal.providers.queries import find_standing, one_listing
from portal.providers.rules import may_be_listed, needs_confirming
from tests.page import BROWSER, Visitor, words
from tests.providers.histories import (
    EDGES,
    NIGHTS,
    Model,
    Portal,
    Step,
    histories,
    london,
    midnight_after,
)

QUIET = settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # making an example small takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FACETS = ("matrix", "cdi")
SHOWN = "PUBLISHED"


def fetched(app: Flask, address: str) -> BeautifulSoup:
    """A page as a stranger gets it."""
    answer = app.test_client().get(address, headers=BROWSER, buffered=True)
    assert answer.status_code == 200
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def found(results: BeautifulSoup) -> list[str]:
    """The names in the results."""
    return [words(tag) for tag in results.select(".app-provider__name")]


def held(results: BeautifulSoup) -> dict[str, str]:
    """What the filters of a search with one hit say of it: each shows only the value that is held."""
    boxes = {
        name: [str(box["value"]) for box in results.select(f"input[type=checkbox][name={name}]")]
        for name in FACETS
    }
    assert all(len(values) == 1 for values in boxes.values()), boxes
    return {name: values[0] for name, values in boxes.items()}


def badges(page: BeautifulSoup) -> list[str]:
    """The badges under "Standing"."""
    heading = page.select_one("#standing")
    assert heading is not None
    lists = heading.find_all_next("ul", class_="app-badges")
    return [words(item) for one in lists for item in one.select("li")]


def look(app: Flask, model: Model, at: datetime) -> None:
    """Compare what a reader is shown with what the rules say of what has happened so far."""
    today = london(at)
    expected = model.standings(today)
    results = fetched(app, f"/providers?matrix={expected['matrix']}&cdi={expected['cdi']}")
    assert found(results) == ["Quokka"]
    assert held(results) == expected
    assert badges(fetched(app, "/providers/quokka")) == model.badges(today)


def past(app: Flask, listing: int, at: datetime) -> list[str]:
    """What was shown just after a moment, by what is on record now."""
    with app.app_context():
        whole = one_listing(listing)
        assert whole is not None
        just_after = at + timedelta(microseconds=1)
        own = whole.badges(london(at), before=just_after)
        people = (
            whole.badges(london(at), adviser_id=adviser.id, before=just_after)
            for adviser in whole.shown_advisers(just_after)
        )
        return shown([*own], *people)


def shown(own: list[Badge], *people: Sequence[Badge]) -> list[str]:
    """The badges as the page has them: of what an organisation does not hold it says nothing."""
    found = [badge for badge in own if badge.state not in UNSAID]
    return [f"{badge.name} {badge.basis}" for badge in [*found, *chain(*people)]]


def at_the_end_of(app: Flask, listing: int, day: date) -> list[str]:
    """What the history of a day answers."""
    with app.app_context():
        standing = find_standing(listing, day)
        assert standing is not None
        return shown([*standing.badges], *(person.badges for person in standing.people))


def live(app: Flask, steps: list[Step]) -> None:
    """Go through a history; look at each moment, and back at all of them at the end."""
    model, portal = Model(), Portal(app)
    seen: dict[datetime, list[str]] = {}
    with travel(steps[0].at, tick=False) as clock:
        portal.begin(london(steps[0].at))
        for step in steps:
            clock.move_to(step.at)
            if step.what == "look":
                look(app, model, step.at)
                seen[step.at] = model.badges(london(step.at))
            else:
                model.do(step)
                portal.do(step)
        clock.shift(timedelta(days=400))
        assert {at: past(app, portal.listing, at) for at in seen} == seen
        for day in {london(at) for at in seen}:
            last = max(at for at in seen if london(at) == day)
            assert at_the_end_of(app, portal.listing, day) == seen[last], day


@QUIET
@given(steps=histories())
def test_page_rules_and_search_agree_at_every_moment_and_history_says_so_ever_after(
    app: Flask, steps: list[Step]
) -> None:
    live(app, steps)


@pytest.fixture
def confirmed(app: Flask) -> Portal:
    """A portal with one listing."""
    portal = Portal(app)
    with travel(midnight_after(NIGHTS[0]) - timedelta(days=3), tick=False):
        portal.begin(NIGHTS[0])
    return portal


def crossings() -> Iterator[tuple[date, date]]:
    """(night, day of confirming) where a listing turns stale, or goes out of sight, as the night ends."""
    for night, rule in product(NIGHTS, (needs_confirming, may_be_listed)):
        days = (night - timedelta(days=ago) for ago in range(150, 260))
        after = night + timedelta(days=1)
        turns = (d for d in days if rule(SHOWN, d, night) != rule(SHOWN, d, after))
        yield from ((night, day) for day in turns)


@pytest.mark.parametrize(("night", "said"), list(crossings()))
def test_a_listing_goes_stale_and_then_out_of_sight_at_the_same_midnight_everywhere(
    confirmed: Portal, night: date, said: date
) -> None:
    app, told = confirmed.app, set()
    with app.app_context():
        db.session.execute(update(Listing).values(confirmed_on=said))
        db.session.commit()
    for edge in sorted(EDGES):
        at = midnight_after(night) + edge
        with travel(at, tick=False):
            listed = may_be_listed(SHOWN, said, london(at))
            stale = listed and needs_confirming(SHOWN, said, london(at))
            results = Visitor(app)("providers.search")
            page = Visitor(app)("providers.listing", slug="quokka", expect=200 if listed else 404)
            assert results.select(".app-provider__name") == ["Quokka"] * listed
            for reader in (results, page):
                assert ("last confirmed this on" in reader) == stale
            told.add((listed, stale))
    assert len(told) == 2
