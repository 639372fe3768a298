"""A school that asks, and a provider that answers."""

import pytest
from flask import Flask

from tests.enquiries.threads import Pair, make_pair


@pytest.fixture
def pair(app: Flask) -> Pair:
    """A school and a provider of the test's own."""
    return make_pair(app)
