"""A small world of listings, stored once and copied for each test that may harm it."""

import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from portal.search import Entry, Index

AREAS = {"HAL": "Halton", "KNO": "Knowsley", "LIV": "Liverpool", "SEF": "Sefton", "WIR": "Wirral"}
SERVICES = {"PG1": "one-to-one guidance", "EHCP_AR": "EHCP annual reviews", "OPTIONS": "options"}
MODES = ("F2F_SCHOOL", "VIDEO", "PHONE")
KNOWN = (
    Entry(
        1,
        3,
        "Career Connect",
        "Liverpool Sefton personal guidance",
        "A charity with the matrix Standard. Advisers hold Level 6 and meet pupils one-to-one.",
        {"area": ("LIV", "SEF"), "service": ("PG1",), "mode": ("VIDEO",)},
        ((335_000, 390_000), (333_000, 417_000)),
        date(2026, 9, 1),
    ),
    Entry(
        2,
        1,
        "Mploy Solutions",
        "Wirral SEND autism",
        "Support for young people who are looked after, in years 9-11.",
        {"area": ("WIR",), "mode": ("F2F_SCHOOL",)},
        ((331_000, 389_000),),
        date(2026, 10, 1),
    ),
    Entry(
        3,
        1,
        "Łukasz O'Brien-Smith",
        "Widnes sole trader Polish",
        "We employ nobody: one freelance adviser for T-level and post-16 choices.",
        {"area": ("HAL",), "service": ("PG1", "OPTIONS")},
    ),
    Entry(4, 1, "Zenith", "St Helens", "Meetings with pupils of a pupil referral unit."),
)


def invented(count: int, first_id: int = 100) -> list[Entry]:
    """Listings made of the trade's common words, the same at each run."""
    chance = random.Random(7)  # noqa: S311 - a repeatable world, not a secret
    made = []
    for number in range(first_id, first_id + count):
        areas = tuple(sorted(chance.sample(sorted(AREAS), chance.randint(0, 3))))
        services = tuple(sorted(chance.sample(sorted(SERVICES), chance.randint(0, 2))))
        said = [AREAS[area] for area in areas] + [SERVICES[service] for service in services]
        common = chance.sample(["careers", "adviser", "school", "pupils", "guidance", "meeting"], 4)
        point = (chance.randint(325_000, 360_000), chance.randint(375_000, 420_000))
        made.append(
            Entry(
                number,
                chance.randint(1, 9),
                f"{chance.choice(['Alder', 'Birch', 'Cedar'])} Careers {number % 40}",
                " ".join(said),
                " ".join([*common, f"topic{chance.randint(1, 30)}"]),
                {"area": areas, "service": services, "mode": (chance.choice(MODES),)},
                (point,) if chance.random() < 0.8 else (),
                date(2026, 1, 1) + timedelta(days=number % 50) if number % 3 else None,
            )
        )
    return made


@pytest.fixture(scope="session")
def world() -> list[Entry]:
    return [*KNOWN, *invented(160)]


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory, world: list[Entry]) -> Path:
    """A folder with the world in it, in two segments as after some days of use."""
    folder = tmp_path_factory.mktemp("search") / "index"
    index = Index(folder)
    index.rebuild([*world[:150], Entry(9_999, 1, "Gone Careers", "Wirral")], 1)
    index.apply(world[150:], [9_999], 2)
    return folder


@pytest.fixture(scope="session")
def index(stored: Path) -> Index:
    """The world, to be read only."""
    return Index(stored)


@pytest.fixture
def folder(stored: Path, tmp_path: Path) -> Path:
    """A copy of the world's folder that a test may change."""
    return Path(shutil.copytree(stored, tmp_path / "index"))


@pytest.fixture(scope="session")
def many() -> Callable[[int], list[Entry]]:
    """Makes as many listings as a test asks for."""
    return invented
