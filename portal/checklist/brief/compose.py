"""Composes the brief: the school's own words where it gave them, ours where it did not."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.checklist.brief import (
    annexes,
    sections_bidding,
    sections_contract,
    sections_need,
    sections_service,
)
from portal.checklist.brief.checks import check
from portal.checklist.brief.figures import work_out
from portal.checklist.brief.pad import KnownFacts, Pad
from portal.checklist.brief.reading import Reader
from portal.checklist.catalogue import QUESTIONS, STAGES
from portal.checklist.catalogue.shape import Answers
from portal.checklist.rules.findings import errors_in
from portal.checklist.rules.money import Limits
from portal.checklist.rules.progress import missing
from portal.documents import Block, Document, Facts, Heading, PageBreak

Write = Callable[[Pad], tuple[Block, ...]]


@dataclass(frozen=True)
class Section:
    """A numbered section; `bought` ones are left out when nothing is bought in."""

    number: str
    title: str
    write: Write
    bought: bool = False


SECTIONS = (
    Section("1", "Summary", sections_need.summary),
    Section("2", "About the school", sections_need.about),
    Section("3", "Background and need", sections_need.need),
    Section("4", "Scope", sections_need.scope),
    Section("5", "Volumes and calendar", sections_need.volumes),
    Section("6", "Standard of service", sections_service.standard),
    Section("7", "People", sections_service.people),
    Section("8", "Safeguarding", sections_service.safeguarding),
    Section("9", "Data protection", sections_service.data),
    Section("10", "Inclusion", sections_service.inclusion),
    Section("11", "Premises and arrangements", sections_service.premises),
    Section("12", "Quality and reporting", sections_service.quality),
    Section("13", "Price", sections_contract.price, bought=True),
    Section("14", "Contract terms", sections_contract.terms, bought=True),
    Section("15", "Timetable and rules", sections_contract.timetable, bought=True),
    Section("16", "What to submit", sections_bidding.submit, bought=True),
    Section("17", "How we choose", sections_bidding.evaluation, bought=True),
    Section("18", "Declarations", sections_bidding.declarations, bought=True),
)
ANNEXES = (
    Section("A", "How we worked out the demand", annexes.demand_annex),
    Section("F", "Words used", annexes.glossary),
)


def compose(
    answers: Answers,
    facts: KnownFacts,
    limits: Limits,
    *,
    created: datetime,
    version: str,
    author: str = "",
    draft_reasons: Sequence[str] = (),
    not_applicable: Collection[str] = (),
) -> Document:
    """The brief as a tree of blocks, ready for any writer.

    `facts` are the dated facts about the world (key -> value, source, day checked), `created` is an
    aware moment. The document is a draft while a needed question is open, an error was found, or
    the caller gives a reason. Whatever the answers hold, private ones are not in it.
    """
    pad = Pad(Reader(answers), work_out(answers, limits), facts, not_applicable)
    wanting = missing(STAGES, answers, not_applicable)
    reasons = (*_to_put_right(answers, limits, created.date()), *draft_reasons)
    last = annexes.record(
        pad,
        version=version,
        author=author,
        created=created,
        open_questions=wanting,
        reasons=reasons,
    )
    name = pad.reader.text("school_name") or "School"
    return Document(
        title=_title(pad),
        subtitle=name,
        blocks=_joined((*_body(pad), PageBreak(), Heading(1, "About this document"), *last)),
        created=created,
        draft=bool(wanting or reasons),
        footer=name,
        version=f"Version {version}",
        author=author or name,
    )


def _joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, neighbouring facts as one: sections write them piece by piece, a reader sees one list."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if isinstance(block, Facts) and isinstance(before, Facts):
            joined[-1] = Facts((*before.pairs, *block.pairs))
        else:
            joined.append(block)
    return tuple(joined)


def _to_put_right(answers: Answers, limits: Limits, today: date) -> Iterable[str]:
    """What each error is about: its words may quote an amount that is private."""
    found = errors_in(check(answers, limits, today))
    return dict.fromkeys(QUESTIONS[one.questions[-1]].short for one in found)


def _is_internal(answers: Mapping[str, object]) -> bool:
    return answers.get("model") == "MODEL_INTERNAL"


def _title(pad: Pad) -> str:
    if _is_internal(pad.reader.answers):
        return "Personal careers guidance: role of our own adviser"
    if pad.reader.code("route") == "quotes":
        return "Invitation to quote: personal careers guidance"
    return "Invitation to tender: personal careers guidance"


def _body(pad: Pad) -> tuple[Block, ...]:
    internal = _is_internal(pad.reader.answers)
    blocks: list[Block] = []
    for section in SECTIONS:
        if not (internal and section.bought):
            blocks += [Heading(1, section.title, section.number), *section.write(pad)]
    for annex in ANNEXES:
        blocks += [PageBreak(), Heading(1, annex.title, f"Annex {annex.number}"), *annex.write(pad)]
    return tuple(blocks)
