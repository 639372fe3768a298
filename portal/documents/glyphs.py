"""Which characters the fonts inside Typst can draw, and a box for those that they cannot.

PDF/UA and PDF/A forbid a missing glyph. Typst's own fonts draw Latin, Greek, Cyrillic, Hebrew,
Arabic and many signs, but no emoji, Chinese, Japanese, Korean or Thai; HTML, Word and ODT keep
all of them.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import typst

if TYPE_CHECKING:  # the name lives in typst's stub only
    from typst import PDFStandard

BOX: Final = "□"
STANDARDS: Final[list["PDFStandard"]] = ["ua-1", "a-2a"]

# Latin letters with their accents and everyday punctuation: the fonts hold every one (a test
# prints them all).
PLAIN: Final = " -~\xa0-\u017f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u20ac□"
_UNUSUAL: Final = re.compile(f"[^\n{PLAIN}]")
_JOINERS: Final = frozenset("\u200c\u200d")
_FLAG_LETTERS: Final = re.compile("[\U0001f1e6-\U0001f1ff]")
# Skin tones, and the invisible letters that turn a black flag into the flag of England.
_TONES_AND_TAGS: Final = re.compile("[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_LINE_OF_ERROR: Final = re.compile(r"\.typ:(\d+):")
_PREAMBLE: Final = '#set document(title: "glyphs")\n#let given = json(bytes(sys.inputs.given))\n'


def undrawable(texts: Iterable[str]) -> frozenset[str]:
    """The clusters (a character with its marks) in the texts that no embedded font can draw.

    Typst itself is asked: it sets each unusual character on a source line of its own, and the lines
    it complains about tell which. Costs nothing when every character is usual.
    """
    words = {word for text in texts if _UNUSUAL.search(text) for word in text.split()}
    unusual = {cluster for word in words if _UNUSUAL.search(word) for cluster in clusters(word)}
    characters = {character for cluster in unusual for character in cluster}
    refused = _refused({character for character in characters if _UNUSUAL.match(character)})
    return frozenset(cluster for cluster in unusual if not refused.isdisjoint(cluster))


def boxed(text: str, refused: frozenset[str]) -> str:
    """The text with a box in place of each refused cluster."""
    if not refused or not _UNUSUAL.search(text):
        return text
    return re.sub(
        r"\S+",
        lambda word: "".join(BOX if part in refused else part for part in clusters(word[0])),
        text,
    )


def boxed_to_plain(text: str) -> str:
    """The text with a box in place of everything that is not surely drawable: the last resort."""
    return _UNUSUAL.sub(BOX, text)


def clusters(word: str) -> Iterator[str]:
    """The characters of a word, each with the marks and tones drawn as part of it."""
    start = 0
    for index in range(1, len(word)):
        if not _continues(word, index, start):
            yield word[start:index]
            start = index
    yield word[start:]


def _continues(word: str, index: int, start: int) -> bool:
    here = word[index]
    if here.isascii():
        return False
    if _FLAG_LETTERS.match(here):
        return index - start == 1 and bool(_FLAG_LETTERS.match(word[start]))
    return (
        unicodedata.category(here).startswith("M")
        or here in _JOINERS
        or word[index - 1] in _JOINERS
        or bool(_TONES_AND_TAGS.match(here))
    )


def _refused(characters: set[str]) -> set[str]:
    # PDF/A forbids private-use characters even where a font has a drawing for one.
    outside = {each for each in characters if unicodedata.category(each) in {"Co", "Cn"}}
    asked = sorted(characters - outside)
    return outside | {asked[index] for index in _complaints(asked)}


def _complaints(asked: list[str]) -> set[int]:
    if not asked:
        return set()
    source = _PREAMBLE + "".join(f"#given.at({index})\n\n" for index in range(len(asked)))
    try:
        typst.compile(
            source.encode(),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            sys_inputs={"given": json.dumps(asked)},
        )
    except typst.TypstError as refusal:
        first = _PREAMBLE.count("\n") + 1
        return {(int(line) - first) // 2 for line in _LINE_OF_ERROR.findall(refusal.diagnostic)}
    return set()
