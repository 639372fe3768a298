"""Keeps the page on the National Careers Service."""

from portal.guidance.catalogue.shape import Points, Section, Text, Topic

NATIONAL_CAREERS_SERVICE = Topic(
    slug="national-careers-service",
    title="The National Careers Service",
    summary="A free public service that sits beside your school's own guidance.",
    sections=(
        Section(
            "What it is",
            (
                Text(
                    "The National Careers Service is a public service for England. It gives "
                    "careers information, advice and guidance free of charge. The local guide "
                    "says that people from age {fact:ncs_from_age} can use its website, telephone "
                    "line and web chat. We have not confirmed that this is still so."
                ),
            ),
        ),
        Section(
            "It is changing",
            (
                Text(
                    "The part that meets adults face to face was due to move into the Department "
                    "for Work and Pensions on {fact:ncs_due_to_move}. It was to become part of a "
                    "new Jobs and Careers Service. We have seen the plan. We have not confirmed "
                    "what the service offers today, above all to people under 18."
                ),
                Text("Before you send pupils to it, look at its own website."),
            ),
        ),
        Section(
            "How it fits with your school",
            (
                Text(
                    "The service can help a pupil to look up jobs, or to ask a quick question in "
                    "the holidays. It does not take the place of the meetings that your school "
                    "arranges. It will not know your pupils, your options or your local "
                    "colleges as well as an adviser who visits each week."
                ),
                Points(
                    (
                        "Good for: job facts, skills quizzes, and a question out of school hours.",
                        (
                            "Not the same as: a planned meeting in a private room, with an action "
                            "plan that tutors can help with."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "Good ways to use it",
            (
                Points(
                    (
                        (
                            "Show pupils the job profiles before their meeting, so that they come "
                            "with questions."
                        ),
                        (
                            "Put a link beside your own offer on the school website, and say which "
                            "is which."
                        ),
                        (
                            "Tell leavers and their families about it on results day. They may "
                            "want help when school is shut."
                        ),
                        "Ask your careers adviser what they use it for. They may know it well.",
                    )
                ),
            ),
        ),
        Section(
            "Quality",
            (
                Text(
                    "Organisations that ran the service under contract had to hold the matrix "
                    "Standard. Your own supplier may hold it too, but no rule says that a "
                    "school's supplier must."
                ),
            ),
        ),
    ),
)
