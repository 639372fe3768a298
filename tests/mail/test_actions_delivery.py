"""Delivering what is due: once where all goes well, at least once whatever happens, and nothing twice at once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from flask import Flask
from time_machine import travel

from portal.clock import now
from portal.db import db
from portal.mail.actions import delivery
from portal.mail.actions.delivery import Tally, claim, deliver_due
from portal.mail.actions.outgoing import Outgoing, Undelivered
from portal.mail.actions.sweeping import sweep
from portal.mail.models import Mail
from portal.mail.rules import MOST_TRIES, State
from tests.mail.conftest import AT, Post

LEASE = timedelta(seconds=45)


@dataclass
class Way:
    """A way of sending that fails as it is told to: by address, or whole."""

    failing: dict[str, Exception] = field(default_factory=dict)
    sent: list[Outgoing] = field(default_factory=list)

    def send(self, mail: Outgoing) -> None:
        """Take the mail, or fail."""
        assert not db.session().in_transaction(), "a mail is sent inside a transaction"
        if mail.to in self.failing:
            raise self.failing[mail.to]
        self.sent.append(mail)


@pytest.fixture
def way(app: Flask) -> Way:
    """The way by which the portal sends."""
    way = Way()
    app.extensions["mail_way"] = way
    return way


def deliver_at(at: datetime) -> Tally:
    with travel(at, tick=False):
        return deliver_due()


def one(mail_id: int) -> Mail:
    db.session.expire_all()
    return db.session.get_one(Mail, mail_id)


def test_what_is_due_is_sent_oldest_first_and_only_once(post: Post, way: Way) -> None:
    later, sooner = post(at=AT + timedelta(seconds=1)), post(at=AT)
    post("not-yet@example.org", at=AT + timedelta(hours=1))
    assert deliver_at(AT + timedelta(seconds=1)) == Tally(sent=2)
    assert [mail.message_id for mail in way.sent] == [one(x).message_id for x in (sooner, later)]
    assert deliver_at(AT + timedelta(seconds=2)) == Tally()
    assert (one(sooner).state, one(later).state) == (State.SENT, State.SENT)


def test_what_was_sent_forgets_what_filled_it(post: Post, way: Way) -> None:
    mail_id = post(name="Sam Smith", link="/account/reset/{key}")
    deliver_at(AT)
    mail = one(mail_id)
    assert (mail.values, mail.nonce, mail.link, mail.trouble) == ({}, "", "", "")
    assert (mail.sent_at, mail.next_at, mail.leased_until) == (AT, None, None)
    assert "You are called Sam Smith." in way.sent[0].words.text
    assert "http://localhost/account/reset/" in way.sent[0].words.text


def test_a_failure_is_tried_again_later_and_holds_up_no_other(post: Post, way: Way) -> None:
    way.failing = {"stuck@example.org": Undelivered("refused: 451 later")}
    stuck, fine = post("stuck@example.org"), post("fine@example.org")
    assert deliver_at(AT) == Tally(sent=1, failed=1)
    assert one(fine).state is State.SENT
    mail = one(stuck)
    assert (mail.state, mail.trouble) == (State.TRYING_AGAIN, "refused: 451 later")
    assert mail.next_at == AT + timedelta(seconds=60)
    assert deliver_at(AT + timedelta(seconds=59)) == Tally()
    way.failing = {}
    assert deliver_at(AT + timedelta(seconds=60)) == Tally(sent=1)
    assert one(stuck).trouble == ""


def test_after_the_last_wait_a_mail_is_given_up_and_keeps_what_trying_by_hand_needs(
    post: Post, way: Way
) -> None:
    way.failing = {"stuck@example.org": Undelivered("refused: 451 later")}
    mail_id, at = post("stuck@example.org", link="/x/{key}"), AT
    tallies = []
    while (due := one(mail_id).next_at) is not None:
        at = due
        tallies.append(deliver_at(at))
    assert tallies == [Tally(failed=1)] * (MOST_TRIES - 1) + [Tally(given_up=1)]
    mail = one(mail_id)
    assert (mail.state, mail.given_up_at, mail.values) == (State.GIVEN_UP, at, {"name": "Sam"})
    way.failing = {}
    assert Mail.retry(mail_id, by="person:7", at=at)
    db.session.commit()
    assert deliver_at(at) == Tally(sent=1)
    assert (one(mail_id).state, one(mail_id).given_up_at) == (State.SENT, None)


def test_a_refusal_for_good_is_tried_three_times(post: Post, way: Way) -> None:
    way.failing = {"gone@example.org": Undelivered("refused: 550", for_good=True)}
    mail_id, tries = post("gone@example.org"), 0
    while (due := one(mail_id).next_at) is not None:
        deliver_at(due)
        tries += 1
    assert (tries, one(mail_id).state) == (3, State.GIVEN_UP)


def test_where_nobody_answers_the_rest_waits_untried(post: Post, way: Way) -> None:
    way.failing = {"a@example.org": Undelivered("nobody there", nobody=True)}
    post("a@example.org", at=AT - timedelta(seconds=1))
    other = post("b@example.org")
    assert deliver_at(AT) == Tally(failed=1, nobody=True)
    assert one(other).tries == 0


def test_a_mail_that_cannot_be_written_holds_up_no_other(post: Post, way: Way, app: Flask) -> None:
    broken, fine = post("a@example.org"), post("b@example.org")
    strange = post("c@example.org")
    db.session.get_one(Mail, broken).letter = "no-longer-there"
    db.session.commit()
    way.failing = {"c@example.org": RuntimeError("secret words of a person")}
    assert deliver_at(AT) == Tally(sent=1, failed=2)
    assert one(fine).state is State.SENT
    assert one(broken).trouble == "there is no such letter any more"
    assert one(strange).trouble == "the portal could not send it: RuntimeError"


def test_a_mail_belongs_to_whoever_claimed_it_until_the_lease_ends(post: Post, way: Way) -> None:
    mail_id = post()
    first = claim(at=AT, lasts=LEASE)
    assert first is not None
    assert first.id == mail_id
    assert claim(at=AT + LEASE - timedelta(microseconds=1), lasts=LEASE) is None
    second = claim(at=AT + LEASE, lasts=LEASE)
    assert second is not None
    assert (second.id, second.tries) == (mail_id, 2)
    assert second.message_id == first.message_id


def test_two_claims_never_take_the_same_mail(post: Post) -> None:
    ids = {post() for _ in range(5)}
    taken = [claim(at=AT, lasts=LEASE) for _ in range(6)]
    assert {each.id for each in taken if each is not None} == ids
    assert taken[5] is None


def test_sending_never_outlasts_the_lease(
    post: Post, way: Way, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    lasted = []

    def watched(*, at: datetime, lasts: timedelta) -> delivery.Claimed | None:
        lasted.append(lasts)
        return claim(at=at, lasts=lasts)

    monkeypatch.setattr(delivery, "claim", watched)
    post()
    deliver_at(AT)
    allowed = timedelta(seconds=app.extensions["settings"].mail_timeout)
    assert lasted
    assert min(lasted) > allowed


def test_a_mail_sent_while_somebody_else_had_claimed_it_counts_as_sent(
    post: Post, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id = post()
    monkeypatch.setattr(way, "send", lambda _: claim(at=AT + timedelta(days=1), lasts=LEASE))
    deliver_at(AT)
    assert one(mail_id).state is State.SENT


def test_a_late_failure_does_not_undo_what_another_process_is_doing(
    post: Post, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id, later = post(), AT + timedelta(days=1)

    def fail(_mail: Outgoing) -> None:
        claim(at=later, lasts=LEASE)
        raise Undelivered("the server took too long")

    monkeypatch.setattr(way, "send", fail)
    deliver_at(AT)
    assert (one(mail_id).next_at, one(mail_id).leased_until) == (later + LEASE, later + LEASE)
    assert one(mail_id).trouble == ""


def test_a_mail_that_brings_the_process_down_is_not_tried_for_ever(post: Post, way: Way) -> None:
    mail_id, at = post(), AT
    for _ in range(MOST_TRIES):
        assert claim(at=at, lasts=LEASE) is not None
        at += LEASE
    assert deliver_at(at) == Tally()
    assert (one(mail_id).state, one(mail_id).trouble) == (State.GIVEN_UP, delivery.DIED)


def test_what_was_sent_or_given_up_goes_after_30_days_and_nothing_that_waits(
    post: Post, way: Way
) -> None:
    way.failing = {"x@example.org": Undelivered("refused: 550", for_good=True)}
    sent, given_up, waits = post(), post("x@example.org"), post(at=AT + timedelta(days=60))
    deliver_at(AT)
    mail = one(given_up)
    mail.given_up_at, mail.next_at = AT, None
    db.session.commit()
    assert sweep(by="command", at=AT + timedelta(days=30, seconds=-1)) == 0
    assert sweep(by="command", at=AT + timedelta(days=30)) == 2
    assert db.session.get(Mail, sent) is None
    assert db.session.get(Mail, waits) is not None


def test_the_time_is_read_anew_for_each_mail(post: Post, way: Way) -> None:
    post(at=now())
    before = now()
    deliver_due()
    (mail,) = db.session.scalars(db.select(Mail))
    assert mail.sent_at is not None
    assert mail.sent_at >= before
