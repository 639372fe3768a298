"""Stage 5, second part: what happens before, in and after a meeting."""

from portal.checklist.catalogue.shape import Choice, Column, Kind, Page, Question

MEETING_STANDARD = (
    Choice("contracting", "Opens by agreeing its purpose and the limits of confidentiality"),
    Choice("prior", "Builds on what the school and the pupil already know"),
    Choice("lmi", "Uses current labour-market information"),
    Choice("all_routes", "Covers all routes, including apprenticeships, without a bias"),
    Choice("stereotypes", "Challenges stereotypes and raises aspirations"),
    Choice("action_plan", "Ends with a written action plan that belongs to the pupil"),
)

READERS = (
    Choice("tutor", "Form tutor"),
    Choice("careers", "Careers team"),
    Choice("sendco", "SENDCo"),
    Choice("pastoral", "Pastoral or year lead"),
    Choice("parents", "Parents and carers"),
)

TASKS = (
    Choice("prepare", "Preparing pupils for the meeting"),
    Choice("information", "Passing on what is already known about the pupil"),
    Choice("booking", "Booking, reminders and rebooking"),
    Choice("parents", "Telling parents and carers"),
    Choice("follow_up", "Following up the action plan"),
    Choice("feedback", "Asking pupils and parents what they thought"),
)

MEETING = Page(
    "meetings",
    "Meetings and action plans",
    "The standard you expect of each meeting, and what the pupil leaves with.",
    (
        Question(
            "meeting_standard",
            "5.5",
            Kind.MANY,
            "What should every meeting do?",
            short="Standard of a meeting",
            empty="Choose at least four",
            choices=MEETING_STANDARD,
            least=4,
            wrong="Choose at least four",
            default=tuple(choice.code for choice in MEETING_STANDARD),
            section=6,
        ),
        Question(
            "tasks",
            "5.7",
            Kind.TABLE,
            "Who does what before and after a meeting?",
            short="Who does what",
            empty="Say for each task who does it",
            rows=TASKS,
            columns=(
                Column(
                    "who",
                    Kind.ONE,
                    "Done by",
                    choices=(
                        Choice("school", "School"),
                        Choice("provider", "Provider"),
                        Choice("both", "Both"),
                    ),
                ),
            ),
            section=6,
        ),
        Question(
            "plan_days",
            "5.6",
            Kind.WHOLE,
            "Within how many working days must the pupil have the action plan?",
            short="Action plan within",
            empty="Enter a number of working days",
            least=1,
            most=10,
            wrong="The action plan must be due within 1 to 10 working days",
            default=5,
            unit="working days",
            section=6,
        ),
        Question(
            "plan_formats",
            "5.6",
            Kind.MANY,
            "In which formats?",
            short="Format of the action plan",
            empty="Choose at least one format",
            choices=(
                Choice("paper", "On paper"),
                Choice("digital", "As an accessible digital document"),
                Choice("easy_read", "In easy read where needed"),
                Choice("audio", "As audio where needed"),
            ),
            least=1,
            default=("digital",),
            section=6,
        ),
        Question(
            "plan_upload",
            "5.6",
            Kind.ONE,
            "Where should the action plan be stored?",
            short="Action plans stored in",
            empty="Choose where action plans are stored",
            hint="Only with the pupil's agreement.",
            choices=(
                Choice("mis", "Our management information system (MIS)"),
                Choice("compass", "Compass+"),
                Choice("other", "Another careers system of ours"),
            ),
            default="mis",
            section=9,
        ),
        Question(
            "plan_readers",
            "5.6",
            Kind.MANY,
            "Who may read it, if the pupil agrees?",
            short="Who may read action plans",
            empty="Choose who may read action plans",
            choices=READERS,
            least=1,
            default=("tutor", "careers"),
            section=9,
        ),
    ),
)
