"""The types of the fields of a case: how each value is read, checked and described.

`Reads` makes the value; `Widens` allows a shorter way of writing. Words in the third place stand
in the documentation of the format.
"""

from dataclasses import field
from typing import Annotated, Any

from caseledger.domain import values
from caseledger.domain.dates import CaseDate
from caseledger.domain.values import Reads, Widens

DATE_SCHEMA: dict[str, object] = {
    "anyOf": [
        {"type": "string"},
        {"type": "integer"},
        {"type": "array", "items": {"type": ["string", "integer"]}},
    ],
    "description": "ISO 8601 with uncertainty: 2024, 2024-03-02, 2024-21, 2024~, [A..B], A/B",
}


def pattern(pattern: str) -> dict[str, object]:
    """Describe text that fits a pattern as a whole."""
    return {"type": "string", "pattern": f"^({pattern})$"}


def choice(*choices: str) -> Any:  # noqa: ANN401 - a type form
    """Make the type of one word out of a few."""
    return Annotated[
        str, Reads(values.one_of(*choices), {"enum": list(choices)}, " ".join(choices))
    ]


def as_list(value: object) -> object:
    """Lengthen a single text to a list."""
    return [value] if isinstance(value, str) else value


def citation_in_full(value: object) -> object:
    """Lengthen a source id to a citation."""
    return {"source": value} if isinstance(value, str) else value


def served_in_full(value: object) -> object:
    """Lengthen a day to the day it was served on the person."""
    return value if isinstance(value, dict) else {"person": value}


def place_in_full(value: object) -> object:
    """Lengthen words to a place."""
    return {"name": value} if isinstance(value, str) else value


def count_in_full(value: object) -> object:
    """Lengthen a number to a range."""
    return {"min": value, "max": value} if isinstance(value, str) else value


Text = Annotated[str, Reads(values.text, {"type": "string", "minLength": 1}, "text")]
Date = Annotated[CaseDate, Reads(values.a_date, DATE_SCHEMA, "date")]
Id = Annotated[str, Reads(values.identifier, pattern(values.ID_PATTERN), "id")]
State = Annotated[
    str,
    Reads(
        values.matching(
            values.STATE_PATTERN,
            "CL209",
            "a state is two capital letters of ISO 3166, withheld, withheld-1 or unknown",
            "for example KZ",
        ),
        pattern(values.STATE_PATTERN),
        "state",
    ),
]
Citizenship = Annotated[
    str,
    Reads(
        values.matching(
            values.CITIZENSHIP_PATTERN,
            "CL209",
            "a citizenship is two capital letters of ISO 3166, stateless, withheld or unknown",
            "for example UZ",
        ),
        pattern(values.CITIZENSHIP_PATTERN),
        "state or stateless",
    ),
]
KindCode = Annotated[
    str,
    Reads(
        values.matching(
            values.KIND_PATTERN,
            "CL301",
            "a kind is written track.verb",
            "caseledger vocabulary lists them",
        ),
        pattern(values.KIND_PATTERN),
        "kind",
    ),
]
Address = Annotated[
    str,
    Reads(
        values.matching(
            values.ADDRESS_PATTERN, "CL203", "an address begins with https:// or http://"
        ),
        pattern(values.ADDRESS_PATTERN),
        "address",
    ),
]
Time = Annotated[
    str,
    Reads(
        values.matching(
            values.TIME_PATTERN,
            "CL203",
            "a time has its offset from UTC",
            'for example "23:00+06:00"',
        ),
        pattern(values.TIME_PATTERN),
        "HH:MM with offset",
    ),
]
Digest = Annotated[
    str,
    Reads(
        values.matching(r"[0-9a-f]{64}", "CL203", "64 small hexadecimal digits are expected"),
        pattern(r"[0-9a-f]{64}"),
        "SHA-256",
    ),
]
Language = Annotated[
    str,
    Reads(
        values.matching(
            r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*",
            "CL203",
            "a language code is expected",
            "for example ru",
        ),
        pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
        "language code",
    ),
]
FilePath = Annotated[
    str, Reads(values.file_path, pattern(values.FILE_PATTERN), "path under files/")
]
Number = Annotated[
    int, Reads(values.whole_number, {"type": "integer", "minimum": 0}, "whole number")
]
Version = Annotated[
    int, Reads(values.version, {"type": "integer", "minimum": 1}, "number of a format")
]
Latitude = Annotated[
    float,
    Reads(values.degrees(90), {"type": "number", "minimum": -90, "maximum": 90}, "decimal degrees"),
]
Longitude = Annotated[
    float,
    Reads(
        values.degrees(180), {"type": "number", "minimum": -180, "maximum": 180}, "decimal degrees"
    ),
]
Anything = Annotated[object, Reads(values.anything, {}, "anything")]
Visibility = Annotated[
    str, Reads(values.visibility, {"enum": ["public", "restricted"]}, "public restricted")
]
Reliability = choice("high", "likely", "unsure", "doubtful", "unreliable", "unknown")
Credibility = choice("confirmed", "likely", "possible", "unlikely", "refuted", "unknown")
YesNo = choice("yes", "no")
YesNoUnknown = choice("yes", "no", "unknown")
EventState = choice("happened", "scheduled", "alleged", "refuted", "cancelled")
Level = choice("first", "appeal", "cassation", "supreme")
Texts = Annotated[tuple[Text, ...], Widens(as_list, Text, "text or list")]
Precision = choice("exact", "facility", "settlement", "district", "region", "country", "unknown")
PersonKind = choice("person", "group")
Sex = choice("female", "male", "other", "unknown")
Procedure = choice("take-charge", "take-back")
Layout = choice("flat", "year")
DeadlineKind = choice("confirm", "override")
Truth = Annotated[bool, Reads(values.truth, {"type": "boolean"}, "true or false")]
Citizenships = Annotated[tuple[Citizenship, ...], Widens(as_list, Citizenship, "state or list")]
EventIds = Annotated[tuple[Id, ...], Widens(as_list, Id, "event id or list")]

STRICT: dict[str, Any] = {"extra": "forbid"}
"""How Pydantic takes a part: nothing beyond its fields."""


def needed(words: str, *, public: str = "yes") -> Any:  # noqa: ANN401 - as dataclasses.field
    """Declare a required field: its line in the documentation, and whether it may be published."""
    return field(metadata={"about": words, "public": public})


def about(words: str, *, public: str = "yes", default: Any = None) -> Any:  # noqa: ANN401
    """Declare an optional field. ``public`` is ``yes``, ``no`` or ``asked`` (only on request)."""
    return field(default=default, metadata={"about": words, "public": public})


def kept_as_is() -> Any:  # noqa: ANN401
    """Declare where keys stay that the format does not know: the user's own and others."""
    return field(default_factory=dict, metadata={"internal": True})
