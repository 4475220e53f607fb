"""The closed lists of words that the contract uses; each is a string in JSON and tables."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What stood where a value was expected. Only the first two carry a number for sure."""

    REPORTED = "reported"
    ZERO_IN_WORDS = "zero_in_words"
    BLANK = "blank"
    SLASH = "slash"
    DASH = "dash"
    NOT_APPLICABLE = "not_applicable"
    NOT_IN_FORM = "not_in_form"
    UNREADABLE = "unreadable"
    CORRECTED = "corrected"


class Confidence(StrEnum):
    CERTAIN = "certain"
    UNCERTAIN = "uncertain"


class Qualifier(StrEnum):
    """How a number is softened: 140余条 is over, 约300条 about, 近百条 nearly."""

    OVER = "over"
    ABOUT = "about"
    NEARLY = "nearly"


class Scope(StrEnum):
    """Which stretch of time a number covers; cumulative is never joined to yearly."""

    YEAR = "year"
    CUMULATIVE = "cumulative"
    AS_OF = "as_of"
    UNKNOWN = "unknown"


class Subject(StrEnum):
    """Whose number it is: the unit's own, its whole area's, or its subordinates'."""

    OWN = "own"
    AREA = "area"
    SUBORDINATE = "subordinate"


class Level(StrEnum):
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    DEPARTMENT = "department"
    OTHER = "other"


class Form(StrEnum):
    """The national form that tables and outline follow, whatever the report's year."""

    Y2008 = "2008"
    Y2014 = "2014"
    Y2019 = "2019"
    Y2021 = "2021"
    NONE = "none"


class Target(StrEnum):
    """Who a problem is said of."""

    OWN = "own"
    DEPARTMENTS = "departments"
    VILLAGES = "villages"
    PUBLIC = "public"


class Severity(StrEnum):
    """How much a finding matters; hints are listed apart and never counted as errors."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Verdict(StrEnum):
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    SCOPE_DIFFERS = "scope_differs"
    CANNOT_BE_CHECKED = "cannot_be_checked"
