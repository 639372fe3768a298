"""Mutants of the Hub's desk, of the first administrator, and of what is recorded of refusals."""

from tests.mutants.shape import Mutant

INVITING, ALONE = (
    "portal/moderation/actions/inviting.py",
    "tests/moderation/test_left_alone.py",
)
DECIDING = "portal/moderation/actions/deciding.py"
ACTIONS, REFUSALS = "tests/moderation/test_actions.py", "tests/account/test_refusals.py"
BEGINNING = "tests/moderation/test_beginning.py"
MUTANTS = [
    Mutant(
        "a fresh portal comes with an account",
        "portal/commands/__init__.py",
        '    """Bring the tables up to date and load the example world: what `make run` does first."""\n    upgrade()\n',
        "    upgrade()\n    from portal.account.models import Person\n"
        '    db.session.add(Person(name="Admin", email="admin@example.org", joined_at=now()))\n'
        "    db.session.commit()\n",
        (f"{BEGINNING}::test_a_fresh_portal_has_no_people_and_nobody_who_could_sign_in[start]",),
    ),
    Mutant(
        "the command invites another administrator without being sure",
        "portal/moderation/actions/beginning.py",
        "    if hub is not None and not also and list_administrators(hub.id):\n",
        "    if hub is None and also:\n",
        (f"{BEGINNING}::test_once_there_is_an_administrator_the_command_asks_to_be_sure",),
    ),
    Mutant(
        "an older link of the first administrator still works",
        INVITING,
        "    Invitation.withdraw(Invitation.organisation_id == organisation.id, Invitation.email == email)\n",
        "",
        (f"{BEGINNING}::test_typing_it_again_ends_the_older_link_and_makes_no_second_hub",),
    ),
    Mutant(
        "a stopped organisation keeps its sign-ins and invitations",
        DECIDING,
        "        organisation.end_access()\n",
        "",
        (f"{ACTIONS}::test_stopping_an_organisation_ends_everything_that_lets_anybody_act_for_it",),
    ),
    Mutant(
        "the Hub stops itself",
        "portal/moderation/rules/organisations.py",
        "    return Refusal.IS_HUB if kind == Kind.HUB else None\n",
        "    return None\n",
        (f"{ACTIONS}::test_the_hub_cannot_stop_itself",),
    ),
    Mutant(
        "an administrator of the Hub makes themselves administrator elsewhere",
        DECIDING,
        'is_self=by == f"person:{person_id}"',
        "is_self=False",
        (
            f"{ACTIONS}::test_nobody_is_made_administrator_where_there_is_one_nor_makes_themselves_one",
        ),
    ),
    Mutant(
        "the Hub gives roles where there is an administrator",
        "portal/moderation/rules/organisations.py",
        "    return Refusal.HAS_ADMINISTRATOR if administrators else None\n",
        "    return None\n",
        (
            f"{ACTIONS}::test_nobody_is_made_administrator_where_there_is_one_nor_makes_themselves_one",
        ),
    ),
    Mutant(
        "any of the Hub's staff makes administrators",
        "portal/moderation/access.py",
        '"moderation.make_administrator": {"GET": HUB_ADMINISTRATOR, "POST": HUB_ADMINISTRATOR}',
        '"moderation.make_administrator": {"GET": HUB, "POST": HUB}',
        ("tests/moderation/test_access.py::test_roles_of_others_are_for_the_hubs_administrators",),
    ),
    Mutant(
        "the Hub invites administrators where there is one",
        INVITING,
        "        administrators=len(list_administrators(organisation_id)),\n",
        "        administrators=0,\n",
        (f"{ALONE}::test_the_hub_invites_nobody_where_somebody_is_in_charge_or_nobody_may_be",),
    ),
    Mutant(
        "an administrator of the Hub invites themselves",
        INVITING,
        "        is_self=own is None or own.email == email,\n",
        "        is_self=own is None,\n",
        (f"{ALONE}::test_the_hub_invites_nobody_where_somebody_is_in_charge_or_nobody_may_be",),
    ),
    Mutant(
        "a school is taken from the people who act for it",
        "portal/moderation/rules/organisations.py",
        "    return Refusal.IN_USE if members and not is_stopped else None\n",
        "    return None\n",
        (f"{ALONE}::test_a_school_is_taken_from_people_only_once_they_are_stopped",),
    ),
    Mutant(
        "any of the Hub's staff invites administrators",
        "portal/moderation/access.py",
        '"moderation.invite": {"GET": HUB_ADMINISTRATOR, "POST": HUB_ADMINISTRATOR}',
        '"moderation.invite": {"GET": HUB, "POST": HUB}',
        ("tests/moderation/test_access.py::test_roles_of_others_are_for_the_hubs_administrators",),
    ),
    Mutant(
        "an organisation is confirmed and no event tells of it",
        DECIDING,
        '        record("confirm organisation", organisation, by=by, at=at, behalf=behalf)\n',
        "",
        (f"{ACTIONS}::test_confirming_tells_the_administrators_once_however_often_it_is_done",),
    ),
    Mutant(
        "what is refused is not recorded",
        "portal/web/gate.py",
        "        refused.send(status=response.status_code)\n",
        "        pass\n",
        (
            f"{REFUSALS}::test_a_page_that_is_not_shown_and_a_form_that_is_not_taken_leave_an_event_each",
        ),
    ),
    Mutant(
        "only refusals of doors are recorded, not those of a thing that is another's or of a lost token",
        "portal/web/gate.py",
        '        told_no = g.get("turned_away", False) or response.status_code in FORM_REFUSED\n',
        '        told_no = g.get("turned_away", False)\n',
        (f"{REFUSALS}::test_a_form_without_its_token_or_from_elsewhere_leaves_an_event",),
    ),
    Mutant(
        "an organisation reads what happened for others",
        "portal/organisation/queries/trail.py",
        "list_trail(Wanted(organisation=own), skip=skip, most=most)",
        "list_trail(Wanted(), skip=skip, most=most)",
        ("tests/organisation/test_trail.py::test_its_people_see_what_was_done_for_it_and_by_whom",),
    ),
    Mutant(
        "the Hub reads the names of erased people",
        "portal/moderation/queries/names.py",
        "(Person.erased_at.is_(None),)",
        "()",
        ("tests/moderation/test_trail.py::test_the_name_of_an_erased_person_is_not_shown",),
    ),
    Mutant(
        "the public reads the Hub's notes",
        "portal/credentials/models.py",
        "        return Seen(self.checked_on, self.checked_by, Result(self.result))\n",
        "        return Seen(self.checked_on, self.note, Result(self.result))\n",
        (
            "tests/providers/test_private.py::test_the_public_sees_the_columns_that_are_named_and_no_other",
        ),
    ),
]
