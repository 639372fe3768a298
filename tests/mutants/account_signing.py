"""Mutants of how people make an account, sign in and out, and keep their password and address."""

from tests.mutants.shape import Mutant

ACCESS = "portal/account/access.py"
ADDRESSES = "portal/web/addresses.py"
HASHING = "portal/account/rules/hashing.py"
MODELS = "portal/account/models.py"
PASSWORDS = "portal/account/actions/passwords.py"
PROVING = "portal/account/actions/proving.py"
SIGNING = "tests/account/test_signing.py"
RESETTING = "tests/account/test_resetting.py"
THROTTLING = "tests/account/test_throttling.py"
SAME = "tests/account/test_same_answer.py"
DETAILS = "tests/account/test_details.py"
JOINING = "tests/account/test_joining.py"
RULES = "tests/account/test_rules_passwords.py"

OURS = """    if (
        not asked.startswith("/")
        or asked.startswith("//")  # another host; and Python's parser fails on some of these
        or any(sign in asked for sign in "\\\\\\t\\r\\n")
        or not asked.isprintable()
    ):
        return default
    parts = urlsplit(asked)
    return asked if not parts.scheme and not parts.netloc else default
"""

MUTANTS = [
    Mutant(
        "an unknown address is answered without working out a hash",
        PROVING,
        "    right = matches(held, password)\n",
        "    right = held is not None and matches(held, password)\n",
        (f"{SAME}::test_nothing_tells_whether_there_is_an_account",),
    ),
    Mutant(
        "who has no account and asks for a new password is told so",
        "portal/account/views/passwords.py",
        "        with suppress(AlreadySent):\n            passwords.ask_for_reset(\n",
        "        outcome += str(passwords.find_person(form.email.data) is None)\n"
        "        with suppress(AlreadySent):\n            passwords.ask_for_reset(\n",
        (f"{SAME}::test_nothing_tells_whether_there_is_an_account",),
    ),
    Mutant(
        "who has an account and asks for another is told so",
        "portal/account/views/joining.py",
        "        with suppress(AlreadySent):\n            ask_to_join(",
        "        with suppress(AlreadySent):\n"
        "            from portal.account.queries import find_person\n"
        "            outcome += str(find_person(form.email.data) is None)\n"
        "            ask_to_join(",
        (f"{SAME}::test_nothing_tells_whether_there_is_an_account",),
    ),
    Mutant(
        "passwords are kept with too little work",
        HASHING,
        "MEMORY_KIB, PASSES, LANES = 19_456, 2, 1\n",
        "MEMORY_KIB, PASSES, LANES = 1_024, 2, 1\n",
        (f"{RULES}::test_a_password_is_kept_as_argon2id_with_enough_work",),
    ),
    Mutant(
        "an outdated hash stays as it is",
        PROVING,
        "if right and held and is_outdated(held) else held\n",
        "if not held else held\n",
        (f"{SIGNING}::test_a_hash_of_less_work_is_made_anew_at_the_next_sign_in",),
    ),
    Mutant(
        "a new password by a link is not looked at",
        "portal/account/views/passwords.py",
        "    form = NewPasswordForm(link.email, person_id=link.person_id)\n    if not form.validate_on_submit():\n",
        "    form = NewPasswordForm(link.email, person_id=link.person_id)\n    if not form.is_submitted():\n",
        (f"{RESETTING}::test_a_weak_password_is_refused_whichever_way_it_comes",),
    ),
    Mutant(
        "no list of common passwords is asked",
        "portal/account/rules/passwords.py",
        "    if folded in _common() or (len(stem) >= SHORTEST_STEM and stem in _common()):\n",
        "    if folded in _common() and stem not in _common():\n",
        (f"{RULES}::test_a_password_that_others_would_try_is_refused_with_the_reason",),
    ),
    Mutant(
        "words about the person make a good password",
        "portal/account/rules/passwords.py",
        "    if _is_made_of(_letters(folded), _words(about)):\n",
        "    if _is_made_of(_letters(folded), _words(())):\n",
        (f"{RULES}::test_a_password_that_others_would_try_is_refused_with_the_reason",),
    ),
    Mutant(
        "the file of breached passwords is not asked",
        "portal/account/queries/passwords.py",
        "    if not found and file is not None and is_breached(password, file):\n",
        "    if found and file is not None and is_breached(password, file):\n",
        (
            f"{RESETTING}::test_a_password_that_was_made_public_is_refused_where_the_operator_has_a_file",
        ),
    ),
    Mutant(
        "a password is stripped of its blanks",
        "portal/web/fields/password.py",
        '        return raw if isinstance(raw, str) else ""\n',
        '        return raw.strip() if isinstance(raw, str) else ""\n',
        (f"{RESETTING}::test_any_password_of_12_to_128_signs_is_taken_as_it_is",),
    ),
    Mutant(
        "a password that is too long is cut",
        "portal/web/fields/password.py",
        '            raise ValueError(f"{self.called} must be {self.most} characters or fewer")\n',
        "            return typed[: self.most]\n",
        (f"{RESETTING}::test_a_weak_password_is_refused_whichever_way_it_comes",),
    ),
    Mutant(
        "a password is put back into the page",
        "templates/macros/field.html",
        '{{ govukPasswordInput({"id": f.id, ',
        '{{ govukPasswordInput({"value": f.typed or "", "id": f.id, ',
        (f"{SIGNING}::test_a_wrong_password_is_refused_and_never_shown_again",),
    ),
    Mutant(
        "signing in keeps the visit that somebody else may have begun",
        ACCESS,
        "    session.clear()\n    session.update(kept)\n    if row.is_half:\n",
        "    session.update(kept)\n    if row.is_half:\n",
        (f"{SIGNING}::test_signing_in_changes_the_visit_and_its_token",),
    ),
    Mutant(
        "signing out forgets the cookie and leaves the sign-in",
        "portal/account/views/signing.py",
        "        end_sign_in(row.id, person_id=row.person_id, at=now())\n",
        "        pass\n",
        (f"{SIGNING}::test_a_copied_cookie_is_dead_once_its_owner_signs_out",),
    ),
    Mutant(
        "a changed password leaves other browsers signed in",
        PASSWORDS,
        "    SignIn.end_others(person_id, keep=sign_in_id)\n",
        "",
        (
            f"{RESETTING}::test_changing_the_password_ends_other_browsers_and_copies_of_this_ones_cookie",
        ),
    ),
    Mutant(
        "a changed password leaves copies of this browser's cookie alive",
        PASSWORDS,
        "    key = row.renew()\n",
        '    key = "of no sign-in"\n',
        (
            f"{RESETTING}::test_changing_the_password_ends_other_browsers_and_copies_of_this_ones_cookie",
        ),
    ),
    Mutant(
        "a new password by a link leaves browsers signed in",
        PASSWORDS,
        "    db.session.execute(delete(SignIn).where(SignIn.person_id == person.id))\n",
        "    db.session.flush()\n",
        (f"{RESETTING}::test_a_new_password_by_a_link_signs_every_browser_out",),
    ),
    Mutant(
        "a sign-in never grows old",
        "portal/account/rules/__init__.py",
        "    if at >= started_at + SIGN_IN_LASTS:\n",
        "    if at >= seen_at + SIGN_IN_LASTS:\n",
        (
            f"{SIGNING}::test_using_a_page_keeps_the_hubs_staff_signed_in_and_loading_a_style_does_not",
        ),
    ),
    Mutant(
        "the Hub's staff stay signed in without doing anything",
        "portal/account/rules/__init__.py",
        "    return not is_short or at < seen_at + IDLE_LASTS\n",
        "    return not is_short or at <= seen_at + IDLE_LASTS\n",
        (f"{SIGNING}::test_a_sign_in_lasts_as_long_as_it_may_and_no_second_more",),
    ),
    Mutant(
        "loading a style counts as doing something",
        "portal/account/views/signing.py",
        '    if request.endpoint not in {None, "static"} and',
        "    if request.endpoint is not None and",
        (
            f"{SIGNING}::test_using_a_page_keeps_the_hubs_staff_signed_in_and_loading_a_style_does_not",
        ),
    ),
    Mutant(
        "browsers are remembered by a cookie that nobody can end",
        ACCESS,
        "        login_user(Signed(row, key))\n",
        "        login_user(Signed(row, key), remember=True)\n",
        (f"{SIGNING}::test_no_browser_is_remembered_by_a_cookie_of_its_own",),
    ),
    Mutant(
        "a link works as often as many use it at once",
        MODELS,
        "                cls.used_at.is_(None),\n",
        "",
        (f"{JOINING}::test_of_twenty_who_use_one_link_at_once_one_makes_the_account",),
    ),
    Mutant(
        "a link never grows old",
        "portal/account/queries/keys.py",
        "and row.used_at is None and at < row.expires_at else None\n",
        "and row.used_at is None else None\n",
        (f"{RESETTING}::test_a_link_works_for_an_hour_and_no_second_more",),
    ),
    Mutant(
        "a link for one thing does another",
        "portal/account/queries/keys.py",
        "EmailKey.digest == digest(key), EmailKey.purpose == purpose)",
        "EmailKey.digest == digest(key), EmailKey.purpose == EmailKey.purpose)",
        (f"{JOINING}::test_a_link_for_one_thing_does_nothing_else",),
    ),
    Mutant(
        "a newer link leaves the older one alive",
        MODELS,
        "            db.session.execute(delete(cls).where(cls.purpose == purpose, cls.email == email))\n",
        "            db.session.flush()\n",
        (f"{RESETTING}::test_a_link_dies_with_a_newer_one_and_with_any_new_password",),
    ),
    Mutant(
        "a new password leaves links to choose another alive",
        PASSWORDS,
        "            EmailKey.purpose.in_((Purpose.RESET, Purpose.NEW_EMAIL)),\n",
        "            EmailKey.purpose.in_((Purpose.SIGN_UP,)),\n",
        (
            f"{RESETTING}::test_a_link_dies_with_a_newer_one_and_with_any_new_password",
            f"{DETAILS}::test_a_new_password_ends_a_link_to_another_address",
        ),
    ),
    Mutant(
        "the key of a link is kept in the database",
        MODELS,
        "            digest=digest(emailed_key(nonce)),\n",
        "            digest=emailed_key(nonce),\n",
        (f"{RESETTING}::test_the_link_is_kept_only_as_a_digest_of_enough_bits",),
    ),
    Mutant(
        "a page whose address is secret tells it on",
        "portal/web/security.py",
        '    response.headers["Referrer-Policy"] = "no-referrer"\n',
        "",
        (f"{RESETTING}::test_a_link_works_for_an_hour_and_no_second_more",),
    ),
    Mutant(
        "looking at a link uses it up",
        "portal/account/queries/keys.py",
        '    """The emailed key, if it was made for this, is not used and not too old. Reading it uses nothing up."""\n',
        "    EmailKey.use(purpose, key, at)\n    db.session.commit()\n",
        (f"{JOINING}::test_looking_at_the_link_uses_nothing_up_and_names_it_to_nobody",),
    ),
    Mutant(
        "somebody else who is signed in may use a link to a new address",
        "portal/account/views/details.py",
        "    if row is not None and row.person_id != link.person_id:\n",
        "    if row is not None and row.person_id == 0:\n",
        (f"{DETAILS}::test_somebody_else_who_is_signed_in_cannot_use_the_link",),
    ),
    Mutant(
        "the old address hears nothing of a new one",
        "portal/account/actions/details.py",
        '    Mail.write("email-asked", to=person.email or "", at=at, link="/account/reset")\n',
        "",
        (f"{DETAILS}::test_a_new_address_counts_only_once_its_link_is_followed",),
    ),
    Mutant(
        "a new address needs no fresh proof of who asks for it",
        ACCESS,
        '    "account.change_email": {"GET": FRESH, "POST": FRESH},\n',
        '    "account.change_email": {"GET": SIGNED_IN, "POST": SIGNED_IN},\n',
        (
            "tests/house/test_doors.py::test_each_persona_is_answered_as_the_table_says[GET account.change_email]",
        ),
    ),
    Mutant(
        "every worker counts wrong passwords for itself",
        PROVING,
        "        (WRONG_PASSWORDS, email.lower()),\n",
        "        (WRONG_PASSWORDS, email.lower() + str(id(db.engine))),\n",
        (f"{THROTTLING}::test_ten_wrong_passwords_close_an_account_for_a_while_in_all_workers",),
    ),
    Mutant(
        "wrong passwords are counted only after they were judged",
        "portal/account/actions/trying.py",
        "        Tries.take(limit, subject, at)\n    commit()\n",
        "        Tries.take(limit, subject, at)\n",
        (f"{THROTTLING}::test_many_guesses_at_once_do_not_slip_in_under_the_limit",),
    ),
    Mutant(
        "one try more than the limit is judged",
        "portal/journal/models.py",
        "        if row.count > limit.most:\n",
        "        if row.count > limit.most + 1:\n",
        ("tests/journal/test_tries.py",),
    ),
    Mutant(
        "whoever is refused by one limit uses up another",
        "portal/journal/models.py",
        "            db.session.rollback()\n            raise Throttled(until)\n",
        "            raise Throttled(until)\n",
        ("tests/journal/test_tries.py::test_whoever_is_refused_by_one_limit_is_counted_by_none",),
    ),
    Mutant(
        "whoever signs in rightly uses up their school's tries",
        PROVING,
        "    Tries.take_back(WRONG_PASSWORDS_FROM, network_of(client))\n",
        "",
        (f"{THROTTLING}::test_people_who_sign_in_rightly_do_not_close_their_schools_network",),
    ),
    Mutant(
        "a password may be guessed at without end",
        PROVING,
        "    try_once(counted, at)\n",
        "",
        (
            f"{THROTTLING}::test_proving_who_one_is_counts_as_signing_in_does",
            f"{THROTTLING}::test_many_guesses_at_once_do_not_slip_in_under_the_limit",
        ),
    ),
    Mutant(
        "letters may be asked for without end",
        PASSWORDS,
        "    try_once(((LETTERS_TO, email), (LETTERS_FROM, network_of(client))), at)\n",
        "",
        (f"{THROTTLING}::test_nobody_is_sent_more_than_a_few_letters",),
    ),
    Mutant(
        "the sign-in form goes in without its token",
        ACCESS,
        'VISITOR = Door("anyone, whose forms carry the token of their visit", lambda: True)\n',
        'VISITOR = Door("anyone", lambda: True, public=True)\n',
        ("tests/house/test_doors.py::test_no_form_goes_in_without_the_token_of_its_own_visit",),
    ),
    Mutant(
        "a backslash leads away",
        ADDRESSES,
        'any(sign in asked for sign in "\\\\\\t\\r\\n")',
        'any(sign in asked for sign in "\\t\\r\\n")',
        (
            "tests/web/test_addresses.py::test_no_address_leads_away",
            f"{SIGNING}::test_signing_in_leads_only_to_pages_of_this_portal",
        ),
    ),
    Mutant(
        "the page after signing in is whatever the link says",
        "portal/account/views/coming_in.py",
        '    return local_address(request.args.get("next", ""), default or url_for("account.home"))\n',
        '    return request.args.get("next", "") or default or url_for("account.home")\n',
        (f"{SIGNING}::test_wherever_a_link_asks_to_be_sent_it_is_to_this_portal",),
    ),
    Mutant(
        "any address that begins with a slash is taken for ours",
        ADDRESSES,
        OURS,
        '    if not asked.startswith("/"):\n        return default\n    return asked\n',
        ("tests/web/test_addresses.py::test_no_address_leads_away",),
    ),
]
