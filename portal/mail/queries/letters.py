"""The letters that the rooms have registered, and a letter as its reader sees it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app

from portal.mail.rules import Letter, fill
from portal.web.keys import emailed_key

SAMPLE_LINK = "/an-example-of-a-link"


@dataclass(frozen=True)
class Written:
    """A letter ready to be read: the same words as plain text and as HTML."""

    subject: str
    text: str
    html: str


def list_letters() -> list[Letter]:
    """Every letter that the portal sends, by name."""
    letters: dict[str, Letter] = current_app.extensions["letters"]
    return [letters[name] for name in sorted(letters)]


def find_letter(name: str) -> Letter | None:
    """The letter of this name."""
    letters: dict[str, Letter] = current_app.extensions["letters"]
    return letters.get(name)


def written(letter: Letter, values: Mapping[str, str], address: str = "") -> Written:
    """The letter with its values, and with the whole address that its link leads to.

    Raises:
        KeyError: the letter names a value that is not given.
    """
    words = fill(letter, values, address)
    settings = current_app.extensions["settings"]
    told = {
        "words": words,
        "service": settings.service_name,
        "home": settings.base_url,
        "contact": settings.contact,
    }
    # not render_template: a letter is written outside of any request, and knows no visitor
    text, html = (
        current_app.jinja_env.get_template(name).render(told)
        for name in ("mail/letter.txt", "mail/letter.html")
    )
    return Written(words.subject, text, html)


def preview(letter: Letter) -> Written:
    """The letter with its sample values, for the gallery. Its link leads nowhere.

    Raises:
        KeyError: the letter names a value of which it has no sample.
    """
    address = link_address(SAMPLE_LINK, "") if letter.link else ""
    return written(letter, letter.sample, address)


def link_address(link: str, nonce: str) -> str:
    """The whole address of a path of this portal, with the key that follows from `nonce` where the path says {key}.

    The host comes from the settings, never from whoever asked for the mail.
    """
    base = str(current_app.extensions["settings"].base_url).rstrip("/")
    return base + link.replace("{key}", emailed_key(nonce))
