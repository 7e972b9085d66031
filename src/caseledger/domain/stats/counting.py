"""How things are counted that may lie in several places of a table, or are not known exactly.

An item lies in a cell for certain if one of its records does. The least count of a cell is what
certainly lies there, the most what may. Nothing is divided: who lies in two cells counts in both.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

Key = tuple[str, ...]
"""The values of the dimensions of a table, in their order: one cell."""


@dataclass(frozen=True, slots=True)
class Count:
    """At least and at most so many."""

    least: int
    most: int

    def __add__(self, other: "Count") -> "Count":
        """Count two separate things together."""
        return Count(self.least + other.least, self.most + other.most)

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.least == self.most


NONE = Count(0, 0)


@dataclass(frozen=True, slots=True)
class Record:
    """One way in which an item is counted: for each dimension the values of which one is true.

    ``sure`` unless it may not be so at all. ``open`` are the dimensions of which the true value
    may be one that is not named. ``part`` is how many of a group it concerns, if that is recorded.
    """

    values: Mapping[str, frozenset[str]]
    sure: bool = True
    open: frozenset[str] = frozenset()
    part: Count | None = None

    def settled(self, by: Sequence[str], within: Collection[str] | None = None) -> bool:
        """Whether it surely has one value of each dimension, or one of those that are named."""
        known = self.sure and self.open.isdisjoint(by)
        return known and all(
            len(self.values[one]) == 1 if within is None else self.values[one].issubset(within)
            for one in by
        )

    def cells(self, by: Sequence[str]) -> tuple[Key, ...]:
        """Return the cells of a table in one of which it lies."""
        return tuple(product(*(sorted(self.values[dimension]) for dimension in by)))


@dataclass(frozen=True, slots=True)
class Item:
    """What is counted: once in each cell, however many of its records lie there.

    ``count`` is more than one for a group. ``sure`` unless it may not be asked for at all.
    """

    key: Key
    count: Count
    sure: bool
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by one or two dimensions; ``overlaps`` where an item may lie in several cells.

    ``total`` counts every item once, so that the cells may add up to more.
    """

    by: tuple[str, ...]
    cells: Mapping[Key, Count]
    total: Count
    overlaps: bool

    def values(self, dimension: str) -> tuple[str, ...]:
        """Return the values of a dimension that occur."""
        place = self.by.index(dimension)
        return tuple(dict.fromkeys(key[place] for key in self.cells))


def tabulate(items: Sequence[Item], by: tuple[str, ...]) -> Table:
    """Count items in the cells of a table."""
    cells: dict[Key, Count] = {}
    for item in items:
        for key, count in _counts(item, by).items():
            cells[key] = cells.get(key, NONE) + count
    overlaps = any(_overlaps(item, by) for item in items)
    return Table(by, cells, everything(items), overlaps)


def everything(items: Iterable[Item]) -> Count:
    """Count every item once: also one of which nobody knows in which cell it lies."""
    whole = (Count(one.count.least if one.sure else 0, one.count.most) for one in items)
    return sum(whole, NONE)


def together(items: Iterable[Item], dimension: str, wanted: Collection[str]) -> Count:
    """Add up the cells of several values of a dimension.

    Where it is not known which of these values holds, one of them does all the same: that is
    certain here, though it is in none of the cells.
    """
    return sum((_together(item, dimension, frozenset(wanted)) for item in items), NONE)


def _together(item: Item, dimension: str, wanted: frozenset[str]) -> Count:
    here = [record for record in item.records if record.values[dimension] & wanted]
    sure = [record for record in here if record.settled((dimension,), wanted)]
    known = {min(one.values[dimension]) for one in sure if one.settled((dimension,))}
    possible = frozenset[str]().union(*(one.values[dimension] & wanted for one in here))
    least, most = len(known) or min(len(sure), 1), min(len(possible), len(here))
    return Count(least * _least(item, sure), most * item.count.most)


def _counts(item: Item, by: tuple[str, ...]) -> Mapping[Key, Count]:
    """Return how an item counts in each cell in which it may lie."""
    sure: dict[Key, list[Record]] = {}
    for record in item.records:
        for cell in record.cells(by):
            there = sure.setdefault(cell, [])
            there += [record] if record.settled(by) else []
    return {cell: Count(_least(item, there), item.count.most) for cell, there in sure.items()}


def _least(item: Item, sure: Iterable[Record]) -> int:
    """Return how many of an item certainly lie where some records surely do."""
    least = item.count.least
    return max((min(one.part.least, least) if one.part else least for one in sure), default=0)


def _overlaps(item: Item, by: tuple[str, ...]) -> bool:
    """Whether two records of an item may lie in different cells at once."""
    if len(item.records) == 1:
        return False
    return len({cell for record in item.records for cell in record.cells(by)}) > 1
