"""Stage 3: cohorts, demand and the calendar."""

from portal.checklist.catalogue.shape import Stage
from portal.checklist.catalogue.stage_3_calendar import CALENDAR, CLOSURES, ROOMS
from portal.checklist.catalogue.stage_3_cohorts import COHORTS, LENGTHS_AND_ALLOWANCES, NEEDS
from portal.checklist.catalogue.stage_3_day import DAY, OTHER_DAYS

STAGE = Stage(
    3,
    "demand",
    "How much you need",
    "Pupils, lengths, days and rooms: from these we work out the adviser days.",
    (COHORTS, NEEDS, LENGTHS_AND_ALLOWANCES, DAY, OTHER_DAYS, CALENDAR, CLOSURES, ROOMS),
)
