"""The letters that the Hub's decisions about organisations send."""

from portal.mail.rules import Letter
from portal.moderation.rules import Reason

_BELONG = "You get this letter because you belong to {organisation}."
_SAMPLE = {"organisation": "Example High"}

CONFIRMED = Letter(
    name="organisation-confirmed",
    subject="{organisation} is confirmed",
    paragraphs=(
        "The Careers Hub has confirmed that you and your colleagues speak for {organisation}.",
        "Make a colleague an administrator too, so that somebody can step in when you are away.",
    ),
    link="Go to {organisation}",
    why="You get this letter because you are an administrator of {organisation}.",
    sample=_SAMPLE,
)
STOPPED = Letter(
    name="organisation-stopped",
    subject="{organisation} is stopped for now",
    paragraphs=(
        "The Careers Hub has stopped {organisation}: {reason}.",
        "Until it is opened again, nobody can act for it here. Whoever was signed in for it has been signed out,"
        " and invitations that were still open no longer work.",
        "Nothing was deleted, and your own account stays. If you think this is a mistake, tell the Careers Hub.",
    ),
    why=_BELONG,
    sample=_SAMPLE | {"reason": Reason.DOUBT.value},
)
REOPENED = Letter(
    name="organisation-opened-again",
    subject="{organisation} is open again",
    paragraphs=(
        "The Careers Hub has opened {organisation} again. Sign in to act for it.",
        "Invitations that were open before have to be sent again.",
    ),
    link="Go to {organisation}",
    why=_BELONG,
    sample=_SAMPLE,
)
ADMINISTRATOR = Letter(
    name="made-administrator",
    subject="You are now an administrator of {organisation}",
    paragraphs=(
        "{organisation} had no administrator, so the Careers Hub made you one."
        " You now say who belongs to it, and in which role.",
        "You have been signed out where you were working for {organisation}. Sign in to go on.",
        "If this is a mistake, tell the Careers Hub.",
    ),
    link="Go to {organisation}",
    why=_BELONG,
    sample=_SAMPLE,
)
LETTERS = (CONFIRMED, STOPPED, REOPENED, ADMINISTRATOR)
