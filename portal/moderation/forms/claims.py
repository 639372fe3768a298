"""What a moderator decides about whose a listing is."""

from typing import Any

from wtforms import ValidationError

from portal.listing.rules.claims import LONGEST_REASON
from portal.mail.rules import is_address
from portal.web.fields import Choice, HouseForm, LongTextField, TextField, WholeNumberField


class DecideClaimForm(HouseForm):
    """Agree, or refuse with a reason."""

    decision = Choice(
        "Does this organisation keep the listing?",
        choices=(("agree", "Agree"), ("refuse", "Refuse")),
        missing="Choose whether you agree",
    )
    reason = LongTextField(
        "Why do you refuse?",
        hint="Only if you refuse. They get it by email, as you write it.",
        called="The reason",
        most=LONGEST_REASON,
        rows=3,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for a reason where they are refused."""
        if not super().validate(extra_validators):
            return False
        if self.decision.data == "refuse" and not self.reason.data:
            self.reason.errors = ["Say why you refuse"]
        return not self.problems


class OfferForm(HouseForm):
    """To whom a listing is offered."""

    email = TextField(
        "Email address",
        hint="Whoever can read its mail can keep the listing. Take it from the provider's own website.",
        missing="Enter an email address",
        most=254,
        width=30,
        input_type="email",
    )

    def validate_email(self, field: TextField) -> None:
        """Refuse an address that no mail system is sure to take.

        Raises:
            wtforms.ValidationError: it is one.
        """
        if not is_address(field.data):
            raise ValidationError(
                "Enter an email address in the correct format, like name@example.com"
            )


class EndClaimForm(HouseForm):
    """Why an organisation does not keep a listing any more. `seen` is the organisation that the page named."""

    reason = LongTextField(
        "Why?",
        hint="They get it by email, as you write it.",
        missing="Say why",
        called="The reason",
        most=LONGEST_REASON,
        rows=3,
    )
    seen = WholeNumberField("Who keeps it")
