from datetime import UTC, datetime

import pytest

from caseledger.domain.undoing import (
    Act,
    later_than,
    name_today,
    own_actions,
    renamings,
    touch,
    trailers_of,
    undone_by,
)

WHEN = datetime(2026, 1, 5, tzinfo=UTC)
OWN, OTHER = "clerk@example.org", "colleague@example.org"


def act(oid: str, *parents: str, email: str = OWN, **trailers: str) -> Act:
    pairs = tuple((key.replace("_", "-"), value) for key, value in trailers.items())
    return Act(oid, parents, "A Clerk", email, WHEN, oid, pairs)


def line(*acts: Act) -> tuple[Act, ...]:
    """Put acts on one line of history, the first one last."""
    told = [
        Act(one.id, one.parents or (acts[at - 1].id,) * bool(at), *_rest(one))
        for at, one in enumerate(acts)
    ]
    return tuple(reversed(told))


def _rest(one: Act) -> tuple[str, str, datetime, str, tuple[tuple[str, str], ...]]:
    return (one.author, one.email, one.when, one.subject, one.trailers)


BEGUN = act("begun", Action="init")
ONE, TWO = act("one", Action="set"), act("two", Action="add-event")


def undo(oid: str, of: str, email: str = OWN) -> Act:
    return act(oid, email=email, Action="undo", Undoes=of)


@pytest.mark.parametrize(
    ("after", "out", "next_ones"),
    [
        pytest.param([], {}, ["two", "one"], id="nothing undone"),
        pytest.param([undo("u", "two")], {"two": "u"}, ["one"], id="the last"),
        pytest.param([undo("u", "two"), undo("v", "one")], {"two": "u", "one": "v"}, [], id="both"),
        pytest.param(
            [undo("u", "two"), undo("v", "u")], {"u": "v"}, ["two", "one"], id="an undo undone"
        ),
        pytest.param(
            [undo("u", "two"), undo("v", "u"), undo("w", "v")],
            {"v": "w", "two": "u"},
            ["one"],
            id="the undo of an undo undone",
        ),
        pytest.param(
            [undo("u", "two"), undo("v", "u"), undo("w", "two")],
            {"u": "v", "two": "w"},
            ["one"],
            id="undone, brought back, undone again",
        ),
        pytest.param([undo("u", "two", OTHER)], {"two": "u"}, ["one"], id="undone by another"),
    ],
)
def test_an_action_is_out_of_effect_while_an_undo_of_it_is_in_effect(
    after: list[Act], out: dict[str, str], next_ones: list[str]
) -> None:
    acts = line(BEGUN, ONE, TWO, *after)

    assert {oid: by.id for oid, by in undone_by(acts).items()} == out
    assert [one.id for one in own_actions(acts, OWN)] == next_ones


@pytest.mark.parametrize(
    ("last", "meant"),
    [
        pytest.param(act("x", email=OTHER, Action="set"), False, id="a colleague's"),
        pytest.param(act("x"), False, id="by plain git"),
        pytest.param(act("x", Action="sync"), False, id="a sync"),
        pytest.param(act("x", "two", "far", Action="set"), False, id="a merge"),
        pytest.param(undo("x", "far"), False, id="an undo of something else"),
        pytest.param(act("x", email=OWN.upper(), Action="mv"), True, id="in other letters"),
    ],
)
def test_only_what_one_did_oneself_is_undone_unnamed(last: Act, *, meant: bool) -> None:
    first = next(own_actions(line(BEGUN, ONE, TWO, last), OWN))

    assert first.id == ("x" if meant else "two")


def test_an_action_on_the_second_parent_counts() -> None:
    acts = (
        act("merge", "theirs", "mine", Action="sync"),
        act("theirs", "one", email=OTHER, Action="set"),
        act("mine", "one", Action="set"),
        act("one", Action="init"),
    )

    assert [one.id for one in own_actions(acts, OWN)] == ["mine"]


def test_an_undo_trailer_counts_only_in_an_undo() -> None:
    assert undone_by(line(ONE, act("x", Action="set", Undoes="one"))) == {}


def test_later_is_whatever_a_commit_was_not_built_on() -> None:
    acts = (
        act("merge", "left", "right"),
        act("left", "old", Renamed_From="b", Case="c", Action="mv"),
        act("right", "old", Renamed_From="a", Case="b", Action="mv"),
        act("old"),
    )

    assert [one.id for one in later_than(acts, "right")] == ["merge", "left"]
    assert [one.id for one in later_than(acts, "old")] == ["merge", "left", "right"]
    assert renamings(later_than(acts, "old")) == (("a", "b"), ("b", "c"))


@pytest.mark.parametrize(
    ("name", "today"), [("a", "c"), ("b", "c"), ("c", "c"), ("other", "other")]
)
def test_a_case_is_called_by_its_last_id(name: str, today: str) -> None:
    assert name_today(name, [("a", "b"), ("b", "c")]) == today


@pytest.mark.parametrize(
    ("message", "action"),
    [
        pytest.param("c-1: change\n\nCase: c-1\nAction: set\n", "set", id="ours"),
        pytest.param(
            "c-1: change\n\nCase: c-1\nAction: set\nSigned-off-by: A <a@example.org>\n",
            "set",
            id="a hook signs",
        ),
        pytest.param("c-1\n\nAction: set\n\nReviewed in the office.\n", "set", id="words behind"),
        pytest.param("Action stations\n\nnothing here\n", "", id="by hand"),
        pytest.param("Action: set", "set", id="nothing else"),
        pytest.param("", "", id="no message"),
    ],
)
def test_an_action_is_known_by_its_trailers(message: str, action: str) -> None:
    pairs = trailers_of(message)

    assert Act("x", (), "", "", WHEN, "", pairs).action == action


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("events", "a", "date"), ("events", "a", "date"), True),
        (("events", "a"), ("events", "a", "date"), True),
        (("events", "a", "date"), ("events", "a", "note"), False),
        (("events", "a"), ("events", "b"), False),
        ((), ("title",), True),
    ],
)
def test_addresses_touch_where_one_lies_in_the_other(
    one: tuple[str, ...], other: tuple[str, ...], *, same: bool
) -> None:
    assert touch(one, other) is same
    assert touch(other, one) is same
