"""The order of a list that two sides changed: each new member stays behind what it stood behind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

Name = TypeVar("Name")
Rank = Callable[[Name], object | None]
"""What new members of one gap go by; nothing for those that have no place of their own."""


def skeleton(
    base: Sequence[Name], ours: Sequence[Name], theirs: Sequence[Name]
) -> Sequence[Name] | None:
    """Return the order of the members that both sides have; nothing where both changed it.

    A member that both sides added counts as one that stood where ours put it.
    """
    both = set(ours) & set(theirs)
    mine, yours = ([one for one in names if one in both] for names in (ours, theirs))
    if mine == yours:
        return mine
    old = set(base) & both
    before = [one for one in base if one in both]
    if [one for one in mine if one in old] == before:
        return yours
    if [one for one in yours if one in old] == before:
        return mine
    return None


def woven(
    order: Sequence[Name],
    ours: Sequence[Name],
    theirs: Sequence[Name],
    kept: Collection[Name],
    rank: Rank[Name],
) -> list[Name]:
    """Put the members of only one side among those of both, each behind its predecessor there.

    In a gap that both filled, members with a rank go by it, and ours before theirs otherwise.
    """
    shared = [one for one in order if one in kept]
    mine, yours = (_gaps(names, set(order), kept) for names in (ours, theirs))
    found: list[Name] = []
    for anchor in (None, *shared):
        if anchor is not None:
            found.append(anchor)
        found += _one_gap(mine.get(anchor, []), yours.get(anchor, []), rank)
    # What stood behind a member that is gone comes behind the last one before that which stayed.
    return found


def _gaps(
    names: Sequence[Name], shared: Collection[Name], kept: Collection[Name]
) -> dict[Name | None, list[Name]]:
    """The members that only this side has, by the shared one that they stand behind."""
    gaps: dict[Name | None, list[Name]] = {}
    anchor: Name | None = None
    for name in names:
        if name in shared:
            anchor = name if name in kept else anchor
        elif name in kept:
            gaps.setdefault(anchor, []).append(name)
    return gaps


def _one_gap(ours: Sequence[Name], theirs: Sequence[Name], rank: Rank[Name]) -> list[Name]:
    """Merge two runs of new members by rank; neither run is put in another order by itself."""
    found: list[Name] = []
    mine, yours = list(ours), list(theirs)
    while mine and yours:
        first, second = rank(mine[0]), rank(yours[0])
        later = first is not None and second is not None and second < first  # type: ignore[operator]
        found.append((yours if later else mine).pop(0))
    return [*found, *mine, *yours]
