"""Keeps the page on what each pupil should get."""

from portal.guidance.catalogue.shape import Link, Points, Section, Text, Topic

ENTITLEMENT = Topic(
    slug="entitlement",
    title="What each pupil should get",
    summary="How many meetings a pupil should have with a careers adviser, and by what age.",
    sections=(
        Section(
            "The short answer",
            (
                Text(
                    "Every pupil should be able to sit down with a trained careers adviser and "
                    "talk about what comes next. This is called personal guidance. It is the last "
                    "of the eight Gatsby Benchmarks, so people often call it Benchmark 8."
                ),
                Points(
                    (
                        "By age 16: at least {fact:benchmark8_by_16} meeting.",
                        (
                            "By age 18: a further meeting, so at least {fact:benchmark8_by_18} in "
                            "all for a pupil who stays on in the sixth form."
                        ),
                        (
                            "In a college: at least {fact:benchmark8_college} meeting by the end "
                            "of the study programme."
                        ),
                    )
                ),
                Text(
                    "These are the least a pupil should get. Some pupils need more time or more "
                    "meetings."
                ),
            ),
        ),
        Section(
            "Meeting or interview?",
            (
                Text(
                    "Older papers say interview. The wording in force since "
                    "{fact:benchmark8_in_force} says meeting. The two words mean the same thing "
                    "here. You may search this site with either."
                ),
            ),
        ),
        Section(
            "When meetings should happen",
            (
                Text(
                    "Plan a meeting for when a pupil has a big choice to make: which subjects to "
                    "take, where to go after Year 11, or what to do after sixth form. Put the "
                    "meetings into the school year from the start, so that nobody is left until "
                    "the last week."
                ),
            ),
        ),
        Section(
            "Who it is for",
            (
                Text(
                    "It is for all pupils, not only for those who ask, or who are likely to leave "
                    "at 16. It also covers young people up to age {fact:guidance_plan_age} who "
                    "have an education, health and care plan (EHC plan)."
                ),
                Text(
                    "For pupils with special educational needs or disabilities (SEND), the "
                    "careers leader should work closely with the adviser and the school's SEND "
                    "coordinator. The same benchmark holds. The way it is met may be different."
                ),
            ),
        ),
        Section(
            "Tell pupils and families",
            (
                Text(
                    "Pupils, parents and carers should know how to ask for a meeting. Say so on "
                    "the school website, in words that a pupil would use."
                ),
            ),
        ),
        Section(
            "Where this comes from",
            (
                Text(
                    "The rules are in the statutory guidance named below. Schools must take "
                    "account of it. The newest edition we know of is from "
                    "{fact:guidance_edition}."
                ),
                Link("{fact:guidance_title}", "{fact:guidance_url}"),
            ),
        ),
    ),
)
