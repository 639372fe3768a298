"""What a moderator decides about a provider's changes, with a reason for each field."""

from collections.abc import Iterable
from typing import Any

from portal.web.fields import Choice, HouseForm, LongTextField

LONGEST_REASON = 500
WHOLE = ""
"""The name under which a reason for the whole stands."""
EDIT = (
    ("agree", "Agree", "The public sees it at once."),
    ("return", "Send it back", "The provider changes what you ask for, and sends it again."),
    ("refuse", "Refuse it", "What was sent is dropped for good."),
)
LIVE = (
    ("agree", "It may stay", "The public sees it already."),
    ("refuse", "Put it back", "The public sees again what was there before."),
)


class RevisionForm(HouseForm):
    """A decision; subclasses made by `revision_form` have a reason for each field that changes."""

    reasons: dict[str, str]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for a reason where one is owed, and not to agree where one was written."""
        if not super().validate(extra_validators):
            return False
        given = self.given
        if self.decision.data == "agree" and given:
            self.decision.errors = [
                "You wrote what should change. Send it back, or clear that first"
            ]
        if self.decision.data != "agree" and not given:
            self[_control(WHOLE)].errors = ["Say why: the provider gets it by email"]
        return not self.problems

    @property
    def given(self) -> dict[str, str]:
        """The reasons that were written, by the name of the field; "" for the whole."""
        return {
            name: self[control].data for name, control in self.reasons.items() if self[control].data
        }


def revision_form(names: Iterable[tuple[str, str]], *, is_live: bool) -> RevisionForm:
    """The form for a revision that changes these fields: (name, what it is called)."""
    choices = LIVE if is_live else EDIT
    fields: dict[str, Any] = {
        "decision": Choice(
            "What do you decide?", choices=choices, missing="Choose what you decide"
        ),
        _control(WHOLE): LongTextField(
            "Why?" if is_live else "About the whole",
            called="The reason",
            hint="The provider gets this by email.",
            most=LONGEST_REASON,
            rows=3,
        ),
    }
    reasons = {WHOLE: _control(WHOLE)}
    for name, label in () if is_live else names:
        reasons[name] = _control(name)
        fields[_control(name)] = LongTextField(
            label, called="The reason", most=LONGEST_REASON, rows=2
        )
    made: RevisionForm = type("RevisionForm", (RevisionForm,), fields | {"reasons": reasons})()
    return made


def _control(name: str) -> str:
    return f"reason_{name.replace(':', '_')}" if name else "reason"
