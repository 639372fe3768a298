"""Stage 6, second part: the dates of the purchase."""

from portal.checklist.catalogue.shape import Kind, Need, Page, Question


def _date(
    name: str, number: str, words: str, short: str, *, hint: str = "", why: str = ""
) -> Question:
    return Question(
        name,
        number,
        Kind.DATE,
        words,
        short=short,
        empty="Enter a date",
        wrong="Enter a real date",
        hint=hint,
        why=why,
        section=15,
    )


BIDDING = Page(
    "bidding-dates",
    "Dates for bidders",
    "Give bidders ten working days or more. Everyone gets the same time.",
    (
        _date("issue_date", "6.3", "On what date will you send out the brief?", "Brief goes out"),
        _date(
            "clarification_deadline",
            "6.4",
            "By what date may bidders ask questions?",
            "Questions by",
            hint="Before your answers and well before the deadline.",
        ),
        _date(
            "answers_by",
            "6.4",
            "By what date will you answer all of them?",
            "Answers by",
            why="All bidders get every answer, without the name of who asked.",
        ),
        Question(
            "deadline",
            "6.5",
            Kind.MOMENT,
            "When must bids be in?",
            short="Deadline for bids",
            empty="Enter a date and a time",
            hint="On a working day; noon is a good time because someone is there to help.",
            why="A bid that comes later is not opened.",
            wrong="Enter a real date and time",
            section=15,
        ),
        Question(
            "standstill_days",
            "6.7",
            Kind.WHOLE,
            "How many working days will you wait between telling bidders and signing?",
            short="Standstill",
            empty="Enter a number of working days, or 0",
            need=Need.OPTIONAL,
            hint="Voluntary below the thresholds.",
            least=0,
            most=10,
            wrong="The wait must be between 0 and 10 working days",
            default=0,
            unit="working days",
            section=15,
        ),
    ),
)

DECISION = Page(
    "decision-dates",
    "Dates for your decision",
    "No date may come before the one above it.",
    (
        _date(
            "evaluation_by",
            "6.6",
            "By what date will each assessor have scored?",
            "Scoring done by",
        ),
        _date(
            "interviews_first",
            "6.6",
            "When do interviews or observations begin?",
            "Interviews from",
        ),
        _date("interviews_last", "6.6", "When do they end?", "Interviews until"),
        _date("moderation_date", "6.6", "When do assessors agree the scores?", "Scores agreed"),
        _date("approval_date", "6.6", "When is the award approved?", "Award approved"),
        _date("notify_date", "6.6", "When will you tell all bidders?", "Bidders told"),
    ),
)

CONTRACT = Page(
    "contract-dates",
    "Feedback, contract and start",
    "From the decision to the first meeting.",
    (
        _date("feedback_by", "6.6", "By what date will every bidder have feedback?", "Feedback by"),
        _date("sign_by", "6.8", "By what date will the contract be signed?", "Contract signed by"),
        _date(
            "mobilise_first",
            "6.8",
            "When does the preparation with the provider begin?",
            "Preparation from",
            why="Checks, accounts, rooms and the timetable must be ready before the first meeting.",
        ),
        _date("mobilise_last", "6.8", "When must it be finished?", "Preparation until"),
    ),
)
