"""Mutants of shields, levels, orders of severity and thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tests.mutations.mutant import Mutant, in_catalogue
from tests.plain_catalogue import catalogue

from caseledger.domain.kind import mapping, texts
from caseledger.domain.kind_check import EXPOSING_TRACKS
from caseledger.domain.vocabulary import Shield, Vocabulary
from caseledger.domain.world import PROTECTION, SCOPED

ANSWERS = ("yes", "possible", "no")


def of_covers(words: Vocabulary) -> Iterator[Mutant]:
    """Yield for each shield and track the two other answers."""
    asked = [code for code in words.shields if _is_for_all(code, words)]
    for code, track, other in product(asked, sorted(EXPOSING_TRACKS), ANSWERS):
        now = words.covers(code, track)
        if other != now:
            told = None if other == "no" else other
            change = in_catalogue(("shields", code, "covers", track), told)
            yield Mutant("covers", code, f"{code} on {track}: {now} -> {other}", change)


def _is_for_all(shield: str, words: Vocabulary) -> bool:
    """Whether some kind writes it without the scope of a procedure, which decides before `covers`.

    A suspension belongs to its procedure always (DESIGN section 5, fine point 6).
    """
    writers = [k for k in words.kinds if any(e.operation == "shield" for e in k.effects)]
    return shield not in SCOPED or any(
        kind.track == PROTECTION and any(effect.value == shield for effect in kind.effects)
        for kind in writers
    )


def of_terms(words: Vocabulary) -> Iterator[Mutant]:
    """Yield for each usual and idle term: one day less, one more, none."""
    for code, shield in words.shields.items():
        for key, days in (("usual-term", shield.usual_term), ("idle-after", shield.idle_after)):
            for other in (days - 1, days + 1, None) if days else ():
                change = in_catalogue(("shields", code, key), other and str(other))
                yield Mutant("terms", code, f"{code}: {key} {days} -> {other}", change)


def of_flags(words: Vocabulary) -> Iterator[Mutant]:
    """Yield for each shield: a status in place of a temporary one, or the other way round."""
    for code, shield in words.shields.items():
        change = in_catalogue(("shields", code, "status"), None if shield.status else "true")
        yield Mutant("flags", code, f"{code}: {_sort(shield)} no longer", change)


def _sort(shield: Shield) -> str:
    return "a status" if shield.status else "temporary"


def of_orders(words: Vocabulary) -> Iterator[Mutant]:
    """Yield for each two neighbours of each order: the other way round."""
    trees = mapping(catalogue()["exposures"])
    for first, second, swapped in _swapped(words.levels):
        change = in_catalogue(("exposures",), {code: trees[code] for code in swapped})
        yield Mutant("orders", second, f"levels: {second} before {first}", change)
    for name, order in mapping(catalogue()["orders"]).items():
        for first, second, swapped in _swapped(texts(order)):
            change = in_catalogue(("orders", name), list(swapped))
            yield Mutant("orders", second, f"{name}: {second} before {first}", change)


def _swapped(order: Sequence[str]) -> Iterator[tuple[str, str, Sequence[str]]]:
    for at in range(len(order) - 1):
        first, second = order[at : at + 2]
        yield first, second, (*order[:at], second, first, *order[at + 2 :])


def of_thresholds(words: Vocabulary) -> Iterator[Mutant]:
    """Yield for each threshold of an alert: one day less, one more."""
    thresholds: Mapping[str, int] = words.thresholds
    for name, days in thresholds.items():
        for other in (days - 1, days + 1) if days else ():
            change = in_catalogue(("alerts", name, "threshold"), str(other))
            yield Mutant(
                "thresholds", name.replace("-", "_"), f"{name}: {days} days -> {other}", change
            )
