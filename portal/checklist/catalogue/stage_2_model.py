"""Stage 2: how guidance is to be provided, why, and how it stays independent."""

from portal.checklist.catalogue.choices import BOROUGHS
from portal.checklist.catalogue.shape import Choice, Column, Kind, Need, Page, Question, Stage

MODELS = (
    Choice("MODEL_EXT_ORG", "An outside organisation"),
    Choice("MODEL_EXT_SELF", "A self-employed adviser"),
    Choice("MODEL_MIXED", "Our own adviser together with an outside one"),
    Choice("MODEL_CONSORTIUM", "A group of schools buying together"),
    Choice("MODEL_LA_TRADED", "A service the local authority sells to schools"),
    Choice("MODEL_INTERNAL", "Only our own Level 6 adviser", "Nothing is bought in"),
    Choice("MODEL_GROW", "Train a member of staff to Level 6", "You will need cover meanwhile"),
)

BOUGHT_IN = tuple(choice.code for choice in MODELS if choice.code != "MODEL_INTERNAL")

MODEL = Page(
    "delivery-model",
    "Delivery model",
    "How guidance will be provided. Your school stays responsible for its quality.",
    (
        Question(
            "model",
            "2.1",
            Kind.ONE,
            "How do you want guidance to be provided?",
            short="Delivery model",
            empty="Choose a delivery model",
            choices=MODELS,
            section=3,
        ),
        Question(
            "open_to",
            "2.6",
            Kind.MANY,
            "Who may bid?",
            short="Open to",
            empty="Choose who may bid",
            choices=(
                Choice("ORG", "Organisations"),
                Choice("SELF", "Self-employed advisers (sole traders and one-person companies)"),
            ),
            why="Two kinds of bidder need different checks, and a wider field helps you compare.",
            least=1,
            default=("ORG", "SELF"),
            section=4,
            shown_when=(("model", BOUGHT_IN),),
        ),
        Question(
            "same_advisers",
            "2.5",
            Kind.YES_NO,
            "Should the same adviser or advisers come all year?",
            short="Same advisers all year",
            empty="Say yes or no",
            default="yes",
            section=7,
        ),
        Question(
            "cover_days",
            "2.5",
            Kind.WHOLE,
            "Within how many working days must an absent adviser be replaced?",
            short="Absent adviser replaced within",
            empty="Enter a number of working days",
            least=1,
            most=20,
            wrong="Cover must be due within 1 to 20 working days",
            default=5,
            unit="working days",
            section=7,
        ),
    ),
)

REASONS = Page(
    "reasons",
    "Reasons and independence",
    "Write down why you chose this model; an auditor or governor may ask.",
    (
        Question(
            "rationale",
            "2.2",
            Kind.LONG,
            "Why did you choose this model?",
            short="Why this model",
            empty="Say why you chose this model",
            least=50,
            most=2000,
            wrong="The reasons must be between 50 and 2,000 characters",
            section=3,
            private_when=(("rationale_private", ("yes",)),),
        ),
        Question(
            "rationale_private",
            "2.2",
            Kind.YES_NO,
            "Should these reasons stay inside the school?",
            short="Keep the reasons private",
            empty="Say yes or no",
            default="no",
        ),
        Question(
            "options_considered",
            "2.2",
            Kind.LONG,
            "What other options did you consider, and why not those?",
            short="Options considered",
            empty="Enter the options you considered",
            need=Need.OPTIONAL,
            hint="For your own record. It is never printed in the brief.",
            most=2000,
            private=True,
        ),
        Question(
            "independence",
            "2.3",
            Kind.LONG,
            "How will you make sure that guidance is independent and impartial?",
            short="Independence and impartiality",
            empty="Say how guidance will be independent and impartial",
            hint="In law, only someone who is not employed at the school is independent of it.",
            why="Pupils are entitled to independent guidance (Education Act 1997, section 42A).",
            most=2000,
            section=4,
        ),
    ),
)

PARTNERS = Page(
    "partner-schools",
    "Partner schools",
    "The schools that buy together with you. Their demand is worked out with your assumptions.",
    (
        Question(
            "partner_schools",
            "2.4",
            Kind.TABLE,
            "Which other schools take part?",
            short="Partner schools",
            empty="Enter at least one partner school",
            hint="Enter how many pupils in each year need a guidance meeting; 0 is allowed.",
            least=1,
            most=30,
            columns=(
                Column("name", Kind.SHORT, "School", most=120),
                Column("urn", Kind.WHOLE, "URN", least=100_000, most=999_999),
                Column("borough", Kind.ONE, "Borough", choices=BOROUGHS),
                Column("y11", Kind.WHOLE, "Year 11 pupils", least=0, most=2000, default=0),
                Column("y12", Kind.WHOLE, "Year 12 pupils", least=0, most=2000, default=0),
                Column("y13", Kind.WHOLE, "Year 13 pupils", least=0, most=2000, default=0),
            ),
            section=5,
            shown_when=(("model", ("MODEL_CONSORTIUM",)),),
        ),
        Question(
            "lead_buyer",
            "2.4",
            Kind.ONE,
            "Who signs the contract for the group?",
            short="Lead buyer",
            empty="Choose who signs the contract",
            choices=(
                Choice("this_school", "Our school, for everyone"),
                Choice("trust", "The trust, for everyone"),
                Choice("partner", "One of the partner schools, for everyone"),
                Choice("each", "Each school signs its own"),
            ),
            section=1,
            shown_when=(("model", ("MODEL_CONSORTIUM",)),),
        ),
    ),
)

STAGE = Stage(
    2,
    "delivery-model",
    "How it will be provided",
    "The model, the reasons for it, and how guidance stays independent.",
    (MODEL, REASONS, PARTNERS),
)
