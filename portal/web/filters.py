"""Dates, figures and money as people here write them; every template has them as filters."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask

from portal.clock import LONDON, day_of

NOON = 12


def init_app(app: Flask) -> None:
    """Give the templates of `app` the filters."""
    app.jinja_env.filters.update(day=day, moment=moment, pounds=pounds, number=number)


def day(value: date | datetime | None) -> str:
    """A date the British way: 3 March 2027; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = day_of(value)
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """A moment as people in Liverpool say it: 3 March 2027 at 4:05pm."""
    local = value.astimezone(LONDON)
    return f"{day(local)} at {local.hour % NOON or NOON}:{local:%M}{'am' if local.hour < NOON else 'pm'}"


def pounds(value: Decimal | int) -> str:
    """An amount of money: £24,300, or £57.48 where there are pence."""
    return f"£{value:,.0f}" if value == int(value) else f"£{value:,.2f}"


def number(value: Any) -> str:
    """A count or a measure with thousands marked and no needless zeros."""
    text = f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text
