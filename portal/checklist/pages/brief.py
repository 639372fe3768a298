"""The brief as a page and as files, from the answers as they are now."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from portal.checklist.brief.compose import compose
from portal.checklist.catalogue import QUESTIONS, STAGES
from portal.checklist.models import Draft
from portal.checklist.pages.market import all_findings, market_findings
from portal.checklist.pages.world import World, present_world
from portal.checklist.rules.findings import errors_in
from portal.checklist.rules.progress import missing
from portal.clock import now
from portal.documents import Document, write_html, write_odt, write_pdf, write_word


@dataclass(frozen=True)
class Format:
    """One kind of file that the brief comes as."""

    suffix: str
    words: str
    hint: str
    mimetype: str
    write: Callable[[Document], bytes]


FORMATS = {
    one.suffix: one
    for one in (
        Format(
            "docx",
            "Word file",
            "to edit and send",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            write_word,
        ),
        Format(
            "pdf",
            "PDF",
            "to read and print; made for screen readers too",
            "application/pdf",
            write_pdf,
        ),
        Format(
            "odt",
            "ODT",
            "for LibreOffice and others",
            "application/vnd.oasis.opendocument.text",
            write_odt,
        ),
    )
}


@dataclass(frozen=True)
class BriefPage:
    """The brief as HTML, its files, and what keeps it a draft."""

    html: Markup
    files: tuple[Format, ...]
    open: int
    errors: int

    @property
    def draft(self) -> bool:
        """Whether something keeps it a draft."""
        return bool(self.open or self.errors)


@dataclass(frozen=True)
class BriefFile:
    """The brief as a file."""

    name: str
    mimetype: str
    content: bytes


def document_of(draft: Draft, world: World) -> Document:
    """The brief composed from a checklist's answers."""
    answers = draft.values()
    few = errors_in(market_findings(answers, world))
    return compose(
        answers,
        world.facts,
        world.limits,
        created=now(),
        version=str(draft.revision),
        draft_reasons=tuple(QUESTIONS[one.questions[-1]].short for one in few),
    )


def brief_page(draft: Draft) -> BriefPage:
    """The brief as a page."""
    answers, world = draft.values(), present_world()
    return BriefPage(
        html=Markup(write_html(document_of(draft, world))),  # noqa: S704 - the writer escapes every text
        files=tuple(FORMATS.values()),
        open=len(missing(STAGES, answers)),
        errors=len(errors_in(all_findings(answers, world))),
    )


def brief_file(draft: Draft, suffix: str) -> BriefFile | None:
    """The brief as a file of the kind called `suffix`; None for a kind it does not come as."""
    kind = FORMATS.get(suffix)
    if kind is None:
        return None
    content = kind.write(document_of(draft, present_world()))
    return BriefFile(f"guidance-brief-{draft.revision}.{suffix}", kind.mimetype, content)
