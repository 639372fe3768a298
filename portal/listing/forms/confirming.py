"""What a provider ticks of its listings: what is still correct."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import HiddenField

from portal.listing.pages.confirming import Looked
from portal.listing.rules.freshness import Fact
from portal.web.fields import HouseForm, ManyChoices

_PAIR = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")
_LISTING = "listing_"


class StillCorrectForm(HouseForm):
    """Which facts of which listing are still correct. The emailed key in its address is what lets it in.

    `seen` says which version of each listing the page showed.
    """

    class Meta(HouseForm.Meta):
        """It works in any browser, so it carries no token."""

        csrf = False

    seen = HiddenField()

    @classmethod
    def of(cls, listings: Iterable[Looked]) -> "StillCorrectForm":
        """The form with a field for each listing."""
        listings = tuple(listings)
        fields = {
            f"{_LISTING}{one.id}": ManyChoices(one.name, choices=one.choices) for one in listings
        }
        made: type[StillCorrectForm] = type("StillCorrectForm", (cls,), fields)
        form = made()
        if not form.is_submitted():
            form.look(listings)
        return form

    def look(self, listings: Iterable[Looked]) -> None:
        """Say that these versions are what the page shows."""
        self.seen.data = " ".join(f"{one.id}:{one.version}" for one in listings)

    def validate(self, *args: Any, **options: Any) -> bool:
        """Ask for one tick at least."""
        valid = bool(super().validate(*args, **options))
        if valid and not self.ticked:
            for field in self.asked:
                field.errors = ["Tick what is still correct"]
                break
            return False
        return valid

    @property
    def asked(self) -> list[ManyChoices]:
        """The field of each listing."""
        return [field for field in self if isinstance(field, ManyChoices)]

    @property
    def ticked(self) -> dict[int, tuple[Fact, ...]]:
        """Listing -> the facts that are ticked, for those of which any is."""
        return {
            int(field.name.removeprefix(_LISTING)): tuple(Fact(code) for code in field.data)
            for field in self.asked
            if field.data
        }

    @property
    def versions(self) -> Mapping[int, int]:
        """Listing -> its version as it was looked at; nothing of what no page of ours says."""
        pairs = (_PAIR.fullmatch(pair) for pair in str(self.seen.data or "").split(" ")[:100])
        return {int(pair[1]): int(pair[2]) for pair in pairs if pair}
