"""Kinds of replies: how what people type is read, in three languages, and never guessed."""

from dialogs.kinds.countries import CountryName
from dialogs.kinds.days import Day, PastDay, YearMonth
from dialogs.kinds.kind import LONGEST, OTHER, Hearing, Kind, Unreadable
from dialogs.kinds.numbers import Number, Year
from dialogs.kinds.options import Choice, OneOf, SeasonChoice
from dialogs.kinds.specialties import SpecialtyName
from dialogs.kinds.text import Text
from dialogs.kinds.zones import ZoneName

__all__ = [
    "LONGEST",
    "OTHER",
    "Choice",
    "CountryName",
    "Day",
    "Hearing",
    "Kind",
    "Number",
    "OneOf",
    "PastDay",
    "SeasonChoice",
    "SpecialtyName",
    "Text",
    "Unreadable",
    "Year",
    "YearMonth",
    "ZoneName",
]
