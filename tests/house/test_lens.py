"""The lens sees what it says it sees: each check is handed a page that breaks its rule."""

from pathlib import Path

import pytest
from flask import Flask, redirect, request

from tests.conftest import settings_in
from tests.page import BrokenPageError, Visitor, problems
from tests.page_checks import CHECKS

GOOD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Places &ndash; Commission careers guidance</title></head>
<body><a href="#main">Skip</a><main id="main"><h1>Places</h1>
<p id="hint">Say where. <a href="/places">Places</a>
<a href="https://example.org/">Elsewhere</a></p>
<form method="post"><input type="hidden" name="form_key" value="1">
<label for="place">Place</label><input id="place" name="place" aria-describedby="hint">
<label for="kind">Kind</label><select id="kind" name="kind">
<option value="a">A</option><option value="b">B</option></select>
<label><input type="checkbox" name="near" value="yes" checked> Nearby</label>
<button name="then" value="later">Save</button></form>
<h2>More</h2><h3>Still more</h3><img src="/static/dot.png" alt=""></main></body></html>"""

SUMMARY = """<div class="govuk-error-summary"><h2>There is a problem</h2>
<a href="#{}">Say where</a></div><h1>"""
BROKEN = [
    ("syntax", "<h2>More</h2>", "<h2>More</p></h2>"),
    ("syntax", "<!DOCTYPE html>\n", ""),
    ("language", ' lang="en-GB"', ""),
    ("title", "<title>Places", "<title>Place"),
    ("title", "<title>Places", "<title>Error: Places"),
    ("title", "<h1>", SUMMARY.format("place")),
    ("headings", "<h2>More</h2>", "<h1>More</h1>"),
    ("headings", "<h2>More</h2>", ""),
    ("headings", "<h2>More</h2>", "<h2> </h2>"),
    ("labels", 'for="place"', 'for="kind"'),
    ("labels", ">Place</label>", "></label>"),
    ("labels", ">Save</button>", "></button>"),
    ("labels", ">Elsewhere</a>", "></a>"),
    ("unique ids", 'id="hint"', 'id="main"'),
    ("references", 'aria-describedby="hint"', 'aria-describedby="hint tip"'),
    ("references", 'aria-describedby="hint"', 'aria-describedby=""'),
    ("error links", "<h1>", SUMMARY.format("hint")),
    ("nothing inline", "<h2>", '<h2 style="color: red">'),
    ("nothing inline", "<h2>", "<h2 onclick=\"alert('no')\">"),
    ("nothing inline", "</head>", "<script>alert(1)</script></head>"),
    ("nothing inline", "</head>", "<style>p { color: red }</style></head>"),
    ("addresses", 'href="/places"', 'href="/plaices"'),
    ("addresses", 'href="/places"', 'href="http://localhost/plaices"'),
    ("addresses", 'href="/places"', 'href="#plaice"'),
    ("addresses", 'href="/places"', 'href="javascript:alert(1)"'),
    ("addresses", 'href="/places"', 'href="/places/"'),
    ("addresses", 'href="/places"', 'href="/slashed"'),
    ("addresses", 'href="/places"', 'href="/static/none.png"'),
    ("addresses", '<form method="post">', '<form method="post" action="/slashed/">'),
    ("images", ' alt=""', ""),
    ("images", "<h3>", "<svg></svg><h3>"),
]


@pytest.fixture
def site(tmp_path: Path) -> Flask:
    """A site of one page, which answers with whatever `site.config["PAGE"]` holds."""
    (tmp_path / "dot.png").write_bytes(b"")
    app = Flask("site", static_folder=str(tmp_path), static_url_path="/static")
    app.extensions["settings"] = settings_in(tmp_path)
    app.config["PAGE"] = GOOD

    @app.route("/places", methods=["GET", "POST"])
    def places() -> tuple[str, int]:
        return str(app.config["PAGE"]), 422 if request.method == "POST" else 200

    app.add_url_rule("/slashed/", view_func=lambda: GOOD, endpoint="slashed")
    app.add_url_rule(
        "/away", view_func=lambda: redirect("http://elsewhere.example/"), endpoint="away"
    )
    app.add_url_rule("/on", view_func=lambda: redirect("/places"), endpoint="on")
    return app


def test_a_good_page_passes_every_check(site: Flask) -> None:
    assert problems(site, GOOD, "/places") == ()


@pytest.mark.parametrize(("check", "old", "new"), BROKEN)
def test_each_check_sees_a_page_that_breaks_its_rule(
    site: Flask, check: str, old: str, new: str
) -> None:
    assert old in GOOD
    found = {line.split(":")[0] for line in problems(site, GOOD.replace(old, new, 1), "/places")}
    assert check in found


def test_no_check_goes_without_a_page_that_breaks_its_rule() -> None:
    assert {check for check, _, _ in BROKEN} == set(CHECKS)


def test_a_visit_to_a_broken_page_fails(site: Flask) -> None:
    site.config["PAGE"] = GOOD.replace("<h1>Places</h1>", "")
    with pytest.raises(BrokenPageError, match="0 h1"):
        Visitor(site)("places")


def test_a_visit_that_ends_with_another_status_fails(site: Flask) -> None:
    with pytest.raises(AssertionError, match="gave 422, not 200"):
        Visitor(site)("places").submit()


def test_a_visit_follows_redirects_but_never_to_another_host(site: Flask) -> None:
    assert Visitor(site)("on").path == "/places"
    with pytest.raises(AssertionError, match="sent away"):
        Visitor(site)("away")


def test_a_form_keeps_what_the_page_holds_and_sends_the_button_that_was_pressed(
    site: Flask,
) -> None:
    sent: dict[str, list[str]] = {}
    site.before_request(lambda: sent.update(request.form.to_dict(flat=False)))
    Visitor(site)("places").submit({"place": "Halton"}, button="Save", expect=422)
    assert sent == {
        "form_key": ["1"],
        "place": ["Halton"],
        "kind": ["a"],
        "near": ["yes"],
        "then": ["later"],
    }


def test_a_form_leaves_out_what_was_unticked(site: Flask) -> None:
    sent: dict[str, str] = {}
    site.before_request(lambda: sent.update(request.form))
    Visitor(site)("places").submit({"near": None}, expect=422)
    assert "near" not in sent
    assert "place" in sent


@pytest.mark.parametrize("values", [{"plaice": "x"}, {"kind": "c"}])
def test_a_form_refuses_what_a_browser_could_not_send(site: Flask, values: dict[str, str]) -> None:
    with pytest.raises(AssertionError, match=r"does not offer|has no field"):
        Visitor(site)("places").submit(values)


def test_a_visitor_vouches_for_forms_as_browsers_do(site: Flask) -> None:
    said: list[str | None] = []
    site.before_request(lambda: said.append(request.headers.get("Sec-Fetch-Site")))
    Visitor(site).send("/places", {}, expect=422)
    assert said == ["same-origin"]
