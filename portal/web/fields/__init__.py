"""Fields that read what people really type, and say in plain words what is wrong with it."""

from portal.web.fields.base import HouseField, HouseForm, Problem, clean_text
from portal.web.fields.choices import Choice, ManyChoices, YesNo
from portal.web.fields.dates import DateField, TimeField
from portal.web.fields.numbers import DecimalField, WholeNumberField
from portal.web.fields.password import PasswordField
from portal.web.fields.text import LongTextField, TextField

__all__ = [
    "Choice",
    "DateField",
    "DecimalField",
    "HouseField",
    "HouseForm",
    "LongTextField",
    "ManyChoices",
    "PasswordField",
    "Problem",
    "TextField",
    "TimeField",
    "WholeNumberField",
    "YesNo",
    "clean_text",
]
