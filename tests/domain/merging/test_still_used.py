"""What one side took away, and what the other side brought rests on."""

from typing import Any

import pytest
from tests.domain.invented import VOCABULARY
from tests.domain.merging.versions import told

from caseledger.domain.merging.clash import ABSENT, take_ours, take_theirs
from caseledger.domain.merging.merge import merged

BASE: dict[str, Any] = {
    "format": "1",
    "id": "made",
    "people": [{"id": "p1", "name": "A"}, {"id": "p2", "name": "B"}],
    "sources": [{"id": "s1", "kind": "media"}, {"id": "s2", "kind": "media"}],
    "events": [
        {"id": "e1", "date": "2024-01-01", "kind": "case.note", "people": ["p1"]},
        {"id": "e2", "date": "2024-01-02", "kind": "case.note", "people": ["p1"]},
    ],
}
NEW: dict[str, Any] = {"id": "e9", "date": "2024-05-01", "kind": "case.note", "people": ["p1"]}


def without(part: str, key: str) -> dict[str, Any]:
    return {**BASE, part: [one for one in BASE[part] if one["id"] != key]}


def bringing(**fields: object) -> dict[str, Any]:
    return {**BASE, "events": [*BASE["events"], {**NEW, **fields}]}


@pytest.mark.parametrize(
    ("part", "key", "brought"),
    [
        ("sources", "s2", {"sources": ["s2"]}),
        ("sources", "s2", {"sources": "s2"}),
        ("sources", "s2", {"sources": [{"source": "s2", "quote": "So."}]}),
        ("sources", "s2", {"sources": ["s1"], "resolved": {"date": {"prefer": "s2"}}}),
        ("people", "p2", {"people": ["p2"]}),
        ("events", "e2", {"of": "e2"}),
        ("events", "e2", {"after": ["e2"]}),
    ],
)
def test_it_is_asked_and_comes_back_to_its_place_if_it_stays(
    part: str, key: str, brought: dict[str, object]
) -> None:
    gone, new = without(part, key), bringing(**brought)

    for pair, keep, drop in (
        ((gone, new), take_theirs, take_ours),
        ((new, gone), take_ours, take_theirs),
    ):
        kept = merged(BASE, *pair, VOCABULARY, keep)
        assert told(kept.clashes) == {(f"{part}/{key}", "still-used")}
        assert [one["id"] for one in kept.tree[part]][:2] == [one["id"] for one in BASE[part]]  # type: ignore[attr-defined]
        dropped = merged(BASE, *pair, VOCABULARY, drop)
        assert key not in [one["id"] for one in dropped.tree[part]]  # type: ignore[attr-defined]


def test_what_is_put_back_may_itself_rest_on_something_that_went() -> None:
    base = {**BASE, "events": [*BASE["events"][:1], {**BASE["events"][1], "sources": ["s2"]}]}
    gone = {**without("sources", "s2"), "events": BASE["events"][:1]}
    new = {**base, "events": [*base["events"], {**NEW, "of": "e2"}]}

    found = merged(base, gone, new, VOCABULARY, take_theirs)

    assert told(found.clashes) == {("events/e2", "still-used"), ("sources/s2", "still-used")}
    assert found.tree == new


def test_what_nothing_names_goes_and_an_own_mistake_is_not_asked() -> None:
    assert merged(BASE, without("sources", "s2"), bringing(sources=["s1"])).clashes == ()
    wrong = {**without("sources", "s2"), "events": bringing(sources=["s2"])["events"]}
    found = merged(BASE, wrong, {**BASE, "title": "T"})
    assert found.clashes == ()
    assert ABSENT not in found.tree.values()


def test_keys_of_the_users_own_name_nothing() -> None:
    new = bringing(x_notes={"source": "s2"})
    assert merged(BASE, without("sources", "s2"), new).clashes == ()
