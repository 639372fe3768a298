"""A school for each test, and a check after each that no row grants what it should not."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.organisation.staff import School, broken, make_school


@pytest.fixture
def school(app: Flask) -> Iterator[School]:
    """A school of the test's own; after the test, whatever it did, nobody has what they should not."""
    made = make_school(app)
    yield made
    assert broken(app) == []
