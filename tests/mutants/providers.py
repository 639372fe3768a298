"""Mutants of the directory's pages: what history answers, what only schools are shown, and what leaves as data."""

from tests.mutants.shape import Mutant

TRUTH, SCHOOLS = "tests/providers/test_one_truth.py", "tests/providers/test_for_schools.py"
AGREE = f"{TRUTH}::test_page_rules_and_search_agree_at_every_moment_and_history_says_so_ever_after"
MIDNIGHT = (
    f"{TRUTH}::test_a_listing_goes_stale_and_then_out_of_sight_at_the_same_midnight_everywhere"
)
HISTORY = "tests/credentials/test_history.py"
MUTANTS = [
    Mutant(
        "a check that was entered later changes what was shown before",
        "portal/credentials/rules/history.py",
        "return tuple(seen for at, seen in looks if _had_happened(at, before))",
        "return tuple(seen for _, seen in looks)",
        (f"{HISTORY}::test_a_check_that_is_entered_late_was_not_known_before",),
    ),
    Mutant(
        "a claim that was taken back since was never shown",
        "portal/credentials/rules/history.py",
        "and not _had_happened(gone_at, before)",
        "and gone_at is None",
        (f"{HISTORY}::test_what_was_taken_back_since_was_shown_until_then",),
    ),
    Mutant(
        "a claim counts as shown before the Hub let it in",
        "portal/credentials/rules/history.py",
        "return _had_happened(accepted_at, before) and",
        "return accepted_at is not None and",
        (f"{HISTORY}::test_what_the_hub_let_in_later_was_not_shown_before",),
    ),
    Mutant(
        "a claim that waits for the Hub is shown",
        "portal/credentials/rules/history.py",
        "return _had_happened(accepted_at, before) and",
        "return",
        (f"{HISTORY}::test_what_happened_before_a_moment_decides_what_it_was_shown",),
    ),
    Mutant(
        "the day ends by Greenwich's clock in summer too",
        "portal/clock.py",
        "    return at.astimezone(LONDON).date()",
        "    return at.date()",
        (MIDNIGHT,),
    ),
    Mutant(
        "anybody is shown what is for signed-in schools",
        "portal/providers/views.py",
        "    return acts_for(Kind.SCHOOL)\n",
        "    return True\n",
        (f"{SCHOOLS}::test_nobody_else_is_whoever_they_are",),
    ),
    Mutant(
        "a provider is shown what is for schools",
        "portal/providers/views.py",
        "    return acts_for(Kind.SCHOOL)\n",
        "    return acts_for(Kind.SCHOOL) or acts_for(Kind.PROVIDER)\n",
        (f"{SCHOOLS}::test_nobody_else_is_whoever_they_are",),
    ),
    Mutant(
        "text in the data for search engines ends its block",
        "templates/providers/listing.html",
        "page.linked_data | tojson }}",
        "page.linked_data | string | replace(\"'\", '\"') | safe }}",
        (f"{SCHOOLS}::test_hostile_text_in_the_data_stays_what_it_was",),
    ),
    Mutant(
        "the search filter takes yesterday's word for a claim",
        "portal/providers/indexing.py",
        "rules.matrix_standing(listing.records(Kind.MATRIX), today).value",
        "rules.matrix_standing(listing.records(Kind.MATRIX), listing.created_at.date()).value",
        (
            AGREE,
            "tests/providers/test_in_step.py::test_at_midnight_the_filter_says_what_the_page_says_though_nobody_changed_anything",
        ),
    ),
    Mutant(
        "what a provider says of itself is taken for markup",
        "templates/providers/listing.html",
        "{{ paragraph }}",
        "{{ paragraph | safe }}",
        ("tests/providers/test_views.py::test_hostile_text_stays_text",),
    ),
    Mutant(
        "the number of a certificate stands on the page",
        "templates/providers/listing.html",
        "{{ badges(page.credentials) }}",
        "{{ badges(page.credentials) }}{% for one in listing.credentials %}{{ one.number }}{% endfor %}",
        (
            "tests/providers/test_private.py::test_the_public_sees_the_columns_that_are_named_and_no_other",
        ),
    ),
    Mutant(
        "an extract passes quotation marks on",
        "portal/search/marking.py",
        'return "".join(parts) + html.escape(text[end:])',
        'return "".join(parts) + html.escape(text[end:], quote=False)',
        ("tests/search/test_marking.py::test_only_marks_are_added_to_any_text",),
    ),
    Mutant(
        "data go to search engines that are to stay away",
        "portal/providers/pages/listing.py",
        "    if listing.noindex or listing.is_example or not listing.is_claimed:",
        "    if listing.is_example or not listing.is_claimed:",
        (f"{SCHOOLS}::test_search_engines_that_are_to_stay_away_find_no_data_nor_the_address",),
    ),
    Mutant(
        "the data for search engines hold more than is named",
        "portal/providers/pages/listing.py",
        '        "name": listing.name,\n',
        '        "name": listing.name,\n        "email": listing.source_note,\n',
        (f"{SCHOOLS}::test_the_data_for_search_engines_have_the_named_keys_and_no_other",),
    ),
]
