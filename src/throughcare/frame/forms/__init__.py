"""Our forms: fields that keep what was typed, say who will see it, and refuse in our words."""

from throughcare.frame.dates import PartialDate
from throughcare.frame.forms.base import Form, Mistake, SeenBy
from throughcare.frame.forms.choices import YES_NO, CodeChoice, CodeChoices, Option, codes
from throughcare.frame.forms.days import DateParts, Happened, WhenField
from throughcare.frame.forms.files import Upload
from throughcare.frame.forms.text import EmailText, LongText, PhoneText, ShortText

__all__ = [
    "YES_NO",
    "CodeChoice",
    "CodeChoices",
    "DateParts",
    "EmailText",
    "Form",
    "Happened",
    "LongText",
    "Mistake",
    "Option",
    "PartialDate",
    "PhoneText",
    "SeenBy",
    "ShortText",
    "Upload",
    "WhenField",
    "codes",
]
