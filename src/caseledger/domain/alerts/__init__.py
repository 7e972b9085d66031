"""Alerts: named conditions that deserve attention now, each defined in one place.

`ALERTS` leads from every name to the function that raises it, in the order of severity in which
they are shown. Words, thresholds and the page of the manual stand in ``catalogue/alerts.yaml``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date as Day

from caseledger.domain.alerts.alert import Alert
from caseledger.domain.alerts.custody import release_window, track_switch
from caseledger.domain.alerts.fate import (
    fate_unknown,
    reported_dead,
    reported_missing,
    reported_returned,
)
from caseledger.domain.alerts.measures import (
    measure_breached,
    measure_pending,
    no_suspensive_effect,
)
from caseledger.domain.alerts.now import Now, now_of
from caseledger.domain.alerts.papers import certificate_expiring, expiry_unconfirmed, undocumented
from caseledger.domain.alerts.record import contested, stale, unrepresented, unsourced
from caseledger.domain.alerts.terms import deadline_near, deadline_overdue
from caseledger.domain.alerts.threats import (
    chain_risk,
    notice_active,
    outcome_unknown,
    removal_imminent,
    return_announced,
    status_challenged,
    surrender_imminent,
)
from caseledger.domain.deadlines.all import all_of
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.life import Life
from caseledger.domain.standing import Standing

ALERTS: Mapping[str, Callable[[Now], Iterator[Alert]]] = {
    "surrender-imminent": surrender_imminent,
    "removal-imminent": removal_imminent,
    "measure-breached": measure_breached,
    "outcome-unknown": outcome_unknown,
    "reported-returned": reported_returned,
    "reported-missing": reported_missing,
    "reported-dead": reported_dead,
    "track-switch": track_switch,
    "release-window": release_window,
    "deadline-overdue": deadline_overdue,
    "deadline-near": deadline_near,
    "no-suspensive-effect": no_suspensive_effect,
    "measure-pending": measure_pending,
    "return-announced": return_announced,
    "status-challenged": status_challenged,
    "chain-risk": chain_risk,
    "expiry-unconfirmed": expiry_unconfirmed,
    "certificate-expiring": certificate_expiring,
    "fate-unknown": fate_unknown,
    "notice-active": notice_active,
    "undocumented": undocumented,
    "unrepresented": unrepresented,
    "contested": contested,
    "unsourced": unsourced,
    "stale": stale,
}
"""Every alert. A new one is a function here, an entry of the catalogue and a row of a test."""

__all__ = ["ALERTS", "Alert", "alerts_of"]


def alerts_of(
    life: Life,
    standing: Standing,
    day: Day,
    thresholds: Mapping[str, int],
    deadlines: Sequence[Deadline] | None = None,
) -> tuple[Alert, ...]:
    """Return the alerts of a person on a day, in the order of `ALERTS`, one for each thing.

    ``standing`` and ``deadlines`` (worked out where not given) are those of the same life and day.
    ``thresholds`` are days by name, 0 where an alert
    has none; an alert whose name is missing is switched off.
    """
    due = all_of(life, day) if deadlines is None else deadlines
    now = now_of(life, standing, day, thresholds, due)
    return tuple(
        _in_file_order(alert, now)
        for name, raised in ALERTS.items()
        if name in thresholds
        for alert in sorted(raised(now), key=lambda one: (one.detail, one.events))
    )


def _in_file_order(alert: Alert, now: Now) -> Alert:
    """Name each event once, as they stand in the file."""
    if len(alert.events) < 2:  # noqa: PLR2004 - nothing to put in order
        return alert
    known = {key: one.index for key, one in now.entries.items()}
    return replace(alert, events=tuple(sorted(set(alert.events), key=lambda key: known[key])))
