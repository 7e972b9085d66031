"""What meets a deadline or makes it pointless, and how long custody has lasted."""

import pytest
from tests.domain.deadlines.ruled import file_of, found, only

from caseledger.domain.deadlines.deadline import Deadline, Held
from caseledger.domain.rules.rule import RuleFile

REFUSED = "date: 2024-03-01, kind: protection.refused, country: PL"
SERVED = f"{REFUSED}, served: 2024-03-04"
SECOND = "date: 2024-03-10, kind: protection.refused, country: PL, served: 2024-03-10"
APPEAL = "kind: protection.appealed, country: PL"
APPEALED = f"date: 2024-03-12, {APPEAL}"
DISMISSED = "date: 2024-04-12, kind: protection.appeal-dismissed, country: PL"
RULE = (
    "id: appeal, jurisdiction: [PL, AT, KZ], for: 14d, done_by: protection.appealed,"
    " moot_by: protection.appeal-allowed, trigger: {kind: protection.refused, clock: served}"
)
APPEALS = file_of(RULE)


def states(file: RuleFile, *events: str, day: str = "2024-06-01") -> dict[str, str]:
    """The state of each deadline by its trigger, with what met or ended it."""
    return {one.trigger.id: _state(one) for one in found(day, file, *events) if one.rule}


def _state(one: Deadline) -> str:
    by = one.met.event if one.met and one.state == "met" else one.moot_by
    return f"{one.state} {by.id}" if by else one.state


BY_DISMISSAL = file_of(
    RULE.replace("done_by: protection.appealed", "done_by: protection.appeal-dismissed")
)
AGAIN = file_of(
    "id: r, for: 14d, done_by: protection.repeat-lodged,"
    " trigger: [protection.refused, protection.repeat-lodged]"
)
ORDERS = file_of("id: r, for: 14d, done_by: extradition.appealed, trigger: extradition.ordered")
COURT = file_of(
    "id: r, for: 4m, done_by: complaint.lodged, trigger: {kind: protection.refused, clock: served}"
)
ORDERED = "kind: extradition.ordered, country: KZ"


@pytest.mark.parametrize(
    ("file", "events", "expected"),
    [
        pytest.param(APPEALS, [SERVED, f"{APPEALED}, of: e1, state: alleged"], {"e1": "overdue"},
                     id="an-alleged-act-that-names-it"),
        pytest.param(APPEALS, [SERVED, f"date: 2024-03-10, {APPEAL}, state: alleged", APPEALED],
                     {"e1": "met e3"}, id="the-first-that-is-sure"),
        pytest.param(APPEALS, [SERVED, f"date: 2024-03-15, {APPEAL}", APPEALED],
                     {"e1": "met e3"}, id="the-first-by-day"),
        pytest.param(BY_DISMISSAL, [SERVED, SECOND, f"{APPEALED}, of: e1", f"{DISMISSED}, of: e3"],
                     {"e1": "met e4", "e2": "missed"}, id="through-a-chain"),
        pytest.param(AGAIN, [REFUSED,
                     "date: 2024-03-10, kind: protection.repeat-lodged, country: PL"],
                     {"e1": "met e2", "e2": "missed"}, id="an-act-that-is-a-trigger-as-well"),
        pytest.param(ORDERS, [f"date: 2024-03-01, {ORDERED}, by: UZ",
                     f"date: 2024-03-05, {ORDERED}, by: TJ",
                              "date: 2024-03-08, kind: extradition.appealed, country: KZ, by: UZ"],
                     {"e1": "met e3", "e2": "missed"}, id="of-two-matters"),
        pytest.param(COURT, [SERVED, "date: 2024-03-20, kind: complaint.lodged, body: ECtHR"],
                     {"e1": "met e2"}, id="a-complaint-without-a-state"),
    ],
)  # fmt: skip
def test_what_meets_it(file: RuleFile, events: list[str], expected: dict[str, str]) -> None:
    assert states(file, *events) == expected


