"""States, and the words that stand in place of one."""

from __future__ import annotations

import pytest

from caseledger.domain.states import (
    find_state,
    is_citizenship,
    is_place_state,
    is_state,
    is_withheld,
    state_name,
)

STATES = {"KZ": {"en": "Kazakhstan", "ru": "Казахстан"}, "GB": {"en": "United Kingdom"}}


@pytest.mark.parametrize(
    ("text", "state", "place", "citizenship", "withheld"),
    [
        pytest.param("KZ", True, True, True, False, id="code"),
        pytest.param("kz", False, False, False, False, id="small-letters"),
        pytest.param("QQ", False, False, False, False, id="no-such-code"),
        pytest.param("unknown", False, True, True, False, id="unknown"),
        pytest.param("withheld", False, True, True, True, id="withheld"),
        pytest.param("withheld-1", False, True, True, True, id="numbered"),
        pytest.param("withheld-0", False, False, False, False, id="numbers-begin-with-1"),
        pytest.param("withheld-", False, False, False, False, id="number-missing"),
        pytest.param("stateless", False, False, True, False, id="stateless"),
    ],
)
def test_what_a_text_may_stand_for(
    text: str, state: bool, place: bool, citizenship: bool, withheld: bool
) -> None:
    assert is_state(text, STATES) is state
    assert is_place_state(text, STATES) is place
    assert is_citizenship(text, STATES) is citizenship
    assert is_withheld(text) is withheld


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        pytest.param("KZ", "ru", "Казахстан", id="russian"),
        pytest.param("GB", "ru", "United Kingdom", id="english-instead"),
        pytest.param("QQ", "en", "QQ", id="unknown-code"),
        pytest.param("unknown", "en", "unknown state", id="unknown"),
        pytest.param("withheld", "en", "withheld state", id="withheld"),
        pytest.param("withheld-2", "en", "withheld state 2", id="numbered"),
        pytest.param("stateless", "ru", "без гражданства", id="stateless"),
    ],
)
def test_state_name(code: str, language: str, expected: str) -> None:
    assert state_name(code, language, STATES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("kz", "KZ", id="code"),
        pytest.param(" КАЗАХСТАН ", "KZ", id="name"),
        pytest.param("united  kingdom", "GB", id="spaces"),
        pytest.param("Atlantis", None, id="none"),
    ],
)
def test_find_state(text: str, expected: str | None) -> None:
    assert find_state(text, STATES) == expected
