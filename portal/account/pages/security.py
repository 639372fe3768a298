"""What the page about signing in and security shows: second steps, and where somebody is signed in."""

from dataclasses import dataclass
from datetime import datetime

from portal.account.models import Passkey, SignIn
from portal.account.queries import list_sign_ins
from portal.account.queries.factors import count_recovery_codes
from portal.account.rules.second import FEW_CODES


@dataclass(frozen=True)
class SecurityPage:
    """`app_since` is when the authenticator app was set up; `here` is the browser that asks."""

    app_since: datetime | None
    passkeys: tuple[Passkey, ...]
    codes: int
    here: SignIn
    elsewhere: tuple[SignIn, ...]

    @property
    def has_step(self) -> bool:
        """Whether there is any second step."""
        return self.app_since is not None or bool(self.passkeys)

    @property
    def has_few_codes(self) -> bool:
        """Whether it is time to make new recovery codes."""
        return self.has_step and self.codes <= FEW_CODES


def security_page(here: SignIn, at: datetime) -> SecurityPage:
    """The page for the person who is signed in `here`."""
    person = here.person
    return SecurityPage(
        app_since=person.totp_since,
        passkeys=tuple(person.passkeys),
        codes=count_recovery_codes(person.id),
        here=here,
        elsewhere=tuple(row for row in list_sign_ins(person.id, at) if row.id != here.id),
    )
