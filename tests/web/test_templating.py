"""Our templates are strict about names; the borrowed macros are not; fields render so that all can use them."""

from datetime import date
from decimal import Decimal

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string
from jinja2 import UndefinedError

from portal.config import shipped
from portal.web import templating
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
)

CODES = (("a", "First"), ("b", "Second", "A hint of its own"))
BUTTON = '{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}'
FIELDS = (
    '{% from "macros/field.html" import field, hidden %}'
    '{% from "macros/error_summary.html" import error_summary %}'
    "{{ error_summary(form) }}<form>{{ hidden(form) }}"
    "{% for f in form if f.kind is defined %}{{ field(f, page_heading=loop.first) }}{% endfor %}</form>"
)
CELLS = (
    '{% from "macros/field.html" import cell %}'
    "{% for f in form if f.kind is defined %}{{ cell(f, 'Row 1: ' ~ f.label.text) }}{% endfor %}"
)


class Everything(HouseForm):
    name = TextField(
        "Name", missing="Enter a name", hint="As on the sign", autocomplete="organization"
    )
    email = TextField("Email", input_type="email", missing="Enter an email address")
    aims = LongTextField("Aims", missing="Enter the aims", hint="In a few sentences")
    pupils = WholeNumberField("Pupils", missing="Enter the pupils", suffix="pupils")
    budget = DecimalField("Budget", missing="Enter the budget", unit="money")
    days = DecimalField("Days", missing="Enter the days", step=Decimal("0.5"))
    starts = DateField("Start", missing="Enter the start", hint="For example, 1 9 2027")
    bell = TimeField("Bell", missing="Enter the time")
    room = YesNo("Room", missing="Choose yes or no")
    model = Choice("Model", choices=CODES, missing="Choose a model", hint="Choose one")
    years = ManyChoices("Years", choices=CODES, missing="Choose a year", hint="Choose any")


@pytest.fixture
def app() -> Flask:
    app = Flask("templating", template_folder=str(shipped("templates")))
    app.config.update(SECRET_KEY="x" * 32)
    templating.init_app(app)
    return app


def rendered(app: Flask, source: str, *, sent: dict[str, str] | None) -> BeautifulSoup:
    method = "GET" if sent is None else "POST"
    with app.test_request_context(method=method, data=sent):
        form = Everything()
        if sent is not None:
            form.validate()
        html = render_template_string(source, form=form)
    document = (
        f"<!DOCTYPE html><html lang='en'><head><title>x</title></head><body>{html}</body></html>"
    )
    html5lib.HTMLParser(strict=True).parse(document)
    return BeautifulSoup(document, "html.parser")


def attributes(page: BeautifulSoup, name: str) -> list[str]:
    return [word for tag in page.select(f"[{name}]") for word in str(tag[name]).split()]


def value(page: BeautifulSoup, control: str) -> str:
    found = page.find(id=control)
    assert isinstance(found, Tag)
    return found.text.strip() if found.name == "textarea" else str(found["value"])


def test_a_name_nobody_gave_fails_in_our_templates_only(app: Flask) -> None:
    with app.test_request_context():
        assert "<button" in render_template_string(BUTTON + '{{ govukButton({"text": "Send"}) }}')
        for source in ("{{ nothing }}", "{% if nothing %}{% endif %}", "{{ {}.nothing }}"):
            with pytest.raises(UndefinedError):
                render_template_string(BUTTON + source)


@pytest.mark.parametrize("source", [FIELDS, CELLS])
@pytest.mark.parametrize("sent", [None, {}, {"starts-day": "31", "starts-month": "2"}])
def test_every_control_has_its_label_and_every_reference_its_target(
    app: Flask, source: str, sent: dict[str, str] | None
) -> None:
    page = rendered(app, source, sent=sent)
    ids = attributes(page, "id")
    assert len(ids) == len(set(ids))
    assert set(attributes(page, "aria-describedby")) <= set(ids)
    controls = page.select("input:not([type=hidden]), select, textarea")
    assert len(controls) >= 13
    assert {str(control["id"]) for control in controls} == set(attributes(page, "for"))


def test_each_line_of_the_error_summary_leads_to_a_control(app: Flask) -> None:
    page = rendered(app, FIELDS, sent={"starts-day": "31", "starts-month": "2"})
    lines = page.select(".govuk-error-summary__list a")
    assert len(lines) == 11
    for line in lines:
        target = page.find(id=str(line["href"]).removeprefix("#"))
        assert isinstance(target, Tag)
        assert target.name in {"input", "textarea"}
    assert "starts-year" in {str(line["href"])[1:] for line in lines}
    stale = page.select(".govuk-error-summary__list li:not(:has(a))")
    assert [line.text.strip()[:40] for line in stale] == [
        "This page had been open for too long. Ch"
    ]


def test_what_was_saved_and_what_was_typed_stand_in_the_controls(app: Flask) -> None:
    with app.test_request_context():
        form = Everything(
            data={"starts": date(2027, 9, 1), "years": ["b"], "budget": Decimal("1.5")}
        )
        saved = BeautifulSoup(render_template_string(FIELDS, form=form), "html.parser")
    assert [value(saved, f"starts-{part}") for part in ("day", "month", "year")] == [
        "1",
        "9",
        "2027",
    ]
    assert value(saved, "budget") == "1.50"
    assert [tag["value"] for tag in saved.select("input[checked]")] == ["b"]
    typed = rendered(app, FIELDS, sent={"pupils": '<lots of "them">', "aims": "</textarea>"})
    assert value(typed, "pupils") == '<lots of "them">'
    assert value(typed, "aims") == "</textarea>"
