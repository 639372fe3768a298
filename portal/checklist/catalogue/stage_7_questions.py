"""Stage 7, first part: the weights and the quality questions."""

from portal.checklist.catalogue.shape import Column, Kind, Need, Page, Question, Row

STANDARD_QUESTIONS: tuple[Row, ...] = (
    {
        "question": "How do you give guidance, and on what evidence does your approach rest?",
        "weight": "20",
        "words": 500,
    },
    {
        "question": "Who would work with our pupils? Say how they are qualified and supervised.",
        "weight": "10",
        "words": 500,
    },
    {
        "question": "How do you prepare pupils, write action plans and follow them up?",
        "weight": "10",
        "words": 400,
    },
    {
        "question": "How do you adapt guidance for pupils with SEND and others who need support?",
        "weight": "10",
        "words": 400,
    },
    {
        "question": "How do you check quality, use feedback and report destinations to us?",
        "weight": "5",
        "words": 300,
    },
    {
        "question": "How do you keep pupils safe and their data secure?",
        "weight": "5",
        "words": 300,
    },
)


def _weight(name: str, words: str, short: str, default: int, need: Need = Need.BRIEF) -> Question:
    return Question(
        name,
        "7.1",
        Kind.WHOLE,
        words,
        short=short,
        empty="Enter a percentage from 0 to 100",
        need=need,
        hint="The weights must add up to 100.",
        least=0,
        most=100,
        wrong="The weight must be between 0 and 100",
        default=default,
        unit="%",
        section=17,
    )


WEIGHTS = Page(
    "weights-and-questions",
    "Weights and questions",
    "Decide now how bids are scored. Nothing may change once bidders have been asked.",
    (
        _weight("quality_weight", "How much does quality count?", "Weight of quality", 60),
        _weight("price_weight", "How much does price count?", "Weight of price", 40),
        _weight(
            "social_weight",
            "How much does social value count?",
            "Weight of social value",
            0,
            Need.OPTIONAL,
        ),
        Question(
            "weights_reason",
            "7.1",
            Kind.LONG,
            "If price counts for less than 20% or more than 60%, why?",
            short="Reason for the weights",
            empty="Enter the reason",
            need=Need.OPTIONAL,
            most=1000,
            private=True,
        ),
        Question(
            "quality_questions",
            "7.3",
            Kind.TABLE,
            "Which questions must bidders answer?",
            short="Questions for bidders",
            empty="Enter at least one question",
            hint="Their weights must add up to the weight of quality.",
            why="Ask only what you will score, and let a sole trader answer as well as a company.",
            least=1,
            most=8,
            columns=(
                Column("question", Kind.LONG, "Question", most=500),
                Column("weight", Kind.PERCENT, "Weight (%)", least=0, most=100),
                Column("words", Kind.WHOLE, "Word limit", least=100, most=1000, default=400),
            ),
            default=STANDARD_QUESTIONS,
            section=16,
        ),
    ),
)
