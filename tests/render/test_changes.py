from typing import Any

import pytest

from caseledger.domain.changes import changes
from caseledger.render.changes import sentence, sentences
from caseledger.render.screen import Screen

TREE: dict[str, Any] = {
    "id": "held",
    "title": "A case",
    "people": [{"id": "pp", "name": "Anna"}],
    "sources": [{"id": "s1", "kind": "media", "title": "On Anna"}],
    "events": [
        {
            "id": "z8n3c",
            "date": "2024-01",
            "kind": "transfer.carried-out",
            "sources": ["s1", {"source": "ffe", "says": {"date": "2024-02"}}],
        }
    ],
}


def with_event(**keys: Any) -> dict[str, Any]:
    return TREE | {"events": [TREE["events"][0] | keys]}


@pytest.mark.parametrize(
    ("new", "english", "russian"),
    [
        pytest.param(
            TREE | {"events": []},
            "event removed: z8n3c transfer.carried-out 2024-01",
            "удалено: событие z8n3c transfer.carried-out 2024-01",
            id="event",
        ),
        pytest.param(
            TREE | {"people": [*TREE["people"], {"id": "aa", "pseudonym": "B"}]},
            "person added: aa B",
            "добавлено: лицо aa B",
            id="person",
        ),
        pytest.param(
            TREE | {"sources": []},
            "source removed: s1 media On Anna",
            "удалено: источник s1 media On Anna",
            id="source",
        ),
        pytest.param(
            with_event(date="2024-01-08"),
            "date of z8n3c: 2024-01 → 2024-01-08",
            "date (z8n3c): 2024-01 → 2024-01-08",
            id="date",
        ),
        pytest.param(
            with_event(until="2027"),
            "until of z8n3c added: 2027",
            "until (z8n3c), добавлено: 2027",
            id="a field comes",
        ),
        pytest.param(
            with_event(sources=["s1", {"source": "ffe", "says": {"date": "2024-03"}}]),
            "sources ffe says date of z8n3c: 2024-02 → 2024-03",
            "sources ffe says date (z8n3c): 2024-02 → 2024-03",
            id="inside a citation",
        ),
        pytest.param(
            with_event(sources=[*TREE["events"][0]["sources"], "s2"]),
            "z8n3c cites s2",
            "z8n3c: источник s2",
            id="citation",
        ),
        pytest.param(
            with_event(sources=["s1"]),
            "z8n3c no longer cites ffe, says (date 2024-02)",
            "z8n3c: больше не источник ffe, says (date 2024-02)",
            id="citation with what it says",
        ),
        pytest.param(
            TREE | {"tags": ["limbo"]}, "tags added: limbo", "tags, добавлено: limbo", id="tag"
        ),
        pytest.param(
            TREE | {"x_mine": []},
            "x_mine added: nothing",
            "x_mine, добавлено: ничего",
            id="nothing in it",
        ),
        pytest.param(
            TREE | {"title": "a\x1b[31m\u202eb\nc"},
            "title: A case → a␛[31m<U+202E>b c",
            "title: A case → a␛[31m<U+202E>b c",
            id="what would act is shown",
        ),
        pytest.param(None, "case removed: held A case", "удалено: дело held A case", id="case"),
    ],
)
def test_sentences(new: dict[str, Any] | None, english: str, russian: str) -> None:
    first = changes(TREE, new)[0]

    assert sentence(first, Screen()) == english
    assert sentence(first, Screen(lang="ru")) == russian


def test_a_sentence_for_each_change() -> None:
    new = with_event(date="2024-01-08", to="PL")

    assert sentences(changes(TREE, new), Screen(ascii_only=True)) == [
        "date of z8n3c: 2024-01 -> 2024-01-08",
        "to of z8n3c added: PL",
    ]


def test_another_order() -> None:
    other = {"id": "aa", "date": "2023", "kind": "case.note", "sources": []}
    events = [other, *TREE["events"]]
    found = changes(TREE | {"events": events}, TREE | {"events": events[::-1]})

    assert sentences(found, Screen()) == ["events in another order: z8n3c, aa"]


@pytest.mark.parametrize(
    ("new", "english", "russian"),
    [
        pytest.param(
            TREE | {"events": []}, "event removed: z8n3c", "удалено: событие z8n3c", id="event"
        ),
        pytest.param(
            with_event(date="2024-01-08", note="Anna"),
            "event changed: z8n3c",
            "изменено: событие z8n3c",
            id="fields, once",
        ),
        pytest.param(TREE | {"title": "Anna"}, "case changed", "изменено: дело", id="title"),
        pytest.param(
            TREE | {"links": [{"to": "https://example.org/anna"}]},
            "link added",
            "добавлено: ссылка",
            id="link",
        ),
        pytest.param(None, "case removed", "удалено: дело", id="case"),
    ],
)
def test_of_a_closed_case_only_ids_are_said(
    new: dict[str, Any] | None, english: str, russian: str
) -> None:
    found = changes(TREE, new)

    assert sentences(found, public=False)[0] == english
    assert sentences(found, Screen(lang="ru"), public=False)[0] == russian
    assert "Anna" not in " ".join(sentences(found, public=False))
