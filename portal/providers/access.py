"""Who may use the directory: anyone."""

from portal.web.gate import ANYONE, Doors
from portal.web.limits import CONTACT, SEARCH, Costs

DOORS: Doors = {
    "providers.search": {"GET": ANYONE},
    "providers.listing": {"GET": ANYONE},
    "providers.compare": {"GET": ANYONE},
    "providers.shortlist": {"GET": ANYONE, "POST": ANYONE},
    "providers.report": {"GET": ANYONE, "POST": ANYONE},
}

COSTS: Costs = {
    "providers.search": {"GET": SEARCH},
    "providers.report": {"POST": CONTACT},
}
