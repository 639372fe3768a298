"""Keeps the words of the field, each explained once."""

from portal.guidance.catalogue.shape import Section, Term, Text, Topic

GLOSSARY = Topic(
    slug="glossary",
    title="Words and what they mean",
    summary="Short meanings for the words and initials you will meet on this site.",
    sections=(
        Section(
            "People",
            (
                Term("Careers adviser", "A trained person who meets pupils one to one."),
                Term("Careers leader", "The member of staff who runs the careers programme."),
                Term("SENDCo", "The teacher who arranges help for pupils with SEND."),
                Term(
                    "Registered Career Development Professional (RCDP)",
                    "A person on the part of the CDI register for those who give guidance.",
                ),
                Term("Sole trader", "A person who works for themselves, without a company."),
            ),
        ),
        Section(
            "Guidance",
            (
                Term("Personal guidance", "A private meeting with a careers adviser."),
                Term("Benchmark 8", "The Gatsby Benchmark about personal guidance."),
                Term("Gatsby Benchmarks", "Eight signs of a good careers programme."),
                Term("Action plan", "A short note of what a pupil will do next."),
                Term("Labour market information (LMI)", "Facts about jobs, pay and employers."),
                Term("Destination", "What a pupil goes on to do after leaving."),
                Term("Independent", "Not given by anyone employed at the pupil's school."),
                Term("Impartial", "Fair to every route and every place to study."),
            ),
        ),
        Section(
            "Needs and support",
            (
                Term("SEND", "Special educational needs and disabilities."),
                Term("EHC plan", "A legal plan for a young person who needs much support."),
                Term("Annual review", "The yearly meeting about an EHC plan."),
                Term("NEET", "Not in education, employment or training."),
                Term("Care-experienced", "In care now, or in the past."),
                Term("EAL", "Speaks English as an additional language."),
                Term("BSL", "British Sign Language."),
                Term("Makaton", "Signs and symbols used along with speech."),
                Term("Alternative provision (AP)", "Teaching outside a mainstream school."),
            ),
        ),
        Section(
            "Quality and checks",
            (
                Term("CDI", "Career Development Institute, the professional body."),
                Term("matrix Standard", "A quality mark for advice and guidance services."),
                Term("CPD", "Training that a professional goes on doing."),
                Term("Supervision", "Talking over one's work with a senior colleague."),
                Term(
                    "Level {fact:adviser_level}",
                    "The lowest level for an adviser, set on the {fact:qualification_frameworks}.",
                ),
                Term("DBS check", "A check of criminal records."),
                Term("Indemnity insurance", "Cover for harm done by poor advice."),
            ),
        ),
        Section(
            "Buying",
            (
                Term("Brief", "The paper that tells bidders what you need."),
                Term("Quote", "A price, with a promise to do the work for it."),
                Term("Threshold", "The value from which the full law on buying applies."),
                Term("Whole-life value", "The cost of all years, with those you might add."),
                Term("VAT", "A tax that some sellers must add to the price."),
                Text("Is a word missing? Tell us, and we will add it."),
            ),
        ),
    ),
)
