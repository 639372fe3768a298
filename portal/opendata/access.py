"""Who may come in."""

from portal.web.gate import Doors
from portal.web.limits import Costs

DOORS: Doors = {}

COSTS: Costs = {}
