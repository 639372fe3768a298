"""Stage 5, first part: the services wanted and the people who give them."""

from portal.checklist.catalogue.choices import SERVICES
from portal.checklist.catalogue.shape import Choice, Column, Kind, Need, Page, Question
from portal.checklist.catalogue.stage_2_model import BOUGHT_IN

SERVICES_PAGE = Page(
    "services",
    "Services",
    "What the provider is to do, and what it is not.",
    (
        Question(
            "services",
            "5.1",
            Kind.MANY,
            "Which services do you want?",
            short="Services",
            empty="Choose the services you want",
            hint="One-to-one guidance meetings must be among them.",
            choices=SERVICES,
            least=1,
            default=("PG1", "PG_FU"),
            section=4,
        ),
        Question(
            "essential_services",
            "5.11",
            Kind.TABLE,
            "Which of them are essential?",
            short="Essential or desirable",
            empty="Say for each service whether it is essential",
            why="A bidder who cannot offer something essential should not bid.",
            rows=SERVICES,
            rows_from="services",
            columns=(
                Column(
                    "standing",
                    Kind.ONE,
                    "Essential or desirable",
                    choices=(
                        Choice("essential", "Essential"),
                        Choice("desirable", "Desirable"),
                    ),
                    default="essential",
                ),
            ),
            section=4,
        ),
        Question(
            "not_wanted",
            "5.1",
            Kind.LONG,
            "Is there anything bidders should leave out?",
            short="Left out",
            empty="Enter what bidders should leave out",
            need=Need.OPTIONAL,
            example="Employer encounters and work experience; we arrange these ourselves.",
            most=1000,
            section=4,
        ),
    ),
)

ADVISER = Page(
    "advisers",
    "Advisers",
    "The CDI register is for people; the matrix Standard is for organisations.",
    (
        Question(
            "qualification",
            "5.2",
            Kind.ONE,
            "What is the least qualification an adviser must have?",
            short="Qualification",
            empty="Choose a qualification",
            choices=(
                Choice("L6", "Level 6 or above in career guidance"),
                Choice("L7", "Level 7 in career guidance"),
                Choice(
                    "L6_WORKING",
                    "Level 6, or working towards it under supervision",
                    "A supervised trainee may hold no more than a quarter of the meetings",
                ),
            ),
            default="L6",
            section=7,
        ),
        Question(
            "supervision",
            "5.2",
            Kind.LONG,
            "How must someone still working towards Level 6 be supervised?",
            short="Supervision of trainees",
            empty="Say how a trainee must be supervised",
            example="By a named Level 6 adviser who observes one meeting in ten and is on call.",
            most=1000,
            section=7,
            shown_when=(("qualification", ("L6_WORKING",)),),
        ),
        Question(
            "register",
            "5.3",
            Kind.ONE,
            "Must advisers be Registered Career Development Professionals with the CDI?",
            short="CDI register",
            empty="Choose what you ask about the register",
            choices=(
                Choice("required", "Yes, every adviser, before the service starts"),
                Choice("six_months", "Yes, within six months of the start"),
                Choice("desirable", "No, but it counts in a bid's favour"),
            ),
            hint="A Registered Careers Leader is something else and does not count here.",
            default="required",
            section=7,
        ),
        Question(
            "matrix",
            "5.4",
            Kind.ONE,
            "Must an organisation hold the matrix Standard?",
            short="matrix Standard",
            empty="Choose what you ask about the matrix Standard",
            choices=(
                Choice("required", "Yes, the matrix Standard itself"),
                Choice("equivalent", "Yes, or equivalent evidence of quality"),
                Choice("desirable", "No, but it counts in a bid's favour"),
                Choice("na", "Not asked for"),
            ),
            why="Few sole traders hold it: asking for it without an equivalent shuts them out.",
            default="equivalent",
            section=7,
            shown_when=(("model", BOUGHT_IN), ("open_to", ("ORG", "SELF"))),
        ),
    ),
)
