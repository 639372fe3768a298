"""Bytes that nobody can read, wherever they stand in a request, are answered by a refusal and never by a fault."""

import random
import re
import time
from collections.abc import Iterator

import pytest

from portal.web.bodies import BODY_LIMIT
from tests.house.doors import TABLE
from tests.house.doors.shape import Row
from tests.page import BROWSER
from tests.peopled import People

BAD = (
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xc0\xaf",
    b"\xc1\x9c",
    b"\xe0\x80\xaf",
    b"\xf0\x80\x80\xaf",
    b"\xed\xa0\x80",
    b"\xed\xb0\x80",
    b"\xf4\x90\x80\x80",
    b"\xf8\x88\x80\x80\x80",
    b"\x80",
    b"\xbf",
    b"\xc3",
    b"\xe2\x82",
    b"\xf0\x9f\x92",
    b"\xef\xbf\xbe",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\x1f",
    b"\x7f",
    b"\x85",
)
GOOD = (b"a", b"SEND", b"9", b" ", b"'", b'"', b"%", b"&", b"=", b";", b"/", b"\\", b"..")
NAMES = (
    "q", "place", "page", "pick", "borough", "next", "email", "password", "name", "role", "code", "urn",
    "organisation_id", "slug", "back", "what", "details", "contact", "form_key", "seen", "then", "credential",
    "school_name", "cohorts-Y11-roll", "start_date-day",
)  # fmt: skip
CASES = 120
KIND = "application/x-www-form-urlencoded"


