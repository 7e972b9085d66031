"""Which problems a comment answers for: by line, code and day."""

from __future__ import annotations

import datetime as dt

import pytest

from caseledger.domain.ignoring import Comment, sorted_out
from caseledger.domain.problem import Problem
from caseledger.store.spoken_comments import spoken_comments
from caseledger.store.yaml_reader import read_document

TODAY = dt.date(2026, 11, 24)
PASSED = Problem("CL502", "x", line=7, column=3)


def comment(words: str, first: int = 7, last: int = 7) -> Comment:
    return Comment(f"# caseledger: {words}", 6, 3, first, last)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("ignore CL502: asked the court", [], id="ignored"),
        pytest.param("ignore CL405, CL502: asked", [], id="one of two codes"),
        pytest.param("ignore CL502 until 2026-11-24: asked", [], id="through the last day"),
        pytest.param(
            "ignore CL502 until 2026-11-23: asked", ["CL502", "CL912"], id="the day after"
        ),
        pytest.param("ignore CL405: asked", ["CL502", "CL913"], id="another code"),
        pytest.param("ignore CL502", ["CL502", "CL911"], id="no reason"),
        pytest.param("ignore CL502:  ", ["CL502", "CL911"], id="an empty reason"),
        pytest.param("ignore CL5: all of them", ["CL502", "CL911"], id="a family"),
        pytest.param("ignore CL502 until 2026-02-30: x", ["CL502", "CL911"], id="no such day"),
        pytest.param("ignore cl502: x", ["CL502", "CL911"], id="small letters"),
        pytest.param("ignore CL913: x", ["CL502", "CL911"], id="a code about comments"),
        pytest.param(
            "ignore CL502: x # caseledger: ignore CL405: y", ["CL502", "CL911"], id="two in a line"
        ),
        pytest.param("skip CL502: x", ["CL502", "CL911"], id="another word"),
    ],
)
def test_a_comment_is_read(words: str, told: list[str]) -> None:
    found = sorted_out([PASSED], [comment(words)], TODAY)

    assert sorted(problem.code for problem in found.told) == told
    assert [one.reason for one in found.ignored] == ([] if told else [words.partition(": ")[2]])


def test_only_lines_that_it_covers() -> None:
    problems = [Problem("CL502", "x", line=line) for line in (0, 6, 7, 9, 10)]
    found = sorted_out(problems, [comment("ignore CL502: x", 7, 9)], TODAY)

    assert [problem.line for problem in found.told] == [0, 6, 10]


def test_what_a_file_read_in_part_has_left_is_not_judged() -> None:
    found = sorted_out([], [comment("ignore CL502: x")], TODAY, complete=False)

    assert found.told == ()


def test_a_file_without_such_comments_is_as_it_was() -> None:
    assert sorted_out([PASSED], [Comment("# a word", 1, 1, 2, 2)], TODAY).told == (PASSED,)


FILE = b"""\
# caseledger: ignore CL201: 1
format: 1
events:  # caseledger: 3
  # caseledger: 4

  # a word
  - id: a1
    note: |
      # caseledger: no comment
      text

    # caseledger: 12
    date: 2024
  - id: "# caseledger: no comment"
# caseledger: 15
tags:
- x
# caseledger: 18
- y
title: t
# caseledger: 21
"""


def test_lines_that_a_comment_speaks_of() -> None:
    found = spoken_comments(read_document(FILE))

    covered = {one.line: (one.first, one.last) for one in found if "caseledger" in one.text}
    assert covered == {
        1: (2, 2),
        3: (3, 3),
        4: (7, 13),
        12: (13, 13),
        15: (16, 19),
        18: (19, 19),
        21: (21, 21),
    }


def test_windows_lines_are_counted_alike() -> None:
    marks = list(spoken_comments(read_document(FILE)))

    assert list(spoken_comments(read_document(FILE.replace(b"\n", b"\r\n")))) == marks
