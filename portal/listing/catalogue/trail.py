"""What the journal calls a thing that is done with a listing, as its provider reads that it was. Others are not told."""

THE_HUB = "The Hub"
LEFT = "Somebody who does not belong here any more"
OPERATOR = "Whoever runs this portal"
OTHERS = "Somebody else"
DONE = {
    "add adviser": "Added an adviser",
    "add listing": "Added the listing",
    "agree to change": "Agreed to the changes, which schools see now",
    "bring listing back": "Brought the listing back",
    "confirm availability": "Said that the availability is still right",
    "confirm listing": "Said that the listing is still correct",
    "drop changes": "Dropped the changes",
    "edit adviser": "Changed an adviser's entry",
    "edit listing": "Changed the draft",
    "look at change": "Looked at what had been changed at once",
    "make listing": "Made the listing",
    "open listing again": "Put the listing back into the directory",
    "put change back": "Put back what had been changed at once",
    "record check": "Looked at what is held",
    "refuse change": "Refused the changes",
    "remove adviser": "Took an adviser off",
    "remind provider to confirm": "Asked you to confirm the listing",
    "say at once": "Changed what schools see at once",
    "send change back": "Sent the changes back",
    "send listing to the Hub": "Sent the changes to the Hub",
    "stop listing": "Took the listing out of the directory",
    "take listing back from the Hub": "Took the changes back from the Hub",
    "take up listing": "Took the listing up",
    "withdraw listing": "Took the listing out of the directory",
}