def unreadable(seed: str) -> Iterator[bytes]:
    """Texts with at least one byte in them that is no text; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - it guards nothing
    for _ in range(CASES):
        parts = [*dice.choices((*BAD, *GOOD), k=dice.randint(0, 5)), dice.choice(BAD)]
        dice.shuffle(parts)
        yield b"".join(parts)


def escaped(raw: bytes) -> str:
    """Every byte as an address carries it."""
    return "".join(f"%{byte:02x}" for byte in raw)


def rows(method: str) -> list[Row]:
    """The doors of one method, in an order that mixes the rooms."""
    found = [row for row in TABLE if row.method == method and row.endpoint != "static"]
    return random.Random(1).sample(found, len(found))  # noqa: S311 - it guards nothing


def test_nothing_unreadable_in_a_path_is_a_fault(people: People) -> None:
    client = people.browser("school_admin").client
    rules = [rule.rule for rule in people.app.url_map.iter_rules() if rule.arguments]
    assert len(rules) > 10
    refused = 0
    for number, raw in enumerate(unreadable("path")):
        for rule in (rules[number % len(rules)], "/<x>"):
            path = re.sub(r"<[^>]+>", escaped(raw), rule)
            answer = client.get(path, buffered=True)
            assert answer.status_code < 500, path
            refused += answer.status_code >= 300
    assert refused > 1.9 * CASES


def test_nothing_unreadable_in_a_query_is_a_fault(people: People) -> None:
    client, read = people.browser("school_admin").client, rows("GET")
    refused = 0
    for number, raw in enumerate(unreadable("query")):
        row, name = read[number % len(read)], NAMES[number % len(NAMES)]
        path = people.path(row.endpoint, row.values, "school_admin")
        answer = client.get(f"{path}?{name}={escaped(raw)}&{escaped(raw)}=1", buffered=True)
        assert answer.status_code < 500, (path, raw)
        bare = client.get(path, environ_overrides={"QUERY_STRING": raw.decode("latin-1")})
        assert bare.status_code < 500, (path, raw)
        bare.close()
        refused += bare.status_code == 400
    assert refused > CASES // 3


def test_nothing_unreadable_in_a_form_is_a_fault(people: People) -> None:
    client, sent = people.browser("school_admin").client, rows("POST")
    token = people.token("school_admin").encode()
    met = set()
    for number, raw in enumerate(unreadable("form")):
        for row in (sent[number % len(sent)], sent[(number * 7 + 3) % len(sent)]):
            path = people.path(row.endpoint, row.values, "school_admin")
            body = b"&".join(name.encode() + b"=" + raw for name in NAMES)
            body += b"&" + raw + b"=1&csrf_token=" + token
            answer = client.post(path, data=body, content_type=KIND, headers=BROWSER)
            assert answer.status_code < 500, (path, raw)
            met.add(row.name)
        people.restore()
    assert len(met) == len(sent)


def test_nothing_unreadable_in_parts_or_json_is_a_fault(people: People) -> None:
    client = people.browser("school_admin").client
    for raw in unreadable("parts"):
        parts = (
            b'--x\r\nContent-Disposition: form-data; name="'
            + raw
            + b'"\r\n\r\n'
            + raw
            + b"\r\n--x--"
        )
        for path in ("/checklist/leave", "/organisation/invite", "/account/sign-in"):
            for kind, body in (
                ("multipart/form-data; boundary=x", parts),
                ("application/json", b'{"email": "' + raw + b'"}'),
                (
                    f"{KIND}; charset={raw.decode('latin-1', 'replace').strip() or 'x'}".replace(
                        "\n", ""
                    ),
                    raw,
                ),
            ):
                answer = client.post(path, data=body, content_type=kind, headers=BROWSER)
                assert answer.status_code < 500, (path, kind, raw)


HEADERS = ("COOKIE", "ACCEPT_LANGUAGE", "USER_AGENT", "REFERER", "ORIGIN", "SEC_FETCH_SITE", "IF_NONE_MATCH", "RANGE")  # fmt: skip


def test_nothing_unreadable_in_a_header_is_a_fault(people: People) -> None:
    browser = people.browser("school_admin")
    cookie = browser.cookies()["session"]
    for number, raw in enumerate(unreadable("header")):
        text = raw.decode("latin-1").replace("\n", "").replace("\r", "")
        name = HEADERS[number % len(HEADERS)]
        for method, path in (("GET", "/account"), ("POST", "/organisation/switch")):
            for told in (
                {f"HTTP_{name}": text},
                {"HTTP_COOKIE": f"session={text}{cookie}; {text}={text}"},
                {"HTTP_COOKIE": f"session={cookie}{text}"},
            ):
                answer = people.app.test_client().open(
                    path, method=method, environ_overrides=told, buffered=True
                )
                assert answer.status_code < 500, (path, told)


FAR = ("2147483648", "9223372036854775808", "9" * 40, "0", "-1", "1.0", "%00", "1%00", "%D9%A3")


@pytest.mark.parametrize("number", FAR, ids=lambda text: text[:20])
def test_a_number_that_no_row_has_is_not_found(people: People, number: str) -> None:
    client = people.browser("admin").client
    token = people.token("admin")
    knocked = 0
    for rule in people.app.url_map.iter_rules():
        if "<int:" not in rule.rule:
            continue
        path = re.sub(r"<[^>]+>", number, rule.rule)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = client.open(path, method=method, data={"csrf_token": token}, headers=BROWSER)
            assert answer.status_code in {302, 403, 404}, f"{answer.status_code} {method} {path}"
            knocked += 1
    assert knocked > 8


NUMBERED = ("school", "organisation_id", "actor", "organisation", "person_id", "page", "more", "urn", "pupils_on_roll")  # fmt: skip


@pytest.mark.parametrize("persona", ["school_admin", "admin"])
@pytest.mark.parametrize("number", ["2147483648", "9" * 25])
def test_a_long_number_in_a_form_or_a_query_is_no_fault(
    people: People, persona: str, number: str
) -> None:
    browser, token = people.browser(persona), people.token(persona)
    told = dict.fromkeys(NUMBERED, number) | {"actor": f"person:{number}", "csrf_token": token}
    for row in rows("GET"):
        path = people.path(row.endpoint, row.values, persona)
        answer = browser.client.get(path, query_string=told, headers=BROWSER, buffered=True)
        assert answer.status_code < 500, path
    for row in rows("POST"):
        path = people.path(row.endpoint, row.values, persona)
        sender = people.browser(persona).client  # anew: one of these forms signs out
        answer = sender.post(path, data={**row.form, **told}, headers=BROWSER)
        assert answer.status_code < 500, path
        people.restore()


SHUT = {302, 303, 401, 403, 404}


@pytest.mark.parametrize(
    ("body", "refusals"),
    [
        (b"details=" + b"x" * 2**20, {413}),
        (b"&".join(b"f%d=v" % n for n in range(20_000)), {413}),
        (b"email=" + b"x" * (BODY_LIMIT - 1000), set()),
    ],
    ids=["a megabyte", "20,000 fields", "one field of half a megabyte"],
)
def test_a_monstrous_form_is_no_work_for_any_page(
    people: People, body: bytes, refusals: set[int]
) -> None:
    client, token = people.browser("school_admin").client, people.token("school_admin").encode()
    client.get("/")
    for row in rows("POST"):
        path = people.path(row.endpoint, row.values, "school_admin")
        times = []
        for _ in range(2):
            began = time.process_time()
            answer = client.post(
                path, data=body + b"&csrf_token=" + token, content_type=KIND, headers=BROWSER
            )
            times.append(time.process_time() - began)
            assert answer.status_code < 500, path
            if refusals:  # nothing is read where the door stays shut
                shut = "school_admin" not in row.answers.opens
                assert answer.status_code in (SHUT if shut else refusals), path
        assert min(times) < (0.1 if refusals else 0.5), path
