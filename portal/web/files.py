"""Handing out a file that somebody sent: to be kept, never opened inside our own address."""

from flask import Response

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
