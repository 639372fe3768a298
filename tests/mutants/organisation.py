"""Mutants of who belongs to an organisation, in which role, and what ends with that."""

from tests.mutants.shape import Mutant

RULES, MODELS = "portal/organisation/rules/__init__.py", "portal/organisation/models.py"
ACCESS, PLACES = "portal/organisation/access.py", "portal/organisation/actions/places.py"
JOINING, QUERIES = (
    "portal/organisation/actions/joining.py",
    "portal/organisation/queries/invitations.py",
)
PEOPLE, PRESSING = (
    "portal/organisation/views/people.py",
    "tests/organisation/test_pressing_on.py",
)
OF_RULES, OF_PLACES, OF_JOINING, OF_INVITING, OF_VIEWS = (
    f"tests/organisation/test_{name}.py"
    for name in ("rules", "places", "joining", "inviting", "views")
)
MUTANTS = [
    Mutant(
        "whoever is removed stays signed in for the organisation",
        MODELS,
        "        self._end_sign_ins(keep=keep)\n",
        "",
        (f"{OF_PLACES}::test_removing_somebody_ends_all_that_follows_from_their_place",),
    ),
    Mutant(
        "an invitation outlives the place of whoever sent it",
        MODELS,
        "or_(Invitation.invited_by == self.person_id, Invitation.email == self.person.email),",
        "Invitation.email == self.person.email,",
        (f"{OF_PLACES}::test_removing_somebody_ends_all_that_follows_from_their_place",),
    ),
    Mutant(
        "somebody removed comes back by an older invitation",
        MODELS,
        "or_(Invitation.invited_by == self.person_id, Invitation.email == self.person.email),",
        "Invitation.invited_by == self.person_id,",
        (f"{OF_PLACES}::test_somebody_removed_cannot_come_back_by_an_older_invitation",),
    ),
    Mutant(
        "the key of a withdrawn invitation stays",
        MODELS,
        "        db.session.execute(delete(EmailKey).where(EmailKey.id.in_(keys)))\n",
        "",
        (f"{OF_PLACES}::test_removing_somebody_ends_all_that_follows_from_their_place",),
    ),
    Mutant(
        "freezing an organisation signs nobody out",
        MODELS,
        "        db.session.execute(delete(SignIn).where(SignIn.organisation_id == self.id))\n",
        "",
        (f"{OF_PLACES}::test_a_frozen_organisation_ends_all_access_and_keeps_its_places",),
    ),
    Mutant(
        "another role leaves the sign-ins of the old one",
        MODELS,
        "        self._end_sign_ins(keep=None)\n",
        "",
        (f"{OF_PLACES}::test_another_role_ends_the_sign_ins_that_act_for_the_organisation",),
    ),
    Mutant(
        "the invitations of a former administrator still give roles",
        MODELS,
        "        if role != Role.ADMINISTRATOR:\n",
        "        if role not in set(Role):\n",
        (f"{OF_PLACES}::test_whoever_is_no_administrator_any_more_has_no_invitation_open",),
    ),
    Mutant(
        "whoever joins the Hub stays signed in for long",
        MODELS,
        "        if self.kind == Kind.HUB:\n",
        "        if self.kind == Kind.PROVIDER:\n",
        (f"{OF_JOINING}::test_whoever_joins_the_hub_is_signed_in_for_a_short_time_only",),
    ),
    Mutant(
        "a role above one's own is given",
        RULES,
        "    if _RANK[role] > _RANK[own]:\n        return Refusal.ABOVE\n",
        "",
        (f"{OF_RULES}::test_only_an_administrator_gives_roles_and_none_above_their_own",),
    ),
    Mutant(
        "a member gives roles",
        RULES,
        "    return None if own == Role.ADMINISTRATOR else Refusal.NOT_ADMINISTRATOR\n",
        "    return None\n",
        (f"{OF_RULES}::test_a_member_changes_nobodys_role",),
    ),
    Mutant(
        "somebody edits their own role",
        RULES,
        "    if is_self:\n        return Refusal.OWN_ROLE\n",
        "",
        (f"{OF_VIEWS}::test_ones_own_place_is_changed_nowhere_but_by_leaving", f"{OF_RULES}"),
    ),
    Mutant(
        "the last administrator goes",
        RULES,
        "    return role == Role.ADMINISTRATOR and administrators <= 1\n",
        "    return role == Role.ADMINISTRATOR and administrators < 1\n",
        (f"{OF_PLACES}::test_the_last_administrator_hands_over_or_stays", f"{OF_RULES}"),
    ),
    Mutant(
        "handing over gives a role without a fresh proof",
        "portal/organisation/views/places.py",
        "    if page.hands_over and not is_fresh(signed_in().proved_at, now()):\n",
        "    if False:\n",
        (f"{OF_PLACES}::test_handing_over_takes_a_fresh_proof_of_who_one_is",),
    ),
    Mutant(
        "roles are given without a fresh proof",
        ACCESS,
        "    _administers,\n    fresh=True,\n",
        "    _administers,\n",
        (
            f"{OF_INVITING}::test_a_member_invites_nobody_and_an_administrator_only_with_a_fresh_proof",
        ),
    ),
    Mutant(
        "the Hub is administered without a second step",
        ACCESS,
        "    return found.organisation.kind != Kind.HUB or _acts_for_the_hub()\n",
        "    return True\n",
        (f"{OF_INVITING}::test_an_administrator_of_the_hub_changes_nothing_without_a_second_step",),
    ),
    Mutant(
        "the Hub's pages open to its people without a second step",
        ACCESS,
        "    _belongs,\n    otherwise=_ask_for_organisation,\n",
        "    lambda: acting() is not None,\n    otherwise=_ask_for_organisation,\n",
        (f"{PRESSING}::test_no_page_of_the_hub_opens_to_its_people_without_a_second_step",),
    ),
    Mutant(
        "whoever goes on for the Hub stays signed in for long",
        "portal/organisation/actions/acting.py",
        "    if place.organisation.kind == Kind.HUB:\n",
        "    if place.organisation.kind == Kind.PROVIDER:\n",
        (f"{PRESSING}::test_whoever_goes_on_for_the_hub_is_signed_in_for_a_short_time",),
    ),
    Mutant(
        "what the rules about places refuse leaves no event",
        PEOPLE,
        "    refused.send(status=403)\n",
        "",
        (f"{PRESSING}::test_what_the_rules_refuse_leaves_an_event",),
    ),
    Mutant(
        "an administrator's invitation is sent again without a fresh proof",
        PEOPLE,
        "    if row.role == Role.ADMINISTRATOR and not is_fresh(signed_in().proved_at, now()):\n",
        "    if False:\n",
        (
            f"{PRESSING}::test_an_invitation_of_an_administrator_is_sent_again_with_a_fresh_proof_only",
        ),
    ),
    Mutant(
        "a number beyond every row is a fault in a form",
        "portal/web/addresses.py",
        "    is_number = re.fullmatch(Number.regex, typed) is not None and int(typed) <= LARGEST_ID\n",
        "    is_number = typed.isdecimal()\n",
        (f"{PRESSING}::test_a_number_that_no_row_has_is_no_fault_in_a_form",),
    ),
    Mutant(
        "an invitation is taken up by whoever knows its number",
        JOINING,
        "    if invitation is None or invitation.email != row.person.email:\n",
        "    if invitation is None:\n",
        (f"{OF_VIEWS}::test_an_invitation_is_taken_up_where_one_chooses",),
    ),
    Mutant(
        "an invitation is shown as theirs to whoever is signed in",
        "portal/organisation/pages.py",
        "        return self.person is not None and self.person.email == self.invitation.email\n",
        "        return self.person is not None\n",
        (f"{OF_JOINING}::test_somebody_else_is_refused_and_told_as_whom_they_are_signed_in",),
    ),
    Mutant(
        "an invitation is taken up again, or too late",
        JOINING,
        "    return invitation if invitation is not None and is_open(invitation, at) else None\n",
        "    return invitation\n",
        (f"{OF_VIEWS}::test_an_invitation_that_is_used_or_too_old_is_not_taken_up_by_its_number",),
    ),
    Mutant(
        "looking at an invitation uses it up",
        "portal/organisation/views/joining.py",
        "    page = pages.join_page(invitation, row.person if row else None)\n",
        "    page = pages.join_page(invitation, row.person if row else None)\n"
        "    joining.db.session.delete(invitation)\n    joining.commit()\n",
        (f"{OF_JOINING}::test_looking_at_an_invitation_uses_nothing_up_and_tells_no_other_page",),
    ),
    Mutant(
        "another organisation's invitation is there",
        QUERIES,
        "            Invitation.id == invitation_id,\n            Invitation.organisation_id == organisation_id,\n",
        "            Invitation.id == invitation_id,\n",
        (f"{OF_VIEWS}::test_what_belongs_to_another_organisation_is_not_there",),
    ),
    Mutant(
        "a form sets the role that it was not asked for",
        JOINING,
        "        person, Role(invitation.role), at\n",
        "        person, Role(__import__('flask').request.form.get('role', invitation.role)), at\n",
        (
            "tests/organisation/test_more_than_asked.py::test_what_a_form_does_not_ask_for_changes_nothing",
        ),
    ),
    Mutant(
        "inviting says who has an account",
        PEOPLE,
        '            return _back_to_people(f"We have invited {email}. The invitation works for 7 days.")\n',
        "            known = pages.find_person(email) is not None\n"
        '            return _back_to_people(f"We have invited {email}. {known}")\n',
        (f"{OF_INVITING}::test_the_page_says_the_same_whether_or_not_the_address_has_an_account",),
    ),
]
