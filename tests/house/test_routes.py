"""An address names its room, an endpoint names its template, and nothing lies about unused."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.house.tree import ROOT, files, name, parsed

SLUGS = {"slug", "stage", "format", "secret", "area", "key"}  # parameters that may be words
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PARAMETER = re.compile(r"<(?:(?P<type>[a-z]+)(?:\([^)]*\))?:)?(?P<name>[a-z_]+)>")
FILES = {"listings.csv"}
SITES_OWN = {"", "healthz", "readyz", "favicon.ico", "robots.txt"}
USED = re.compile(r"{%-?\s*(?:extends|include|from|import)\s+[\"']([^\"']+)[\"']")
MACRO = re.compile(r"{%-?\s*macro\s+(\w+)")


def rules(app: Flask) -> list[Rule]:
    """Every rule but that of the files under static/."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def oddities(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule's address."""
    parts = rule.rule.removeprefix("/").split("/")
    room = rule.endpoint.partition(".")[0]
    if parts[0] != room and not (room == "site" and parts[0] in SITES_OWN):
        yield f"{rule.rule} does not begin with its room, {room}"
    for part in parts if parts != [""] else []:
        parameter = PARAMETER.fullmatch(part)
        if parameter and not parameter["type"] and parameter["name"] not in SLUGS:
            yield f"{rule.rule}: {parameter['name']} has no type"
        if not parameter and part not in FILES | SITES_OWN - {""} and not WORD.fullmatch(part):
            yield f"{rule.rule}: {part} is not words joined by hyphens"


def rooms_with_views() -> set[str]:
    """The rooms that speak HTTP: their views are a file, or a folder where they are many."""
    return {
        path.relative_to(ROOT / "portal").parts[0]
        for pattern in ("*/views.py", "*/views/__init__.py")
        for path in (ROOT / "portal").glob(pattern)
    }


def rendered_by(room: str) -> Iterator[tuple[str, str]]:
    """(view, template) for each template that a room's views render."""
    for path in (ROOT / "portal" / room).glob("views*/**/*.py"):
        yield from _rendered_in(path)
    if (ROOT / "portal" / room / "views.py").is_file():
        yield from _rendered_in(ROOT / "portal" / room / "views.py")


def _rendered_in(path: Path) -> Iterator[tuple[str, str]]:
    for function in parsed(path).body:
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "render_template":
                    yield function.name, ast.literal_eval(node.args[0])


def test_addresses_are_words_that_begin_with_their_room(app: Flask) -> None:
    assert len(rules(app)) > 15
    assert [line for rule in rules(app) for line in oddities(rule)] == []


@pytest.mark.parametrize(
    "address", ["/providers/Find_Me", "/find/<int:id>", "/providers/<id>", "/providers//x"]
)
def test_an_odd_address_would_be_seen(address: str) -> None:
    assert list(oddities(Rule(address, endpoint="providers.find")))


def test_every_endpoint_belongs_to_a_room(app: Flask) -> None:
    rooms = {rule.endpoint.partition(".")[0] for rule in rules(app)}
    assert rooms == rooms_with_views()


def test_an_endpoint_renders_the_template_of_its_name() -> None:
    pairs = [(room, view, made) for room in rooms_with_views() for view, made in rendered_by(room)]
    assert len(pairs) > 10
    assert [pair for pair in pairs if pair[2] != f"{pair[0]}/{pair[1]}.html"] == []


def named_templates() -> set[str]:
    """Every template that code renders or another template takes up."""
    found = set()
    for path in files(".py", under="portal"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and str(node.value).endswith(".html"):
                found.add(str(node.value))
    for path in files(".html", under="templates"):
        found.update(USED.findall(path.read_text("utf-8")))
    return found


def orphans(shipped: set[str], wanted: set[str]) -> tuple[set[str], set[str]]:
    """Templates that nothing uses, and names that no template has; borrowed components aside."""
    return shipped - wanted, {n for n in wanted - shipped if not n.startswith("govuk_")}


def test_every_template_is_used_and_every_template_used_is_there() -> None:
    shipped = {name(p).removeprefix("templates/") for p in files(".html", under="templates")}
    assert len(shipped) > 20
    unused, missing = orphans(shipped, named_templates())
    assert unused == set()
    assert {
        n for n in missing if "/" in n and n.split("/")[0] in {p.split("/")[0] for p in shipped}
    } == set()


def test_every_macro_is_used() -> None:
    texts = {path: path.read_text("utf-8") for path in files(".html", under="templates")}
    macros = [(path, macro) for path, text in texts.items() for macro in MACRO.findall(text)]
    everything = "\n".join(texts.values())
    assert len(macros) > 10
    unused = [
        f"{name(path)}: {macro}"
        for path, macro in macros
        if len(re.findall(rf"\b{macro}\s*\(", everything)) < 2
    ]
    assert unused == []


def test_an_unused_template_would_be_seen() -> None:
    assert orphans({"site/home.html", "old.html"}, {"site/home.html", "lost.html"}) == (
        {"old.html"},
        {"lost.html"},
    )
