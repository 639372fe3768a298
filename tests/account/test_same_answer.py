"""Nobody finds out from an answer, or from how long it takes, who has an account."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from flask import Flask

from portal.account.actions import joining, passwords, proving
from portal.journal.rules import Limit
from tests.account.letters import OTHER_PASSWORD, with_password
from tests.page import BROWSER, Visitor

KNOWN, UNKNOWN = "sam.smith@example.org", "tom.smith@example.org"
ROUNDS = 40
SHUFFLES = 2_000
CERTAIN = 0.01
ATTEMPTS = 3
"""On a busy machine chance alone makes one measurement in a hundred look uneven; three in a row it does not."""
CHANGING = re.compile(
    r'(name="csrf_token" value="|name="form_key" value="|data-options=")[^"]*', re.IGNORECASE
)

Answer = tuple[int, str, tuple[tuple[str, str], ...], frozenset[str]]


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be tried as often as a test does."""
    for room, names in (
        (proving, ("WRONG_PASSWORDS", "WRONG_PASSWORDS_FROM")),
        (joining, ("LETTERS_TO", "LETTERS_FROM")),
        (passwords, ("LETTERS_TO", "LETTERS_FROM")),
    ):
        for name in names:
            monkeypatch.setattr(room, name, Limit(name, 10_000, timedelta(minutes=15)))


class Asker:
    """A browser that sends the same form again and again, and looks at nothing but the answers."""

    def __init__(self, app: Flask, path: str, password: str = "") -> None:
        self.visitor, self.path, self.password = Visitor(app), path, password
        field = self.visitor.get(path).soup.select_one("main form [name=csrf_token]")
        assert field is not None
        self.token = str(field["value"])

    def ask(self, email: str) -> tuple[float, Answer]:
        """How long it took, in seconds, and everything that the answer said but for what is random."""
        sent = {"csrf_token": self.token, "email": email}
        if self.password:
            sent["password"] = self.password
        began = perf_counter()
        answer = self.visitor.client.post(self.path, data=sent, headers=BROWSER)
        took = perf_counter() - began
        body = CHANGING.sub(r"\1", answer.get_data(as_text=True)).replace(email, "THE ADDRESS")
        headers = tuple(
            (name, value) for name, value in answer.headers if name not in {"X-Request-ID", "Date"}
        )
        return took, (answer.status_code, body, headers, frozenset(self.visitor.cookies()))


def unlikely(one: list[float], other: list[float]) -> float:
    """How likely chance alone makes the medians differ as much as they do: a permutation test."""
    draw, together = random.Random(1), [*one, *other]  # noqa: S311 - to shuffle figures
    apart = abs(median(one) - median(other))
    hits = 0
    for _ in range(SHUFFLES):
        draw.shuffle(together)
        hits += abs(median(together[: len(one)]) - median(together[len(one) :])) >= apart
    return hits / SHUFFLES


def rounds(ask: Callable[[str], tuple[float, Answer]]) -> Iterator[tuple[str, float, Answer]]:
    """Ask about somebody known and somebody unknown in turns, in a random order within each turn."""
    draw = random.Random(2)  # noqa: S311 - to shuffle
    for email in (KNOWN, UNKNOWN):
        ask(email)  # the first answers are slower: tables and templates are read
    for _ in range(ROUNDS):
        for email in draw.sample((KNOWN, UNKNOWN), 2):
            yield (email, *ask(email))


@pytest.mark.parametrize(
    ("path", "password"),
    [("/account/sign-in", OTHER_PASSWORD), ("/account/reset", ""), ("/account/sign-up", "")],
)
def test_nothing_tells_whether_there_is_an_account(app: Flask, path: str, password: str) -> None:
    with_password(app, KNOWN)
    asker = Asker(app, path, password)
    chances: list[float] = []
    while len(chances) < ATTEMPTS and (not chances or chances[-1] <= CERTAIN):
        took: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
        said: dict[str, list[Answer]] = {KNOWN: [], UNKNOWN: []}
        for email, seconds, answer in rounds(asker.ask):
            took[email].append(seconds)
            said[email].append(answer)
        assert len(said[KNOWN]) == len(said[UNKNOWN]) == ROUNDS
        assert len(set(said[KNOWN] + said[UNKNOWN])) == 1
        assert said[KNOWN][0][0] == (422 if password else 303)
        chances.append(unlikely(took[KNOWN], took[UNKNOWN]))
    assert chances[-1] > CERTAIN, {email: median(times) for email, times in took.items()}


def test_a_difference_that_can_be_felt_would_be_seen() -> None:
    draw = random.Random(3)  # noqa: S311 - to make test data
    quick = [draw.gauss(0.050, 0.005) for _ in range(ROUNDS)]
    slow = [draw.gauss(0.060, 0.005) for _ in range(ROUNDS)]
    assert unlikely(quick, slow) <= CERTAIN
    assert unlikely(quick, [draw.gauss(0.050, 0.005) for _ in range(ROUNDS)]) > CERTAIN
