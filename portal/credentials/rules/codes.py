"""The codes of credentials, and which of them decide a state by themselves."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is claimed."""

    MATRIX = "MATRIX"
    CDI = "CDI"
    QUALIFICATION = "QUALIFICATION"
    INSURANCE = "INSURANCE"
    DBS = "DBS"


class Verification(StrEnum):
    """How far a claim has been looked at."""

    SELF_DECLARED = "SELF_DECLARED"
    EVIDENCE_SUPPLIED = "EVIDENCE_SUPPLIED"
    HUB_CHECKED = "HUB_CHECKED"
    CHECK_EXPIRED = "CHECK_EXPIRED"
    REJECTED = "REJECTED"


class Result(StrEnum):
    """What a person who looked at the evidence found."""

    CONFIRMED = "CONFIRMED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_CATEGORY = "WRONG_CATEGORY"
    WITHDRAWN = "WITHDRAWN"
    REJECTED = "REJECTED"


class State(StrEnum):
    """What a claim amounts to on a given day."""

    CURRENT = "CURRENT"
    DUE_SOON = "DUE_SOON"
    EXPIRED = "EXPIRED"
    CHECK_EXPIRED = "CHECK_EXPIRED"
    UNVERIFIED = "UNVERIFIED"
    WRONG_CATEGORY = "WRONG_CATEGORY"
    LAPSED = "LAPSED"
    WITHDRAWN = "WITHDRAWN"
    REJECTED = "REJECTED"
    WORKING_TOWARDS = "WORKING_TOWARDS"
    NOT_HELD = "NOT_HELD"
    NOT_APPLICABLE = "NOT_APPLICABLE"


# The codes that a claim of each kind may carry. A code whose own meaning decides the state names
# it; None leaves the decision to the dates and the checks.
STATUSES: dict[Kind, dict[str, State | None]] = {
    Kind.MATRIX: {
        "HELD": None,
        "WORKING_TOWARDS": State.WORKING_TOWARDS,
        "NOT_HELD": State.NOT_HELD,
        "WITHDRAWN": State.WITHDRAWN,
        "NOT_APPLICABLE": State.NOT_APPLICABLE,
    },
    Kind.CDI: {
        "RCDP_CURRENT": None,
        "RCDP_LAPSED": State.LAPSED,
        "RCL_ONLY": State.WRONG_CATEGORY,
        "MEMBER_ONLY": State.WRONG_CATEGORY,
        "APPLIED": State.WORKING_TOWARDS,
        "NOT_REGISTERED": State.NOT_HELD,
        "UNKNOWN": State.UNVERIFIED,
    },
    Kind.QUALIFICATION: {
        **dict.fromkeys(("Q7_QCD", "Q7_QCG", "Q7_PGDIP", "Q7_MA", "Q7_PGCERT")),
        **dict.fromkeys(("Q6_DIPCGD", "Q6_APPR", "QX_LEGACY", "QX_COMP")),
        "Q6_CL": State.WRONG_CATEGORY,
        "Q4_IA": State.WRONG_CATEGORY,
        "Q_TRAINEE": State.WORKING_TOWARDS,
        "Q_NONE": State.NOT_HELD,
    },
    Kind.INSURANCE: dict.fromkeys(("PL", "PI", "EL")),
    Kind.DBS: {
        **dict.fromkeys(("ENH_CBL", "ENH", "BASIC", "ORG_ASSURED")),
        "NONE": State.NOT_HELD,
    },
}
FRAMEWORKS = ("2011", "2023")
AMOUNTS = ("<1", "1", "2", "5", "10")

# matrix is awarded to services, register entries and awards to people; mixing them up misleads.
OF_PEOPLE = frozenset({Kind.CDI, Kind.QUALIFICATION})
OF_ORGANISATIONS = frozenset({Kind.MATRIX, Kind.INSURANCE})
PUBLIC = frozenset({Kind.MATRIX, Kind.CDI, Kind.QUALIFICATION})
# What a check that did not bear the claim out leads to.
DISPROVED = frozenset({State.LAPSED, State.WRONG_CATEGORY, State.WITHDRAWN, State.REJECTED})
GOOD = frozenset({State.CURRENT, State.DUE_SOON})
ENDS_BY_ITSELF = frozenset({Kind.MATRIX, Kind.INSURANCE})
