"""The shapes of UK postcodes, and what a slip of the keyboard may have meant."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations, product
from typing import Final

LONGEST_TEXT: Final = 80
"""No name of a place is longer; anything beyond is not looked at, so no text can be slow."""

OUTWARD: Final = "[A-Z]{1,2}[0-9][A-Z0-9]?"
# Each pattern is a fixed number of characters with two optional ones: matching cannot run away.
FULL_SHAPE: Final = re.compile(f"({OUTWARD})([0-9])([A-Z]{{2}})")
OUTWARD_SHAPE: Final = re.compile(OUTWARD)
SECTOR_SHAPE: Final = re.compile(f"({OUTWARD})([0-9])")
STARTED_SHAPE: Final = re.compile(f"({OUTWARD})([0-9])[A-Z]")
OLD_WIRRAL: Final = re.compile("L(4[1-9]|5[0-9]|6[0-6])")

LOOK_ALIKE: Final = {
    "I": "1", "L": "1", "1": "IL", "O": "0", "Q": "0", "0": "O", "S": "5", "5": "S",
    "Z": "2", "2": "Z", "B": "8", "8": "B", "G": "6", "6": "G",
}  # fmt: skip
MOST_SLIPS: Final = 2


def clean(text: str) -> str:
    """The text on one line with single spaces, at most LONGEST_TEXT characters of it.

    Full-width letters and the like become plain ones; control characters become spaces.
    """
    # The cut comes first, so that the cost does not grow with what was sent.
    plain = unicodedata.normalize("NFKC", text[: 4 * LONGEST_TEXT])
    visible = (" " if unicodedata.category(c)[0] in "CZ" else c for c in plain)
    return " ".join("".join(visible).split())[:LONGEST_TEXT]


def compact(text: str) -> str:
    """Capital letters and no spaces: how postcodes are compared."""
    return text.upper().replace(" ", "")


def normalise_postcode(text: str) -> str | None:
    """A full postcode the way it is printed ("ch411aa" is "CH41 1AA"), or None for other text.

    Only the shape is looked at: whether the postcode exists is for borough_of or find_place.
    """
    if len(text) > LONGEST_TEXT:
        return None
    found = FULL_SHAPE.fullmatch(compact(clean(text)))
    return f"{found[1]} {found[2]}{found[3]}" if found else None


def split_sector(text: str) -> str | None:
    """A sector typed with its space ("wn5 9" is "WN5 9"), or None."""
    outward, space, digit = text.upper().rpartition(" ")
    found = SECTOR_SHAPE.fullmatch(outward.replace(" ", "") + digit) if len(digit) == 1 else None
    return f"{found[1]} {found[2]}" if found and space else None


def in_chester_area(text: str) -> str | None:
    """The CH code that took over from an old Liverpool one in 1999 ("L433AA": "CH433AA")."""
    return f"CH{text[1:]}" if OLD_WIRRAL.match(text) else None


def likely_slips(text: str) -> Iterator[str]:
    """The compact text with one or two characters changed for some that look like them."""
    places = [n for n, char in enumerate(text) if char in LOOK_ALIKE]
    for count in range(1, MOST_SLIPS + 1):
        for chosen in combinations(places, count):
            for others in product(*(LOOK_ALIKE[text[n]] for n in chosen)):
                letters = list(text)
                for n, other in zip(chosen, others, strict=True):
                    letters[n] = other
                yield "".join(letters)
