"""Fields that read what people really type, and say in plain words what is wrong with it."""

from portal.web.fields.base import HouseField, HouseForm, Problem
from portal.web.fields.choices import Choice, ManyChoices, YesNo
from portal.web.fields.dates import DateField, MonthField, TimeField
from portal.web.fields.files import FileField, Sent
from portal.web.fields.numbers import DecimalField, WholeNumberField
from portal.web.fields.password import PasswordField
from portal.web.fields.sheets import SheetForm
from portal.web.fields.text import LongTextField, TextField
from portal.web.text import clean_text

__all__ = [
    "Choice",
    "DateField",
    "DecimalField",
    "FileField",
    "HouseField",
    "HouseForm",
    "LongTextField",
    "ManyChoices",
    "MonthField",
    "PasswordField",
    "Problem",
    "Sent",
    "SheetForm",
    "TextField",
    "TimeField",
    "WholeNumberField",
    "YesNo",
    "clean_text",
]
