"""Stage 3, third part: dates to finish by, adviser days, closures and rooms."""

from portal.checklist.catalogue.shape import Choice, Column, Kind, Need, Page, Question

DATE_RANGE = (
    Column("name", Kind.SHORT, "What it is", most=80),
    Column("first", Kind.DATE, "First day"),
    Column("last", Kind.DATE, "Last day"),
)


def _complete_by(year: str) -> Question:
    return Question(
        f"complete_by_y{year}",
        "3.9",
        Kind.DATE,
        f"By what date should every Year {year} pupil have had the meeting?",
        short=f"Year {year} complete by",
        empty=f"Enter a date for Year {year}",
        why="We check that enough adviser days fit in before this date.",
        section=5,
        shown_when=(("year_groups", (f"Y{year}",)),),
    )


CALENDAR = Page(
    "calendar",
    "Dates and days",
    "When meetings must be finished, and on which days an adviser can come.",
    (
        _complete_by("11"),
        _complete_by("12"),
        _complete_by("13"),
        Question(
            "weekly_days",
            "3.10",
            Kind.HALVES,
            "How many adviser days a week can you host?",
            short="Adviser days a week",
            empty="Enter a number of days",
            hint="In steps of half a day. Two advisers on one day count as two days.",
            least=0,
            most=20,
            wrong="Enter days in steps of half a day, from 0.5 to 20",
            default="2",
            unit="days",
            section=5,
        ),
        Question(
            "blocked_weekdays",
            "3.10",
            Kind.MANY,
            "On which days of the week is it not possible?",
            short="Days not possible",
            empty="Choose the days",
            need=Need.OPTIONAL,
            choices=(
                Choice("MON", "Monday"),
                Choice("TUE", "Tuesday"),
                Choice("WED", "Wednesday"),
                Choice("THU", "Thursday"),
                Choice("FRI", "Friday"),
            ),
            section=5,
        ),
        Question(
            "exam_blocks",
            "3.10",
            Kind.TABLE,
            "During which exams can pupils not be taken out?",
            short="Exam periods",
            empty="Enter the exam periods",
            need=Need.OPTIONAL,
            columns=DATE_RANGE,
            most=12,
            section=5,
        ),
    ),
)

CLOSURES = Page(
    "closures",
    "School closures",
    "Holidays, INSET days and other closures, for this year and the year of the service.",
    (
        Question(
            "closures",
            "3.10",
            Kind.TABLE,
            "On which dates is the school closed to pupils?",
            short="School closures",
            empty="Enter the closures",
            need=Need.OPTIONAL,
            hint="Leave it empty to use the usual local pattern of terms. Bank holidays are known.",
            why="Schools differ, so check these dates against your own calendar.",
            columns=DATE_RANGE,
            most=60,
            section=5,
        ),
    ),
)


def _room(name: str, words: str, short: str) -> Question:
    return Question(
        name,
        "3.11",
        Kind.YES_NO,
        words,
        short=short,
        empty="Say yes or no",
        why="If not, the brief states the risk and what you will do about it.",
        section=11,
    )


ROOMS = Page(
    "rooms",
    "Rooms",
    "A private place to talk is part of the adviser's code of ethics.",
    (
        Question(
            "rooms",
            "3.11",
            Kind.WHOLE,
            "How many rooms can be used for meetings at the same time?",
            short="Rooms",
            empty="Enter the number of rooms",
            least=1,
            most=20,
            wrong="There must be between 1 and 20 rooms",
            default=1,
            section=11,
        ),
        _room("rooms_private", "Is the room private?", "Private room"),
        _room(
            "rooms_bookable", "Can it be booked on every adviser day?", "Room bookable every day"
        ),
        _room(
            "rooms_network", "Does it have a network connection and a phone?", "Network and phone"
        ),
        _room("rooms_accessible", "Is it accessible to disabled pupils?", "Accessible room"),
    ),
)
