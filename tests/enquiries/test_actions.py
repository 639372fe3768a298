"""What is sent to whom, how often, what it may hold, and what becomes of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from threading import Barrier

import pytest
import time_machine
from sqlalchemy import func, select

from portal.account.actions.erasing import erase
from portal.account.actions.sweeping import sweep
from portal.account.rules.personal import End
from portal.clock import now
from portal.db import db
from portal.enquiries.actions import AskedAlready, Asker, Sender, Sent, ask, prove, write
from portal.enquiries.models import Enquiry, Message
from portal.enquiries.rules import FROM_NETWORK, FROM_ONE, LINKS_TO, TO_LISTING, TO_ONE, TURNS, Side
from portal.journal.models import AuditEvent
from portal.journal.rules import Throttled
from portal.mail.actions.outgoing import Outgoing, message_of
from portal.mail.models import Mail
from portal.mail.queries import find_letter, written
from portal.providers.models import Listing
from portal.site.catalogue import REGISTER
from tests.account.letters import letters, link
from tests.builders import add_provider
from tests.enquiries.threads import QUESTION, Pair, asked_by_visitor, key_of
from tests.mail.test_rules import HOSTILE
from tests.page import Visitor

DAY = timedelta(days=1)


def send(pair: Pair, text: str = QUESTION, *, listing: int = 0, client: str = "192.0.2.1") -> int:
    """Ask as the school."""
    asker = Asker("Sam Smith", "Example High", "", pair.school, pair.asker)
    form, signed = Sent(f"form {text} {listing}", "/"), f"person:{pair.asker}"
    about = listing or pair.listing
    return ask(about, asker, text, client=client, form=form, by=signed, at=now())


def send_as(pair: Pair, email: str, *, listing: int = 0, client: str = "192.0.2.1") -> int:
    """Ask as a visitor."""
    asker, form = Asker("Vic Reed", "Moss High", email), Sent(f"form {email} {listing}", "/")
    about = listing or pair.listing
    return ask(about, asker, QUESTION, client=client, form=form, by="visitor", at=now())


def mails() -> int:
    """How many letters were written."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Mail)) or 0


def kept_listing(pair: Pair, name: str) -> int:
    """One more listing of the provider's."""
    number = add_provider(name)
    db.session.get_one(Listing, number).organisation_id = pair.provider
    db.session.commit()
    return number


def test_one_school_reaches_a_provider_a_few_times_a_day_and_no_more(pair: Pair) -> None:
    with pair.app.app_context(), time_machine.travel(now(), tick=False) as clock:
        for count in range(TO_ONE.most):
            send(pair, f"Question {count}")
        before = mails()
        with pytest.raises(Throttled):
            send(pair, "One more")
        assert mails() == before
        send(pair, "Another listing", listing=kept_listing(pair, "Harbour Careers"))
        clock.shift(DAY)
        send(pair, "One more")


def test_one_school_asks_a_bounded_number_of_providers_a_day(pair: Pair) -> None:
    with pair.app.app_context():
        for count in range(FROM_ONE.most):
            send(pair, listing=kept_listing(pair, f"Harbour {count} Careers"))
        with pytest.raises(Throttled):
            send(pair)


def test_whoever_sends_them_a_listing_is_asked_a_bounded_number_a_day(pair: Pair) -> None:
    with pair.app.app_context():
        for count in range(TO_LISTING.most + 1):
            send_as(pair, f"one{count}@example.org", client=f"192.0.2.{count}")
        numbers = list(db.session.scalars(select(Enquiry.id).order_by(Enquiry.id)))
        for number in numbers[:-1]:
            assert prove(key_of(number), at=now())
        before = mails()
        with pytest.raises(Throttled):
            prove(key_of(numbers[-1]), at=now())
        assert mails() == before
        with time_machine.travel(now() + DAY):
            assert prove(key_of(numbers[-1]), at=now()), "the link still works the next day"


def test_no_address_gets_link_after_link(pair: Pair) -> None:
    with pair.app.app_context():
        listings = [kept_listing(pair, f"Harbour {n} Careers") for n in range(LINKS_TO.most + 1)]
        for listing in listings[:-1]:
            send_as(pair, "victim@example.org", listing=listing)
        with pytest.raises(Throttled):
            send_as(pair, "victim@example.org", listing=listings[-1])
        assert mails() == LINKS_TO.most


def test_no_network_sends_links_to_ever_more_addresses(pair: Pair) -> None:
    with pair.app.app_context():
        for count in range(FROM_NETWORK.most):
            send_as(pair, f"one{count}@example.org", client=f"2001:db8::{count}")
        with pytest.raises(Throttled):
            send_as(pair, "another@example.org", client="2001:db8::ffff")
        send_as(pair, "another@example.org", client="192.0.2.1")
        assert mails() == FROM_NETWORK.most + 1


def test_nobody_writes_turn_after_turn(pair: Pair) -> None:
    with pair.app.app_context():
        number, sender = send(pair), Sender(Side.SCHOOL, f"person:{pair.asker}")

        def go_on(count: int) -> None:
            seen = db.session.scalar(select(func.max(Message.id))) or 0
            form = Sent(f"turn {count}", "/")
            write(number, f"{count}", sender, seen=seen, form=form, at=now())

        for count in range(TURNS.most):
            go_on(count)
        with pytest.raises(Throttled):
            go_on(TURNS.most)


