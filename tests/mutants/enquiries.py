"""Mutants of what schools ask a provider: who hears of it, how often, and who reads it."""

from tests.mutants.shape import Mutant

ACTIONS, QUERIES = "portal/enquiries/actions.py", "portal/enquiries/queries.py"
VIEWS, PAGES = "portal/enquiries/views.py", "portal/enquiries/pages.py"
OF_ACTIONS, OF_VIEWS = (f"tests/enquiries/test_{name}.py::test_" for name in ("actions", "views"))
PROVES = (f"{OF_VIEWS}a_visitor_proves_the_address_before_anything_is_sent_on",)

MUTANTS = [
    Mutant(
        "one school mails a provider as often as it likes",
        ACTIONS,
        '    Tries.take(TO_ONE, f"{asker.counted_as} listing:{listing_id}", at)\n',
        "",
        (f"{OF_ACTIONS}one_school_reaches_a_provider_a_few_times_a_day_and_no_more",),
    ),
    Mutant(
        "one school asks every provider there is",
        ACTIONS,
        "    Tries.take(FROM_ONE, asker.counted_as, at)\n",
        "",
        (f"{OF_ACTIONS}one_school_asks_a_bounded_number_of_providers_a_day",),
    ),
    Mutant(
        "a provider is asked without end by one address after another",
        ACTIONS,
        '    Tries.take(TO_LISTING, f"listing:{listing.id}", at)\n',
        "",
        (f"{OF_ACTIONS}whoever_sends_them_a_listing_is_asked_a_bounded_number_a_day",),
    ),
    Mutant(
        "somebody else's address gets link after link",
        ACTIONS,
        "        Tries.take(LINKS_TO, asker.email, at)\n",
        "",
        (f"{OF_ACTIONS}no_address_gets_link_after_link",),
    ),
    Mutant(
        "one network sends links to ever more addresses",
        ACTIONS,
        "    Tries.take(FROM_NETWORK, network_of(client), at)\n",
        "",
        (f"{OF_ACTIONS}no_network_sends_links_to_ever_more_addresses",),
    ),
    Mutant(
        "one side writes turn after turn",
        ACTIONS,
        '    Tries.take(TURNS, f"enquiry:{enquiry_id} {sender.side}", at)\n',
        "",
        (f"{OF_ACTIONS}nobody_writes_turn_after_turn",),
    ),
    Mutant(
        "the same question is sent again while it is open",
        ACTIONS,
        "    if same is not None and same.proved_at is not None:\n",
        "    if False:\n",
        (f"{OF_VIEWS}the_same_question_that_is_open_is_refused",),
    ),
    Mutant(
        "an address need not be proved",
        ACTIONS,
        "    else:\n        _send_on(enquiry, listing, text, at)\n",
        "    _send_on(enquiry, listing, text, at)\n",
        PROVES,
    ),
    Mutant(
        "looking at the link sends the question",
        VIEWS,
        "    if form.validate_on_submit():\n        name = enquiry.listing.name\n",
        "    if True:\n        name = enquiry.listing.name\n",
        PROVES,
    ),
    Mutant(
        "a thread opens for any organisation",
        QUERIES,
        ".where(Enquiry.id == enquiry_id, theirs, sent)",
        ".where(Enquiry.id == enquiry_id, sent)",
        (f"{OF_VIEWS}colleagues_of_both_sides_open_the_thread_and_nobody_else_does",),
    ),
    Mutant(
        "the school reads which of the provider's people answered",
        PAGES,
        '    elif side is Side.SCHOOL:\n        name = ""\n',
        "",
        (f"{OF_VIEWS}the_school_reads_no_name_and_no_address_of_the_providers_people",),
    ),
    Mutant(
        "the link of a question never grows old",
        "portal/enquiries/rules.py",
        "    return at < made_at + PROOF_LASTS\n",
        "    return True\n",
        (f"{OF_ACTIONS}a_link_opens_nothing_for_longer_than_a_week_unless_it_was_followed",),
    ),
    Mutant(
        "a visitor's thread tells its address on",
        VIEWS,
        "    return secret_address((shown, 409 if refusal else 422 if form.is_submitted() else 200))\n",
        "    return shown, 409 if refusal else 422 if form.is_submitted() else 200\n",
        (f"{OF_VIEWS}the_letters_link_is_named_to_nobody_and_a_wrong_one_opens_nothing",),
    ),
    Mutant(
        "an old link opens another question that has its number",
        "portal/enquiries/models.py",
        'return f"enquiry {self.id} {self.made_at.astimezone(UTC).isoformat()}"',
        'return f"enquiry {self.id}"',
        (f"{OF_ACTIONS}no_table_holds_what_opens_a_thread",),
    ),
    Mutant(
        "a stopped provider is still written to",
        QUERIES,
        "    if organisation is None or organisation.frozen_at is not None:\n",
        "    if organisation is None:\n",
        (f"{OF_VIEWS}whoever_cannot_be_asked_says_why",),
    ),
    Mutant(
        "an answer crosses with a colleague's unseen",
        ACTIONS,
        "    if seen is not None and find_latest(enquiry_id) != seen:\n",
        "    if False:\n",
        (f"{OF_VIEWS}who_writes_while_a_colleague_answers_is_shown_the_answer_first",),
    ),
    Mutant(
        "what somebody asks reads like the portal's own words in a letter",
        "portal/mail/rules.py",
        'f"> {line}" for line in map(clean,',
        "line for line in map(clean,",
        ("tests/mail/test_rules.py::test_what_is_quoted_begins_no_line_of_its_own",),
    ),
    Mutant(
        "a quotation in a letter may be of any length",
        "portal/mail/rules.py",
        "map(clean, text[:LONGEST_QUOTE].splitlines())",
        "map(clean, text.splitlines())",
        ("tests/mail/test_rules.py::test_what_is_quoted_begins_no_line_of_its_own",),
    ),
]
