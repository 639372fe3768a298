"""Mutants of the gate, the headers and what else every page shares."""

from tests.mutants.shape import Mutant

GATE, DOORS = "portal/web/gate.py", "tests/house/test_doors.py"
ROWS = f"{DOORS}::test_each_persona_is_answered_as_the_table_says"
OTHERS = "test_what_belongs_to_others_is_not_there"
MUTANTS = [
    Mutant(
        "an error page gives a passkey's answer back",
        "portal/web/errors.py",
        'r"password|passkey|code|credential"',
        'r"password|code|credential"',
        ("tests/web/test_errors.py::test_what_proves_who_somebody_is_is_never_given_back",),
    ),
    Mutant(
        "a door that nobody declared stands open",
        GATE,
        "    if door is None:\n        g.turned_away = True\n        abort(403)\n",
        "    if door is None:\n        return None\n",
        (f"{DOORS}::test_a_door_that_nobody_declared_is_shut_to_everybody",),
    ),
    Mutant(
        "no form carries a token",
        GATE,
        "        csrf.protect()\n",
        "        pass\n",
        (f"{DOORS}::test_no_form_goes_in_without_the_token_of_its_own_visit",),
    ),
    Mutant(
        "a form from another site goes in",
        GATE,
        '        if site != "same-origin":\n',
        '        if site == "none":\n',
        (f"{DOORS}::test_no_form_goes_in_without_the_browsers_word",),
    ),
    Mutant(
        "a page without a door goes unnoticed",
        "portal/moderation/access.py",
        '    "moderation.trail": {"GET": HUB},\n',
        "",
        (f"{DOORS}::test_the_table_names_every_door_and_no_door_that_is_gone",),
    ),
    Mutant(
        "any member comes to the Hub's desk",
        "portal/organisation/access.py",
        "        acts_for(Kind.HUB, administrator=administrator)\n        and row is not None\n",
        "        row is not None\n        and acting() is not None\n",
        (f"{ROWS}[GET moderation.desk]",),
    ),
    Mutant(
        "the Hub's desk asks for no second step",
        "portal/organisation/access.py",
        "        and row.second_at is not None\n    )",
        "    )",
        (f"{ROWS}[GET moderation.desk]",),
    ),
    Mutant(
        "a password alone signs in whoever has a second step",
        "portal/account/queries/signing.py",
        "select(SignIn).where(SignIn.key_digest == digest(key), SignIn.is_half == half)",
        "select(SignIn).where(SignIn.key_digest == digest(key))",
        (f"{DOORS}::test_a_half_sign_in_opens_nothing_where_a_whole_one_would",),
    ),
    Mutant(
        "an old proof of who one is will do",
        "portal/account/rules/__init__.py",
        "    return at < proved_at + FRESH_FOR\n",
        "    return at >= proved_at\n",
        (f"{ROWS}[GET account.change_email]",),
    ),
    Mutant(
        "one school finds another's invitation",
        "portal/organisation/queries/invitations.py",
        "            Invitation.id == invitation_id,\n            Invitation.organisation_id == organisation_id,\n",
        "            Invitation.id == invitation_id,\n",
        (f"{DOORS}::{OTHERS}[POST organisation.withdraw_invitation invitation_id]",),
    ),
    Mutant(
        "one school opens another's checklist",
        "portal/checklist/queries.py",
        "    if draft is None or draft.organisation_id != organisation_id:\n",
        "    if draft is None or draft.organisation_id is None:\n",
        (f"{DOORS}::{OTHERS}[GET checklist.open draft_id]",),
    ),
    Mutant(
        "reading an emailed link uses it up",
        "portal/account/queries/keys.py",
        "    return row if row is not None and row.used_at is None and at < row.expires_at else None\n",
        "    if row is not None:\n        row.used_at = at\n        db.session.commit()\n    return row\n",
        ("tests/house/test_reading.py::test_reading_changes_no_row[visitor]",),
    ),
    Mutant(
        "a form may say what kind its organisation is",
        "portal/organisation/actions/founding.py",
        "made = Organisation(kind=Kind.PROVIDER,",
        'made = Organisation(kind=__import__("flask").request.form.get("kind", Kind.PROVIDER),',
        (
            "tests/house/test_overposting.py::test_no_form_writes_what_it_does_not_ask_for"
            "[POST organisation.new_provider]",
        ),
    ),
    Mutant(
        "a short secret will do",
        "portal/config.py",
        "        if len(self.secret_key) < SHORTEST_SECRET:\n",
        "        if not self.secret_key:\n",
        ("tests/test_config.py::test_a_weak_secret_is_refused_and_not_repeated",),
    ),
    Mutant(
        "HEAD is refused where GET is answered",
        GATE,
        '    method = {"HEAD": "GET"}.get(request.method, request.method)\n    if method == "OPTIONS":\n',
        '    method = request.method\n    if method == "OPTIONS":\n',
        ("tests/house/test_reading.py::test_head_is_get_without_its_body[site.home]",),
    ),
    Mutant(
        "a body of any size is read",
        "portal/web/security.py",
        "        MAX_CONTENT_LENGTH=BODY_LIMIT,\n",
        "",
        ("tests/web/test_unreadable.py::test_a_monstrous_form_is_no_work_for_any_page",),
    ),
    Mutant(
        "a browser may guess what an answer is",
        "portal/web/security.py",
        '    "X-Content-Type-Options": "nosniff",\n',
        "",
        ("tests/web/test_security.py::test_every_kind_of_answer_carries_every_header",),
    ),
    Mutant(
        "a page styles itself against the content policy",
        "templates/providers/report.html",
        "{% block fields %}\n",
        '{% block fields %}\n<p style="color: red">Red.</p>\n',
        ("tests/browser/test_pages.py::test_a_page_that_tells_errors_is_whole[chromium-desktop]",),
    ),
]
