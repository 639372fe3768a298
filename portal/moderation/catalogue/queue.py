"""The words of the queue's kinds."""

from portal.moderation.rules import Item

ITEMS: dict[Item, str] = {
    Item.NEW: "New listing",
    Item.EDIT: "Change to a listing",
    Item.LIVE: "Change that is shown already",
    Item.CHECK: "Claim to check",
    Item.MISTAKE: "Reported mistake",
    Item.CLAIM: "Request to keep a listing",
    Item.STALE: "Not confirmed for too long",
}
"""What an item is called in the list."""
