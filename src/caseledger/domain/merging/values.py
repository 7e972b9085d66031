"""Three versions of a value become one: what only one side changed is taken from that side.

Mappings are merged key by key, lists of entries by what names their members, sets of words member
by member. All else is one value, and whoever changed it, changed all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from caseledger.domain.changes import SETS, Address, named_members, words_of
from caseledger.domain.entry_days import day_of_entry
from caseledger.domain.loading import Inner, shape_of
from caseledger.domain.merging.clash import ABSENT, Clash, Decide, Reason
from caseledger.domain.merging.sequence import skeleton, woven

Members = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Three:
    """What stands at an address in the three versions, or `ABSENT`.

    There is more than one base where branches cross: it is then a merge itself, with conflicts that
    others have settled in their own ways since. Only what every reading of it gives is taken.
    """

    bases: tuple[object, ...]
    ours: object
    theirs: object

    @property
    def base(self) -> object:
        """What stood there before, in the first reading."""
        return self.bases[0]

    @property
    def is_new(self) -> bool:
        """Whether nothing stood there before."""
        return ABSENT in self.bases

    @property
    def settled(self) -> bool:
        """Whether no two sides changed it to different things."""
        return self.ours == self.theirs or any(
            all(base == side for base in self.bases) for side in (self.ours, self.theirs)
        )

    @property
    def taken(self) -> object:
        """What stands there once it is settled."""
        return self.theirs if all(base == self.ours for base in self.bases) else self.ours

    def at(self, key: str) -> Three:
        """What stands under a key of mappings."""
        return self.each(lambda one: one.get(key, ABSENT) if isinstance(one, Mapping) else ABSENT)

    def each(self, change: Callable[[object], object]) -> Three:
        """Change every version alike."""
        bases = tuple(change(base) for base in self.bases)
        return Three(bases, change(self.ours), change(self.theirs))

    @property
    def all(self) -> tuple[object, ...]:
        """Every version, the bases first."""
        return (*self.bases, self.ours, self.theirs)


@dataclass(frozen=True, slots=True)
class Merger:
    """Merges values and keeps where they clash; ``decide`` says what stands there for now."""

    decide: Decide
    clashes: list[Clash] = field(default_factory=list)

    def mapping(self, part: type, at: Address, three: Three) -> dict[str, object]:
        """Merge three versions of one part of the format, key by key."""
        shape = shape_of(part)
        found: dict[str, object] = {}
        for key in _keys(three):
            leads = shape.inner.get(key)
            here = (*at, key)
            value = self.value(leads, here, three.at(key), is_set=key in SETS and leads is None)
            if value is not ABSENT:
                found[key] = value
        return found

    def value(self, leads: Inner | None, at: Address, three: Three, *, is_set: bool) -> object:
        """Merge what stands under one key."""
        if three.settled:
            return three.taken
        if ABSENT in (three.ours, three.theirs):
            return self.clash(at, Reason.DELETED_AND_CHANGED, three)
        if is_set and (joined := _joined(three)) is not None:
            return joined
        inside = self._inside(leads, at, three) if leads is not None else None
        if inside is not None:
            return inside
        twice = Reason.ADDED_TWICE if three.is_new else Reason.CHANGED_TWICE
        return self.clash(at, twice, three)

    def clash(self, at: Address, reason: Reason, three: Three) -> object:
        """Keep that two versions cannot both be had, and return what stands there for now."""
        found = Clash(at, reason, three.base, three.ours, three.theirs)
        self.clashes.append(found)
        return self.decide(found)

    def _inside(self, leads: Inner, at: Address, three: Three) -> object | None:
        """Merge what is made of parts; nothing where the three cannot be taken apart alike."""
        if leads.many == "list":
            return self._entries(leads, at, three)
        if leads.many == "mapping":
            return self._named(leads, at, three)
        return self._part(leads, at, three)

    def _part(self, leads: Inner, at: Address, three: Three) -> object | None:
        """Merge one part, lengthened where it is written shortly."""
        wide = three.each(lambda one: _widened(leads, one))
        if not all(isinstance(one, Mapping) or one is ABSENT for one in wide.all):
            return None
        return self.mapping(leads.part, at, wide) or _nothing(three)

    def _named(self, leads: Inner, at: Address, three: Three) -> object | None:
        """Merge mappings of parts by their keys."""
        if not all(isinstance(one, Mapping) or one is ABSENT for one in three.all):
            return None
        found: dict[str, object] = {}
        for key in _keys(three):
            value = self._member(leads, (*at, key), three.at(key))
            if value is not ABSENT:
                found[key] = value
        return found or _nothing(three)

    def _entries(self, leads: Inner, at: Address, three: Three) -> object | None:
        """Merge lists of parts by what names their members; nothing where something names two."""
        named = [_by_name(leads, one) for one in three.all]
        lists = [one for one in named if one is not None]
        if len(lists) < len(named):
            return None
        *bases, ours, theirs = lists
        kept: dict[str, object] = {}
        for name in dict.fromkeys(name for one in (ours, theirs, *bases) for name in one):
            versions = Three(
                tuple(one.get(name, ABSENT) for one in bases),
                ours.get(name, ABSENT),
                theirs.get(name, ABSENT),
            )
            value = self._member(leads, (*at, name), versions)
            if value is not ABSENT:
                kept[name] = value
        order = self._order(at, [list(one) for one in (bases[0], ours, theirs)])
        names = woven(order, list(ours), list(theirs), kept, lambda one: _rank(at, kept[one]))
        # A person may keep what both sides deleted; it then comes last.
        rest = [name for name in kept if name not in names]
        return [kept[name] for name in (*names, *rest)]

    def _order(self, at: Address, names: Sequence[Sequence[str]]) -> Sequence[str]:
        order = skeleton(*names)
        if order is not None:
            return order
        both = set(names[1]) & set(names[2])
        base, ours, theirs = ([one for one in side if one in both] for side in names)
        three = Three((base,), ours, theirs)
        chosen = self.clash(at, Reason.REORDERED_TWICE, three)
        known = [one for one in chosen if one in both] if isinstance(chosen, list) else []
        return [*known, *(one for one in names[1] if one in both and one not in known)]

    def _member(self, leads: Inner, at: Address, three: Three) -> object:
        """Merge one member; what both sides made, each in its own way, is not taken apart."""
        if three.settled:
            return three.taken
        if ABSENT in (three.ours, three.theirs):
            return self.clash(at, Reason.DELETED_AND_CHANGED, three)
        if three.is_new:
            return self.clash(at, Reason.ADDED_TWICE, three)
        inside = self._part(leads, at, three)
        return inside if inside is not None else self.clash(at, Reason.CHANGED_TWICE, three)


def _nothing(three: Three) -> object:
    """What is left where nothing is left inside: an empty mapping, if there was one before."""
    return ABSENT if three.is_new else {}


def _keys(three: Three) -> list[str]:
    """The keys of both sides: ours in their order, each of theirs behind its predecessor there."""
    ours, theirs = (
        list(one) if isinstance(one, Mapping) else [] for one in (three.ours, three.theirs)
    )
    both = [key for key in ours if key in theirs]
    return woven(both, ours, theirs, {*ours, *theirs}, lambda _key: None)


def _joined(three: Three) -> list[str] | None:
    """Merge sets of words: what either side added is in, what either took away is not.

    Nothing where they are no sets, where together the sides would leave none of it, or where each
    put something else in the place of one and the same word: that is one value changed two ways.
    """
    sets = [words_of(None if one is ABSENT else one) for one in three.all]
    known = [one for one in sets if one is not None]
    if len(known) < len(sets):
        return None
    *bases, ours, theirs = known
    if _replaced_twice(bases[0], ours, theirs):
        return None
    kept: list[str] = []
    for word in dict.fromkeys((*ours, *theirs)):
        before = [word in base for base in bases]
        if (word in ours and word in theirs) or not any(before):
            kept.append(word)
        elif not all(before):
            return None  # nobody knows whether the one side added it or the other took it away
    return kept or None


def _replaced_twice(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> bool:
    gone = set(base) - set(ours) - set(theirs)
    mine, yours = (set(side) - set(base) for side in (ours, theirs))
    return bool(gone and mine - yours and yours - mine)


def _by_name(leads: Inner, side: object) -> Members | None:
    """The members of a list by what names them; nothing where a name is missing or names two."""
    if side is ABSENT or side is None:
        return {}
    gathered = leads.gather(side) if leads.gather else side
    return named_members(leads, gathered) if isinstance(gathered, list) else None


def _widened(leads: Inner, side: object) -> object:
    return leads.widen(side) if leads.widen and side is not ABSENT else side


def _rank(at: Address, member: object) -> object | None:
    """New events of one gap go by their days."""
    return day_of_entry(member) if at == ("events",) else None
