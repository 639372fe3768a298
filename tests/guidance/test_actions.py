"""The signposts are added once, corrected with what they rest on, and each change leaves an event."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from portal.db import Conflict, db
from portal.guidance.actions import UnknownSignpost, add_missing_signposts, correct_signpost
from portal.guidance.catalogue import SIGNPOSTS
from portal.guidance.models import Signpost
from portal.guidance.queries import list_signposts, one_signpost
from portal.journal.queries import list_events
from tests.builders import AT

RESTS_ON: dict[str, Any] = {
    "source": "The council's site",
    "source_url": "https://www.wirral.gov.uk",
    "checked_on": date(2027, 3, 1),
}


def correct(slug: str = "wirral") -> None:
    correct_signpost(slug, "It runs a new service.", **RESTS_ON, by="editor", at=AT)


def test_every_signpost_is_added_once_and_with_an_event(database: Flask) -> None:
    assert add_missing_signposts(by="command", at=AT) == len(SIGNPOSTS)
    assert add_missing_signposts(by="command", at=AT) == 0
    for signpost in SIGNPOSTS:
        kept = one_signpost(signpost.slug)
        assert kept is not None
        assert (kept.area, kept.title, kept.text) == (signpost.area, signpost.title, signpost.text)
        assert (kept.source, kept.checked_on) == (signpost.source, signpost.checked_on)
        (event,) = list_events(f"signpost:{signpost.slug}")
        assert event.action == "add signpost"


def test_boroughs_and_the_region_are_listed_apart_and_by_title(database: Flask) -> None:
    add_missing_signposts(by="command", at=AT)
    boroughs = [post.title for post in list_signposts(boroughs=True)]
    assert len(boroughs) == 6
    assert boroughs == sorted(boroughs)
    assert [post.slug for post in list_signposts(boroughs=False)] == ["national-careers-service"]


def test_a_correction_replaces_the_text_and_what_it_rests_on_and_stays(database: Flask) -> None:
    add_missing_signposts(by="command", at=AT)
    correct()
    db.session.rollback()
    assert add_missing_signposts(by="command", at=AT) == 0
    post = one_signpost("wirral")
    assert post is not None
    assert (post.title, post.text) == ("Wirral Council", "It runs a new service.")
    assert {name: getattr(post, name) for name in RESTS_ON} == RESTS_ON
    assert [event.action for event in list_events("signpost:wirral")] == [
        "add signpost",
        "correct signpost",
    ]


def test_a_signpost_that_does_not_exist_cannot_be_corrected(database: Flask) -> None:
    with pytest.raises(UnknownSignpost):
        correct("atlantis")


def test_two_corrections_at_once_are_a_conflict(database: Flask) -> None:
    add_missing_signposts(by="command", at=AT)
    read = one_signpost("wirral")
    assert read is not None
    with db.session.no_autoflush:
        newer = update(Signpost).values(version_id=Signpost.version_id + 1)
        db.session.execute(newer, execution_options={"synchronize_session": False})
        with pytest.raises(Conflict):
            correct()
    assert len(list_events("signpost:wirral")) == 1
