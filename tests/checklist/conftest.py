"""A portal that knows its facts, and a careers leader who has started a checklist in it."""

import pytest
from flask import Flask

from portal.clock import now
from portal.guidance.actions import add_missing_signposts
from portal.reference.actions import add_missing_facts
from tests.page import Visitor


@pytest.fixture
def world(app: Flask) -> Flask:
    """A portal with its starting facts."""
    with app.app_context():
        add_missing_facts(by="test", at=now())
        add_missing_signposts(by="test", at=now())
    return app


@pytest.fixture
def visit(world: Flask) -> Visitor:
    """A careers leader who has just started a checklist."""
    visitor = Visitor(world)
    visitor("/checklist").submit(button="Start the checklist")
    return visitor
