"""The directory's pages as a visitor meets them."""

import shutil

import pytest
from flask import Flask

from portal import create_app
from portal.db import db
from portal.providers.models import MistakeReport
from portal.providers.queries import MOST_COMPARED, count_mistake_reports
from portal.providers.rules import ListingStatus
from portal.web.addresses import local_address
from tests.builders import DAY, add_provider
from tests.page import Page, Visitor

OTTER, PELICAN = "otterlantern-careers", "clockwork-pelican-careers"
GOOD = {"what": "AREA", "details": "It left Halton."}
HOSTILE = "<script>alert(1)</script> =cmd|'/c calc'!A1 \u202egpj.exe 🦉 &amp; \"quoted\""
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "//[",
    "/providers\r\nSet-Cookie: x=1",
    "evil",
    "",
]


@pytest.fixture
def visit(world: Flask) -> Visitor:
    """A visitor of the example world."""
    return Visitor(world)


def names(page: Page) -> list[str]:
    return page.select(".app-provider__name")


def count(page: Page) -> str:
    """The number beside "Shortlist" in the header."""
    return page.select(".app-nav__count")[0]


def choose(visit: Visitor, slug: str, change: str = "add", back: str = "") -> Page:
    return visit.send("/providers/shortlist", {"slug": slug, "change": change, "back": back})


def slugs(visit: Visitor, most: int) -> list[str]:
    links = visit("providers.search").soup.select(".app-provider__name a")
    return [str(link["href"]).rpartition("/")[2] for link in links][:most]


@pytest.mark.parametrize(
    ("words", "first"), [("careerconnect", "Career Connect"), ("Career Connect", "Career Connect")]
)
def test_a_name_is_found_however_it_is_spaced(visit: Visitor, words: str, first: str) -> None:
    assert names(visit("providers.search", q=words))[0] == first


def test_words_find_what_is_said_and_the_form_keeps_them(visit: Visitor) -> None:
    page = visit("providers.search").submit({"q": "autism adviser"}, button="Search")
    assert "Orla Pebblethwick" in names(page)
    assert page.soup.select_one("#q[value='autism adviser']") is not None


def test_a_postcode_finds_who_works_there(visit: Visitor) -> None:
    page = visit("providers.search", place="ch411AA")
    assert "Near CH41 1AA" in page
    assert page.select(".app-provider__line")
    assert all("Wirral" in line or "All six" in line for line in page.select(".app-provider__line"))


def test_a_place_in_three_boroughs_is_narrowed_by_a_link(visit: Visitor) -> None:
    page = visit("providers.search", q="careers", place="L10")
    narrowed = page.follow("Sefton")
    assert "Which one is your school in?" not in narrowed
    assert narrowed.soup.select_one("input[name=borough][value=SEF][checked]") is not None


def test_filters_are_ticked_and_taken_off_again(visit: Visitor) -> None:
    page = visit("providers.search").submit({"borough": ["HAL"]}, button="Apply filters")
    assert page.path == "/providers?q=&place=&borough=HAL"
    everything = page.follow("Remove filter Where they work: Halton")
    assert everything.path == "/providers"
    assert len(names(everything)) == 20


def test_searching_again_keeps_the_filters(visit: Visitor) -> None:
    page = visit("providers.search", borough="HAL").submit({"q": "send"}, button="Search")
    assert sorted(page.path.split("?")[1].split("&")) == ["borough=HAL", "place=", "q=send"]


def test_nothing_found_offers_ways_on(visit: Visitor) -> None:
    page = visit("providers.search", q="zzyzx", borough="WIR")
    assert "No providers match" in page
    assert len(names(page.follow("See all providers"))) == 20


def test_an_unknown_place_is_said_at_its_field(visit: Visitor) -> None:
    page = visit("providers.search", place="qqqq")
    assert "We do not know that place" in page.select("#place-error")[0]


@pytest.mark.parametrize("number", ["0", "51", "x", "9" * 5_000])
def test_a_page_that_cannot_be_is_not_found(visit: Visitor, number: str) -> None:
    visit("providers.search", page=number, expect=404)


def test_a_page_beyond_the_last_leads_back(visit: Visitor) -> None:
    page = visit("providers.search", page="9")
    assert len(names(page.follow("Go to the first page"))) == 20


