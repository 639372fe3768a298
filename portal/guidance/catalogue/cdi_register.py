"""Keeps the page on the CDI register, its two categories, and which one counts."""

from portal.guidance.catalogue.shape import Link, Points, Section, Text, Topic

CDI_REGISTER = Topic(
    slug="cdi-register",
    title="The CDI register",
    summary="Two kinds of people are on the register. Only one kind may give personal guidance.",
    sections=(
        Section(
            "What it is",
            (
                Text(
                    "The Career Development Institute (CDI) is the professional body for people "
                    "who work in careers. It keeps a public register of people who have the "
                    "right training and who keep to its code of ethics. The government suggests "
                    "that schools use the register to find an adviser."
                ),
                Text(
                    "The register lists people, not organisations. An organisation cannot be on "
                    "it, but it can employ people who are."
                ),
            ),
        ),
        Section(
            "Registered Career Development Professional",
            (
                Text(
                    "This is the one to look for. It is often shortened to RCDP. A person on "
                    "this part of the register may give personal guidance."
                ),
                Points(
                    (
                        (
                            "At least {fact:cdi_credits} credits at Level {fact:adviser_level} or "
                            "above in a careers subject, or another route that the CDI accepts."
                        ),
                        "A promise to follow the CDI code of ethics.",
                        "At least {fact:cdi_cpd_hours} hours of training each year, written down.",
                    )
                ),
            ),
        ),
        Section(
            "Registered Careers Leader",
            (
                Text(
                    "This is for people who lead a careers programme in a school or college. It "
                    "asks for at least {fact:cdi_leader_credits} credits, with the same code and "
                    "the same yearly training."
                ),
                Text(
                    "It does not qualify a person to give personal guidance. A school that asks "
                    "only whether someone is on the register could choose the wrong person. Ask "
                    "which part of the register they are on."
                ),
            ),
        ),
        Section(
            "Member is not the same as registered",
            (
                Text(
                    "A person can belong to the CDI without being on the register. A person can "
                    "also be waiting to hear, or have let their place lapse. Each person's year "
                    "of training starts on the day they joined, so there is no one date when "
                    "everybody renews."
                ),
            ),
        ),
        Section(
            "How to check",
            (
                Points(
                    (
                        "Ask for the adviser's name as it stands on the register.",
                        "Look it up yourself in the CDI's public directory.",
                        "Write down the day you looked.",
                        "Look again each year while the contract runs.",
                    )
                ),
                Text(
                    "On our listings, a badge says who checked and when. A badge can be out of "
                    "date by the time you read it."
                ),
                Link(
                    "What the register asks for",
                    "https://www.thecdi.net/professional-register/"
                    "requirements-of-the-professional-register",
                ),
            ),
        ),
    ),
)