def test_of_twenty_who_ask_the_same_at_once_one_is_heard(pair: Pair) -> None:
    barrier = Barrier(20)

    def one(count: int) -> str:
        with pair.app.app_context():
            asker = Asker("Sam Smith", "Example High", "", pair.school, pair.asker)
            barrier.wait()
            try:
                form = Sent(f"form {count}", "/")
                ask(pair.listing, asker, QUESTION, client="", form=form, by="test", at=now())
            except AskedAlready:
                return "asked already"
            return "heard"

    with ThreadPoolExecutor(20) as pool:
        assert sorted(pool.map(one, range(20))) == ["asked already"] * 19 + ["heard"]
    assert len(letters(pair.app)) == 2


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_somebody_typed_adds_no_header_and_no_recipient_to_any_letter(
    pair: Pair, typed: str
) -> None:
    app = pair.app
    with app.app_context():
        for name in ("enquiry", "enquiry-more", "enquiry-answered", "enquiry-link"):
            letter = find_letter(name)
            assert letter is not None
            words = written(letter, dict.fromkeys(letter.names, typed), "http://localhost/x")
            settings = app.extensions["settings"]
            sent = message_of(Outgoing("0" * 32, "a@example.org", now(), words), settings)
            read = message_from_bytes(sent.as_bytes(), policy=policy.default)
            assert read.keys() == [
                *("From", "To", "Subject", "Date", "Message-ID"),
                *("Auto-Submitted", "MIME-Version", "Content-Type"),
            ]
            assert read["To"] == "a@example.org"
            assert len(str(read["Subject"])) <= 120


def test_what_is_asked_stands_in_the_letter_line_by_line_marked_as_theirs(pair: Pair) -> None:
    hostile = "First line\n\nFrom: the Hub <b>now</b>\nGo to http://evil.example"
    with pair.app.app_context():
        send(pair, hostile)
        mail = db.session.scalars(select(Mail).where(Mail.letter == "enquiry")).first()
        letter = find_letter("enquiry")
        assert mail is not None
        assert letter is not None
        words = written(letter, mail.values, "http://localhost/x")
    assert "\n> From: the Hub <b>now</b>\n" in words.text
    assert "<b>now</b>" not in words.html
    assert "sam.smith@example.org" in words.text
    assert words.subject == "Example High asks Lantern Lane Careers a question"


def test_a_link_opens_nothing_for_longer_than_a_week_unless_it_was_followed(pair: Pair) -> None:
    app = pair.app
    asked_by_visitor(pair)
    path, visitor = link(app, "enquiry-link"), Visitor(app)
    with time_machine.travel(now(), tick=False) as clock:
        with app.app_context():
            made = db.session.scalar(select(Enquiry.made_at))
        assert made is not None
        clock.move_to(made + timedelta(days=7) - timedelta(seconds=1))
        page = visitor.get(path)
        clock.shift(1)
        visitor.get(path, expect=404)
        page.submit(button="Send question", expect=404)
        assert letters(app) == [("enquiry-link", "vic.reed@example.org")]


def test_no_table_holds_what_opens_a_thread(pair: Pair) -> None:
    number = asked_by_visitor(pair, proved=True)
    with pair.app.app_context():
        key, row = key_of(number), db.session.get_one(Enquiry, number)
        row.made_at += timedelta(microseconds=1)
        assert key_of(number) != key, "a number that comes back opens with another key"
        db.session.rollback()
    folder = pair.app.extensions["settings"].data_folder
    files = [path.read_bytes() for path in folder.rglob("*.db*")]
    assert b"vic.reed@example.org" in b"".join(files)
    assert key.encode() not in b"".join(files)


def _rules(table: str) -> tuple[End, ...]:
    return tuple(end for name, end in REGISTER.ends if name == table)


def test_a_question_ends_after_a_week_if_it_is_not_sent_on_and_else_after_two_years(
    pair: Pair,
) -> None:
    asked_by_visitor(pair)
    with pair.app.app_context():
        send(pair)
        left = []
        for days in (6, 7, 729, 730):
            at = now() + timedelta(days=days, seconds=5)
            for end in _rules("enquiry"):
                sweep("enquiry", end, by="test", at=at)
            left.append(
                tuple(
                    db.session.scalar(select(func.count()).select_from(table))
                    for table in (Enquiry, Message)
                )
            )
    assert left == [(2, 2), (1, 1), (1, 1), (0, 0)]


def test_whoever_erases_their_account_is_named_no_more_and_the_answer_still_arrives(
    pair: Pair,
) -> None:
    app = pair.app
    with app.app_context():
        number = send(pair)
        assert erase(pair.asker, by="test", at=now())
    page = pair.of_provider().get(f"/enquiries/{number}")
    assert "Sam" not in page
    assert "Erased person, Example High" in page
    page.submit({"text": "Yes."}, button="Send answer")
    assert letters(app)[-1] == ("enquiry-answered", "jo.jones@example.org")
    assert "Yes." in pair.of_school(pair.colleague).get(f"/enquiries/{number}")


def test_each_step_leaves_one_event_that_holds_nothing_typed(pair: Pair) -> None:
    app = pair.app
    number = asked_by_visitor(pair, proved=True)
    thread = pair.of_provider().get(f"/enquiries/{number}")
    thread = thread.submit({"text": "Yes."}, button="Send answer")
    thread = thread.submit({"note": "By phone"}, button="Note it as answered")
    thread.submit(button="Close this enquiry")
    with app.app_context():
        rows = db.session.scalars(
            select(AuditEvent).where(AuditEvent.subject == f"enquiry:{number}").order_by("seq")
        )
        told = [(one.action, one.actor, one.behalf, one.detail) for one in rows]
    adviser, provider = f"person:{pair.adviser}", f"organisation:{pair.provider}"
    about = {"listing": pair.listing}
    assert told == [
        ("ask provider", "visitor", "", about),
        ("send enquiry", "visitor", "", about),
        ("write in enquiry", adviser, provider, about),
        ("note answer by mail", adviser, provider, about),
        ("close enquiry", adviser, provider, about),
    ]
