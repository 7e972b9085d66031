"""A mistake of grammar does not hide what else is wrong in its file, and makes nothing up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from caseledger.domain.settings import Settings
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.files import CasePath
from caseledger.store.ledger import Ledger
from caseledger.store.yaml_reader import read_document
from caseledger.store.yaml_recovery import MOST_TOLD, recover

SOUND = """\
# An invented case.
format: 1
id: case
title: An invented case
visibility: public
people:
  - id: aa
    pseudonym: A
    citizenship: [KZ]
    sources: [s1]
sources:
  - id: s1
    kind: media
    reliability: likely
  - id: s2
    kind: lawyer
events:
  - id: e1
    date: 2024-01-01
    kind: movement.entered
    country: TR
    sources: [s1]
  - id: e2
    date: 2024-02-01
    kind: protection.lodged
    country: TR
    note: |
      Two lines: of text,
      - and a sign
    sources:
      - s1
      - source: s2
        quote: "it was so"
  - id: e3
    date: 2024-03-01
    kind: protection.refused
    country: TR
    sources: [s2]
"""
LINES = SOUND.split("\n")
LEDGER = Ledger(Path(), Settings(format=1), load_vocabulary(), ())
Said = list[tuple[str, int]]


def read(text: str) -> CaseFile:
    path = CasePath("cases/case.yaml", "case", regular=True)
    return case_from(LEDGER, path, text.encode(), dt.date(2026, 11, 24))


def said(text: str) -> Said:
    return [(problem.code, problem.line) for problem in read(text).problems]


def with_line(number: int, line: str) -> str:
    return "\n".join([*LINES[: number - 1], line, *LINES[number:]])


def with_lines(changes: dict[int, str]) -> str:
    return "\n".join(changes.get(number, line) for number, line in enumerate(LINES, 1))


def test_what_is_sound_has_no_problem() -> None:
    assert said(SOUND) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {4: "title: A: b", 21: "    country: TRX"},
            [("CL105", 4), ("CL209", 21)],
            id="title and code",
        ),
        pytest.param(
            {20: "    kind: 'it", 25: "    kind: protection.lodgd"},
            [("CL105", 20), ("CL301", 25)],
            id="open quote",
        ),
        pytest.param(
            {20: "    kind: 'it", 33: "        quote: 'so'"},
            [("CL105", 20)],
            id="open quote, closed by another entry",
        ),
        pytest.param(
            {10: "    sources: [s1", 14: "    relability: likely"},
            [("CL105", 10), ("CL202", 14)],
            id="open bracket",
        ),
        pytest.param(
            {19: "    date: a: b", 21: "    country: @x"},
            [("CL105", 19), ("CL105", 21)],
            id="two in one entry",
        ),
        pytest.param(
            {19: "    date: a: b", 22: "    contry: TR"},
            [("CL105", 19), ("CL202", 22)],
            id="grammar and schema in one entry",
        ),
        pytest.param(
            {19: "    date: a: b", 24: "    date: 2024-02-31", 36: "    kind: @"},
            [("CL105", 19), ("CL205", 24), ("CL105", 36)],
            id="in three entries",
        ),
        pytest.param(
            {20: "\tkind: movement.entered", 13: "    kind: medai"},
            [("CL204", 13), ("CL105", 20)],
            id="tab",
        ),
        pytest.param(
            {18: "  - id: &x e1", 20: "    kind: movement.enterd"},
            [("CL106", 18), ("CL301", 20)],
            id="anchor at the head of an entry",
        ),
        pytest.param(
            {20: "    date: 2024-01-02", 25: "    kind: protection.lodgd"},
            [("CL107", 20), ("CL301", 25)],
            id="key twice",
        ),
        pytest.param(
            {4: 'title: "\\e"', 24: "    date: 2024-02-31"},
            [("CL104", 4), ("CL205", 24)],
            id="escape",
        ),
        pytest.param(
            {4: "title: \u202ex", 19: "    date: a: b", 24: "    date: 2024-02-31"},
            [("CL104", 4), ("CL105", 19), ("CL205", 24)],
            id="odd character",
        ),
        pytest.param(
            {22: "    sources: \u202e[s1]", 24: "    date: 2024-02-31"},
            [("CL104", 22), ("CL205", 24)],
            id="odd character before a value",
        ),
        pytest.param(
            {8: "    pseudonym A", 24: "    date: 2024-02-31"},
            [("CL105", 8), ("CL205", 24)],
            id="colon missing",
        ),
        pytest.param(
            {23: " - id: e2", 14: "    relability: likely"},
            [("CL202", 14), ("CL105", 23)],
            id="entry to the left",
        ),
        pytest.param(
            {23: "   - id: e2", 14: "    relability: likely"},
            [("CL202", 14), ("CL105", 23)],
            id="entry to the right",
        ),
        pytest.param(
            {23: "  -id: e2", 14: "    relability: likely"},
            [("CL202", 14), ("CL105", 23)],
            id="dash without a space",
        ),
        pytest.param(
            {11: "sources", 24: "    date: 2024-02-31"},
            [("CL105", 11), ("CL205", 24)],
            id="key of a list without its colon",
        ),
        pytest.param(
            {11: "\tsources:", 24: "    date: 2024-02-31"},
            [("CL105", 11), ("CL205", 24)],
            id="key of a list behind a tab",
        ),
        pytest.param(
            {17: "events: x", 14: "    relability: likely"},
            [("CL202", 14), ("CL105", 18)],
            id="value before a list",
        ),
        pytest.param({2: "format: 1: 1"}, [("CL105", 2)], id="nothing is missing because of a cut"),
        pytest.param(
            {19: "    date: {", 22: "    state: scheduled"},
            [("CL105", 19)],
            id="no day, so none has passed",
        ),
        pytest.param(
            {21: "    state: [scheduled", 19: "    date: 2027-01-01"},
            [("CL105", 21)],
            id="no state, so none is wrong",
        ),
        pytest.param(
            {19: "    date: 2024-13-01", 25: "    kind: protection.lodgd"},
            [("CL205", 19), ("CL301", 25)],
            id="only schema",
        ),
        pytest.param(
            {19: "    date: 2024-13-01", 20: "    kind: movement.enterd"},
            [("CL205", 19), ("CL301", 20)],
            id="only schema, in one entry",
        ),
        pytest.param(
            {19: "    date: soon", 21: "    country: KAZ"},
            [("CL205", 19), ("CL209", 21)],
            id="nothing is missing because it is wrong",
        ),
    ],
)
def test_the_rest_is_told_too(changes: dict[int, str], expected: Said) -> None:
    file = read(with_lines(changes))

    assert [(problem.code, problem.line) for problem in file.problems] == expected
    assert file.case is None


CONFLICT = (
    "<<<<<<< HEAD\n    date: 2024-01-01\n=======\n    date: 2024-01-99\n    contry: x\n>>>>>>> x"
)
DIFF3 = "<<<<<<< HEAD\n    date: 1\n||||||| base\n    date: 2\n=======\n    date: 3\n>>>>>>> x"


@pytest.mark.parametrize("both", [CONFLICT, DIFF3], ids=["two versions", "with the base"])
def test_behind_a_conflict_the_rest_is_told(both: str) -> None:
    # The second version is six lines further up than the file says.
    behind = both.count("\n")
    text = with_lines({19: both, 25: "    kind: protection.lodgd"})

    assert said(text) == [("CL110", 19), ("CL301", 25 + behind)]


@pytest.mark.parametrize("marks", ["<<<<<<< a", ">>>>>>> a", "<<<<<<< a\n<<<<<<< b", "======="])
def test_half_a_conflict_is_all_that_is_told(marks: str) -> None:
    assert said(with_lines({19: marks, 25: "    kind: protection.lodgd"})) == [("CL110", 19)]


def test_what_is_not_utf8_hides_no_other_line() -> None:
    raw = with_lines({4: "title: É", 24: "    date: 2024-02-31"}).encode("latin-1")
    path = CasePath("cases/case.yaml", "case", regular=True)
    problems = case_from(LEDGER, path, raw, dt.date(2026, 11, 24)).problems

    assert [(one.code, one.line) for one in problems] == [("CL103", 4), ("CL205", 24)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- a\n- b\n", id="list"),
        pytest.param("# nothing\n", id="nothing"),
        pytest.param("a: 1\n---\nb: 1: 2\n", id="two documents"),
        pytest.param("a: " + "[" * 20, id="too deep"),
        pytest.param("a: 'b\n" + "c: d\n" * 30_000, id="too long"),
        pytest.param("{a: b: c}", id="in braces"),
        pytest.param("%YAML 1.1\n---\na: b", id="directive"),
        pytest.param("a:\n  - b\n - c", id="crooked"),
    ],
)
def test_where_nothing_can_be_cut_the_first_problem_stays(text: str) -> None:
    document = read_document(text.encode())

    assert document.problems
    assert [(p.code, p.line) for p in recover(document).problems] == [
        (p.code, p.line) for p in document.problems
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x: y\na: 1\n---\nb: 1", id="two documents"),
        pytest.param("x: y\na: " + "[" * 20, id="too deep"),
        pytest.param("a: 'b\n" + "c: d\n" + "# e\n" * 30_000, id="too long"),
    ],
)
def test_nothing_is_cut_out_of_what_is_too_much(text: str) -> None:
    assert recover(read_document(text.encode())).rest is None


def test_not_everything_is_told_of_a_file_that_is_none() -> None:
    document = read_document(("a: b: c\n" * 2000).encode())

    assert len(recover(document).problems) == MOST_TOLD
    assert recover(document).rest is None


def test_no_mend_is_offered_where_no_edit_can_be_made() -> None:
    broken, sound = {4: "title: A: b"}, {14: "    relability: likely"}

    assert [one.mend is None for one in read(with_lines({**broken, **sound})).problems] == [
        True
    ] * 2
    assert [one.mend is None for one in read(with_lines(sound)).problems] == [False]


def test_paths_are_those_of_the_file() -> None:
    found = read(with_lines({19: "    date: &x 1", 35: "    date: a: b", 36: "    kind: x"}))

    assert [one.path for one in found.problems] == [
        ("events", 0, "date"),
        ("events", 2),
        ("events", 2, "kind"),
    ]


# Whatever is broken where

BREAKS: dict[str, Callable[[str], str]] = {
    "colon": lambda line: f"{line}: b: c",
    "quote": lambda line: line.replace(": ", ": '", 1),
    "double quote": lambda line: line.replace(": ", ': "', 1),
    "bracket": lambda line: line.replace(": ", ": [", 1),
    "brace": lambda line: line.replace(": ", ": {", 1),
    "tab": lambda line: f"\t{line.lstrip()}",
    "sign": lambda line: line.replace(": ", ": @", 1),
    "character": lambda line: f"{line} \u202e",
    "anchor": lambda line: line.replace(": ", ": &a ", 1),
    "no colon": lambda line: line.replace(":", "", 1),
    "left": lambda line: line[1:] if line.startswith(" ") else f" {line}",
    "right": lambda line: f" {line}",
    "dash": lambda line: line.replace("- ", "-", 1),
}
WRONG = {14: "    relability: likely", 16: "    kind: lawyr", 9: "    citizenship: [UZB]"}
FAR = {14: range(1, 11), 16: range(1, 11), 9: range(17, len(LINES))}
"""Lines that lie in other parts of the file than one that is wrong."""


def broken(number: int, how: str) -> str:
    """Return a line that is broken, where the file cannot be read any more."""
    line = BREAKS[how](LINES[number - 1])
    assume(LINES[number - 1].strip() and line != LINES[number - 1])
    assume(read_document(with_line(number, line).encode()).data is None)
    return line


@given(some.integers(1, len(LINES) - 1), some.sampled_from(sorted(BREAKS)))
def test_a_mistake_makes_nothing_up_elsewhere(number: int, how: str) -> None:
    found = said(with_line(number, broken(number, how)))

    assert found
    assert {line for _, line in found} <= {number, number + 1}


@given(some.data(), some.sampled_from(sorted(WRONG)), some.sampled_from(sorted(BREAKS)))
def test_a_mistake_hides_nothing_in_another_part(
    data: some.DataObject, wrong: int, how: str
) -> None:
    number = data.draw(some.sampled_from(FAR[wrong]))
    assume(LINES[number - 1].strip() and LINES[number - 1][:1] == " ")
    text = with_lines({wrong: WRONG[wrong], number: broken(number, how)})

    assert wrong in {line for _, line in said(text)}
