"""Line ends, byte order marks, open ends, missing and doubtful bases, and what cannot be read."""

from __future__ import annotations

import codecs

import pytest

from caseledger.domain.merging.clash import Reason
from caseledger.domain.problem import Problem
from caseledger.store.line_merge import readings
from caseledger.store.merging import merge_texts

BASE = b"""\
format: 1
id: c-7k2m4p
title: Wren
people: []
events:
  - id: bq7wd
    date: 2023-05
    kind: movement.entered
    country: KZ
    sources: []
"""
OURS = BASE.replace(b"title: Wren", b"title: A wren")
THEIRS = BASE.replace(b"country: KZ", b"country: KG")
BOTH = OURS.replace(b"country: KZ", b"country: KG")


def windows(raw: bytes) -> bytes:
    return raw.replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        (BASE, OURS, THEIRS, BOTH),
        (windows(BASE), windows(OURS), windows(THEIRS), windows(BOTH)),
        (BASE, windows(OURS), THEIRS, windows(BOTH)),  # an editor on one side turned the file
        (BASE, OURS, windows(THEIRS), windows(BOTH)),
        (windows(BASE), windows(OURS), THEIRS, BOTH),
        (BASE, codecs.BOM_UTF8 + OURS, THEIRS, codecs.BOM_UTF8 + BOTH),
        (BASE, OURS[:-1], THEIRS, BOTH[:-1]),
        (BASE[:-1], OURS, THEIRS[:-1], BOTH),
        (BASE[:-1], OURS[:-1], THEIRS[:-1], BOTH[:-1]),
    ],
)
def test_how_a_file_is_kept_is_merged_like_the_rest(
    base: bytes, ours: bytes, theirs: bytes, both: bytes
) -> None:
    text = merge_texts(base, ours, theirs)

    assert text.sound
    assert text.raw == both


def test_lines_of_both_kinds_stay_each_as_they_are() -> None:
    mixed = BASE.replace(b"format: 1\n", b"format: 1\r\n")
    text = merge_texts(mixed, mixed.replace(b"Wren", b"A wren"), mixed.replace(b"KZ", b"KG"))

    assert text.sound
    assert text.raw == BOTH.replace(b"format: 1\n", b"format: 1\r\n")


@pytest.mark.parametrize("base", [None, b"", b"\n"])
def test_without_a_base_what_only_one_side_has_is_added(base: bytes | None) -> None:
    more = BASE + b"  - id: kc4zz\n    date: 2024\n    kind: case.note\n    sources: []\n"
    text = merge_texts(base, BASE.replace(b"people: []\n", b"people: []\nowner: A\n"), more)

    assert text.sound
    assert text.raw == more.replace(b"people: []\n", b"people: []\nowner: A\n")


def test_without_a_base_what_differs_clashes() -> None:
    text = merge_texts(None, OURS, BASE)

    assert [one.reason for one in text.clashes] == [Reason.ADDED_TWICE]
    assert b"<<<<<<< ours\ntitle: A wren\n||||||| base\n=======\ntitle: Wren\n>>>>>>>" in text.raw


CROSSED = BASE.replace(
    b"title: Wren\n",
    b"<<<<<<<<< one\ntitle: A wren\n||||||||| two\n<<<<<<<<<<< x\ntitle: C\n===========\n"
    b"title: D\n>>>>>>>>>>> y\n=========\ntitle: Wren\n>>>>>>>>> three\n",
)


def test_a_base_of_crossed_branches_is_read_both_ways() -> None:
    assert readings(CROSSED) == (OURS, BASE)


def test_what_both_readings_of_a_base_give_is_taken() -> None:
    settled = BASE.replace(b"title: Wren", b"title: The wren")
    text = merge_texts(CROSSED, settled, settled.replace(b"KZ", b"KG"))

    assert text.sound
    assert text.raw == settled.replace(b"KZ", b"KG")


def test_what_the_readings_of_a_base_do_not_agree_on_clashes() -> None:
    text = merge_texts(CROSSED, OURS, THEIRS)

    assert [one.address for one in text.clashes] == [("title",)]
    assert b"=======\ntitle: Wren\n>>>>>>> theirs\npeople: []\n" in text.raw
    assert b"    country: KG\n" in text.raw


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(OURS + b"events: twice\n", id="a key that stands twice"),
        pytest.param(OURS.replace(b"kind: m", b"kind: [m"), id="no YAML"),
        pytest.param(b"", id="empty"),
        pytest.param(OURS + b"x\x00y\n", id="binary"),
        pytest.param(b"- a\n" * 400_000, id="too large"),
        pytest.param(OURS + b"<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n", id="markers"),
    ],
)
def test_a_side_that_cannot_be_read_is_never_sound(broken: bytes) -> None:
    for ours, theirs in ((broken, THEIRS), (THEIRS, broken)):
        text = merge_texts(BASE, ours, theirs)

        assert not text.sound
        assert text.told == ("a version cannot be read: merged line by line, look at it",)


def test_a_case_as_a_flow_mapping_is_still_merged_by_its_keys() -> None:
    base = b"{format: 1, id: c-7k2m4p, title: Wren, owner: A}\n"
    text = merge_texts(
        base, base.replace(b"Wren", b"A wren"), base.replace(b"owner: A", b"owner: B")
    )

    assert text.sound
    assert text.raw == b"{format: 1, id: c-7k2m4p, title: A wren, owner: B}\n"


def test_keys_with_question_marks_are_left_to_git() -> None:
    base = BASE.replace(b"title: Wren\n", b"? title\n: Wren\n")
    text = merge_texts(base, base.replace(b": Wren", b": A wren"), base.replace(b"KZ", b"KG"))

    assert not text.sound or b": A wren" in text.raw
    assert b"KG" in text.raw


def test_errors_that_neither_side_has_are_told_and_leave_no_markers() -> None:
    def problems(raw: bytes) -> list[Problem]:
        wrong = b"A wren" in raw and b"KG" in raw
        return [Problem("CL404", "no such event", ("events", 0, "of"))] if wrong else []

    text = merge_texts(BASE, OURS, THEIRS, problems=problems)

    assert text.raw == BOTH
    assert not text.sound
    assert [(one.reason, one.address) for one in text.clashes] == [
        (Reason.DEPENDS, ("events", "bq7wd", "of"))
    ]


def test_errors_of_a_side_are_not_those_of_the_merge() -> None:
    def problems(raw: bytes) -> list[Problem]:
        return [Problem("CL404", "no such event", ("events", 0, "of"))] if b"A wren" in raw else []

    assert merge_texts(BASE, OURS, THEIRS, problems=problems).sound
