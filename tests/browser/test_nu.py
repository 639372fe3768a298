"""The Nu HTML checker, which knows the whole standard, finds nothing on any page."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import need
from tests.crawling import OF_PEOPLE, crawl
from tests.house.tree import ROOT
from tests.peopled import People

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# The design system's date input says role="group" on its fieldset, for old screen readers.
BORROWED = re.compile(r"The .group. role is unnecessary for element .fieldset.\.")
WRONG = (
    "<!DOCTYPE html><html lang=en><head><title>x</title></head><body><p><ul></ul></p></body></html>"
)


def checked(folder: Path) -> list[str]:
    """What the checker has to say about the files in a folder."""
    need("java")
    done = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", *sorted(folder.iterdir())],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(done.stderr)["messages"]
    return sorted(
        {
            f"{m['url'].rpartition('/')[2]}: {m['message']} {m.get('extract', '')!r}"
            for m in messages
            if not BORROWED.match(m["message"])
        }
    )


@pytest.mark.timeout(300)
def test_every_page_is_valid(people: People, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    found = list(crawl(people.browser("holder")).items())
    for persona in ("half", "school_admin", "provider_admin", "admin"):
        found += crawl(people.browser(persona), below=OF_PEOPLE).items()
    pages = [(address, page) for address, page in found if page.response.mimetype == "text/html"]
    for number, (address, page) in enumerate(pages):
        name = address.strip("/").replace("/", "_").partition("?")[0]
        (folder / f"{number:03}_{name}.html").write_text(page.html, encoding="utf-8")
    assert len(pages) > 150
    assert checked(folder) == []


def test_a_page_that_is_not_valid_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(WRONG, encoding="utf-8")
    assert len(checked(tmp_path)) > 0
