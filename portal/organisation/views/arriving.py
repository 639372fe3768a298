"""What happens when somebody has just signed in: the portal finds for whom they act."""

from typing import Any

from flask import Flask

from portal.account.access import Signed
from portal.clock import now
from portal.organisation.access import begin_acting
from portal.organisation.actions.acting import settle_sign_in


def arrive(_app: Flask, user: Signed, **_more: Any) -> None:
    """Let a new sign-in act for the person's organisation, where there is no doubt about which."""
    row = user.row
    place = settle_sign_in(row.id, by=f"person:{row.person_id}", at=now())
    if place is not None:
        begin_acting(place)
