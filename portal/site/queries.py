"""The health of the parts that the portal stands on."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from portal.db import writes_are_possible
from portal.journal.queries import count_outbox
from portal.mail.queries import oldest_waiting
from portal.mail.rules import LATE

LEAST_FREE_BYTES = 200 * 1024 * 1024
LONGEST_QUEUE = 1_000


@dataclass(frozen=True)
class Health:
    """Whether each part is fit to serve; the words carry no versions, names or addresses."""

    database: bool
    disk: bool
    search: bool
    mail: bool

    @property
    def ready(self) -> bool:
        """Whether the portal should be sent visitors. Late mail and a late search index keep nobody out."""
        return self.database and self.disk


def find_health(data_folder: Path, *, at: datetime) -> Health:
    """The portal's health at `at`: a write that is undone, the room on the disk, the queues of search and mail."""
    free = shutil.disk_usage(data_folder).free
    try:
        waiting = oldest_waiting()
        return Health(
            database=writes_are_possible(),
            disk=free > LEAST_FREE_BYTES,
            search=count_outbox("listing") < LONGEST_QUEUE,
            mail=waiting is None or waiting > at - LATE,
        )
    except SQLAlchemyError:
        return Health(database=False, disk=free > LEAST_FREE_BYTES, search=False, mail=False)
