"""Mutants of checklists that a school keeps: who opens them, what becomes of the old link, and how long they stay."""

from tests.mutants.shape import Mutant

ACCESS, ACTIONS = "portal/checklist/access.py", "portal/checklist/actions.py"
QUERIES, VIEWS = "portal/checklist/queries.py", "portal/checklist/views.py"
OWNED, KEEPING = "tests/checklist/test_owned.py", "tests/checklist/test_keeping.py"
MUTANTS = [
    Mutant(
        "the old link still opens a checklist that a school keeps",
        QUERIES,
        "        select(Draft).where(Draft.secret_digest == digest(secret), Draft.organisation_id.is_(None))\n",
        "        select(Draft).where(Draft.secret_digest == digest(secret))\n",
        (f"{OWNED}::test_not_even_the_right_secret_opens_what_a_school_keeps",),
    ),
    Mutant(
        "the old secret stays when a school takes a checklist",
        ACTIONS,
        "        draft.secret_digest = digest(_secret())  # of a secret that nobody is given\n",
        "",
        (f"{OWNED}::test_the_old_secret_is_replaced",),
    ),
    Mutant(
        "a checklist that somebody keeps is taken",
        ACTIONS,
        "    claimed = draft is not None and draft.organisation_id is None\n",
        "    claimed = draft is not None\n",
        (f"{OWNED}::test_a_checklist_that_somebody_keeps_is_never_taken",),
    ),
    Mutant(
        "any organisation opens a kept checklist by its number",
        QUERIES,
        "    if draft is None or draft.organisation_id != organisation_id:\n",
        "    if draft is None or draft.organisation_id is None:\n",
        (f"{OWNED}::test_who_does_not_act_for_the_school_is_told_of_no_such_checklist",),
    ),
    Mutant(
        "a kept checklist stays open in a visit that does not act for its school",
        ACCESS,
        "        return find_kept(session[KEPT_KEY], keeper.organisation_id, now()) if keeper else None\n",
        "        return find_kept(session[KEPT_KEY], 1, now())\n",
        (f"{OWNED}::test_a_checklist_shuts_with_the_next_request",),
    ),
    Mutant(
        "choosing a school takes a checklist that somebody else passed on",
        VIEWS,
        "    draft = find_draft(secret, now()) if secret and has_begun() else None\n",
        "    draft = find_draft(secret, now()) if secret else None\n",
        (f"{KEEPING}::test_somebody_elses_checklist_is_not_taken_by_choosing_a_school",),
    ),
    Mutant(
        "the next link passes for one that was begun here",
        ACCESS,
        "    begun = begun or (has_begun() and session.get(VISIT_KEY) == secret)\n",
        "    begun = begun or has_begun()\n",
        (f"{KEEPING}::test_what_was_begun_here_does_not_stand_for_the_next_link",),
    ),
    Mutant(
        "a form on its way by the old link still writes",
        ACTIONS,
        "    if draft is None or draft.organisation_id != keeper_id:\n",
        "    if draft is None:\n",
        (f"{KEEPING}::test_nothing_is_written_once_it_is_not_whose_the_request_found_it_to_be",),
    ),
    Mutant(
        "what a school keeps now is deleted by the old link",
        ACTIONS,
        "    if draft is not None and draft.organisation_id != keeper_id:\n",
        "    if False:\n",
        (f"{KEEPING}::test_nothing_is_written_once_it_is_not_whose_the_request_found_it_to_be",),
    ),
    Mutant(
        "a number longer than the database counts is looked for",
        "portal/web/addresses.py",
        "    is_number = re.fullmatch(Number.regex, typed) is not None and int(typed) <= LARGEST_ID\n",
        "    is_number = typed.isdecimal()\n",
        ("tests/checklist/test_views.py::test_a_number_that_no_school_has_fills_nothing_in",),
    ),
    Mutant(
        "whoever erased their account is still named beside what they saved",
        QUERIES,
        "    return person if person is not None and person.erased_at is None else None\n",
        "    return person\n",
        (f"{KEEPING}::test_somebody_who_erased_their_account_is_named_nowhere",),
    ),
    Mutant(
        "a provider takes the checklist of a visit",
        VIEWS,
        "    if draft is not None and membership.organisation.kind == Kind.SCHOOL:\n",
        "    if draft is not None:\n",
        (f"{OWNED}::test_a_provider_takes_no_checklist",),
    ),
    Mutant(
        "the journal does not name who changed a kept checklist",
        ACCESS,
        "    if draft.organisation_id is None:\n        return {",
        "    if draft.id:\n        return {",
        (f"{OWNED}::test_the_answers_of_a_signed_in_person_are_theirs_in_the_journal",),
    ),
    Mutant(
        "a kept checklist goes after 180 days",
        QUERIES,
        "    expired = or_(untouched & Draft.organisation_id.is_(None), long_untouched)\n",
        "    expired = or_(untouched, long_untouched)\n",
        (f"{OWNED}::test_each_kind_goes_when_its_time_is_over_and_not_before",),
    ),
    Mutant(
        "the link of a kept checklist is shown",
        VIEWS,
        "    if draft.organisation_id is None:\n        link =",
        "    if VISIT_KEY not in session:\n        link = '/checklist/return/x'\n    else:\n        link =",
        (f"{OWNED}::test_choosing_a_school_keeps_the_checklist_that_was_begun_without_an_account",),
    ),
    Mutant(
        "the second of two colleagues overwrites the first",
        ACTIONS,
        "    if fingerprint(now, questions) != seen:\n",
        "    if False:\n",
        (f"{OWNED}::test_the_second_of_two_colleagues_is_shown_both_versions",),
    ),
]
