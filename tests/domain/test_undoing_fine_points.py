"""Which actions are in effect, at the limits: merges, several undos, messages of other hands."""

from datetime import UTC, datetime

import pytest

from caseledger.domain.undoing import Act, later_than, renamings, trailers_of, undone_by

WHEN = datetime(2026, 1, 5, tzinfo=UTC)


def act(oid: str, *parents: str, **trailers: str) -> Act:
    pairs = tuple((key.replace("_", "-"), value) for key, value in trailers.items())
    return Act(oid, parents, "A Clerk", "clerk@example.org", WHEN, oid, pairs)


def test_of_two_undos_of_one_action_the_later_is_named() -> None:
    """Two colleagues took it back, and both undos came together."""
    acts = (
        act("merge", "late", "early"),
        act("late", "one", Action="undo", Undoes="one"),
        act("early", "one", Action="undo", Undoes="one"),
        act("one", Action="set"),
    )

    assert {oid: by.id for oid, by in undone_by(acts).items()} == {"one": "late"}


def test_a_merge_was_built_on_both_sides() -> None:
    acts = (act("merge", "left", "right"), act("left", "old"), act("right", "old"), act("old"))

    assert later_than(acts, "merge") == ()


def test_a_renaming_is_one_of_ours() -> None:
    assert renamings([act("x", Renamed_From="aa", Case="bb")]) == ()
    assert renamings([act("x", Renamed_From="aa", Case="bb", Action="mv")]) == (("aa", "bb"),)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("Action: no\n\nCase: aa\nAction: set\n", id="a title like a trailer"),
        pytest.param("aa\n\nAction: set\n\nReviewed-by: A <a@example.org>\n", id="others behind"),
    ],
)
def test_the_last_paragraph_that_names_an_action_counts(message: str) -> None:
    assert dict(trailers_of(message))["Action"] == "set"
