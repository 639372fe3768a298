"""A complete set of answers: Example High, an invented school for demonstrations and tests."""

from portal.checklist.catalogue.shape import Answers
from portal.checklist.catalogue.stage_5_meetings import MEETING_STANDARD
from portal.checklist.catalogue.stage_7_questions import STANDARD_QUESTIONS

SETUP: Answers = {
    "school_name": "Example High School",
    "urn": 999901,
    "setting": "ACADEMY",
    "borough": "WIR",
    "postcode": "CH41 1AA",
    "year_groups": ["Y7", "Y8", "Y9", "Y10", "Y11", "Y12", "Y13"],
    "pupils_on_roll": 1150,
    "roles": [
        {"row": "careers_leader", "title": "Assistant head, careers leader", "name": ""},
        {"row": "slt_lead", "title": "Deputy head", "name": ""},
        {"row": "sendco", "title": "SENDCo", "name": ""},
        {"row": "business_manager", "title": "School business manager", "name": ""},
        {"row": "dsl", "title": "Designated safeguarding lead", "name": ""},
    ],
    "academic_year": "2027_28",
    "start_date": "2027-09-01",
    "approver": "Finance committee of the governing board",
    "approval_limit": "50000",
}

AUDIT: Answers = {
    "provision_now": ["EXT_SELF"],
    "current_end": "2027-08-31",
    "notice_weeks": 12,
    "incumbent_price": "12750",
    "reach_recorded": "yes",
    "reach_y11": "82",
    "reach_y13": "40",
    "length_now": "30",
    "compass_result": "partly",
    "entitlement_published": "yes",
    "pupil_feedback": "Pupils value the meetings but find thirty minutes rushed.",
    "parent_feedback": "Parents would like to see the action plan sooner.",
    "destinations_issue": "Few leavers start an apprenticeship although many ask about one.",
    "qics": "working",
    "la_support": (
        "The council meets Year 11 pupils at risk of leaving education and attends some reviews of "
        "EHC plans."
    ),
    "no_duplication": "yes",
    "five_points": [
        {"row": "integration", "rating": "3", "note": ""},
        {"row": "space", "rating": "3", "note": ""},
        {"row": "preparation", "rating": "2", "note": "Pupils often arrive unprepared."},
        {"row": "meetings", "rating": "3", "note": ""},
        {"row": "professionalism", "rating": "4", "note": ""},
    ],
}

MODEL: Answers = {
    "model": "MODEL_EXT_ORG",
    "open_to": ["ORG", "SELF"],
    "same_advisers": "yes",
    "cover_days": 5,
    "rationale": (
        "We have no Level 6 adviser of our own, and our pupils should meet someone who is "
        "independent of the sixth form."
    ),
    "rationale_private": "no",
    "options_considered": "Training a member of staff would take two years.",
    "independence": (
        "The adviser is not employed by the school, sets out all routes without a preference and "
        "has no target for recruitment to our sixth form."
    ),
}

NO_YEAR = {"met": 0, "coverage": "100", "meetings": 0, "minutes": "45"}
EVERYONE = {"coverage": "100", "meetings": 1, "minutes": "45"}

DEMAND: Answers = {
    "cohorts": [
        {"row": "Y7", "roll": 0, **NO_YEAR},
        {"row": "Y8", "roll": 0, **NO_YEAR},
        {"row": "Y9", "roll": 0, **NO_YEAR},
        {"row": "Y10", "roll": 0, **NO_YEAR},
        {"row": "Y11", "roll": 190, "met": 0, **EVERYONE},
        {"row": "Y12", "roll": 95, "met": 0, **EVERYONE},
        {"row": "Y13", "roll": 85, "met": 60, **EVERYONE},
    ],
    "send_basis": "percent",
    "send_percent": "12",
    "ehcp_count": 9,
    "pupil_premium_percent": "31",
    "care_experienced_count": 3,
    "send_minutes": "60",
    "ehcp_reviews": 6,
    "followup_percent": "15",
    "followup_minutes": "30",
    "rebook_percent": "8",
    "day_start": "08:45",
    "day_end": "15:15",
    "break_minutes": 45,
    "writeup_minutes": 15,
    "results_days": "2",
    "evening_days": "1",
    "assembly_days": "0",
    "planning_days": "3",
    "mode": ["F2F_SCHOOL"],
    "complete_by_y11": "2028-03-31",
    "complete_by_y12": "2028-07-14",
    "complete_by_y13": "2028-05-19",
    "weekly_days": "2",
    "blocked_weekdays": ["FRI"],
    "exam_blocks": [
        {"name": "Summer examinations", "first": "2028-05-22", "last": "2028-05-26"},
    ],
    "closures": [
        {"name": "Spring holiday", "first": "2027-04-05", "last": "2027-04-16"},
        {"name": "Summer half-term", "first": "2027-05-31", "last": "2027-06-04"},
        {"name": "Summer holiday", "first": "2027-07-22", "last": "2027-08-31"},
        {"name": "Staff training days", "first": "2027-09-01", "last": "2027-09-03"},
        {"name": "Autumn half-term", "first": "2027-10-25", "last": "2027-10-29"},
        {"name": "Christmas holiday", "first": "2027-12-20", "last": "2027-12-31"},
        {"name": "Spring half-term", "first": "2028-02-21", "last": "2028-02-25"},
        {"name": "Spring holiday", "first": "2028-04-03", "last": "2028-04-14"},
        {"name": "Summer half-term", "first": "2028-05-29", "last": "2028-06-02"},
        {"name": "Staff training days", "first": "2028-07-20", "last": "2028-07-21"},
        {"name": "Summer holiday", "first": "2028-07-22", "last": "2028-08-31"},
    ],
    "rooms": 1,
    "rooms_private": "yes",
    "rooms_bookable": "yes",
    "rooms_network": "yes",
    "rooms_accessible": "yes",
}