@pytest.mark.parametrize("damage", ["deleted", "overwritten"])
def test_a_damaged_index_is_answered_from_the_records_and_rebuilt(
    world: Flask, visit: Visitor, damage: str
) -> None:
    folder = world.extensions["settings"].search_folder
    right = visit("providers.search", q="polish")
    if damage == "deleted":
        shutil.rmtree(folder)
    else:
        for path in (path for path in folder.rglob("*") if path.is_file()):
            path.write_bytes(b"nonsense")
    assert names(visit("providers.search", q="polish")) == names(right)  # held in memory
    started_anew = Visitor(create_app(world.extensions["settings"]))
    broken = started_anew("providers.search", q="polish")
    assert "search index is being rebuilt" in broken
    assert sorted(names(broken)) == sorted(names(right))
    mended = started_anew("providers.search", q="polish")
    assert "search index is being rebuilt" not in mended
    assert names(mended) == names(right)


def test_a_shortlist_is_kept_without_an_account_and_counted_in_the_header(visit: Visitor) -> None:
    assert count(visit("providers.search")) == "0 providers"
    page = visit("providers.search", q="otterlantern").submit(
        button="Add to shortlist Otterlantern Careers"
    )
    assert "Otterlantern Careers is on your shortlist." in page
    assert count(page) == "1 provider"
    assert page.path.startswith("/providers?q=otterlantern")
    gone = page.submit(button="Remove from shortlist Otterlantern Careers")
    assert count(gone) == "0 providers"
    assert "Otterlantern Careers is off your shortlist." in gone
    assert "Your shortlist is empty" in visit("providers.shortlist")


def test_adding_twice_counts_once_and_removing_what_is_not_there_does_no_harm(
    visit: Visitor,
) -> None:
    for change in ("add", "add"):
        page = choose(visit, OTTER, change)
    assert count(page) == "1 provider"
    assert count(choose(visit, PELICAN, "remove")) == "1 provider"


def test_a_full_shortlist_says_so_and_keeps_what_it_has(visit: Visitor) -> None:
    picked = slugs(visit, MOST_COMPARED + 1)
    for slug in picked[:MOST_COMPARED]:
        choose(visit, slug)
    page = choose(visit, picked[MOST_COMPARED])
    assert "Your shortlist is full: it holds 6 providers." in page
    assert count(page) == "6 providers"
    assert count(choose(visit, picked[0], "remove")) == "5 providers"


def test_a_provider_that_is_no_longer_listed_does_not_fill_the_shortlist(
    world: Flask, visit: Visitor
) -> None:
    for slug in slugs(visit, MOST_COMPARED):
        choose(visit, slug)
    with world.app_context():
        add_provider("Newcomer")
        table = db.metadata.tables["listing"]
        gone = slugs(visit, 1)[0]
        db.session.execute(
            table.update().where(table.c.slug == gone).values(listing_status="SUSPENDED")
        )
        db.session.commit()
    assert "no longer listed" in visit("providers.shortlist")
    page = choose(visit, "newcomer")
    assert "Newcomer is on your shortlist." in page
    assert count(page) == "6 providers"
    assert "no longer listed" not in visit("providers.shortlist")


def test_two_on_the_shortlist_are_compared_by_a_link_that_can_be_shared(
    world: Flask, visit: Visitor
) -> None:
    choose(visit, OTTER)
    choose(visit, PELICAN)
    assert "Compare the 2 on your shortlist" in visit("providers.search")
    page = visit("providers.shortlist").follow("Compare them side by side")
    assert page.path == f"/providers/compare?pick={OTTER}&pick={PELICAN}"
    other = Visitor(world).get(page.path)
    assert other.select(".app-compare__name") == [
        "Otterlantern Careers",
        "Clockwork Pelican Careers",
    ]
    assert other.follow("Remove Otterlantern Careers").path == f"/providers/compare?pick={PELICAN}"


def test_a_comparison_leaves_out_repeats_strangers_and_the_seventh(visit: Visitor) -> None:
    picked = slugs(visit, 8)
    page = visit("providers.compare", pick=["nobody", "", picked[0], picked[0]])
    assert len(page.select(".app-compare__name")) == 1
    full = visit("providers.compare", pick=picked)
    assert len(full.select(".app-compare__name")) == MOST_COMPARED
    assert "nothing to compare yet" in visit("providers.compare")


