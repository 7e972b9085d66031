"""Whether a text names somebody of a case: what must not get into history, paths and logs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from caseledger.domain.case import Case

SHORTEST = 3
"""Parts of names shorter than this stand in too many other words."""

_WORDS = re.compile(r"[^\W\d_]+")


def mentions_somebody(text: str, case: Case) -> bool:
    """Whether a name, an alias or a part of one that has some length stands in a text."""
    words = set(_folded(text))
    return any(word in words for word in _name_words(case))


def _name_words(case: Case) -> Iterator[str]:
    for person in case.people:
        for name in (person.name, *person.aliases):
            yield from (word for word in _folded(name or "") if len(word) >= SHORTEST)


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(unicodedata.normalize("NFC", text))]
