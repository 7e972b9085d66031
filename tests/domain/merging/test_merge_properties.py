"""What holds for any two versions of any case: nothing vanishes, and no side is preferred."""

from __future__ import annotations

import copy
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.case_strategies import cases, spoilt
from tests.domain.invented import VOCABULARY
from tests.domain.merging.random_versions import Leaf, grown_apart, in_full, leaves, triples
from tests.domain.merging.versions import Tree, unordered

from caseledger.domain.merging.clash import Clash, Reason, take_base, take_ours, take_theirs
from caseledger.domain.merging.merge import Merged, merged

Triple = tuple[Tree, Tree, Tree]
NOTHING = object()


def touched(clashes: tuple[Clash, ...], leaf: Leaf) -> bool:
    """Whether some clash speaks of what stands at an address, or of what it lies in."""
    return any(leaf[: len(one.address)] == one.address for one in clashes)


def without_orders(clashes: tuple[Clash, ...]) -> tuple[Clash, ...]:
    """The clashes that are about a value and not about the order of values."""
    about_order = {Reason.SAME_MOMENT, Reason.REORDERED_TWICE}
    return tuple(one for one in clashes if one.reason not in about_order)


@settings(max_examples=300)
@given(triples())
def test_nothing_vanishes_and_nothing_comes_back(triple: Triple) -> None:
    """What one side did, where the other did nothing, is done; all else is a clash."""
    base, ours, theirs = triple
    found = merged(base, ours, theirs, VOCABULARY)
    whole, *sides = (leaves(in_full(one, base)) for one in (found.tree, *triple))
    clashes = without_orders(found.clashes)
    for leaf in {one for side in sides for one in side}:
        before, mine, yours = (side.get(leaf, NOTHING) for side in sides)
        seen = whole.get(leaf, NOTHING)
        if yours in (mine, before):
            expected = mine
        elif mine == before:
            expected = yours
        else:
            assert touched(clashes, leaf), leaf
            continue
        assert seen == expected or touched(clashes, leaf), (leaf, seen, expected)


@settings(max_examples=120)
@given(triples())
def test_nothing_is_made_up(triple: Triple) -> None:
    """Each value of a merge stands in one of its sides; ``people`` may be written, and is told."""
    found = merged(*triple, VOCABULARY)
    known = {leaf for side in triple[1:] for leaf in leaves(side).items() if _hashable(leaf)}
    for leaf, value in leaves(found.tree).items():
        if leaf[:1] == ("events",) and leaf[2:3] == ("people",):
            continue
        assert not _hashable((leaf, value)) or (leaf, value) in known
    written = [
        str(one["id"])
        for one in found.tree["events"]  # type: ignore[attr-defined]
        if "people" in one and not any(_has_people(side, one["id"]) for side in triple[1:])
    ]
    assert len(written) <= len(found.decided)
    assert all(any(key in told for told in found.decided) for key in written) or found.clashes


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _has_people(side: Tree, key: str) -> bool:
    return any(one["id"] == key and "people" in one for one in side["events"])


@settings(max_examples=120)
@given(triples(), st.booleans())
def test_no_side_is_preferred(triple: Triple, missing: bool) -> None:
    """The other way round it is the same, up to the order; so are the clashes."""
    base, ours, theirs = triple
    start = None if missing else base
    there = merged(start, ours, theirs, VOCABULARY, take_ours)
    back = merged(start, theirs, ours, VOCABULARY, take_theirs)
    assert unordered(there.tree) == unordered(back.tree)
    assert _both_ways(there) == {_swapped(one) for one in _both_ways(back)}


def _both_ways(found: Merged) -> set[tuple[Any, ...]]:
    """The clashes as values; of an order both orders are told, so only where it is counts."""
    return {
        (one.reason, one.address, one.other)
        if one.reason in (Reason.SAME_MOMENT, Reason.REORDERED_TWICE)
        else (one.reason, one.address, *(unordered(x) for x in (one.base, one.ours, one.theirs)))
        for one in found.clashes
    }


