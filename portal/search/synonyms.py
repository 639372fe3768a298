"""What people in careers guidance call the same thing: data, dated, used in both directions."""

from datetime import date

CHECKED_ON = date(2026, 11, 24)
SOURCE = (
    "Terms of the Gatsby Benchmarks, the SEND code of practice and the CDI; towns from the ONS "
    "Postcode Directory"
)

# A listing that says one of these is also found, with this weight, by each of the others.
WEIGHT = 0.7
# The words of a phrase that stand apart in a listing are worth this much of the phrase.
APART = 0.6

GROUPS: tuple[tuple[str, ...], ...] = (
    ("benchmark 8", "personal guidance", "one-to-one guidance", "guidance interview"),
    ("interview", "meeting"),
    ("adviser", "advisor"),
    ("organisation", "organization"),
    (
        "careers guidance",
        "iag",
        "ciag",
        "ceiag",
        "information advice guidance",
        "careers education information advice guidance",
    ),
    ("cdi", "career development institute"),
    ("cdi", "rcdp", "registered career development professional", "cdi registered"),
    ("lmi", "labour market information", "labour market intelligence"),
    ("senco", "sendco"),
    ("sen", "send", "aln", "special educational needs", "additional learning needs"),
    ("ehcp", "ehc plan", "education health care plan"),
    ("asc", "asd", "autism", "autistic"),
    ("semh", "social emotional mental health"),
    ("slcn", "speech language communication"),
    ("pmld", "profound multiple learning difficulties"),
    ("mld", "moderate learning difficulties"),
    ("sld", "severe learning difficulties"),
    ("visually impaired", "visual impairment", "vision impairment", "blind"),
    ("hearing impaired", "hearing impairment", "deaf"),
    (
        "care experienced",
        "lac",
        "cla",
        "looked after",
        "children in care",
        "care leaver",
    ),
    ("neet", "not in education employment training"),
    ("pru", "pupil referral unit", "alternative provision", "ap"),
    ("eal", "esol", "english as an additional language"),
    ("bsl", "british sign language", "sign language", "deaf"),
    ("ehe", "home educated", "elective home education", "home education"),
    ("freelance", "self employed", "sole trader", "independent"),
    ("apprenticeship", "apprentice"),
    ("university", "higher education", "ucas"),
    ("sixth form", "post-16"),
    ("parent", "carer"),
    ("video", "online", "remote", "virtual"),
    ("liverpool", "l'pool"),
    # Towns say their borough, and a borough finds its towns.
    ("sefton", "southport"),
    ("sefton", "bootle"),
    ("sefton", "crosby"),
    ("sefton", "formby"),
    ("sefton", "maghull"),
    ("wirral", "birkenhead"),
    ("wirral", "wallasey"),
    ("wirral", "heswall"),
    ("wirral", "bebington"),
    ("halton", "runcorn"),
    ("halton", "widnes"),
    ("knowsley", "kirkby"),
    ("knowsley", "huyton"),
    ("knowsley", "prescot"),
    ("knowsley", "whiston"),
    ("knowsley", "halewood"),
    ("st helens", "newton-le-willows"),
    ("st helens", "rainhill"),
    ("st helens", "haydock"),
)

# These lead one way only: (what is typed, what is found).
ONE_WAY: tuple[tuple[str, str], ...] = (
    # The national programme ended in 2023; people still ask for it.
    ("traineeship", "apprenticeship"),
    ("connexions", "careers guidance"),
)
