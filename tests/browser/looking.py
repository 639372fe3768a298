"""What is looked at on every page that a browser opens."""

import re
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, Response

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LISTEN = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__refused.push(event.effectiveDirective + " " + event.blockedURI));
"""
TOO_WIDE = """
() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter((e) => !e.closest(".app-scroll") && e.getBoundingClientRect().right > room + 1)
    .slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
}
"""


FILE = re.compile(r"/brief/\w+$|/evidence/\d+$|\.csv$")
"""Addresses that a browser saves and does not show; the crawl without a browser opens them."""


@dataclass
class Lookout:
    """Everything that went wrong while a browser was open, each line with the page it happened on."""

    page: Page
    faults: list[str] = field(default_factory=list)
    pages: int = 0

    def __post_init__(self) -> None:
        """Begin to listen."""
        self.axe = Axe()
        self.page.add_init_script(LISTEN)
        self.page.on(
            "console", lambda said: self._note(f"console: {said.text}", said.type == "error")
        )
        self.page.on("pageerror", lambda error: self._note(f"script: {error}", wrong=True))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self.expected: set[int] = {200}

    def open(self, address: str) -> None:
        """Open an address and look at the page."""
        self.page.goto(address)
        self.look()

    def look(self) -> None:
        """Look at the page that is open; everything wrong with it is noted."""
        self.page.evaluate("() => document.fonts.ready.then(() => true)")
        self.pages += 1
        for refused in self.page.evaluate("() => window.__refused"):
            self._note(f"refused by the content policy: {refused}", wrong=True)
        for wide in self.page.evaluate(TOO_WIDE):
            self._note(f"wider than the screen: {wide}", wrong=True)
        found = self.axe.run(
            self.page,
            options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]},
        )
        for rule in found.response["violations"]:
            for node in rule["nodes"]:
                self._note(f"{rule['id']}: {rule['help']}: {node['html'][:160]}", wrong=True)

    def links(self) -> list[str]:
        """The addresses of ours that the page links to, without fragments; files are left out."""
        hrefs = self.page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)")
        origin = re.match(r"https?://[^/]+", self.page.url)
        assert origin is not None
        own = [href.split("#")[0] for href in hrefs if href.startswith(origin[0])]
        return [href.removeprefix(origin[0]) for href in own if not FILE.search(href)]

    def _failed(self, request: Request) -> None:
        left_behind = request.failure == "net::ERR_ABORTED"  # the test went on before it had come
        self._note(f"{request.failure}: {request.url}", wrong=not left_behind)

    def _answered(self, response: Response) -> None:
        document = response.request.resource_type == "document"
        wrong = response.status >= 400 and not (document and response.status in self.expected)
        self._note(f"{response.status}: {response.url}", wrong)

    def _note(self, line: str, wrong: bool) -> None:
        if wrong:
            self.faults.append(f"{self.page.url}: {line}")
