"""What was meant where no state has the code: other lists of codes, names, the size of letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from caseledger.domain.kind import mapping
from caseledger.domain.scripts import told
from caseledger.domain.states import STATELESS, UNKNOWN, WITHHELD, state_name
from caseledger.domain.values import YAML_WORDS
from caseledger.domain.vocabulary import Vocabulary

LISTS = {"iso": "ISO 3166-1 alpha-3", "unhcr": "UNHCR", "ioc": "IOC"}
"""What the lists of three-letter codes are called."""

LIKE = 0.75
"""Names that agree less than this are not proposed for each other."""
FEWEST = 4
"""With fewer letters a word is a code, or says too little: no name is like it."""
TWO = 2
"""Letters of a code of ISO 3166-1 alpha-2."""
ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеіјорсхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABESIJKMHOPCTXYaeijopcxyABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters with the Latin ones that look the same."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What to write for a state, in words; ``code`` only where there is one, ``safe`` as a mend."""

    hint: str
    code: str = ""
    safe: bool = False


def state_meant(text: str, vocabulary: Vocabulary) -> Meant | None:
    """Say which state somebody meant who wrote a text that is no code, or nothing.

    Three letters may stand in two lists for two states: ``AUS`` is Austria to UNHCR and Australia
    in ISO 3166-1 alpha-3. Then both are named and none is chosen.
    """
    word = " ".join(text.split())
    small, capital = word.casefold(), word.upper()
    states = vocabulary.states
    if capital in states or small in (UNKNOWN, STATELESS, WITHHELD):
        code = capital if capital in states else small
        return Meant(f"write {code}", code, safe=small not in YAML_WORDS)  # `no` may be an answer
    in_use = mapping(vocabulary.section("state_codes").get("two_letters")).get(capital)
    if in_use:
        return Meant(f"write {in_use}", str(in_use))
    by_code = _by_letters_alike(word, vocabulary) or _by_three_letters(capital, vocabulary)
    return by_code or _by_name(word, vocabulary)


def _by_letters_alike(word: str, vocabulary: Vocabulary) -> Meant | None:
    """Say which letter of a code is not Latin and only looks so: the reader cannot see it.

    Of Cyrillic letters alone nothing is guessed: РК is Kazakhstan, and looks like PK.
    """
    strangers = [at for at, letter in enumerate(word) if not letter.isascii()]
    if not strangers or not word.isalpha() or len(word) >= FEWEST:
        return None
    at = strangers[0]
    hint = f"codes are Latin, and character {at + 1} is {told(word[at])}"
    if len(strangers) == len(word):
        return Meant(hint) if len(word) == TWO else None
    seen = word.translate(ALIKE)
    meant = state_meant(seen, vocabulary) if seen.isascii() else None
    return Meant(f"{hint}; {meant.hint}", meant.code) if meant else Meant(hint)


def _by_three_letters(code: str, vocabulary: Vocabulary) -> Meant | None:
    found = dict(_listed(code, vocabulary))
    named = [
        f"{state} ({state_name(state, 'en', vocabulary.states)}, {' and '.join(lists)})"
        for state, lists in found.items()
    ]
    if len(found) == 1:
        return Meant(f"write {named[0]}", next(iter(found)))
    return Meant(f"this code means two states: write {' or '.join(named)}") if found else None


def _listed(code: str, vocabulary: Vocabulary) -> Iterator[tuple[str, list[str]]]:
    """Yield each state that has a code of three letters, with the lists that say so."""
    for state, codes in mapping(vocabulary.section("state_codes").get("three_letters")).items():
        iso = mapping(codes).get("iso")
        unhcr, ioc = mapping(codes).get("unhcr", iso), mapping(codes).get("ioc")
        own = {"iso": iso, "unhcr": unhcr, "ioc": ioc}
        lists = [LISTS[name] for name, letters in own.items() if letters == code]
        if lists:
            yield state, lists


def _by_name(word: str, vocabulary: Vocabulary) -> Meant | None:
    small = word.casefold()
    names = {
        name.casefold(): code for code, all_ in vocabulary.states.items() for name in all_.values()
    }
    other = mapping(vocabulary.section("state_codes").get("names"))
    names |= {name.casefold(): str(code) for name, code in other.items()}
    if small in names:
        return Meant(f"write {names[small]}", names[small])
    inside = {names[part] for part in small.split() if part in names}  # Republic of Uzbekistan
    code = inside.pop() if len(inside) == 1 else _like(small, names)
    if code is None:
        return None
    return Meant(f"did you mean {code} ({state_name(code, 'en', vocabulary.states)})?", code)


def _like(word: str, names: Mapping[str, str]) -> str | None:
    """Return the state whose name of one word begins so, else the one whose name is like it.

    A code is like no name: who writes GER means Germany and not Niger.
    """
    if len(word) < FEWEST:
        return None
    begun = {code for name, code in names.items() if name.startswith(word) and " " not in name}
    if len(begun) == 1:
        return begun.pop()
    near = get_close_matches(word, names, n=1, cutoff=LIKE)
    return names[near[0]] if near else None
