"""What stands at one address in the versions of a file, and what shall be read there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from caseledger.domain.edits import new_key_position
from caseledger.domain.entry_values import ORDERS
from caseledger.domain.loading import Inner
from caseledger.domain.merging.clash import ABSENT
from caseledger.domain.merging.sequence import skeleton, woven
from caseledger.store.merging.sheet import Parts, Unit, members


@dataclass(frozen=True, slots=True)
class Goal:
    """What shall be read at an address: one value, or one for each side that may be taken."""

    ours: object
    base: object
    theirs: object

    def members(self, leads: Inner | None) -> GoalMembers:
        """What shall be read of what stands inside."""
        ours = members(leads, self.ours) or {}
        others = (
            ours if one is self.ours else members(leads, one) or {}
            for one in (self.base, self.theirs)
        )
        return GoalMembers(ours, *others)

    @property
    def all(self) -> tuple[object, object, object]:
        """The three values."""
        return (self.ours, self.base, self.theirs)


Members = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class GoalMembers:
    """What shall be read inside of a value, by what names the members."""

    ours: Members
    base: Members
    theirs: Members

    @property
    def all(self) -> tuple[Members, Members, Members]:
        """The three."""
        return (self.ours, self.base, self.theirs)

    def at(self, name: str) -> Goal:
        """What shall be read of a member."""
        return Goal(*(one.get(name, ABSENT) for one in self.all))


@dataclass(frozen=True, slots=True)
class Versions:
    """The lines that stand at an address, or nothing; several bases where branches cross."""

    bases: tuple[Unit | None, ...]
    ours: Unit | None
    theirs: Unit | None

    @property
    def sides(self) -> list[Unit]:
        """What there is on the sides, ours first."""
        return [one for one in (self.ours, self.theirs) if one is not None]

    @property
    def base(self) -> Unit | None:
        """What stood there before, in the first reading."""
        return self.bases[0]

    def is_old(self, side: Unit) -> bool:
        """Whether a side left it as it was."""
        return all(one is not None and one.said == side.said for one in self.bases)

    def each(self, get: Callable[[Unit], Parts | None]) -> Levels:
        """Return the parts inside."""
        bases = tuple(None if one is None else get(one) for one in self.bases)
        ours, theirs = (None if one is None else get(one) for one in (self.ours, self.theirs))
        return Levels(bases, ours, theirs)


@dataclass(frozen=True, slots=True)
class Levels:
    """Mappings or lists over lines that belong together, or nothing where there is none."""

    bases: tuple[Parts | None, ...]
    ours: Parts | None
    theirs: Parts | None

    @property
    def host(self) -> Parts | None:
        """The one whose indents the merge has."""
        return self.ours or self.theirs

    @property
    def all(self) -> tuple[Parts | None, ...]:
        """Every version, the bases first."""
        return (*self.bases, self.ours, self.theirs)

    def at(self, name: str, column: int) -> Versions:
        """Return the lines of a member, as they stand in a column."""
        *bases, ours, theirs = (_unit(one, name, column) for one in self.all)
        return Versions(tuple(bases), ours, theirs)

    def names(self, one: Parts | None) -> list[str]:
        """Return the members of a version in their order, where it is of the kind of the host."""
        return list(one.units) if one is not None and _alike(one, self.host) else []

    def order(self, leads: Inner | None, goal: GoalMembers) -> list[str]:
        """Return the members to be read: keys as the sides have them, entries as the goals do."""
        wanted = [list(one) for one in goal.all]
        ours, theirs = wanted[0], wanted[2]
        spine: Sequence[str] | None = None
        if self.host is not None and self.host.is_mapping:
            ours, theirs = self.names(self.ours), self.names(self.theirs)
            spine = skeleton(self.names(self.bases[0]), ours, theirs)
        everything = dict.fromkeys(name for one in wanted for name in one)
        spine = [name for name in ours if name in theirs] if spine is None else spine
        names = woven(spine, ours, theirs, everything, lambda _: None)
        keys = ORDERS.get(leads.part, ()) if leads is not None and not leads.many else ()
        for name in everything:
            if name not in names:
                names.insert(new_key_position(names, name, keys), name)
        return names


def _alike(one: Parts | None, host: Parts | None) -> bool:
    return one is not None and host is not None and one.is_mapping is host.is_mapping


def _unit(one: Parts | None, name: str, column: int) -> Unit | None:
    found = None if one is None else one.units.get(name)
    return None if found is None else found.at(column)
