"""A server of the world that has people in it, and the cookie of each persona's visit there."""

from pathlib import Path
from typing import Any

from tests.compiled import portal_with
from tests.conftest import settings_in
from tests.peopled import Cast
from tests.serving import Server


class Peopled(Server):
    """A server of the peopled world, and what each persona's cookie holds there."""

    def __init__(self, folder: Path, cast: Cast) -> None:
        super().__init__(folder)
        self.cast = cast

    def cookie(self, persona: str) -> dict[str, Any]:
        """The cookie of a persona's visit, for the browser."""
        app = portal_with(settings_in(self.folder))
        interface: Any = app.session_interface
        signer = interface.get_signing_serializer(app)
        return {
            "name": "session",
            "value": signer.dumps(self.cast.visits[persona]),
            "url": self.address,
        }
