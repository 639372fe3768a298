"""Stage 5: the specification."""

from portal.checklist.catalogue.shape import Stage
from portal.checklist.catalogue.stage_4_budget import INTERNAL_ONLY
from portal.checklist.catalogue.stage_5_inclusion import INCLUSION, SUPPORT
from portal.checklist.catalogue.stage_5_meetings import MEETING
from portal.checklist.catalogue.stage_5_services import ADVISER, SERVICES_PAGE

STAGE = Stage(
    5,
    "specification",
    "What you are asking for",
    "Services, people, meetings, inclusion and premises.",
    (SERVICES_PAGE, ADVISER, MEETING, INCLUSION, SUPPORT),
    hidden_when=INTERNAL_ONLY,
)
