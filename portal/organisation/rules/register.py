"""Schools as the government's register of schools has them (Get Information about Schools), one row of its CSV each.

The names of columns, and the codes of local authorities, are the register's own
(get-information-schools.service.gov.uk, "Download all data", establishment fields).
"""

from collections.abc import Mapping
from dataclasses import dataclass

NEEDED = ("URN", "EstablishmentName", "LA (code)", "EstablishmentStatus (name)")
COLUMNS = frozenset(
    {
        *NEEDED,
        "TypeOfEstablishment (name)",
        "EstablishmentTypeGroup (name)",
        "FurtherEducationType (name)",
        "PhaseOfEducation (name)",
        "StatutoryLowAge",
        "StatutoryHighAge",
        "Postcode",
    }
)
"""What is read of the register, which has about 140 columns."""
AUTHORITIES = {"876": "HAL", "340": "KNO", "341": "LIV", "342": "SHN", "343": "SEF", "344": "WIR"}
OPEN = frozenset({"open", "open, but proposed to close"})
NO_SECONDARY = frozenset({"nursery", "primary", "middle deemed primary"})
SECONDARY_AGE, SIXTH_FORM_AGE, OLDEST = 11, 16, 25
LONGEST_NAME, LONGEST_URN = 120, 6


@dataclass(frozen=True)
class Told:
    """A school as the register tells of it; ages are in years."""

    urn: int
    name: str
    setting: str
    borough: str
    outward: str
    age_from: int
    age_to: int


class RowRefused(ValueError):  # noqa: N818 - it is what happened, not a fault
    """A row of the register cannot be read; the error says why."""


def is_urn(text: str) -> bool:
    """Whether this is a number that a school can have."""
    return text.isdecimal() and len(text) <= LONGEST_URN


def is_wanted(cells: Mapping[str, str]) -> bool:
    """Whether a row is of an open school in one of the six boroughs."""
    is_open = cells.get("EstablishmentStatus (name)", "").casefold() in OPEN
    return is_open and cells.get("LA (code)", "") in AUTHORITIES


def school_of(cells: Mapping[str, str]) -> Told | None:
    """The school that a wanted row tells of; None where nobody of secondary age goes to it.

    Raises:
        RowRefused: it has no number or name, or no ages and nothing that tells of them.
    """
    urn, name = cells.get("URN", ""), cells.get("EstablishmentName", "")
    if not is_urn(urn):
        raise RowRefused("URN is not a number of up to six figures")
    if not name:
        raise RowRefused("EstablishmentName is empty")
    if cells.get("PhaseOfEducation (name)", "").casefold() in NO_SECONDARY:
        return None
    setting_kind = _kind(cells)
    age_from, age_to = _ages(cells, setting_kind)
    if age_to <= SECONDARY_AGE:
        return None
    plain = setting_kind or ("MS_11_18" if age_to > SIXTH_FORM_AGE else "MS_11_16")
    borough = AUTHORITIES[cells["LA (code)"]]
    outward = cells.get("Postcode", "").upper().split(" ")[0][:4]
    return Told(int(urn), name[:LONGEST_NAME], plain, borough, outward, age_from, age_to)


def _kind(cells: Mapping[str, str]) -> str:
    """The setting that follows from the type of school; empty for a secondary school, whose ages decide."""
    kind = cells.get("TypeOfEstablishment (name)", "").casefold()
    group = cells.get("EstablishmentTypeGroup (name)", "").casefold()
    further = cells.get("FurtherEducationType (name)", "").casefold()
    for setting, speaks in (
        ("SPECIAL", "special" in kind or "special schools" in group),
        ("PRU_AP", "pupil referral" in kind or "alternative provision" in kind),
        ("UTC", "university technical" in kind),
        (
            "SFC",
            "sixth form" in kind
            or "sixth form" in further
            or "16 to 19" in kind
            or "16-19" in kind,
        ),
        ("FE", "further education" in kind),
        ("INDEP", "independent" in kind or "independent" in group),
    ):
        if speaks:
            return setting
    return ""


def _ages(cells: Mapping[str, str], kind: str) -> tuple[int, int]:
    low, high = cells.get("StatutoryLowAge", ""), cells.get("StatutoryHighAge", "")
    if low.isdecimal() and high.isdecimal():
        return min(int(low), OLDEST), min(int(high), OLDEST)
    if kind in {"FE", "SFC"}:  # the register gives colleges no ages
        return SIXTH_FORM_AGE, 19
    if kind in {"PRU_AP", "SPECIAL"}:
        return SECONDARY_AGE, SIXTH_FORM_AGE
    raise RowRefused("StatutoryLowAge and StatutoryHighAge are empty")
