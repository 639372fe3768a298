"""The mail that the portal sends: how each one stands, and what every letter looks like."""

from dataclasses import dataclass

from flask import url_for

from portal.mail.models import Mail
from portal.mail.queries import PER_PAGE, count_mail, list_letters, list_mail, preview
from portal.mail.rules import Letter, State, fill
from portal.web.paging import Paging


@dataclass(frozen=True)
class MailPage:
    """Mail that stands one way. `states` are the ways: (words, how much, address, whether it is this one)."""

    state: State
    mails: tuple[Mail, ...]
    paging: Paging
    states: tuple[tuple[str, int, str, bool], ...]


@dataclass(frozen=True)
class LetterPage:
    """A letter filled in with its sample values: the same words as plain text and as HTML."""

    name: str
    subject: str
    text: str
    html: str


def mail_page(state: State, page: int) -> MailPage:
    """One page of the mail that stands so."""
    counts = {each: count_mail(each) for each in State}
    paging = Paging(page, PER_PAGE, counts[state], lambda number: mail_href(state, page=number))
    mails = tuple(list_mail(state, page=page))
    states = [(each.value, counts[each], mail_href(each), each is state) for each in State]
    return MailPage(state, mails, paging, tuple(states))


def mail_href(state: State, *, page: int = 1) -> str:
    """The address of the mail that stands so."""
    further = {"page": page} if page > 1 else {}
    return url_for("moderation.mail", state=state.value, **further)  # type: ignore[arg-type]  # its stub takes None only for _anchor


def letters_page() -> tuple[tuple[str, str], ...]:
    """(name, subject) of every letter that the portal sends, by name."""
    return tuple((letter.name, fill(letter, letter.sample).subject) for letter in list_letters())


def letter_page(letter: Letter) -> LetterPage:
    """A letter as its reader would see it. Its link leads nowhere."""
    shown = preview(letter)
    return LetterPage(letter.name, shown.subject, shown.text, shown.html)
