"""What the fields make of what people type."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField

from portal.web.fields import (
    Choice,
    DateField,
    DecimalField,
    HouseForm,
    LongTextField,
    ManyChoices,
    TextField,
    TimeField,
    WholeNumberField,
    YesNo,
    clean_text,
)


class Everything(Form):
    name = TextField("School name", missing="Enter the name of the school", most=60)
    email = TextField("Email", input_type="email")
    website = TextField("Website", input_type="url")
    aims = LongTextField("Aims", most=20)
    pupils = WholeNumberField("Pupils in Year 11", least=1, most=1_000)
    minutes = WholeNumberField("Length of a meeting", suffix="minutes", least=10, most=90)
    budget = DecimalField("Budget", unit="money")
    weight = DecimalField("Weight of price", unit="percent", most=100)
    days = DecimalField("Days a week", step=Decimal("0.5"), most=5)
    starts = DateField("Start date", least=date(2027, 1, 1), most=date(2029, 12, 31))
    bell = TimeField("Start of the day")
    on_site = YesNo("Will the adviser work at the school?")
    borough = Choice(
        "Borough", choices=(("HAL", "Halton"), ("SEF", "Sefton", "Including Southport"))
    )
    years = ManyChoices("Years", choices=(("Y9", "Year 9"), ("Y11", "Year 11"), ("Y13", "Year 13")))


def sent(**typed: Any) -> Everything:
    """The form as sent with the name and what was typed; two underscores stand for a hyphen."""
    pairs = {"name": "Example High", **typed}
    form = Everything(MultiDict({key.replace("__", "-"): value for key, value in pairs.items()}))
    form.validate()
    return form


def error(field: str, **typed: Any) -> str:
    errors = sent(**typed)[field].errors
    return str(errors[0]) if errors else ""


class Named(Form):
    """A form of a name that stands in letters."""

    name = TextField("Name", is_name=True)


def test_an_empty_optional_form_is_accepted_and_holds_nothing() -> None:
    form = sent()
    assert form.errors == {}
    texts = {
        "name": "Example High",
        "email": "",
        "website": "",
        "aims": "",
        "on_site": "",
        "borough": "",
    }
    numbers = dict.fromkeys(("pupils", "minutes", "budget", "weight", "days", "starts", "bell"))
    assert form.data == {**texts, **numbers, "years": []}


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0", "\x00", "\u200b\n"])
def test_a_required_answer_of_nothing_visible_is_missing(blank: str) -> None:
    assert error("name", name=blank) == "Enter the name of the school"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Caf\u0065\u0301", "Caf\u00e9"),
        ("a\x00b\x07c", "abc"),
        ("x\ud800y", "xy"),
        ("  two   words\t", "two words"),
        ("evil\u202etxt", "eviltxt"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("one\r\ntwo", "one two"),
        (None, ""),
        (12, ""),
    ],
)
def test_text_is_cleaned_of_what_documents_cannot_hold(raw: object, kept: str) -> None:
    assert clean_text(raw) == kept


def test_long_text_keeps_its_lines_and_counts_them_once() -> None:
    assert sent(aims="first\r\n\r\nsecond").aims.data == "first\n\nsecond"
    assert sent(aims="123456789\r\n1234567890").aims.errors == []
    assert error("aims", aims="x" * 23) == "Aims must be 20 characters or fewer: it is 3 too long"


def test_what_was_typed_comes_back_right_or_wrong() -> None:
    form = sent(
        pupils="lots",
        budget="£1,250.50",
        starts__day="31",
        starts__month="feb",
        starts__year="2027",
    )
    assert (form.pupils.shown, form.budget.shown) == ("lots", "£1,250.50")
    assert form.starts.parts == {"day": "31", "month": "feb", "year": "2027"}


def test_saved_data_is_written_as_a_person_would() -> None:
    form = Everything(
        data={
            "budget": Decimal("250.5"),
            "days": "2.50",
            "starts": "2027-09-01",
            "bell": "08:45",
            "years": ["Y9"],
        }
    )
    assert (form.budget.shown, form.days.shown, form.bell.shown) == ("250.50", "2.5", "08:45")
    assert form.starts.parts == {"day": "1", "month": "9", "year": "2027"}
    assert [item["checked"] for item in form.years.items] == [True, False, False]


@pytest.mark.parametrize(
    ("typed", "count"), [("190", 190), (" 1,000 ", 1000), ("12.0", 12), ("+7", 7), ("1 000", 1000)]
)
def test_whole_numbers_are_read_generously(typed: str, count: int) -> None:
    assert sent(pupils=typed).pupils.data == count


@pytest.mark.parametrize(
    "typed", ["12.5", "twelve", "1e3", "1,5", "٣", "0x10", "1/2", "--1", ".", "nan", "9" * 99]
)
def test_what_is_not_plainly_a_whole_number_is_refused(typed: str) -> None:
    assert error("pupils", pupils=typed) == "Pupils in Year 11 must be a whole number, like 45"


def test_bounds_are_said_in_words() -> None:
    assert error("pupils", pupils="0") == "Pupils in Year 11 must be between 1 and 1,000"
    assert error("budget", budget="-5") == "Budget must be £0 or more"
    assert error("budget", budget="9999999999999") == "Budget must be £999,999,999,999 or less"
    assert error("weight", weight="101") == "Weight of price must be between 0% and 100%"
    assert sent(minutes="45 minutes").minutes.data == 45


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("budget", "£1,250.50", "1250.5"),
        ("budget", "£ 300", "300"),
        ("weight", "12.5 %", "12.5"),
        ("days", "2.5", "2.5"),
        ("days", ".5", "0.5"),
        ("days", "2.", "2"),
    ],
)
def test_figures_are_read_with_their_signs(field: str, typed: str, value: str) -> None:
    assert sent(**{field: typed})[field].data == Decimal(value)


def test_each_kind_of_figure_has_its_own_words() -> None:
    assert (
        error("budget", budget="a lot") == "Budget must be an amount in pounds, like 250 or 250.50"
    )
    assert error("budget", budget="1.234") == "Budget must have no more than 2 decimal places"
    assert error("weight", weight="£60") == "Weight of price must be a percentage, like 60 or 12.5"
    assert error("days", days="2.25") == "Days a week must be in steps of 0.5, like 1.5"


@pytest.mark.parametrize("month", ["9", "09", "Sep", "sept.", "September"])
def test_a_month_may_be_a_number_or_a_word(month: str) -> None:
    assert sent(starts__day="1", starts__month=month, starts__year="2027").starts.data == date(
        2027, 9, 1
    )


@pytest.mark.parametrize(
    ("parts", "words", "control"),
    [
        (("", "9", "2027"), "Start date must include a day", "starts-day"),
        (("1", "", ""), "Start date must include a month and year", "starts-month"),
        (("x", "9", "2027"), "Start date must be a real date, like 27 3 2027", "starts-day"),
        (
            ("31", "2", "2027"),
            "Start date must be a real date: that month has no such day",
            "starts-day",
        ),
        (("1", "13", "2027"), "Start date must have a month from 1 to 12", "starts-month"),
        (("1", "9", "27"), "Start date must have a year with 4 numbers, like 2027", "starts-year"),
        (("1", "9", "9" * 40), "Start date must be a real date, like 27 3 2027", "starts-year"),
        (("31", "12", "2026"), "Start date must be on or after 1 January 2027", "starts-day"),
        (("1", "1", "2030"), "Start date must be on or before 31 December 2029", "starts-day"),
    ],
)
def test_each_wrong_day_is_explained_and_its_control_named(
    parts: tuple[str, str, str], words: str, control: str
) -> None:
    form = sent(starts__day=parts[0], starts__month=parts[1], starts__year=parts[2])
    assert (form.starts.errors, form.starts.control) == ([words], control)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8:45", time(8, 45)),
        ("8.45am", time(8, 45)),
        ("3.10 PM", time(15, 10)),
        ("1510", time(15, 10)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12.30 p.m.", time(12, 30)),
        ("midday", time(12)),
        ("00:05", time(0, 5)),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, read: time) -> None:
    assert sent(bell=typed).bell.data == read


@pytest.mark.parametrize(
    "typed", ["9", "25:00", "8:60", "13pm", "0am", "8:45 o'clock", "8:4", "8:45 m", "٨:٤٥"]
)
def test_what_is_not_a_time_is_refused(typed: str) -> None:
    assert error("bell", bell=typed) == "Start of the day must be a time, like 8:45am or 15:10"


def test_only_offered_choices_are_taken() -> None:
    assert sent(borough="SEF").borough.data == "SEF"
    assert error("borough", borough="LON") == "Choose one of the answers on the list"
    assert sent(years=["Y13", "Y9", "Y9"]).years.data == ["Y9", "Y13"]
    assert error("years", years=["Y9", "Y14"]) == "Choose only answers that are on the list"
    assert [sent(on_site=answer).on_site.truth for answer in ("yes", "no", "")] == [
        True,
        False,
        None,
    ]


def test_addresses_are_checked_for_their_form() -> None:
    assert sent(website="www.example.org/a").website.data == "https://www.example.org/a"
    assert error("website", website="javascript://x.y/%0aalert(1)").startswith(
        "Enter a web address"
    )
    assert error("email", email="someone@example").startswith("Enter an email address")
    assert sent(email="someone@example.org").email.errors == []


class Room(Form):
    seats = WholeNumberField("Seats", missing="Enter the number of seats")


class Rooms(HouseForm):
    day = DateField("Start date", missing="Enter the start date")
    rooms = FieldList(FormField(Room), min_entries=1)


@pytest.fixture
def app() -> Flask:
    app = Flask("fields")
    app.config.update(SECRET_KEY="x" * 32, WTF_CSRF_ENABLED=False)
    return app


@pytest.mark.parametrize(
    ("name", "is_plain"),
    [
        ("St John's RC/CE High School & College, St.Helens", True),
        ("J.R. Smith", True),
        ("Win a prize at https://example.org", False),
        ("WWW.example", False),
        ("Sam evil.com", False),
        ("SAM EVIL.COM", False),
        ("ask sam@example.org", False),
    ],
)
def test_a_name_carries_no_address_into_a_letter(name: str, is_plain: bool) -> None:
    assert Named(MultiDict({"name": name})).validate() is is_plain


def test_problems_lead_to_controls_also_in_rows(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"rooms-0-seats": "many"}):
        form = Rooms()
        assert not form.validate()
    assert [(problem.text, problem.control) for problem in form.problems] == [
        ("Enter the start date", "day-day"),
        ("Seats must be a whole number, like 45", "rooms-0-seats"),
    ]


def test_a_form_sent_with_nothing_or_with_json_is_empty_and_not_its_defaults(app: Flask) -> None:
    for sent_as_json in (None, ["x"], {"day-day": 1}):
        with app.test_request_context(method="POST", json=sent_as_json):
            form = Rooms(data={"day": date(2027, 1, 1)})
            assert form.day.data is None


NAMES = st.sampled_from(
    [*Everything()._fields, "starts-day", "starts-month", "starts-year", "other"]
)
TYPED = st.text(st.characters()) | st.text("0123456789.,:-+£% apmfeb\x00\ud800", max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, TYPED), max_size=30))
def test_nothing_that_is_sent_makes_a_form_fail(pairs: list[tuple[str, str]]) -> None:
    form = Everything(MultiDict(pairs))
    if form.validate():
        again = Everything(data=form.data)
        assert again.data == form.data
    for field in form:
        assert all(isinstance(words, str) for words in field.errors)


@settings(deadline=None)
@given(TYPED)
def test_clean_text_can_be_stored_and_is_cleaned_once(raw: str) -> None:
    for lines in (True, False):
        kept = clean_text(raw, lines=lines)
        kept.encode("utf-8")
        assert "\x00" not in kept
        assert clean_text(kept, lines=lines) == kept
