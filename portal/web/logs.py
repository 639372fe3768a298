"""Structured logs: one line of JSON for each request, by endpoint and number, never by what a person typed.

Addresses are not logged, because some of them carry a secret; nor are network addresses or agents.
"""

import logging
import sys
import time
import traceback
import uuid
from pathlib import Path
from typing import Any

import structlog
from flask import Flask, Response, g, has_request_context, request

from portal.config import Settings

_HANDLER = "portal"


def init_app(app: Flask, settings: Settings) -> None:
    """Log the requests of `app` to standard error."""
    root = logging.getLogger("portal")
    if portals_handler() is None:
        root.addHandler(_handler())
        root.propagate = settings.mode == "test"
    if not any(isinstance(one, _WhichRequest) for one in root.filters):
        root.addFilter(_WhichRequest())
    root.setLevel(settings.log_level)
    app.before_request(_begin)
    app.after_request(_end)


def portals_handler() -> logging.Handler | None:
    """The handler that writes the portal's lines; None before there is a portal.

    Others may stand beside it: Flask gives a logger of the application's name its own, where it finds none.
    """
    handlers = logging.getLogger("portal").handlers
    return next((handler for handler in handlers if handler.get_name() == _HANDLER), None)


class _WhichRequest(logging.Filter):
    """Says on each line that a request leaves which one it was: its answer, and its error page, name the same."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, with the number of the request that is being answered, if one is."""
        if has_request_context():
            record.request_id = g.get("request_id", "")
        return True


def _handler() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.set_name(_HANDLER)
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _say_where_without_values,
    ]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    return handler


def _say_where_without_values(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Put the kind of a fault and where it rose in place of its traceback.

    Messages and local names may hold what a person typed, so neither is kept.
    """
    raised = event.pop("exc_info", None)
    fault = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(fault, BaseException):
        event["fault"] = type(fault).__name__
        frames = traceback.extract_tb(fault.__traceback__)
        event["where"] = [
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames
        ]
    return event


def _begin() -> None:
    g.request_id = uuid.uuid4().hex[:12]
    g.request_began = time.monotonic()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if request.endpoint != "static":
        logging.getLogger("portal").info(
            "request",
            extra={
                "method": request.method,
                "endpoint": request.endpoint,
                "status": response.status_code,
                "ms": round(
                    (time.monotonic() - g.get("request_began", time.monotonic())) * 1000, 1
                ),
            },
        )
    return response
