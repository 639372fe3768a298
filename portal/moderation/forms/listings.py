"""What a moderator says about a whole listing, and about a mistake that was reported."""

from typing import Any

from portal.moderation.rules.settling import Settled
from portal.web.fields import Choice, HouseForm, LongTextField

LONGEST_REASON = 1_000
LONGEST_ANSWER = 2_000


class SuspendForm(HouseForm):
    """Why a listing is taken out of the directory."""

    reason = LongTextField(
        "Why?",
        hint="The provider gets this by email. It is kept with the notes about the listing.",
        missing="Say why",
        called="The reason",
        most=LONGEST_REASON,
        rows=3,
    )


class MistakeForm(HouseForm):
    """How a report is settled, what the provider is told, and what whoever reported it is answered."""

    outcome = Choice(
        "How do you settle it?",
        choices=(
            (Settled.MENDED.name, "The listing is right now"),
            (Settled.NOTHING_WRONG.name, "Nothing is wrong"),
            (
                Settled.PASSED_ON.name,
                "Pass it to the provider",
                "They get an email with the words below.",
            ),
        ),
        missing="Choose how you settle it",
    )
    words = LongTextField(
        "What to tell the provider",
        hint="Only if you pass it on. Take out whatever says who reported it.",
        called="What you tell the provider",
        most=LONGEST_ANSWER,
        rows=4,
    )
    answer = LongTextField(
        "Answer to whoever reported it",
        hint="Sent by email if you write something.",
        called="The answer",
        most=LONGEST_ANSWER,
        rows=4,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for words where they are to be passed on."""
        if not super().validate(extra_validators):
            return False
        if self.settled is Settled.PASSED_ON and not self.words.data:
            self.words.errors = ["Write what to tell the provider"]
        return not self.problems

    @property
    def settled(self) -> Settled:
        """How it is settled; only of a form that is right."""
        return Settled[self.outcome.data]
