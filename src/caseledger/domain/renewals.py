"""Which kinds of event say that a shield holds, and which that it has ended: read from effects."""

from collections.abc import Iterator

from caseledger.domain.case import Event
from caseledger.domain.kind import OUTCOME_ELSE, Effect, Kind
from caseledger.domain.vocabulary import Vocabulary

ON_SHIELDS = frozenset({"shield", "clear-shield", "doubt-shield"})

COPIED = ("country", "by", "to", "body", "against", "suspensive")
"""Fields of the entry that wrote a shield by which another is about the same one."""

WRITES_ANOTHER = 5
"""What it weighs that an event which ends one shield writes another: it is no plain end."""

Fields = tuple[tuple[str, tuple[str, ...]], ...]


def renewal(shield: str, wrote: Event, words: Vocabulary) -> tuple[str, Fields] | None:
    """Return the kind, and its fields, that says that a shield holds, or holds again.

    It is the next kind behind that of the entry that wrote it, in the order of the catalogue,
    which writes this shield and does nothing else to any; where there is none, the same kind.
    """
    kind = words.kind(wrote.kind)
    if kind is None:
        return None
    later = _behind(kind, words)
    fitting = (one for one in later if _writes(one, shield) is not None and _only_writes(one))
    chosen = next(fitting, kind)
    outcome = _writes(chosen, shield)
    return None if outcome is None else (chosen.code, (*_copied(wrote, chosen), *outcome))


def end(shield: str, wrote: Event, words: Vocabulary) -> tuple[str, Fields] | None:
    """Return the kind, and its fields, that ends a shield and does least besides; None if none."""
    kind = words.kind(wrote.kind)
    if kind is None:
        return None
    ways = [one for one in words.kinds if one.track == kind.track and _clears(one, shield)]
    fitting = [one for one in ways if all(getattr(wrote, name, None) for name in one.required)]
    if not fitting:
        return None
    chosen = min(fitting, key=_weight)
    return chosen.code, tuple(field for field in _copied(wrote, chosen) if field[0] != "against")


def _behind(kind: Kind, words: Vocabulary) -> Iterator[Kind]:
    codes = words.codes
    for code in codes[codes.index(kind.code) + 1 :]:
        one = words.kind(code)
        if one is not None and one.track == kind.track:
            yield one


def _writes(kind: Kind, shield: str) -> Fields | None:
    """The outcome that makes a kind write a shield, if it needs one; None if it never does."""
    for effect in kind.effects:
        found = _written(kind, effect, shield) if effect.operation == "shield" else None
        if found is not None:
            return found
    return None


def _written(kind: Kind, effect: Effect, shield: str) -> Fields | None:
    value = str(effect.value)
    if value == shield:
        name, given = effect.condition or ("", "")
        return ((name, (given,)),) if name else ()
    if OUTCOME_ELSE.fullmatch(value) and kind.outcome(shield) == shield:
        return (("outcome", (shield,)),)
    return None


def _only_writes(kind: Kind) -> bool:
    on_shields = [effect.operation for effect in kind.effects if effect.operation in ON_SHIELDS]
    return on_shields == ["shield"]


def _clears(kind: Kind, shield: str) -> bool:
    return any(
        effect.operation == "clear-shield" and not effect.condition and shield in effect.value
        for effect in kind.effects
    )


def _weight(kind: Kind) -> int:
    """How much a kind does besides ending one shield."""
    weight = -1
    for effect in (one for one in kind.effects if one.condition is None):
        if effect.operation == "clear-shield":
            weight += len(effect.value)
        elif effect.operation != "no-status":
            weight += WRITES_ANOTHER if effect.operation == "shield" else 1
    return weight


def _copied(wrote: Event, kind: Kind) -> Fields:
    found = ((name, getattr(wrote, name)) for name in COPIED if kind.allows(name))
    return tuple(
        (name, given if isinstance(given, tuple) else (given,)) for name, given in found if given
    )
