"""What a visitor asks of the directory: a search, as its address carries it, and a report of a mistake."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from portal.providers.catalogue import FACETS, MISTAKES
from portal.providers.rules import LONGEST_REPORT
from portal.search import Sort
from portal.web.fields import Choice, HouseForm, LongTextField, TextField, clean_text
from portal.web.paging import asked_page

LONGEST_WORDS = 200
LONGEST_PLACE = 60
PER_PAGE = 20


@dataclass(frozen=True)
class Search:
    """A search as its address carries it; `chosen` maps a facet to the codes ticked in it."""

    words: str = ""
    place: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort | None = None
    page: int = 1

    @classmethod
    def read(cls, args: "MultiDict[str, str]") -> "Search | None":
        """The search that a query string asks for; unknown keys and codes count for nothing.

        None for a page that no search has.
        """
        page = asked_page(args.get("page", "1"))
        if page is None:
            return None
        sort = args.get("sort", "")
        return cls(
            words=clean_text(args.get("q", "")[:LONGEST_WORDS]),
            place=clean_text(args.get("place", "")[:LONGEST_PLACE]),
            chosen={name: codes for name in FACETS if (codes := _known(name, args.getlist(name)))},
            sort=Sort(sort) if sort in set(Sort) else None,
            page=page,
        )

    def href(self, **changes: Any) -> str:
        """The address of this search with `changes`; any change but of the page starts at the first page."""
        one = replace(self, **{"page": 1, **changes})
        asked: dict[str, Any] = {"q": one.words, "place": one.place, **one.chosen}
        asked["sort"] = one.sort.value if one.sort else ""
        asked["page"] = one.page if one.page > 1 else ""
        return url_for(
            "providers.search", **{name: value for name, value in asked.items() if value}
        )

    def without(self, facet: str, code: str) -> str:
        """The address of this search without one of its filters."""
        left = tuple(other for other in self.chosen[facet] if other != code)
        chosen = {name: codes for name, codes in self.chosen.items() if name != facet}
        return self.href(chosen={**chosen, facet: left} if left else chosen)

    def with_borough(self, code: str) -> str:
        """The address of this search in one borough."""
        return self.href(chosen={**self.chosen, "borough": (code,)})


def _known(facet: str, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code in FACETS[facet].values))


class ReportForm(HouseForm):
    """A report that something in a listing is wrong. It stands on a public page, so it carries no token."""

    class Meta(HouseForm.Meta):
        """See docs/decisions/0002."""

        csrf = False

    what = Choice("What is wrong?", missing="Choose what is wrong", choices=tuple(MISTAKES.items()))
    details = LongTextField(
        "What should it say, and how do you know?",
        missing="Say what is wrong",
        most=LONGEST_REPORT,
        hint="Do not include personal details of pupils.",
    )
    contact = TextField(
        "Your email address (optional)",
        hint="Only if you are happy to be asked about it. It is not published.",
        called="email address",
        most=254,
        input_type="email",
        autocomplete="email",
    )
