"""Mutants of the Hub's queue, and of what it decides about changes, listings and reports."""

from tests.mutants.shape import Mutant

REVISIONS, MISTAKES = "tests/moderation/test_revisions.py", "tests/moderation/test_mistakes.py"
QUEUE, MACHINE = "tests/moderation/test_queue.py", "tests/moderation/test_machine.py"
ANY_ORDER = f"{MACHINE}::test_a_long_walk_past_every_decision"
CHANGES = "portal/moderation/actions/revisions.py"
LISTINGS = "portal/moderation/actions/listings.py"
MUTANTS = [
    Mutant(
        "a moderator decides about a listing of their own organisation",
        "portal/moderation/rules/queue.py",
        "    return Refusal.OWN if set(theirs) & set(own) else None\n",
        "    return None\n",
        (
            f"{REVISIONS}::test_a_moderator_decides_on_nothing_of_their_own_organisation",
            f"{MISTAKES}::test_nobody_settles_or_stops_what_is_their_own",
            ANY_ORDER,
        ),
    ),
    Mutant(
        "whoever asks for a listing decides about it",
        "portal/moderation/queries/queue.py",
        "for one in (keeper, *db.session.scalars(asking))",
        "for one in (keeper,)",
        (f"{QUEUE}::test_whoever_asks_for_a_listing_does_not_decide_about_it_either",),
    ),
    Mutant(
        "something is decided that nobody saw, or that is decided already",
        CHANGES,
        "if listing is None or revision.state not in _OPEN or seen_of(revision, listing) != seen:",
        "if listing is None:",
        (
            f"{REVISIONS}::test_nobody_decides_on_what_they_did_not_see",
            f"{REVISIONS}::test_what_is_decided_or_taken_back_is_not_decided_again",
            ANY_ORDER,
        ),
    ),
    Mutant(
        "what is sent back to the provider is public",
        CHANGES,
        "    revision.send_back(reasons, at=at)\n",
        "    revision.apply(listing, at)\n    revision.send_back(reasons, at=at)\n",
        (
            f"{REVISIONS}::test_sending_back_asks_for_a_reason_by_field_and_mails_it",
            ANY_ORDER,
        ),
    ),
    Mutant(
        "what the Hub puts back stays public",
        CHANGES,
        "    revision.refuse(listing, reasons, at=at)\n",
        "    revision.agree(listing, at=at)\n",
        (
            f"{REVISIONS}::test_what_is_shown_already_is_put_back_with_a_reason",
            ANY_ORDER,
        ),
    ),
    Mutant(
        "a provider is not told what was decided about its change",
        CHANGES,
        "    if listing.organisation_id is not None:\n",
        "    if listing.organisation_id is None:\n",
        (f"{REVISIONS}::test_agreeing_makes_it_public_and_tells_the_provider",),
    ),
    Mutant(
        "the journal keeps the reasons that a moderator wrote",
        CHANGES,
        "fields=sorted(why) if why",
        "fields=sorted(why.values()) if why",
        (f"{REVISIONS}::test_sending_back_asks_for_a_reason_by_field_and_mails_it",),
    ),
    Mutant(
        "a listing that the Hub stopped is still shown",
        LISTINGS,
        "    listing.listing_status = ListingStatus.SUSPENDED.value\n",
        "",
        (f"{MISTAKES}::test_a_listing_is_stopped_with_a_reason_and_opened_again",),
    ),
    Mutant(
        "a provider opens again what the Hub stopped",
        "portal/listing/rules/revisions.py",
        "MAY_WITHDRAW = frozenset({ListingStatus.STUB, ListingStatus.DRAFT, ListingStatus.PUBLISHED})",
        "MAY_WITHDRAW = frozenset(ListingStatus)",
        (ANY_ORDER,),
    ),
    Mutant(
        "a report is settled twice",
        LISTINGS,
        "    if report.settled_at is not None:\n",
        "    if not report.what:\n",
        (f"{MISTAKES}::test_a_report_is_settled_once",),
    ),
    Mutant(
        "a provider is told who reported a mistake",
        LISTINGS,
        '"details": words}',
        '"details": f"{words} {report.contact}"}',
        (f"{MISTAKES}::test_a_report_is_passed_to_the_provider_in_words_that_can_be_changed",),
    ),
    Mutant(
        "a provider is reminded as often as somebody presses the button",
        "portal/moderation/rules/settling.py",
        "    if reminded_at is not None and at - reminded_at < REMIND_EVERY:\n",
        "    if reminded_at is not None and at < reminded_at:\n",
        (f"{QUEUE}::test_a_listing_to_be_confirmed_waits_until_its_provider_was_reminded",),
    ),
    Mutant(
        "two of the Hub's staff take one item without knowing",
        "portal/moderation/actions/minding.py",
        "    if has != seen:\n",
        "    if not at:\n",
        (f"{QUEUE}::test_somebody_takes_an_item_lets_it_go_and_takes_it_over",),
    ),
    Mutant(
        "the next item is one that somebody else has to decide",
        "portal/moderation/rules/queue.py",
        "        if free and is_asked and may_decide(one.theirs, own) is None:\n",
        "        if free and is_asked:\n",
        (f"{QUEUE}::test_the_next_item_is_none_that_somebody_else_has_to_decide",),
    ),
    Mutant(
        "what was sent back to the provider still waits for the Hub",
        "portal/moderation/queries/waiting.py",
        "or_(Revision.returned_at.is_(None), Revision.submitted_at > Revision.returned_at)",
        "Revision.submitted_at.is_not(None)",
        (f"{QUEUE}::test_what_is_not_sent_was_taken_back_sent_back_or_decided_does_not_wait",),
    ),
]
