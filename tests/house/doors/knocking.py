"""Knocking at a door by a real request, and hearing the answer as the table writes it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.house.doors.shape import Answer, Row
from tests.page import BROWSER
from tests.peopled import People


def knock(
    people: People,
    row: Row,
    persona: str,
    *,
    token: str | None = None,
    headers: Mapping[str, str] = BROWSER,
    values: Mapping[str, str] | None = None,
) -> Answer:
    """What a persona is answered at a door.

    The form carries the token of their own visit unless another `token` is given; `values` take the place
    of the row's.
    """
    response = send(people, row, persona, token=token, headers=headers, values=values)
    if response.status_code in {302, 303}:
        return led_to(people.app, response.headers["Location"])
    return response.status_code


def send(
    people: People,
    row: Row,
    persona: str,
    *,
    token: str | None = None,
    headers: Mapping[str, str] = BROWSER,
    values: Mapping[str, str] | None = None,
) -> TestResponse:
    """The response to a persona at a door."""
    path = people.path(row.endpoint, values or row.values, persona)
    form = None
    if row.method != "GET":
        held = people.token(persona) if token is None else token
        form = people.values(row.form, persona) | ({"csrf_token": held} if held else {})
    browser = people.browser(persona)
    return browser.client.open(path, method=row.method, data=form, headers=headers, buffered=True)


def led_to(app: Flask, location: str) -> str:
    """The endpoint that an address leads to; the address itself where it is none of ours."""
    parts = urlsplit(location)
    if parts.netloc not in {"", "localhost"}:
        return location
    try:
        endpoint, _ = app.url_map.bind("localhost").match(parts.path)
    except HTTPException:
        return location
    return str(endpoint)
