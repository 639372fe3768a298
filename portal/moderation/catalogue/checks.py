"""The words and letters of checks: what the Hub may find of a claim, and what the provider is told."""

from portal.credentials.catalogue import RESULT_WORDS
from portal.mail.rules import Letter
from portal.moderation.rules.checks import Finding

FINDINGS: dict[Finding, str] = {
    **{finding: RESULT_WORDS[finding.result] for finding in Finding if finding.result is not None},
    Finding.STATED: "Show it as stated by the provider, not checked",
    Finding.RETURNED: "Give it back: the provider has to say it again",
}
AFTERWARDS: dict[Finding, str] = {
    Finding.CONFIRMED: "Schools see from now on that the Hub has checked it, and on which day",
    Finding.STATED: "Schools see it from now on as stated by you, not checked",
    Finding.RETURNED: "Nobody sees it. Say it again with what is missing",
}
NOT_SHOWN = "Nobody sees it"
STILL_SHOWN = "Your page says what was found, and on which day"

_KEEPS = "You get this letter because you belong to {organisation}, which keeps this listing."
_SAMPLE = {
    "organisation": "Example Careers",
    "listing": "Example Careers",
    "claim": "matrix Standard",
    "found": "The evidence supports the claim",
    "then": AFTERWARDS[Finding.CONFIRMED],
}

CHECKED = Letter(
    name="claim-looked-at",
    subject="The Hub has looked at what {listing} holds: {claim}",
    paragraphs=(
        "The Careers Hub has looked at this claim of {listing}: {claim}.",
        "{found}. {then}.",
    ),
    link="See what you hold",
    why=_KEEPS,
    sample=_SAMPLE,
)
NOT_BORNE_OUT = Letter(
    name="claim-not-borne-out",
    subject="About a claim of {listing}: {claim}",
    paragraphs=(
        "The Careers Hub has looked at this claim of {listing}: {claim}.",
        "{found}. {then}. The Hub writes:",
        "{reason}",
        "If this is a mistake, make the claim again and send what shows it, or ask the Careers Hub.",
    ),
    link="See what you hold",
    why=_KEEPS,
    quotes="reason",
    sample=_SAMPLE
    | {
        "found": FINDINGS[Finding.RETURNED],
        "then": AFTERWARDS[Finding.RETURNED],
        "reason": "The certificate ends in May. Please send the new one.",
    },
)
LETTERS = (CHECKED, NOT_BORNE_OUT)
