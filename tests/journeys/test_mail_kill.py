"""Mail is owed until it is delivered, whatever happens to whoever delivers it and however the mail server behaves."""

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
from dataclasses import dataclass, field
from pathlib import Path

from portal import create_app
from portal.clock import now
from portal.db import db
from portal.mail.models import Mail
from tests.conftest import SECRET, settings_in
from tests.house.tree import ROOT
from tests.mail.receiving import TAKEN, Postbox, receiving
from tests.serving import DIES_WITH_US, Client, Server

MAILS, KILLS, WORKERS = 300, 20, 3
FEWER = 100
BETWEEN_KILLS = MAILS // (KILLS + 4)
WITHIN = 100  # seconds; a quiet machine takes about 20
HANGS, REFUSES = "hangs@example.org", "refuses@example.org"
UNDONE = "undone@example.org"


def address(number: int) -> str:
    return f"person-{number}@example.org"


@dataclass
class Moods:
    """How the server behaves: some addresses meet a refusal or silence the first time, two of them each time."""

    met: Counter[str] = field(default_factory=Counter)

    def at_recipient(self, to: str) -> str | float:
        """Refuse for now."""
        self.met[to] += 1
        if to == REFUSES or (self.met[to] == 1 and to.endswith("1@example.org")):
            return "451 later"
        return TAKEN

    def at_end(self, to: str) -> str | float:
        """Refuse for good, and mean it only the first time; or hang, and take the mail after all."""
        if to == HANGS:
            return 30.0
        if self.met[to] == 1 and to.endswith("2@example.org"):
            return "550 no"
        return 1.2 if self.met[to] == 1 and to.endswith("05@example.org") else TAKEN


@dataclass
class Deliverer:
    """`flask mail work`, in processes that can be killed."""

    folder: Path
    postbox: Postbox
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """Settings under which a failure or a lost process is made good within seconds."""
        return {
            "PATH": os.environ["PATH"],
            "PORTAL_SECRET_KEY": SECRET,
            "PORTAL_DATA_FOLDER": str(self.folder),
            "PORTAL_SEARCH_FOLDER": str(self.folder / "search_index"),
            "PORTAL_MAIL": self.postbox.address,
            "PORTAL_MAIL_FROM": "hub@example.org",
            "PORTAL_MAIL_TIMEOUT": "1",
            "PORTAL_MAIL_RETRY": "1",
        }

    def start(self) -> None:
        """Start one more."""
        command = [sys.executable, "-m", "flask", "--app", "portal", "mail", "work"]
        with (self.folder / "work.log").open("ab") as log:
            self.running.append(
                subprocess.Popen(
                    [*DIES_WITH_US, *command],
                    cwd=ROOT,
                    env=self.environment(),
                    stdout=log,
                    stderr=log,
                )
            )

    def kill_one(self) -> None:
        """Kill any of them, which must still have been at work."""
        victim = self.running.pop(random.randrange(len(self.running)))  # noqa: S311 - no secret
        victim.kill()
        assert victim.wait(timeout=20) == -signal.SIGKILL, self.told()

    def end(self) -> list[int]:
        """End the others as an operator does; what each returned."""
        for process in self.running:
            process.terminate()
        ended = [process.wait(timeout=20) for process in self.running]
        self.running.clear()
        return ended

    def told(self) -> str:
        """What they wrote."""
        return (self.folder / "work.log").read_text("utf-8", "replace")[-2_000:]


def write_everything(folder: Path, count: int) -> None:
    """The mails, those of two addresses that never take any, and some that were undone."""
    portal = create_app(settings_in(folder))
    with portal.app_context():
        for to in (HANGS, REFUSES, *map(address, range(count))):
            Mail.write("trial", to=to, at=now(), values={"service": to}, link="/x/{key}", nonce=to)
        db.session.commit()
        for _ in range(20):
            Mail.write("trial", to=UNDONE, at=now(), values={"service": "x"})
            db.session.flush()
            db.session.rollback()
        db.engine.dispose()


