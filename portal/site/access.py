"""Who may see the service's own pages."""

from portal.web.gate import ANYONE, Doors

DOORS: Doors = {
    "site.home": {"GET": ANYONE},
    "site.accessibility": {"GET": ANYONE},
    "site.privacy": {"GET": ANYONE},
    "site.healthz": {"GET": ANYONE},
    "site.readyz": {"GET": ANYONE},
}
