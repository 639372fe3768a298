"""Mutants of what goes stale: who is told of it, how often, and who may say that it is still correct."""

from tests.mutants.shape import Mutant

LADDERS, RULES = "portal/listing/rules/ladders.py", "portal/listing/rules/freshness.py"
QUERIES, REMINDING = (
    "portal/listing/queries/freshness.py",
    "portal/listing/actions/reminding.py",
)
CONFIRMING, VIEW = "portal/listing/actions/confirming.py", "portal/listing/views/confirming.py"
OF_RULES, OF_REMINDING, OF_CONFIRMING, OF_DAYS = (
    f"tests/listing/test_freshness_{name}.py"
    for name in ("rules", "reminding", "confirming", "simulation")
)
KEPT = f"{OF_CONFIRMING}::test_whoever_keeps_it_no_more_has_nothing_to_confirm"
MUTANTS = [
    Mutant(
        "the steps that a missed day passed over are told before the newest",
        LADDERS,
        "    return min(reached) if since.days <= OLD_NEWS_DAYS else None\n",
        "    return max(reached) if since.days <= OLD_NEWS_DAYS else None\n",
        (
            f"{OF_RULES}::test_of_steps_that_were_missed_only_the_newest_is_told_and_none_of_a_year_ago",
        ),
    ),
    Mutant(
        "a provider who has sent the next certificate is asked for it",
        RULES,
        "    return max(reversed(held), key=lambda one: _ends(one, today) or date.min)\n",
        "    return held[0]\n",
        (f"{OF_RULES}::test_whoever_has_sent_the_next_certificate_is_not_asked_for_it",),
    ),
    Mutant(
        "what was told is told again",
        QUERIES,
        "        if told.key not in sent[who]:\n            found.setdefault(who, Reminder(who)).kept.append(told)\n",
        "        if told:\n            found.setdefault(who, Reminder(who)).kept.append(told)\n",
        (f"{OF_REMINDING}::test_the_command_says_how_many_and_a_dry_run_writes_nothing",),
    ),
    Mutant(
        "a letter is written in another transaction than the notice of it",
        REMINDING,
        "    _write(person.email, reminder, at)\n",
        "    email = person.email\n    _write(email, reminder, at)\n    commit()\n",
        ("tests/journeys/test_remind_kill.py",),
    ),
    Mutant(
        "a notice is written in another transaction than its letter",
        REMINDING,
        "    _write(person.email, reminder, at)\n    for told in reminder.everything:\n        db.session.add(_notice(person_id, told, at))\n",
        "    email = person.email\n    for told in reminder.everything:\n        db.session.add(_notice(person_id, told, at))\n    commit()\n    _write(email, reminder, at)\n",
        ("tests/journeys/test_remind_kill.py",),
    ),
    Mutant(
        "people of an organisation that the Hub stopped are still written to",
        QUERIES,
        "Organisation.kind == kind, Organisation.frozen_at.is_(None), Person.email.is_not(None)",
        "Organisation.kind == kind, Person.email.is_not(None)",
        (
            f"{OF_REMINDING}::test_nobody_is_told_who_does_not_keep_a_published_listing",
            KEPT,
        ),
    ),
    Mutant(
        "people are reminded of listings that are not published",
        RULES,
        "    if kept.status != ListingStatus.PUBLISHED:\n        return ()\n",
        "",
        (f"{OF_RULES}::test_nobody_is_reminded_of_what_is_not_published",),
    ),
    Mutant(
        "schools are told of the end of what nobody had checked",
        RULES,
        "    if not is_news or _is_good(group, today) or not _is_good(group, on):\n",
        "    if not is_news or _is_good(group, today):\n",
        (f"{OF_RULES}::test_what_was_not_good_before_or_is_good_still_has_not_lapsed",),
    ),
    Mutant(
        "schools are told of what is not public",
        RULES,
        "            one for one in kept.claims if one.is_shown and one.record.claim.kind is kind\n",
        "            one for one in kept.claims if one.record.claim.kind is kind\n",
        (f"{OF_RULES}::test_what_was_not_good_before_or_is_good_still_has_not_lapsed",),
    ),
    Mutant(
        "whoever opens the link confirms by it",
        VIEW,
        "    if person_id is not None and form.validate_on_submit():\n",
        "    if person_id is not None and not form.is_submitted():\n"
        "        everything = {one.id: [code for code, *_ in one.choices] for one in listings}\n"
        "        versions = {one.id: one.version for one in listings}\n"
        "        confirm_facts(person_id, everything, seen=versions, by='visitor', at=now())\n"
        "    if person_id is not None and form.validate_on_submit():\n",
        (f"{OF_CONFIRMING}::test_to_open_the_link_changes_nothing_and_tells_it_to_nobody",),
    ),
    Mutant(
        "the form behind the link needs a cookie",
        "portal/listing/access.py",
        '"whoever holds an emailed link to say what is still correct", lambda: True, keyed=True',
        '"whoever holds an emailed link to say what is still correct", lambda: True',
        (
            f"{OF_CONFIRMING}::test_what_is_ticked_is_confirmed_today_signed_out_and_without_a_cookie",
        ),
    ),
    Mutant(
        "the link outlives the address that it was sent to",
        QUERIES,
        "    return person.id if link and person and person.email == link.email else None\n",
        "    return person.id if link and person else None\n",
        (
            f"{OF_CONFIRMING}::test_the_link_lasts_thirty_days_and_dies_with_a_newer_letter_and_with_the_address",
        ),
    ),
    Mutant(
        "what was changed after the page was opened is confirmed unseen",
        CONFIRMING,
        "(new and seen.get(listing_id) != listing.version_id)",
        "False",
        (f"{OF_CONFIRMING}::test_what_somebody_changed_meanwhile_is_looked_at_first",),
    ),
    Mutant(
        "a page whose address is secret is kept by what stands between",
        "portal/web/security.py",
        '    response.headers["Cache-Control"] = "private, no-store"\n    response.headers["Referrer-Policy"]',
        '    response.headers["Referrer-Policy"]',
        (f"{OF_CONFIRMING}::test_to_open_the_link_changes_nothing_and_tells_it_to_nobody",),
    ),
    Mutant(
        "what finds no room on a school's shortlist is put there",
        "portal/providers/actions/shortlisting.py",
        "    for number in new[: max(room, 0)]:\n",
        "    for number in new:\n",
        ("tests/providers/test_shortlist.py::test_of_many_at_once_six_find_room",),
    ),
    Mutant(
        "a school's shortlist is anybody's",
        "portal/providers/views.py",
        "    return place().organisation_id if _for_school() else None\n",
        "    return place().organisation_id if _for_school() else 1\n",
        (
            "tests/providers/test_shortlist.py::test_a_visitors_lies_in_the_visit_alone_and_a_providers_people_are_visitors_here",
        ),
    ),
]
