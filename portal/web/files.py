"""Files that people send: where they lie, who scans them, and that they are handed out to be kept, never opened here."""

from flask import Response, current_app

from portal.uploads import Scanner, Shelf

FILE_POLICY = "sandbox; default-src 'none'"
"""If a browser opened it after all, it could run nothing, call nobody and see nothing of ours."""


def attachment(data: bytes, *, media_type: str, name: str) -> Response:
    """An answer that is a file to keep. `name` is ours: ASCII letters, figures, hyphens and one dot."""
    response = Response(data, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = "private, no-store"
    return response


def shelf() -> Shelf:
    """Where the files lie."""
    kept: Shelf = current_app.extensions["uploads"]
    return kept


def scanner() -> Scanner | None:
    """Who scans them; None where nobody does."""
    asked: Scanner | None = current_app.extensions["scanner"]
    return asked
