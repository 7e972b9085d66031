"""How the text of one value in a case file becomes what it means.

A file is read as text; each field says here what its text must be. Every reader takes what the
YAML reader gives (text, ``Plain`` text, a list, a mapping or nothing) and returns the value or
raises `Mismatch`. The same readers serve the quick loader and the Pydantic schema, so that both
agree by construction.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from caseledger.domain.date_input import TWO_WAYS, in_full, readings
from caseledger.domain.dates import CaseDate, DateError, Precision, parse_date
from caseledger.domain.edits import Bare, Value
from caseledger.domain.plain import Plain

DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}
)
YAML_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
ID_PATTERN = r"[a-z][a-z0-9-]{0,62}"
STATE_PATTERN = r"[A-Z]{2}|unknown|withheld(-[1-9][0-9]?)?"
CITIZENSHIP_PATTERN = rf"stateless|{STATE_PATTERN}"
KIND_PATTERN = r"[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*"
TIME_PATTERN = r"([01][0-9]|2[0-3]):[0-5][0-9](Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])"
VERSION_PATTERN = r"[1-9][0-9]{0,5}"
FILE_PATTERN = r"files/[^\\\x00]+"
ADDRESS_PATTERN = r"https?://[^\s\x00-\x1f]+"


class Mismatch(ValueError):
    """A value is not what its field needs. ``message`` never repeats the value.

    ``instead`` is what was most likely meant; ``safe`` says that it means the very same.
    """

    def __init__(
        self,
        code: str,
        message: str,
        hint: str = "",
        instead: Value = None,
        *,
        safe: bool = False,
    ) -> None:
        """Keep the problem code with the words."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.instead, self.safe = instead, safe


@dataclass(frozen=True, slots=True)
class Reads:
    """The mark on a field's type: which reader makes its value, and its JSON Schema.

    Pydantic calls the dunder method; a plain mapping is all that it needs, so nothing here imports
    it.
    """

    read: Callable[[object], object]
    schema: dict[str, object] = field(hash=False)
    words: str

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> dict[str, object]:
        """Say to Pydantic that this reader is the whole validation of the value."""
        function = {"type": "no-info", "function": self.read}
        return {"type": "function-plain", "function": function}


@dataclass(frozen=True, slots=True)
class Widens:
    """The mark on a type that may also be written shorter: as a value of the type ``shorter``."""

    widen: Callable[[object], object]
    shorter: object = field(hash=False)
    words: str

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], dict[str, object]]
    ) -> dict[str, object]:
        """Say to Pydantic to lengthen the short form before it looks at the long one."""
        function = {"type": "no-info", "function": self.widen}
        return {"type": "function-before", "function": function, "schema": handler(source)}


def text(value: object) -> str:
    """Read text: not empty, and not a word that YAML takes for a number or a truth value."""
    if type(value) is str:
        if value.strip():
            return value
        raise Mismatch("CL203", "text is expected, and this is empty")
    if isinstance(value, Plain):
        raise Mismatch(
            "CL206",
            "YAML tools read this as a number or a truth value, not as text",
            f'write "{value}"',
            str(value),
            safe=True,
        )
    raise Mismatch("CL203", f"text is expected, not {_what(value)}")


def a_date(value: object) -> CaseDate:
    """Read a date of the format; a YAML list is read as *one of these*."""
    if isinstance(value, list):
        members = [member for member in value if isinstance(member, str)]
        value = f"[{','.join(members)}]" if len(members) == len(value) else value
    if not isinstance(value, str):
        raise Mismatch("CL205", f"a date is expected, not {_what(value)}", "for example 2024-03-02")
    try:
        return parse_date(str(value))
    except DateError as error:
        raise _misread(str(value), error) from error


def _misread(text: str, error: DateError) -> Mismatch:
    """Say what a text means that is a date, but not one of the format; nothing is taken for it."""
    meant = readings(text)
    if len(meant) > 1:
        return Mismatch("CL205", TWO_WAYS, f"write {' or '.join(map(in_full, meant))}")
    if not meant:
        return Mismatch("CL205", error.message, error.hint)
    (date,) = meant
    if date.startswith("["):
        return Mismatch("CL205", error.message, f'write "{date}" for some day between', date)
    hint = f"write {in_full(date) if parse_date(date).precision is Precision.DAY else date}"
    return Mismatch("CL205", error.message, hint, Bare(date))


