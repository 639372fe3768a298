"""Stage 3, second part: the adviser's day, other days, and how meetings take place."""

from portal.checklist.catalogue.shape import Choice, Kind, Page, Question

DAY = Page(
    "advisers-day",
    "The adviser's day",
    "How many meetings fit into a day follows from the hours and the time for writing up.",
    (
        Question(
            "day_start",
            "3.7",
            Kind.TIME,
            "When can the first meeting start?",
            short="First meeting starts",
            empty="Enter a time, like 08:45",
            default="08:45",
            wrong="Enter a time on the 24-hour clock, like 08:45",
            section=5,
        ),
        Question(
            "day_end",
            "3.7",
            Kind.TIME,
            "When must the last meeting, with its write-up, be over?",
            short="Day ends",
            empty="Enter a time, like 15:15",
            default="15:15",
            wrong="Enter a time on the 24-hour clock, like 15:15",
            section=5,
        ),
        Question(
            "break_minutes",
            "3.7",
            Kind.WHOLE,
            "How many minutes of that day are breaks and lunch?",
            short="Breaks and lunch",
            empty="Enter the number of minutes",
            least=0,
            most=240,
            wrong="Breaks must be between 0 and 240 minutes",
            default=45,
            unit="minutes",
            section=5,
        ),
        Question(
            "writeup_minutes",
            "3.7",
            Kind.WHOLE,
            "How many minutes does writing up one meeting take?",
            short="Write-up for each meeting",
            empty="Enter the number of minutes",
            hint="Time to finish the action plan and prepare for the next pupil.",
            least=5,
            most=30,
            wrong="Write-up must be between 5 and 30 minutes",
            default=15,
            unit="minutes",
            section=5,
        ),
    ),
)


def _days(name: str, words: str, short: str, default: str, why: str = "") -> Question:
    return Question(
        name,
        "3.8",
        Kind.HALVES,
        words,
        short=short,
        empty="Enter a number of days, or 0",
        hint="In steps of half a day; 0 is allowed.",
        why=why,
        least=0,
        most=60,
        wrong="Enter days in steps of half a day, from 0 to 60",
        default=default,
        unit="days",
        section=5,
    )


OTHER_DAYS = Page(
    "other-days",
    "Other days, and how meetings happen",
    "Days beyond the meetings themselves, and whether meetings are in person.",
    (
        _days("results_days", "How many days on or after results days?", "Results days", "2"),
        _days("evening_days", "How many days for options and parents' evenings?", "Evenings", "1"),
        _days("assembly_days", "How many days for assemblies and group work?", "Assemblies", "0"),
        _days(
            "planning_days",
            "How many days for planning, review and quality assurance?",
            "Planning and review",
            "3",
            "Guidance works best when the adviser plans it with you and reviews it.",
        ),
        Question(
            "mode",
            "3.12",
            Kind.MANY,
            "How may meetings take place?",
            short="How meetings take place",
            empty="Choose at least one way",
            choices=(
                Choice("F2F_SCHOOL", "Face to face in school"),
                Choice("VIDEO", "By video"),
            ),
            least=1,
            default=("F2F_SCHOOL",),
            section=6,
        ),
        Question(
            "video_safeguards",
            "3.12",
            Kind.LONG,
            "How will video meetings be kept safe and private?",
            short="Safety of video meetings",
            empty="Say how video meetings will be kept safe and private",
            example="From a supervised room in school, on our Teams accounts, never recorded.",
            most=1000,
            section=8,
            shown_when=(("mode", ("VIDEO",)),),
        ),
    ),
)
