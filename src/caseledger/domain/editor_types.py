"""What an editor is told of single values: dates, ids, states, words of closed lists.

The types of `fields` say with a pattern what may stand in a field. Here a value is described as
exactly as its reader reads it, with examples and a sentence for what does not fit.
"""

from collections.abc import Iterable, Mapping

from caseledger.domain.dates import EXPECTED, LONGEST
from caseledger.domain.fields import pattern
from caseledger.domain.json_schema import Schema, Shared, reference
from caseledger.domain.kind import labels, mapping
from caseledger.domain.loading import FORMAT
from caseledger.domain.states import STATELESS, UNKNOWN, WITHHELD, state_name
from caseledger.domain.values import DEVICE_NAMES, YAML_WORDS
from caseledger.domain.vocabulary import Vocabulary

LANGUAGES = ("en", "ru")

_YEAR = "[0-9]{4}"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_MONTHS_OF_31 = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
_MONTHS_OF_30 = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(?:0[1-9]|1[0-9]|2[0-8])"
_DAY = f"{_MONTHS_OF_31}|{_MONTHS_OF_30}|{_FEBRUARY}"
_MONTH_OR_SEASON = "0[1-9]|1[0-2]|2[1-4]"
WHOLE_DAY = f"(?!0000)(?:{_YEAR}-(?:{_DAY})|{_LEAP}-02-29)"
"""Every day of the calendar and no other."""

POINT = f"(?!0000)(?:{_YEAR}(?:-(?:{_DAY}|{_MONTH_OR_SEASON}))?|{_LEAP}-02-29)[~?%]?"
"""A single date of the format: a year, a month, a season or a day, with or without a mark."""

_BETWEEN = rf"{POINT}\.\.(?:{POINT})?|\.\.{POINT}"
DATE = (
    rf"unknown|{POINT}(?:/(?:{POINT}|\.\.)?)?|\.\./{POINT}"
    rf"|\[(?:{_BETWEEN}|{POINT}(?:,{POINT})+)\]"
)
"""Whatever `parse_date` takes, and two ends in the wrong order, which no pattern can see."""

ID = f"(?!(?:{'|'.join(sorted(DEVICE_NAMES | YAML_WORDS))})$)[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?"
"""Whatever `identifier` takes."""

FILE = r"files/(?!(?:[^/]*/)*\.\.(?:/|$))[^\\\x00]+"
"""Whatever `file_path` takes."""

# An editor that has one example only writes it as if it were the value, so there are always two.
DATES = [
    "2024-03-02",
    "2024-03",
    2024,
    "2024-21",
    "2024-03-02~",
    "[2024-03-02..2024-03-05]",
    "[..2024-03]",
    "2024-03-02/..",
]


NO_STATE = "two capital letters of ISO 3166-1, such as KZ; also unknown, withheld, withheld-1"

SAID: Mapping[str, str] = {
    "exact": "this very spot",
    "facility": "a building: a prison, a court, a border post",
    "settlement": "a town or village",
    "district": "a district",
    "region": "a region",
    "country": "no more than the state",
    "person": "one person",
    "group": "people who are not named one by one",
    "confirm": "the computed day was looked at and is right",
    "override": "another day holds instead",
    "flat": "all files in cases/",
    "year": "one folder for each year in cases/",
    "text": "the text of the law itself was read",
    "secondary": "read in a source that reports the law",
    "partial": "only a part was read",
    "unverified": "not read: nothing is decided by it",
    "served": "the day of service; else, provisionally, the day itself",
    "date": "the day of the event",
    "for": "the day that is fixed",
    "until": "the end of validity",
    "not-counted": "the day after it is the first",
    "counted": "it is the first day",
    "both": "it can be read in either way",
    "none": "it stays the last day",
    "next-working-day": "the period ends on the next working day",
    "dispatch": "sending it in time is enough",
    "receipt": "it must arrive in time",
    "host": "the state where the person is",
    "applicant": "the due day is the earliest that may be meant",
    "state": "the due day is the latest that may be meant",
}
"""What the words of closed lists mean that the vocabulary has no labels for."""


NOTES: Mapping[str, Schema] = {
    "address": {
        "patternErrorMessage": "an address begins with https:// or http://",
        "examples": ["https://example.org/news/arrest", "https://hudoc.echr.coe.int/"],
    },
    "hh-mm-with-offset": {
        "patternErrorMessage": "a time has its offset from UTC, such as 23:00+05:00",
        "examples": ["23:00+05:00", "09:30Z"],
    },
    "language-code": {
        "patternErrorMessage": "a language code is expected, such as ru",
        "examples": ["en", "ru", "kaa", "uz-Cyrl"],
    },
    # No example of a digest: an editor would offer it as the value.
    "sha-256": {"patternErrorMessage": "64 small hexadecimal digits are expected"},
    "period-such-as-10d-3m-72h": {
        "patternErrorMessage": "a period is 72h, 10d, 2w, 3m, 1y, 5wd or asap",
        "examples": ["10d", "72h", "3m", "5wd"],
    },
    "whole-number": {"examples": [2, 30]},
    "decimal-degrees": {"examples": [43.24, -0.12]},
    "decimal-degrees-2": {"examples": [76.89, -0.12]},
}
"""Examples of the types of values whose pattern is all that their reader asks for."""


