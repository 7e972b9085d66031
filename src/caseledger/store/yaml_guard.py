"""What bytes must be before any YAML parser sees them: small, UTF-8, and free of tricks."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from caseledger.domain.problem import Problem

LARGEST_FILE = 1024 * 1024
"""Bytes. The largest real case is some hundred times smaller."""

MOST_CHARACTERS_TOLD = 20
"""After so many characters of one file that are not allowed, the rest is not told."""

WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # begins with the mark of UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

# A carriage return may only end a line together with a line feed: alone it is a line's end for
# YAML, none for git, and hides what stands before it on a terminal.
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
LINE_SEPARATORS = "\x85\u2028\u2029"
REORDERING = "\u202a-\u202e\u2066-\u2069"
NO_CHARACTERS = "\ud800-\udfff\ufeff\ufffe\uffff"
REFUSED = re.compile(rf"[{CONTROL}{LINE_SEPARATORS}{REORDERING}{NO_CHARACTERS}]|\r(?!\n)")
ORDINARY = b"\t\n\r" + bytes(range(ord(" "), ord("~") + 1))

REFUSED_KINDS = (
    (re.compile(f"[{LINE_SEPARATORS}]"), "a line separator that only some programs see"),
    (re.compile(f"[{REORDERING}]"), "a character that changes the order in which text is shown"),
    (re.compile("\r"), "a carriage return without a line feed"),
    (re.compile(f"[{CONTROL}]"), "a control character"),
    (re.compile(f"[{NO_CHARACTERS}]"), "a code that is no character"),
)

CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}|={7})(?=[ \r\n]|\Z)", re.MULTILINE)
CONFLICT_SIGNS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def guard(raw: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file without its byte order mark, and what forbids to read on.

    Where there is a problem the text is only good for showing the line: what cannot be decoded is
    replaced, and of a file that is too large or UTF-16 nothing is left.
    """
    if len(raw) > LARGEST_FILE:
        return "", (Problem("CL102", f"the file is larger than {LARGEST_FILE} bytes"),)
    for mark, encoding in WIDE_MARKS:
        if raw.startswith(mark):
            return "", (_wrong_encoding(encoding),)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if b"\x00" in raw:
        return raw.decode(errors="replace"), (_binary(raw),)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return raw.decode(errors="replace"), (_undecodable(raw, error.start),)
    return text, (() if _is_clean(raw) else _refused_characters(text)) or _conflict_markers(text)


def refused_in_value(value: str) -> str:
    """Say what is wrong with the first refused character of a value, or nothing.

    A value can hold what the file's text cannot, because quoted text has escapes. There a carriage
    return can only come from an escape, and is refused like any other control character.
    """
    found = REFUSED.search(value) or re.search("\r", value)
    return _describe(found[0]) if found else ""


def place(text: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1 and in characters, of a position in a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _wrong_encoding(encoding: str) -> Problem:
    hint = "save the file as UTF-8"
    return Problem("CL103", f"the file is {encoding}", hint=hint, line=1, column=1)


def _binary(raw: bytes) -> Problem:
    before = raw[: raw.index(b"\x00")].decode(errors="replace")
    line, column = place(before, len(before))
    message = "a NUL byte: this is not a text file, or it is UTF-16"
    return Problem("CL104", message, value="U+0000", line=line, column=column)


def _undecodable(raw: bytes, start: int) -> Problem:
    before = raw[:start].decode()
    line, column = place(before, len(before))
    hint = "save the file as UTF-8"
    return Problem("CL103", "a byte that is not UTF-8", hint=hint, line=line, column=column)


def _is_clean(raw: bytes) -> bool:
    """Whether nothing is refused; looks only at what is left without the ordinary bytes."""
    unusual = raw.translate(None, ORDINARY).decode()
    return not REFUSED.search(unusual) and raw.count(b"\r") == raw.count(b"\r\n")


def _refused_characters(text: str) -> tuple[Problem, ...]:
    found = islice(REFUSED.finditer(text), MOST_CHARACTERS_TOLD)
    return tuple(_refused_character(text, match.start()) for match in found)


def _refused_character(text: str, index: int) -> Problem:
    line, column = place(text, index)
    value = f"U+{ord(text[index]):04X}"
    hint = "type the text anew here: what cannot be seen came along when it was copied"
    words = _describe(text[index])
    return Problem("CL104", words, value=value, hint=hint, line=line, column=column)


def _describe(character: str) -> str:
    return next(words for pattern, words in REFUSED_KINDS if pattern.match(character))


def _conflict_markers(text: str) -> tuple[Problem, ...]:
    if not any(sign in text for sign in CONFLICT_SIGNS):
        return ()
    found = CONFLICT.search(text)
    if found is None:
        return ()
    line, column = place(text, found.start())
    message = "two versions stand here one after the other, from a merge that was not finished"
    hint = "caseledger resolve asks field by field; or keep what is right and delete the marks"
    return (Problem("CL110", message, hint=hint, line=line, column=column, length=7),)
