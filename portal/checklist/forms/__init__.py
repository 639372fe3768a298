"""The checklist's forms: made from the catalogue's questions, and read back into answers."""

from portal.checklist.forms.asking import Asked, QuestionsForm, TableRow, questions_form
from portal.checklist.forms.leaving import KeptLeaveForm, LeaveForm
from portal.checklist.forms.reading import ask_for_missing, read_answers

__all__ = [
    "Asked",
    "KeptLeaveForm",
    "LeaveForm",
    "QuestionsForm",
    "TableRow",
    "ask_for_missing",
    "questions_form",
    "read_answers",
]