@pytest.mark.parametrize("back", ELSEWHERE)
def test_the_way_back_never_leaves_the_portal(visit: Visitor, back: str) -> None:
    answer = visit.client.post(
        "/providers/shortlist",
        data={"slug": OTTER, "change": "add", "back": back},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/providers/shortlist"


@pytest.mark.parametrize("back", ["/providers?q=a%20b&place=L10#x", "/", "/providers/a/report"])
def test_the_way_back_within_the_portal_is_taken(back: str) -> None:
    assert local_address(back, "/default") == back


def test_search_engines_are_kept_from_examples_and_from_those_who_ask(world: Flask) -> None:
    with world.app_context():
        add_provider("Shy Careers", noindex=True)
        add_provider("Open Careers")
    visit = Visitor(world)
    robots = "meta[name=robots][content=noindex]"
    assert visit("providers.listing", slug=OTTER).soup.select_one(robots) is not None
    assert visit("providers.listing", slug="shy-careers").soup.select_one(robots) is not None
    assert visit("providers.listing", slug="open-careers").soup.select_one(robots) is None


@pytest.mark.parametrize("end", ["", "/report"])
def test_what_the_public_may_not_see_is_not_found(world: Flask, end: str) -> None:
    with world.app_context():
        add_provider("Draft Careers", status=ListingStatus.DRAFT)
        add_provider("Stale Careers", confirmed_on=DAY.replace(year=2020))
    visit = Visitor(world)
    for slug in ("nobody", "draft-careers", "stale-careers"):
        visit.get(f"/providers/{slug}{end}", expect=404)
        visit.send("/providers/shortlist", {"slug": slug, "change": "add"}, expect=404)


def kept(world: Flask) -> list[MistakeReport]:
    with world.app_context():
        return list(db.session.scalars(db.select(MistakeReport)))


def test_a_mistake_is_reported_from_the_listing(world: Flask, visit: Visitor) -> None:
    form = visit("providers.listing", slug=OTTER).follow("Report a mistake")
    page = form.submit(GOOD | {"contact": "head@example.org"}, button="Send report")
    assert page.path == f"/providers/{OTTER}"
    assert "Your report has been kept" in page
    (report,) = kept(world)
    assert (report.what, report.details) == ("AREA", "It left Halton.")
    assert report.contact == "head@example.org"


def test_a_report_without_its_answers_is_refused_and_keeps_what_was_typed(
    world: Flask, visit: Visitor
) -> None:
    form = visit("providers.report", slug=OTTER)
    page = form.submit({"contact": "not an address"}, button="Send report", expect=422)
    assert page.errors["what"] == "Choose what is wrong"
    assert page.errors["details"] == "Say what is wrong"
    assert "like name@example.com" in page.errors["contact"]
    assert page.soup.select_one("#contact[value='not an address']") is not None
    assert kept(world) == []


def test_a_report_sent_twice_is_kept_once(world: Flask, visit: Visitor) -> None:
    form = visit("providers.report", slug=OTTER)
    for _ in range(2):
        page = form.submit(GOOD, button="Send report")
        assert "Your report has been kept" in page
    with world.app_context():
        assert count_mistake_reports() == 1


def test_hostile_text_stays_text(world: Flask, visit: Visitor) -> None:
    typed = HOSTILE.replace("\u202e", "")
    form = visit("providers.report", slug=OTTER)
    page = form.submit({"details": HOSTILE}, button="Send report", expect=422)
    assert page.select("textarea") == [typed]
    form.submit(GOOD | {"details": HOSTILE}, button="Send report")
    assert [report.details for report in kept(world)] == [typed]
    found = visit("providers.search", q=HOSTILE)
    assert "<script>alert" not in found.html
    with world.app_context():
        add_provider("Hostile Careers", summary=HOSTILE, about=HOSTILE)
    shown = visit("providers.listing", slug="hostile-careers")
    assert HOSTILE in shown
    assert "<script>alert" not in shown.html


def test_a_report_of_two_hundred_thousand_characters_is_refused_at_its_field(
    world: Flask, visit: Visitor
) -> None:
    form = visit("providers.report", slug=OTTER)
    page = form.submit(GOOD | {"details": "x" * 200_000}, button="Send report", expect=422)
    assert "characters or fewer" in page.errors["details"]
    assert kept(world) == []
