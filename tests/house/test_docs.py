"""What the documents name is there, and what is there the documents name."""

import re
from dataclasses import fields
from pathlib import Path

import click
from flask import Flask

from portal.config import Settings
from tests.house.tree import ROOT, files, name

MAP = ROOT / "docs" / "map.md"
OPERATING = ROOT / "docs" / "operating.md"
NO_ROOMS = {"commands", "migrations", "templates", "static"}
FLASKS_OWN = {"run", "shell", "routes"}


def table(text: str, heading: str) -> set[str]:
    """What stands in the first column of the table whose first heading is `heading`."""
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if line.startswith(f"| {heading} |")]
    assert len(starts) == 1, f"{len(starts)} tables of {heading}s"
    found = set()
    for line in lines[starts[0] + 2 :]:
        if not line.startswith("|"):
            break
        found.add(line.split("|")[1].strip().strip("`"))
    return found


def commands(group: click.Group, before: str = "") -> set[str]:
    """Every command below a group, by the words that one types."""
    found = set()
    for word, command in group.commands.items():
        typed = f"{before} {word}".strip()
        borrowed = typed == "db" or typed in FLASKS_OWN
        inner = (
            commands(command, typed) if isinstance(command, click.Group) and not borrowed else set()
        )
        found |= inner or {typed}
    return found - FLASKS_OWN


def test_the_map_names_every_room_and_engine_and_no_other() -> None:
    text = MAP.read_text("utf-8")
    mapped = table(text, "room") | table(text, "engine")
    rooms = {p.parent.name for p in (ROOT / "portal").glob("*/__init__.py")} - NO_ROOMS
    assert len(rooms) > 10
    assert mapped == rooms


def test_the_map_names_every_floor_and_no_other() -> None:
    config = (ROOT / "setup.cfg").read_text("utf-8")
    contract = config.partition("[importlinter:contract:floors]")[2].partition("exhaustive")[0]
    floors = set(re.findall(r"\((\w+)\)", contract))
    assert len(floors) > 8
    assert table(MAP.read_text("utf-8"), "file") == floors


def test_the_settings_table_names_every_setting_and_no_other() -> None:
    text = OPERATING.read_text("utf-8")
    settings = {f"PORTAL_{field.name.upper()}" for field in fields(Settings)}
    assert table(text, "variable") == settings


def test_no_document_names_a_setting_that_is_not_there() -> None:
    settings = {f"PORTAL_{field.name.upper()}" for field in fields(Settings)}
    looked_at = [*files(".md"), ROOT / "Makefile", *files(".py", under="portal")]
    named = {
        (word, name(p))
        for p in looked_at
        for word in re.findall(r"\bPORTAL_[A-Z][A-Z_]+\b", p.read_text("utf-8"))
    }
    assert len(named) > 5
    assert {(word, where) for word, where in named if word not in settings} == set()


def test_the_commands_table_names_every_command_and_no_other(app: Flask) -> None:
    text = OPERATING.read_text("utf-8")
    assert isinstance(app.cli, click.Group)
    there = commands(app.cli)
    assert len(there) > 8
    assert table(text, "command") == there


def test_every_command_says_what_it_is_for(app: Flask) -> None:
    for group in app.cli.commands.values():
        assert group.help or group.short_help, group.name


def broken_links(path: Path) -> list[str]:
    """Links of a document to files that are not there."""
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text("utf-8"))
    return [target for target in targets if not (path.parent / target).exists()]


def test_documents_link_to_files_that_are_there() -> None:
    looked_at = files(".md")
    assert len(looked_at) > 8
    assert {name(path): broken_links(path) for path in looked_at if broken_links(path)} == {}


def test_decisions_are_numbered_without_gaps_and_dated() -> None:
    records = files(".md", under="docs/decisions")
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith(f"# {int(path.name[:4])}. "), path.name
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", lines[2]), path.name


def test_make_tasks_that_documents_name_are_there() -> None:
    tasks = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        (task, name(path))
        for path in files(".md")
        for task in re.findall(r"`make ([a-z-]+)", path.read_text("utf-8"))
    }
    assert len(named) > 2
    assert {(task, where) for task, where in named if task not in tasks} == set()


def test_a_word_too_many_or_too_few_would_be_seen() -> None:
    text = "| room | is |\n|---|---|\n| `site` | home |\n| `shed` | tools |\n\n| x |"
    assert table(text, "room") == {"site", "shed"}
