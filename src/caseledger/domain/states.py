"""States by ISO 3166-1 alpha-2 code, and the words that may stand in place of one."""

from __future__ import annotations

import re
from collections.abc import Mapping

States = Mapping[str, Mapping[str, str]]
"""The names of states by code and language, as `Vocabulary.states` holds them."""

UNKNOWN = "unknown"
STATELESS = "stateless"

_WITHHELD = re.compile(r"withheld(?:-([1-9][0-9]?))?")
_WORDS = {
    UNKNOWN: {"en": "unknown state", "ru": "государство неизвестно"},
    STATELESS: {"en": "stateless", "ru": "без гражданства"},
    "withheld": {"en": "withheld state", "ru": "государство не называется"},
}


WITHHELD = "withheld"


def apart(code: str, mark: str) -> str:
    """Tell a withheld state without a number from all others, which it is taken not to be."""
    return f"{code}@{mark}" if code == WITHHELD else code


def as_written(code: str) -> str:
    """Return a state as the file has it, without the mark of `apart`."""
    return code.partition("@")[0]


def is_state(text: str, states: States) -> bool:
    """Say whether a text is the code of a state."""
    return text in states


def is_withheld(text: str) -> bool:
    """Say whether a state is known to the writer and not named: ``withheld``, ``withheld-1``."""
    return _WITHHELD.fullmatch(text) is not None


def is_place_state(text: str, states: States) -> bool:
    """Say whether a text may stand where an event has a state: a code, unknown or withheld."""
    return is_state(text, states) or text == UNKNOWN or is_withheld(text)


def is_citizenship(text: str, states: States) -> bool:
    """Say whether a text may stand as a citizenship: as for an event, and ``stateless``."""
    return is_place_state(text, states) or text == STATELESS


def state_name(code: str, language: str, states: States) -> str:
    """Return the name of a state in a language, else in English, else the code as it stands."""
    withheld = _WITHHELD.fullmatch(code)
    names = _WORDS["withheld"] if withheld else _WORDS.get(code) or states.get(code) or {}
    name = names.get(language) or names.get("en") or code
    return f"{name} {withheld[1]}" if withheld and withheld[1] else name


def find_state(text: str, states: States) -> str | None:
    """Return the code for a code in any letters or a name in any language, or None."""
    wanted = " ".join(text.casefold().split())
    if wanted.upper() in states:
        return wanted.upper()
    return next((code for code, names in states.items() if wanted in _folded(names)), None)


def _folded(names: Mapping[str, str]) -> set[str]:
    return {name.casefold() for name in names.values()}
