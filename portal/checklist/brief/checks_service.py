"""Checks who buys, from whom, and what is asked of the service and its advisers."""

from collections.abc import Iterator

from portal.checklist.brief.reading import Reader
from portal.checklist.rules.findings import Finding, advice, error, warning
from portal.places import borough_of, normalise_postcode

ROOM_ANSWERS = {
    "rooms_private": "The room is not private, and a guidance meeting is confidential.",
    "rooms_bookable": "The room cannot be booked on every adviser day.",
    "rooms_network": "The room has no network or phone.",
    "rooms_accessible": "The room is not accessible to disabled pupils.",
}
SEND_SETTINGS = ("SPECIAL", "PRU_AP")


def check_service(reader: Reader) -> Iterator[Finding]:
    """Everything about the school, its present guidance, the model and the specification."""
    yield from check_place(reader)
    yield from check_audit(reader)
    yield from check_model(reader)
    yield from check_rooms(reader)
    yield from check_services(reader)
    yield from check_advisers(reader)


def check_place(reader: Reader) -> Iterator[Finding]:
    """Whether the postcode is one, and lies in the borough that was chosen."""
    postcode, borough = reader.text("postcode"), reader.code("borough")
    if postcode is None:
        return
    if normalise_postcode(postcode) is None:
        yield error("This is not a full postcode, like CH41 1AA.", "postcode")
        return
    found = borough_of(postcode)
    if borough is None or found == borough or (found is None and borough == "OUTSIDE"):
        return
    if found is None:
        words = "We cannot find this postcode in the Liverpool City Region. Please check it."
        yield advice(words, "borough", "postcode")
    else:
        words = "This postcode lies in another borough than the one you chose. Please check both."
        yield warning(words, "borough", "postcode")


def check_audit(reader: Reader) -> Iterator[Finding]:
    """What the present arrangement gives reason to say."""
    if "INTERNAL_BELOW" in reader.codes("provision_now"):
        words = "Below Level 6 an adviser is not trained to the level that guidance calls for."
        yield warning(words, "provision_now")
    if reader.code("dedicated_staff") == "yes":
        words = (
            "Their employment might pass to the new provider (TUPE): take advice before you ask."
        )
        yield advice(words, "dedicated_staff")
    if reader.code("entitlement_published") == "no":
        words = "To do: say on your website how pupils and parents can get personal guidance."
        yield advice(words, "entitlement_published")
    if reader.code("no_duplication") == "no":
        words = "Agree with the local authority who does what before bidders ask."
        yield advice(words, "no_duplication")


def check_model(reader: Reader) -> Iterator[Finding]:
    """What the delivery model gives reason to say."""
    model, open_to = reader.code("model"), reader.codes("open_to")
    if model == "MODEL_INTERNAL":
        words = "Someone employed at the school is not independent in law (Education Act 1997, "
        words += "section 42A). Say how pupils get independent guidance as well."
        yield warning(words, "model", "independence")
    if model == "MODEL_GROW":
        yield advice("Until your trainee is qualified you need cover at Level 6.", "model")
    if model == "MODEL_EXT_SELF" and open_to and "SELF" not in open_to:
        words = "You want a self-employed adviser, but only organisations may bid."
        yield error(words, "model", "open_to")
    if "SELF" in open_to and model != "MODEL_INTERNAL":
        words = "Check the employment status of a self-employed adviser (HMRC's CEST tool) before "
        words += "work starts. An adviser on your payroll would not be independent."
        yield advice(words, "open_to")
    if reader.code("setting") == "INDEP":
        words = "Section 42A binds maintained schools and academies; your own duties differ."
        yield advice(words, "independence")


def check_rooms(reader: Reader) -> Iterator[Finding]:
    """What is wanting in the rooms."""
    for name, words in ROOM_ANSWERS.items():
        if reader.code(name) == "no":
            yield warning(f"{words} The brief says so; decide what you will do about it.", name)


def check_services(reader: Reader) -> Iterator[Finding]:
    """Whether the services match what was said before."""
    services = reader.codes("services")
    if not services:
        return
    if "PG1" not in services:
        yield error("One-to-one guidance meetings must be among the services.", "services")
    if "PG_GRP" in services:
        words = "Group guidance does not count as a guidance meeting under Benchmark 8."
        yield advice(words, "services")
    if (reader.whole("ehcp_reviews") or 0) > 0 and "EHCP_AR" not in services:
        words = "You count days for reviews of EHC plans but do not ask for that service."
        yield warning(words, "ehcp_reviews", "services")
    if (reader.number("results_days") or 0) > 0 and "RESULTS_DAY" not in services:
        words = "You count days for results days but do not ask for that service."
        yield warning(words, "results_days", "services")


def check_advisers(reader: Reader) -> Iterator[Finding]:
    """Whether what is asked of advisers shuts anyone out, or leaves pupils short."""
    if reader.code("matrix") == "required" and "SELF" in reader.codes("open_to"):
        words = "Few sole traders hold the matrix Standard: asking for it without an equivalent "
        yield warning(f"{words}shuts them out, although you invite them.", "open_to", "matrix")
    if reader.code("qualification") == "L6_WORKING":
        words = "Someone still working towards Level 6 needs a named supervisor and should hold no "
        yield advice(f"{words}more than a quarter of the meetings.", "qualification")
    wanted = reader.codes("specialisms")
    special = reader.code("setting") in SEND_SETTINGS
    if special and wanted and not any(code.startswith("SEND_") for code in wanted):
        words = (
            "In your setting every pupil may have additional needs: choose the experience wanted."
        )
        yield error(words, "setting", "specialisms")
