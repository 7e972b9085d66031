"""The vocabulary: which kinds of events there are, what shields cover, and the words for it all.

It is data, given as one plain tree. A kind is read when it is first asked for, so that a command
pays only for the kinds that its cases use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from caseledger.domain.kind import (
    FREE,
    KIND_FIELDS,
    UNIVERSAL_FIELDS,
    Effect,
    Kind,
    KindContext,
    is_true,
    kind_from,
    labels,
    mapping,
    texts,
)
from caseledger.domain.shield_sorts import Shield, days_of, shield_from

if TYPE_CHECKING:
    from caseledger.domain.law import Law, Provision
    from caseledger.domain.rules.calendar import Calendar
    from caseledger.domain.rules.collection import Rules
    from caseledger.domain.rules.rule import RuleFile

__all__ = [
    "FREE",
    "KIND_FIELDS",
    "UNIVERSAL_FIELDS",
    "Effect",
    "Kind",
    "Shield",
    "Vocabulary",
    "vocabulary_from",
]

_GENERAL = ("tracks", "exposures", "shields", "standings", "bodies", "sources", "alerts", "misses")


class Vocabulary:
    """All kinds and closed lists of a ledger: the built-in ones and its own. Never changes."""

    def __init__(
        self,
        data: Mapping[str, object],
        own: Iterable[Kind] = (),
        own_law: Iterable[Provision] = (),
        own_rules: Iterable[RuleFile] = (),
        calendar: Calendar | None = None,
    ) -> None:
        """Keep the tree of the catalogue, not read yet, and what is the ledger's own.

        ``calendar`` knows public holidays; without one, periods are counted in safe mode.
        """
        self._data = data
        self._trees = mapping(data.get("kinds"))
        self._own = tuple(own)
        self._read: dict[str, Kind] = {kind.code: kind for kind in self._own}
        self._aliases: dict[str, str] | None = None
        self._context: KindContext | None = None
        self._shields: dict[str, Shield] | None = None
        self._index: dict[str, tuple[Kind, ...]] | None = None
        self._own_law = tuple(own_law)
        self._law: Law | None = None
        self._own_rules = tuple(own_rules)
        self._rules: Rules | None = None
        self._calendar = calendar
        self._thresholds: Mapping[str, int] | None = None

    # Kinds

    @property
    def context(self) -> KindContext:
        """What the reading of a kind needs besides its own tree."""
        if self._context is None:
            tracks = self.section("tracks")
            fields = {
                code: frozenset(texts(mapping(tree).get("fields"))) for code, tree in tracks.items()
            }
            self._context = KindContext(fields, self.section("lists"))
        return self._context

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all kinds in the order of the catalogue, the ledger's own at the end."""
        return (*self._trees, *(kind.code for kind in self._own))

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """All kinds in the order of the catalogue, the ledger's own at the end."""
        return tuple(self._kind(code) for code in self.codes)

    def kind(self, code: str) -> Kind | None:
        """Return the kind of a code or former code, None where there is none."""
        if code in self._trees or code in self._read:
            return self._kind(code)
        now = self.canonical(code)
        return None if now is None else self._kind(now)

    def canonical(self, code: str) -> str | None:
        """Return the code that is used today for a code or former code."""
        if code in self._trees or code in self._read:
            return code
        if self._aliases is None:
            self._aliases = self._former_codes()
        return self._aliases.get(code)

    def tree(self, code: str) -> Mapping[str, object]:
        """Return what the catalogue says of a built-in kind; empty for others."""
        return mapping(self._trees.get(code))

    def with_kinds(self, extra: Iterable[Kind]) -> Vocabulary:
        """Return this vocabulary with a ledger's own kinds besides."""
        return self._with(own=(*self._own, *extra))

    def with_law(self, extra: Iterable[Provision]) -> Vocabulary:
        """Return this vocabulary with a ledger's own provisions of law besides."""
        return self._with(own_law=(*self._own_law, *extra))

    def with_rules(self, extra: Iterable[RuleFile]) -> Vocabulary:
        """Return this vocabulary with a ledger's own rules for deadlines besides."""
        return self._with(own_rules=(*self._own_rules, *extra))

    def with_calendar(self, calendar: Calendar) -> Vocabulary:
        """Return this vocabulary with another calendar of public holidays."""
        return self._with(calendar=calendar)

    def _with(self, **changes: Any) -> Vocabulary:  # noqa: ANN401 - the arguments of the constructor
        kept: dict[str, Any] = {
            "data": self._data,
            "own": self._own,
            "own_law": self._own_law,
            "own_rules": self._own_rules,
            "calendar": self._calendar,
        }
        return Vocabulary(**(kept | changes))

    def resolve(self, text: str, fields: Collection[str] = ()) -> tuple[Kind, ...]:
        """Find what a person means: a code, a short name or label in any language, a prefix.

        ``fields`` are those that the person gave: kinds that cannot hold them are left out where
        another one can. Several kinds mean that the word is ambiguous, none that it is unknown.
        """
        wanted = " ".join(text.casefold().split())
        exact = self.kind(wanted)
        if exact or not wanted:
            return (exact,) if exact else ()
        found = self._named(wanted) or self._dotted(wanted) or self._begun(wanted)
        return tuple(kind for kind in found if all(map(kind.allows, fields))) or found

    def nearest(self, code: str) -> str | None:
        """Return the code that is most like a mistyped one, for *did you mean*."""
        return _nearest(code.casefold(), tuple(self.codes))

    def _kind(self, code: str) -> Kind:
        found = self._read.get(code)
        if found is None:
            found = self._read[code] = kind_from(code, self._trees[code], self.context)
        return found

    def _former_codes(self) -> dict[str, str]:
        built_in = {
            former: code
            for code, tree in self._trees.items()
            for former in texts(mapping(tree).get("aliases"))
        }
        return built_in | {former: kind.code for kind in self._own for former in kind.aliases}

    def _named(self, wanted: str) -> tuple[Kind, ...]:
        return self._by_name().get(wanted, ())

    def _dotted(self, wanted: str) -> tuple[Kind, ...]:
        """Read ``ext.ordered`` or ``extr.sur``: a track and a verb, each may be cut short."""
        track, dot, verb = wanted.partition(".")
        if not dot:
            return ()
        tracks = self._tracks_like(track)
        found = tuple(k for k in self.kinds if k.track in tracks and k.verb.startswith(verb))
        return tuple(kind for kind in found if kind.verb == verb) or found

    def _tracks_like(self, text: str) -> set[str]:
        tracks = {kind.track for kind in self._own}.union(self.tracks)
        given = self.section("tracks")
        short = {code for code in tracks if text in texts(mapping(given.get(code)).get("short"))}
        return short or {code for code in tracks if code.startswith(text)}

    def _begun(self, wanted: str) -> tuple[Kind, ...]:
        """Return the kinds that have a code, name or label that begins so."""
        names = [name for name in self._by_name() if name.startswith(wanted)]
        found = [kind for name in names for kind in self._named(name)]
        found += [kind for kind in self.kinds if kind.code.startswith(wanted)]
        return tuple(dict.fromkeys(found))

    def _by_name(self) -> dict[str, tuple[Kind, ...]]:
        """Lead from every short name, verb and label, in small letters, to its kinds."""
        if self._index is None:
            index: dict[str, dict[Kind, None]] = {}
            for kind in self.kinds:
                for name in (kind.verb, *kind.names, *kind.labels.values()):
                    index.setdefault(name.casefold(), {})[kind] = None
            self._index = {name: tuple(kinds) for name, kinds in index.items()}
        return self._index

    # Tracks, levels, shields

    @property
    def tracks(self) -> tuple[str, ...]:
        """The built-in tracks in the order in which they are shown."""
        return tuple(self.section("tracks"))

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of an exposure, from the least to the most."""
        return tuple(self.section("exposures"))

    @property
    def shields(self) -> Mapping[str, Shield]:
        """All sorts of shields by code."""
        if self._shields is None:
            trees = self.section("shields")
            self._shields = {code: shield_from(code, mapping(tree)) for code, tree in trees.items()}
        return self._shields

    def covers(self, shield: str, track: str) -> str:
        """Say whether a shield holds off exposures of a track: ``yes``, ``possible`` or ``no``."""
        known = self.shields.get(shield)
        return known.covers.get(track, "no") if known else "no"

    def is_status(self, shield: str) -> bool:
        """Say whether a shield is a lasting legal position; all others are temporary."""
        known = self.shields.get(shield)
        return known is not None and known.status

    def usual_term(self, shield: str) -> int | None:
        """Return the days after which a shield without an end is no longer certain."""
        known = self.shields.get(shield)
        return known.usual_term if known else None

    def idle_after(self, shield: str) -> int | None:
        """Return the days without an entry after which a claim or appeal is no longer certain."""
        known = self.shields.get(shield)
        return known.idle_after if known else None

    # Law

    @property
    def law(self) -> Law:
        """What the law says where an effect hangs on it: the catalogue and the ledger's own."""
        if self._law is None:
            from caseledger.domain.law import law_from  # noqa: PLC0415 - only a standing needs it

            self._law = law_from(self._data.get("law"), self.groups, self._own_law)
        return self._law

    @property
    def rules(self) -> Rules:
        """The rules for deadlines: the catalogue and the ledger's own."""
        if self._rules is None:
            from caseledger.domain.rules.collection import Rules  # noqa: PLC0415 - as the law

            self._rules = Rules(self._data, self._own_rules, self.groups)
        return self._rules

    @property
    def calendar(self) -> Calendar:
        """The public holidays of states, as far as they are known."""
        if self._calendar is None:
            from caseledger.domain.rules.calendar import NoCalendar  # noqa: PLC0415 - as the law

            self._calendar = NoCalendar()
        return self._calendar

    @property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The states of each group that a provision may name as its jurisdiction."""
        groups = self.section("groups")
        return {code: texts(mapping(tree).get("states")) for code, tree in groups.items()}

    # Alerts

    @property
    def thresholds(self) -> Mapping[str, int]:
        """Days by the name of each alert that is on, in order; 0 for one that has no threshold."""
        if self._thresholds is None:
            self._thresholds = {
                name: days_of(mapping(tree).get("threshold")) or 0
                for name, tree in self.alert_pages.items()
                if not is_true(mapping(tree).get("off"))
            }
        return self._thresholds

    @property
    def alert_pages(self) -> Mapping[str, object]:
        """What the catalogue says of each alert, with the thresholds of the ledger."""
        return self.section("alerts")

    def with_thresholds(self, own: Mapping[str, int | None]) -> Vocabulary:
        """Return this vocabulary with a ledger's own days for alerts; None switches one off."""
        told = {
            name: {"off": "true"} if days is None else {"threshold": days}
            for name, days in own.items()
        }
        alerts = {
            name: {**mapping(tree), **told.get(name, {})} for name, tree in self.alert_pages.items()
        }
        return self._with(data={**self._data, "alerts": alerts})

    # Words and orders

    @property
    def headline_order(self) -> tuple[str, ...]:
        """Standings by severity for the headline, without those of ``aside``."""
        return texts(self.section("orders").get("headline"))

    @property
    def aside(self) -> tuple[str, ...]:
        """Standings that are a headline only where nothing else is possible, by severity."""
        return texts(self.section("orders").get("aside"))

    @property
    def table_order(self) -> tuple[str, ...]:
        """Standings in the order of tables of people, those of ``apart`` at the end."""
        return (*texts(self.section("orders").get("table")), *self.apart)

    @property
    def apart(self) -> tuple[str, ...]:
        """Standings that stand apart at the end of tables."""
        return texts(self.section("orders").get("apart"))

    @property
    def states(self) -> Mapping[str, Mapping[str, str]]:
        """The names of states by code and language."""
        return self.section("states")  # type: ignore[return-value]

    def standing_label(self, code: str, language: str) -> str:
        """Return the words for a standing."""
        return self.word("standings", code, language)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the codes of a closed list (``bodies``, ``sources``, ``reliability`` ...)."""
        return tuple(self._list(name))

    def source_kind(self, word: str) -> str | None:
        """Return the kind of source that a code, a short name or a label in any language means."""
        wanted = " ".join(word.casefold().split())
        for code, tree in self.section("sources").items():
            given = mapping(tree)
            names = (code, *texts(given.get("names")), *labels(given.get("label")).values())
            if wanted in map(str.casefold, names):
                return code
        return None

    def word(self, name: str, code: str, language: str) -> str:
        """Return the words for a code of a list, else the English ones, else the code."""
        given = labels(mapping(self._list(name).get(code)).get("label"))
        return given.get(language) or given.get("en") or code

    @property
    def terms(self) -> Mapping[str, object]:
        """The words for outcomes and grounds by code and language."""
        return self.section("terms")

    def term(self, code: str, language: str) -> str:
        """Return the words for an outcome or one of the grounds."""
        words = mapping(self.terms.get(code))
        return str(words.get(language) or words.get("en") or code.replace("-", " "))

    def _list(self, name: str) -> Mapping[str, object]:
        found = self.section(name) if name in _GENERAL else self.section("words").get(name)
        return mapping(found)

    def section(self, name: str) -> Mapping[str, object]:
        """Return a part of the catalogue as it stands there, entries by code; empty if none."""
        return mapping(self._data.get(name))


def vocabulary_from(data: Mapping[str, object]) -> Vocabulary:
    """Build the vocabulary from the tree of a catalogue that was checked when it was made."""
    return Vocabulary(data)


@lru_cache(maxsize=1024)
def _nearest(word: str, codes: tuple[str, ...]) -> str | None:
    """Find the code that is most like a word; the same slip often stands in a file many times."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    return next(iter(get_close_matches(word, codes, n=1)), None)
