"""Words about organisations: what a kind and a role are called, and the letters that the portal sends about them."""

from portal.mail.rules import Letter
from portal.organisation.rules import Kind, Role

KINDS = {Kind.SCHOOL: "School or college", Kind.PROVIDER: "Provider", Kind.HUB: "The Hub"}
ROLES = {Role.MEMBER: "Member", Role.ADMINISTRATOR: "Administrator"}
ROLE_PHRASES = {Role.MEMBER: "a member", Role.ADMINISTRATOR: "an administrator"}
ROLE_HINTS = {
    Role.MEMBER: "Works with everything of the organisation",
    Role.ADMINISTRATOR: "Also says who belongs to the organisation, and in which role",
}

DONE = {
    "act for organisation": "Began to act for the organisation",
    "ask provider": "Asked a provider something",
    "ask to join": "Asked to join",
    "ask to keep listing": "Asked to keep a listing",
    "change role": "Changed a role",
    "close enquiry": "Closed an enquiry",
    "confirm organisation": "Confirmed the organisation",
    "delete checklist": "Deleted a checklist",
    "hand over": "Handed over",
    "invite": "Sent an invitation",
    "join": "Joined",
    "keep checklist": "Kept a checklist here",
    "leave organisation": "Left",
    "make administrator": "Made somebody administrator",
    "make listing": "Made a listing",
    "note answer by mail": "Noted that a question was answered by email",
    "open organisation again": "Opened the organisation again",
    "refused": "Was refused",
    "release school": "Released the URN of the school",
    "remove from organisation": "Removed somebody",
    "save answers": "Changed answers",
    "send invitation again": "Sent an invitation again",
    "set up organisation": "Set up the organisation",
    "start checklist": "Started a checklist",
    "stop organisation": "Stopped the organisation",
    "take back request": "Took a request for a listing back",
    "take up listing": "Took up a listing",
    "withdraw invitation": "Withdrew an invitation",
    "write in enquiry": "Wrote in an enquiry",
}
"""What the journal calls a thing that is done, as its own people read that it was; others are said as they are called."""

INVITATION = Letter(
    name="invitation",
    subject="Join {organisation}",
    paragraphs=(
        "{inviter} invites you to join {organisation}, as {role}.",
        "The link works for 7 days, and once.",
        "If you do not know {inviter}, do nothing. Nobody joins without the link.",
    ),
    link="See the invitation",
    why="You get this letter because {inviter} entered this address.",
    sample={"inviter": "Sam Smith", "organisation": "Example High", "role": "a member"},
)
ASKED = Letter(
    name="asked-to-join",
    subject="{person} asks to join {organisation}",
    paragraphs=(
        "{person} ({address}) asks to join {organisation}.",
        "If they should belong to it, invite them at that address. If not, do nothing: they see nothing of yours.",
    ),
    link="Go to your people",
    why="You get this letter because you are an administrator of {organisation}.",
    sample={
        "person": "Alex Jones",
        "address": "alex.jones@example.org",
        "organisation": "Example High",
    },
)
ROLE_CHANGED = Letter(
    name="role-changed",
    subject="Your role at {organisation} has changed",
    paragraphs=(
        "{changer} changed your role at {organisation}. You are now {role}.",
        "You have been signed out where you were working for {organisation}. Sign in to go on.",
    ),
    link="Go to {organisation}",
    why="You get this letter because you belong to {organisation}.",
    sample={"changer": "Sam Smith", "organisation": "Example High", "role": "an administrator"},
)
REMOVED = Letter(
    name="removed",
    subject="You no longer belong to {organisation}",
    paragraphs=(
        "{remover} removed you from {organisation}. You cannot open what belongs to it any more.",
        "Your account stays. If this is a mistake, ask {remover} or another administrator to invite you again.",
    ),
    why="You get this letter because you belonged to {organisation}.",
    sample={"remover": "Sam Smith", "organisation": "Example High"},
)
HANDED_OVER = Letter(
    name="handed-over",
    subject="You are now an administrator of {organisation}",
    paragraphs=(
        "{leaver} has left {organisation} and handed over to you. You now say who belongs to it, and in which role.",
        "You have been signed out where you were working for {organisation}. Sign in to go on.",
        "Make a colleague an administrator too, so that somebody can step in when you are away.",
    ),
    link="Go to {organisation}",
    why="You get this letter because you belong to {organisation}.",
    sample={"leaver": "Sam Smith", "organisation": "Example High"},
)
WAITING = Letter(
    name="waiting-for-confirmation",
    subject="{organisation} waits to be confirmed",
    paragraphs=(
        "{person} ({address}) has set up {organisation} on the portal, as a {kind}.",
        "{more}",
        "Find out whether they may speak for it, then confirm it on the Hub's desk.",
    ),
    link="Go to the desk",
    why="You get this letter because you are an administrator of the Hub.",
    sample={
        "person": "Sam Smith",
        "address": "sam.smith@example.org",
        "organisation": "Example High",
        "kind": "school",
        "more": "They gave the URN 999999, which the portal does not know.",
    },
)
KNOWN_SCHOOL = "The portal knows this school: its URN is {urn}."
UNKNOWN_URN = "They gave the URN {urn}, which the portal does not know."
NO_URN = "They gave no URN."
UNLINKED = "It is not linked to an entry of the directory."
LETTERS = (INVITATION, ASKED, ROLE_CHANGED, REMOVED, HANDED_OVER, WAITING)
