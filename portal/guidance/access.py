"""Who may read the guidance."""

from portal.web.gate import ANYONE, Doors

DOORS: Doors = {"guidance.contents": {"GET": ANYONE}, "guidance.topic": {"GET": ANYONE}}
