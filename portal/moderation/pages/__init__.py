"""What the Hub's pages show, put together without HTTP."""

from portal.moderation.pages.desk import desk_page
from portal.moderation.pages.item import item_href, item_page
from portal.moderation.pages.mail import letter_page, letters_page, mail_page
from portal.moderation.pages.organisations import organisation_page, organisations_page
from portal.moderation.pages.queue import next_item, query_of, queue_href, queue_page
from portal.moderation.pages.trail import trail_page

__all__ = [
    "desk_page",
    "item_href",
    "item_page",
    "letter_page",
    "letters_page",
    "mail_page",
    "next_item",
    "organisation_page",
    "organisations_page",
    "query_of",
    "queue_href",
    "queue_page",
    "trail_page",
]
