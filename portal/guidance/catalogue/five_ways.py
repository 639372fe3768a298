"""Keeps the page on five ways to get more out of personal guidance."""

from portal.guidance.catalogue.shape import Points, Section, Text, Topic

FIVE_WAYS = Topic(
    slug="five-ways",
    title="Five ways to get more from guidance",
    summary="Five things a school can put right so that each meeting does more good.",
    sections=(
        Section(
            "How to use this page",
            (
                Text(
                    "Our checklist asks you to give your school a mark for each of these. A low "
                    "mark is nothing to hide. It shows what to ask for in your brief."
                ),
            ),
        ),
        Section(
            "1. Make it part of the whole programme",
            (
                Text(
                    "A meeting works best when it builds on lessons, visits and talks with "
                    "employers."
                ),
                Points(
                    (
                        "Senior leaders back it, and governors know about it.",
                        "Tutors and teachers know when meetings happen, and why.",
                        "The eight Gatsby Benchmarks guide the plan.",
                    )
                ),
            ),
        ),
        Section(
            "2. Give it space and time",
            (
                Text("A rushed talk in a corridor helps nobody."),
                Points(
                    (
                        "The adviser has a private room on every booked day.",
                        "Meetings are long enough, and longer for those who need it.",
                        "Pupils are let out of lessons without a fuss.",
                        "Missed meetings get a new time.",
                    )
                ),
            ),
        ),
        Section(
            "3. Prepare pupils and follow up",
            (
                Text("Good meetings start before the door opens, and go on after it shuts."),
                Points(
                    (
                        "Pupils hear what the meeting is for, and bring questions.",
                        "The adviser gets useful facts in good time.",
                        "Tutors help the pupil to act on the plan.",
                        "Someone checks, some weeks later, what became of it.",
                    )
                ),
            ),
        ),
        Section(
            "4. Run the meeting well",
            (
                Text("The adviser leads the talk with skill, and the pupil makes the choices."),
                Points(
                    (
                        "It starts with a clear agreement on aims and on what is private.",
                        "It draws on research about what helps young people.",
                        "It uses true and recent facts on jobs and courses.",
                        "It ends with steps that the pupil has chosen.",
                    )
                ),
            ),
        ),
        Section(
            "5. Use a professional",
            (
                Text("Guidance is expert work."),
                Points(
                    (
                        "The adviser holds the right qualification.",
                        "They follow a code of ethics, and are fair to every route.",
                        (
                            "They keep learning, and talk over hard cases with a senior colleague. "
                            "This is called supervision."
                        ),
                        "Somebody watches their work from time to time, and says what they saw.",
                    )
                ),
            ),
        ),
        Section(
            "Start with one",
            (
                Text(
                    "You need not mend all five at once. Pick the lowest mark. Ask each provider "
                    "what they would do about it, and what they would need from you."
                ),
            ),
        ),
    ),
)
