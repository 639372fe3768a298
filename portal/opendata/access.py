"""Who may come in: anyone takes the open data away, the Hub's staff bring listings in."""

from portal.organisation.access import HUB
from portal.web.gate import ANYONE, Doors
from portal.web.limits import EXPORT, Costs

DOORS: Doors = {
    "opendata.home": {"GET": ANYONE},
    "opendata.listings": {"GET": ANYONE},
    "opendata.import_listings": {"GET": HUB, "POST": HUB},
    "opendata.import_file": {"GET": HUB, "POST": HUB},
}

COSTS: Costs = {
    "opendata.listings": {"GET": EXPORT},
}
