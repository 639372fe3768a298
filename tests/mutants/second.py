"""Mutants of the second step, of passkeys, and of where somebody is signed in."""

from tests.mutants.shape import Mutant

FACTORS, PASSKEYS = "portal/account/actions/factors.py", "portal/account/actions/passkeys.py"
SIGNING, QUERIES = "portal/account/actions/signing.py", "portal/account/queries/signing.py"
RULES, FORMS = "portal/account/rules/passkeys.py", "portal/account/forms/second.py"
ACCESS = "portal/account/access.py"
STEP = "tests/account/test_second_step.py"
RECOVERY = "tests/account/test_recovery.py"
KEYS = "tests/account/test_passkeys.py"
SECURITY = "tests/account/test_security.py"
LIE = f"{KEYS}::test_a_passkey_that_answers_wrongly_signs_nobody_in"

MUTANTS = [
    Mutant(
        "a half sign-in keeps its key when it becomes whole",
        SIGNING,
        "    key = half.renew()\n",
        '    from flask import session\n\n    key = session["half"]\n',
        (f"{STEP}::test_completing_gives_the_sign_in_a_new_key_and_the_visit_a_new_token",),
    ),
    Mutant(
        "a half sign-in counts as signed in",
        QUERIES,
        "        select(SignIn).where(SignIn.key_digest == digest(key), SignIn.is_half == half)\n",
        "        select(SignIn).where(SignIn.key_digest == digest(key))\n",
        (f"{STEP}::test_a_half_key_put_where_a_whole_one_belongs_opens_nothing",),
    ),
    Mutant(
        "half a sign-in lasts as long as a whole one",
        QUERIES,
        "        return row if at < row.started_at + HALF_LASTS else None\n",
        "        return row\n",
        (f"{STEP}::test_there_are_ten_minutes_for_both_steps",),
    ),
    Mutant(
        "a code works twice",
        FACTORS,
        "Person.totp_step < step))\n",
        "Person.totp_step <= step))\n",
        (f"{STEP}::test_no_code_works_twice_however_it_is_typed",),
    ),
    Mutant(
        "a code works twice in requests at once, because it is checked before it is used up",
        FACTORS,
        "    if step is None or not _take_step(person.id, step):\n",
        "    held = person.totp_step\n"
        "    db.session.rollback()\n"
        "    import time\n\n"
        "    time.sleep(0.3)\n"
        "    _take_step(half.person_id, step or 0)\n"
        "    if step is None or (held is not None and held >= step):\n",
        (f"{STEP}::test_of_the_same_code_sent_many_times_at_once_one_counts",),
    ),
    Mutant(
        "a phone's clock may be two steps off",
        "portal/account/rules/second.py",
        "DRIFT = (0, -1, 1)\n",
        "DRIFT = (0, -1, 1, -2, 2)\n",
        (f"{STEP}::test_a_phones_clock_may_be_one_step_off",),
    ),
    Mutant(
        "codes may be guessed without end",
        FACTORS,
        "    Tries.take(SECOND_STEP, str(person.id), at)\n",
        "",
        (f"{STEP}::test_after_five_wrong_codes_not_even_the_right_one_is_heard_for_a_while",),
    ),
    Mutant(
        "a wrong try is not kept",
        FACTORS,
        '    record_own("give wrong code", person_id, at)\n    commit()\n',
        '    record_own("give wrong code", person_id, at)\n    db.session.rollback()\n',
        (f"{STEP}::test_after_five_wrong_codes_not_even_the_right_one_is_heard_for_a_while",),
    ),
    Mutant(
        "a recovery code works again and again",
        FACTORS,
        "        delete(RecoveryCode)\n        .where(RecoveryCode.digest == _blind_code(person.id, tidy))\n"
        "        .where(RecoveryCode.person_id == person.id)\n        .returning(RecoveryCode.digest)\n",
        "        db.select(RecoveryCode.digest)\n        .where(RecoveryCode.digest == _blind_code(person.id, tidy))\n",
        (f"{RECOVERY}::test_a_code_lets_a_person_in_once_and_they_are_told",),
    ),
    Mutant(
        "recovery codes are kept as they are",
        FACTORS,
        '    return blind("recovery code", f"{person_id}:{code}")\n',
        '    return f"{code:x>64}"\n',
        (f"{RECOVERY}::test_only_digests_are_kept_and_they_fit_nobody_else",),
    ),
    Mutant(
        "old recovery codes outlive new ones",
        FACTORS,
        "    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))\n    db.session.add_all(\n",
        "    db.session.add_all(\n",
        (f"{RECOVERY}::test_new_codes_replace_the_old_ones",),
    ),
    Mutant(
        "nobody is told that a recovery code was used",
        FACTORS,
        '    Mail.write("recovery-code-used", to=person.email or "", at=at, values={"left": str(left)})\n',
        "",
        (f"{RECOVERY}::test_a_code_lets_a_person_in_once_and_they_are_told",),
    ),
    Mutant(
        "a change of second steps ends nothing",
        FACTORS,
        "    SignIn.end_others(row.person_id, keep=row.id)\n",
        "",
        (
            f"{SECURITY}::test_an_app_is_switched_on_by_its_own_code",
            f"{SECURITY}::test_adding_or_removing_a_passkey_signs_every_other_browser_out",
        ),
    ),
    Mutant(
        "a change of second steps leaves copies of this browser's cookie alive",
        FACTORS,
        "    key = row.renew()\n    Mail.write(letter",
        '    from flask import session\n\n    key = session["_user_id"]\n    Mail.write(letter',
        (f"{SECURITY}::test_an_app_is_switched_on_by_its_own_code",),
    ),
    Mutant(
        "the Hub's staff remove their last second step",
        FACTORS,
        "    if row.is_short and not person.passkeys:\n",
        "    if not person.has_second_factor:\n",
        (f"{SECURITY}::test_the_hubs_staff_keep_one_second_step",),
    ),
    Mutant(
        "both of two second steps can be removed at once",
        "portal/account/models.py",
        "with_for_update=True, populate_existing=True)\n",
        "with_for_update=True)\n",
        ("tests/postgresql/test_second.py",),
    ),
    Mutant(
        "a browser is signed out in name only",
        SIGNING,
        "    gone = db.session.scalars(\n        delete(SignIn)\n        .where(SignIn.id == sign_in_id, SignIn.person_id == person_id)\n        .returning(SignIn.id)\n    ).all()\n",
        "    gone = [sign_in_id]\n",
        (f"{SECURITY}::test_signing_another_browser_out_kills_copies_of_its_cookie",),
    ),
    Mutant(
        "signing out everywhere else spares the others",
        "portal/account/models.py",
        "delete(cls).where(cls.person_id == person_id, cls.id != keep)",
        "delete(cls).where(cls.person_id == person_id, cls.id == -keep)",
        (f"{SECURITY}::test_signing_out_everywhere_else_keeps_this_browser_alone",),
    ),
    Mutant(
        "a second step can be added without a fresh proof",
        ACCESS,
        '    "account.add_passkey": {"GET": FRESH, "POST": FRESH},\n',
        '    "account.add_passkey": {"GET": FRESH, "POST": SIGNED_IN},\n',
        (f"{SECURITY}::test_changing_second_steps_needs_a_fresh_proof",),
    ),
    Mutant(
        "an authenticator app can be set up without a fresh proof",
        ACCESS,
        '    "account.authenticator": {"GET": FRESH, "POST": FRESH},\n',
        '    "account.authenticator": {"GET": SIGNED_IN, "POST": SIGNED_IN},\n',
        (f"{SECURITY}::test_changing_second_steps_needs_a_fresh_proof",),
    ),
    Mutant(
        "a passkey signs in from inside another website's frame",
        RULES,
        " or said.cross_origin or ",
        " or ",
        (LIE,),
    ),
    Mutant(
        "a passkey that answered another website is not told apart",
        RULES,
        "    if said.origin != home.origin or ",
        "    if ",
        (LIE,),
    ),
    Mutant(
        "a passkey signs in that verified nobody",
        RULES,
        "    if not data.flags.uv:\n",
        "    if data.flags.uv is None:\n",
        (LIE,),
    ),
    Mutant(
        "a passkey that counts backwards signs in",
        RULES,
        "        if data.sign_count <= sign_count and (data.sign_count or sign_count):\n            raise Refused(Refusal.COPIED)\n",
        "        sign_count = 0\n",
        (LIE,),
    ),
    Mutant(
        "somebody else's passkey is a second step",
        PASSKEYS,
        "    if passkey is None or person_id not in {None, passkey.person_id}:\n",
        "    if passkey is None:\n",
        (f"{KEYS}::test_somebody_elses_passkey_is_no_second_step_and_no_proof",),
    ),
    Mutant(
        "a passkey's answer counts twice",
        PASSKEYS,
        "        raise Refused(Refusal.LATE) from sent\n",
        "        return\n",
        (f"{KEYS}::test_an_answer_counts_once",),
    ),
    Mutant(
        "a passkey's answer to another visit counts",
        FORMS,
        '    told = f"{session[VISIT_KEY]}:{purpose}:{made.hex()}"\n',
        '    told = f"{purpose}:{made.hex()}"\n',
        (f"{KEYS}::test_an_answer_to_another_visit_or_for_another_purpose_counts_for_nothing",),
    ),
    Mutant(
        "a passkey's answer counts for another purpose",
        FORMS,
        '    told = f"{session[VISIT_KEY]}:{purpose}:{made.hex()}"\n',
        '    told = f"{session[VISIT_KEY]}:{made.hex()}"\n',
        (f"{KEYS}::test_an_answer_to_another_visit_or_for_another_purpose_counts_for_nothing",),
    ),
    Mutant(
        "a passkey's answer counts for ever",
        FORMS,
        "    return 0 <= age < CHALLENGE_LASTS.total_seconds()\n",
        "    return age is not None\n",
        (f"{KEYS}::test_there_are_five_minutes_to_answer",),
    ),
]
