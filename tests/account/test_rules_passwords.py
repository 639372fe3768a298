"""Which passwords are refused and why, how they are kept, and what a file of known ones is good for."""

import random
from hashlib import sha1
from pathlib import Path

import pytest
from argon2 import Type, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from portal.account.rules.breached import is_breached
from portal.account.rules.hashing import hash_password, is_outdated, matches
from portal.account.rules.passwords import (
    COMMON,
    NEAR,
    PATTERN,
    TOO_LONG,
    TOO_SHORT,
    weakness,
)

ABOUT = ("Commission careers guidance", "alex.kilpatrick", "Lantern Lane Academy")
WEAKER = "$argon2id$v=19$m=1024,t=1,p=1$MTIzNDU2Nzg5MDEyMzQ1Ng$oTMYHsO3M8bQaFCHnNnPVQ6cRxq0qGpSH3wYLsGkEhc"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", TOO_SHORT),
        ("elevensigns", TOO_SHORT),
        ("x" * 129, TOO_LONG),
        ("passwordpassword", PATTERN),
        ("Christopher1", COMMON),
        ("Liverpool2026!!", COMMON),
        ("extraordinary", COMMON),
        ("1qaz2wsx3edc4rfv", COMMON),
        ("aaaaaaaaaaaaaa", PATTERN),
        ("abcabcabcabcabc", PATTERN),
        ("123456789012", PATTERN),
        ("987654321098", PATTERN),
        ("mnopqrstuvwxyz", PATTERN),
        ("GatsbySchool2026", NEAR),
        ("careers-guidance-8", NEAR),
        ("Commission careers!", NEAR),
        ("alex.kilpatrick99", NEAR),
        ("Kilpatrick-Academy", NEAR),
        ("LanternLaneAcademy", NEAR),
    ],
)
def test_a_password_that_others_would_try_is_refused_with_the_reason(
    password: str, why: str
) -> None:
    assert weakness(password, ABOUT) == why


@pytest.mark.parametrize(
    "password",
    [
        "three odd lanterns",
        "            x",
        "🦆🦆 quacks at 🌙🌙",
        "7%q!2(a)9&4@",
        "Łódź zimą pięknie",
        "x7" * 3 + "y" * 122,
        "lantern lane bicycles",
    ],
)
def test_any_signs_may_be_used_and_none_are_asked_for(password: str) -> None:
    assert weakness(password, ABOUT) == ""


def test_a_password_is_kept_as_argon2id_with_enough_work() -> None:
    kept = extract_parameters(hash_password("three odd lanterns"))
    assert kept.type is Type.ID
    assert kept.memory_cost >= 19_456
    assert (kept.time_cost, kept.parallelism) == (2, 1)


def test_the_same_password_is_kept_differently_each_time() -> None:
    assert len({hash_password("three odd lanterns") for _ in range(3)}) == 3


def test_a_hash_made_with_less_work_is_to_be_made_anew() -> None:
    assert is_outdated(WEAKER)
    assert not is_outdated(hash_password("three odd lanterns"))


def test_a_password_matches_itself_alone() -> None:
    held = hash_password("  three odd lanterns")
    assert matches(held, "  three odd lanterns")
    assert not matches(held, "three odd lanterns")
    assert not matches(None, "three odd lanterns")
    assert not matches("damaged", "three odd lanterns")


def test_an_accented_letter_is_the_same_however_a_keyboard_sends_it() -> None:
    """Passwords are hashed in the form NFKC, so both spellings, and full-width figures, sign in alike."""
    held = hash_password("caf\u00e9 lanterns 12")
    assert matches(held, "cafe\u0301 lanterns 12")
    assert matches(held, "caf\u00e9 lanterns \uff11\uff12")


def breaches(folder: Path, passwords: list[str]) -> Path:
    """A file of these passwords, as Have I Been Pwned hands them out."""
    hashes = sorted(sha1(p.encode(), usedforsecurity=False).hexdigest() for p in passwords)
    file = folder / "breached.txt"
    file.write_text("".join(f"{one.upper()}:{3}\r\n" for one in hashes), "ascii")
    return file


def test_exactly_the_passwords_of_the_file_are_found(tmp_path: Path) -> None:
    draw = random.Random(7)  # noqa: S311 - to make test data
    everything = [f"password {draw.random()}" for _ in range(400)]
    for count in (1, 2, 3, 64, 200):
        file = breaches(tmp_path, everything[:count])
        found = [password for password in everything if is_breached(password, file)]
        assert found == everything[:count]


def test_an_empty_file_finds_nothing(tmp_path: Path) -> None:
    assert not is_breached("three odd lanterns", breaches(tmp_path, []))


@given(st.text(max_size=140))
def test_every_text_is_judged(password: str) -> None:
    assert isinstance(weakness(password, ABOUT), str)
