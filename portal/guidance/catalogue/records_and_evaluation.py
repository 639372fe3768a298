"""Keeps the page on records, privacy and finding out whether guidance works."""

from portal.guidance.catalogue.shape import Points, Section, Text, Topic

RECORDS_AND_EVALUATION = Topic(
    slug="records-and-evaluation",
    title="Records and finding out what works",
    summary="What to write down, who may see it, and how to tell whether guidance helps.",
    sections=(
        Section(
            "The pupil agrees first",
            (
                Text(
                    "A meeting belongs to the pupil. Before anything goes into a school system, "
                    "the adviser asks whether the pupil agrees, and says who will see it. If the "
                    "pupil does not agree, the school can still record that a meeting took place."
                ),
                Text(
                    "There is one limit. If a pupil may be in danger, the adviser must tell the "
                    "person in charge of safeguarding. The adviser explains this at the start."
                ),
            ),
        ),
        Section(
            "What to keep",
            (
                Points(
                    (
                        "The date of each meeting, and who gave it.",
                        "The action plan, where the tutor can find it and help.",
                        "What the pupil hopes to do next.",
                        "Where the pupil went in the end. This is called a destination.",
                    )
                ),
                Text(
                    "Many schools keep this in their management information system, the computer "
                    "system for school records. Compass+ is a tool for careers leaders that can "
                    "read from such systems. Say in your brief which one you use, so that the "
                    "adviser can plan for it."
                ),
            ),
        ),
        Section(
            "Agree who looks after the data",
            (
                Text(
                    "Your school is answerable for its pupils' records. An outside adviser may "
                    "work with them for you, or may keep case notes of their own. Decide which, "
                    "and put it in writing. Say how long notes are kept and how they are "
                    "deleted. This site holds no records about pupils, only counts."
                ),
            ),
        ),
        Section(
            "Ask people",
            (
                Text(
                    "Ask pupils soon after the meeting, and again before they leave. Ask parents "
                    "and carers, and ask tutors. Short questions get more replies."
                ),
                Points(
                    (
                        "Do you know more about your choices than you did?",
                        "Did the adviser listen?",
                        "Do you know what you will do next?",
                        "Have you done the first thing on your plan?",
                    )
                ),
            ),
        ),
        Section(
            "Look at the figures",
            (
                Text(
                    "Meet the adviser each term. Compare meetings planned with meetings held. "
                    "See who missed theirs, and why. Check that pupils with SEND got as much as "
                    "others. Watch a meeting now and then, with the pupil's agreement. Then "
                    "change one thing, and look again."
                ),
                Text(
                    "Your school's whole programme can be judged for the Quality in Careers "
                    "Standard. An award lasts for up to {fact:quality_award_years} years, and "
                    "its present rules date from {fact:quality_award_revised}."
                ),
            ),
        ),
    ),
)
