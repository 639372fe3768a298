"""What somebody who works alone may not publish by mistake: their home is often their office."""

import re

from portal.credentials.rules import Problem
from portal.listing.rules.revisions import Values

ALONE = frozenset({"SELF_EMP", "SELF_LTD"})
WORDY = ("name", "summary", "about")
_FULL = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?[ ]?[0-9][A-Z]{2}\b", re.IGNORECASE)


def holds_full_postcode(text: str) -> bool:
    """Whether a text names a whole postcode, which a handful of houses share."""
    return _FULL.search(text) is not None


def privacy_problems(said: Values) -> tuple[Problem, ...]:
    """Each text that says more of where somebody works alone than the first part of a postcode."""
    if said.get("provider_type") not in ALONE:
        return ()
    return tuple(
        Problem(
            name,
            "Take out the full postcode. You work alone, so it may lead to your home: "
            "give only its first part, like CH41, or the borough",
        )
        for name in WORDY
        if holds_full_postcode(said.get(name) or "")
    )
