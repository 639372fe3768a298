"""When the Hub may let an organisation keep a listing, and what speaks for it or against it."""

from urllib.parse import urlsplit

from portal.moderation.rules.organisations import Refusal
from portal.providers.rules import ListingStatus

SHARED_HOSTS = frozenset(
    {
        "aol.com", "btinternet.com", "gmail.com", "googlemail.com", "hotmail.co.uk", "hotmail.com", "icloud.com",
        "live.co.uk", "live.com", "mail.com", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com",
        "sky.com", "talktalk.net", "virginmedia.com", "yahoo.co.uk", "yahoo.com",
    }
)  # fmt: skip
"""Where anybody gets an address: it says nothing of whom somebody works for."""


def may_agree(*, kept: bool, status: str, asker_stopped: bool) -> Refusal | None:
    """Why the Hub may not agree that an organisation keeps a listing; None if it may."""
    if kept:
        return Refusal.KEPT
    if asker_stopped:
        return Refusal.ASKER_STOPPED
    return Refusal.LISTING_STOPPED if status == ListingStatus.SUSPENDED else None


def may_offer(*, kept: bool, status: str, is_own: bool) -> Refusal | None:
    """Why the Hub may not offer a listing to an address; None if it may.

    `is_own` says that the address is that of whoever offers, or of somebody of a provider that they belong to.
    """
    if kept:
        return Refusal.KEPT
    if is_own:
        return Refusal.OWN_ADDRESS
    return Refusal.LISTING_STOPPED if status == ListingStatus.SUSPENDED else None


def address_clue(email: str, website: str) -> str:
    """What an email address says beside the listing's website, in a sentence."""
    host = email.rpartition("@")[2].lower()
    site = _host(website)
    if not host:
        return "They have no email address any more."
    if host in SHARED_HOSTS:
        return f"Anybody can have an address at {host}, so the address shows nothing."
    if not site:
        return f"Their address is at {host}. The listing names no website to compare it with."
    if host == site or host.endswith(f".{site}"):
        return f"Their address is at {host}, as the listing's website is."
    return f"Their address is at {host}, but the listing's website is {site}."


def _host(website: str) -> str:
    """Where a website is, without the www; empty for what is no address."""
    try:
        return (urlsplit(website).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
