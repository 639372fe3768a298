"""Turns text into plain words: accents folded, the field's own spellings made into one token."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import filterfalse

from whoosh.lang import porter2

LONGEST_WORD = 40
_SHORTEST_STEMMED = 4
_LAST_YEAR = 13
# A letter with its accents, where a bounded text is cut before they are taken off.
_MOST_MARKS = 3

# Whoosh types its stemmers only by use.
_PORTER2: Callable[[str], str] = porter2.stem

# Letters that have no decomposition in Unicode, as they are typed on an English keyboard.
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
_APOSTROPHE = re.compile(r"(?<=\w)['\u2018\u2019\u02bc`](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_DASH = r"[\s\-\u2010-\u2015\u2212]?"

_FUNCTION_WORDS = """
a about an and any are as at be been by can could did do does for from had has have how i if in into
is it its me my no nor not of on or our please she so some someone than that the their them there
these they this those to us was we were what when where which who why will with would you your
b c d e f g h j k l m n o p q r s t u v w x y z
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())

# The first that fits wins, so that "a level 6 adviser" is not read as an A-level.
_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"(?:(?:qcf|rqf|nqf)\s?)?(?:level|lvl|lev|l)[\s.\-]{0,2}([1-8])", r"level\1"),
    (r"(?:qcf|rqf|nqf)[\s\-]?([1-8])", r"level\1"),
    (r"(?:key\s?stage|ks)[\s\-]?([1-5])", r"ks\1"),
    (r"(?:gatsby\s)?(?:benchmark|bm|gb)[\s\-]?([1-8])", r"benchmark\1"),
    (r"gatsby[\s\-]?([1-8])", r"benchmark\1"),
    (rf"post{_DASH}(16|18)", r"post\1"),
    (rf"(?:one|1){_DASH}to{_DASH}(?:one|1)|1-2-1|1 2 1|121|1\s?:\s?1|1-1", "onetoone"),
    (rf"t{_DASH}levels?", "tlevel"),
    (rf"a{_DASH}levels?", "alevel"),
    (r"(?:st|saint)\.?[\s\-]?helens?", "sthelens"),
)
_FIELD = tuple((re.compile(rf"\b(?:{said})\b"), f" {kept} ") for said, kept in _SPELLINGS)
_YEARS = re.compile(
    r"\b(?:years?|yrs?|y)[\s.\-]?([0-9]{1,2})"
    r"(?:\s?(-|\u2013|to|and|&)\s?(?:years?|yrs?|y)?[\s.]?([0-9]{1,2}))?\b"
)


def fold(text: str, most: int | None = None) -> str:
    """The text in lower case without accents, so that "Łódź" and "lodz" are one.

    `most` bounds the characters of the result: one ligature can be a whole sentence.
    """
    if text.isascii():
        return text.lower()[:most]
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    if most is not None:
        decomposed = decomposed[: most * _MOST_MARKS]
    return "".join(filterfalse(unicodedata.combining, decomposed)).casefold()[:most]


def all_words(text: str) -> list[str]:
    """Every word of the text in order, function words included, each a plain token."""
    plain = _YEARS.sub(_years, _APOSTROPHE.sub("", fold(text)))
    for said, kept in _FIELD:
        plain = said.sub(kept, plain)
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)]


def plain_words(text: str) -> list[str]:
    """The words of the text that carry meaning, in order."""
    return [word for word in all_words(text) if word not in STOP_WORDS]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its English ending; words with digits and short words stay as they are.

    "matrix" is the name of a standard: it never becomes, nor meets, "matric" (tested).
    """
    if len(word) < _SHORTEST_STEMMED or not (word.isascii() and word.isalpha()):
        return word
    return _PORTER2(word)


def compact(text: str) -> str:
    """Letters and digits only: the form in which two spellings of one name are equal."""
    return "".join(_WORD.findall(_APOSTROPHE.sub("", fold(text))))


def _years(found: re.Match[str]) -> str:
    first, joiner, last = found.group(1), found.group(2), found.group(3)
    if not 1 <= int(first) <= _LAST_YEAR:
        return found.group(0)
    if last is None or not int(first) < int(last) <= _LAST_YEAR:
        rest = "" if last is None else f" {joiner} {last} "
        return f" year{int(first)}{rest} "
    between = range(int(first), int(last) + 1) if joiner not in {"and", "&"} else (first, last)
    return " " + " ".join(f"year{int(year)}" for year in between) + " "
