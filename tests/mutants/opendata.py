"""Mutants of lists and files: formulas, what is taken in, and what a register's list does to claims."""

from tests.mutants.shape import Mutant

SHEETS = "tests/web/test_sheets.py"
VIEWS = "tests/opendata/test_views.py"
REGISTERS, MATCHING = "tests/moderation/test_registers.py", "tests/moderation/test_matching.py"
APPLY = "portal/moderation/actions/registers.py"
RULES = "portal/moderation/rules/matching.py"
MUTANTS = [
    Mutant(
        "a cell may begin a formula",
        "portal/web/sheets.py",
        "    return QUOTE + cell if _is_risky(cell) else cell\n",
        "    return cell\n",
        (f"{SHEETS}::test_no_cell_that_is_written_begins_a_formula",),
    ),
    Mutant(
        "a formula hides behind a blank",
        "portal/web/sheets.py",
        "cell.lstrip(BLANKS + QUOTE)[:1]",
        "cell.lstrip(QUOTE)[:1]",
        (f"{SHEETS}::test_no_cell_that_is_written_begins_a_formula",),
    ),
    Mutant(
        "the open data hold entries that nobody may see",
        "portal/opendata/queries.py",
        "listing for listing in list_everything_shown(today) if not listing.noindex",
        "listing for listing in db.session.scalars(whole().order_by(Listing.id))",
        (f"{VIEWS}::test_the_file_holds_what_the_public_sees_of_each_listed_provider",),
    ),
    Mutant(
        "the open data tell a price that is for schools alone",
        "portal/opendata/pages.py",
        "listing.price_band_today(today)",
        "listing.price_band_today(today, signed_in=True)",
        (f"{VIEWS}::test_the_file_holds_what_the_public_sees_of_each_listed_provider",),
    ),
    Mutant(
        "a file changes an entry that its provider keeps",
        "portal/opendata/rules/plan.py",
        "    if is_kept:\n",
        "    if is_kept and not status:\n",
        (f"{VIEWS}::test_an_entry_that_its_provider_keeps_is_left_alone",),
    ),
    Mutant(
        "a file is taken in though what it would do was not looked at",
        "portal/opendata/actions.py",
        "    if (file.version_id, plan.digest) != (version, seen) or not plan.does_something:\n",
        "    if not plan.does_something:\n",
        (f"{VIEWS}::test_what_has_changed_since_it_was_looked_at_is_looked_at_again",),
    ),
    Mutant(
        "a file is taken in twice",
        "portal/opendata/actions.py",
        "    if file.applied_at is not None:\n        db.session.rollback()\n        return None\n",
        "    version = file.version_id\n    seen = _hold(file.text, by=by, at=at).digest\n",
        (f"{VIEWS}::test_sending_the_same_word_twice_does_nothing_twice",),
    ),
    Mutant(
        "what is only possible is ticked",
        "portal/moderation/rules/registers.py",
        "self.sort is Sort.CERTAIN and self.may_be_recorded",
        "self.may_be_recorded",
        (
            f"{REGISTERS}::test_possible_and_missing_are_never_ticked",
            f"{MATCHING}::test_a_number_that_something_speaks_against_is_only_possible",
        ),
    ),
    Mutant(
        "a number of somebody else is a certain match",
        RULES,
        "    elif entry.name and not _names_agree(one, entry):\n",
        "    elif not entry.name and not _names_agree(one, entry):\n",
        (f"{MATCHING}::test_a_number_that_something_speaks_against_is_only_possible",),
    ),
    Mutant(
        "a list that is older than the last check counts",
        RULES,
        "    if one.checked_on is not None and one.checked_on > seen_on:\n",
        "    if one.checked_on is not None and one.checked_on > date.max:\n",
        (f"{MATCHING}::test_there_is_nothing_to_record_where_that_would_say_nothing_new",),
    ),
    Mutant(
        "a comparison that is out of date is recorded",
        "portal/moderation/views/registers.py",
        "    if (form.asked_version, form.seen.data) != (version, page.digest):\n",
        "    if not form.seen.data:\n",
        (f"{REGISTERS}::test_a_page_that_is_out_of_date_records_nothing",),
    ),
    Mutant(
        "somebody records checks of a listing of their own",
        "portal/moderation/queries/registers.py",
        '            objection = refusal.value if refusal else ""\n',
        '            objection = ""\n',
        (f"{REGISTERS}::test_nobody_decides_about_their_own_listing",),
    ),
    Mutant(
        "the journal keeps whom a list names",
        APPLY,
        '"rows": len(entries)',
        '"rows": [entry.name for entry in entries]',
        (f"{REGISTERS}::test_the_list_and_its_names_stay_at_the_desk",),
    ),
]
