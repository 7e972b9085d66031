"""Many edits at once: the same bytes as one after the other, but not a reading for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.store.edit_strategies import LINE_ENDS, NAMES, ORDER, file, named, spots, values

from caseledger.domain.edits import Add, Bare, Drop, Edit, EditRefused, Named, Put, applied
from caseledger.store import yaml_events, yaml_nodes
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_edit.batch import changed_together
from caseledger.store.yaml_edit.change import changed
from caseledger.store.yaml_edit.page import Page
from caseledger.store.yaml_reader import read_document

EVENT_KEYS = ("id", "date", "people", "note", "sources")

BLOCK_ENTRY = """\
  - id: e{}  # comment
    date: 2024-01-08
    note: |+
      some words

    sources:
      - source: s1
"""
FLOW_ENTRY = "  - {{id: e{}, date: 2024-01-08, note: some words}}  # comment\n"
HEAD = """\
format: 1
people:
  - id: p1
events:
"""


def case(entry: str, count: int) -> bytes:
    return (HEAD + "".join(map(entry.format, range(count)))).encode()


def one_by_one(raw: bytes, edits: Sequence[Edit], *, blocks: bool = True) -> str:
    """Return the text after some edits, the page read anew for each."""
    document = read_document(raw)
    page, data = Page(document.text, blocks), document.data
    tree: Any = data
    for edit in edits:
        page = Page(changed(page, tree, edit), blocks)
        tree = applied(tree, [edit])
    return page.text


def together(raw: bytes, edits: Sequence[Edit], *, blocks: bool = True) -> str:
    """Return the text after some edits, as many as possible against one page."""
    document = read_document(raw)
    page, tree = Page(document.text, blocks), document.data
    state: Any = tree
    rest = list(edits)
    while rest:
        text, done = changed_together(page, state, rest)
        event(f"together: {len(done)}")
        if not done:
            text, done = changed(page, state, rest[0]), rest[:1]
        page = Page(text, blocks)
        state, rest = applied(state, done), rest[len(done) :]
    return page.text


def outcome(way: Any, raw: bytes, edits: Sequence[Edit], *, blocks: bool) -> str:
    try:
        return str(way(raw, edits, blocks=blocks))
    except EditRefused as error:
        return f"refused: {error}"


@st.composite
def fitting_edits(draw: st.DrawFn) -> tuple[bytes, list[Edit]]:
    """Some edits of a file, of which each fits what those before it made; most inside entries."""
    source = file(draw(st.sampled_from(NAMES)), draw(st.sampled_from(LINE_ENDS)))
    tree: Any = source.document.data
    edits: list[Edit] = []
    for _ in range(draw(st.integers(2, 6))):
        found = [(spot, value) for spot, value in spots(tree) if len(spot) > 1]
        spot, old = draw(st.sampled_from(found or list(spots(tree))))
        where = named(tree, spot)
        choices: list[st.SearchStrategy[Edit]] = [
            st.builds(Put, st.just(where), values()),
            st.builds(Drop, st.just(where)),
        ]
        if isinstance(old, dict):
            new = (*where, draw(st.sampled_from(["new", "people", "more"])))
            flat = st.just([Bare("p1")]) | values()
            choices += [st.builds(Put, st.just(new), flat, st.sampled_from([(), ORDER]))] * 4
        if isinstance(old, list):
            choices += [st.builds(Add, st.just(where), values())] * 2
        edit = draw(st.one_of(choices))
        try:
            tree = applied(tree, [edit])
        except EditRefused:
            continue
        edits.append(edit)
    return source.raw, edits


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(fitting_edits(), st.booleans())
def test_many_edits_come_to_the_same_bytes_as_one_after_the_other(
    drawn: tuple[bytes, list[Edit]], blocks: bool
) -> None:
    raw, edits = drawn
    one, other = (outcome(way, raw, edits, blocks=blocks) for way in (one_by_one, together))
    assert one == other


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.sampled_from([BLOCK_ENTRY, FLOW_ENTRY]),
    st.permutations(range(6)),
    st.lists(st.sampled_from(["people", "note", "x"]), min_size=6, max_size=6),
    st.lists(values(), min_size=6, max_size=6),
    st.sampled_from([b"\n", b"\r\n"]),
    st.booleans(),
)
def test_one_edit_in_each_entry_comes_to_the_same_bytes(
    entry: str, order: list[int], keys: list[str], new: list[Any], end: bytes, is_open: bool
) -> None:
    raw = case(entry, 6).replace(b"\n", end)
    raw = raw.removesuffix(end) if is_open else raw
    puts: list[Edit] = [
        Put(("events", Named(f"e{at}"), key), value, EVENT_KEYS)
        for at, key, value in zip(order, keys, new, strict=True)
    ]
    one, other = (outcome(way, raw, puts, blocks=True) for way in (one_by_one, together))
    assert one == other
    if not one.startswith("refused"):
        assert edited(raw, puts).decode() == one


def puts_and_a_person(count: int) -> list[Edit]:
    puts = [
        Put(("events", Named(f"e{at}"), "people"), [Bare("p1")], EVENT_KEYS, only_new=True)
        for at in range(count)
    ]
    return [Add(("people",), {"id": "p2", "name": "Two"}), *puts]


@pytest.mark.parametrize("entry", [BLOCK_ENTRY, FLOW_ENTRY])
@pytest.mark.parametrize("person_first", [True, False])
def test_hundreds_of_edits_need_a_handful_of_parses(
    entry: str, person_first: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def counted(text: str) -> yaml_events.EventParser:
        parsed.append(text)
        return yaml_events.open_parser(text)

    monkeypatch.setattr(yaml_nodes, "open_parser", counted)
    monkeypatch.setattr("caseledger.store.yaml_reader.open_parser", counted)
    edits = puts_and_a_person(500)
    edits = edits if person_first else [*edits[1:], edits[0]]
    result = edited(case(entry, 500), edits)
    assert len(parsed) <= 8
    assert result.count(b"people: [p1]") == 500


@pytest.mark.parametrize(
    "edits",
    [
        [Put(("events", 0, "id"), "e1x"), Put(("events", Named("e1x"), "x"), "1")],
        [Put(("events", 0, "x"), "1"), Put(("events", 0, "y"), "2")],
        [Drop(("events", 0)), Put(("events", 0, "x"), "1")],
        [Put(("events", 0, "x"), "1"), Drop(("events", 0)), Put(("events", 0, "x"), "1")],
        [Put(("events", 0), {"id": "n"}), Put(("events", 0, "x"), "1")],
        [Put(("more",), [{"id": "n"}]), Put(("more", 0, "x"), "1")],
    ],
)
@pytest.mark.parametrize("entry", [BLOCK_ENTRY, FLOW_ENTRY])
def test_edits_that_need_those_before_them_are_done_after_them(
    edits: list[Edit], entry: str
) -> None:
    raw = case(entry, 3)
    assert edited(raw, edits).decode() == one_by_one(raw, edits)


def test_what_is_usual_in_a_file_is_asked_anew_after_lists_over_lines() -> None:
    # The first edit is written as its entry does it, and by that makes it the most usual.
    raw = b"a:\n- id: x\n- id: y\n- id: z\n  in:\n      - k: 1\n"
    inner = [{"k": "2", "l": "3"}]
    edits: list[Edit] = [Put(("a", 2, "more"), inner), Put(("a", 0, "in"), inner)]
    result = edited(raw, edits).decode()
    assert result == one_by_one(raw, edits)
    assert "- id: x\n  in:\n      - k" in result
