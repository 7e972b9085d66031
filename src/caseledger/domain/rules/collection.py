"""All rules that hold in a ledger: those of the catalogue and its own."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date as Day
from typing import TypeVar, cast

from caseledger.domain.kind import mapping
from caseledger.domain.loading import shape_of
from caseledger.domain.rules.rule import (
    Instrument,
    NationalFigure,
    Party,
    Profile,
    Rule,
    RuleFile,
)
from caseledger.domain.windows import Window

Part = TypeVar("Part")


class Rules:
    """The rules, how they count, and who is bound. Never changes.

    A ledger's own rule, profile or instrument takes the place of the built-in one of the same id,
    its own figure the place of the built-in one for the same rule and state. Rules of the
    catalogue are read when they are first asked for.
    """

    def __init__(
        self,
        trees: Mapping[str, object],
        own: Iterable[RuleFile] = (),
        groups: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        """Sort what starts a clock by its kinds.

        ``trees`` are the sections ``rules``, ``profiles``, ``instruments`` and ``figures`` of a
        catalogue that was checked when it was made; ``groups`` are of states.
        """
        files = tuple(own)
        self._groups = groups or {}
        self._trees = {str(mapping(tree)["id"]): tree for tree in _list(trees.get("rules"))}
        self._read: dict[str, Rule] = {rule.id: rule for file in files for rule in file.rules}
        self.own = frozenset(self._read)
        self._profiles = mapping(trees.get("profiles"))
        self._own_profiles = {k: v for file in files for k, v in (file.profiles or {}).items()}
        self._instruments = mapping(trees.get("instruments"))
        self._own_instruments = {
            k: v for file in files for k, v in (file.instruments or {}).items()
        }
        self._figures = trees.get("figures")
        self._own_figures = tuple(one for file in files for one in file.figures)
        self._states: dict[str, frozenset[str]] = {}
        self._by_kind: dict[str, dict[str, None]] | None = None
        self._triggered: dict[str, tuple[Rule, ...]] = {}
        self._in_state: dict[tuple[str, str], tuple[Rule, ...]] = {}
        self._families: dict[str, tuple[Rule, ...]] = {}
        self._known: dict[tuple[type, str], object] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The ids of all rules in the order of the catalogue, the ledger's own at the end."""
        return tuple(dict.fromkeys((*self._trees, *self._read)))

    @property
    def built_in(self) -> frozenset[str]:
        """The ids of the rules of the catalogue, those that an own one replaces among them."""
        return frozenset(self._trees)

    def __iter__(self) -> Iterator[Rule]:
        """Yield all rules in the order of `codes`."""
        return (self._rule(code) for code in self.codes)

    def rule(self, code: str) -> Rule | None:
        """Return the rule of an id, None where there is none."""
        return self._rule(code) if code in self._trees or code in self._read else None

    def triggered_by(self, kind: str) -> tuple[Rule, ...]:
        """Return the rules for which an event of a kind may start the clock."""
        if self._by_kind is None:
            index: dict[str, dict[str, None]] = {}
            for code in self.codes:
                for trigger_kind in self._trigger_kinds(code):
                    index.setdefault(trigger_kind, {})[code] = None
            self._by_kind = index
        if kind not in self._triggered:
            codes = self._by_kind.get(kind, ())
            self._triggered[kind] = tuple(self._rule(code) for code in codes)
        return self._triggered[kind]

    def triggered_in(self, kind: str, state: str) -> tuple[Rule, ...]:
        """Return the rules for which an event of a kind in a state may start the clock."""
        key = (kind, state)
        if key not in self._in_state:
            rules = self.triggered_by(kind)
            self._in_state[key] = tuple(rule for rule in rules if self.holds_in(rule, state))
        return self._in_state[key]

    def family(self, rule: Rule) -> tuple[Rule, ...]:
        """Return the versions of a rule, itself among them."""
        if rule.family is None:
            return (rule,)
        if rule.family not in self._families:
            self._families[rule.family] = tuple(one for one in self if one.family == rule.family)
        return self._families[rule.family]

    def profile(self, code: str) -> Profile | None:
        """Return a way of counting, None where there is none."""
        return self._part(Profile, code, self._own_profiles, self._profiles)

    @property
    def profile_codes(self) -> tuple[str, ...]:
        """The ids of all ways of counting."""
        return tuple(dict.fromkeys((*self._profiles, *self._own_profiles)))

    def instrument(self, code: str) -> Instrument | None:
        """Return a treaty, None where there is none."""
        return self._part(Instrument, code, self._own_instruments, self._instruments)

    @property
    def instrument_codes(self) -> tuple[str, ...]:
        """The ids of all treaties."""
        return tuple(dict.fromkeys((*self._instruments, *self._own_instruments)))

    @property
    def figures(self) -> tuple[NationalFigure, ...]:
        """All national figures, the ledger's own first."""
        read = shape_of(NationalFigure).read
        built_in = (cast("NationalFigure", read(tree)) for tree in _list(self._figures))
        return (*self._own_figures, *built_in)

    def figure(self, rule: str, state: str, day: Day) -> NationalFigure | None:
        """Return the length that the law of a state gives on a day, None where none is known."""
        for one in self.figures:
            begun = one.valid_from is None or one.valid_from <= day
            ended = one.valid_to is not None and one.valid_to < day
            if (one.rule, one.country) == (rule, state) and begun and not ended:
                return one
        return None

    def holds_in(self, rule: Rule, state: str) -> bool:
        """Whether a rule belongs to the law of a state; one without a jurisdiction is of all."""
        return not rule.jurisdiction or state in self.states(rule)

    def states(self, rule: Rule) -> frozenset[str]:
        """Return the states of a rule, groups taken apart; empty for a rule of all states."""
        found = self._states.get(rule.id)
        if found is None:
            found = self._states[rule.id] = frozenset(self._apart(rule.jurisdiction))
        return found

    def bound(self, instrument: str, state: str, window: Window) -> tuple[str, str]:
        """Say whether a state is bound on all days of a window, and how well that was read.

        ``yes`` and ``no`` only where that is so on every day; else ``unknown``.
        """
        one = self.instrument(instrument)
        if one is None:
            return ("unknown", "unverified")
        party = self._party(one, state)
        if party is None:
            return (one.others, "unverified" if one.others == "unknown" else "secondary")
        return (_bound_in(party, window), party.status)

    def _party(self, instrument: Instrument, state: str) -> Party | None:
        if state in instrument.parties:
            return instrument.parties[state]
        named = (one for code, one in instrument.parties.items() if state in self._of(code))
        return next(named, None)

    def _of(self, code: str) -> Collection[str]:
        return self._groups.get(code, ())

    def _apart(self, places: Iterable[str]) -> Iterator[str]:
        for place in places:
            yield from self._groups.get(place, (place,))

    def _rule(self, code: str) -> Rule:
        found = self._read.get(code)
        if found is None:
            found = cast("Rule", shape_of(Rule).read(self._trees[code]))
            self._read[code] = found
        return found

    def _trigger_kinds(self, code: str) -> Iterator[str]:
        """The kinds that start the clock of a rule, without reading the whole rule."""
        if code in self._read:
            for pattern in self._read[code].trigger.patterns:
                yield from pattern.kind
        else:
            yield from _kinds_in(mapping(self._trees[code]).get("trigger"))

    def _part(
        self,
        part: type[Part],
        code: str,
        own: Mapping[str, Part],
        trees: Mapping[str, object],
    ) -> Part | None:
        if code in own:
            return own[code]
        if code not in trees:
            return None
        if (part, code) not in self._known:
            self._known[part, code] = shape_of(part).read(trees[code])
        return cast("Part", self._known[part, code])


def _bound_in(party: Party, window: Window) -> str:
    """Whether a party is bound on every day of a window."""
    if party.bound != "yes":
        return str(party.bound)
    first, last = party.from_, party.to
    if (first and window.latest and window.latest < first) or (
        last and window.earliest and last < window.earliest
    ):
        return "no"
    before = first is not None and (window.earliest is None or window.earliest < first)
    behind = last is not None and (window.latest is None or last < window.latest)
    return "unknown" if before or behind else "yes"


def _kinds_in(tree: object) -> Iterator[str]:
    """The codes of kinds in a trigger as it is written."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for one in tree:
            yield from _kinds_in(one)
    elif isinstance(tree, Mapping):
        if "kind" in tree:
            yield from _kinds_in(tree["kind"])
        else:
            for one in tree.values():
                yield from _kinds_in(one)


def _list(tree: object) -> list[object]:
    return tree if isinstance(tree, list) else []
