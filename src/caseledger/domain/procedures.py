"""The procedures of a person: chains of events that answer each other, and what they came to.

The root of a chain of ``of`` identifies a procedure. An entry without ``of`` answers the latest
open procedure of the same track, host and other state (design, section 2). Which kinds begin a
procedure, and what an event makes of it, is data: the section ``procedures`` of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day

from caseledger.domain.accounts import accounts_of
from caseledger.domain.case import Case, Event, Source
from caseledger.domain.kind import is_true, mapping, texts
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.ordering import Ordering, in_order
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, hull

PENDING = "pending"
STANDS = "stands"
"""A verdict that leaves the decision before it as it was."""
EXTRADITION, COMPLAINT = "extradition", "complaint"
FACTS = ("kind", "state", "country", "by", "to")
"""Where accounts differ in one of these, they tell of another event."""
ALIVE = frozenset({"happened", "alleged"})


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure of one person as it is known on a day.

    ``root`` is the id of its first event, ``other`` the other state, of a complaint the body.
    ``outcomes`` are all that it may have come to, by the catalogue's order: one where that is
    certain, and ``pending`` where nothing has been decided. ``states`` are the kinds that may have
    been its last event, ``decided_by`` the events that may have brought the outcome, ``since``
    their days. ``certain`` says whether it is sure to have begun.
    """

    track: str
    host: str
    other: str
    events: tuple[Occurrence, ...]
    outcomes: tuple[str, ...]
    states: tuple[str, ...]
    decided_by: tuple[Event, ...]
    since: Window
    certain: bool

    @property
    def root(self) -> str:
        """The id of the event that it began with: what makes it the same procedure."""
        return self.events[0].event.id

    @property
    def began(self) -> Window:
        """When its first event took place."""
        return self.events[0].window


@dataclass(frozen=True, slots=True)
class Rules:
    """How procedures begin and end, as the catalogue has it."""

    outcomes: tuple[str, ...]
    executed: frozenset[str]
    verdicts: Mapping[str, object]
    anew: frozenset[str]
    starts: frozenset[str]
    apart: frozenset[str]
    tracks: frozenset[str]

    def verdict(self, kind: str, outcome: str | None) -> tuple[str, ...]:
        """Return what an event may make of its procedure; nothing where it decides nothing."""
        tree = self.verdicts.get(kind)
        given = mapping(tree)
        return texts(given.get(outcome or "else", given.get("else")) if given else tree)


def rules_of(vocabulary: Vocabulary) -> Rules:
    """Read the section ``procedures`` of the catalogue."""
    tree = vocabulary.section("procedures")
    outcomes = mapping(tree.get("outcomes"))
    begins = frozenset(texts(tree.get("starts"))) | frozenset(texts(tree.get("anew")))
    return Rules(
        outcomes=tuple(outcomes),
        executed=frozenset(
            k for k, one in outcomes.items() if is_true(mapping(one).get("executed"))
        ),
        verdicts=mapping(tree.get("verdicts")),
        anew=frozenset(texts(tree.get("anew"))),
        starts=begins,
        apart=frozenset(texts(tree.get("apart"))),
        tracks=frozenset(code.partition(".")[0] for code in begins),
    )


