"""The Hub's desk: what waits for somebody to look at it."""

from dataclasses import dataclass
from datetime import datetime

from portal.clock import day_of
from portal.mail.queries import count_mail, count_waiting, oldest_waiting
from portal.mail.rules import LATE, State
from portal.moderation.pages.mail import mail_href
from portal.moderation.pages.organisations import organisations_href
from portal.moderation.queries import (
    Asked,
    Found,
    count_organisations,
    list_organisations,
    list_waiting,
)
from portal.moderation.rules import Lack, Standing

FIRST = 10


@dataclass(frozen=True)
class DeskPage:
    """What waits. `queue` is how much of it is about listings; `lacking` and `troubles` are (how many, the words after the number, address)."""

    queue: int
    waiting: tuple[Found, ...]
    waiting_total: int
    waiting_href: str
    lacking: tuple[tuple[int, str, str], ...]
    troubles: tuple[tuple[int, str, str], ...]
    mail_waiting: int
    late_since: datetime | None


def desk_page(at: datetime) -> DeskPage:
    """What waits at this moment."""
    waiting = Asked(state=Standing.WAITING)
    oldest = oldest_waiting()
    return DeskPage(
        queue=len(list_waiting(day_of(at), at)),
        waiting=tuple(list_organisations(waiting, most=FIRST, oldest_first=True)),
        waiting_total=count_organisations(waiting),
        waiting_href=organisations_href(waiting),
        lacking=tuple(
            (count, state.value, organisations_href(Asked(state=state)))
            for state in Lack
            if (count := count_organisations(Asked(state=state)))
        ),
        troubles=tuple(
            (count, state.value, mail_href(state))
            for state in (State.GIVEN_UP, State.TRYING_AGAIN)
            if (count := count_mail(state))
        ),
        mail_waiting=count_waiting(),
        late_since=oldest if oldest is not None and at - oldest > LATE else None,
    )
