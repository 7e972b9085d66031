"""All mutants, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutations.mutant import Mutant
from tests.mutations.of_alerts import of_alerts
from tests.mutations.of_code import (
    of_deadlines,
    of_fine_points,
    of_guards,
    of_history,
    of_problems,
    of_rows,
)
from tests.mutations.of_effects import of_effects, of_follows
from tests.mutations.of_rules import of_rules
from tests.mutations.of_words import (
    of_covers,
    of_flags,
    of_orders,
    of_terms,
    of_thresholds,
)

from caseledger.store.catalogue import load_vocabulary


def every_mutant() -> Iterator[Mutant]:
    """Yield the mutants of the catalogue, of its alerts and rules, and of the code."""
    words = load_vocabulary()
    for some in (of_effects, of_follows, of_covers, of_flags, of_terms, of_orders, of_thresholds):
        yield from some(words)
    yield from of_alerts()
    yield from of_rows()
    yield from of_fine_points()
    yield from of_deadlines()
    yield from of_history()
    yield from of_problems()
    yield from of_guards()
    yield from of_rules(words)
