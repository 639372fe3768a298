"""Every door of the portal: how to knock on it, and what each persona is answered; a file for each room.

A new endpoint or method needs its row in its room's file.
"""

from tests.house.doors import (
    account,
    checklist,
    credentials,
    enquiries,
    guidance,
    listing,
    listing_editing,
    moderation,
    opendata,
    organisation,
    providers,
    reference,
    site,
)
from tests.house.doors.shape import Row

ROOMS = (
    site,
    reference,
    guidance,
    providers,
    checklist,
    account,
    organisation,
    enquiries,
    listing,
    credentials,
    listing_editing,
    moderation,
    opendata,
)
TABLE: list[Row] = [row for room in ROOMS for row in room.ROWS]
BY_NAME = {row.name: row for row in TABLE}