@pytest.mark.parametrize(
    ("date", "late"),
    [
        ("2024-03-18", "no"),
        ("2024-03-19", "unknown"),
        ("2024-03-20", "unknown"),
        ("2024-03-21", "yes"),
        ("'[2024-03-20..2024-03-21]'", "unknown"),
        ("'[2024-03-18..2024-03-19]'", "unknown"),
    ],
)
def test_between_the_first_and_the_last_end_nobody_knows_whether_it_was_late(
    date: str, late: str
) -> None:
    one = only(
        "2024-06-01",
        APPEALS,
        f"{REFUSED}, served: '[2024-03-04..2024-03-06]'",
        f"date: {date}, {APPEAL}",
    )

    assert one.met is not None
    assert one.met.late == late


TRACKS = file_of(
    "id: r, for: 14d, moot_by: [removal.annulled, protection.appeal-allowed],"
    " trigger: [protection.refused, removal.ordered]"
)
CUSTODY = file_of(
    "id: r, binds: state, for: 14d, moot_by: detention.extended,"
    " trigger: [extradition.arrested, detention.arrested]"
)
EARLIEST = file_of(
    "id: r, binds: state, for: 3m, moot_by: transfer.accepted, trigger: {earliest_of: ["
    "{kind: protection.lodged, for: 3m}, {kind: transfer.hit, for: 2m}]}"
)
ITSELF = file_of("id: r, for: 14d, moot_by: protection.refused, trigger: protection.refused")
ALLOWED = "kind: protection.appeal-allowed, country: PL"


@pytest.mark.parametrize(
    ("file", "events", "expected"),
    [
        pytest.param(APPEALS, [SERVED, f"date: 2024-03-10, {ALLOWED}",
                     f"date: 2024-03-08, {ALLOWED}"],
                     {"e1": "moot e3"}, id="the-first"),
        pytest.param(APPEALS, [f"date: 2024-02-10, {ALLOWED}", SERVED], {"e2": "missed"},
                     id="before"),
        pytest.param(APPEALS, [SERVED, f"date: 2024-03-10, {ALLOWED}".replace("PL", "AT")],
                     {"e1": "missed"}, id="elsewhere"),
        pytest.param(APPEALS, [SERVED, f"date: 2024-03-10, {ALLOWED}",
                     f"date: 2024-03-11, {APPEAL}"],
                     {"e1": "met e3"}, id="met-is-said-before-pointless"),
        pytest.param(ITSELF, [REFUSED], {"e1": "missed"}, id="itself"),
        pytest.param(TRACKS, [REFUSED, "date: 2024-03-10, kind: removal.annulled, country: PL"],
                     {"e1": "missed"}, id="of-another-track"),
        pytest.param(TRACKS, ["date: 2024-03-01, kind: removal.ordered, country: PL",
                              "date: 2024-03-10, kind: removal.annulled, country: PL"],
                     {"e1": "moot e2"}, id="of-its-track"),
        pytest.param(CUSTODY, ["date: 2024-03-01, kind: extradition.arrested, country: KZ, by: UZ",
                               "date: 2024-03-10, kind: detention.extended, country: KZ"],
                     {"e1": "moot e2"}, id="custody-is-a-matter-of-all-tracks"),
        pytest.param(EARLIEST, ["date: 2024-03-01, kind: protection.lodged, country: PL",
                                "date: 2024-03-10, kind: transfer.accepted, country: PL, to: AT"],
                     {"e1": "moot e2"}, id="of-the-track-of-a-further-start"),
    ],
)  # fmt: skip
def test_what_makes_it_pointless(
    file: RuleFile, events: list[str], expected: dict[str, str]
) -> None:
    assert states(file, *events) == expected


# Custody

IN_CUSTODY = file_of(
    "id: r, for: 6w, detained: true, custody_grounds: [transfer], trigger: transfer.accepted"
)
FOR_EXTRADITION = file_of(
    "id: r, for: 6w, detained: true, custody_grounds: [extradition], trigger: transfer.accepted"
)
ACCEPTED = "date: 2024-03-01, kind: transfer.accepted, country: PL, to: AT"
HELD = "date: 2024-02-20, kind: detention.ordered, country: PL, grounds: transfer"
FREED = "kind: detention.released, country: PL"


