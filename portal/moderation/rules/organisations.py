"""How an organisation stands with the Hub, what it may lack, and what the Hub may do about it."""

from datetime import datetime
from enum import StrEnum

from portal.organisation.rules import Kind


class Standing(StrEnum):
    """How an organisation stands with the Hub."""

    WAITING = "not confirmed"
    CONFIRMED = "confirmed"
    STOPPED = "stopped"


class Lack(StrEnum):
    """What an organisation's people may lack."""

    NO_ADMINISTRATOR = "no administrator"
    ONE_ADMINISTRATOR = "only one administrator"


class Reason(StrEnum):
    """Why the Hub stops an organisation. The journal and the letter say it in these words."""

    ASKED = "the organisation asked for it"
    DOUBT = "it is not clear who may speak for the organisation"
    MISUSE = "it was used to mislead or to harm somebody"
    CLOSED = "the organisation has closed or merged"


class Refusal(StrEnum):
    """Why the Hub may not do something, in the words of the page."""

    IS_HUB = "The Hub itself cannot be stopped: nobody would be left to open it again."
    HAS_ADMINISTRATOR = "This organisation has an administrator, who says who else is one."
    SELF = "You cannot make yourself an administrator. Ask another administrator of the Hub."
    HERE = "They belong to this organisation. Make them an administrator on its page."
    STOPPED = "This organisation is stopped. Open it again first."
    IN_USE = "People belong to this organisation, so its URN stays with it. Stop it first, if it is not that school."
    OWN = "You belong to the organisation that keeps this listing or asks for it. Somebody else at the Hub has to decide."
    NOT_SHOWN = "The public does not see this listing, so there is nothing to stop."
    NOT_STOPPED = "This listing is not stopped."
    NOBODY_KEEPS_IT = "No organisation keeps this listing, so there is nobody to remind. Offer it to the provider."
    NOBODY_TO_TELL = "No organisation keeps this listing, so there is nobody to pass this to."
    REMINDED = "Its provider was reminded less than two weeks ago."
    NO_ADDRESS = "Whoever reported this gave no email address, so nobody can be answered."
    KEPT = "An organisation keeps this listing already. End that first, or refuse."
    ASKER_STOPPED = "The organisation that asks is stopped. Open it again first, or refuse."
    LISTING_STOPPED = "This listing is stopped. Put it back into the directory first."
    OWN_ADDRESS = "This address is your own, or belongs to your own organisation. Somebody else at the Hub has to offer it."
    NOT_KEPT = "No organisation keeps this listing."


class NotAllowed(Exception):  # noqa: N818 - it is what happened, not a fault
    """The Hub may not do this; `why` says it in the words of the page."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def standing(confirmed_at: datetime | None, frozen_at: datetime | None) -> Standing:
    """How an organisation stands: stopping it counts, whether or not it was confirmed before."""
    if frozen_at is not None:
        return Standing.STOPPED
    return Standing.WAITING if confirmed_at is None else Standing.CONFIRMED


def lack(administrators: int) -> Lack | None:
    """What an organisation with so many administrators lacks."""
    return {0: Lack.NO_ADMINISTRATOR, 1: Lack.ONE_ADMINISTRATOR}.get(administrators)


def may_stop(kind: str) -> Refusal | None:
    """Why the Hub may not stop an organisation of this kind; None if it may."""
    return Refusal.IS_HUB if kind == Kind.HUB else None


def may_make_administrator(*, administrators: int, is_self: bool) -> Refusal | None:
    """Why the Hub may not make somebody an administrator; None if it may.

    `administrators` is how many the organisation has: while it has one, its roles are its own affair.
    """
    if is_self:
        return Refusal.SELF
    return Refusal.HAS_ADMINISTRATOR if administrators else None


def may_invite_administrator(
    *, administrators: int, is_stopped: bool, is_self: bool, is_here: bool
) -> Refusal | None:
    """Why the Hub may not invite somebody to be an administrator; None if it may.

    `is_here` says that they belong to the organisation: an invitation would leave them the role that they have.
    """
    if is_stopped:
        return Refusal.STOPPED
    if is_here:
        return Refusal.HERE
    return may_make_administrator(administrators=administrators, is_self=is_self)


def may_release(*, members: int, is_stopped: bool) -> Refusal | None:
    """Why the Hub may not take a school's URN from an organisation of so many people; None if it may."""
    return Refusal.IN_USE if members and not is_stopped else None
