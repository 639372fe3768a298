"""What is kept of people on PostgreSQL: taken away, erased and swept by the same register."""

from flask import Flask
from sqlalchemy import select

from portal.account.actions.erasing import erase
from portal.account.models import Person
from portal.account.queries.kept import Known, list_kept, theirs
from portal.account.rules.personal import Erasing
from portal.clock import now
from portal.db import db
from portal.site.catalogue import REGISTER
from tests.account.canaries import ADDRESS, NAME, plant


def test_somebody_is_found_in_every_table_and_erased_from_it(app: Flask) -> None:
    kept = plant(app)
    known = Known(kept.number, ADDRESS, NAME)
    with app.app_context():
        holdings = list_kept(known)
        assert [one.table.name for one in holdings if not one.rows] == []
        assert erase(kept.number, by="test", at=now())
        assert db.session.get_one(Person, kept.number).name == "Erased person"
        for table in REGISTER.tables:
            if table.erasing is Erasing.DELETED:
                asked = select(db.metadata.tables[table.name]).where(theirs(table, known))
                assert db.session.execute(asked).all() == [], table.name


def test_the_sweep_foresees_and_does_the_same(app: Flask) -> None:
    plant(app)
    run = app.test_cli_runner().invoke
    foreseen, done, again = (
        run(args=["sweep", "--dry-run"]),
        run(args=["sweep"]),
        run(args=["sweep"]),
    )
    assert foreseen.exit_code == done.exit_code == 0, done.output
    assert foreseen.output == done.output != again.output
    of_evidence = 1  # the files end by more than one moment, so they are no rule of the register
    assert again.output.count(": 0 (") == len(REGISTER.ends) + of_evidence
