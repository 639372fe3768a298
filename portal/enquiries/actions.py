"""Writes of enquiries: ask, send on what a visitor asked, write back, note an answer by mail, close."""

from dataclasses import dataclass
from datetime import datetime

from portal.clock import day_of
from portal.db import commit, db
from portal.enquiries.catalogue import ANSWERED, ASKED, MORE, PROVE
from portal.enquiries.models import Enquiry
from portal.enquiries.queries import (
    find_address,
    find_by_key,
    find_latest,
    find_same,
    list_keepers,
    list_keepers_of,
    list_readers,
    standing_of,
)
from portal.enquiries.rules import (
    FROM_NETWORK,
    FROM_ONE,
    LINKS_TO,
    TO_LISTING,
    TO_ONE,
    TURNS,
    Side,
    alike,
)
from portal.journal.models import AuditEvent, Receipt, Tries
from portal.mail.models import Mail
from portal.mail.rules import Letter
from portal.providers.models import Listing
from portal.web.keys import blind
from portal.web.networks import network_of


class NobodyThere(Exception):  # noqa: N818 - it is what happened, not a fault
    """Nobody would read it: the listing is not in the directory, or nobody keeps it, or whoever asked is gone."""


class AskedAlready(Exception):  # noqa: N818 - it is what happened, not a fault
    """The same school or address asked the same, and that is still open. `enquiry_id` is its number."""

    def __init__(self, enquiry_id: int) -> None:
        super().__init__("asked already")
        self.enquiry_id = enquiry_id


class Overtaken(Exception):  # noqa: N818 - it is what happened, not a fault
    """Something was added to the thread since its page was shown, or it was closed."""


@dataclass(frozen=True)
class Asker:
    """Who asks: somebody of a school that is signed in, or a visitor, who gives an `email` in lower case."""

    name: str
    school: str
    email: str = ""
    organisation_id: int | None = None
    person_id: int | None = None

    @property
    def counted_as(self) -> str:
        """As whom their enquiries are counted."""
        is_signed_in = self.organisation_id is not None
        return f"organisation:{self.organisation_id}" if is_signed_in else self.email


@dataclass(frozen=True)
class Sender:
    """Who writes in a thread: on which side, as the journal has them, and for whom."""

    side: Side
    by: str
    behalf: str = ""
    person_id: int | None = None


@dataclass(frozen=True)
class Sent:
    """The form that is answered: its key, and where sending it again leads."""

    key: str
    outcome: str


def ask(
    listing_id: int,
    asker: Asker,
    text: str,
    *,
    client: str,
    form: Sent,
    by: str,
    at: datetime,
    behalf: str = "",
) -> int:
    """Ask the keepers of a listing; return the enquiry's number. `client` is the network address it was asked from.

    What a school asks that is signed in goes out at once. A visitor is sent a link first, and the same question
    that was not sent on yet is not kept twice: its link is sent again.

    Raises:
        NobodyThere: nobody would read it.
        AskedAlready: the same question of the same school is open.
        portal.journal.models.AlreadySent: the same form is being answered already.
        portal.journal.rules.Throttled: too much was asked today.
    """
    Receipt.keep(form.key, form.outcome, at)
    listing, words = _reachable(listing_id, at), blind("enquiry", alike(text))
    who = (asker.organisation_id, asker.email)
    same = find_same(listing_id, words, *who, at=at)
    if same is not None and same.proved_at is not None:
        db.session.rollback()
        raise AskedAlready(same.id)
    _count(asker, listing_id, client, at)
    enquiry = same or _made(listing_id, asker, text, words, at)
    if asker.organisation_id is None:
        enquiry.open_by_key()
        Tries.take(LINKS_TO, asker.email, at)
        _to_visitor(PROVE, enquiry, {"listing": listing.name}, "/enquiries/prove/{key}", at)
    else:
        _send_on(enquiry, listing, text, at)
    _audit("ask provider", enquiry, by=by, at=at, behalf=behalf)
    commit()
    return enquiry.id


def prove(key: str, *, at: datetime) -> bool:
    """Send on what a visitor asked whose link this is; whether the link opens anything. What was sent is not sent again.

    Raises:
        NobodyThere: nobody would read it any more.
        portal.journal.rules.Throttled: the listing was asked too much today; the link still works.
    """
    found = find_by_key(key, at)
    text = found.messages[0].text if found is not None else ""
    enquiry = Enquiry.held(found.id) if found is not None else None
    if enquiry is None:
        return False
    if enquiry.proved_at is not None:
        db.session.rollback()
        return True
    _send_on(enquiry, _reachable(enquiry.listing_id, at), text, at)
    _audit("send enquiry", enquiry, by="visitor", at=at)
    commit()
    return True


