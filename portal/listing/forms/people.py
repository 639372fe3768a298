"""The form of one adviser's entry."""

from portal.credentials.rules import Problem
from portal.web.fields import HouseForm, TextField


class AdviserForm(HouseForm):
    """What an adviser is called, and who supervises them."""

    label = TextField(
        "Role or name",
        hint="Schools see this. Use a name only if they agree to be named here.",
        missing="Enter a role or a name",
        most=80,
        is_name=True,
    )
    supervisor = TextField(
        "Who supervises them, if they are in training",
        hint="A role is enough, like Head of guidance.",
        called="The supervisor",
        most=80,
        is_name=True,
    )

    def entry(self) -> dict[str, str]:
        """What was filled in."""
        return {"label": self.label.data, "supervisor": self.supervisor.data}

    def hang(self, problems: tuple[Problem, ...]) -> None:
        """Say at each field what is wrong with it."""
        for problem in problems:
            self[problem.field].errors = [*self[problem.field].errors, problem.words]
