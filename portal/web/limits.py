"""How often what costs much, or could be used to pester, may be asked for from one address.

Every room lists its own beside its doors, as endpoint -> method -> Cost. The counts are coarse: each worker
keeps its own in memory and forgets them at a restart, so a limit is divided by the number of workers. What
protects a secret is counted in the database as well (portal.journal.models.Tries).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limit, Limiter, RateLimitExceeded

from portal.clock import now
from portal.config import Settings
from portal.web.errors import respond
from portal.web.networks import network_of


@dataclass(frozen=True)
class Cost:
    """A class of requests of which one address may make `most` within `window`."""

    name: str
    most: int
    window: timedelta


# A school sends all its people through one address, so each leaves room for a class of thirty at work.
SEARCH = Cost("search", 600, timedelta(minutes=1))
START = Cost("start", 300, timedelta(hours=1))
EXPORT = Cost("export", 300, timedelta(minutes=10))
CONTACT = Cost("contact", 60, timedelta(hours=1))
SIGN_IN = Cost("sign-in", 300, timedelta(minutes=15))
RESET = Cost("reset", 60, timedelta(hours=1))
REGISTRATION = Cost("registration", 120, timedelta(hours=1))
UPLOAD = Cost("upload", 120, timedelta(hours=1))

Costs = Mapping[str, Mapping[str, Cost]]


def init_app(app: Flask, settings: Settings) -> None:
    """Count the requests of `app` that have a cost; under test only where a test switches it on."""
    limiter = Limiter(
        _address,
        default_limits=[Limit(_limit, scope=_name, shared=True)],
        storage_uri="memory://",
        strategy="fixed-window",
    )
    logging.getLogger("flask-limiter").propagate = False  # its lines carry network addresses
    app.extensions["costs"] = {}
    app.extensions["limits"] = limiter
    limiter.init_app(app)
    limiter.enabled = settings.mode != "test"
    app.register_error_handler(RateLimitExceeded, _too_often)


def declare_costs(app: Flask, costs: Costs) -> None:
    """Add a room's costs."""
    app.extensions["costs"].update({endpoint: dict(by) for endpoint, by in costs.items()})


def costs_of(app: Flask) -> dict[str, dict[str, Cost]]:
    """Every cost that is declared: endpoint -> method -> Cost."""
    declared: dict[str, dict[str, Cost]] = app.extensions["costs"]
    return declared


def _cost() -> Cost | None:
    method = {"HEAD": "GET"}.get(request.method, request.method)
    return costs_of(current_app).get(request.endpoint or "", {}).get(method)


def _limit() -> str:
    """The present request's limit as Flask-Limiter reads it; empty for what costs little."""
    cost = _cost()
    if cost is None:
        return ""
    share = max(1, cost.most // current_app.extensions["settings"].workers)
    return f"{share} per {int(cost.window.total_seconds())} second"


def _name(_endpoint: str) -> str:
    cost = _cost()
    return cost.name if cost else ""


def _address() -> str:
    """Whose request it is: the network address, which a forwarded header moves only where proxies are set."""
    return network_of(request.remote_addr or "") or "nobody"


def _too_often(_error: RateLimitExceeded) -> ResponseReturnValue:
    limiter: Limiter = current_app.extensions["limits"]
    reached = limiter.current_limit
    return respond(
        429,
        again_at=datetime.fromtimestamp(reached.reset_at, UTC)
        if reached is not None
        else now() + timedelta(minutes=1),
    )
