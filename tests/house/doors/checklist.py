"""The doors of the commissioning checklist."""

from tests.house.doors.shape import ASK_LINK, SCHOOLS, Row, everyone, holders, some

PAGE = {"stage": "STAGE", "slug": "PAGE"}
ROWS = [
    Row("checklist.start", "GET", everyone(200)),
    Row("checklist.start", "POST", everyone("checklist.tasks")),
    Row("checklist.come_back", "GET", everyone(ASK_LINK), {"secret": "guessed"}),
    Row(
        "checklist.open",
        "GET",
        some("checklist.tasks", *SCHOOLS, otherwise=404),
        {"draft_id": "OWN_DRAFT"},
    ),
    Row("checklist.keep", "POST", some("checklist.tasks", "keeper", otherwise=ASK_LINK)),
    Row("checklist.tasks", "GET", holders(200)),
    Row("checklist.page", "GET", holders(200), PAGE),
    Row("checklist.page", "POST", holders("checklist.tasks"), PAGE, {"then": "later"}),
    Row("checklist.check", "GET", holders(200)),
    Row("checklist.brief", "GET", holders(200)),
    Row("checklist.download", "GET", holders(200), {"format": "docx"}),
    Row("checklist.leave", "GET", holders(200)),
    Row("checklist.leave", "POST", holders(ASK_LINK), form={"what": "close"}),
]
