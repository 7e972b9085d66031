"""Lines of two versions put together so that they say what a merge of their trees says.

What a side left as it was is taken from the other side byte for byte. Where both changed a part it
is looked at piece by piece; only a single value that stands so on neither side is written anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from caseledger.domain.changes import Address
from caseledger.domain.loading import Inner
from caseledger.domain.merging.clash import ABSENT, Clash, Reason
from caseledger.store.merging.layout import Chunk, Region
from caseledger.store.merging.lines import Lines, merged_lines, merged_rest
from caseledger.store.merging.sheet import CASE, Sheet, Unit, inner, members, moved
from caseledger.store.merging.versions import Goal, Levels, Versions
from caseledger.store.merging.wording import reworded, written


@dataclass(frozen=True, slots=True)
class Composed:
    """The lines of a unit: those above it, and its own, the first without its indent."""

    lead: Lines
    chunks: tuple[Chunk, ...]


class Undivided(ValueError):
    """A region would begin within a line, so the whole of what stands there has to be one."""


@dataclass(frozen=True)
class Composer:
    """Puts units together. Of ``clashes`` each is left to a person, in a region of its own."""

    clashes: Sequence[Clash] = ()

    @cached_property
    def regions(self) -> Collection[Address]:
        """Where there are regions."""
        return {one.address for one in self.clashes if one.reason is not Reason.SAME_MOMENT}

    @cached_property
    def moments(self) -> Mapping[Address, frozenset[Address]]:
        """Which entries stand in one region because nobody knows their order."""
        found: dict[Address, frozenset[Address]] = {}
        for one in self.clashes:
            if one.reason is Reason.SAME_MOMENT:
                pair = (one.address, one.other)
                group = frozenset(pair).union(*(found.get(address, ()) for address in pair))
                found |= dict.fromkeys(group, group)
        return found

    def sheet(
        self, bases: Sequence[Sheet | None], ours: Sheet, theirs: Sheet, goal: Goal
    ) -> list[Chunk]:
        """Return the whole file. Raises `NotWritten`."""
        known = [None if one is None else one.parts for one in bases]
        levels = Levels(tuple(known), ours.parts, theirs.parts)
        units, strays = self._members((), CASE, levels, goal)
        heads = [None if one is None else one.head for one in bases]
        feet = [None if one is None else one.foot for one in bases]
        return [
            *merged_lines(heads, ours.head, theirs.head),
            *_placed(units, ours.parts.column),
            *strays,
            *merged_lines(feet, ours.foot, theirs.foot),
        ]

    def _members(
        self, at: Address, leads: Inner | None, levels: Levels, goal: Goal
    ) -> tuple[list[Composed], Lines]:
        """Put the members of a mapping or a list together; give comments that are left over."""
        column = levels.host.column if levels.host is not None else 0
        goals = goal.members(leads)
        names = levels.order(leads, goals)
        strays = _strays(levels, names, column)
        found: list[Composed] = []
        for name in names:
            here = (*at, name)
            group = self.moments.get(here, frozenset())
            if group:
                first = here == min(group, key=lambda one: names.index(one[-1]))
                unit = self._together(group, leads, levels, goal) if first else None
            else:
                versions = levels.at(name, column)
                unit = self._unit(here, leads, versions, goals.at(name), column)
            if unit is not None:
                lead = (*unit.lead, *strays.get(name, ()))
                found.append(replace(unit, lead=lead))
        return found, strays.get("", ())

    def _unit(
        self, at: Address, holder: Inner | None, versions: Versions, goal: Goal, column: int
    ) -> Composed | None:
        """Put one key or one entry together; nothing where nothing shall be read."""
        if at in self.regions:
            return self._region(at, holder, versions, goal, column)
        if goal.ours != goal.theirs:
            # A clash lies inside, or this follows from one that stands elsewhere.
            try:
                if _can_divide(versions, inner(holder, at[-1]), goal):
                    return self._divided(at, holder, versions, goal)
            except Undivided:
                pass
            return self._region(at, holder, versions, goal, column)
        if goal.ours is ABSENT:
            return None
        return self._plain(at, holder, versions, goal, column)

    def _plain(
        self, at: Address, holder: Inner | None, versions: Versions, goal: Goal, column: int
    ) -> Composed:
        """Put a unit together in which nothing is left to a person."""
        taken = _taken(versions, goal.ours)
        if taken is not None:
            return Composed(_lead(versions, taken), (taken.text,))
        if _can_divide(versions, inner(holder, at[-1]), goal):
            return self._divided(at, holder, versions, goal)
        return _single(at[-1], holder, versions, goal.ours, column)

    def _divided(
        self, at: Address, holder: Inner | None, versions: Versions, goal: Goal
    ) -> Composed:
        """Put a mapping or a list over lines together from its members. Raises `Undivided`."""
        host = versions.sides[0]
        levels = versions.each(lambda one: one.parts)
        units, strays = self._members(at, inner(holder, at[-1]), levels, goal)
        lead = _lead(versions, host)
        column = levels.host.column if levels.host is not None else 0
        tail = (*_merged(versions, host, lambda one: one.tail), *strays)
        rest = _rest(versions, host)
        if rest:
            return Composed(lead, (host.pieces.opening + rest, *_placed(units, column), *tail))
        first, *more = units
        beside = _behind(host, first.chunks[0], column)
        chunks = (beside, *first.chunks[1:], *_placed(more, column), *tail)
        return Composed((*lead, *(_in(line, host.column, column) for line in first.lead)), chunks)

    def _region(
        self, at: Address, holder: Inner | None, versions: Versions, goal: Goal, column: int
    ) -> Composed:
        """Leave a unit to a person: as each side has it, or as it is read if that one is taken."""
        quiet = Composer()
        sides = [
            Composed(_lead(versions, own), (own.text,))
            if own is not None and own.data == one
            else quiet._unit(at, holder, versions, Goal(one, one, one), column)
            for own, one in zip(
                (versions.ours, versions.base, versions.theirs), goal.all, strict=True
            )
        ]
        leads = {one.lead for one in sides if one is not None}
        lead = leads.pop() if len(leads) == 1 else ()
        texts = [_text(one, column, len(lead)) for one in sides]
        return Composed(lead, (Region(at, *texts),))

    def _together(
        self, group: Collection[Address], leads: Inner | None, levels: Levels, goal: Goal
    ) -> Composed:
        """Leave the order of some entries to a person."""
        quiet = Composer()
        column = levels.host.column if levels.host is not None else 0
        ours, theirs = (
            "".join(
                _text(quiet._unit(at, leads, levels.at(at[-1], column), one, column), column, 0)
                for at, one in _members_of(group, leads, side)
            )
            for side in (goal.ours, goal.theirs)
        )
        old = (levels.at(at[-1], column).base for at in sorted(group))
        base = "".join(_text(Composed(one.lead, (one.text,)), column, 0) for one in old if one)
        return Composed((), (Region(min(group), ours, base, theirs),))


def _placed(units: Iterable[Composed], column: int) -> Iterator[Chunk]:
    """Give the lines of units that stand below each other."""
    for unit in units:
        first, *more = unit.chunks
        yield from unit.lead
        yield " " * column + first if isinstance(first, str) else first
        yield from more


def _members_of(
    group: Collection[Address], leads: Inner | None, side: object
) -> Iterator[tuple[Address, Goal]]:
    """Yield the entries of a group in the order in which a side has them."""
    around = next(iter(group))[:-1]
    for name, value in (members(leads, side) or {}).items():
        if (*around, name) in group:
            yield (*around, name), Goal(value, value, value)


def _text(unit: Composed | None, column: int, above: int) -> str:
    """Return the lines of a unit without regions; so many of its lead stand elsewhere."""
    if unit is None:
        return ""
    rest = replace(unit, lead=unit.lead[above:])
    return "".join(str(chunk) for chunk in _placed([rest], column))


def _taken(versions: Versions, value: object) -> Unit | None:
    """Return the lines of a side that can be had as they are, if there are any that read so."""
    ours, theirs = versions.ours, versions.theirs
    found = ours or theirs
    if ours is not None and theirs is not None:
        if versions.is_old(theirs) or ours.said == theirs.said:
            found = ours
        else:
            found = theirs if versions.is_old(ours) else None
    return found if found is not None and found.data == value else None


def _can_divide(versions: Versions, leads: Inner | None, goal: Goal) -> bool:
    """Whether both sides, as far as they have it, and what shall be read are made of members."""
    parts = [one.parts for one in versions.sides]
    kinds = {None if one is None else one.is_mapping for one in parts}
    if len(kinds) != 1 or None in kinds:
        return False
    kind = dict if kinds == {True} else list
    return all(isinstance(one, kind) and members(leads, one) for one in (goal.ours, goal.theirs))


def _single(
    name: str, holder: Inner | None, versions: Versions, value: object, column: int
) -> Composed:
    """Put a unit together that is not looked into: whose value, and the comments of both."""
    source = _source(versions, value)
    if source is None and not versions.sides:
        is_entry = holder is not None and holder.many == "list"
        return Composed((), (written(name, value, holder, column, entry=is_entry),))
    host = source or versions.sides[0]
    lead = _lead(versions, host)
    if source is None:
        text = reworded(replace(host, text=_without_tail(host)), name, value, holder)
    elif source.parts is None and all(one.parts is None for one in versions.sides):
        rest = _rest(versions, source)
        words = source.pieces
        gap = " " if words.value and rest.startswith("#") else ""
        text = f"{words.opening}{words.value}{gap}{rest}{words.body}"
    else:
        text = _without_tail(source)
    tail = _merged(versions, host, lambda one: one.tail)
    known = [remark for one in versions.bases if one is not None for remark in one.remarks]
    lost = [
        f"{' ' * column}{remark}\n"
        for side in versions.sides
        for remark in side.remarks
        if remark not in known and remark not in text and remark not in "".join(tail)
    ]
    return Composed((*lead, *dict.fromkeys(lost)), (text, *tail))


def _source(versions: Versions, value: object) -> Unit | None:
    """Return the side whose words are taken: theirs only where ours left them as they were."""
    ours, theirs = versions.ours, versions.theirs
    right = [one for one in versions.sides if one.data == value]
    if len(right) > 1 and ours is not None and theirs is not None:
        words = [None if one is None else _words(one) for one in versions.bases]
        return theirs if all(one == _words(ours) for one in words) else ours
    base = versions.base
    if not right and base is not None and base.data == value:
        return base
    return right[0] if right else None


def _words(unit: Unit) -> tuple[str, str]:
    return unit.pieces.value, unit.pieces.body


def _without_tail(unit: Unit) -> str:
    return unit.text.removesuffix("".join(unit.tail))


def _lead(versions: Versions, host: Unit) -> Lines:
    return _merged(versions, host, lambda one: one.lead)


def _merged(versions: Versions, host: Unit, get: Callable[[Unit], Lines]) -> Lines:
    """Merge the blank lines and comments in one place of a unit."""
    if versions.ours is None or versions.theirs is None:
        return get(host)
    bases = [None if one is None else get(one) for one in versions.bases]
    return merged_lines(bases, get(versions.ours), get(versions.theirs))


def _rest(versions: Versions, host: Unit) -> str:
    """Merge what stands behind a value in its line, where both sides have such a place."""
    ours, theirs = versions.ours, versions.theirs
    if ours is None or theirs is None or not (ours.pieces.rest and theirs.pieces.rest):
        return host.pieces.rest
    bases = [None if one is None else one.pieces.rest for one in versions.bases]
    return merged_rest(bases, ours.pieces.rest, theirs.pieces.rest)


def _behind(host: Unit, first: Chunk, column: int) -> Chunk:
    """Put the first member of an entry behind its dash. Raises `Undivided`."""
    if isinstance(first, str):
        return host.pieces.opening + first
    indent = " " * column
    sides = []
    for side in (first.ours, first.base, first.theirs):
        words = side.removeprefix(indent)
        if words == side or words[:1] in ("#", " "):
            raise Undivided
        sides.append(f"{' ' * host.column}{host.pieces.opening}{words}")
    return Region(first.address, *sides)


def _strays(levels: Levels, names: Collection[str], column: int) -> Mapping[str, Lines]:
    """Return the comments that one side wrote into what is gone, by the member they now go above.

    Those that have no such member stand under no name.
    """
    found: dict[str, Lines] = {}
    for one in (levels.ours, levels.theirs):
        pending: Lines = ()
        for name in levels.names(one):
            if name not in names:
                pending = (*pending, *_new_remarks(levels.at(name, column), column))
            elif pending:
                found[name] = (*found.get(name, ()), *pending)
                pending = ()
        found[""] = (*found.get("", ()), *pending)
    return found


def _new_remarks(versions: Versions, column: int) -> Iterator[str]:
    """Yield the comments that a side wrote since the base."""
    known: Counter[str] = Counter()
    for one in versions.bases:
        known |= Counter(() if one is None else _all_remarks(one))
    for side in versions.sides:
        for remark in (Counter(_all_remarks(side)) - known).elements():
            yield f"{' ' * column}{remark}\n"


def _all_remarks(unit: Unit) -> Lines:
    above = tuple(line.strip() for line in unit.lead if line.strip())
    return (*above, *unit.remarks)


def _in(line: str, to: int, column: int) -> str:
    return moved(line, to - column)