def delivered(postbox: Postbox) -> set[str]:
    """The addresses that got their mail."""
    return {to for recipients in list(postbox.recipients) for to in recipients}


def wait_until_delivered(postbox: Postbox, count: int, deliverer: Deliverer) -> None:
    """Until so many addresses got their mail."""
    until = time.monotonic() + WITHIN
    while len(delivered(postbox)) < count:
        assert time.monotonic() < until, f"{len(delivered(postbox))}: {deliverer.told()}"
        time.sleep(0.01)


def test_every_mail_arrives_though_who_delivers_it_is_killed_twenty_times(
    tmp_path: Path, pristine: Path
) -> None:
    shutil.copy(pristine, tmp_path / "portal.db")
    write_everything(tmp_path, MAILS)
    with receiving() as postbox:
        moods = Moods()
        postbox.at_recipient, postbox.at_end = moods.at_recipient, moods.at_end
        postbox.slowness = 0.01
        deliverer = Deliverer(tmp_path, postbox)
        try:
            for _ in range(WORKERS):
                deliverer.start()
            for kill in range(KILLS):
                wait_until_delivered(postbox, (kill + 1) * BETWEEN_KILLS, deliverer)
                deliverer.kill_one()
                deliverer.start()
            wait_until_delivered(postbox, MAILS, deliverer)
            time.sleep(0.2)  # for writing down what came of the last
            assert deliverer.end() == [0] * WORKERS, deliverer.told()
        finally:
            for process in deliverer.running:
                process.kill()
                process.wait()
        check(postbox, tmp_path / "portal.db")


def check(postbox: Postbox, path: Path) -> None:
    """Everybody got one mail, or the same one twice; nobody got what was undone or is meant for somebody else."""
    assert delivered(postbox) == {address(number) for number in range(MAILS)}
    assert all(len(recipients) == 1 for recipients in postbox.recipients)
    ids: dict[str, set[str]] = {}
    for (to,), mail in zip(postbox.recipients, postbox.mails, strict=True):
        assert mail["To"] == to
        assert "can send mail" in mail.as_string()
        ids.setdefault(to, set()).add(mail["Message-ID"])
    assert {len(each) for each in ids.values()} == {1}
    assert len({each for them in ids.values() for each in them}) == MAILS
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        left = dict(database.execute('SELECT "to", tries FROM mail WHERE sent_at IS NULL'))
        held = database.execute(
            "SELECT count(*) FROM mail WHERE sent_at IS NOT NULL AND nonce > ''"
        )
        assert held.fetchone() == (0,)
    assert {HANGS, REFUSES} <= left.keys()
    assert min(left[HANGS], left[REFUSES]) >= 2
    assert UNDONE not in left


class MailingServer(Server):
    """A portal whose processes deliver its mail themselves."""

    def __init__(self, folder: Path, postbox: Postbox) -> None:
        super().__init__(folder)
        self.postbox = postbox

    def environment(self) -> dict[str, str]:
        """As ever, with a mail server."""
        mail = {"PORTAL_MAIL": self.postbox.address, "PORTAL_MAIL_FROM": "hub@example.org"}
        return super().environment() | mail


def test_a_portal_that_is_served_delivers_its_mail_by_itself_and_each_once(
    tmp_path: Path, pristine: Path
) -> None:
    shutil.copy(pristine, tmp_path / "portal.db")
    write_everything(tmp_path, FEWER)
    with receiving() as postbox:
        postbox.at_recipient = lambda to: "550 no" if to in {HANGS, REFUSES} else TAKEN
        server = MailingServer(tmp_path, postbox)
        server.start()
        try:
            until = time.monotonic() + WITHIN
            while len(delivered(postbox)) < FEWER and time.monotonic() < until:
                assert Client(server).get("/healthz")[0] == 200
                time.sleep(0.05)
        finally:
            server.stop()
        assert sorted(to for (to,) in postbox.recipients) == sorted(map(address, range(FEWER)))
