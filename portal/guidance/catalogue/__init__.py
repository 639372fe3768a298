"""Keeps the guidance pages, in the order a reader meets them, and the signposts."""

from portal.guidance.catalogue.cdi_register import CDI_REGISTER
from portal.guidance.catalogue.commissioning import COMMISSIONING
from portal.guidance.catalogue.entitlement import ENTITLEMENT
from portal.guidance.catalogue.five_ways import FIVE_WAYS
from portal.guidance.catalogue.further_reading import FURTHER_READING
from portal.guidance.catalogue.glossary import GLOSSARY
from portal.guidance.catalogue.local_authority_support import LOCAL_AUTHORITY_SUPPORT
from portal.guidance.catalogue.matrix_standard import MATRIX_STANDARD
from portal.guidance.catalogue.national_careers_service import NATIONAL_CAREERS_SERVICE
from portal.guidance.catalogue.personal_guidance import PERSONAL_GUIDANCE
from portal.guidance.catalogue.qualified_and_impartial import QUALIFIED_AND_IMPARTIAL
from portal.guidance.catalogue.records_and_evaluation import RECORDS_AND_EVALUATION
from portal.guidance.catalogue.shape import Topic
from portal.guidance.catalogue.signposts import SIGNPOSTS

__all__ = ["SIGNPOSTS", "TOPICS", "topics_by_slug"]

TOPICS: tuple[Topic, ...] = (
    ENTITLEMENT,
    PERSONAL_GUIDANCE,
    FIVE_WAYS,
    QUALIFIED_AND_IMPARTIAL,
    CDI_REGISTER,
    MATRIX_STANDARD,
    COMMISSIONING,
    RECORDS_AND_EVALUATION,
    LOCAL_AUTHORITY_SUPPORT,
    NATIONAL_CAREERS_SERVICE,
    FURTHER_READING,
    GLOSSARY,
)


def topics_by_slug() -> dict[str, Topic]:
    """Every topic by the last word of its address, in reading order."""
    return {topic.slug: topic for topic in TOPICS}