BUDGET: Answers = {
    "day_rate": "300",
    "annual_budget": "25000",
    "ring_fenced": "yes",
    "funding_sources": ["core", "pupil_premium"],
    "publish_budget": "no",
    "price_basis": "DAY",
    "initial_years": 1,
    "extensions": 2,
    "indexation": "none",
    "vat_recoverable": "yes",
    "expenses": "included",
}

SPECIFICATION: Answers = {
    "services": ["PG1", "PG_FU", "RESULTS_DAY", "OPTIONS_EVE", "EHCP_AR"],
    "essential_services": [
        {"row": "PG1", "standing": "essential"},
        {"row": "PG_FU", "standing": "essential"},
        {"row": "RESULTS_DAY", "standing": "essential"},
        {"row": "OPTIONS_EVE", "standing": "desirable"},
        {"row": "EHCP_AR", "standing": "essential"},
    ],
    "qualification": "L6",
    "register": "required",
    "matrix": "equivalent",
    "meeting_standard": [choice.code for choice in MEETING_STANDARD],
    "tasks": [
        {"row": "prepare", "who": "both"},
        {"row": "information", "who": "school"},
        {"row": "booking", "who": "school"},
        {"row": "parents", "who": "school"},
        {"row": "follow_up", "who": "provider"},
        {"row": "feedback", "who": "both"},
    ],
    "plan_days": 5,
    "plan_formats": ["digital", "easy_read"],
    "plan_upload": "mis",
    "plan_readers": ["tutor", "careers", "sendco"],
    "specialisms": ["SEND_GEN", "APPRENT", "LMI_LCR"],
    "sendco_liaison": "yes",
    "ehcp_contribution": "yes",
    "communication_aids": ["easy_read"],
    "bsl": "no",
    "referral": (
        "Safeguarding worries go to the designated safeguarding lead at once; pupils at risk of "
        "leaving education to the head of year, who tells the council's team."
    ),
    "premises": [
        {"row": "sign_in", "arrangement": "Main reception, photo identity on every visit"},
        {"row": "wifi", "arrangement": "Guest account, renewed each term"},
        {"row": "device", "arrangement": "The adviser brings a laptop"},
        {"row": "collecting", "arrangement": "Pupils get a slip the day before"},
        {"row": "parking", "arrangement": "Visitors' parking; canteen open to advisers"},
    ],
    "mis": "arbor",
}

TIMETABLE: Answers = {
    "route": "advertise",
    "issue_date": "2027-03-01",
    "clarification_deadline": "2027-03-12",
    "answers_by": "2027-03-17",
    "deadline": "2027-03-23T12:00",
    "standstill_days": 0,
    "evaluation_by": "2027-04-01",
    "interviews_first": "2027-04-19",
    "interviews_last": "2027-04-21",
    "moderation_date": "2027-04-23",
    "approval_date": "2027-04-29",
    "notify_date": "2027-04-30",
    "feedback_by": "2027-05-14",
    "sign_by": "2027-05-28",
    "mobilise_first": "2027-06-14",
    "mobilise_last": "2027-07-16",
    "bids_by": "email",
    "bids_address": "tenders@examplehigh.example",
    "contact_role": "School business manager",
}

EVALUATION: Answers = {
    "quality_weight": 60,
    "price_weight": 40,
    "social_weight": 0,
    "quality_questions": [dict(row) for row in STANDARD_QUESTIONS],
    "gates": ["dbs", "qualification", "insurance", "references", "conflicts", "gdpr"],
    "public_liability": "5",
    "professional_indemnity": "1",
    "evidence": ["sample_plan", "interview"],
    "scale": "0_5",
    "minimum_score": 2,
    "price_formula": "lowest",
    "tie_break": "quality",
    "panel": [
        {"name": "First Assessor", "role": "Careers leader", "declared": "yes"},
        {"name": "Second Assessor", "role": "School business manager", "declared": "yes"},
    ],
}

EXAMPLE: dict[str, object] = {
    **SETUP,
    **AUDIT,
    **MODEL,
    **DEMAND,
    **BUDGET,
    **SPECIFICATION,
    **TIMETABLE,
    **EVALUATION,
}
