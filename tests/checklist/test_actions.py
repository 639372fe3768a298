"""Starting, saving and deleting checklists."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from portal.checklist.actions import (
    PageChanged,
    delete_draft,
    delete_expired,
    fingerprint,
    save_answers,
    start_draft,
)
from portal.checklist.models import Answer, Draft
from portal.checklist.queries import KEPT_FOR, count_drafts, find_draft
from portal.db import db
from portal.journal.queries import find_outcome, list_events

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EMPTY = fingerprint({}, ("school_name",))


def started(key: str = "a" * 32) -> tuple[str, Draft]:
    secret = start_draft(key=key, outcome="/checklist/tasks", by="visitor", at=NOW)
    draft = find_draft(secret, NOW)
    assert draft is not None
    return secret, draft


def test_the_database_keeps_no_copy_of_the_links_secret(database: Flask) -> None:
    secret, draft = started()
    assert len(secret) >= 43
    assert secret not in draft.secret_digest
    assert len(draft.secret_digest) == 64


def test_starting_leaves_a_receipt_and_an_audit_event(database: Flask) -> None:
    _, draft = started("b" * 32)
    assert find_outcome("b" * 32) == "/checklist/tasks"
    assert [event.action for event in list_events(f"draft:{draft.id}")] == ["start checklist"]


def test_a_wrong_secret_opens_nothing(database: Flask) -> None:
    secret, _ = started()
    assert find_draft(secret[:-1], NOW) is None
    assert find_draft("", NOW) is None


def test_answers_are_saved_changed_and_taken_back(database: Flask) -> None:
    _, draft = started()
    save_answers(draft.id, {"school_name": "Example High"}, seen=EMPTY, by="x", at=NOW)
    assert draft.values() == {"school_name": "Example High"}
    seen = fingerprint(draft.values(), ("school_name",))
    save_answers(draft.id, {"school_name": "Example Low"}, seen=seen, by="x", at=NOW)
    seen = fingerprint(draft.values(), ("school_name",))
    save_answers(draft.id, {"school_name": None}, seen=seen, by="x", at=NOW)
    assert draft.values() == {}
    assert draft.revision == 4


def test_the_audit_names_the_questions_and_never_the_answers(database: Flask) -> None:
    _, draft = started()
    save_answers(draft.id, {"school_name": "Example High"}, seen=EMPTY, by="x", at=NOW)
    last = list_events(f"draft:{draft.id}")[-1]
    assert last.detail == {"fields": ["school_name"]}


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(database: Flask) -> None:
    _, draft = started()
    save_answers(draft.id, {"school_name": "First"}, seen=EMPTY, by="x", at=NOW)
    with pytest.raises(PageChanged) as changed:
        save_answers(draft.id, {"school_name": "Second"}, seen=EMPTY, by="y", at=NOW)
    assert changed.value.now == {"school_name": "First"}
    assert draft.values() == {"school_name": "First"}


def test_the_same_form_sent_twice_has_one_effect(database: Flask) -> None:
    _, draft = started()
    for _ in range(2):
        save_answers(draft.id, {"school_name": "Example High"}, seen=EMPTY, by="x", at=NOW)
    assert draft.revision == 2
    assert len(list_events(f"draft:{draft.id}")) == 2


def test_deleting_takes_every_answer_and_leaves_the_event(database: Flask) -> None:
    secret, draft = started()
    save_answers(draft.id, {"school_name": "Example High"}, seen=EMPTY, by="x", at=NOW)
    number = draft.id
    delete_draft(number, by="x", at=NOW)
    assert find_draft(secret, NOW) is None
    assert db.session.query(Answer).count() == 0
    assert list_events(f"draft:{number}")[-1].action == "delete checklist"


def test_a_checklist_lives_for_180_days_after_the_last_change(database: Flask) -> None:
    secret, _ = started()
    almost = NOW + KEPT_FOR - timedelta(seconds=1)
    assert find_draft(secret, almost) is not None
    assert find_draft(secret, NOW + KEPT_FOR) is None
    assert delete_expired(by="command", at=almost) == 0
    assert delete_expired(by="command", at=NOW + KEPT_FOR) == 1
    assert delete_expired(by="command", at=NOW + KEPT_FOR) == 0
    assert count_drafts() == 0


def test_saving_to_a_deleted_checklist_is_refused(database: Flask) -> None:
    _, draft = started()
    number = draft.id
    delete_draft(number, by="x", at=NOW)
    with pytest.raises(LookupError):
        save_answers(number, {"school_name": "Example High"}, seen=EMPTY, by="x", at=NOW)
