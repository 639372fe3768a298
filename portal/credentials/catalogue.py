"""The plain words for every code of a credential, and what each claim is called."""

from portal.credentials.rules import DISPROVED, Badge, Claim, Kind, Result, State, Verification

KIND_WORDS: dict[str, str] = {
    Kind.MATRIX: "matrix Standard",
    Kind.CDI: "CDI register",
    Kind.QUALIFICATION: "Qualification",
    Kind.INSURANCE: "Insurance",
    Kind.DBS: "DBS check",
}

MATRIX_STATUSES: dict[str, str] = {
    "HELD": "Holds the matrix Standard",
    "WORKING_TOWARDS": "Working towards the matrix Standard",
    "NOT_HELD": "Does not hold the matrix Standard",
    "WITHDRAWN": "matrix Standard withdrawn",
    "NOT_APPLICABLE": "matrix Standard does not apply",
}

# The Standard was rewritten in 2023: four elements became seven (matrixstandard.com).
MATRIX_FRAMEWORKS: dict[str, str] = {
    "2011": "2011 framework (four elements)",
    "2023": "2023 framework (seven elements)",
}

CDI_STATUSES: dict[str, str] = {
    "RCDP_CURRENT": "Registered Career Development Professional",
    "RCDP_LAPSED": "Registration as a Career Development Professional has lapsed",
    "RCL_ONLY": "Registered Careers Leader only",
    "MEMBER_ONLY": "CDI member, not on the register",
    "APPLIED": "Has applied to join the CDI register",
    "NOT_REGISTERED": "Not on the CDI register",
    "UNKNOWN": "CDI registration not known",
}

QUALIFICATIONS: dict[str, str] = {
    "Q7_QCD": "Qualification in Career Development (Level 7)",
    "Q7_QCG": "Qualification in Careers Guidance (Level 7)",
    "Q7_PGDIP": "Postgraduate diploma in career guidance (Level 7)",
    "Q7_MA": "Master's degree in career guidance (Level 7)",
    "Q7_PGCERT": "Postgraduate certificate in career guidance (part of Level 7)",
    "Q6_DIPCGD": "Level 6 Diploma in Career Guidance and Development",
    "Q6_APPR": "Level 6 apprenticeship: Career Development Professional",
    "QX_LEGACY": "Earlier career guidance award",
    "QX_COMP": "CDI competency or alternative qualification route",
    "Q6_CL": "Level 6 or above in careers leadership",
    "Q4_IA": "Level 4 in career information and advice",
    "Q_TRAINEE": "In training for a career guidance award",
    "Q_NONE": "No career guidance qualification",
}

DBS_LEVELS: dict[str, str] = {
    "ENH_CBL": "Enhanced with children's barred list",
    "ENH": "Enhanced",
    "BASIC": "Basic",
    "NONE": "No DBS check declared",
    "ORG_ASSURED": "Checked by the employing organisation",
}

INSURANCE_COVERS: dict[str, str] = {
    "PL": "Public liability",
    "PI": "Professional indemnity",
    "EL": "Employers' liability",
}

INSURANCE_AMOUNTS: dict[str, str] = {
    "<1": "under £1 million",
    "1": "£1 million",
    "2": "£2 million",
    "5": "£5 million",
    "10": "£10 million or more",
}

VERIFICATION_WORDS: dict[str, str] = {
    Verification.SELF_DECLARED: "Stated by the provider",
    Verification.EVIDENCE_SUPPLIED: "Evidence sent, not checked yet",
    Verification.HUB_CHECKED: "Checked by the Hub",
    Verification.CHECK_EXPIRED: "Check out of date",
    Verification.REJECTED: "Evidence not accepted",
}

RESULT_WORDS: dict[str, str] = {
    Result.CONFIRMED: "The evidence supports the claim",
    Result.NOT_FOUND: "No entry or certificate was found",
    Result.WRONG_CATEGORY: "The evidence is for something else",
    Result.WITHDRAWN: "It has been withdrawn",
    Result.REJECTED: "The evidence does not support the claim",
}

STATE_WORDS: dict[str, str] = {
    State.CURRENT: "Current",
    State.DUE_SOON: "Current, renewal due soon",
    State.EXPIRED: "Expired",
    State.CHECK_EXPIRED: "Not confirmed recently",
    State.UNVERIFIED: "Stated by the provider, not checked",
    State.WRONG_CATEGORY: "Not for personal guidance",
    State.LAPSED: "Lapsed",
    State.WITHDRAWN: "Withdrawn",
    State.REJECTED: "Not supported by the evidence",
    State.WORKING_TOWARDS: "Working towards",
    State.NOT_HELD: "Not held",
    State.NOT_APPLICABLE: "Does not apply",
}

# The codes that `status` may carry, by kind: one word list for each.
STATUS_WORDS: dict[Kind, dict[str, str]] = {
    Kind.MATRIX: MATRIX_STATUSES,
    Kind.CDI: CDI_STATUSES,
    Kind.QUALIFICATION: QUALIFICATIONS,
    Kind.INSURANCE: INSURANCE_COVERS,
    Kind.DBS: DBS_LEVELS,
}


def name_of(claim: Claim, state: State) -> str:
    """What the claim is called on a page, before what it is worth.

    The matrix Standard stands alone, because its statuses are states. A register entry that a check
    did not bear out loses the name of its category, so that nobody reads the claim as a fact.
    """
    words = STATUS_WORDS[claim.kind].get(claim.status, claim.status)
    if claim.kind is Kind.MATRIX:
        return KIND_WORDS[Kind.MATRIX]
    if claim.kind is Kind.QUALIFICATION:
        return words
    if claim.kind is Kind.INSURANCE:
        amount = INSURANCE_AMOUNTS.get(claim.amount)
        return f"{words} insurance, {amount}" if amount else f"{words} insurance"
    disproved = claim.status == "RCDP_CURRENT" and state in DISPROVED
    return KIND_WORDS[claim.kind] if disproved else f"{KIND_WORDS[claim.kind]}: {words}"


# The kind of mark that a page gives a state; the best first.
BADGE_STATES = {
    "CURRENT": "checked",
    "DUE_SOON": "due-soon",
    "EXPIRED": "expired",
    "CHECK_EXPIRED": "unconfirmed",
    "UNVERIFIED": "declared",
    "WORKING_TOWARDS": "declared",
    "LAPSED": "expired",
    "WITHDRAWN": "expired",
    "REJECTED": "expired",
    "WRONG_CATEGORY": "expired",
}

BadgeCell = tuple[str, str, str]
"""What the badge macro takes: kind of mark, words, detail."""


def badge_cell(badge: Badge) -> BadgeCell:
    """A claim as the badge macro takes it; where it stands, the example mark stands already."""
    return (BADGE_STATES.get(badge.state, "unconfirmed"), badge.name, badge.basis)
