"""Mutants of alerts: each never raised, and each certain where it is not."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutations.mutant import Mutant, inverted_alert, without_alert

from caseledger.domain.alerts import ALERTS


def of_alerts() -> Iterator[Mutant]:
    """Yield for each alert: never raised, and its ``certain`` inverted."""
    for name in ALERTS:
        test = name.replace("-", "_")
        yield Mutant("alerts", test, f"{name}: never raised", without_alert(name))
        yield Mutant("alerts", test, f"{name}: certain inverted", inverted_alert(name))
