"""The shape of the table of doors: a row, the personas who knock, and words for who is answered what.

An answer is a status, or the endpoint that somebody is sent on to.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

ANONYMOUS = ("visitor", "holder", "half")
"""Nobody is signed in: nothing at all, the link of a checklist, a password whose second step is still due."""
SCHOOLS = ("school", "school_admin", "school_other", "stale", "keeper")
"""keeper, of the school, holds the link of a checklist as well."""
PROVIDERS = ("provider", "provider_admin", "provider_other")
"""provider_admin has given a second step, as the Hub's staff have."""
HUB = ("moderator", "admin")
"""The Hub's staff, by two steps."""
MEMBERS = (*SCHOOLS, *PROVIDERS, *HUB, "hub_bare")
"""Whoever acts for an organisation; hub_bare, of the Hub, has given no second step."""
ADMINISTRATORS = ("school_admin", "school_other", "stale", "provider_admin", "provider_other", "admin")  # fmt: skip
"""stale is school_admin, who proved an hour ago who they are."""
SIGNED = ("person", *MEMBERS)
"""person is in no organisation."""
PERSONAS = (*ANONYMOUS, *SIGNED)

Answer = int | str
ASK_SIGN_IN = "account.sign_in"
ASK_AGAIN = "account.prove"
ASK_ORGANISATION = "organisation.choose"
ASK_SECOND_STEP = "account.security"
ASK_LINK = "checklist.start"
READING = "GET"
Refusal = Callable[[str, bool], Answer]
"""What a persona is told who may not come in; whether they only read."""


@dataclass(frozen=True)
class Answers:
    """What each persona is answered: those whom the door `opens` to get `inside`, the others their refusal.

    `besides` holds the exceptions, by persona.
    """

    inside: Answer
    opens: frozenset[str]
    refused: Refusal
    besides: Mapping[str, Answer] = field(default_factory=dict)

    def of(self, persona: str, method: str) -> Answer:
        """What this persona is answered."""
        if persona in self.besides:
            return self.besides[persona]
        if persona in self.opens:
            return self.inside
        return self.refused(persona, method == READING)

    def but(self, answer: Answer, *personas: str) -> "Answers":
        """The same, except that these personas are answered so."""
        known(personas)
        besides = {**self.besides, **dict.fromkeys(personas, answer)}
        return Answers(self.inside, self.opens, self.refused, besides)


@dataclass(frozen=True)
class Row:
    """A door, how to knock, and what each persona is answered.

    Values and form may hold words such as OWN_INVITATION: tests/peopled.py says what they stand for.
    """

    endpoint: str
    method: str
    answers: Answers
    values: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The door, as tests name it."""
        return f"{self.method} {self.endpoint}"


def known(personas: Iterable[str]) -> None:
    """Refuse a persona that nobody plays."""
    unknown = set(personas) - set(PERSONAS)
    if unknown:
        raise ValueError(f"no such persona: {sorted(unknown)}")


def everyone(answer: Answer, **besides: Answer) -> Answers:
    """A door that is open to all."""
    return _answers(answer, PERSONAS, lambda _persona, _reads: 403, besides)


def nobody(answer: Answer, **besides: Answer) -> Answers:
    """A door that is shut to every persona, because what opens it stands between two pages."""
    return _answers(answer, (), lambda _persona, _reads: answer, besides)


def holders(answer: Answer, **besides: Answer) -> Answers:
    """A door for the holder of a checklist's link; the others are sent to the checklist's start."""
    return _answers(answer, ("holder", "keeper"), lambda _persona, _reads: ASK_LINK, besides)


def halves(answer: Answer, **besides: Answer) -> Answers:
    """A door for somebody whose second step is due; the others are sent to the sign-in page."""
    return _answers(answer, ("half",), lambda _persona, _reads: ASK_SIGN_IN, besides)


def signed(answer: Answer, **besides: Answer) -> Answers:
    """A door for anybody signed in."""
    return _answers(answer, SIGNED, _refusal(), besides)


def fresh(answer: Answer, **besides: Answer) -> Answers:
    """A door for anybody who proved who they are in the last ten minutes."""
    return _answers(answer, _without_stale(SIGNED), _refusal(fresh=SIGNED), besides)


def members(answer: Answer, **besides: Answer) -> Answers:
    """A door for whoever acts for an organisation; for the Hub by two steps. The others are asked to choose one."""
    inside = tuple(persona for persona in MEMBERS if persona != "hub_bare")
    return _answers(answer, inside, _refusal(ASK_ORGANISATION, hub=True), besides)


def administrators(answer: Answer, **besides: Answer) -> Answers:
    """A door for the administrators of the organisation acted for."""
    return _answers(answer, ADMINISTRATORS, _refusal(), besides)


def fresh_administrators(answer: Answer, **besides: Answer) -> Answers:
    """A door for administrators who proved who they are in the last ten minutes."""
    return _answers(answer, _without_stale(ADMINISTRATORS), _refusal(fresh=ADMINISTRATORS), besides)


def hub(answer: Answer, **besides: Answer) -> Answers:
    """A door for the Hub's staff; those without a second step are sent to set one up."""
    return _answers(answer, HUB, _refusal(hub=True), besides)


def hub_administrators(answer: Answer, **besides: Answer) -> Answers:
    """A door for the Hub's administrators who proved who they are in the last ten minutes."""
    return _answers(answer, ("admin",), _refusal(hub=True), besides)


def some(answer: Answer, *personas: str, otherwise: Answer = 403, **besides: Answer) -> Answers:
    """A door for these personas, all of them signed in; the others who are signed in get `otherwise`."""
    return _answers(answer, personas, _refusal(otherwise), besides)


def _answers(
    inside: Answer, opens: Iterable[str], refused: Refusal, besides: Mapping[str, Answer]
) -> Answers:
    known(opens)
    known(besides)
    return Answers(inside, frozenset(opens), refused, besides)


def _without_stale(personas: Iterable[str]) -> tuple[str, ...]:
    return tuple(persona for persona in personas if persona != "stale")


def _refusal(otherwise: Answer = 403, *, fresh: Iterable[str] = (), hub: bool = False) -> Refusal:
    """Nobody signed in is asked to sign in; who proved too long ago, to prove; the others get `otherwise`."""

    def refused(persona: str, reads: bool) -> Answer:
        if persona in ANONYMOUS:
            return ASK_SIGN_IN if reads else 401
        if persona == "stale" and persona in fresh:
            return ASK_AGAIN if reads else 401
        if persona == "hub_bare" and hub:
            return ASK_SECOND_STEP
        return otherwise

    return refused