def identifier(value: object) -> str:
    """Read an id: small Latin letters, digits and hyphens, at most 63, beginning with a letter."""
    if not isinstance(value, str) or not re.fullmatch(ID_PATTERN, value) or value.endswith("-"):
        raise Mismatch(
            "CL207",
            "an id has small letters, digits and inner hyphens, at most 63, a letter first",
        )
    if value in DEVICE_NAMES or value in YAML_WORDS:
        raise Mismatch("CL207", "this word cannot be an id: files or YAML give it another meaning")
    return str(value)


def matching(pattern: str, code: str, message: str, hint: str = "") -> Callable[[object], str]:
    """Make a reader of text that fits a pattern as a whole."""

    def read(value: object) -> str:
        # Compiled when first needed, and kept by re: a command pays only for the fields it meets.
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return str(value)
        raise Mismatch(code, message, hint)

    return read


def one_of(*choices: str) -> Callable[[object], str]:
    """Make a reader of one word out of a few."""

    def read(value: object) -> str:
        if isinstance(value, str) and value in choices:
            return str(value)
        raise _none_of(choices, value)

    return read


def visibility(value: object) -> str:
    """Read who may see it: ``public`` or ``restricted``; ``partners`` has no meaning yet."""
    if value == "partners":
        raise Mismatch(
            "CL204", "this visibility has no meaning yet", "write restricted", Bare("restricted")
        )
    return one_of("public", "restricted")(value)


def truth(value: object) -> bool:
    """Read ``true`` or ``false``."""
    if isinstance(value, str) and value in ("true", "false"):
        return value == "true"
    word = value.casefold() if isinstance(value, str) else ""
    answer = {"yes": "true", "no": "false"}.get(word, word)
    if answer not in ("true", "false"):
        raise Mismatch("CL203", "true or false is expected")
    meant = Bare(answer)
    raise Mismatch("CL203", "true or false is expected", f"write {answer}", meant, safe=True)


def whole_number(value: object) -> int:
    """Read a whole number from 0 to a million."""
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,6}", value):
        return int(value)
    raise Mismatch("CL203", "a whole number from 0 is expected")


def version(value: object) -> int:
    """Read the number of a version of the format; the first is 1."""
    if isinstance(value, str) and re.fullmatch(VERSION_PATTERN, value):
        return int(value)
    raise Mismatch("CL203", "the number of a format is expected", "write format: 1")


def degrees(most: int) -> Callable[[object], float]:
    """Make a reader of decimal degrees up to so many, to either side."""

    def read(value: object) -> float:
        is_number = isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,6})?", value)
        if is_number and abs(float(str(value))) <= most:
            return float(str(value))
        message = f"decimal degrees are expected, at most {most} to either side"
        raise Mismatch("CL203", message, "for example 43.24")

    return read


def file_path(value: object) -> str:
    """Read a path under ``files/`` that cannot lead out of it."""
    if (
        isinstance(value, str)
        and re.fullmatch(FILE_PATTERN, value)
        and ".." not in value.split("/")
    ):
        return str(value)
    raise Mismatch("CL407", "a path under files/ is expected", "for example files/order.pdf")


def anything(value: object) -> object:
    """Take the value as it is."""
    return value


def _none_of(choices: tuple[str, ...], value: object) -> Mismatch:
    """Say which words are expected, and which of them the writer most likely meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    message = f"one of {', '.join(choices)} is expected"
    word = value.lower() if isinstance(value, str) else ""
    if word in ("true", "false") and "yes" in choices:
        word = "yes" if word == "true" else "no"
    if word in choices:
        return Mismatch("CL204", message, f"write {word}", Bare(word), safe=True)
    near = get_close_matches(word, [one for one in choices if not _opposite(word, one)], n=1)
    hint = f"did you mean {near[0]}?" if near else ""
    return Mismatch("CL204", message, hint, Bare(near[0]) if near else None)


def _opposite(word: str, other: str) -> bool:
    """Whether one says that the other is not so: who wrote *verified* means no *unverified*."""
    return word.removeprefix("un") == other.removeprefix("un") and word != other


def _what(value: object) -> str:
    """Name the sort of a value, never the value."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "a single value"
