"""Small cases with something open, one for each sort of question, and what answers give."""

import re
from dataclasses import dataclass

from tests.small_ledgers import case

ENTERED = "date: 2022-01-10, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ"
CERTIFICATE = "date: 2023-05-01, kind: protection.certificate-issued, country: KZ"

GRANTED = "date: 2023-08-01, state: alleged, country: KZ, kind"
STATUSES = ("refugee", "subsidiary", "humanitarian")
RUMOURS = [
    *(f"{GRANTED}: protection.granted, outcome: {name}" for name in STATUSES),
    *(f"{GRANTED}: protection.{name}-granted" for name in ("residence", "citizenship", "visa")),
    *(f"{GRANTED}: complaint.measure-granted, body: {name}" for name in ("CAT", "HRC", "ECtHR")),
    f"{GRANTED}: protection.mandate-recognised",
    f"{GRANTED}: protection.certificate-issued",
    f"{GRANTED}: protection.appealed",
]
"""More that may be or not than is looked at one by one."""


@dataclass(frozen=True)
class Undecided:
    """Events, a day, and by question (sort, entries, field) what each answer makes possible.

    ``but`` behind an event is what a second source says instead.
    """

    day: str
    events: tuple[str, ...]
    deciders: dict[str, dict[str, list[str]]]

    @property
    def text(self) -> str:
        """The file of the case."""
        told = case("open", *self.events)
        told = told.replace(
            "events:\n", "  - {id: s2, kind: media, reliability: likely}\nevents:\n"
        )
        said = r"but: ({[^}]*}), sources: \[s1\]"
        return re.sub(said, r"sources: [s1, {source: s2, says: \1}]", told)


UNDECIDED = {
    "handover, fixed by an entry of its own": Undecided(
        "2024-01-01",
        (
            ENTERED,
            REQUESTED,
            (
                "date: 2023-11-01, kind: extradition.surrender-scheduled, country: KZ, by: UZ, "
                "for: 2023-11-20"
            ),
        ),
        {"handover e3": {"took-place": ["returned"], "did-not": ["exposed"]}},
    ),
    "handover, entered as scheduled": Undecided(
        "2024-01-01",
        (
            ENTERED,
            REQUESTED,
            (
                "date: 2023-11-20, known: 2023-11-01, kind: extradition.surrendered, country: KZ, "
                "to: UZ, state: scheduled"
            ),
        ),
        {"handover e3": {"took-place": ["returned"], "did-not": ["exposed"]}},
    ),
    "account of the kind": Undecided(
        "2024-01-01",
        (
            ENTERED,
            REQUESTED,
            (
                "date: 2023-07-01, kind: protection.lodged, country: KZ, "
                "but: {kind: protection.refused}"
            ),
        ),
        {"account e3 kind": {"s1": ["limbo"], "s2": ["exposed"]}},
    ),
    "account of the day": Undecided(
        "2023-07-15",
        (
            ENTERED,
            REQUESTED,
            "date: 2023-07-01, kind: protection.lodged, country: KZ, but: {date: 2023-08-01}",
        ),
        {"account e3 date": {"s1": ["limbo"], "s2": ["exposed"]}},
    ),
    "rumour": Undecided(
        "2024-01-01",
        (
            ENTERED,
            REQUESTED,
            "date: 2023-08-01, kind: protection.granted, country: KZ, state: alleged",
        ),
        {"alleged e3": {"happened": ["protected"], "refuted": ["exposed"]}},
    ),
    "day inside a month": Undecided(
        "2023-07-15",
        (ENTERED, REQUESTED, "date: 2023-07, kind: protection.lodged, country: KZ"),
        {"day e3": {"by": ["limbo"], "not-yet": ["exposed"]}},
    ),
    "order": Undecided(
        "2024-01-01",
        (
            "date: 2023-10, kind: movement.entered, country: PL",
            "date: 2023-10-15, kind: movement.entered, country: AT",
            "date: 2023-11-01, kind: protection.residence-granted, country: AT",
        ),
        {"order e1 e2": {"e1": ["protected"], "e2": ["unknown"]}},
    ),
    "suspensive": Undecided(
        "2024-01-01",
        (
            ENTERED,
            "date: 2023-06-01, kind: extradition.ordered, country: KZ, by: UZ",
            "date: 2023-06-05, kind: extradition.appealed, country: KZ, by: UZ",
        ),
        {"suspensive e3": {"yes": ["limbo"], "no": ["exposed"]}},
    ),
    "shield that ran out": Undecided(
        "2024-01-01",
        (ENTERED, REQUESTED, f"{CERTIFICATE}, until: 2023-07-31"),
        {"shield e3": {"holds": ["limbo"], "ended": ["exposed"]}},
    ),
    "shield past its usual term": Undecided(
        "2024-01-01",
        (ENTERED, REQUESTED, CERTIFICATE),
        {"shield e3": {"holds": ["limbo"], "ended": ["exposed"]}},
    ),
    "idle claim": Undecided(
        "2026-01-01",
        (ENTERED, REQUESTED, "date: 2023-07-01, kind: protection.lodged, country: KZ"),
        {"shield e3": {"holds": ["limbo"], "ended": ["exposed"]}},
    ),
    "shield left behind": Undecided(
        "2023-07-01",
        (
            ENTERED,
            REQUESTED,
            CERTIFICATE,
            "date: 2023-06-10, kind: movement.entered, country: KG",
            "date: 2023-06-20, kind: movement.entered, country: KZ",
        ),
        {"shield e3": {"holds": ["limbo"], "ended": ["exposed"]}},
    ),
    "shield in doubt": Undecided(
        "2023-07-01",
        (
            ENTERED,
            f"{CERTIFICATE}, until: 2024-05-01",
            REQUESTED,
            "date: 2023-06-15, kind: protection.refused, country: KZ",
        ),
        {
            "shield e2": {"holds": ["limbo"], "ended": ["exposed"]},
            "ends e4": {"yes": ["exposed"], "no": ["limbo"]},
        },
    ),
    "status with a term": Undecided(
        "2024-01-01",
        (
            ENTERED,
            (
                "date: 2022-10-16, kind: protection.granted, country: KZ, outcome: refugee, "
                "until: 2023-10-16"
            ),
        ),
        {"shield e2": {"holds": ["protected"], "ended": ["no-status"]}},
    ),
    "law": Undecided(
        "2024-01-01",
        (
            "date: 2022-01-10, kind: movement.entered, country: AL",
            "date: 2023-01-10, kind: protection.granted, country: AL, outcome: humanitarian",
            "date: 2023-06-01, kind: extradition.requested, country: AL, by: UZ",
        ),
        {"covers e2": {"yes": ["protected"], "no": ["exposed"]}},
    ),
}
"""By what is open."""
