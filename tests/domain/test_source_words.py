from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, understood

from caseledger.domain.source_words import sources_meant
from caseledger.domain.typed import Typist
from caseledger.errors import Ambiguous, NotFound

TODAY = Day(2026, 11, 26)
CASE = understood("""\
format: 1
id: invented
title: An invented case
people:
  - {id: pp, name: Somebody}
sources:
  - {id: vlast, kind: media, url: https://example.org/a, archive_url: https://example.com/a}
  - {id: order, kind: court-decision}
  - {id: smith, kind: ngo-report}
  - {id: sms, kind: message, published: 2026-11-20}
  - {id: call, kind: phone-call, published: 2026-11-26}
events:
  - {id: e1, date: 2024, kind: case.note, sources: []}
""")


def meant(*words: str) -> list[tuple[str, dict[str, object] | None]]:
    ids = iter(["snew1", "snew2", "snew3"])
    typist = Typist(CASE, VOCABULARY, TODAY)
    return [(one.id, one.new) for one in sources_meant(typist, words, lambda: next(ids))]


@pytest.mark.parametrize(
    ("word", "key"),
    [
        pytest.param("vlast", "vlast", id="an id"),
        pytest.param("vl", "vlast", id="the beginning of one"),
        pytest.param("https://example.org/a", "vlast", id="its address"),
        pytest.param("https://example.com/a", "vlast", id="the address of its copy"),
        pytest.param("order", "order", id="an id goes before a word for a kind"),
        pytest.param("phone", "call", id="a call of today is one source"),
    ],
)
def test_a_source_that_is_there_is_cited(word: str, key: str) -> None:
    assert meant(word) == [(key, None)]


def test_an_address_makes_a_source() -> None:
    assert meant("https://www.example.net/story?x=1") == [
        (
            "snew1",
            {
                "id": "snew1",
                "kind": "media",
                "publisher": "example.net",
                "url": "https://www.example.net/story?x=1",
                "retrieved": "2026-11-26",
            },
        )
    ]


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        pytest.param("court", {"kind": "court-document"}, id="a paper has no day yet"),
        pytest.param(
            "letter", {"kind": "message", "published": "2026-11-26"}, id="a letter of today"
        ),
        pytest.param("решение", {"kind": "court-decision"}, id="in Russian"),
    ],
)
def test_a_word_for_a_kind_makes_a_source(word: str, fields: dict[str, object]) -> None:
    assert meant(word) == [("snew1", {"id": "snew1", **fields})]


def test_the_same_word_twice_is_one_source() -> None:
    assert [key for key, _ in meant("letter", "letter", "vlast", "vl")] == ["snew1", "vlast"]


@pytest.mark.parametrize(("word", "error"), [("s", Ambiguous), ("nobody", NotFound)])
def test_what_fits_nothing_or_twice_is_refused(word: str, error: type[NotFound]) -> None:
    with pytest.raises(error):
        meant(word)
