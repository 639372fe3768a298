"""Stage 6: the route to market and the timetable."""

from portal.checklist.catalogue.shape import Choice, Kind, Need, Page, Question, Stage
from portal.checklist.catalogue.stage_4_budget import INTERNAL_ONLY
from portal.checklist.catalogue.stage_6_dates import BIDDING, CONTRACT, DECISION

ROUTES = (
    Choice("quotes", "Ask for written quotes"),
    Choice("advertise", "Advertise and run a competition"),
    Choice("framework", "Use an approved framework"),
    Choice("act", "Run a full procedure under the Procurement Act 2023", "Take advice first"),
)


def _policy(name: str, words: str, short: str) -> Question:
    return Question(
        name,
        "6.2",
        Kind.MONEY,
        words,
        short=short,
        empty="Enter an amount in pounds",
        need=Need.OPTIONAL,
        hint="Leave it empty to use the Department for Education's figure.",
        least=0,
        most=500_000,
        wrong="The amount must be between £0 and £500,000",
        private=True,
    )


ROUTE = Page(
    "route",
    "Route",
    "The value of the whole contract suggests a route; your own policy comes first.",
    (
        Question(
            "route",
            "6.1",
            Kind.ONE,
            "How will you buy?",
            short="Route",
            empty="Choose a route",
            choices=ROUTES,
            section=15,
        ),
        Question(
            "route_reason",
            "6.1",
            Kind.LONG,
            "If this is not the suggested route, or too few providers match, why?",
            short="Reason for the route",
            empty="Enter the reason",
            need=Need.OPTIONAL,
            hint="At least 30 characters for another route. Keep any approval with your records.",
            most=1000,
            private=True,
        ),
        _policy(
            "policy_medium", "From what value does your policy want several quotes?", "Quotes from"
        ),
        _policy("policy_high", "Above what value does your policy want an advert?", "Advert above"),
        Question(
            "policy_quotes",
            "6.2",
            Kind.WHOLE,
            "How many quotes does your policy ask for?",
            short="Quotes wanted",
            empty="Enter a number",
            need=Need.OPTIONAL,
            least=1,
            most=10,
            wrong="The number of quotes must be between 1 and 10",
            private=True,
        ),
    ),
)

RECEIVING = Page(
    "receiving-bids",
    "Receiving bids",
    "One way in, the same for everyone, and closed until the deadline.",
    (
        Question(
            "bids_by",
            "6.9",
            Kind.ONE,
            "How will bids reach you?",
            short="Bids come by",
            empty="Choose how bids reach you",
            choices=(
                Choice("email", "To a mailbox kept for this purpose"),
                Choice("portal", "Through an electronic tendering portal"),
            ),
            section=15,
        ),
        Question(
            "bids_address",
            "6.9",
            Kind.SHORT,
            "What is its address?",
            short="Address for bids",
            empty="Enter the address of the mailbox or portal",
            hint="Use an address of the school, not a personal one.",
            example="tenders@examplehigh.example",
            most=200,
            section=15,
        ),
        Question(
            "contact_role",
            "6.9",
            Kind.SHORT,
            "Who answers bidders' questions? Give the job title.",
            short="Contact for bidders",
            empty="Enter a job title",
            default="Business manager",
            most=80,
            section=1,
        ),
    ),
)

STAGE = Stage(
    6,
    "route-and-timetable",
    "Route and timetable",
    "How you buy, and by when.",
    (ROUTE, BIDDING, DECISION, CONTRACT, RECEIVING),
    hidden_when=INTERNAL_ONLY,
)
