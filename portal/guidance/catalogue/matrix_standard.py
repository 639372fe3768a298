"""Keeps the page on the matrix Standard."""

from portal.guidance.catalogue.shape import Link, Points, Section, Text, Topic

MATRIX_STANDARD = Topic(
    slug="matrix-standard",
    title="The matrix Standard",
    summary="A quality mark for organisations that give information, advice and guidance.",
    sections=(
        Section(
            "What it is",
            (
                Text(
                    "The matrix Standard is a quality mark. It shows that someone from outside "
                    "has looked at how an organisation gives information, advice and guidance, "
                    "and at the results. The name is written with a small m."
                ),
                Text(
                    "It belongs to {fact:matrix_owner}. We have not been able to confirm which "
                    "department looks after it now."
                ),
            ),
        ),
        Section(
            "It is about the service, not the person",
            (
                Text(
                    "An organisation holds the matrix Standard. A person is on the CDI register. "
                    "The two answer different questions, so look at both."
                ),
                Text(
                    "An adviser who works alone can choose to be assessed, but does not have to. "
                    "If you insist on it, you may shut out good advisers who work for "
                    "themselves. You can ask for the Standard or equal evidence instead."
                ),
            ),
        ),
        Section(
            "Two frameworks",
            (
                Text(
                    "The Standard was revised in {fact:matrix_revised}. The newer framework has "
                    "{fact:matrix_elements} elements: purpose, resource, offer, delivery, "
                    "outcomes for individuals, impacts for organisations, and continuous "
                    "improvement. The older one had {fact:matrix_elements_before}. You may meet "
                    "either on a listing."
                ),
            ),
        ),
        Section(
            "How long it lasts",
            (
                Points(
                    (
                        "A full review comes within {fact:matrix_cycle_years} years.",
                        "There is a call after {fact:matrix_call_months} months.",
                        "There is a check after {fact:matrix_check_months} months.",
                        "A provider should book {fact:matrix_booking_weeks} weeks ahead.",
                    )
                ),
            ),
        ),
        Section(
            "What our listings say",
            (
                Points(
                    (
                        "Current: the review date has not passed, and somebody has checked.",
                        "Due soon: still current, but the review is near.",
                        "Expired: the review date has passed. The listing stays, and says so.",
                        (
                            "Unverified: the provider says it holds the Standard, and nobody has "
                            "checked yet."
                        ),
                        "Working towards: not held yet.",
                    )
                ),
                Text(
                    "Each badge says what it rests on and when. Ask the provider which service "
                    "or office was assessed: it may not be the one that visits your school."
                ),
                Link("About the matrix Standard", "https://matrixstandard.com/about-the-standard"),
            ),
        ),
    ),
)
