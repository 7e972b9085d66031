"""What is not edited, and the last look that a result has to pass."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.edit_strategies import NAMES, File, entries, file, spots, values
from tests.store.mutations import mutations

from caseledger.domain.edits import Add, Drop, Edit, EditRefused, Named, Put, Value
from caseledger.domain.problem import Path
from caseledger.store import yaml_edit
from caseledger.store.yaml_edit import edited, read_back
from caseledger.store.yaml_edit.page import Page
from caseledger.store.yaml_reader import read_document

NAME = "Secretname"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"# words\n",
        b"a: [\n",
        b"a: b\na: c\n",
        b"- a\n",
        b"a: \xff\n",
        b"a: &b c\n",
        b"a: \x1b\n",
    ],
)
def test_a_file_with_problems_is_not_edited(raw: bytes) -> None:
    with pytest.raises(EditRefused, match="problems"):
        edited(raw, [Put(("a",), "b")])


@pytest.mark.parametrize(
    ("raw", "edit"),
    [
        (b"? a\n: b\n", Put(("a",), "c")),
        (b"z: y\n? a\n: b\n", Drop(("a",))),
        (b"z: {? a : b}\n", Drop(("z", "a"))),
        (b"z: [a: b]\n", Put(("z", 0, "c"), "d")),
    ],
)
def test_rare_ways_of_writing_are_refused(raw: bytes, edit: Edit) -> None:
    with pytest.raises(EditRefused, match="write it with"):
        edited(raw, [edit])


def test_beside_a_question_mark_all_can_be_edited() -> None:
    raw = b"? a\n: b\nc: d\n"
    assert edited(raw, [Put(("e",), "f"), Drop(("c",))]) == b"? a\n: b\ne: f\n"
    assert edited(raw, [Put(("e",), "f", ("e", "a"))]) == b"e: f\n? a\n: b\nc: d\n"


@pytest.mark.parametrize(
    "edit",
    [
        Drop(("b",)),
        Drop(("people", Named("nt"))),
        Drop(("people", 1)),
        Put(("people", Named("nt"), "name"), "a"),
        Put(("people", "nm"), "a"),
        Put((NAME, "name"), "a"),
        Put(("id",), "a", only_new=True),
        Put(("id", "a"), "b"),
        Add(("id",), "a"),
        Add(("people",), {"id": "nm"}),
        Add(("people",), {"id": "nn"}, lambda _: 7),
        Drop(()),
    ],
)
def test_what_does_not_fit_is_refused_in_words_without_values(edit: Edit) -> None:
    raw = f"id: {NAME}\npeople:\n  - id: nm\n    name: {NAME}\n".encode()
    with pytest.raises(EditRefused) as refused:
        edited(raw, [edit])
    assert NAME not in str(refused.value)


def test_a_text_that_would_be_too_long_is_refused() -> None:
    with pytest.raises(EditRefused, match="longer than 100000"):
        edited(b"a: b\n", [Put(("a",), "c" * 100_001)])


def test_a_drop_that_would_turn_a_comment_into_text_is_refused() -> None:
    with pytest.raises(EditRefused, match="would not say what was meant"):
        edited(b"a: |\n  text\nb: c\n    # deep\n", [Drop(("b",))])


def changed_into(result: str) -> Callable[..., str]:
    return lambda *_: result


def test_a_result_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for result in ("a: c\nd: e\n", "d: e\na: b\n", "a: b\n\n", "a: b\nd: f\n", "a: [\n"):
        monkeypatch.setattr(yaml_edit, "changed", changed_into(result))
        with pytest.raises(EditRefused, match="changed file"):
            edited(b"a: b\n", [Put(("d",), "e")])


def test_text_and_numbers_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_edit, "changed", changed_into("a: 7\n"))
    with pytest.raises(EditRefused, match="would not say what was meant"):
        edited(b"a: b\n", [Put(("a",), "7")])


def test_the_second_reader_must_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_back, "read_again", lambda _: {"a": "something else"})
    with pytest.raises(EditRefused, match="second YAML reader"):
        edited(b"a: b\n", [Put(("a",), "c")])


def test_files_with_one_slip_are_edited_or_refused() -> None:
    texts = [*(file(name, "LF").document.text for name in NAMES), "? a\n: b\n? c\n? - d\n:\n- e\n"]
    chance = random.Random(20_240_314)  # noqa: S311  a reproducible choice is what is wanted
    count: Counter[str] = Counter()
    for text in islice(mutations(texts, 20_240_314), 400):
        data = read_document(text.encode()).data
        if data is None:
            continue
        spot, _ = chance.choice(list(spots(data)))
        edits: list[Edit] = [Drop(spot), Put(spot, "a\nb\n"), Put(spot, {"a": ["b c"]})]
        try:
            edited(text.encode(), [chance.choice(edits)])
        except EditRefused as refused:
            count[str(refused)] += 1
        else:
            count["edited"] += 1
    assert count.pop("edited") > 200
    assert count.total() < 5, count


def large_file(entries: int) -> bytes:
    lines = "  - id: e{}\n    date: 2024-01-08\n    note: {}\n    sources: [a, b]\n"
    words = "What happened on that day, in some words. " * 5
    return ("id: a\nevents:\n" + "".join(lines.format(i, words) for i in range(entries))).encode()


def test_of_a_large_file_the_second_reader_reads_what_stands_around_the_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def read_again(text: str) -> object:
        seen.append(text)
        return read_document(text.encode()).data

    monkeypatch.setattr(read_back, "read_again", read_again)
    raw = large_file(200)
    result = edited(raw, [Put(("events", Named("e100"), "date"), "2025-02-03")])
    assert len(result) == len(raw) + 2
    assert len(seen) == 1
    data = read_document(seen[0].encode()).data
    assert data is not None
    events = data["events"]
    assert isinstance(events, list)
    assert [event["id"] for event in events] == ["e99", "e100", "e101"]
    assert 'date: "2025-02-03"' in seen[0]


def test_a_doubt_about_a_part_is_settled_by_reading_all(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def read_again(text: str) -> object:
        seen.append(len(text))
        return {}

    monkeypatch.setattr(read_back, "read_again", read_again)
    raw = large_file(200)
    with pytest.raises(EditRefused, match="second YAML reader"):
        edited(raw, [Drop(("events", 0))])
    assert seen[0] < read_back.WHOLE_UP_TO < seen[1]


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(entries(without="none at the end"), values(), st.booleans())
def test_what_the_second_reader_sees_of_a_file_is_a_file(
    entry: tuple[File, Path, object], value: Value, drop: bool
) -> None:
    source, spot, _ = entry
    edit = Drop(spot) if drop else Put(spot, value)
    result = edited(source.raw, [edit])
    text = read_document(result).text
    part = read_back.excerpt(source.document.text, Page(text))
    assert len(part) <= len(text)
    assert read_document(part.encode()).data is not None
    lines = set(text.split("\n")) - set(source.document.text.split("\n"))
    assert lines <= set(part.split("\n"))
