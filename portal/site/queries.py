"""The health of the parts that the portal stands on."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from portal.db import writes_are_possible
from portal.journal.queries import count_outbox

LEAST_FREE_BYTES = 200 * 1024 * 1024
LONGEST_QUEUE = 1_000


@dataclass(frozen=True)
class Health:
    """Whether each part is fit to serve; the words carry no versions, names or addresses."""

    database: bool
    disk: bool
    search: bool

    @property
    def ready(self) -> bool:
        """Whether the portal should be sent visitors. A late search index is repaired, not fatal."""
        return self.database and self.disk


def find_health(data_folder: Path) -> Health:
    """The portal's health now: a write that is undone, the room on the disk, the search queue's length."""
    free = shutil.disk_usage(data_folder).free
    try:
        return Health(
            writes_are_possible(), free > LEAST_FREE_BYTES, count_outbox("listing") < LONGEST_QUEUE
        )
    except SQLAlchemyError:
        return Health(database=False, disk=free > LEAST_FREE_BYTES, search=False)
