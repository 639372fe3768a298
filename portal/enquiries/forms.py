"""What a school asks, and what either side writes back."""

from wtforms import ValidationError

from portal.enquiries.rules import LONGEST_NOTE, LONGEST_TEXT
from portal.mail.rules import is_address
from portal.web.fields import HouseForm, LongTextField, TextField

NOT_PUPILS = "Do not name pupils."
ADDRESS = "Enter an email address in the correct format, like name@example.com"


class AskForm(HouseForm):
    """The question of somebody who is signed in for a school."""

    text = LongTextField(
        "Your question",
        hint=f"Say which year groups, about how many pupils, and when. {NOT_PUPILS}",
        missing="Enter your question",
        most=LONGEST_TEXT,
        rows=8,
    )
    name = TextField(
        "Your name",
        called="Name",
        is_name=True,
        missing="Enter your name",
        most=120,
        autocomplete="name",
    )


class VisitorAskForm(AskForm):
    """The question of a visitor, who says where to answer."""

    school = TextField(
        "Your school or college",
        called="School or college",
        is_name=True,
        missing="Enter your school or college",
        most=120,
        autocomplete="organization",
    )
    email = TextField(
        "Your email address",
        hint="Your address at work. We send you a link first, and the provider sees this address.",
        called="Email address",
        missing="Enter your email address",
        most=200,  # as many signs as a letter passes on
        width=30,
        input_type="email",
        autocomplete="email",
    )

    def validate_email(self, field: TextField) -> None:
        """Refuse an address that no mail system is sure to take.

        Raises:
            wtforms.ValidationError: it is one.
        """
        if not is_address(field.data):
            raise ValidationError(ADDRESS)


class WriteForm(HouseForm):
    """A further turn of the thread."""

    text = LongTextField(
        "Your message",
        hint=NOT_PUPILS,
        missing="Enter your message",
        most=LONGEST_TEXT,
        rows=6,
    )


class NoteForm(HouseForm):
    """What a provider notes of an answer that it gave by its own mail."""

    note = LongTextField(
        "What did you answer? (optional)",
        called="Your note",
        hint="The school sees this note here. We do not mail it.",
        most=LONGEST_NOTE,
        rows=3,
    )
