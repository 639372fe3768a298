"""Who may see the reference facts."""

from portal.web.gate import ANYONE, Doors

DOORS: Doors = {"reference.facts": {"GET": ANYONE}}
