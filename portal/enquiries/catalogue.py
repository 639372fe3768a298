"""Words about enquiries: what rests on what, why nobody can be asked, and the letters."""

from portal.enquiries.rules import State
from portal.mail.rules import Letter

TONES = {
    State.UNPROVED: "blocked",
    State.WAITING: "todo",
    State.ANSWERED: "done",
    State.CLOSED: "blocked",
}

CONFIRMED = "{school} is signed in here, and the Hub confirmed it on {day}."
UNCONFIRMED = "{school} is signed in here. The Hub has not confirmed yet who its people are."
ADDRESS_ONLY = (
    "They are not signed in. We know only that mail to this address reaches them, "
    "not that they work at that school."
)
ERASED = "Whoever asked has erased their account."

GONE = "There is no listing at this address now. Its provider may have withdrawn it, or it may be out of date."
NOBODY = (
    "Nobody keeps this listing on the portal yet, so nobody would read your question here. "
    "Ask the provider directly."
)
STOPPED = "Nobody can answer for this listing at the moment. Ask the provider directly."
OWN = "This is your own listing. Schools ask you here; you answer on the page of your enquiries."

PROVE = Letter(
    name="enquiry-link",
    subject="Send your question to {listing}",
    paragraphs=(
        "Somebody gave this address to ask {listing} a question. If it was you, follow the link and send the question.",
        "Until then {listing} hears nothing. The link works for 7 days. Afterwards it opens the answers.",
        "If it was not you, do nothing: the question is deleted after 7 days.",
    ),
    link="See your question and send it",
    why="You get this letter because somebody entered this address.",
    sample={"listing": "Lantern Lane Careers"},
)
ASKED = Letter(
    name="enquiry",
    subject="{school} asks {listing} a question",
    paragraphs=(
        "{name} of {school} asks:",
        "{text}",
        "{standing}",
        "Answer on the page that the link opens, or write to {address}. Your own address is not passed on unless you do that. "
        "If you write an email of your own, say so on the page, so that your colleagues know.",
    ),
    link="Answer the question",
    why="You get this letter because you belong to {organisation}, which keeps the listing of {listing}.",
    quotes="text",
    sample={
        "name": "Sam Smith",
        "school": "Example High",
        "listing": "Lantern Lane Careers",
        "organisation": "Lantern Lane Careers",
        "address": "sam.smith@example.org",
        "standing": UNCONFIRMED.format(school="Example High"),
        "text": "Do you have time for 120 Year 11 pupils from January?\nWe are in Birkenhead.",
    },
)
MORE = Letter(
    name="enquiry-more",
    subject="{school} has written to {listing} again",
    paragraphs=(
        "{name} of {school} has added to their question:",
        "{text}",
        "Answer on the page that the link opens, or write to {address}.",
    ),
    link="See everything and answer",
    why="You get this letter because you belong to {organisation}, which keeps the listing of {listing}.",
    quotes="text",
    sample={
        "name": "Sam Smith",
        "school": "Example High",
        "listing": "Lantern Lane Careers",
        "organisation": "Lantern Lane Careers",
        "address": "sam.smith@example.org",
        "text": "We would need two days a week.",
    },
)
ANSWERED = Letter(
    name="enquiry-answered",
    subject="{listing} has answered your question",
    paragraphs=(
        "{listing} writes:",
        "{text}",
        "To write back, use the link. An answer to this email reaches nobody.",
    ),
    link="See everything and write back",
    why="You get this letter because {school} asked {listing} a question.",
    quotes="text",
    sample={
        "school": "Example High",
        "listing": "Lantern Lane Careers",
        "text": "Yes, on Tuesdays and Thursdays.",
    },
)
LETTERS = (PROVE, ASKED, MORE, ANSWERED)
