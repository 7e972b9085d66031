from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.committed_ledgers import OPEN

from caseledger.actions.inverting import Part, inverse, with_new_ids
from caseledger.domain.edits import Named
from caseledger.domain.revisions import Revision, add_event, add_source, cite, drop, put, together
from caseledger.store.files import CasePath
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_reader import read_document

BASE = OPEN.encode()
PATH = CasePath("cases/wren.yaml", "wren", regular=True)


def event(key: str, date: str) -> Revision:
    return add_event({"id": key, "date": date, "kind": "case.note", "sources": ["counsel"]})


DEEDS: dict[str, Revision] = {
    "an early event": event("ea2rl", "2022-01-01"),
    "a late event": event("la2te", "2025-01-01"),
    "another late event": event("la3te", "2025-01-02"),
    "an event that goes": drop(("events", Named("bq7wd"))),
    "a field": put(("events", Named("z8n3c"), "authority"), "Court"),
    "another field": put(("events", Named("z8n3c"), "note"), "by # post"),
    "a title": put(("title",), "Sparrow"),
    "a member of a set": put(("people", 0, "citizenship"), ["UZ", "KZ"]),
    "a source that is cited": together(
        add_source({"id": "vlast", "kind": "media"}), cite("z8n3c", {"source": "vlast"})
    ),
    "a list": put(("tags",), ["activist"]),
}
"""What commands do to a file; no two of them touch the same thing."""


def done(raw: bytes, names: Sequence[str]) -> bytes:
    for name in names:
        raw = edited(raw, DEEDS[name](read_document(raw).data or {}))
    return raw


@given(some.permutations(sorted(DEEDS)), some.integers(0, 3), some.integers(0, 3))
@settings(max_examples=25)
def test_without_an_action_the_file_is_as_if_it_had_not_been_done(
    names: list[str], before: int, after: int
) -> None:
    first, action, later = names[:before], names[before], names[before + 1 : before + 1 + after]
    there = done(BASE, first)
    part = Part(PATH, there, done(there, [action]), ())

    found = inverse(part, done(there, [action, *later]))

    assert found.clashes == ()
    assert read_document(found.raw).data == read_document(done(there, later)).data
    assert inverse(part, done(there, [action])).raw == there


@pytest.mark.parametrize(
    ("action", "later", "address"),
    [
        pytest.param(
            put(("events", Named("z8n3c"), "by"), "KG"),
            put(("events", Named("z8n3c"), "by"), "TJ"),
            ("events", "z8n3c", "by"),
            id="the same field",
        ),
        pytest.param(
            event("la2te", "2025-01-01"),
            put(("events", Named("la2te"), "note"), "x"),
            ("events", "la2te"),
            id="a field of an entry that would go",
        ),
        pytest.param(
            put(("events", Named("z8n3c"), "by"), "KG"),
            drop(("events", Named("z8n3c"))),
            ("events", "z8n3c"),
            id="an entry that is gone",
        ),
    ],
)
def test_what_was_changed_since_is_named(
    action: Revision, later: Revision, address: tuple[str, ...]
) -> None:
    after = edited(BASE, action(read_document(BASE).data or {}))
    now = edited(after, later(read_document(after).data or {}))

    assert inverse(Part(PATH, BASE, after, ()), now).clashes == (address,)


def test_a_version_that_cannot_be_read_is_not_guessed_at() -> None:
    after = done(BASE, ["a title"])
    broken = after.replace(b"citizenship: [UZ]", b"citizenship: [UZ")

    assert inverse(Part(PATH, BASE, after, ()), broken).clashes == ((),)


def test_an_old_version_reads_in_the_ids_of_today() -> None:
    old = edited(BASE, put(("links",), [{"to": "finch/ab3cd"}])(read_document(BASE).data or {}))

    today = with_new_ids(old, [("finch", "robin"), ("wren", "lark"), ("robin", "hawk")])

    assert today == old.replace(b"id: wren", b"id: lark").replace(b"finch/", b"hawk/")
    assert with_new_ids(None, [("wren", "lark")]) is None
