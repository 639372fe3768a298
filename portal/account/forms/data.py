"""The form that erases an account."""

from portal.web.fields import HouseForm, ManyChoices


class EraseForm(HouseForm):
    """One box to tick, so that nobody erases their account by a slip."""

    sure = ManyChoices(
        "Are you sure?",
        missing="Tick the box if you want to erase your account",
        choices=(("yes", "Yes, erase my account. I know that nobody can bring it back."),),
    )
