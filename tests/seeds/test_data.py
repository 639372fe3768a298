"""The invented world shows each code and each state, keeps the rules, and resembles nobody."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from portal.providers.catalogue import VOCABULARIES
from portal.seeds.files import DATA, Row, read_providers, read_schools

PROVIDERS = tuple(read_providers())
BOROUGHS = {"HAL", "KNO", "LIV", "SHN", "SEF", "WIR"}
PEOPLE = {"SELF_EMP", "SELF_LTD"}
ENOUGH = {"Q6_DIPCGD", "Q6_APPR", "Q7_QCD", "Q7_QCG", "Q7_PGDIP", "Q7_MA"}
ENOUGH_WHEN_REGISTERED = {"Q7_PGCERT", "QX_LEGACY", "QX_COMP"}
YEAR, THREE_YEARS, SOON = 365, 1095, 90

# Not words of the directory: which mistakes a reader may report.
NOT_OF_LISTINGS = {"mistake"}
# Every language has words; the example world speaks these.
LANGUAGES = {"bfi", "pl", "ar", "uk", "ur", "ro", "fa", "cy", "fr", "zh", "so", "es"}

REAL_NAMES = (
    "Career Connect",
    "Careers North",
    "TAGS",
    "Halton Careers Service",
    "Mploy",
    "National Careers Service",
    "Careers & Enterprise Company",
    "Growth Company",
    "Connexions",
    "Career Development Institute",
)

ALLOWED = {
    "slug", "name", "provider_type", "listing_status", "summary", "about", "areas",
    "base_outward", "settings", "years", "services", "specialisms", "modes", "languages", "bsl",
    "bsl_level", "makaton", "website", "capacity", "price", "insurance", "dbs", "advisers",
    "matrix", "confirmed_days_ago", "noindex", "references_offered",
}  # fmt: skip


def held(name: str) -> Iterable[Row]:
    """Every row of a table that a provider may have one or several of."""
    for provider in PROVIDERS:
        found: Any = provider.get(name, [])
        yield from [found] if isinstance(found, dict) else found


def codes_used() -> dict[str, set[str]]:
    lists = {
        "area": "areas",
        "setting": "settings",
        "year": "years",
        "service": "services",
        "specialism": "specialisms",
        "mode": "modes",
        "language": "languages",
    }
    used = {name: {c for p in PROVIDERS for c in p[key]} for name, key in lists.items()}
    for name in ("provider_type", "listing_status"):
        used[name] = {p[name] for p in PROVIDERS}
    used["bsl"] = {p["bsl"] for p in PROVIDERS if "bsl" in p}
    used["capacity"] = {row["state"] for row in held("capacity")}
    for name in ("basis", "band", "vat"):
        used[f"price_{name}"] = {row[name] for row in held("price")}
    for name in ("qualification", "cdi_status"):
        used[name] = {row[name] for row in held("advisers")}
    used["matrix_status"] = {row["status"] for row in held("matrix")}
    used["dbs"] = {row["level"] for row in held("dbs")}
    used["insurance_cover"] = {row["kind"] for row in held("insurance")}
    used["insurance_amount"] = {row["amount"] for row in held("insurance")}
    used["verification"] = {
        row["verification"] for name in ("advisers", "matrix") for row in held(name)
    }
    return used


def may_guide(adviser: Row) -> bool:
    code = adviser["qualification"]
    registered = (
        adviser["cdi_status"] == "RCDP_CURRENT" and adviser["verification"] == "HUB_CHECKED"
    )
    return code in ENOUGH or (code in ENOUGH_WHEN_REGISTERED and registered)


def test_there_are_sixty_providers_with_names_and_addresses_of_their_own() -> None:
    assert len(PROVIDERS) == 60
    assert sum(p["provider_type"] in PEOPLE for p in PROVIDERS) == 26
    for field in ("slug", "name", "summary", "about"):
        assert len({p[field].casefold() for p in PROVIDERS}) == 60, field


def test_every_vocabulary_of_the_directory_is_looked_at() -> None:
    assert set(codes_used()) == set(VOCABULARIES) - NOT_OF_LISTINGS


@pytest.mark.parametrize("name", sorted(set(VOCABULARIES) - NOT_OF_LISTINGS))
def test_the_providers_use_every_code_and_no_other(name: str) -> None:
    expected = LANGUAGES if name == "language" else set(VOCABULARIES[name])
    assert codes_used()[name] == expected
    assert expected <= set(VOCABULARIES[name])


def test_no_provider_has_a_field_that_nothing_reads() -> None:
    assert {p["slug"]: set(p) - ALLOWED for p in PROVIDERS if set(p) - ALLOWED} == {}


def test_codes_are_not_repeated_and_all_six_boroughs_are_written_as_one_code() -> None:
    for p in PROVIDERS:
        for key in ("areas", "settings", "years", "services", "specialisms", "modes", "languages"):
            assert len(p[key]) == len(set(p[key])), (p["slug"], key)
        assert "LCR_ALL" not in p["areas"] or not BOROUGHS & set(p["areas"]), p["slug"]


def test_prose_is_of_a_readable_length_and_has_no_line_breaks_but_paragraphs() -> None:
    for p in PROVIDERS:
        assert 60 <= len(p["about"].split()) <= 160, p["slug"]
        assert len(p["summary"]) <= 200, p["slug"]
        assert "\n" not in p["about"].replace("\n\n", ""), p["slug"]


def test_no_two_providers_share_a_sentence() -> None:
    sentences = [s for p in PROVIDERS for s in re.split(r"(?<=[.?!])\s+", p["about"])]
    assert len(sentences) > 400
    assert [s for s, times in Counter(sentences).items() if times > 1] == []


def test_prose_praises_nobody_and_spells_the_words_of_the_field_rightly() -> None:
    said = " ".join(f"{p['summary']} {p['about']}" for p in PROVIDERS)
    banned = ("advisor", "approved provider", "recommended", "best in", "award-winning", "Matrix")
    assert [word for word in banned if word in said] == []


def test_no_invented_name_is_that_of_a_real_organisation() -> None:
    names = [p["name"] for p in PROVIDERS] + [row["name"] for row in read_schools()]
    taken = [(n, real) for n in names for real in REAL_NAMES if real.casefold() in n.casefold()]
    assert taken == []


def test_every_website_is_one_that_nobody_can_own() -> None:
    websites = [p["website"] for p in PROVIDERS if "website" in p]
    assert len(websites) == len(set(websites)) > 40
    assert [w for w in websites if not re.fullmatch(r"https://[a-z0-9-]+\.example", w)] == []


def test_a_base_is_the_first_half_of_a_postcode_and_no_more() -> None:
    assert [
        p["slug"] for p in PROVIDERS if not re.fullmatch(r"[A-Z]{1,2}\d{1,2}", p["base_outward"])
    ] == []


def test_a_published_provider_offers_guidance_only_where_somebody_may_give_it() -> None:
    published = [p for p in PROVIDERS if p["listing_status"] == "PUBLISHED"]
    offering = [p for p in published if {"PG1", "PG_FU"} & set(p["services"])]
    assert len(offering) > 35
    assert [p["slug"] for p in offering if not any(map(may_guide, p["advisers"]))] == []


def test_sign_language_says_how_it_is_given() -> None:
    for p in PROVIDERS:
        assert ("bsl" in p) is ("bfi" in p["languages"]), p["slug"]
        assert "bsl_level" not in p or p["bsl"] == "signs", p["slug"]


def test_an_adviser_has_a_name_or_a_role_and_a_trainee_has_a_supervisor() -> None:
    for adviser in held("advisers"):
        assert ("name" in adviser) is not ("role" in adviser)
        assert ("supervisor" in adviser) is (adviser["qualification"] == "Q_TRAINEE")
        assert ("checked_days_ago" in adviser) is (
            adviser["verification"] in {"HUB_CHECKED", "CHECK_EXPIRED", "REJECTED"}
        )


def test_advisers_of_one_provider_are_told_apart() -> None:
    for p in PROVIDERS:
        labels = [a.get("name") or a["role"] for a in p["advisers"]]
        assert len(labels) == len(set(labels)), p["slug"]


def test_no_review_of_the_matrix_standard_is_set_later_than_the_cycle_allows() -> None:
    dated = [m for m in held("matrix") if "review_due_in_days" in m]
    assert len(dated) > 15
    assert [
        m for m in dated if m["accredited_days_ago"] + m["review_due_in_days"] > THREE_YEARS
    ] == []
    assert all({"framework", "scope", "accredited_days_ago"} <= set(m) for m in dated)
    assert {m["status"] for m in dated} == {"HELD", "WITHDRAWN"}


def test_both_frameworks_show_a_current_a_due_and_an_expired_award() -> None:
    seen = {
        (m["framework"], "expired" if days < 0 else "due" if days <= SOON else "current")
        for m in held("matrix")
        if m["status"] == "HELD" and m["verification"] == "HUB_CHECKED"
        for days in [m["review_due_in_days"]]
    }
    assert seen == {(f, s) for f in ("2011", "2023") for s in ("current", "due", "expired")}


def test_an_award_is_shown_with_each_way_of_having_been_verified() -> None:
    held_awards = {m["verification"] for m in held("matrix") if m["status"] == "HELD"}
    assert held_awards == set(VOCABULARIES["verification"])
    registered = {a["verification"] for a in held("advisers") if a["cdi_status"] == "RCDP_CURRENT"}
    assert registered == set(VOCABULARIES["verification"])


def test_a_check_is_out_of_date_exactly_when_it_is_more_than_a_year_old() -> None:
    for row in (*held("advisers"), *held("matrix")):
        if row["verification"] in {"HUB_CHECKED", "CHECK_EXPIRED"}:
            assert (row["checked_days_ago"] > YEAR) is (row["verification"] == "CHECK_EXPIRED"), row


def test_no_price_is_promised_for_more_than_a_year() -> None:
    valid = [price["valid_in_days"] for price in held("price")]
    assert max(valid) <= YEAR
    assert min(valid) < 0


def test_some_availability_some_insurance_and_one_whole_listing_are_out_of_date() -> None:
    published = [p for p in PROVIDERS if p["listing_status"] == "PUBLISHED"]
    assert any(p["capacity"]["confirmed_days_ago"] > SOON for p in published)
    assert any(i["expires_in_days"] < 0 for p in published for i in p["insurance"])
    assert max(p["confirmed_days_ago"] for p in published) > 213


def test_each_borough_has_at_least_five_published_providers_of_guidance() -> None:
    for borough in BOROUGHS:
        found = [
            p
            for p in PROVIDERS
            if {borough, "LCR_ALL"} & set(p["areas"])
            and "PG1" in p["services"]
            and p["listing_status"] == "PUBLISHED"
        ]
        assert len(found) >= 5, borough


def test_the_six_schools_stand_one_in_each_borough_with_numbers_out_of_use() -> None:
    schools = read_schools()
    assert {school["borough"] for school in schools} == BOROUGHS
    assert [school["urn"] for school in schools] == list(range(999001, 999007))
    assert all(school["name"].startswith("Example ") for school in schools)
    assert {school["setting"] for school in schools} <= set(VOCABULARIES["setting"])
    assert all(school["age_from"] < school["age_to"] for school in schools)


def test_the_guide_gives_five_names_one_specialism_and_nothing_else() -> None:
    lines = (DATA / "guide.toml").read_text("utf-8").splitlines()
    said = [line for line in lines if line and not line.startswith("#")]
    assert said == [
        "[[organisation]]",
        'name = "Career Connect"',
        "[[organisation]]",
        'name = "Careers North"',
        "[[organisation]]",
        'name = "TAGS \u2013 SEND"',
        'specialisms = ["SEND_GEN"]',
        "[[organisation]]",
        'name = "Halton Careers Service"',
        "[[organisation]]",
        'name = "Mploy Solutions"',
    ]


def test_a_file_of_data_stays_short_enough_to_read() -> None:
    lengths = {path.name: len(path.read_bytes().splitlines()) for path in DATA.iterdir()}
    assert len(lengths) >= 8
    assert max(lengths.values()) <= 600, lengths
