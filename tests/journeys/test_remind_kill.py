"""Whoever reminds may be killed at any moment: nobody is told twice, nobody is forgotten, and no letter lacks its notices."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from portal.clock import today
from portal.db import db
from tests.account.people import make_person
from tests.compiled import portal_with
from tests.conftest import SECRET, settings_in
from tests.house.tree import ROOT
from tests.listing.reminding import keeps, provider_of
from tests.serving import DIES_WITH_US

PEOPLE, KILLS = 200, 20
WITHIN = 100  # seconds; a quiet machine takes about 30


def fill(app: Flask) -> None:
    """People of one provider each, and some of two, with a listing each that was not confirmed for long."""
    with app.app_context():
        old = today() - timedelta(days=180)
        for number in range(PEOPLE // 10):
            people = [
                make_person(f"P {number} {n}", f"p{number}-{n}@example.org") for n in range(10)
            ]
            keeps(provider_of(*people, name=f"P {number}"), f"Listing {number}", confirmed_on=old)
        db.engine.dispose()


def environment(folder: Path) -> dict[str, str]:
    """What the processes are told."""
    return {
        "PATH": os.environ["PATH"],
        "PORTAL_SECRET_KEY": SECRET,
        "PORTAL_DATA_FOLDER": str(folder),
        "PORTAL_SEARCH_FOLDER": str(folder / "search_index"),
    }


def start(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    """A process of its own."""
    with (folder / "remind.log").open("ab") as log:
        return subprocess.Popen(
            [*DIES_WITH_US, sys.executable, *command],
            cwd=ROOT,
            env=environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )


FORKS = """
import os, sys
from portal import create_app
from portal.clock import now
from portal.listing.actions.reminding import remind
portal = create_app()
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        with portal.app_context():
            remind(by="command", at=now())
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""A process that begins another at each line it is sent, which reminds: none has to be put together anew."""


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as database:
        (found,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - a name of ours
    return int(found)


def kill_in_the_middle(path: Path, forks: subprocess.Popen[bytes], wanted: int) -> None:
    """Begin one more, and kill it once so many people are written to, a moment later than at any write."""
    assert forks.stdin is not None
    assert forks.stdout is not None
    forks.stdin.write(b"go\n")
    forks.stdin.flush()
    process, until = int(forks.stdout.readline()), time.monotonic() + WITHIN
    while count(path, "listing_notice") < wanted:
        assert time.monotonic() < until, (path.parent / "remind.log").read_text()[-2_000:]
    time.sleep(random.random() * 0.01)  # noqa: S311 - no secret
    os.kill(process, signal.SIGKILL)
    assert int(forks.stdout.readline()) == signal.SIGKILL


@pytest.mark.timeout(300)
def test_nobody_is_told_twice_or_forgotten_though_it_is_killed_twenty_times(
    tmp_path: Path, pristine: Path
) -> None:
    shutil.copy(pristine, tmp_path / "portal.db")
    fill(portal_with(settings_in(tmp_path)))
    path = tmp_path / "portal.db"
    forks = start(tmp_path, "-c", FORKS)
    with forks:
        for _ in range(KILLS):
            before = count(path, "listing_notice")
            kill_in_the_middle(path, forks, before + random.randrange(1, 6))  # noqa: S311 - no secret
            assert count(path, "mail") == count(path, "listing_notice") < PEOPLE
    command = ("-m", "flask", "--app", "portal", "listing", "remind")
    at_once = [start(tmp_path, *command) for _ in range(2)]
    for process in at_once:
        process.communicate(timeout=WITHIN)
    assert [process.returncode for process in at_once] == [0, 0]
    with closing(sqlite3.connect(path)) as database:
        told = database.execute(
            "SELECT person_id, listing_id, kind, step FROM listing_notice"
        ).fetchall()
        mails = Counter(to for (to,) in database.execute('SELECT "to" FROM mail'))
        keys = database.execute("SELECT count(*) FROM email_key").fetchone()
        events = database.execute(
            "SELECT count(*) FROM audit_event WHERE action = 'remind'"
        ).fetchone()
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(told) == len(set(told)) == len({person for person, *_ in told}) == PEOPLE
    assert mails == {
        f"p{number}-{n}@example.org": 1 for number in range(PEOPLE // 10) for n in range(10)
    }
    assert (keys, events) == ((PEOPLE,), (PEOPLE,))
