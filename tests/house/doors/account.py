"""The doors of people who sign in."""

from tests.house.doors.shape import Row, everyone, fresh

ROWS: list[Row] = [
    Row("account.outside", "GET", everyone(404)),
    Row("account.outside_return", "GET", everyone(404)),
    Row("account.outside_agree", "GET", everyone("account.sign_in")),
    Row("account.outside_go_on", "POST", everyone(401)),
    Row("account.outside_disconnect", "POST", fresh("account.home")),
]
