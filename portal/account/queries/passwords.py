"""Whether a password may be chosen, by what is known of the person, the service and other people's break-ins."""

from collections.abc import Callable, Iterable

from flask import current_app

from portal.account.queries.people import one_person
from portal.account.rules.breached import is_breached
from portal.account.rules.passwords import BREACHED, weakness

NamesOf = Callable[[int], Iterable[str]]
"""Names that belong to the person with this number, which a higher room knows: those of their organisations."""


def find_weakness(
    password: str, *, email: str, names: Iterable[str] = (), person_id: int | None = None
) -> str:
    """Why a person may not have this password, as a sentence; "" where they may.

    `names` are theirs, where they are typed only now: what is known of the person `person_id` is found out here.

    Raises:
        OSError: the file of PORTAL_BREACHED_PASSWORDS_FILE cannot be read.
    """
    settings = current_app.extensions["settings"]
    about = [settings.service_name, email.partition("@")[0], *names]
    person = one_person(person_id) if person_id is not None else None
    if person is not None:
        known: list[NamesOf] = current_app.extensions["names_of_person"]
        about.extend((person.name, *(name for of in known for name in of(person.id))))
    found = weakness(password, about)
    file = settings.breached_passwords_file
    if not found and file is not None and is_breached(password, file):
        return BREACHED
    return found
