"""Stage 7: how bids are judged, and by whom."""

from portal.checklist.catalogue.shape import Choice, Column, Kind, Need, Page, Question, Stage
from portal.checklist.catalogue.stage_4_budget import INTERNAL_ONLY
from portal.checklist.catalogue.stage_7_questions import WEIGHTS

GATES = (
    Choice("dbs", "Enhanced DBS check with children's barred list for every adviser"),
    Choice("qualification", "Qualification and registration as asked for"),
    Choice("insurance", "Insurance as asked for"),
    Choice("matrix", "matrix Standard or equivalent evidence of quality"),
    Choice("references", "Two references from schools or colleges"),
    Choice("conflicts", "Signed declaration of interests"),
    Choice("gdpr", "Statement on data protection"),
)

COVERS = (
    Choice("1", "£1 million"),
    Choice("2", "£2 million"),
    Choice("5", "£5 million"),
    Choice("10", "£10 million"),
)

GATES_PAGE = Page(
    "pass-or-fail",
    "Pass or fail",
    "What every bidder must show before the bid is scored at all.",
    (
        Question(
            "gates",
            "7.2",
            Kind.MANY,
            "Which checks must a bid pass?",
            short="Pass-or-fail checks",
            empty="Choose at least three checks",
            choices=GATES,
            least=3,
            wrong="Choose at least three checks",
            default=("dbs", "qualification", "insurance", "references", "conflicts", "gdpr"),
            section=17,
        ),
        Question(
            "public_liability",
            "7.2",
            Kind.ONE,
            "How much public liability insurance must a bidder have?",
            short="Public liability insurance",
            empty="Choose an amount",
            need=Need.OPTIONAL,
            choices=COVERS,
            default="5",
            section=14,
        ),
        Question(
            "professional_indemnity",
            "7.2",
            Kind.ONE,
            "How much professional indemnity insurance?",
            short="Professional indemnity insurance",
            empty="Choose an amount",
            need=Need.OPTIONAL,
            choices=COVERS,
            default="1",
            section=14,
        ),
        Question(
            "evidence",
            "7.7",
            Kind.MANY,
            "What will you look at besides the written answers?",
            short="Further evidence",
            empty="Choose at least one",
            choices=(
                Choice("sample_plan", "A sample action plan without names"),
                Choice("observation", "Observation of a meeting, with the pupil's agreement"),
                Choice("interview", "An interview or presentation"),
                Choice("references", "Two references"),
                Choice("student_panel", "A panel of students"),
            ),
            least=1,
            default=("sample_plan", "interview"),
            section=16,
        ),
    ),
)

SCORING = Page(
    "scoring-and-panel",
    "Scoring and panel",
    "How scores become a decision. At least two people assess every bid.",
    (
        Question(
            "scale",
            "7.4",
            Kind.ONE,
            "Which scale will you use?",
            short="Scale",
            empty="Choose a scale",
            choices=(Choice("0_5", "0 to 5"), Choice("1_5", "1 to 5")),
            default="0_5",
            section=17,
        ),
        Question(
            "minimum_score",
            "7.5",
            Kind.WHOLE,
            "What is the least score a bid needs on each question?",
            short="Least score",
            empty="Enter a score from 0 to 5",
            need=Need.OPTIONAL,
            least=0,
            most=5,
            wrong="The least score must be between 0 and 5",
            default=2,
            section=17,
        ),
        Question(
            "price_formula",
            "7.6",
            Kind.ONE,
            "How is price scored?",
            short="Price formula",
            empty="Choose a formula",
            choices=(
                Choice("lowest", "Lowest price divided by the bid's price, times the weight"),
                Choice("bands", "Fixed bands: 5% dearer than the lowest loses a tenth"),
            ),
            default="lowest",
            section=17,
        ),
        Question(
            "tie_break",
            "7.9",
            Kind.ONE,
            "What decides if two bids score the same?",
            short="Tie-break",
            empty="Choose what decides",
            choices=(
                Choice("quality", "The higher score for quality"),
                Choice("students", "The students' panel"),
                Choice("price", "The lower price"),
            ),
            default="quality",
            section=17,
        ),
        Question(
            "panel",
            "7.8",
            Kind.TABLE,
            "Who assesses the bids?",
            short="Panel",
            empty="Enter at least two people",
            hint="Names stay inside the school and are never printed.",
            why="Two people and declared interests protect you and the bidders.",
            least=2,
            most=8,
            wrong="There must be between 2 and 8 people",
            columns=(
                Column("name", Kind.SHORT, "Name", most=80, private=True),
                Column("role", Kind.SHORT, "Job title", most=80, private=True),
                Column("declared", Kind.YES_NO, "Interests declared", private=True),
            ),
            private=True,
        ),
    ),
)

STAGE = Stage(
    7,
    "evaluation",
    "How you will judge",
    "Weights, questions, checks, scores and panel.",
    (WEIGHTS, GATES_PAGE, SCORING),
    hidden_when=INTERNAL_ONLY,
)