def procedures_of(
    case: Case, found: Iterable[Occurrence], day: Day, vocabulary: Vocabulary
) -> tuple[Procedure, ...]:
    """Return the procedures that have, or may have, begun by a day, in their order.

    ``found`` are the events of one person: their procedures are theirs alone.
    """
    rules = rules_of(vocabulary)
    sources = {source.id: source for source in case.sources}
    alive = [
        one
        for one in found
        if one.event.state in ALIVE and one.kind and (one.counts(day) or one.possible(day))
    ]
    chains = list(_chains([_entry(one, rules, sources) for one in in_order(alive)], rules))
    return tuple(_procedure(chain, rules, day) for chain in chains)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event with what it may make of its procedure, in every account of it."""

    one: Occurrence
    code: str
    verdict: tuple[str, ...]
    disputed: bool

    @property
    def event(self) -> Event:
        return self.one.event

    @property
    def key(self) -> tuple[str, str, str]:
        """Track, host and other state; an empty word fits any."""
        event, track = self.event, self.code.partition(".")[0]
        if track == COMPLAINT:
            return (track, event.country or "", event.body or "")
        if track == EXTRADITION:
            return (track, event.country or "", event.by or event.to or "")
        return (track, event.country or event.by or "", event.to or "")

    def sure(self, day: Day) -> bool:
        """Whether it took place by a day, however its outcome is disputed."""
        return self.one.happened and self.one.window.ended_by(day) and not self.disputed


def _entry(one: Occurrence, rules: Rules, sources: Mapping[str, Source]) -> _Entry:
    """Read an event; where it is disputed, the outcome of every account is a verdict."""
    kind = one.kind
    if kind is None:
        raise ValueError(one.event.kind)
    accounts = accounts_of(one.event, sources)
    words = [account.outcome and kind.outcome(account.outcome) for account in accounts]
    verdict = dict.fromkeys(code for word in words for code in rules.verdict(kind.code, word))
    another = any(
        getattr(account, name) != getattr(one.event, name) for account in accounts for name in FACTS
    )
    return _Entry(one, kind.code, tuple(verdict), another)


@dataclass(slots=True)
class _Chain:
    """A procedure while its events are gathered."""

    key: tuple[str, str, str]
    entries: list[_Entry] = field(default_factory=list)
    open: bool = True

    def add(self, entry: _Entry) -> None:
        """Take one more event in; a decision closes it, an appeal opens it again."""
        self.entries.append(entry)
        self.key = tuple(mine or new for mine, new in zip(self.key, entry.key, strict=True))  # type: ignore[assignment]
        if entry.verdict:
            self.open = PENDING in entry.verdict

    def fits(self, key: tuple[str, str, str]) -> bool:
        """Whether an event of this track, host and other state may belong to it."""
        pairs = zip(self.key[1:], key[1:], strict=True)
        return self.key[0] == key[0] and all(a == b or not a or not b for a, b in pairs)

    def is_another(self, entry: _Entry, rules: Rules) -> bool:
        """Whether an event that begins procedures bears another number than this one did."""
        known = {e.event.reference for e in self.entries if e.code in rules.starts} - {None}
        number = entry.event.reference
        return bool(entry.code in rules.starts and number and known and number not in known)


def _chains(entries: Iterable[_Entry], rules: Rules) -> Iterator[_Chain]:
    """Put events together that belong together."""
    chains: list[_Chain] = []
    home: dict[str, _Chain] = {}
    for entry in entries:
        if entry.key[0] not in rules.tracks:
            continue
        answered = home.get(entry.event.of or "")
        if answered is None or answered.key[0] != entry.key[0]:
            if entry.code in rules.apart:
                continue
            answered = _answered(chains, entry, rules)
        if answered is None:
            answered = _Chain(entry.key)
            chains.append(answered)
        answered.add(entry)
        home[entry.event.id] = answered
    return iter(chains)


def _answered(chains: Sequence[_Chain], entry: _Entry, rules: Rules) -> _Chain | None:
    """Return the procedure that an event without ``of`` belongs to, if there is one."""
    if entry.code in rules.anew:
        return None
    fitting = [chain for chain in reversed(chains) if chain.fits(entry.key)]
    begun = [chain for chain in fitting if chain.open and not chain.is_another(entry, rules)]
    if begun or entry.code in rules.starts:
        return next(iter(begun), None)
    return next(iter(fitting), None)


def _procedure(chain: _Chain, rules: Rules, day: Day) -> Procedure:
    entries = chain.entries
    ordering = Ordering([entry.one for entry in entries])
    last = _last(entries, ordering, day)
    deciding, outcomes = _outcomes(entries, ordering, rules, day)
    track, host, other = chain.key
    return Procedure(
        track=track,
        host=host,
        other=other,
        events=tuple(entry.one for entry in entries),
        outcomes=tuple(code for code in rules.outcomes if code in outcomes),
        states=tuple(dict.fromkeys(entry.code for entry in last)),
        decided_by=tuple(entry.event for entry in deciding),
        since=hull([entry.one.window for entry in deciding or entries[:1]]),
        certain=any(entry.sure(day) for entry in entries),
    )


def _last(entries: Sequence[_Entry], ordering: Ordering, day: Day) -> list[_Entry]:
    """Return the entries that may be the last: no sure one is known to come after them."""
    sure = [entry for entry in entries if entry.sure(day)]
    return [
        entry
        for entry in entries
        if not any(ordering.precedes(entry.one, later.one) for later in sure if later is not entry)
    ]


def _outcomes(
    entries: Sequence[_Entry], ordering: Ordering, rules: Rules, day: Day
) -> tuple[list[_Entry], set[str]]:
    """Return the entries that may have brought the outcome, and every outcome that is possible."""
    verdicts = [entry for entry in entries if entry.verdict]
    done = [one for one in verdicts if one.sure(day) and rules.executed.issuperset(one.verdict)]
    if done:
        return done[:1], set(done[0].verdict)
    last = _last(verdicts, ordering, day)
    found = {code for entry in last for code in _meant(entry, verdicts, ordering)}
    if not any(entry.sure(day) for entry in verdicts):
        found.add(PENDING)
    return last, found


def _meant(entry: _Entry, verdicts: Sequence[_Entry], ordering: Ordering) -> Iterable[str]:
    """What a verdict says; where it lets the decision before it stand, what that one said."""
    if STANDS not in entry.verdict:
        return entry.verdict
    before = [
        one
        for one in verdicts
        if ordering.precedes(one.one, entry.one) and not {PENDING, STANDS} & set(one.verdict)
    ]
    return before[-1].verdict if before else [code for code in entry.verdict if code != STANDS]
