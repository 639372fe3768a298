"""Example High's checklist, entered through the pages in Chromium, down to the four forms of its brief.

The same journey runs on a desktop, without JavaScript, and on a phone 360 pixels wide.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document as WordFile
from odfdo import Document as OdtFile
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from pypdf import PdfReader

from portal.checklist.catalogue import PAGES, STAGES
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.rules.progress import shown_pages
from tests.checklist.entering import typed

WAYS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "without scripts": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
    "phone": {"viewport": {"width": 360, "height": 740}},
}
FIGURES = (
    "59.40 days",
    "11.00 days",
    "4.14 days",
    "75.0",
    "£24,300",
    "£72,900",
    "Advertise and run a competition",
)
PLAIN = ("Example High", "297", "44", "29", "75.0", "81.0", "12:00", "23 March 2027")


@pytest.fixture(params=list(WAYS))
def context(request: pytest.FixtureRequest, browser: Browser) -> BrowserContext:
    """A browser of each kind."""
    return browser.new_context(accept_downloads=True, **WAYS[request.param])


def fill(page: Page, name: str, value: str | list[str]) -> None:
    """Answer the controls called `name`, whatever kind they are."""
    controls = page.locator(f'[name="{name}"]')
    kind = controls.first.evaluate("c => c.tagName === 'SELECT' ? 'select' : c.type")
    if kind == "select":
        controls.select_option(str(value))
    elif kind == "radio":
        page.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "checkbox":
        for box in controls.all():
            box.set_checked(box.get_attribute("value") in value)
    else:
        controls.fill(str(value))


def answer(page: Page, slug: str) -> None:
    """Answer one page and go on; rows that a table lacks are asked for first, as a person would."""
    entries = typed(PAGES[slug], EXAMPLE)
    more = page.get_by_role("button", name="Save and add rows")
    for name, value in entries.items():
        if not page.locator(f'[name="{name}"]').count():
            with page.expect_navigation():
                more.first.click()
        fill(page, name, value)
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue").click()


def panel(page: Page) -> Locator:
    """The figures so far."""
    return page.locator(".app-figures")


def test_the_worked_example_leads_to_its_brief(
    context: BrowserContext, base_url: str, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(f"{base_url}/checklist")
    page.get_by_role("button", name="Start the checklist").click()
    page.get_by_role("link", name="Go on with “Your school or college”").click()
    for asked in shown_pages(STAGES, EXAMPLE):
        assert page.url.split("?")[0].endswith(f"/{asked.slug}"), (
            f"expected {asked.slug}, at {page.url}: {page.locator('.govuk-error-summary').all_inner_texts()}"
        )
        answer(page, asked.slug)
    assert page.get_by_role("heading", level=1).inner_text() == "Check your answers"
    assert page.get_by_text("Everything the brief needs is here").is_visible()
    page.goto(f"{base_url}/checklist/tasks")
    for details in page.locator(".app-figures summary").all():
        details.click()
    shown = panel(page).inner_text()
    for figure in FIGURES:
        assert figure in shown, figure
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]  # it is set above
    page.goto(f"{base_url}/checklist/brief")
    brief = " ".join(page.locator(".app-brief").inner_text().split())
    assert_says(brief)
    assert "TO BE CONFIRMED" not in brief
    for link, read in (("Word file", word_text), ("PDF", pdf_text), ("ODT", odt_text)):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=link, exact=True).click()
        saved = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved)
        assert_says(read(saved.read_bytes()))
    context.close()


def assert_says(text: str) -> None:
    """The brief's main figures stand in `text`."""
    for figure in PLAIN:
        assert figure in text, figure


def word_text(content: bytes) -> str:
    """Every paragraph and cell of a Word file."""
    word = WordFile(BytesIO(content))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return " ".join(" ".join([*(p.text for p in word.paragraphs), *cells]).split())


def odt_text(content: bytes) -> str:
    """The whole text of an ODT file."""
    return " ".join(str(OdtFile(BytesIO(content)).get_formatted_text()).split())


def pdf_text(content: bytes) -> str:
    """The text of a PDF, once its structure for screen readers is seen to be there."""
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot is not None
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split()
    )
