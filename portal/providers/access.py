"""Who may use the directory: anyone."""

from portal.web.gate import ANYONE, Doors

DOORS: Doors = {
    "providers.search": {"GET": ANYONE},
    "providers.listing": {"GET": ANYONE},
    "providers.compare": {"GET": ANYONE},
    "providers.shortlist": {"GET": ANYONE, "POST": ANYONE},
    "providers.report": {"GET": ANYONE, "POST": ANYONE},
}
