"""Which state was meant by what is no code of one."""

from __future__ import annotations

from collections import Counter

import pytest

from caseledger.domain.kind import mapping
from caseledger.domain.state_codes import state_meant
from caseledger.store.catalogue import load_vocabulary

VOCABULARY = load_vocabulary()
LISTED = mapping(VOCABULARY.section("state_codes").get("three_letters"))


@pytest.mark.parametrize(
    ("text", "code", "safe"),
    [
        ("kz", "KZ", True),
        ("Kz", "KZ", True),
        ("Unknown", "unknown", True),
        ("STATELESS", "stateless", True),
        ("no", "NO", False),  # a state, or an answer
        ("UK", "GB", False),
        ("EL", "GR", False),
        ("KAZ", "KZ", False),
        ("kgz", "KG", False),
        ("GFR", "DE", False),
        ("DEU", "DE", False),
        ("SWI", "CH", False),
        ("GER", "DE", False),  # the Olympic Committee's
        ("SUI", "CH", False),
        ("\u041aZ", "KZ", False),  # a Cyrillic letter
        ("\u0430z", "AZ", False),
        ("США", "US", False),
        ("Kazakhstan", "KZ", False),
        ("казахстан", "KZ", False),
        ("Uzbek", "UZ", False),
        ("Kazahstan", "KZ", False),
        ("Republic of Uzbekistan", "UZ", False),
        ("United States of America", "US", False),
        ("Turkey", "TR", False),
    ],
)
def test_one_state_is_meant(text: str, code: str, safe: bool) -> None:
    meant = state_meant(text, VOCABULARY)

    assert meant is not None
    assert (meant.code, meant.safe) == (code, safe)
    assert code in meant.hint


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("AUS", "AT (Austria, UNHCR)", "AU (Australia, ISO 3166-1 alpha-3)"),
        ("ARE", "EG (Egypt, UNHCR)", "AE (United Arab Emirates, ISO 3166-1 alpha-3)"),
        ("MAR", "MQ (Martinique, UNHCR)", "MA (Morocco, ISO 3166-1 alpha-3)"),
        ("NIG", "NG (Nigeria, UNHCR)", "NE (Niger, IOC)"),
    ],
)
def test_two_lists_name_two_states(text: str, first: str, second: str) -> None:
    meant = state_meant(text, VOCABULARY)

    assert meant is not None
    assert meant.code == ""
    assert first in meant.hint
    assert second in meant.hint


@pytest.mark.parametrize(
    "text", ["QQ", "QQQ", "KZZ1", "republic", "south", "USSR", "К З", "SUN", "DDR", "Мал"]
)
def test_nothing_is_guessed(text: str) -> None:
    assert state_meant(text, VOCABULARY) is None


@pytest.mark.parametrize(
    ("text", "letter", "code"),
    [
        ("\u0420\u041a", "1 is U+0420 CYRILLIC CAPITAL LETTER ER", ""),  # and looks like PK
        ("G\u0416", "2 is U+0416 CYRILLIC CAPITAL LETTER ZHE", ""),
        ("Q\u0425", "2 is U+0425 CYRILLIC CAPITAL LETTER HA", ""),
        ("\u041aZ", "1 is U+041A CYRILLIC CAPITAL LETTER KA", "KZ"),
        ("K\u0396", "2 is U+0396 GREEK CAPITAL LETTER ZETA", "KZ"),
    ],
)
def test_a_letter_that_only_looks_latin_is_named(text: str, letter: str, code: str) -> None:
    meant = state_meant(text, VOCABULARY)

    assert meant is not None
    assert f"character {letter}" in meant.hint
    assert meant.code == code


def test_every_state_is_in_the_lists_and_no_other() -> None:
    assert set(LISTED) == set(VOCABULARY.states)
    for words in ("two_letters", "names"):
        meant = mapping(VOCABULARY.section("state_codes").get(words))
        assert set(meant.values()) <= set(VOCABULARY.states)
        assert not set(meant) & set(VOCABULARY.states)


@pytest.mark.parametrize("name", ["iso", "unhcr", "ioc"])
def test_a_list_has_each_code_once(name: str) -> None:
    codes = Counter(mapping(one).get(name) or mapping(one).get("iso") for one in LISTED.values())

    assert [code for code, count in codes.items() if count > 1] == []
