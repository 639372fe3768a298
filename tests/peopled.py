"""The example world with people in it: a browser for each kind of person, and things of their own and of others.

    people.browser("school_admin")("organisation.people")
    people.value("OWN_INVITATION", "school_admin")

It is made once and copied for each test; nobody signs in through the form, so no password is hashed twice.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from itsdangerous import URLSafeTimedSerializer

from portal.checklist.catalogue import STAGES
from portal.clock import now
from tests.page import Visitor

WRITES_AHEAD = (
    "PRAGMA journal_mode=WAL"  # as the portal would set it, but before two of it begin at once
)
MOMENT = "%Y-%m-%d %H:%M:%S.%f"  # as SQLite keeps it


@dataclass(frozen=True)
class Cast:
    """What was made of the peopled world: where its files lie, what each persona's cookie holds, and whose what is."""

    folder: Path
    visits: dict[str, dict[str, Any]] = field(default_factory=dict)
    things: dict[str, dict[str, str]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)

    def write(self) -> None:
        """Keep beside the rows what their cookies hold."""
        kept = {"visits": self.visits, "things": self.things, "shared": self.shared}
        (self.folder / "cast.json").write_text(json.dumps(kept), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Cast":
        """What was kept in a folder."""
        return cls(folder, **json.loads((folder / "cast.json").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class People:
    """A portal in which everybody is there: `app` and the personas' browsers."""

    app: Flask
    cast: Cast

    def browser(self, persona: str) -> Visitor:
        """A browser of this persona's own, as if they had signed in."""
        visitor = Visitor(self.app)
        if visit := self.cast.visits[persona]:
            with visitor.client.session_transaction() as session:
                session.update(visit)
        return visitor

    def token(self, persona: str) -> str:
        """What the forms of this persona's visit carry."""
        signer = URLSafeTimedSerializer(self.app.config["SECRET_KEY"], salt="wtf-csrf-token")
        held = self.cast.visits[persona].get("csrf_token", "of a visit that is not theirs")
        return str(signer.dumps(held))

    def value(self, word: str, persona: str) -> str:
        """What a word such as OWN_INVITATION stands for when this persona knocks; any other text is itself."""
        return self.cast.things[persona].get(word, self.cast.shared.get(word, word))

    def values(self, given: Mapping[str, str], persona: str) -> dict[str, str]:
        """`given` with its words made real."""
        return {name: self.value(word, persona) for name, word in given.items()}

    def path(self, endpoint: str, given: Mapping[str, str], persona: str) -> str:
        """The address of an endpoint as this persona would knock at it."""
        real: dict[str, Any] = self.values(given, persona)
        with self.app.test_request_context():
            return url_for(endpoint, **real)

    def restore(self) -> None:
        """Make every row what it was, and every moment that counts recent; counts of requests start anew."""
        for limiter in self.app.extensions.get("limiter", ()):
            limiter.reset()
        copy(self.cast.folder / "portal.db", self.database)

    @property
    def database(self) -> Path:
        """Where this portal's rows lie."""
        folder: Path = self.app.extensions["settings"].data_folder
        return folder / "portal.db"


def copy(source: Path, target: Path) -> None:
    """Copy the rows, and let sign-ins and emailed keys be as old as when they were made."""
    at = now()
    with closing(sqlite3.connect(source)) as pristine, closing(sqlite3.connect(target)) as database:
        database.execute(WRITES_AHEAD)
        pristine.backup(database)
        made = {"at": at.strftime(MOMENT), "hour": (at - timedelta(hours=1)).strftime(MOMENT)}
        made |= {"later": (at + timedelta(minutes=50)).strftime(MOMENT)}
        database.execute("UPDATE sign_in SET started_at = :at, seen_at = :at", made)
        database.execute("UPDATE sign_in SET proved_at = :at WHERE browser != 'stale'", made)
        database.execute("UPDATE sign_in SET proved_at = :hour WHERE browser = 'stale'", made)
        database.execute("UPDATE email_key SET made_at = :at, expires_at = :later", made)
        database.commit()


def words_of_the_example(slug: str) -> dict[str, str]:
    """The words that stand for the same thing whoever knocks."""
    return {"LISTED": slug, "STAGE": STAGES[0].slug, "PAGE": STAGES[0].pages[0].slug}
