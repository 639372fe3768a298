"""Keeps the page on what happens in a personal guidance meeting."""

from portal.guidance.catalogue.shape import Points, Section, Text, Topic

PERSONAL_GUIDANCE = Topic(
    slug="personal-guidance",
    title="What personal guidance is",
    summary="What happens before, during and after a meeting with a careers adviser.",
    sections=(
        Section(
            "One pupil, one adviser",
            (
                Text(
                    "Personal guidance is a private talk between one pupil and a trained careers "
                    "adviser. It is about that pupil: what they like, what they are good at, what "
                    "worries them, and which choices are open to them."
                ),
                Text(
                    "A group talk, an assembly or a careers fair can be very useful. It does not "
                    "count as a personal guidance meeting."
                ),
            ),
        ),
        Section(
            "How long a meeting lasts",
            (
                Text(
                    "Many services allow {fact:meeting_minutes_usual} minutes, and some allow up "
                    "to {fact:meeting_minutes_longest}. The Career Development Institute (CDI) "
                    "suggests {fact:meeting_minutes_good_practice} minutes as good practice. A "
                    "pupil with SEND often needs longer."
                ),
                Text(
                    "The adviser also needs time between meetings to write up. When you plan a "
                    "day, count that time too."
                ),
            ),
        ),
        Section(
            "Before the meeting",
            (
                Points(
                    (
                        "The pupil knows why they are going, and has thought of some questions.",
                        "The adviser has seen useful facts, such as the pupil's subjects.",
                        "There is a quiet, private room where nobody will walk in.",
                    )
                ),
            ),
        ),
        Section(
            "During the meeting",
            (
                Points(
                    (
                        "The adviser explains what stays private, and when it cannot.",
                        "The pupil does at least as much of the talking as the adviser.",
                        (
                            "They look at all the routes, such as sixth form, college, "
                            "apprenticeships, training and jobs."
                        ),
                        (
                            "The adviser uses up-to-date facts about local jobs, and gently "
                            "questions ideas such as jobs being only for boys or only for girls."
                        ),
                        "Together they agree what the pupil will do next.",
                    )
                ),
            ),
        ),
        Section(
            "After the meeting",
            (
                Text(
                    "The pupil gets an action plan: a short note of what was agreed, in their own "
                    "words where that can be done. If the pupil agrees, tutors see it too, so "
                    "that they can help. Some pupils come back for a follow-up meeting."
                ),
            ),
        ),
        Section(
            "Face to face or by video",
            (
                Text(
                    "Most schools choose face to face. Video can work for an older pupil, or for "
                    "one who cannot be in school. It still needs a private place, and the same "
                    "care for the pupil's safety."
                ),
            ),
        ),
    ),
)
