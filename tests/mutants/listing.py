"""Mutants of how a provider edits its listing: nothing unagreed is public, nobody's words are lost, and no way around the Hub."""

from tests.mutants.shape import Mutant

RULES, MODELS = "portal/listing/rules/revisions.py", "portal/listing/models/revisions.py"
EDITING, PEOPLE = "portal/listing/actions/editing.py", "portal/listing/actions/people.py"
DECIDING, KEEPING = "portal/listing/actions/deciding.py", "portal/listing/actions/keeping.py"
PRIVACY = "portal/listing/rules/privacy.py"
OF_EDITING, OF_PEOPLE, OF_SENDING, OF_CONFLICT, OF_REVISIONS = (
    f"tests/listing/test_{name}.py"
    for name in ("editing", "people", "submitting", "conflict", "revisions")
)
MUTANTS = [
    Mutant(
        "an edit is public before the Hub has agreed",
        RULES,
        "    return was_agreed and status in SHOWN_ONCE",
        "    return True",
        (f"{OF_EDITING}::test_of_a_listing_that_was_never_agreed_nothing_is_shown_at_once",),
    ),
    Mutant(
        "every section is shown at once",
        EDITING,
        "section.live and shows_at_once(listing)",
        "shows_at_once(listing)",
        (
            f"{OF_EDITING}::test_a_section_is_saved_alone_and_schools_see_nothing_of_it_until_the_hub_has_agreed",
        ),
    ),
    Mutant(
        "a new adviser is shown before the Hub has looked",
        PEOPLE,
        "Adviser(listing_id=listing_id, label=label, supervisor=supervisor)",
        "Adviser(listing_id=listing_id, label=label, supervisor=supervisor, accepted_at=at)",
        (f"{OF_PEOPLE}::test_somebody_new_is_shown_once_the_hub_has_agreed",),
    ),
    Mutant(
        "a shown adviser is renamed at once",
        PEOPLE,
        "    if adviser.accepted_at is None:\n",
        "    if True:\n",
        (f"{OF_PEOPLE}::test_a_new_name_waits_for_the_hub",),
    ),
    Mutant(
        "a refused adviser comes in with the next edit",
        MODELS,
        "            for adviser in _newcomers(listing):\n                adviser.left_at = at\n",
        "",
        (f"{OF_PEOPLE}::test_somebody_new_goes_where_the_changes_are_dropped_or_refused",),
    ),
    Mutant(
        "whoever was taken off comes back with the edit",
        MODELS,
        "for one in listing.advisers if one.left_at is None}",
        "for one in listing.advisers}",
        (f"{OF_PEOPLE}::test_whoever_is_taken_off_while_the_hub_looks_is_no_part_of_the_change",),
    ),
    Mutant(
        "the second of two people overwrites the first",
        EDITING,
        "    if fingerprint(shown, section.names) != seen:",
        "    if False:",
        (f"{OF_CONFLICT}::test_the_second_sees_both_versions_keeps_their_text_and_may_save_over",),
    ),
    Mutant(
        "the second of two people overwrites an adviser's entry",
        PEOPLE,
        "    if fingerprint(now, now) != seen:",
        "    if False:",
        (f"{OF_CONFLICT}::test_an_advisers_entry_has_the_same_conflict",),
    ),
    Mutant(
        "what the Hub looks at changes under its eyes",
        KEEPING,
        "        if not take_back:\n",
        "        if False:\n",
        (
            f"{OF_CONFLICT}::test_whoever_types_while_a_colleague_sends_keeps_the_text_and_may_take_back_and_save",
        ),
    ),
    Mutant(
        "somebody who lost the listing meanwhile still writes to it",
        KEEPING,
        "if listing is None or listing.organisation_id != organisation_id:",
        "if listing is None:",
        (
            f"{OF_EDITING}::test_whoever_lost_the_listing_meanwhile_writes_nothing",
            f"{OF_SENDING}::test_no_decision_is_taken_for_a_listing_of_others",
        ),
    ),
    Mutant(
        "a provider lifts the Hub's suspension by withdrawing",
        DECIDING,
        "    if listing.listing_status in MAY_WITHDRAW:",
        "    if True:",
        (f"{OF_SENDING}::test_what_the_hub_took_out_the_provider_cannot_bring_back",),
    ),
    Mutant(
        "what was never agreed comes back published",
        RULES,
        "    return ListingStatus.PUBLISHED if was_agreed else ListingStatus.DRAFT",
        "    return ListingStatus.PUBLISHED",
        (f"{OF_SENDING}::test_what_was_never_agreed_comes_back_as_a_draft",),
    ),
    Mutant(
        "agreeing to an edit brings a withdrawn listing back",
        MODELS,
        "            if listing.listing_status in NEVER_SHOWN:\n",
        "            if True:\n",
        (
            f"{OF_SENDING}::test_an_agreed_change_does_not_bring_a_withdrawn_listing_back",
            f"{OF_SENDING}::test_what_the_hub_took_out_the_provider_cannot_bring_back",
        ),
    ),
    Mutant(
        "sending twice sends twice",
        DECIDING,
        "    if edit is not None and edit.state is State.SUBMITTED:\n        commit()\n        return\n",
        "",
        (f"{OF_SENDING}::test_changes_are_sent_once_however_often_the_button_is_pressed",),
    ),
    Mutant(
        "adding an adviser twice with one form adds two",
        PEOPLE,
        "    Receipt.keep(key, outcome, at)\n",
        "",
        (f"{OF_PEOPLE}::test_adding_twice_with_one_form_adds_once",),
    ),
    Mutant(
        "several changes shown at once are put back to the middle one",
        MODELS,
        "{**_stood(standing_of(listing), said), **self.was}",
        "{**self.was, **_stood(standing_of(listing), said)}",
        (f"{OF_EDITING}::test_availability_is_shown_at_once_and_the_hub_can_put_it_back",),
    ),
    Mutant(
        "the home of somebody who works alone is published",
        PRIVACY,
        '    if said.get("provider_type") not in ALONE:\n',
        "    if True:\n",
        (f"{OF_EDITING}::test_whoever_works_alone_never_shows_a_full_postcode",),
    ),
]
