"""How to leave a checklist."""

from portal.web import fields
from portal.web.fields import HouseForm


class LeaveForm(HouseForm):
    """How to leave a checklist."""

    what = fields.Choice(
        "What do you want to do?",
        missing="Choose whether to close or to delete your checklist",
        choices=(
            (
                "close",
                "Close it in this browser",
                "Its link still opens it. Copy the link before you close.",
            ),
            ("delete", "Delete it and every answer in it", "This cannot be undone."),
        ),
    )
