"""What the law of a state says where the effect of an event or the reach of a shield hangs on it.

A provision answers one question, for some states and from some day on: does an event end a shield,
does an appeal suspend, does a shield hold off a track. It says how well its source was read, and
what was not read cannot decide: unknown stays unknown (DESIGN 4).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from itertools import product
from typing import Annotated, Any, ClassVar, cast

from caseledger.domain.fields import (
    STRICT,
    Id,
    KindCode,
    Text,
    Texts,
    YesNoUnknown,
    about,
    as_list,
    kept_as_is,
    needed,
    pattern,
)
from caseledger.domain.loading import shape_of
from caseledger.domain.values import Mismatch, Reads, Widens, one_of

STATUSES = ("text", "secondary", "partial", "unverified", "none")
"""How good the law behind an answer is, the best first. ``none``: no provision speaks."""

READ = frozenset({"text", "secondary"})
"""How well law must have been read for something to be asserted of it."""

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "ends": ("kind", "shield"),
    "suspends": ("kind",),
    "covers": ("shield", "track"),
}
"""The questions, each with the keys of a provision that say what it is asked about."""

_UNREAD = "unverified"
_WRITTEN = STATUSES[:-1]
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

Key = tuple[str, ...]
"""A question, a state, and what is asked about."""


def a_day(value: object) -> Day:
    """Read one day: the law of a state does not begin some time in May. Raises `Mismatch`."""
    try:
        if isinstance(value, str) and re.fullmatch(_DAY, value):
            return Day.fromisoformat(value)
    except ValueError:
        pass
    raise Mismatch("CL205", "one whole day is expected", "for example 2026-06-12")


def labels_in_full(value: object) -> object:
    """Lengthen a text to a text in English."""
    return {"en": value} if isinstance(value, str) else value


WholeDay = Annotated[Day, Reads(a_day, pattern(_DAY), "day")]
Labels = Annotated[Mapping[str, Text], Widens(labels_in_full, Text, "text, or text by language")]
Question = Annotated[str, Reads(one_of(*SUBJECTS), {"enum": list(SUBJECTS)}, " ".join(SUBJECTS))]
Status = Annotated[str, Reads(one_of(*_WRITTEN), {"enum": list(_WRITTEN)}, " ".join(_WRITTEN))]
KindCodes = Annotated[tuple[KindCode, ...], Widens(as_list, KindCode, "kind or list of kinds")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One rule of law, as far as it is known.

    `SUBJECTS` says which of ``kind``, ``shield`` and ``track`` its question asks about. It is in
    force from ``valid_from`` to ``valid_to``, both included; None is open, or not known.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: Id = needed("its id")
    title: Labels = needed("what it says, by language")
    jurisdiction: Texts = needed("states by their codes, or a group of states")
    question: Question = needed(
        "does an event end a shield; does an appeal suspend; does a shield hold off a track"
    )
    kind: KindCodes = about("kinds of event that end or suspend", default=())
    shield: Texts = about("shields that are ended, or that cover", default=())
    track: Texts = about("tracks that are covered", default=())
    body: Texts = about("covers only: measures and judgments of these bodies", default=())
    answer: YesNoUnknown = needed("the answer")
    conditions: Labels | None = about(
        "what must be so and events do not show; with it, it never decides"
    )
    valid_from: WholeDay | None = about("the first day; else open, or not known")
    valid_to: WholeDay | None = about("the last day; else open, or not known")
    status: Status = needed("how well it was read; what is unverified never decides")
    source: Texts = about("where it was read: addresses, citations", default=())
    note: Labels | None = about("what was not read, and what else to know")
    other: Mapping[str, object] = kept_as_is()

    @property
    def decides(self) -> bool:
        """Whether its answer is taken: it was read, and hangs on nothing that no event shows."""
        return self.answer != "unknown" and self.status != _UNREAD and not self.conditions

    def in_force(self, day: Day) -> bool:
        """Say whether it holds on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    def speaks(self, day: Day, body: str) -> bool:
        """Say whether it holds on a day for a measure or judgment of a body; empty for others."""
        return self.in_force(day) and (not self.body or body in self.body)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer to a question, how good the law behind it is, and the provisions that give it.

    An answer that is ``unknown`` names every provision that speaks of the question, and is
    ``unverified``; with the status ``none`` there is no such provision.
    """

    answer: str
    status: str
    provisions: tuple[str, ...]


SILENT = Ruling("unknown", "none", ())
"""The ruling where no provision speaks."""


class Law:
    """All provisions, the built-in ones and those of a ledger. Never changes.

    A ledger's own provision takes the place of the built-in one of the same id; where own ones
    speak of a question on a day, built-in ones are not asked.
    """

    def __init__(
        self,
        provisions: Iterable[Provision],
        own: Iterable[Provision] = (),
        groups: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        """Sort the provisions by what they answer. ``groups`` are of states."""
        mine = {provision.id: provision for provision in own}
        self._all = {provision.id: provision for provision in provisions} | mine
        self.own = frozenset(mine)
        self._found: dict[Key, list[Provision]] = {}
        self._days: dict[str, tuple[Day, ...]] = {}
        self._given: dict[tuple[Key, Day, str], Ruling] = {}
        for provision in self._all.values():
            for key in _keys(provision, groups or {}):
                self._found.setdefault(key, []).append(provision)

    def __iter__(self) -> Iterator[Provision]:
        """Yield all provisions in the order of the catalogue, additional ones at the end."""
        return iter(self._all.values())

    def provision(self, code: str) -> Provision | None:
        """Return the provision of an id, None where there is none."""
        return self._all.get(code)

    def ends(self, host: str, kind: str, shield: str, day: Day) -> Ruling:
        """Say whether an event of a kind, on its day, ends a shield in a state."""
        return self._ruling(("ends", host, kind, shield), day)

    def suspends(self, host: str, kind: str, day: Day) -> Ruling:
        """Say whether an appeal of a kind, lodged on a day, suspends where no entry says so."""
        return self._ruling(("suspends", host, kind), day)

    def covers(self, host: str, shield: str, track: str, day: Day, body: str = "") -> Ruling:
        """Say whether a shield, of a body or of none, holds off exposures of a track on a day."""
        return self._ruling(("covers", host, shield, track), day, body)

    def days(self, host: str) -> tuple[Day, ...]:
        """Return the days on which what a shield covers in a state may change, in order.

        Only these answers change with the day that is asked about; the others are those of the
        day of the event.
        """
        if host not in self._days:
            found = {
                day
                for key, provisions in self._found.items()
                if key[:2] == ("covers", host)
                for provision in provisions
                for day in _edges(provision)
            }
            self._days[host] = tuple(sorted(found))
        return self._days[host]

    def _ruling(self, key: Key, day: Day, body: str = "") -> Ruling:
        if key not in self._found:
            return SILENT
        asked = (key, day, body)
        if asked not in self._given:
            self._given[asked] = self._decided(*asked)
        return self._given[asked]

    def _decided(self, key: Key, day: Day, body: str) -> Ruling:
        speaking = [one for one in self._found[key] if one.speaks(day, body)]
        if not speaking:
            return SILENT
        speaking = [one for one in speaking if one.id in self.own] or speaking
        deciding = [one for one in speaking if one.decides]
        answers = {one.answer for one in deciding}
        if len(answers) != 1:
            return Ruling("unknown", _UNREAD, tuple(one.id for one in speaking))
        status = min((one.status for one in deciding), key=STATUSES.index)
        return Ruling(answers.pop(), status, tuple(one.id for one in deciding))


def law_from(
    tree: object, groups: Mapping[str, Collection[str]], own: Iterable[Provision] = ()
) -> Law:
    """Build the law of a catalogue, a list that was checked before, with a ledger's own."""
    trees = tree if isinstance(tree, Sequence) else ()
    return Law(map(provision_from, trees), own, groups)


def provision_from(tree: object) -> Provision:
    """Build a provision from its tree. Raises `Mismatch` where anything is out of order."""
    return cast("Provision", shape_of(Provision).read(tree))


def _keys(provision: Provision, groups: Mapping[str, Collection[str]]) -> Iterator[Key]:
    """Yield everything that a provision answers, state by state."""
    states = [state for place in provision.jurisdiction for state in groups.get(place, (place,))]
    subjects = [getattr(provision, name) for name in SUBJECTS[provision.question]]
    for state, *rest in product(dict.fromkeys(states), *subjects):
        yield (provision.question, state, *rest)


def _edges(provision: Provision) -> Iterator[Day]:
    """The first day of a provision, and the first day without it."""
    if provision.valid_from is not None:
        yield provision.valid_from
    if provision.valid_to is not None and provision.valid_to != Day.max:
        yield provision.valid_to + timedelta(days=1)
