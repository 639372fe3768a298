"""Keeps the page of places to read more."""

from portal.guidance.catalogue.shape import Link, Section, Text, Topic

FURTHER_READING = Topic(
    slug="further-reading",
    title="Where to read more",
    summary="The rules, the quality marks and the buying advice, at their own addresses.",
    sections=(
        Section(
            "How to use these links",
            (
                Text(
                    "These pages belong to other people. They can change, or move, without our "
                    "knowing. We say what each one is good for, so that you can find it again if "
                    "a link breaks. Where our pages and theirs differ, trust theirs and tell us."
                ),
            ),
        ),
        Section(
            "The rules",
            (
                Link("{fact:guidance_title}", "{fact:guidance_url}"),
                Text(
                    "The guidance that schools and colleges must take account of. Look for the "
                    "{fact:guidance_edition} edition, or a newer one."
                ),
                Link(
                    "Education Act 1997, Part VII",
                    "https://www.legislation.gov.uk/ukpga/1997/44/part/VII",
                ),
                Text("The law on independent and impartial guidance, word for word."),
                Link(
                    "Benchmark 8: what it asks for",
                    "https://llbsp.org.uk/benchmark-8-personal-guidance-requirements",
                ),
                Text(
                    "The present words of the benchmark, set out by a careers hub in another area."
                ),
            ),
        ),
        Section(
            "People and services",
            (
                Link(
                    "CDI code of ethics",
                    "https://www.thecdi.net/cdi-membership/cdi-code-of-ethics",
                ),
                Text(
                    "What a member promises: to be fair, to keep things private, to know the "
                    "limits of their skill, and more. Useful when you write your questions."
                ),
                Link(
                    "CDI Professional Register",
                    "https://www.thecdi.net/professional-register/"
                    "requirements-of-the-professional-register",
                ),
                Text("What a person must have done to be registered."),
                Link("matrix Standard", "https://matrixstandard.com/standard"),
                Text("The elements of the Standard, one by one."),
                Link("Quality in Careers", "https://www.qualityincareers.org.uk"),
                Text("The award for a school's whole careers programme."),
            ),
        ),
        Section(
            "Buying",
            (
                Link(
                    "DfE: buying for schools",
                    "https://www.gov.uk/guidance/buying-procedures-and-procurement-law-for-schools",
                ),
                Text(
                    "Step by step: how to write down what you need, how to ask for quotes, and "
                    "how to choose. Written for school staff who do not buy things every day."
                ),
            ),
        ),
        Section(
            "Learners with SEND",
            (
                Link("Gatsby Benchmarks: SEND", "https://www.gatsbybenchmarks.org.uk/send"),
                Text(
                    "Why the same benchmarks are used for all, and how schools fit them to "
                    "pupils who learn in other ways."
                ),
            ),
        ),
    ),
)