def write(
    enquiry_id: int, text: str, sender: Sender, *, seen: int, form: Sent, at: datetime
) -> None:
    """Write in a thread of which the newest turn that was shown is `seen`, and mail it to the other side.

    Raises:
        Overtaken: something was added meanwhile, or the thread was closed.
        NobodyThere: nobody on the other side would read it.
        portal.journal.models.AlreadySent: the same form is being answered already.
        portal.journal.rules.Throttled: this side wrote too much in it today.
    """
    Receipt.keep(form.key, form.outcome, at)
    enquiry = _open(enquiry_id, seen)
    Tries.take(TURNS, f"enquiry:{enquiry_id} {sender.side}", at)
    enquiry.add(sender.side, text, at=at, person_id=sender.person_id)
    if sender.side is Side.SCHOOL:
        listing = _reachable(enquiry.listing_id, at)
        _tell_keepers(MORE, enquiry, listing, {"text": text}, at)
    else:
        _tell_school(enquiry, text, at)
    _audit("write in enquiry", enquiry, by=sender.by, at=at, behalf=sender.behalf)
    commit()


def note_mail(enquiry_id: int, note: str, sender: Sender, *, form: Sent, at: datetime) -> None:
    """Note that the provider answered by a mail of its own; `note` is what it says of that, or nothing.

    Raises:
        Overtaken: the thread was closed meanwhile.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(form.key, form.outcome, at)
    enquiry = _open(enquiry_id)
    enquiry.add(sender.side, note, at=at, person_id=sender.person_id, by_mail=True)
    _audit("note answer by mail", enquiry, by=sender.by, at=at, behalf=sender.behalf)
    commit()


def close(enquiry_id: int, sender: Sender, *, at: datetime) -> None:
    """Close a thread: nobody writes in it any more. One that is closed stays as it is."""
    enquiry = Enquiry.held(enquiry_id)
    if enquiry is None or enquiry.closed_at is not None:
        db.session.rollback()
        return
    enquiry.closed_at = at
    _audit("close enquiry", enquiry, by=sender.by, at=at, behalf=sender.behalf)
    commit()


def _reachable(listing_id: int, at: datetime) -> Listing:
    listing = Listing.held(listing_id)
    is_shown = listing is not None and listing.may_be_listed(day_of(at))
    if listing is None or not is_shown or not list_keepers(listing.organisation_id):
        db.session.rollback()
        raise NobodyThere
    return listing


def _count(asker: Asker, listing_id: int, client: str, at: datetime) -> None:
    Tries.take(FROM_NETWORK, network_of(client), at)
    Tries.take(FROM_ONE, asker.counted_as, at)
    Tries.take(TO_ONE, f"{asker.counted_as} listing:{listing_id}", at)


def _made(listing_id: int, asker: Asker, text: str, words: str, at: datetime) -> Enquiry:
    enquiry = Enquiry(
        listing_id=listing_id,
        organisation_id=asker.organisation_id,
        person_id=asker.person_id,
        name=asker.name,
        school=asker.school,
        email=asker.email,
        text_digest=words,
        made_at=at,
    )
    db.session.add(enquiry)
    db.session.flush()
    enquiry.add(Side.SCHOOL, text, at=at, person_id=asker.person_id)
    return enquiry


def _open(enquiry_id: int, seen: int | None = None) -> Enquiry:
    """An enquiry in which somebody may write now, held; with `seen` only if nothing was added after that turn."""
    enquiry = Enquiry.held(enquiry_id)
    if enquiry is None or enquiry.closed_at is not None:
        db.session.rollback()
        raise Overtaken
    if seen is not None and find_latest(enquiry_id) != seen:
        db.session.rollback()
        raise Overtaken
    return enquiry


def _send_on(enquiry: Enquiry, listing: Listing, text: str, at: datetime) -> None:
    Tries.take(TO_LISTING, f"listing:{listing.id}", at)
    enquiry.proved_at = at
    _tell_keepers(ASKED, enquiry, listing, {"text": text, "standing": standing_of(enquiry)}, at)


def _tell_keepers(
    letter: Letter, enquiry: Enquiry, listing: Listing, values: dict[str, str], at: datetime
) -> None:
    told = {"name": enquiry.name, "school": enquiry.school, "listing": listing.name}
    told |= {"address": find_address(enquiry)} | values
    for keeper in list_keepers_of(enquiry, listing):
        keeper.tell(letter.name, at=at, link=f"/enquiries/{enquiry.id}", values=told)


def _tell_school(enquiry: Enquiry, text: str, at: datetime) -> None:
    listing = db.session.get_one(Listing, enquiry.listing_id)
    told = {"listing": listing.name, "school": enquiry.school, "text": text}
    if enquiry.organisation_id is None:
        if not enquiry.email:
            db.session.rollback()
            raise NobodyThere
        _to_visitor(ANSWERED, enquiry, told, "/enquiries/open/{key}", at)
    for reader in list_readers(enquiry):
        reader.tell(ANSWERED.name, at=at, link=f"/enquiries/{enquiry.id}", values=told)


def _to_visitor(
    letter: Letter, enquiry: Enquiry, values: dict[str, str], link: str, at: datetime
) -> None:
    nonce = enquiry.nonce
    Mail.write(letter.name, to=enquiry.email, at=at, values=values, link=link, nonce=nonce)


def _audit(action: str, enquiry: Enquiry, *, by: str, at: datetime, behalf: str = "") -> None:
    subject, listing = f"enquiry:{enquiry.id}", enquiry.listing_id
    AuditEvent.record(action, subject, by=by, at=at, behalf=behalf, listing=listing)
