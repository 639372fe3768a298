"""The doors of the Hub's desk."""

from tests.house.doors.shape import Row, hub, hub_administrators

ANY = {"organisation_id": "ANY_ORGANISATION"}
WAITING = {"organisation_id": "WAITING_ORGANISATION"}
STOPPED = {"organisation_id": "STOPPED_ORGANISATION"}
LEADERLESS = {"organisation_id": "LEADERLESS_ORGANISATION"}
QUEUED = {"listing_id": "QUEUED_LISTING"}
EDIT = {"revision_id": "EDIT"}
ITEM = {"slug": "revision", "subject_id": "EDIT"}
CLAIM, UNKEPT = {"claim_id": "ANY_CLAIM"}, {"listing_id": "UNKEPT_LISTING"}
ROWS = [
    Row("moderation.desk", "GET", hub(200)),
    Row("moderation.queue", "GET", hub(200)),
    Row("moderation.assign", "POST", hub("moderation.revision"), ITEM, {"to": "me"}),
    Row("moderation.note", "POST", hub("moderation.revision"), ITEM, {"text": "Ask them."}),
    Row("moderation.revision", "GET", hub(200), EDIT),
    Row(
        "moderation.revision",
        "POST",
        hub("moderation.queue"),
        EDIT,
        {"decision": "agree", "seen": "EDIT_SEEN"},
    ),
    Row("moderation.listing", "GET", hub(200), QUEUED),
    Row("moderation.suspend", "GET", hub(200), QUEUED),
    Row("moderation.suspend", "POST", hub("moderation.listing"), QUEUED, {"reason": "Gone."}),
    Row("moderation.lift", "POST", hub("moderation.listing"), {"listing_id": "STOPPED_LISTING"}),
    Row("moderation.remind", "POST", hub("moderation.queue"), {"listing_id": "STALE_LISTING"}),
    Row("moderation.mistake", "GET", hub(200), {"mistake_id": "MISTAKE"}),
    Row(
        "moderation.mistake",
        "POST",
        hub("moderation.queue"),
        {"mistake_id": "MISTAKE"},
        {"outcome": "MENDED"},
    ),
    Row("moderation.claim", "GET", hub(200), CLAIM),
    Row("moderation.claim", "POST", hub("moderation.queue"), CLAIM, {"decision": "agree"}),
    Row("moderation.offer", "GET", hub(200), UNKEPT),
    Row("moderation.offer", "POST", hub("moderation.offer"), UNKEPT, {"email": "a@example.org"}),
    Row("moderation.withdraw_offer", "POST", hub("moderation.offer"), {"claim_id": "ANY_OFFER"}),
    Row("moderation.end_claim", "GET", hub(200), QUEUED),
    Row(
        "moderation.end_claim",
        "POST",
        hub("moderation.listing"),
        QUEUED,
        {"reason": "They are gone.", "seen": "QUEUE_KEEPER"},
    ),
    Row("moderation.organisations", "GET", hub(200)),
    Row("moderation.organisation", "GET", hub(200), ANY),
    Row("moderation.confirm", "GET", hub(200), WAITING),
    Row("moderation.confirm", "POST", hub("moderation.organisation"), WAITING),
    Row("moderation.freeze", "GET", hub(200), ANY),
    Row("moderation.freeze", "POST", hub("moderation.organisation"), ANY, {"reason": "DOUBT"}),
    Row(
        "moderation.unfreeze",
        "POST",
        hub("moderation.organisation"),
        STOPPED,
    ),
    Row(
        "moderation.make_administrator",
        "GET",
        hub_administrators(200),
        LEADERLESS | {"person_id": "LEADERLESS_PERSON"},
    ),
    Row(
        "moderation.make_administrator",
        "POST",
        hub_administrators("moderation.organisation"),
        LEADERLESS | {"person_id": "LEADERLESS_PERSON"},
    ),
    Row("moderation.invite", "GET", hub_administrators(200), LEADERLESS),
    Row(
        "moderation.invite",
        "POST",
        hub_administrators("moderation.organisation"),
        LEADERLESS,
        {"email": "new.head@example.org"},
    ),
    Row("moderation.release", "GET", hub_administrators(200), STOPPED),
    Row("moderation.release", "POST", hub_administrators("moderation.organisation"), STOPPED),
    Row("moderation.registers", "GET", hub(200)),
    Row(
        "moderation.registers",
        "POST",
        hub("moderation.register"),
        {},
        {
            "register": "CDI",
            "source": "By hand",
            "seen_on-day": "1",
            "seen_on-month": "9",
            "seen_on-year": "2026",
            "pasted": "name\nZeno Vantage\n",
        },
    ),
    Row("moderation.register", "GET", hub(200), {"list_id": "REGISTER_LIST"}),
    Row(
        "moderation.register",
        "POST",
        hub("moderation.register"),
        {"list_id": "REGISTER_LIST"},
        {"version": "1", "seen": "REGISTER_SEEN", "record": "REGISTER_KEY"},
    ),
    Row("moderation.trail", "GET", hub(200)),
    Row("moderation.letters", "GET", hub(200)),
    Row("moderation.letter", "GET", hub(200), {"slug": "invitation"}),
    Row("moderation.mail", "GET", hub(200)),
    Row("moderation.retry_mail", "POST", hub("moderation.mail"), {"mail_id": "ANY_MAIL"}),
]
