"""Mail on PostgreSQL: two who deliver do not wait for one another, and never take the same mail."""

from datetime import timedelta
from threading import Barrier, Thread

from flask import Flask

from portal.clock import now
from portal.db import db
from portal.mail.actions.delivery import claim, deliver_due
from portal.mail.models import Mail

LEASE = timedelta(seconds=45)


def write(count: int) -> None:
    """Write so many mails."""
    for number in range(count):
        to = f"person-{number}@example.org"
        Mail.write("trial", to=to, at=now(), values={"service": "x"})
    db.session.commit()


def test_a_mail_that_is_just_being_claimed_is_passed_over(database: Flask) -> None:
    write(2)
    db.session.execute(db.text("SET lock_timeout = '5s'"))
    held = db.session.scalars(db.select(Mail).order_by(Mail.id).limit(1).with_for_update()).one()
    with database.app_context():
        other = claim(at=now(), lasts=LEASE)
        assert other is not None
        assert other.id != held.id
        assert claim(at=now(), lasts=LEASE) is None
    db.session.rollback()
    freed = claim(at=now(), lasts=LEASE)
    assert freed is not None
    assert freed.id == held.id


def test_many_who_deliver_at_once_take_each_mail_once(database: Flask) -> None:
    write(40)
    gate, taken = Barrier(4), list[int]()

    def take() -> None:
        with database.app_context():
            gate.wait()
            while claimed := claim(at=now(), lasts=LEASE):
                taken.append(claimed.id)

    threads = [Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(set(taken))
    assert len(taken) == 40


def test_what_is_due_is_delivered(database: Flask) -> None:
    write(3)
    assert deliver_due().sent == 3
    assert deliver_due().sent == 0