def _swapped(clash: tuple[Any, ...]) -> tuple[Any, ...]:
    if clash[0] is Reason.SAME_MOMENT:
        return (clash[0], clash[2], clash[1])
    return (*clash[:3], *clash[3:][::-1]) if len(clash) > 3 else clash


@settings(max_examples=120)
@given(triples())
def test_what_only_one_side_changed_is_taken_whole(triple: Triple) -> None:
    """Order and all; and a side that is merged again brings nothing."""
    base, ours, theirs = triple
    assert merged(base, base, theirs, VOCABULARY) == Merged(theirs)
    assert merged(base, ours, base, VOCABULARY) == Merged(ours)
    assert merged(base, ours, ours, VOCABULARY) == Merged(ours)
    found = merged(base, ours, theirs, VOCABULARY)
    for side in (ours, theirs) if not found.clashes and _all_are_there(found.tree) else ():
        assert merged(side, found.tree, side, VOCABULARY) == Merged(found.tree)
        again = merged(base, found.tree, side, VOCABULARY)
        assert (unordered(again.tree), again.clashes) == (unordered(found.tree), ())


def _all_are_there(tree: Tree) -> bool:
    """Whether every event concerns people of the case."""
    people = {one["id"] for one in tree["people"]}
    return all(set(one.get("people", ())) <= people for one in tree["events"])


@settings(max_examples=120)
@given(triples())
def test_a_decision_for_a_side_has_nothing_of_the_other_there(triple: Triple) -> None:
    """At each address of a clash stands what was decided for."""
    base, ours, theirs = triple
    for decide, side in ((take_ours, ours), (take_theirs, theirs), (take_base, base)):
        found = merged(base, ours, theirs, VOCABULARY, decide)
        whole, wanted = leaves(found.tree), leaves(side)
        for clash in without_orders(found.clashes):
            if clash.address[:1] == ("events",) and clash.address[2:] == ("people",):
                continue  # people may be written, in whichever words
            there, here = (
                {leaf: one for leaf, one in many.items() if touched((clash,), leaf)}
                for many in (whole, wanted)
            )
            there = {leaf: one for leaf, one in there.items() if leaf[2:3] != ("people",)}
            here = {leaf: one for leaf, one in here.items() if leaf[2:3] != ("people",)}
            assert there == here, (clash, decide)


@settings(max_examples=120)
@given(st.integers(0, 1 << 40), *[st.integers(1, 4)] * 3)
def test_three_clones_come_to_the_same(seed: int, first: int, second: int, third: int) -> None:
    """Whoever is merged first, if nothing clashes on the way."""
    base, *versions = grown_apart(seed, first, second, third)
    found = []
    for one, two, last in permutations(versions):
        early = merged(base, one, two, VOCABULARY)
        late = merged(base, early.tree, last, VOCABULARY)
        if not early.clashes and not late.clashes:
            found.append(unordered(late.tree))
    assert found[1:] == found[:-1]


@settings(max_examples=120)
@given(triples())
def test_versions_are_left_as_they_are(triple: Triple) -> None:
    before = copy.deepcopy(triple)
    merged(*triple, VOCABULARY)
    assert triple == before


@settings(max_examples=30)
@given(st.tuples(*[st.one_of(cases(), spoilt())] * 3), st.booleans())
def test_any_trees_can_be_merged(triple: Triple, two: bool) -> None:
    """Hostile ones too, that have little to do with each other."""
    base, ours, theirs = triple
    bases = [base, ours] if two else base
    found = merged(bases, ours, theirs, VOCABULARY)
    assert merged(base, base, theirs, VOCABULARY).tree == theirs
    assert merged(base, ours, base, VOCABULARY).tree == ours
    for key in {*ours, *theirs}:
        clashed = any(one.address[:1] in ((key,), ()) for one in found.clashes)
        assert key in found.tree or clashed or key in base
