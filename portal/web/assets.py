"""The built files that pages load: their hashed names, and how they are sent."""

import json
from pathlib import Path

from flask import Flask, Response, current_app, request, send_from_directory, url_for

BUILT = "built"
A_YEAR = 365 * 24 * 60 * 60
PACKED = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class AssetsMissingError(RuntimeError):
    """The styles and scripts have not been built, or not the one that was asked for."""


def init_app(app: Flask) -> None:
    """Read the manifest when it is first needed, and send built files packed and for keeps."""
    app.extensions["assets"] = {}
    app.view_functions["static"] = send_static


def asset(name: str) -> str:
    """The address of the built file `name`, such as "portal.css".

    Raises:
        AssetsMissingError: there is no build, or it has no such file.
    """
    known: dict[str, str] = current_app.extensions["assets"]
    if not known:
        known.update(read_manifest(Path(current_app.static_folder or "") / BUILT))
    if name not in known:
        raise AssetsMissingError(f"The build has no file called {name}: run make setup.")
    return url_for("static", filename=f"{BUILT}/{known[name]}")


def read_manifest(folder: Path) -> dict[str, str]:
    """Logical name -> hashed name, as the build wrote them into `folder`.

    Raises:
        AssetsMissingError: the manifest is not there or is damaged.
    """
    try:
        manifest: dict[str, str] = json.loads(
            (folder / "manifest.json").read_text(encoding="utf-8")
        )
    except (OSError, ValueError) as error:
        raise AssetsMissingError(
            "The styles and scripts have not been built: run make setup."
        ) from error
    return manifest


def send_static(filename: str) -> Response:
    """A file under static/; browsers keep a built one for a year, and get it packed if they can."""
    folder = Path(current_app.static_folder or "")
    if not filename.startswith(f"{BUILT}/"):
        return send_from_directory(folder, filename)
    kind = PACKED.get(Path(filename).suffix)
    packed = kind is not None and request.accept_encodings.quality("gzip") > 0
    response = send_from_directory(
        folder, f"{filename}.gz" if packed else filename, mimetype=kind, max_age=A_YEAR
    )
    response.cache_control.immutable = True
    if kind is not None:
        response.vary.add("Accept-Encoding")
    if packed:
        response.content_encoding = "gzip"
    return response
