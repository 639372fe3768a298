"""Whether a password may be chosen, by what is known of the person, the service and other people's break-ins."""

from collections.abc import Callable, Iterable

from flask import current_app

from portal.account.rules.breached import is_breached
from portal.account.rules.passwords import BREACHED, weakness

NamesOf = Callable[[int], Iterable[str]]
"""Names that belong to the person with this number, which a higher room knows: those of their organisations."""


def find_weakness(password: str, *, email: str, person_id: int | None = None) -> str:
    """Why a person may not have this password, as a sentence; "" where they may.

    Raises:
        OSError: the file of PORTAL_BREACHED_PASSWORDS_FILE cannot be read.
    """
    settings = current_app.extensions["settings"]
    about = [settings.service_name, email.partition("@")[0]]
    if person_id is not None:
        names: list[NamesOf] = current_app.extensions["names_of_person"]
        about.extend(name for of in names for name in of(person_id))
    found = weakness(password, about)
    file = settings.breached_passwords_file
    if not found and file is not None and is_breached(password, file):
        return BREACHED
    return found
