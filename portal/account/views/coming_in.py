"""What the pages on which people sign in share: where they come from, and where they go on to."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import enter, signed
from portal.account.actions.signing import end_sign_in
from portal.account.models import SignIn
from portal.account.rules.browsers import browser_words
from portal.clock import now
from portal.journal.queries import find_outcome
from portal.web.addresses import local_address
from portal.web.security import secret_address


def client() -> str:
    """The network address of whoever sent this; behind a proxy it is known only with PORTAL_PROXY_HOPS."""
    return request.remote_addr or ""


def browser() -> str:
    """What the browser calls itself, in words."""
    return browser_words(request.headers.get("User-Agent", ""))


def then(default: str = "") -> str:
    """Where to go on to: the address that `next` names if it is of this portal, else `default` or the account."""
    return local_address(request.args.get("next", ""), default or url_for("account.home"))


def come_in(row: SignIn, key: str, default: str = "") -> ResponseReturnValue:
    """Put a new sign-in into this visit, and go on: to the second step, if it is asked for, or to where `then` says."""
    before = signed()
    if before is not None:
        end_sign_in(before.id, person_id=before.person_id, at=now())
    enter(row, key)
    if row.is_half:
        return redirect(url_for("account.second_step", next=then(default)), 303)
    return redirect(then(default), 303)


def without_link(sent: str, endpoint: str, told: str) -> Response:
    """Tell whoever has a link that works no more where to ask for a new one; a form sent twice leads to where it led."""
    outcome = find_outcome(sent)
    if outcome is None:
        flash(told, "notice")
    return secret_address(redirect(outcome or url_for(endpoint), 303))
