"""How built files are named, found and sent."""

import json
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from portal.web import assets


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    built = tmp_path / "built"
    built.mkdir()
    (built / "portal-1a2b.css").write_bytes(b"body{}")
    (built / "portal-1a2b.css.gz").write_bytes(b"packed")
    (built / "font-3c4d.woff2").write_bytes(b"font")
    (built / "manifest.json").write_text(json.dumps({"portal.css": "portal-1a2b.css"}))
    (tmp_path / "plain.txt").write_text("plain")
    app = Flask("assets", static_folder=str(tmp_path), static_url_path="/static")
    assets.init_app(app)
    return app


def test_a_name_leads_to_the_file_with_the_checksum(app: Flask) -> None:
    with app.test_request_context():
        assert assets.asset("portal.css") == "/static/built/portal-1a2b.css"


def test_a_missing_build_says_what_to_run(app: Flask, tmp_path: Path) -> None:
    with app.test_request_context(), pytest.raises(assets.AssetsMissingError, match="make setup"):
        assets.asset("unknown.css")
    for damage in ("", "{"):
        (tmp_path / "built" / "manifest.json").write_text(damage)
        with pytest.raises(assets.AssetsMissingError, match="make setup"):
            assets.read_manifest(tmp_path / "built")
    with pytest.raises(assets.AssetsMissingError, match="make setup"):
        assets.read_manifest(tmp_path / "nowhere")


def fetched(app: Flask, path: str, **headers: str) -> tuple[bytes, Headers]:
    with app.test_client().get(f"/static/{path}", headers=headers) as response:
        return response.data, response.headers


def test_built_files_are_kept_for_a_year_and_go_packed_to_who_takes_that(app: Flask) -> None:
    for accepted, content, coding in (
        ("br, gzip", b"packed", "gzip"),
        ("gzip;q=0", b"body{}", None),
        ("identity", b"body{}", None),
        ("", b"body{}", None),
    ):
        data, headers = fetched(app, "built/portal-1a2b.css", **{"Accept-Encoding": accepted})
        assert (data, headers.get("Content-Encoding")) == (content, coding)
        assert headers["Content-Type"] == "text/css; charset=utf-8"
        assert headers["Vary"] == "Accept-Encoding"
        kept = set(headers["Cache-Control"].split(", "))
        assert {"max-age=31536000", "immutable"} <= kept


def test_other_files_and_what_lies_outside_are_as_flask_has_them(app: Flask) -> None:
    data, headers = fetched(app, "built/font-3c4d.woff2", **{"Accept-Encoding": "gzip"})
    assert (data, headers.get("Content-Encoding")) == (b"font", None)
    data, headers = fetched(app, "plain.txt")
    assert (data, "immutable" in headers["Cache-Control"]) == (b"plain", False)
    for absent in ("built/none.css", "built/../../secret", "built/%2e%2e/%2e%2e/etc/passwd"):
        assert app.test_client().get(f"/static/{absent}").status_code == 404