def describe_values(shared: Shared, vocabulary: Vocabulary) -> None:
    """Put what is known of each type of value in the place of its pattern or bare list."""
    exact = _exact(vocabulary)
    lists = {vocabulary.words(name): name for name in vocabulary.section("words")}
    for name, schema in shared.items():
        if name in exact:
            shared[name] = exact[name]
        elif name in NOTES:
            shared[name] = {**schema, **NOTES[name]}
        elif "enum" in schema:
            name_of_list = lists.get(tuple(schema["enum"]))
            shared[name] = closed_list(
                (word, _meaning(word, name_of_list, vocabulary)) for word in schema["enum"]
            )


def closed_list(words: Iterable[tuple[str, str]]) -> Schema:
    """Describe a closed list of words, each with what it means."""
    given = dict(words)
    return {"enum": list(given), "enumDescriptions": list(given.values())}


def both_labels(tree: object) -> str:
    """Say a label in the languages of the program; the same words are said once."""
    given = labels(tree)
    return " · ".join(dict.fromkeys(given[one] for one in LANGUAGES if given.get(one)))


def _meaning(word: str, name_of_list: str | None, vocabulary: Vocabulary) -> str:
    if name_of_list is None:
        return SAID.get(word, "")
    tree = mapping(vocabulary.section("words").get(name_of_list)).get(word)
    return both_labels(mapping(tree).get("label"))


def _exact(vocabulary: Vocabulary) -> Shared:
    return {
        "text": {
            "type": "string",
            "pattern": r"\S",
            "errorMessage": "text is expected; a number or a truth value needs quotes",
        },
        "date": _date(),
        "day": _fitting(WHOLE_DAY, "one whole day is expected", "2024-03-02", "2026-06-12"),
        "id": _fitting(
            ID, "small letters, digits, inner hyphens; a letter first", "k4w7x", "c-7k2m4p"
        ),
        "state": _state(vocabulary),
        "state-or-stateless": _citizenship(vocabulary),
        "path-under-files": _fitting(
            FILE, "a path under files/", "files/order.pdf", "files/2024/ruling.pdf"
        ),
        "number-of-a-format": {"const": int(FORMAT)},
    }


def _fitting(text: str, sentence: str, *examples: str) -> Schema:
    """Describe text by a pattern, and what is said where it does not fit."""
    return {**pattern(text), "patternErrorMessage": sentence, "examples": list(examples)}


def _date() -> Schema:
    """Describe a date; a list is *one of these*, and `[A..B]` without quotes a list of one text.

    A year before 1000 needs quotes: YAML makes a number of it that has fewer digits.
    """
    year = {"type": "integer", "minimum": 1000, "maximum": 9999}
    among = {"type": "array", "items": {"oneOf": [pattern(POINT), year]}, "minItems": 2}
    between = {"type": "array", "items": pattern(_BETWEEN), "minItems": 1, "maxItems": 1}
    text = {**pattern(DATE), "maxLength": LONGEST, "patternErrorMessage": f"a date, {EXPECTED}"}
    return {"oneOf": [text, year, among, between], "examples": DATES}


def _state(vocabulary: Vocabulary) -> Schema:
    """Describe a state: each has its code and its names; or the words that stand for one."""
    names = {code: both_labels(names) for code, names in vocabulary.states.items()}
    words = {word: _named(word, vocabulary) for word in (UNKNOWN, WITHHELD)}
    known = {**closed_list({**names, **words}.items()), "errorMessage": NO_STATE}
    numbered = {"pattern": f"^{WITHHELD}-[1-9][0-9]?$", "patternErrorMessage": NO_STATE}
    return {"type": "string", "oneOf": [known, numbered]}


def _citizenship(vocabulary: Vocabulary) -> Schema:
    stateless = closed_list([(STATELESS, _named(STATELESS, vocabulary))])
    return {"type": "string", "oneOf": [reference("state"), stateless]}


def _named(word: str, vocabulary: Vocabulary) -> str:
    """Say a word that stands where a state may stand."""
    return both_labels({one: state_name(word, one, vocabulary.states) for one in LANGUAGES})