@pytest.mark.parametrize(
    ("file", "events", "expected"),
    [
        pytest.param(IN_CUSTODY, [f"{HELD}, state: alleged"], [False], id="alleged"),
        pytest.param(IN_CUSTODY, [f"{HELD}, state: refuted"], [], id="refuted"),
        pytest.param(IN_CUSTODY, [HELD.replace("PL", "AT")], [], id="elsewhere"),
        pytest.param(IN_CUSTODY, [HELD.replace("02-20", "03-03")], [True], id="while-it-runs"),
        pytest.param(IN_CUSTODY, [HELD.replace("02-20", "05-03")], [], id="not-yet"),
        pytest.param(IN_CUSTODY, [f"date: 2024-02-10, {FREED}", HELD], [True], id="freed-before"),
        pytest.param(IN_CUSTODY, [HELD, f"date: 2024-03-03, {FREED}"], [True], id="freed-since"),
        pytest.param(IN_CUSTODY, [HELD, f"date: 2024-02-25, {FREED}, state: alleged"], [True],
                     id="said-to-be-freed"),
        pytest.param(FOR_EXTRADITION,
                     ["date: 2024-02-20, kind: extradition.arrested, country: PL, by: UZ"], [True],
                     id="the-kind-says-on-what-grounds"),
        pytest.param(FOR_EXTRADITION, [HELD], [], id="on-other-grounds"),
    ],
)  # fmt: skip
def test_whether_the_person_is_held(
    file: RuleFile, events: list[str], expected: list[bool]
) -> None:
    both = [one for one in found("2024-03-05", file, *events, ACCEPTED) if one.rule]

    assert [one.certain for one in both] == expected


ARRESTED = "kind: detention.arrested, country: PL"


@pytest.mark.parametrize(
    ("period", "events", "expected"),
    [
        pytest.param("3d", [f"date: 2024-03-01, {ARRESTED}"], Held(9, 9, 3), id="days"),
        pytest.param("72h", [f"date: 2024-03-01, {ARRESTED}"], Held(9, 9, 3), id="hours"),
        pytest.param("2w", [f"date: 2024-03-01, {ARRESTED}"], Held(9, 9, 14), id="weeks"),
        pytest.param("3m", [f"date: 2024-03-01, {ARRESTED}"], Held(9, 9, 92), id="months"),
        pytest.param("3d", [f"date: '[2024-03-01..2024-03-03]', {ARRESTED}"], Held(7, 9, 3),
                     id="the-least-and-the-most"),
        pytest.param("3d", [f"date: '[2024-03-01..2024-03-20]', {ARRESTED}"], Held(0, 9, 3),
                     id="perhaps-not-yet"),
        pytest.param("3d", [f"date: 2024-02-20, {FREED}", f"date: 2024-03-01, {ARRESTED}"],
                     Held(9, 9, 3), id="freed-before"),
        pytest.param("3d", [f"date: 2024-03-01, {ARRESTED}", f"date: 2024-03-04, {FREED}"], None,
                     id="freed"),
        pytest.param("3d", [f"date: 2024-03-01, {ARRESTED}",
                     f"date: 2024-03-04, {FREED}, state: alleged"],
                     Held(9, 9, 3), id="said-to-be-freed"),
    ],
)  # fmt: skip
def test_days_of_custody(period: str, events: list[str], expected: Held | None) -> None:
    file = file_of(
        f"id: r, binds: state, for: {period}, custody: true, trigger: detention.arrested"
    )
    (one,) = (one for one in found("2024-03-10", file, *events) if one.rule)

    assert one.held == expected


def test_no_days_are_counted_before_the_clock_starts_nor_by_other_rules() -> None:
    file = file_of(
        "id: a, binds: state, for: 3d, custody: true,"
        " trigger: {kind: detention.arrested, clock: until}",
        "id: b, binds: state, for: 3d, trigger: detention.arrested",
    )
    event = f"date: 2024-03-01, {ARRESTED}, until: 2024-04-01"
    held = {one.rule.id: one.held for one in found("2024-03-10", file, event) if one.rule}

    assert held == {"a": Held(0, 0, 3), "b": None}
