"""Stage 5, third part: inclusion, referral and premises."""

from portal.checklist.catalogue.choices import SPECIALISMS
from portal.checklist.catalogue.shape import Choice, Column, Kind, Need, Page, Question

LANGUAGES = (
    Choice("ar", "Arabic"),
    Choice("zh", "Chinese"),
    Choice("fa", "Farsi"),
    Choice("ku", "Kurdish"),
    Choice("pl", "Polish"),
    Choice("pt", "Portuguese"),
    Choice("ro", "Romanian"),
    Choice("so", "Somali"),
    Choice("uk", "Ukrainian"),
    Choice("ur", "Urdu"),
    Choice("other", "Another language"),
)

ARRANGEMENTS = (
    Choice("sign_in", "Signing in, badge and identity check"),
    Choice("wifi", "Wi-Fi or network account"),
    Choice("device", "Computer or laptop"),
    Choice("collecting", "Getting pupils from lessons"),
    Choice("parking", "Parking and lunch"),
)

INCLUSION = Page(
    "inclusion",
    "Inclusion",
    "Guidance has to work for every pupil. The SENDCo can help with this page.",
    (
        Question(
            "specialisms",
            "5.8",
            Kind.MANY,
            "In what should the adviser have experience?",
            short="Experience wanted",
            empty="Choose at least one, or “No particular specialism”",
            choices=SPECIALISMS,
            least=1,
            section=10,
        ),
        Question(
            "sendco_liaison",
            "5.8",
            Kind.YES_NO,
            "Should the adviser meet the SENDCo regularly?",
            short="Liaison with the SENDCo",
            empty="Say yes or no",
            default="yes",
            section=10,
        ),
        Question(
            "ehcp_contribution",
            "5.8",
            Kind.YES_NO,
            "Should the adviser contribute to EHC plan reviews?",
            short="Contribution to EHC plans",
            empty="Say yes or no",
            section=10,
        ),
        Question(
            "communication_aids",
            "5.8",
            Kind.MANY,
            "Which ways of communicating should the adviser be able to use?",
            short="Ways of communicating",
            empty="Choose at least one, or “None in particular”",
            choices=(
                Choice("easy_read", "Easy read"),
                Choice("symbols", "Symbols and pictures"),
                Choice("makaton", "Makaton"),
                Choice("aac", "A pupil's own communication aid"),
                Choice("none", "None in particular"),
            ),
            least=1,
            section=10,
        ),
        Question(
            "bsl",
            "5.8",
            Kind.YES_NO,
            "Will any pupil need British Sign Language?",
            short="British Sign Language",
            empty="Say yes or no",
            section=10,
        ),
        Question(
            "languages",
            "5.9",
            Kind.MANY,
            "Which other languages would help?",
            short="Languages",
            empty="Choose the languages",
            need=Need.OPTIONAL,
            choices=LANGUAGES,
            section=10,
        ),
    ),
)

SUPPORT = Page(
    "referral-and-premises",
    "Referral and premises",
    "What an adviser does with a worry, and the practical side of working in your school.",
    (
        Question(
            "referral",
            "5.10",
            Kind.LONG,
            "To whom should the adviser refer a pupil who needs other help?",
            short="Referral",
            empty="Say where the adviser should refer pupils",
            hint="Cover safeguarding, the risk of NEET and the local authority. Use job titles.",
            example="A safeguarding worry: to the safeguarding lead, at once. NEET: the year lead.",
            most=2000,
            section=8,
        ),
        Question(
            "premises",
            "5.12",
            Kind.TABLE,
            "What are the practical arrangements?",
            short="Practical arrangements",
            empty="Enter each arrangement",
            rows=ARRANGEMENTS,
            columns=(Column("arrangement", Kind.SHORT, "Arrangement", most=200),),
            section=11,
        ),
        Question(
            "mis",
            "5.6",
            Kind.ONE,
            "Which management information system do you use?",
            short="MIS",
            empty="Choose a system",
            need=Need.OPTIONAL,
            choices=(
                Choice("arbor", "Arbor"),
                Choice("bromcom", "Bromcom"),
                Choice("sims", "SIMS"),
                Choice("scholarpack", "ScholarPack"),
                Choice("other", "Another system"),
            ),
            section=2,
        ),
    ),
)
