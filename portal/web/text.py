"""What people type or send, cleaned of what no document, index or screen can carry."""

import re
import unicodedata

# What no document, index or screen can carry: control characters but tab and line feed, halves of
# surrogate pairs, non-characters, characters that turn the direction of the text after them, and
# marks of no width that make equal words differ (joiners stay: scripts and emoji need them).
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def clean_text(raw: object, *, lines: bool = False) -> str:
    """What `raw` says, in NFC and without characters that break documents; "" unless it is text.

    With `lines`, line feeds and tabs stay; without, every run of white space is one space.
    """
    if not isinstance(raw, str):
        return ""
    text = _UNWANTED.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    return text.strip() if lines else " ".join(text.split())
