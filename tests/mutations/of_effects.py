"""Mutants of what kinds of events do: each effect removed and inverted, each `follows` removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tests.catalogue.test_kinds import written
from tests.mutations.mutant import Change, Mutant, in_catalogue

from caseledger.domain.kind import BY_GROUNDS, OUTCOME_ELSE, Effect, Kind
from caseledger.domain.vocabulary import Vocabulary

Inverse = Callable[[Effect, Vocabulary], Sequence[Effect]]


def _other_levels(effect: Effect, words: Vocabulary) -> Sequence[Effect]:
    """One level lower, and one higher."""
    at = words.levels.index(str(effect.value))
    beside = [*words.levels[max(at - 1, 0) : at], *words.levels[at + 1 : at + 2]]
    return [replace(effect, value=level) for level in beside]


def _ended(effect: Effect, words: Vocabulary) -> Sequence[Effect]:
    """The shield is ended in place of written."""
    by_outcome = OUTCOME_ELSE.fullmatch(str(effect.value))
    statuses = [code for code in words.shields if words.is_status(code)]
    ended = tuple(statuses) if by_outcome else (str(effect.value),)
    return [replace(effect, operation="clear-shield", value=ended)]


def _fewer(effect: Effect, instead: str) -> Sequence[Effect]:
    """Doubted in place of ended, or the other way round; and one shield of several left out."""
    named = (effect.value,) if isinstance(effect.value, str) else effect.value
    fewer = [tuple(one for one in named if one != out) for out in named] if len(named) > 1 else []
    return [
        replace(effect, operation=instead),
        *(replace(effect, value=left) for left in fewer),
    ]


ELSEWHERE = {"country": "to", "to": "country", "to|by": "by|to", "unknown": "country"}
"""The other field that a placement may read."""

INVERSES: dict[str, Inverse] = {
    "place": lambda one, _: [replace(one, value=ELSEWHERE[str(one.value)])],
    "forced": lambda _one, _: [],
    "expose": _other_levels,
    "set-level": _other_levels,
    "clear-exposure": lambda one, words: [replace(one, operation="expose", value=words.levels[0])],
    "shield": _ended,
    "clear-shield": lambda one, _: _fewer(one, "doubt-shield"),
    "doubt-shield": lambda one, _: _fewer(one, "clear-shield"),
    "no-status": lambda _one, _: [],
    "detain": lambda one, _: [
        replace(one, operation="release", value="true"),
        replace(one, value="extradition" if one.value == BY_GROUNDS else BY_GROUNDS),
    ],
    "release": lambda one, _: [replace(one, operation="detain", value=BY_GROUNDS)],
    "vanish": lambda one, _: [replace(one, operation="die")],
    "die": lambda one, _: [replace(one, operation="vanish")],
}
"""For each of the closed set of effects what is put in its place, besides leaving it out."""


def of_effects(words: Vocabulary) -> Iterator[Mutant]:
    """Yield for each line of each kind: removed, inverted, and without its condition."""
    for kind in words.kinds:
        for at, effect in enumerate(kind.effects):
            yield _mutant(kind, at, "removed")
            for other in INVERSES[effect.operation](effect, words):
                yield _mutant(kind, at, f"-> {written(other)}", other)
            if effect.condition:
                yield _mutant(kind, at, "whatever is said", replace(effect, condition=None))
        if _acts_on_itself(kind):
            change = _effects(kind, kind.effects[::-1])
            yield Mutant("effects", kind.code, f"{kind.code}: in the opposite order", change)


def _mutant(kind: Kind, at: int, what: str, other: Effect | None = None) -> Mutant:
    effects = (*kind.effects[:at], *([other] if other else []), *kind.effects[at + 1 :])
    name = f"{kind.code}: {written(kind.effects[at])} {what}"
    return Mutant("effects", kind.code, name, _effects(kind, effects))


def _acts_on_itself(kind: Kind) -> bool:
    """Whether a kind writes a shield that it also ends or doubts."""
    wrote = {effect.value for effect in kind.effects if effect.operation == "shield"}
    taken = [e.value for e in kind.effects if e.operation in ("clear-shield", "doubt-shield")]
    return any(wrote.intersection(value) for value in taken)


def _effects(kind: Kind, effects: Sequence[Effect]) -> Change:
    return in_catalogue(("kinds", kind.code, "effects"), [_tree(one) for one in effects])


def _tree(effect: Effect) -> object:
    """Write an effect as it stands in the catalogue."""
    value = effect.value if isinstance(effect.value, str) else list(effect.value)
    tree: object = {effect.operation: value}
    match effect.condition:
        case ("final", _):
            return {"when-final": tree}
        case ("outcome", outcome):
            return {"when-outcome": {outcome: tree}}
    return tree


def of_follows(words: Vocabulary) -> Iterator[Mutant]:
    """Yield for each line of ``follows``: removed."""
    for kind in words.kinds:
        for earlier in kind.follows:
            left = [code for code in kind.follows if code != earlier]
            change = in_catalogue(("kinds", kind.code, "follows"), left)
            yield Mutant("follows", kind.code, f"{kind.code}: follows {earlier} removed", change)
