"""Keeps the page on what councils must do for young people."""

from portal.guidance.catalogue.shape import Points, Section, Text, Topic

LOCAL_AUTHORITY_SUPPORT = Topic(
    slug="local-authority-support",
    title="Help from your council",
    summary="What councils do for young people who need more help, and how it fits with yours.",
    sections=(
        Section(
            "Councils still have a part",
            (
                Text(
                    "Schools have the duty to arrange careers guidance. Councils, also called "
                    "local authorities, still help young people who may find it hardest to move "
                    "on. The six councils of the Liverpool City Region each do it in their own "
                    "way."
                ),
                Points(
                    (
                        "Young people with SEND, up to their birthday at age {fact:la_plan_age}.",
                        (
                            "Those aged 16 to 19 who are not in education, employment or training "
                            "(NEET), or who may become so."
                        ),
                        "Other young people who need more support, such as those in care.",
                    )
                ),
            ),
        ),
        Section(
            "What the law asks of them",
            (
                Text(
                    "A council must offer services that help young people aged {fact:la_help_ages} "
                    "to take part in learning or training. The same holds at ages "
                    "{fact:la_help_ages_difficulty} for those with a learning difficulty."
                ),
                Text(
                    "Under the September Guarantee, every young person aged {fact:september_ages} "
                    "should get a suitable offer of a place. Councils keep track of who has one."
                ),
            ),
        ),
        Section(
            "Education, health and care plans",
            (
                Text(
                    "From Year {fact:plan_review_year}, each yearly review of an EHC plan must "
                    "look ahead to adult life: work, a home, friends and health. A careers "
                    "adviser can help a great deal there. Say in your brief how many reviews you "
                    "want the adviser to attend. They take time, and may have their own price."
                ),
            ),
        ),
        Section(
            "Before you buy",
            (
                Text(
                    "Ask your council which of your pupils already get help, and from whom. Then "
                    "agree who will do what. You do not want two people to do the same job, nor a "
                    "pupil whom each side leaves to the other."
                ),
                Points(
                    (
                        "Who works with our pupils now, and in which years?",
                        "Who meets a pupil who is at risk of leaving with no plan?",
                        "How do we pass on a worry, and how soon will we hear back?",
                        "What may we share, and does the pupil agree?",
                    )
                ),
                Text(
                    "Council help does not take away the school's duty. A pupil who sees a "
                    "council worker may still need a personal guidance meeting with a qualified "
                    "adviser."
                ),
            ),
        ),
        Section(
            "Where to look",
            (
                Text(
                    "Our signposts say what public records showed for each borough, and when we "
                    "looked. Contracts change, so check with the council."
                ),
            ),
        ),
    ),
)
