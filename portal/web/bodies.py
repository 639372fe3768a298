"""How large what somebody sends may be, and that nothing of it is read before the door has opened.

A room whose page takes a file says beside its doors how many bytes of it: endpoint -> method -> bytes.
"""

from collections.abc import Mapping

from flask import Flask, abort, current_app, request

BODY_LIMIT = 512 * 1024
MOST_FIELDS = 2_000
AROUND = 64 * 1024
"""How much more than its file a form may carry: its other fields, and the lines between."""

Bodies = Mapping[str, Mapping[str, int]]


def declare_bodies(app: Flask, bodies: Bodies) -> None:
    """Add the pages of a room to which files are sent, each with the bytes that a file may have."""
    app.extensions.setdefault("bodies", {}).update(bodies)


def open_body() -> None:
    """Let as much be read as this page takes, and refuse a form that nothing here could have sent.

    The gate calls this once the door is open: a file that a stranger sends is never read.
    """
    most = _most()
    if most:
        request.max_content_length = most + AROUND
    wrong = what_is_wrong()
    if wrong:
        abort(wrong)


def what_is_wrong() -> int:
    """The status with which to refuse a form that has more fields than any page, or one without a name; 0 for others.

    Werkzeug counts the parts of a form only when it comes as multipart; the other kind is counted here.
    """
    if (
        request.mimetype == "application/x-www-form-urlencoded"
        and request.get_data().count(b"&") >= MOST_FIELDS
    ):
        return 413
    return 400 if request.mimetype == "multipart/form-data" and None in request.form else 0


def limit_words() -> tuple[str, str]:
    """What this page takes at most, and what to do with more."""
    most = _most()
    if most and request.max_content_length == most + AROUND:
        return (
            f"A file sent here may have up to {most // 1024**2} MB.",
            "Go back and send a smaller one. Nothing was saved.",
        )
    return (
        f"A form may carry up to {BODY_LIMIT // 1024} kB, about 80 pages of text.",
        "Go back and shorten it. Nothing was saved.",
    )


def _most() -> int:
    """How many bytes of a file this page takes; 0 for a page without."""
    bodies: Bodies = current_app.extensions.get("bodies", {})
    return bodies.get(request.endpoint or "", {}).get(request.method, 0)
