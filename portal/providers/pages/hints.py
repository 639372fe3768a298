"""What a search should be told besides its results: words that ask for something the directory cannot sort by."""

import re

Hint = tuple[str, str, str]
"""A sentence, the words of a link, and the guidance topic that the link leads to."""

HINTS: tuple[tuple[re.Pattern[str], Hint], ...] = (
    (
        re.compile(r"£|\b(cheap\w*|afford\w*|pric\w+|costs?|budget|fees?|day rates?)\b"),
        (
            "Providers cannot be searched by price. Each shows its own price, if it gave one; nobody has checked it.",
            "What guidance may cost",
            "commissioning",
        ),
    ),
    (
        re.compile(r"\b(level|lvl|l) ?[1-5]\b"),
        (
            "A qualification at a lower level is for giving information and advice, not personal guidance.",
            "Who is qualified",
            "qualified-and-impartial",
        ),
    ),
    (
        re.compile(r"\bnational careers service\b|^ncs$"),
        (
            "The National Careers Service is a public service: schools do not buy it.",
            "What we know about it",
            "national-careers-service",
        ),
    ),
    (
        re.compile(r"\bcareers? leaders?\b"),
        (
            "A careers leader runs a school's programme. Giving pupils personal guidance is another job.",
            "Who is qualified to give it",
            "qualified-and-impartial",
        ),
    ),
    (
        re.compile(r"\b(councils?|local authorit\w+|la support)\b"),
        (
            "Councils already help some pupils. Ask before you buy the same help.",
            "What your council does",
            "local-authority-support",
        ),
    ),
)


def hints_for(words: str) -> tuple[Hint, ...]:
    """What to say about these words; nothing for most."""
    said = words.casefold()
    return tuple(hint for pattern, hint in HINTS if pattern.search(said))
