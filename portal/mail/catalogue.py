"""The one letter of this room: it tries the mail settings out."""

from portal.mail.rules import Letter

TRIAL = Letter(
    name="trial",
    subject="A trial of the mail of {service}",
    paragraphs=(
        "If you can read this, {service} can send mail.",
        "The link should lead to its home page.",
    ),
    link="Go to the home page",
    why="You get this letter because somebody who runs {service} sent it to this address, to try it out.",
    sample={"service": "Commission careers guidance"},
)
LETTERS = (TRIAL,)
