"""The Hub's moderator for these tests, and files of listings."""

from dataclasses import dataclass

import pytest
from flask import Flask

from portal.organisation.rules import Kind
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.page import Visitor


@dataclass(frozen=True)
class Desk:
    """The Hub and one of its staff."""

    app: Flask
    organisation: int
    person: int

    def browser(self) -> Visitor:
        """Their browser, by two steps."""
        return signed_in(self.app, self.person, self.organisation, second=True)


@pytest.fixture
def desk(app: Flask) -> Desk:
    """A moderator of the Hub."""
    with app.app_context():
        hub, person = make_organisation("The Hub", Kind.HUB), make_person("Mo Khan")
        join(hub, person)
    return Desk(app, hub, person)
