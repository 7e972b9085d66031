"""Letters that look alike and are not: words in two alphabets at once, and what cannot be seen.

The standard library does not know the scripts of Unicode. For the alphabets that share shapes
(Unicode Technical Standard 39, section 5) the first word in the name of a letter is its script.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

ALIKE = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN"))
"""Alphabets with letters of the same shapes, which no spelling mixes within a word."""

_WORD = re.compile(r"[^\W\d_]+")
_FILLERS = "\u034f\u115f\u1160\u2800\u3164\uffa0"
_VARIATIONS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS = "\u200c\u200d"


def script_of(letter: str) -> str:
    """Return the alphabet of a letter, such as ``LATIN``, or nothing for other signs."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def strangers_in(text: str) -> tuple[int, ...]:
    """Return where letters of another alphabet stand inside of words, from 0.

    Strangers are the letters of the alphabet that the word has fewer of.
    """
    if text.isascii():
        return ()
    return tuple(word.start() + at for word in _WORD.finditer(text) for at in _strangers(word[0]))


def _strangers(word: str) -> tuple[int, ...]:
    scripts = [script_of(letter) for letter in word]
    counted = Counter(script for script in scripts if script in ALIKE)
    if len(counted) < 2:  # noqa: PLR2004 - one alphabet
        return ()
    usual = counted.most_common(1)[0][0]
    return tuple(at for at, one in enumerate(scripts) if one in ALIKE and one != usual)


def unseen_in(text: str) -> tuple[int, ...]:
    """Return where characters stand that nobody sees, from 0.

    The joiners of Persian and of Indian scripts are seen by what they do to the letters beside
    them; they are out of place only between others.
    """
    if text.isascii():
        return ()
    return tuple(at for at in range(len(text)) if _is_unseen(text, at))


def _is_unseen(text: str, at: int) -> bool:
    sign = text[at]
    if sign in _JOINERS:
        beside = text[at - 1 : at] + text[at + 1 : at + 2]
        return not any(one.isalpha() and script_of(one) not in ALIKE for one in beside)
    return (
        sign in _FILLERS
        or unicodedata.category(sign) == "Cf"
        or re.match(f"[{_VARIATIONS}]", sign) is not None
    )


def told(sign: str) -> str:
    """Name a character by its number and its name in Unicode."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')}"
