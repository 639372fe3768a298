"""What the Hub asks for and sends: filters of its lists, the reason for stopping an organisation."""

from werkzeug.datastructures import MultiDict
from wtforms import ValidationError

from portal.journal.rules import Wanted
from portal.mail.rules import State, is_address
from portal.moderation.queries import Asked
from portal.moderation.rules import Lack, Reason, Standing
from portal.organisation.rules import Kind
from portal.web.fields import Choice, HouseForm, TextField, clean_text

LONGEST = 80
Args = MultiDict[str, str]


class FreezeForm(HouseForm):
    """Why an organisation is stopped."""

    reason = Choice(
        "Why?",
        missing="Choose why",
        choices=tuple((reason.name, reason.value.capitalize()) for reason in Reason),
    )

    @property
    def chosen(self) -> Reason:
        """The reason; only of a form that is right."""
        return Reason[self.reason.data]


class InviteForm(HouseForm):
    """Whom to invite as an administrator."""

    email = TextField(
        "Email address",
        hint="Their own address at work: whoever can read its mail can join.",
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


def read_wanted(args: Args) -> Wanted:
    """Which events an address asks for."""
    return Wanted(**{name: _text(args, name) for name in Wanted.__dataclass_fields__})


def read_asked(args: Args) -> Asked:
    """Which organisations an address asks for; what is not known counts for nothing."""
    kind, state = args.get("kind", ""), args.get("state", "")
    known: dict[str, Standing | Lack] = {each.value: each for each in (*Standing, *Lack)}
    return Asked(Kind(kind) if kind in set(Kind) else None, known.get(state), _text(args, "q"))


def read_state(args: Args) -> State:
    """How the mail stands that an address asks for: what waits, unless it says otherwise."""
    state = args.get("state", "")
    return State(state) if state in set(State) else State.WAITING


def _text(args: Args, name: str) -> str:
    return clean_text(args.get(name, "")[:LONGEST])
