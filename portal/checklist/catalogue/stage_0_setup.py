"""Stage 0: who is buying, for which pupils and for which year."""

from portal.checklist.catalogue.choices import BOROUGHS, YEARS
from portal.checklist.catalogue.shape import Choice, Column, Kind, Need, Page, Question, Stage

SETTINGS = (
    Choice("MAINTAINED", "Maintained school"),
    Choice("ACADEMY", "Academy or free school"),
    Choice("MAT", "Multi-academy trust, buying for several schools"),
    Choice("SPECIAL", "Special school"),
    Choice("PRU_AP", "Pupil referral unit or alternative provision"),
    Choice("SFC", "Sixth-form college"),
    Choice("FE", "Further education college"),
    Choice("INDEP", "Independent school"),
    Choice("ITP", "Independent training provider"),
)

ROLES = (
    Choice("careers_leader", "Careers leader"),
    Choice("slt_lead", "Senior leader responsible for careers"),
    Choice("sendco", "SEND coordinator (SENDCo)"),
    Choice("business_manager", "Business manager"),
    Choice("dsl", "Designated safeguarding lead"),
)

ACADEMIC_YEARS = tuple(
    Choice(f"{year}_{(year + 1) % 100}", f"{year}/{(year + 1) % 100}") for year in range(2026, 2032)
)

SCHOOL = Page(
    "school",
    "Your school or college",
    "These details open the brief, so that bidders know who is buying and where.",
    (
        Question(
            "school_name",
            "0.1",
            Kind.SHORT,
            "What is the name of your school or college?",
            short="School name",
            empty="Enter the name of your school or college",
            most=120,
            example="Example High School",
            section=1,
            wrong="The name must be 120 characters or fewer",
        ),
        Question(
            "urn",
            "0.1",
            Kind.WHOLE,
            "What is its unique reference number (URN)?",
            short="URN",
            empty="Enter the six-digit URN",
            hint="Six digits. You can look it up on Get Information about Schools.",
            why="The number tells bidders exactly which school this is: names repeat.",
            least=100_000,
            most=999_999,
            wrong="The URN must be six digits, like 104700",
            section=1,
        ),
        Question(
            "setting",
            "0.2",
            Kind.ONE,
            "What kind of school or college is it?",
            short="Setting",
            empty="Choose the kind of school or college",
            choices=SETTINGS,
            why="The duty to secure guidance, and what has to be in the brief, differ by setting.",
            section=2,
        ),
        Question(
            "borough",
            "0.3",
            Kind.ONE,
            "Which borough is it in?",
            short="Borough",
            empty="Choose a borough",
            choices=BOROUGHS,
            section=2,
        ),
        Question(
            "postcode",
            "0.3",
            Kind.SHORT,
            "What is its postcode?",
            short="Postcode",
            empty="Enter the postcode of the site where meetings are held",
            hint="If you have several sites, give the one where most meetings will be held.",
            why="Advisers work out travel from it.",
            example="CH41 1AA",
            most=10,
            wrong="Enter a full postcode, like CH41 1AA",
            section=1,
        ),
    ),
)

PUPILS = Page(
    "pupils-and-people",
    "Pupils and people",
    "Which pupils you teach, and who in school has a part in this purchase.",
    (
        Question(
            "year_groups",
            "0.4",
            Kind.MANY,
            "Which year groups do you have?",
            short="Year groups",
            empty="Choose at least one year group",
            choices=YEARS,
            why="Later pages ask only about the years you choose here.",
            least=1,
            section=2,
        ),
        Question(
            "pupils_on_roll",
            "0.4",
            Kind.WHOLE,
            "How many pupils are on roll altogether?",
            short="Pupils on roll",
            empty="Enter the number of pupils on roll",
            hint="Your last census figure will do.",
            least=1,
            most=20_000,
            wrong="The number on roll must be between 1 and 20,000",
            section=2,
        ),
        Question(
            "roles",
            "0.5",
            Kind.TABLE,
            "Who are the people a provider will deal with?",
            short="Key people",
            empty="Enter the job title of each person",
            hint="Job titles are printed in the brief. Names are for your own record and are not.",
            rows=ROLES,
            columns=(
                Column("title", Kind.SHORT, "Job title in your school", most=80),
                Column("name", Kind.SHORT, "Name", required=False, private=True, most=80),
            ),
            section=2,
        ),
    ),
)

PERIOD = Page(
    "period-and-approval",
    "Period and approval",
    "When the service starts, and who has to agree to the spending.",
    (
        Question(
            "academic_year",
            "0.6",
            Kind.ONE,
            "Which academic year is the first one you are buying for?",
            short="First academic year",
            empty="Choose an academic year",
            choices=ACADEMIC_YEARS,
            section=1,
        ),
        Question(
            "start_date",
            "0.6",
            Kind.DATE,
            "On what date should the service start?",
            short="Service start",
            empty="Enter the date the service should start",
            example="1 September 2027",
            wrong="The start must be a real date that is not in the past",
            section=1,
        ),
        Question(
            "approver",
            "0.7",
            Kind.SHORT,
            "Who has to approve this purchase?",
            short="Approver",
            empty="Enter who approves the purchase",
            need=Need.STAGE,
            example="Finance committee of the governing board",
            most=120,
            private=True,
        ),
        Question(
            "approval_limit",
            "0.7",
            Kind.MONEY,
            "Up to what value may it be approved without going to the full board?",
            short="Approval limit",
            empty="Enter the limit in pounds",
            need=Need.STAGE,
            hint="Your scheme of delegation says. Count the whole life of the contract.",
            why="We compare it with the value of the whole contract, extensions included.",
            least=0,
            most=5_000_000,
            wrong="The limit must be between £0 and £5,000,000",
            private=True,
        ),
    ),
)

STAGE = Stage(
    0,
    "set-up",
    "Set up",
    "Who you are and what you are buying for.",
    (SCHOOL, PUPILS, PERIOD),
)
