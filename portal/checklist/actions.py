"""Writes of checklists: start one, save a page of answers, delete."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from portal.checklist.catalogue import VERSION
from portal.checklist.models import Answer, Draft
from portal.checklist.queries import SAVED, list_expired
from portal.db import commit, db
from portal.journal.models import AuditEvent, Receipt
from portal.web.keys import digest


class PageChanged(Exception):  # noqa: N818 - it is what happened, not a fault
    """Somebody saved the same questions since this page was opened; `now` holds their answers."""

    def __init__(self, now: dict[str, Any]) -> None:
        super().__init__("the page was changed")
        self.now = now


class Passed(LookupError):  # noqa: N818 - it is what happened, not a fault
    """The checklist is gone, or is not whose it was when the request found it; nothing is written."""


def fingerprint(values: Mapping[str, Any], question_ids: tuple[str, ...]) -> str:
    """What these questions' answers were, in short: a form carries it to find out whether they still are."""
    held = {
        question: values[question] for question in question_ids if values.get(question) is not None
    }
    return sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:16]


def start_draft(*, key: str, outcome: str, by: str, at: datetime) -> str:
    """Start an empty checklist and return the secret of its link: 256 random bits, of which only a digest is kept.

    `key` is the form's key; sending the form again finds `outcome` instead of starting a second checklist.

    Raises:
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(key, outcome, at)
    secret = _secret()
    _add(secret, None, by=by, at=at)
    commit()
    return secret


def start_kept_draft(
    organisation_id: int, *, key: str, outcome: str, by: str, at: datetime, behalf: str
) -> int:
    """Start an empty checklist that an organisation keeps and no link opens; its number. `key` as above.

    Raises:
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(key, outcome, at)
    draft_id = _add(_secret(), organisation_id, by=by, at=at, behalf=behalf)
    commit()
    return draft_id


def claim_draft(draft_id: int, organisation_id: int, *, by: str, at: datetime, behalf: str) -> bool:
    """Let an organisation keep a checklist that had only its link; whether it does now.

    From then on no link and no cookie with the old secret opens it. What somebody keeps already is never taken.
    """
    draft = _locked(draft_id)
    claimed = draft is not None and draft.organisation_id is None
    if draft is not None and claimed:
        draft.organisation_id = organisation_id
        draft.secret_digest = digest(_secret())  # of a secret that nobody is given
        _audit(draft_id, "keep checklist", by=by, at=at, behalf=behalf)
    commit()
    return claimed


def _secret() -> str:
    return secrets.token_urlsafe(32)


def _add(
    secret: str, organisation_id: int | None, *, by: str, at: datetime, behalf: str = ""
) -> int:
    draft = Draft(
        secret_digest=digest(secret),
        catalogue_version=VERSION,
        started_at=at,
        changed_at=at,
        organisation_id=organisation_id,
    )
    db.session.add(draft)
    db.session.flush()
    _audit(draft.id, "start checklist", by=by, at=at, behalf=behalf)
    return draft.id


def _locked(draft_id: int) -> Draft | None:
    """The checklist, read anew and held by this transaction."""
    return db.session.scalar(
        select(Draft)
        .where(Draft.id == draft_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def save_answers(
    draft_id: int,
    answers: Mapping[str, Any],
    *,
    seen: str,
    by: str,
    at: datetime,
    behalf: str = "",
    keeper_id: int | None = None,
) -> None:
    """Save one page: question id -> value in its JSON shape, or None for a question left open.

    `seen` is the fingerprint of these questions' answers when the page was opened, `keeper_id` the organisation
    that the request found it kept by.

    Raises:
        PageChanged: the answers are not what they were then; nothing is saved.
        Passed: the checklist was deleted meanwhile, or passed to somebody else.
    """
    draft = _locked(draft_id)
    if draft is None or draft.organisation_id != keeper_id:
        raise Passed(draft_id)
    questions = tuple(answers)
    now = draft.values()
    if fingerprint(now, questions) != seen:
        if fingerprint(answers, questions) == fingerprint(now, questions):
            return  # the same form sent twice: it is saved already
        raise PageChanged({question: now.get(question) for question in questions})
    held = {answer.question_id: answer for answer in draft.answers}
    changed = [question for question, value in answers.items() if value != now.get(question)]
    for question in changed:
        _put(draft, held.get(question), question, answers[question], at)
    if changed:
        draft.changed_at = at
        draft.revision += 1
        _audit(draft.id, SAVED, by=by, at=at, behalf=behalf, fields=changed)
    commit()


def _put(draft: Draft, held: Answer | None, question: str, value: Any, at: datetime) -> None:
    if value is None and held is not None:
        draft.answers.remove(held)
    elif held is not None:
        held.value, held.answered_at = value, at
    elif value is not None:
        draft.answers.append(Answer(question_id=question, value=value, answered_at=at))


def delete_draft(
    draft_id: int, *, by: str, at: datetime, behalf: str = "", keeper_id: int | None = None
) -> None:
    """Delete a checklist and every answer in it; what stays is that it was deleted. `keeper_id` as above.

    Raises:
        Passed: it passed to somebody else meanwhile.
    """
    draft = _locked(draft_id)
    if draft is not None and draft.organisation_id != keeper_id:
        raise Passed(draft_id)
    if draft is not None:
        db.session.delete(draft)
        _audit(draft_id, "delete checklist", by=by, at=at, behalf=behalf)
    commit()


def delete_expired(*, by: str, at: datetime) -> int:
    """Delete the checklists that nobody touched for as long as they are kept; return how many."""
    expired = list_expired(at)
    for draft in expired:
        db.session.delete(draft)
        _audit(draft.id, "delete checklist", by=by, at=at)
    commit()
    return len(expired)


def _audit(draft_id: int, action: str, *, by: str, at: datetime, **detail: Any) -> None:
    AuditEvent.record(action, f"draft:{draft_id}", by=by, at=at, **detail)
