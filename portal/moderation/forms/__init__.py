"""What the Hub asks for and sends, a file for each subject."""

from portal.moderation.forms.organisations import (
    FreezeForm,
    InviteForm,
    read_asked,
    read_state,
    read_wanted,
)
from portal.moderation.forms.queue import AssignForm, NoteForm, read_picked

__all__ = [
    "AssignForm",
    "FreezeForm",
    "InviteForm",
    "NoteForm",
    "read_asked",
    "read_picked",
    "read_state",
    "read_wanted",
]
