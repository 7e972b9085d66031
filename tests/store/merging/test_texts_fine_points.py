"""Texts that one side left as they were, and what is never called sound."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.store.merging.test_texts import BASE, change, event, merge

from caseledger.domain.problem import Problem
from caseledger.store.line_merge import has_markers, readings
from caseledger.store.merging import merge_texts

OTHER = change(BASE, ("by: UZ", "by: TM"))
MARKED = change(BASE, ("    by: UZ\n", "<<<<<<< a\n    by: UZ\n=======\n    by: TM\n>>>>>>> b\n"))
BROKEN = change(BASE, ("by: UZ", "by: [UZ"))


@pytest.mark.parametrize(
    ("ours", "theirs", "result", "sound"),
    [
        pytest.param(BASE, OTHER, OTHER, True, id="theirs alone"),
        pytest.param(OTHER, BASE, OTHER, True, id="ours alone"),
        pytest.param(OTHER, OTHER, OTHER, True, id="both alike"),
        pytest.param(BASE, BROKEN, BROKEN, False, id="theirs alone, broken"),
        pytest.param(BROKEN, BROKEN, BROKEN, False, id="both alike, broken"),
        pytest.param(MARKED, BASE, MARKED, False, id="ours alone, in the middle of a merge"),
    ],
)
def test_what_one_side_left_is_taken_from_the_other(
    ours: str, theirs: str, result: str, sound: bool
) -> None:
    text = merge(ours, theirs)

    assert (text.raw.decode(), text.sound) == (result, sound)


TITLE = change(BASE, ("title: Wren ", "title: Robin "))


@pytest.mark.parametrize("broken", [BROKEN, MARKED], ids=["broken", "in the middle of a merge"])
def test_what_cannot_be_read_is_never_sound(broken: str) -> None:
    for versions in ((broken, TITLE, BASE), (TITLE, broken, BASE), (OTHER, TITLE, BROKEN)):
        assert not merge(*versions).sound


def test_no_base_is_not_a_base_that_cannot_be_read() -> None:
    """Without a base both sides are new; of a broken one nobody knows what they have changed."""
    assert merge(BASE, OTHER, "").clashes != ()
    assert merge(TITLE, OTHER, BROKEN).clashes == ()


@pytest.mark.parametrize("own", ["ours", "theirs", "neither"])
def test_an_error_that_one_side_has_is_not_the_merge_s(own: str) -> None:
    sides = {"ours": OTHER.encode(), "theirs": TITLE.encode(), "neither": b""}

    def problems(raw: bytes) -> Sequence[Problem]:
        merged = raw not in {OTHER.encode(), TITLE.encode()}
        return [Problem("CL000", "wrong")] if merged or raw == sides[own] else []

    text = merge_texts(BASE.encode(), OTHER.encode(), TITLE.encode(), problems=problems)
    assert text.sound is (own != "neither")
    assert [one.reason.value for one in text.clashes] == ["depends"] * (own == "neither")


def test_another_error_of_the_same_sort_is_new() -> None:
    def problems(raw: bytes) -> Sequence[Problem]:
        words = "one" if raw == OTHER.encode() else "another"
        return [] if raw == TITLE.encode() else [Problem("CL000", words)]

    text = merge_texts(BASE.encode(), OTHER.encode(), TITLE.encode(), problems=problems)
    assert not text.sound


# Comments in what the other side took away


START, STOP = BASE.index("\n  # Asked in writing."), BASE.index("# The end.")
LAST_GONE = BASE[:START] + "\n" + BASE[STOP:]
ASKED = change(BASE, ("    by: UZ\n", "    # by letter\n    by: UZ\n"))


def test_a_comment_in_the_last_entry_that_the_other_took_away_is_kept_below() -> None:
    for versions in ((ASKED, LAST_GONE), (LAST_GONE, ASKED)):
        text = merge(*versions)
        assert text.sound
        assert text.raw.decode().count("# by letter") == 1
        assert "z8n3c" not in text.raw.decode()
        assert "# Asked in writing." not in text.raw.decode()


def test_a_comment_above_an_entry_that_the_other_took_away_is_kept() -> None:
    above = change(BASE, ("  # Asked in writing.\n", "  # Asked in writing.\n  # Twice.\n"))
    for versions in ((above, LAST_GONE), (LAST_GONE, above)):
        assert "# Twice." in merge(*versions).raw.decode()


# Comments that both sides changed


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param("# a\n", "# b\n", ["# a", "# b"], id="each another"),
        pytest.param("# a\n", "# a\n# b\n", ["# a", "# b"], id="the same and one more"),
        pytest.param("", "# Asked in writing.\n# b\n", ["# b"], id="ours took it away"),
        pytest.param("# Asked in writing.\n# a\n", "", ["# a"], id="theirs took it away"),
    ],
)
def test_comments_above_an_entry(ours: str, theirs: str, expected: list[str]) -> None:
    old = "  # Asked in writing.\n"
    texts = (change(BASE, (old, one.replace("# ", "  # "))) for one in (ours, theirs))
    raw = merge(*texts).raw.decode()

    above = raw[: raw.index("  - id: z8n3c")].splitlines()[-len(expected) - 1 :]
    assert [one.strip() for one in above] == ["", *expected]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("# no name here", "# by letter", "# by letter"),
        ("# by mail", "# no name here", "# by mail"),
        ("# by mail", "# by letter", "# by mail # by letter"),
        ("", "# by letter", "# by letter"),
        ("# by mail", "", "# by mail"),
        ("", "# no name here", ""),
    ],
)
def test_comments_behind_a_value(ours: str, theirs: str, expected: str) -> None:
    """One side also changed the value in its line, so that it cannot be taken whole."""
    old = "title: Wren                     # no name here\n"
    first = change(BASE, (old, f"title: Robin {ours}\n"))
    second = change(BASE, (old, f"title: Wren {theirs}\n"))
    text = merge(first, second)

    assert text.sound
    assert text.raw.decode().splitlines()[3].split() == f"title: Robin {expected}".split()


# Markers of an unfinished merge


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", (b"x\n", b"y\n")),
        (b"<<<<<<< a\nx\n||||||| o\nw\n=======\ny\n>>>>>>> b\nz\n", (b"x\nz\n", b"y\nz\n")),
        (
            b"<<<<<<< a\n<<<<<<<<< c\n1\n=========\n2\n>>>>>>>>> d\n=======\ny\n>>>>>>> b\n",
            (b"1\n", b"y\n"),
        ),
        (b"<<<<<<< a\nx\n=======\ny\n", None),
        (b"plain\n", (b"plain\n", b"plain\n")),
    ],
)
def test_what_a_text_with_markers_reads_as(raw: bytes, found: tuple[bytes, bytes] | None) -> None:
    assert readings(raw) == found


@pytest.mark.parametrize(
    ("raw", "has"),
    [
        (b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", True),
        (b"Heading\n=======\n", False),
        (b">>>>>>> quoted\n", False),
    ],
)
def test_only_both_ends_are_markers(raw: bytes, has: bool) -> None:
    assert has_markers(raw) is has


def test_events_of_one_moment_are_not_both_sides_own_regions() -> None:
    end = "# The end.\n"
    pair = (event(name, "2024-07", "removal.ordered") for name in ("kb3zz", "kc4zz"))
    text = merge(*(change(BASE, (end, f"{one}{end}")) for one in pair))

    assert text.raw.decode().count("<<<<<<<") == 1


def test_a_base_of_which_one_reading_is_broken_cannot_be_read() -> None:
    halves = ("    by: UZ\n", "<<<<<<< a\n    by: [UZ\n=======\n    by: KG\n>>>>>>> b\n")
    for base in (change(BASE, halves), change(BASE, (halves[0], MARKED_THE_OTHER_WAY))):
        text = merge(OTHER, TITLE, base)
        assert (text.sound, text.clashes) == (False, ())


MARKED_THE_OTHER_WAY = "<<<<<<< a\n    by: KG\n=======\n    by: [UZ\n>>>>>>> b\n"
