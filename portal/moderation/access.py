"""Who may come to the Hub's desk: the Hub's staff, by two steps.

Roles of others, and whose a school is, are for its administrators.
"""

from portal.organisation.access import HUB, HUB_ADMINISTRATOR
from portal.web.gate import Doors

DOORS: Doors = {
    "moderation.desk": {"GET": HUB},
    "moderation.queue": {"GET": HUB},
    "moderation.assign": {"POST": HUB},
    "moderation.note": {"POST": HUB},
    "moderation.revision": {"GET": HUB, "POST": HUB},
    "moderation.check": {"GET": HUB, "POST": HUB},
    "moderation.evidence": {"GET": HUB},
    "moderation.recheck": {"GET": HUB, "POST": HUB},
    "moderation.listing": {"GET": HUB},
    "moderation.suspend": {"GET": HUB, "POST": HUB},
    "moderation.lift": {"POST": HUB},
    "moderation.remind": {"POST": HUB},
    "moderation.mistake": {"GET": HUB, "POST": HUB},
    "moderation.claim": {"GET": HUB, "POST": HUB},
    "moderation.offer": {"GET": HUB, "POST": HUB},
    "moderation.withdraw_offer": {"POST": HUB},
    "moderation.end_claim": {"GET": HUB, "POST": HUB},
    "moderation.organisations": {"GET": HUB},
    "moderation.organisation": {"GET": HUB},
    "moderation.confirm": {"GET": HUB, "POST": HUB},
    "moderation.freeze": {"GET": HUB, "POST": HUB},
    "moderation.unfreeze": {"POST": HUB},
    "moderation.make_administrator": {"GET": HUB_ADMINISTRATOR, "POST": HUB_ADMINISTRATOR},
    "moderation.invite": {"GET": HUB_ADMINISTRATOR, "POST": HUB_ADMINISTRATOR},
    "moderation.release": {"GET": HUB_ADMINISTRATOR, "POST": HUB_ADMINISTRATOR},
    "moderation.registers": {"GET": HUB, "POST": HUB},
    "moderation.register": {"GET": HUB, "POST": HUB},
    "moderation.trail": {"GET": HUB},
    "moderation.letters": {"GET": HUB},
    "moderation.letter": {"GET": HUB},
    "moderation.mail": {"GET": HUB},
    "moderation.retry_mail": {"POST": HUB},
}
