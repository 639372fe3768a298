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


class KeptLeaveForm(HouseForm):
    """How to leave a checklist that a school keeps."""

    what = fields.Choice(
        "What do you want to do?",
        missing="Choose whether to close or to delete the checklist",
        choices=(
            (
                "close",
                "Close it in this browser",
                "You and your colleagues can open it again whenever you are signed in for your school.",
            ),
            (
                "delete",
                "Delete it and every answer in it",
                "It is deleted for your colleagues too. This cannot be undone.",
            ),
        ),
    )
