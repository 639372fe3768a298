"""The doors of schools and providers, and who belongs to them."""

from tests.house.doors.shape import (
    Row,
    administrators,
    everyone,
    fresh_administrators,
    members,
    signed,
)

INVITATION = {"invitation_id": "OWN_INVITATION"}
COLLEAGUE = {"person_id": "OWN_PERSON"}
SCHOOL = {"urn": "FREE_SCHOOL"}
JOIN = {"key": "OWN_JOIN_KEY"}
MADE = {"name": "The new one"}

ROWS: list[Row] = [
    Row("organisation.home", "GET", members(200)),
    Row("organisation.choose", "GET", signed(200)),
    Row(
        "organisation.switch",
        "POST",
        signed("organisation.home", person=404),
        form={"organisation_id": "OWN_ORGANISATION"},
    ),
    # The invitation of the organisation that they act for is to somebody else's address.
    Row("organisation.accept", "POST", signed(404), INVITATION),
    Row("organisation.new_school", "GET", signed(200)),
    Row("organisation.new_school", "POST", signed("organisation.home"), form=MADE),
    Row("organisation.new_provider", "GET", signed(200)),
    Row("organisation.new_provider", "POST", signed("organisation.home"), form=MADE),
    Row("organisation.ask", "GET", signed(200), SCHOOL),
    Row("organisation.ask", "POST", signed("organisation.choose"), SCHOOL),
    Row("organisation.trail", "GET", members(200)),
    Row("organisation.people", "GET", members(200)),
    Row("organisation.invite", "GET", fresh_administrators(200)),
    Row("organisation.invite", "POST", fresh_administrators(422), form={"email": "x"}),
    Row(
        "organisation.withdraw_invitation",
        "POST",
        administrators("organisation.people"),
        INVITATION,
    ),
    Row(
        "organisation.resend_invitation", "POST", administrators("organisation.people"), INVITATION
    ),
    Row("organisation.change_role", "GET", fresh_administrators(200), COLLEAGUE),
    Row(
        "organisation.change_role",
        "POST",
        fresh_administrators("organisation.people"),
        COLLEAGUE,
        {"role": "administrator"},
    ),
    Row("organisation.remove", "GET", administrators(200), COLLEAGUE),
    Row("organisation.remove", "POST", administrators("organisation.people"), COLLEAGUE),
    # The last administrator of others is asked who comes next; to hand over is to give a role.
    Row("organisation.leave", "GET", members(200, stale="account.prove")),
    Row(
        "organisation.leave",
        "POST",
        members("organisation.choose", stale=401).but(
            422, "school_admin", "school_other", "provider_admin", "provider_other", "admin"
        ),
    ),
    # Every invited address has an account, so whoever is not signed in has to sign in first.
    Row("organisation.join", "GET", everyone(200), JOIN),
    Row(
        "organisation.join",
        "POST",
        everyone("organisation.home", visitor=400, holder=422, half=422),
        JOIN,
    ),
]
