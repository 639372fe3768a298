"""A provider's change as a moderator decides it: what stands, what would stand, and what to look at twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portal.listing.catalogue.sections import NOTHING, in_words, label_of
from portal.listing.models import Revision
from portal.listing.rules.revisions import RevisionKind, State
from portal.moderation.pages.item import ItemPage, item_page
from portal.moderation.queries.listings import find_keeper
from portal.moderation.queries.revisions import find_sender, seen_of
from portal.moderation.rules import Subject
from portal.moderation.rules.warnings import warnings_of
from portal.moderation.rules.weaving import Piece, woven
from portal.organisation.models import Organisation
from portal.providers.models import Listing

OPEN = frozenset({State.SUBMITTED, State.LIVE})
_NONE = (Piece(NOTHING, differs=False),)


@dataclass(frozen=True)
class Side:
    """One field, and both its texts in runs of words."""

    name: str
    label: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True)
class RevisionPage:
    """One revision. `reasons` are those given last, each (what about, the reason); `seen` goes with the form."""

    revision: Revision
    listing: Listing
    keeper: Organisation | None
    sender: str
    sent_at: datetime
    sides: tuple[Side, ...]
    warnings: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    seen: str
    is_live: bool
    is_open: bool
    is_public: bool
    item: ItemPage

    @property
    def may_decide(self) -> bool:
        """Whether its reader may decide it now."""
        return self.is_open and self.item.objection is None


def revision_page(
    revision: Revision,
    listing: Listing,
    person_id: int,
    *,
    today: date,
    query: Mapping[str, str],
) -> RevisionPage:
    """One revision of a whole listing, for this reader."""
    found = revision.changes(listing)
    return RevisionPage(
        revision,
        listing,
        keeper=find_keeper(listing),
        sender=find_sender(revision),
        sent_at=revision.submitted_at or revision.made_at,
        sides=tuple(
            Side(one.name, one.label, *(side or _NONE for side in woven(one.old, one.new)))
            for one in in_words(found)
        ),
        warnings=warnings_of(found),
        reasons=tuple((label_of(name), text) for name, text in revision.reasons.items()),
        seen=seen_of(revision, listing),
        is_live=revision.kind == RevisionKind.LIVE,
        is_open=revision.state in OPEN,
        is_public=listing.may_be_listed(today),
        item=item_page(Subject.REVISION, revision.id, person_id, query),
    )
