"""The frame around every page: the service's name, its navigation, and what the last action had to say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from uuid import uuid4

from flask import Flask, current_app, get_flashed_messages, request, session, url_for
from sqlalchemy.exc import SQLAlchemyError

NAVIGATION = (
    ("Find a provider", "providers.search"),
    ("Commissioning checklist", "checklist.start"),
    ("Guidance", "guidance.contents"),
)


@dataclass(frozen=True)
class Who:
    """Who is signed in, for the header: their name, and the organisation that they act for, if any."""

    name: str
    organisation: str
    is_hub: bool


@dataclass(frozen=True)
class Site:
    """What the skeleton of every page needs; `nav` holds (text, address, whether we are there).

    `contact` is empty where the operator has named no address.
    """

    name: str
    phase: str
    contact: str
    nav: tuple[tuple[str, str, bool], ...]
    shortlist_count: int
    messages: tuple[tuple[str, str], ...]
    who: Who | None


def tell_who(app: Flask, who: Callable[[], Who | None]) -> None:
    """Let a room that knows people say who is signed in."""
    app.extensions["who"] = who


def tell_shortlist(app: Flask, count: Callable[[], int]) -> None:
    """Let the room that keeps shortlists say how many providers are on that of whoever asks."""
    app.extensions["shortlist_count"] = count


def init_app(app: Flask) -> None:
    """Give every template of `app` its frame."""
    tell_who(app, lambda: None)
    tell_shortlist(app, lambda: 0)
    app.jinja_env.globals["new_key"] = lambda: uuid4().hex
    app.context_processor(lambda: {"site": site()})


def site() -> Site:
    """The frame for the request being answered."""
    room = (request.endpoint or "").partition(".")[0]
    nav = tuple(
        (text, url_for(endpoint), room == endpoint.partition(".")[0])
        for text, endpoint in NAVIGATION
    )
    settings = current_app.extensions["settings"]
    name, contact = settings.service_name, settings.contact
    return Site(name, "Beta", contact, nav, _shortlisted(), _messages(), _who())


def _who() -> Who | None:
    """Who is signed in; nobody while the database cannot say or their sign-in has just gone, so that the page that tells of it is shown."""
    if "_user_id" not in session:
        return None
    try:
        who: Who | None = current_app.extensions["who"]()
    except SQLAlchemyError:
        return None
    return who


def _shortlisted() -> int:
    """How many are on the shortlist; looked for only where a visit has begun, and none while nobody can say."""
    if not session:
        return 0
    try:
        count: int = current_app.extensions["shortlist_count"]()
    except SQLAlchemyError:
        return 0
    return count


def _messages() -> tuple[tuple[str, str], ...]:
    """What the last action had to say, by kind; looked for only where a visit has begun."""
    if "_flashes" not in session:
        return ()
    said = cast("list[tuple[str, str]]", get_flashed_messages(with_categories=True))
    return tuple(said)
