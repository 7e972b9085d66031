"""Words in two alphabets, and characters that nobody sees."""

from __future__ import annotations

import pytest

from caseledger.domain.scripts import strangers_in, told, unseen_in


@pytest.mark.parametrize(
    ("text", "strangers"),
    [
        ("Aral Testov", ()),
        ("Арал Тестов", ()),
        ("Арал Testov", ()),  # two words
        ("Testov-Тестов", ()),
        ("Т\u0435stov", (0, 1)),
        ("Тeстов", (1,)),
        ("Aral Tеstоv", (6, 9)),
        ("αral", (0,)),
        ("Gʻulom Ғұлом Өтеген Łukasz Ćwik", ()),
        ("王Aral", ()),  # nobody takes one for the other
        ("Iван", (0,)),
        ("Іван", ()),
        ("", ()),
    ],
)
def test_letters_of_another_alphabet(text: str, strangers: tuple[int, ...]) -> None:
    assert strangers_in(text) == strangers


@pytest.mark.parametrize(
    ("text", "unseen"),
    [
        ("Aral\u200bTestov", (4,)),
        ("\u200eAral", (0,)),
        ("Ar\xadal", (2,)),
        ("Aral\u3164", (4,)),
        ("Ara\ufe0fl", (3,)),
        ("\u2060\u200d", (0, 1)),
        ("Te\u200cst", (2,)),
        ("Те\u200dст", (2,)),
        ("علی\u200cرضا", ()),  # written so in Persian
        ("Арал\xa0Тестов", ()),  # a space, if one that holds together
        ("José", ()),
    ],
)
def test_characters_that_nobody_sees(text: str, unseen: tuple[int, ...]) -> None:
    assert unseen_in(text) == unseen


def test_a_character_is_named() -> None:
    assert told("\u200b") == "U+200B ZERO WIDTH SPACE"
    assert told("\x01") == "U+0001 without a name"
