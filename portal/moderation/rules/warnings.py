"""What of a change a moderator should look at twice. It decides nothing."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from portal.listing.rules.revisions import Change

_WORDS = {"name", "summary", "about"}
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,200}")
_PHONE = re.compile(r"\+?[0-9][0-9 ]{8,14}[0-9]")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
_PRAISE = re.compile(
    r"\b(approved|recommended|accredited|endorsed|guarantee[ds]?|best)\b", re.IGNORECASE
)


def warnings_of(changes: Sequence[Change]) -> tuple[str, ...]:
    """Sentences about what to look at twice, in the order of the changes, each once."""
    return tuple(dict.fromkeys(line for change in changes for line in _about(change)))


def _about(change: Change) -> Iterator[str]:
    new = change.new if isinstance(change.new, str) else ""
    if change.name == "name" and change.old:
        yield "The name changes. Make sure that it is still the same provider."
    if change.name == "provider_type":
        yield "The type of provider changes. Colleges and training providers are marked, because they also recruit pupils."
    if change.name == "website" and change.old and _host(change.old) != _host(new):
        yield "The website moves to another address. Open it before you decide."
    if change.name in _WORDS:
        yield from _in_words(new)
    if isinstance(change.new, dict) and _MAIL.search(change.new.get("label", "")):
        yield "An adviser is shown with an email address. A role or a name is enough."


def _in_words(text: str) -> Iterator[str]:
    if _MAIL.search(text):
        yield "The text holds an email address, which everybody would see."
    if _PHONE.search(text):
        yield "The text holds what looks like a phone number, which everybody would see."
    if _POSTCODE.search(text):
        yield "The text holds what looks like a full postcode. Somebody may live there."
    if found := _PRAISE.search(text):
        yield f"The text says “{found[0].lower()}”. Ask what that rests on, and for its date."


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
