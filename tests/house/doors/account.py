"""The doors of people who sign in."""

from tests.house.doors.shape import SIGNED, Row, everyone, fresh, halves, nobody, signed

HOME = "account.home"
SECURITY = "account.security"
NEW_EMAIL = {"key": "OWN_NEW_EMAIL_KEY"}
RESET = {"key": "OWN_RESET_KEY"}
SIGN_UP = {"key": "OWN_SIGN_UP_KEY"}
PASSKEY = {"passkey_id": "OWN_PASSKEY"}  # hub_bare has none, nor an app

ROWS: list[Row] = [
    Row("account.outside", "GET", everyone(404)),
    Row("account.outside_return", "GET", everyone(404)),
    Row("account.outside_agree", "GET", everyone("account.sign_in")),
    Row("account.outside_go_on", "POST", nobody("account.sign_in")),
    Row("account.outside_disconnect", "POST", fresh("account.home")),
    Row(HOME, "GET", signed(200)),
    Row("account.data", "GET", signed(200)),
    Row("account.export", "GET", fresh(200)),
    Row("account.export", "POST", fresh(200)),
    Row("account.erase", "GET", fresh(200)),
    Row("account.erase", "POST", fresh(422)),
    Row("account.sign_in", "GET", everyone(200).but(HOME, *SIGNED)),
    Row("account.sign_in", "POST", everyone(422, visitor=400).but(HOME, *SIGNED)),
    Row("account.sign_out", "POST", everyone("account.sign_in", visitor=400)),
    Row("account.sign_up", "GET", everyone(200).but(HOME, *SIGNED)),
    Row("account.sign_up", "POST", everyone(422, visitor=400).but(HOME, *SIGNED)),
    Row("account.check_email", "GET", everyone(200)),
    Row("account.sign_up_finish", "GET", everyone(200), SIGN_UP),
    Row("account.sign_up_finish", "POST", everyone(422, visitor=400), SIGN_UP),
    Row("account.reset", "GET", everyone(200)),
    Row("account.reset", "POST", everyone(422, visitor=400)),
    Row("account.reset_finish", "GET", everyone(200), RESET),
    Row(
        "account.reset_finish",
        "POST",
        everyone("account.sign_in", visitor=400),
        RESET,
        {"password": "six plain lanterns"},
    ),
    Row("account.prove", "GET", signed(200)),
    Row("account.prove", "POST", signed(422)),
    Row("account.change_name", "GET", signed(200)),
    Row("account.change_name", "POST", signed(HOME), form={"name": "Another Name"}),
    Row("account.change_email", "GET", fresh(200)),
    Row("account.change_email", "POST", fresh(422)),
    Row("account.change_email_finish", "GET", everyone(200), NEW_EMAIL),
    Row(
        "account.change_email_finish",
        "POST",
        everyone(HOME, visitor=400, holder="account.sign_in", half="account.sign_in"),
        NEW_EMAIL,
    ),
    Row("account.change_password", "GET", fresh(200)),
    Row("account.change_password", "POST", fresh(422)),
    Row(SECURITY, "GET", signed(200)),
    Row("account.end_sign_in", "POST", signed(SECURITY), {"sign_in_id": "OWN_SIGN_IN"}),
    Row("account.end_others", "POST", signed(SECURITY)),
    Row("account.authenticator", "GET", fresh(200)),
    Row("account.authenticator", "POST", fresh(422)),
    Row(
        "account.remove_authenticator",
        "GET",
        fresh(SECURITY, moderator=200, admin=200, provider_admin=200),
    ),
    Row("account.remove_authenticator", "POST", fresh(SECURITY)),
    Row("account.recovery_codes", "GET", fresh(200, hub_bare=SECURITY)),
    Row("account.recovery_codes", "POST", fresh(200, hub_bare=SECURITY)),
    Row("account.add_passkey", "GET", fresh(200)),
    Row("account.add_passkey", "POST", fresh(422)),
    Row("account.remove_passkey", "GET", fresh(200, hub_bare=404), PASSKEY),
    Row("account.remove_passkey", "POST", fresh(SECURITY, hub_bare=404), PASSKEY),
    Row("account.second_step", "GET", halves(200)),
    Row("account.second_step", "POST", halves(422)),
    Row("account.recover", "GET", halves(200)),
    Row("account.recover", "POST", halves(422)),
    Row("account.passkey", "GET", everyone(200).but(HOME, *SIGNED)),
    Row("account.passkey", "POST", everyone(422, visitor=400).but(HOME, *SIGNED)),
    Row("account.prove_passkey", "GET", signed(200, hub_bare="account.prove")),
    Row("account.prove_passkey", "POST", signed(422, hub_bare="account.prove")),
]
