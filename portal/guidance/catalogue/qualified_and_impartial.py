"""Keeps the page on who may give guidance, and what independent and impartial mean."""

from portal.guidance.catalogue.shape import Link, Points, Section, Text, Topic

QUALIFIED_AND_IMPARTIAL = Topic(
    slug="qualified-and-impartial",
    title="Qualified, independent and impartial",
    summary="Who may give personal guidance, and what two legal words mean for your school.",
    sections=(
        Section(
            "Adviser and leader are two jobs",
            (
                Text(
                    "A careers adviser meets pupils. A careers leader plans the school's careers "
                    "programme, buys in help and keeps it all together. One person can do both "
                    "jobs only if they are trained for both."
                ),
            ),
        ),
        Section(
            "Qualified",
            (
                Text(
                    "An adviser should be trained to the right level. Look for a careers guidance "
                    "qualification at Level {fact:adviser_level} or above. Levels belong to a "
                    "national framework, the {fact:qualification_frameworks}."
                ),
                Points(
                    (
                        (
                            "The subject matters as well as the level. A degree in another subject "
                            "is not a guidance qualification."
                        ),
                        (
                            "Someone who holds only a Level 4 award can give information and "
                            "advice. That helps pupils, but it is not personal guidance."
                        ),
                        (
                            "A trainee can help, with a named, qualified person to watch over the "
                            "work. Until they qualify, our listings do not call it personal "
                            "guidance."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "Independent",
            (
                Text(
                    "Independent has a meaning in law, in {fact:independence_law}. Guidance is "
                    "independent only if it is not given by a teacher or any other person "
                    "employed at the school."
                ),
                Text(
                    "A school may employ its own adviser, and those meetings can count for "
                    "Benchmark 8. But the law still asks for some independent guidance. If you "
                    "plan to use your own staff only, write down how you will do that. Some "
                    "schools buy in help for part of the year. Others swap advisers with a "
                    "nearby school."
                ),
            ),
        ),
        Section(
            "Impartial",
            (
                Text(
                    "Impartial means fair to every choice. The adviser does not favour one "
                    "school, college or route, and puts the pupil's interests first. For pupils "
                    "who still have to be in school by law, guidance must cover choices from age "
                    "16 to 18, and apprenticeships are among them."
                ),
                Text(
                    "If a provider also teaches courses, ask how it keeps its advice apart from "
                    "its recruiting."
                ),
            ),
        ),
        Section(
            "What you can check",
            (
                Points(
                    (
                        "The person: their qualification and their place on the CDI register.",
                        "The service: whether the organisation holds the matrix Standard.",
                        (
                            "Your own programme: the Quality in Careers Standard, a separate award "
                            "for schools."
                        ),
                    )
                ),
                Link(
                    "Read the law on legislation.gov.uk",
                    "https://www.legislation.gov.uk/ukpga/1997/44/part/VII",
                ),
            ),
        ),
    ),
)
