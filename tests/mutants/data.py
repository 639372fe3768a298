"""Mutants of what is kept of people: the register, the export, the erasing, the sweep, and the logs."""

from tests.mutants.shape import Mutant

ERASING, KEPT = "portal/account/actions/erasing.py", "portal/account/queries/kept.py"
PEOPLE, DB = "portal/site/catalogue/people.py", "portal/db.py"
REGISTERED = "tests/site/test_register.py::test_"
TAKEN, ERASED = "tests/account/test_data.py::test_", "tests/account/test_erasing.py::test_"
SWEPT, GOODBYE = "tests/account/test_sweeping.py::test_", "tests/journeys/test_goodbye.py::test_"
NO_BYTE = f"{ERASED}no_file_of_the_data_folder_holds_a_byte_of_them"
MUTANTS = [
    Mutant(
        "a column is not classified",
        PEOPLE,
        '            "browser": "Browser",\n',
        "",
        (f"{REGISTERED}every_column_is_classified_once_and_none_that_is_gone",),
    ),
    Mutant(
        "the hash of a password can be downloaded",
        PEOPLE,
        '            "email": "Email address",\n',
        '            "email": "Email address",\n            "password_hash": "Password",\n',
        (f"{TAKEN}nothing_that_opens_anything_is_in_it",),
    ),
    Mutant(
        "the download leaves a row out",
        KEPT,
        "    return or_(*(_found(rows, finder, known) for finder in table.finders))\n",
        "    return or_(*(_found(rows, finder, known) for finder in table.finders[:1]))\n",
        (f"{TAKEN}every_personal_column_is_in_the_export_with_its_value",),
    ),
    Mutant(
        "somebody without an address gets the reports that nobody signed",
        KEPT,
        "func.lower(column) == known.address if known.address else false()",
        "func.lower(column) == known.address",
        (f"{TAKEN}somebody_without_an_address_gets_nobodys_reports",),
    ),
    Mutant(
        "taking one's data away leaves no event",
        ERASING,
        '    AuditEvent.record("export own data", f"person:{person_id}", by=by, at=at)\n',
        "",
        (f"{TAKEN}taking_it_away_is_in_the_journal",),
    ),
    Mutant(
        "erasing forgets a table",
        PEOPLE,
        "        lasts=_ACCOUNT,\n        shown={\n"
        '            "person_id": "Your number",\n            "name": "Name of the passkey",\n',
        "        lasts=_ACCOUNT,\n        erasing=Erasing.NUMBERED,\n        shown={\n"
        '            "person_id": "Your number",\n            "name": "Name of the passkey",\n',
        (f"{ERASED}only_what_the_hub_keeps_of_its_own_work_stays_under_a_number", NO_BYTE),
    ),
    Mutant(
        "erasing keeps the name",
        PEOPLE,
        '            "name": "Erased person",\n',
        "",
        (f"{ERASED}what_stays_is_a_number",),
    ),
    Mutant(
        "what was erased stays in the database's log",
        ERASING,
        "    commit(leave_no_trace=True)\n",
        "    commit()\n",
        (NO_BYTE,),
    ),
    Mutant(
        "what was erased is only marked as deleted",
        DB,
        '    "PRAGMA secure_delete=ON",\n',
        '    "PRAGMA secure_delete=OFF",\n',
        (NO_BYTE,),
    ),
    Mutant(
        "mail to others goes on naming whoever is erased",
        ERASING,
        "        if kept != values:\n",
        "        if kept != values and not values:\n",
        (f"{ERASED}mail_to_others_that_still_waits_names_them_no_more",),
    ),
    Mutant(
        "whoever has no address takes everybody's letters along",
        "portal/account/actions/erasing.py",
        "    return bool(words) and re.search(whole, text) is not None\n",
        "    return re.search(whole, text) is not None\n",
        (
            "tests/account/test_letter_files.py"
            "::test_somebody_without_an_address_takes_nobodys_letters_along",
        ),
    ),
    Mutant(
        "letters in files outlive whoever they were to",
        ERASING,
        "            path.unlink()\n",
        "            pass\n",
        (f"{GOODBYE}of_somebody_who_worked_here_and_left_no_byte_stays",),
    ),
    Mutant(
        "mail to an address that was given up outlives its owner",
        "portal/account/actions/details.py",
        "    _keep_with(person.id, old)\n",
        "",
        (f"{GOODBYE}letters_to_an_address_that_was_given_up_go_too",),
    ),
    Mutant(
        "an organisation is left without an administrator",
        "portal/organisation/actions/erasing.py",
        "        if is_binding(place, list_members(place.organisation_id)):\n",
        "        if is_binding(place, ()):\n",
        (f"{ERASED}the_last_administrator_hands_over_first",),
    ),
    Mutant(
        "whoever is erased stays signed in in this browser",
        "portal/account/views/data.py",
        "        leave()\n        session.clear()",
        "        session.permanent = True",
        (f"{ERASED}they_are_signed_out_everywhere_at_once",),
    ),
    Mutant(
        "the sweep is late",
        KEPT,
        "    conditions = [rows.c[end.since] <= at - end.after]\n",
        "    conditions = [rows.c[end.since] < at - end.after]\n",
        (f"{SWEPT}each_rule_ends_a_row_at_its_moment_and_not_a_second_before",),
    ),
    Mutant(
        "a dry run sweeps",
        "portal/commands/people.py",
        "        if not dry_run and not end.swept_by:\n",
        "        if not end.swept_by:\n",
        (f"{SWEPT}a_dry_run_says_what_the_run_then_does_and_does_nothing",),
    ),
    Mutant(
        "the privacy page promises another time than the sweep keeps",
        "portal/checklist/queries.py",
        "KEPT_FOR = timedelta(days=180)\n",
        "KEPT_FOR = timedelta(days=190)\n",
        (f"{SWEPT}each_rule_ends_a_row_at_its_moment_and_not_a_second_before",),
    ),
    Mutant(
        "a fault's message is logged",
        "portal/web/logs.py",
        '        event["fault"] = type(fault).__name__\n',
        '        event["fault"] = repr(fault)\n',
        (
            "tests/journeys/test_logs.py"
            "::test_nothing_of_a_person_is_logged_from_joining_to_erasing",
        ),
    ),
    Mutant(
        "a fault is logged without the request it rose in",
        "portal/web/logs.py",
        "        if has_request_context():\n            record.request_id",
        "        if not has_request_context():\n            record.request_id",
        ("tests/web/test_faults.py::test_the_log_names_each_fault_by_the_number_on_its_page",),
    ),
    Mutant(
        "what a broken page began is kept",
        "portal/web/errors.py",
        "def _unexpected(error: Exception) -> Response:\n    db.session.rollback()\n",
        "def _unexpected(error: Exception) -> Response:\n    db.session.commit()\n",
        ("tests/web/test_faults.py::test_nothing_that_a_broken_page_began_is_kept",),
    ),
]
