"""Who may offer personal guidance: decided by the code of an award, never by free text."""

from portal.credentials.rules.codes import GOOD, State

# Career guidance awards at Level 6 or above (thecdi.net, requirements of the register).
ENOUGH = frozenset({"Q6_DIPCGD", "Q6_APPR", "Q7_QCD", "Q7_QCG", "Q7_PGDIP", "Q7_MA"})
# Part of the way, or an older or other route: the register is what says that it is enough.
ENOUGH_WHEN_REGISTERED = frozenset({"Q7_PGCERT", "QX_LEGACY", "QX_COMP"})
IN_TRAINING = "Q_TRAINEE"


def may_give_guidance(qualification: str, cdi: State) -> bool:
    """Whether a person with this qualification code and CDI state may give personal guidance."""
    if qualification in ENOUGH_WHEN_REGISTERED:
        return cdi in GOOD
    return qualification in ENOUGH


def why_not_guidance(qualification: str, cdi_status: str, cdi: State) -> str | None:
    """The reason, in words, why this person may not offer personal guidance; None when they may."""
    if may_give_guidance(qualification, cdi):
        return None
    if qualification == "Q4_IA":
        return "Level 4 covers information and advice only, which does not count for Benchmark 8."
    if is_in_training(qualification):
        return "An adviser in training may not offer personal guidance until qualified."
    if qualification in ENOUGH_WHEN_REGISTERED:
        return "This award counts only with a confirmed, current entry on the CDI register."
    if cdi_status == "RCL_ONLY":
        return "Registration as a careers leader does not cover personal guidance."
    return "Personal guidance needs a career guidance qualification at Level 6 or above."


def what_instead(qualification: str, cdi_status: str) -> str:
    """What somebody who may not offer personal guidance can offer, in words."""
    if qualification == "Q4_IA":
        return "Information and advice, group sessions, assemblies and help at events."
    if is_in_training(qualification):
        return "Group sessions and events, and meetings that a qualified adviser supervises in the room."
    if cdi_status == "RCL_ONLY" or qualification == "Q6_CL":
        return (
            "Careers leadership: advice to the school, training of staff, help with its programme."
        )
    return "Group sessions, assemblies, events and training of staff."


def is_in_training(qualification: str) -> bool:
    """Whether the code is that of somebody still training, who needs a named supervisor."""
    return qualification == IN_TRAINING
