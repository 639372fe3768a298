"""Error pages: what happened, what was kept, and what to do next. The only keeper of status codes' words."""

import logging
import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from portal.clock import LONDON, now
from portal.db import READING, Conflict, db
from portal.web.bodies import limit_words, what_is_wrong

log = logging.getLogger("portal")

RETRY_AFTER_SECONDS = 10
LONGEST_KEPT = 20_000
NEVER_KEPT = frozenset({"csrf_token", "form_key", "seen", "then"})
SECRETS = re.compile(r"password|passkey|code|credential", re.IGNORECASE)


@dataclass(frozen=True)
class ErrorPage:
    """What an error page says, and what the visitor had typed into the form that failed."""

    status: int
    title: str
    text: tuple[str, ...]
    typed: tuple[tuple[str, str], ...] = ()
    reference: str = ""


WORDS: dict[int, tuple[str, tuple[str, ...]]] = {
    400: (
        "We could not accept that form",
        (
            "The form did not come from a page of this service that is still valid.",
            "Go back, reload the page, and send it again.",
        ),
    ),
    401: (
        "Sign in again to go on",
        (
            "You are not signed in any more, or it is a while since you proved who you are.",
            "Nothing was saved. Copy what you typed, sign in, and send it again.",
        ),
    ),
    403: ("You cannot open this page", ("It is not open to you, or not in this way.",)),
    404: (
        "Page not found",
        (
            "If you typed the address, check it is right.",
            "If you followed a link, the page may have moved or the entry may no longer be listed.",
        ),
    ),
    405: ("Page not found", ("This address does not answer that kind of request.",)),
    409: (
        "Somebody else changed this while you had it open",
        (
            "Nothing of yours was saved.",
            "Open the page again to see the newer version, then add what is still missing.",
        ),
    ),
    413: (
        "That is too much for one form",
        (
            "It carries more than this page takes.",
            "Go back and shorten it. Nothing was saved.",
        ),
    ),
    429: (
        "You have tried this too often",
        (
            "We count how often some things are done from one place, to protect accounts and to keep "
            "the service quick for everybody.",
        ),
    ),
    500: (
        "Sorry, there is a problem with the service",
        ("The problem has been recorded. Nothing was saved.", "Try again in a few minutes."),
    ),
    503: (
        "We cannot save that just now",
        (
            "The service is busy or out of room. Nothing you saved before is lost.",
            "Try again in a few seconds.",
        ),
    ),
}


def init_app(app: Flask) -> None:
    """Answer every error of `app` with a page of the service."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Conflict, lambda _: respond(409))
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(DBAPIError, _database_error)
    app.register_error_handler(Exception, _unexpected)


def respond(status: int, *, again_at: datetime | None = None) -> Response:
    """The error page for `status`, with what was typed where a form was being sent.

    `again_at` is when it may be tried again, where that is known.
    """
    title, text = WORDS.get(status, WORDS[500] if status >= 500 else WORDS[400])  # noqa: PLR2004 - the HTTP classes
    if status == 413:  # noqa: PLR2004
        text = limit_words()
    seconds = RETRY_AFTER_SECONDS if status == 503 else 0  # noqa: PLR2004
    if again_at is not None:
        seconds = max(1, math.ceil((again_at - now()).total_seconds()))
        # the first full minute that is not before it
        shown = again_at + timedelta(minutes=1, microseconds=-1)
        text = (*text, f"Try again at {shown.astimezone(LONDON):%H:%M}.")
    page = ErrorPage(status, title, text, _typed(status), g.get("request_id", ""))
    response = make_response(render_template("errors/error.html", page=page), status)
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


def _typed(status: int) -> tuple[tuple[str, str], ...]:
    """What the failed form held, for the visitor to copy; nothing where the body was too large to be read."""
    if request.method in READING or status == 413:  # noqa: PLR2004
        return ()
    try:
        if what_is_wrong():
            return ()
        fields = [
            (name, value)
            for name, value in request.form.items(multi=True)
            if name and name not in NEVER_KEPT and not SECRETS.search(name) and value.strip()
        ]
    except HTTPException:
        return ()
    return tuple(
        (name.replace("_", " ").replace("-", " "), value[:LONGEST_KEPT]) for name, value in fields
    )


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(
        error, SecurityError
    ):  # for a host that is not ours no address can be built, so no page either
        return Response(
            "This portal does not answer to that host name.\n", 400, mimetype="text/plain"
        )
    if error.code is not None and 300 <= error.code < 400:  # noqa: PLR2004 - the router's redirects are answers
        return error
    answer = respond(error.code or 500)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return answer


def _database_error(error: DBAPIError) -> Response:
    db.session.rollback()
    if not isinstance(error, OperationalError):
        return _unexpected(error)
    log.warning("database.unavailable", extra={"kind": type(error.orig).__name__})
    return respond(503)


def _unexpected(error: Exception) -> Response:
    db.session.rollback()
    log.error("request.failed", exc_info=error)
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    return respond(500)
