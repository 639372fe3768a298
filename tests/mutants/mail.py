"""Mutants of the mail that is owed."""

from tests.mutants.shape import Mutant

RULES = "portal/mail/rules.py"
MODELS = "portal/mail/models.py"
LETTERS = "portal/mail/queries/letters.py"
DELIVERY = "portal/mail/actions/delivery.py"
OUTGOING = "portal/mail/actions/outgoing.py"
SMTP = "portal/mail/actions/smtp.py"
DELIVERING = "tests/mail/test_actions_delivery.py::test_"

MUTANTS = [
    Mutant(
        "a mail is leased for less time than sending it may take",
        RULES,
        "    return 2 * timeout + WRITES_WITHIN\n",
        "    return timeout / 2\n",
        (
            "tests/mail/test_rules.py::test_a_lease_outlasts_sending_and_writing_down_what_came_of_it",
            f"{DELIVERING}sending_never_outlasts_the_lease",
        ),
    ),
    Mutant(
        "a mail is claimed without a lease",
        DELIVERY,
        "        mail.next_at = mail.leased_until = until = at + lasts\n",
        "        mail.leased_until = until = at + lasts\n",
        (f"{DELIVERING}a_mail_belongs_to_whoever_claimed_it_until_the_lease_ends",),
    ),
    Mutant(
        "a mail is committed by itself, whatever becomes of what it tells of",
        MODELS,
        "        db.session.add(\n",
        "        (lambda row: (db.session.add(row), db.session.commit()))(\n",
        (
            "tests/mail/test_models.py"
            "::test_a_mail_is_written_with_what_it_tells_of_and_undone_with_it",
        ),
    ),
    Mutant(
        "a mail is sent inside the transaction that claimed it",
        DELIVERY,
        "    commit()\n    return claimed\n",
        "    db.session.flush()\n    return claimed\n",
        (f"{DELIVERING}what_is_due_is_sent_oldest_first_and_only_once",),
    ),
    Mutant(
        "a mail gets another Message-ID at each attempt",
        OUTGOING,
        '    message["Message-ID"] = f"<{mail.message_id}@',
        '    message["Message-ID"] = f"<{datetime.now().timestamp()}@',
        ("tests/mail/test_actions_outgoing.py::test_each_attempt_is_the_same_to_the_byte",),
    ),
    Mutant(
        "what somebody typed may begin a line of a mail",
        RULES,
        '    return " ".join("".join(kept).split())\n',
        '    return "".join(kept)\n',
        (
            "tests/mail/test_rules.py::test_what_somebody_typed_stays_on_its_line",
            "tests/mail/test_rules.py::test_cleaned_text_has_one_line_that_every_mail_system_can_carry",
        ),
    ),
    Mutant(
        "a mail may be written to several addresses",
        MODELS,
        "    if not is_address(to):\n",
        '    if "@" not in to:\n',
        ("tests/mail/test_models.py::test_what_could_not_be_sent_is_refused_when_it_is_written",),
    ),
    Mutant(
        "the subject of a mail may be of any length",
        RULES,
        "    if len(subject) > LONGEST_SUBJECT:\n",
        "    if len(subject) > 10 * LONGEST_SUBJECT:\n",
        ("tests/mail/test_rules.py::test_what_somebody_typed_stays_on_its_line",),
    ),
    Mutant(
        "what somebody typed is HTML in a mail",
        "templates/mail/letter.html",
        "<p>{{ paragraph }}</p>\n",
        "<p>{{ paragraph | safe }}</p>\n",
        ("tests/mail/test_queries.py::test_what_somebody_typed_is_text_in_html",),
    ),
    Mutant(
        "the link in a mail leads to the host that the visitor named",
        LETTERS,
        '    base = str(current_app.extensions["settings"].base_url).rstrip("/")\n',
        '    from flask import request\n    base = request.host_url.rstrip("/")\n',
        (
            "tests/mail/test_queries.py"
            "::test_a_link_leads_to_the_address_of_the_settings_with_the_key_of_its_nonce",
        ),
    ),
    Mutant(
        "one address that fails holds up the others",
        DELIVERY,
        "        tally.nobody = trouble is not None and trouble.nobody\n",
        "        tally.nobody = trouble is not None\n",
        (f"{DELIVERING}a_failure_is_tried_again_later_and_holds_up_no_other",),
    ),
    Mutant(
        "a mail that was sent keeps what its key follows from",
        DELIVERY,
        '        mail.values, mail.link, mail.nonce, mail.trouble = {}, "", "", ""\n',
        '        mail.values, mail.trouble = {}, ""\n',
        (f"{DELIVERING}what_was_sent_forgets_what_filled_it",),
    ),
    Mutant(
        "a mail that brings the process down is tried for ever",
        DELIVERY,
        "        mail.tries += 1\n",
        "        mail.tries = 1\n",
        (f"{DELIVERING}a_mail_that_brings_the_process_down_is_not_tried_for_ever",),
    ),
    Mutant(
        "a late failure undoes what another process is doing",
        DELIVERY,
        "mail.leased_until == claimed.leased_until and trouble is not None:\n",
        "mail.leased_until is not None and trouble is not None:\n",
        (f"{DELIVERING}a_late_failure_does_not_undo_what_another_process_is_doing",),
    ),
    Mutant(
        "a mail server gets the password over a line that others can read",
        SMTP,
        '            if not encrypted and server.tls != "off":\n',
        '            if not encrypted and server.tls == "required":\n',
        (
            "tests/mail/test_actions_smtp.py"
            "::test_a_password_is_not_given_over_a_line_that_others_can_read",
        ),
    ),
    Mutant(
        "a mail server that drips is never left",
        SMTP,
        "    watch.start()\n",
        "    watch.daemon = True\n",
        (
            "tests/mail/test_actions_smtp.py"
            "::test_a_server_that_drips_is_left_in_time_though_each_byte_comes_soon",
        ),
    ),
    Mutant(
        "mail that was sent is kept for ever",
        "portal/mail/actions/sweeping.py",
        "    old = or_(Mail.sent_at <= at - KEPT, Mail.given_up_at <= at - KEPT)\n",
        "    old = or_(Mail.given_up_at <= at - KEPT, Mail.given_up_at <= at - KEPT)\n",
        (f"{DELIVERING}what_was_sent_or_given_up_goes_after_30_days_and_nothing_that_waits",),
    ),
    Mutant(
        "the thread that delivers is started before the server forks",
        "portal/mail/__init__.py",
        '        app.extensions["mail_worker"] = Worker(app)\n',
        '        app.extensions["mail_worker"] = Worker(app)\n        app.extensions["mail_worker"].start()\n',
        (
            "tests/mail/test_actions_working.py::test_it_begins_with_the_first_answer_and_not_before",
        ),
    ),
    Mutant(
        "in production mail is printed because nobody said where it should go",
        "portal/config.py",
        '        if self.mode == "production" and not self.mail:\n',
        '        if self.mode == "production" and self.mail is None:\n',
        (
            "tests/mail/test_commands.py::test_in_production_somebody_has_decided_which_way_mail_goes",
        ),
    ),
]
