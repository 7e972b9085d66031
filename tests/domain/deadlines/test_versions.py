"""Which version of a rule holds, what selects it, and how a period grows or runs anew."""

from datetime import date as Day

import pytest
from tests.domain.deadlines.ruled import file_of, found, only

from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.deadlines.reckoning import covered
from caseledger.domain.rules.rule import RuleFile
from caseledger.domain.windows import Window

LATER = "2030-01-01"
FINAL = "kind: protection.appeal-dismissed, country: PL"
LODGED = "kind: protection.lodged, country: PL"
ASKED = "kind: transfer.requested, country: PL, to: AT"

BY_APPLICATION = file_of(
    "id: old, family: reply, for: 3m, trigger: transfer.requested,"
    " valid: {selector: [protection.lodged, transfer.requested], to: 2026-06-11}",
    "id: new, family: reply, for: 1m, trigger: transfer.requested,"
    " valid: {selector: [protection.lodged, transfer.requested], from: 2026-06-12}",
)
BY_CLAIM = file_of(
    "id: old, family: reply, for: 3m, trigger: transfer.requested,"
    " valid: {selector: protection.lodged, to: 2026-06-11}",
    "id: new, family: reply, for: 1m, status: partial, trigger: transfer.requested,"
    " valid: {selector: protection.lodged, from: 2026-06-12}",
)
SECOND_READING = file_of(
    "id: new, family: reply, for: 1m, trigger: transfer.requested,"
    " valid: {selector: protection.lodged, from: 2026-06-12, also_from: 2026-07-01}",
)
GAP = file_of("id: r, for: 6m, valid: {to: 2022-01-31}, trigger: protection.appeal-dismissed")
SURE_AND_NOT = file_of(
    "id: a, family: f, for: 10d, trigger: protection.appeal-dismissed",
    "id: b, family: f, for: 20d, trigger: {kind: protection.appeal-dismissed, level: [first]}",
)


def told(file: RuleFile, *events: str) -> list[tuple[str, str, bool, tuple[str, ...], str]]:
    """Both ends, how certain, what is needed and how well it was read."""
    return [
        (str(one.earliest), str(one.latest), one.certain, one.needs, one.status)
        for one in found(LATER, file, *events)
        if one.rule
    ]


@pytest.mark.parametrize(
    ("file", "events", "expected"),
    [
        pytest.param(BY_CLAIM, [f"date: 2026-07-01, {ASKED}"],
                     ("2026-08-01", "2026-10-01", True, ("selector",), "partial"), id="no-claim"),
        pytest.param(BY_CLAIM, [f"date: 2026-05-01, {ASKED}"],
                     ("2026-08-01", "2026-08-01", True, (), "text"), id="too-early-for-the-new"),
        pytest.param(BY_CLAIM, [f"date: 2026-06-01, {LODGED}", f"date: 2026-06-20, {LODGED}",
                                f"date: 2026-07-01, {ASKED}"],
                     ("2026-08-01", "2026-08-01", True, (), "partial"), id="the-last-claim"),
        pytest.param(BY_CLAIM, [f"date: 2026-06-01, {LODGED}", f"date: 2026-07-20, {LODGED}",
                                f"date: 2026-07-01, {ASKED}"],
                     ("2026-10-01", "2026-10-01", True, (), "text"), id="a-claim-after-it"),
        pytest.param(BY_CLAIM, [f"date: 2026-06-01, {LODGED}",
                                f"date: 2026-06-20, {LODGED}".replace("PL", "AT"),
                                f"date: 2026-07-01, {ASKED}"],
                     ("2026-10-01", "2026-10-01", True, (), "text"), id="a-claim-elsewhere"),
        pytest.param(BY_APPLICATION, [f"date: 2026-06-01, {LODGED}", f"date: 2026-07-01, {ASKED}"],
                     ("2026-08-01", "2026-08-01", True, (), "text"), id="it-selects-itself"),
        pytest.param(SECOND_READING, [f"date: 2026-06-20, {LODGED}", f"date: 2026-06-25, {ASKED}"],
                     ("2026-07-25", "2026-07-25", True, (), "text"), id="no-second-reading-needed"),
        pytest.param(GAP, [f"date: '[2022-01-20..2022-02-10]', {FINAL}"],
                     ("2022-07-20", "2022-07-31", False, (), "text"),
                     id="some-days-have-no-version"),
        pytest.param(GAP, [f"date: '[2022-01-20..2022-01-31]', {FINAL}"],
                     ("2022-07-20", "2022-07-31", True, (), "text"), id="every-day-has-one"),
        pytest.param(SURE_AND_NOT, [f"date: 2022-01-10, {FINAL}"],
                     ("2022-01-20", "2022-01-30", False, ("level",), "text"),
                     id="one-may-not-apply"),
    ],
)  # fmt: skip
def test_which_version_holds(
    file: RuleFile, events: list[str], expected: tuple[str, str, bool, tuple[str, ...], str]
) -> None:
    assert told(file, *events) == [expected]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("01-01", "01-15"), ("01-16", "01-31")], True),
        ([("01-16", "01-31"), ("01-01", "01-15")], True),
        ([("01-01", "01-14"), ("01-16", "01-31")], False),
        ([("01-01", "01-15")], False),
        ([("01-02", "01-31")], False),
        ([("01-01", None)], True),
        ([("01-20", None)], False),
        ([("01-01", "01-10"), ("01-12", None)], False),
        ([(None, "01-31")], True),
        ([], False),
    ],
)
def test_versions_leave_no_day_out(
    parts: list[tuple[str | None, str | None]], expected: bool
) -> None:
    def day(text: str | None) -> Day | None:
        return Day.fromisoformat(f"2022-{text}") if text else None

    windows = [Window(day(first), day(last)) for first, last in parts]

    assert covered(Window(Day(2022, 1, 1), Day(2022, 1, 31)), windows) is expected


def test_a_rule_must_be_read_again_for_a_day_that_may_be_later() -> None:
    file = file_of("id: r, for: 14d, review_after: 2026-06-12, trigger: protection.refused")

    assert (
        told(file, "date: '[2022-03-01..]', kind: protection.refused, country: PL")[0][4]
        == "unverified"
    )


def test_of_service_that_is_not_asked_a_doubt_does_not_count() -> None:
    file = file_of("id: r, for: 14d, trigger: protection.refused")
    event = "date: 2024-03-01, kind: protection.refused, country: PL, served: '2024-03-04?'"

    assert only(LATER, file, event).needs == ()


@pytest.mark.parametrize("side", ["host", "other"])
def test_whose_holidays_count(side: str) -> None:
    file = file_of(
        f"id: r, for: 1d, calendar: {side}, profile: next-working-day, trigger: transfer.requested"
    )
    request = "date: 2024-10-31, kind: transfer.requested, country: {}, to: {}"
    polish, austrian = (
        only(LATER, file, request.format(*states)).due for states in (("PL", "RO"), ("RO", "PL"))
    )

    # All Saints' Day, a Friday, is free in Poland and not in Romania.
    expected = (Day(2024, 11, 4), Day(2024, 11, 1))
    assert (polish, austrian) == (expected if side == "host" else expected[::-1])


FIGURES = [
    {"rule": "r", "country": "PL", "for": "2w", "valid_to": "2026-06-30", "status": "text"},
    {"rule": "r", "country": "PL", "for": "1w", "valid_from": "2026-07-01", "status": "partial"},
    {"rule": "other", "country": "PL", "for": "9w", "status": "text"},
    {"rule": "r", "country": "AT", "for": "8w", "status": "text"},
]
NATIONAL = file_of(
    "id: r, national: {min: 1w}, cap: 10d, trigger: protection.refused", figures=FIGURES
)


@pytest.mark.parametrize(
    ("date", "earliest", "latest"),
    [
        ("2026-06-30", "2026-07-10", "2026-07-10"),
        ("2026-07-01", "2026-07-08", "2026-07-08"),
        ("'[2026-06-30..2026-07-01]'", "2026-07-07", "2026-07-11"),
    ],
)
def test_national_figures_hold_on_their_days_and_never_beyond_the_cap(
    date: str, earliest: str, latest: str
) -> None:
    (one,) = told(NATIONAL, f"date: {date}, kind: protection.refused, country: PL")

    assert one[:2] == (earliest, latest)


def test_a_variant_is_capped_and_may_be_read_worse_than_the_rule() -> None:
    file = file_of(
        "id: r, for: 5d, cap: 20d, trigger: protection.refused,"
        " variant: [{outcome: [inadmissible], for: 30d, status: partial}]"
    )
    (one,) = told(
        file, "date: 2024-03-01, kind: protection.refused, country: PL, outcome: inadmissible"
    )

    assert (one[0], one[4]) == ("2024-03-21", "partial")


def test_an_extension_may_be_read_worse_than_the_rule() -> None:
    file = file_of(
        "id: r, for: 5d, trigger: protection.lodged,"
        " extend: [{by: protection.examination-extended, add: 5d, status: partial}]"
    )
    more = "date: 2024-03-02, kind: protection.examination-extended, country: PL"

    assert told(file, f"date: 2024-03-01, {LODGED}")[0][4] == "text"
    assert told(file, f"date: 2024-03-01, {LODGED}", more)[0][4] == "partial"


# Longer

LONGER = file_of(
    "id: r, for: 1m, trigger: [transfer.accepted, transfer.absconded],"
    " extend: [{by: transfer.absconded, total: 3m}]"
)
ACCEPTED = "date: 2024-01-31, kind: transfer.accepted, country: TR, to: AT"
GONE = "kind: transfer.absconded, country: TR, to: AT"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(f"date: 2024-02-29, {GONE}", "2024-04-30", id="on-the-last-day"),
        pytest.param(f"date: 2024-03-01, {GONE}", "2024-02-29", id="the-day-after"),
        pytest.param(f"date: 2024-01-20, {GONE}", "2024-02-29", id="before-it"),
        pytest.param(f"date: 2024-02-10, {GONE}".replace("TR, to: AT", "TR, to: PL"), "2024-02-29",
                     id="in-another-matter"),
        pytest.param("date: 2024-02-10, kind: transfer.absconded", "2024-02-29", id="no-state"),
    ],
)  # fmt: skip
def test_what_makes_it_longer(event: str, expected: str) -> None:
    ends = {one.trigger.id: one.latest for one in found(LATER, LONGER, ACCEPTED, event) if one.rule}

    assert str(ends["e1"]) == expected


def test_what_starts_it_does_not_make_it_longer() -> None:
    assert [one[:2] for one in told(LONGER, f"date: 2024-01-31, {GONE}")] == [
        ("2024-02-29", "2024-02-29")
    ]


# Anew

ANEW = file_of(
    "id: transfer, binds: state, for: 6m, trigger: transfer.accepted,"
    " restart: [{by: transfer.upheld, suspensive: true, appeal: transfer.appealed}]"
)
ALWAYS = file_of(
    "id: transfer, binds: state, for: 6m, trigger: transfer.accepted,"
    " restart: [{by: transfer.upheld}, {by: transfer.refused}]"
)
APPEALED = "kind: transfer.appealed, country: TR, to: AT"
UPHELD = "kind: transfer.upheld, country: TR, to: AT"
YES, NO = ", suspensive: yes", ", suspensive: no"
STOPPED = "date: 2024-03-05, kind: transfer.suspended, country: TR, to: AT"
SIX = ("2024-07-31", "2024-07-31", ())


@pytest.mark.parametrize(
    ("file", "events", "expected"),
    [
        pytest.param(ALWAYS, [f"date: 2024-05-10, {UPHELD}"], ("2024-11-10", "2024-11-10", ()),
                     id="whatever-was-appealed"),
        pytest.param(ALWAYS, [f"date: 2024-05-10, {UPHELD}".replace("upheld", "refused")],
                     ("2024-11-10", "2024-11-10", ()), id="by-the-second"),
        pytest.param(ALWAYS, [f"date: 2024-04-10, {UPHELD}", f"date: 2024-05-10, {UPHELD}"],
                     ("2024-11-10", "2024-11-10", ()), id="the-last-decision"),
        pytest.param(ANEW, [f"date: 2024-05-10, {UPHELD}"], ("2024-07-31", "2024-11-10",
                     ("suspensive",)),
                     id="no-appeal-is-recorded"),
        pytest.param(ANEW, [f"date: 2024-05-10, {UPHELD}, state: alleged"],
                     ("2024-07-31", "2024-11-10", ()), id="said-to-be-decided"),
        pytest.param(ANEW, [f"date: 2024-08-10, {UPHELD}"], SIX, id="decided-when-all-was-over"),
        pytest.param(ANEW, [f"date: 2024-01-10, {APPEALED}{YES}", f"date: 2024-01-20, {UPHELD}"],
                     SIX,
                     id="before-the-trigger"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}{NO}"], SIX, id="it-does-not-suspend"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}{YES}, state: alleged"],
                     ("2024-07-31", "None", ("suspensive",)), id="said-to-be-appealed"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}{YES}, state: refuted"], SIX,
                     id="refuted"),
        pytest.param(ANEW, [f"date: 2024-07-01, {APPEALED}{YES}"], SIX, id="not-yet-appealed"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}{YES}".replace("to: AT", "to: PL")], SIX,
                     id="of-another-matter"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}", STOPPED], ("None", "None", ()),
                     id="stopped"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}", f"{STOPPED}, state: alleged"],
                     ("2024-07-31", "None", ("suspensive",)), id="said-to-be-stopped"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}", STOPPED.replace("to: AT", "to: PL")],
                     ("2024-07-31", "None", ("suspensive",)), id="stopped-in-another-matter"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}",
                            STOPPED.replace("transfer.", "removal.")],
                     ("2024-07-31", "None", ("suspensive",)), id="stopped-on-another-track"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}{NO}",
                     f"date: 2024-03-10, {APPEALED}{YES}",
                            f"date: 2024-05-10, {UPHELD}"],
                     ("2024-11-10", "2024-11-10", ()), id="the-last-appeal"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}{NO}",
                     f"date: 2024-03-10, {APPEALED}{YES}",
                            f"date: 2024-05-10, {UPHELD}, of: e2"], SIX,
                            id="the-appeal-that-is-named"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}{NO}", f"date: 2024-04-10, {UPHELD}",
                            f"date: 2024-05-10, {APPEALED}{NO}"], SIX, id="appealed-again"),
    ],
)  # fmt: skip
def test_when_it_runs_anew(
    file: RuleFile, events: list[str], expected: tuple[str, str, tuple[str, ...]]
) -> None:
    (one,) = (one for one in found("2024-06-01", file, ACCEPTED, *events) if one.rule)

    assert (str(one.earliest), str(one.latest), one.needs) == expected


@pytest.mark.parametrize(("more", "state"), [(YES, "upcoming"), ("", "overdue")])
def test_while_an_appeal_may_move_it_nothing_is_missed(more: str, state: str) -> None:
    file = file_of(
        "id: r, for: 6m, trigger: transfer.accepted,"
        " restart: [{by: transfer.upheld, suspensive: true, appeal: transfer.appealed}]"
    )
    one: Deadline = only("2024-10-01", file, ACCEPTED, f"date: 2024-03-01, {APPEALED}{more}")

    assert one.state == state


BOTH = file_of(
    "id: six, family: court, for: 6m, valid: {to: 2022-01-31},"
    " trigger: protection.appeal-dismissed",
    "id: four, family: court, for: 4m, valid: {from: 2022-02-01},"
    " trigger: protection.appeal-dismissed",
)


@pytest.mark.parametrize(
    ("date", "expected"),
    [("[..2022-02-10]", ("None", "2022-07-31")), ("[2022-01-20..]", ("2022-06-01", "None"))],
)
def test_what_is_open_in_one_version_is_open(date: str, expected: tuple[str, str]) -> None:
    assert told(BOTH, f"date: '{date}', {FINAL}")[0][:2] == expected


@pytest.mark.parametrize(
    ("file", "events", "expected"),
    [
        pytest.param(ALWAYS, [f"date: 2024-04-10, {UPHELD}",
                              f"date: 2024-05-10, {UPHELD}".replace("upheld", "refused")],
                     ("2024-11-10", "2024-11-10"), id="by-both"),
        pytest.param(ANEW, [f"date: 2024-03-01, {APPEALED}{YES}", f"date: 2024-04-10, {UPHELD}",
                            f"date: 2024-05-01, {APPEALED}{NO}", f"date: 2024-05-20, {UPHELD}"],
                     ("2024-10-10", "2024-10-10"), id="two-appeals-one-suspensive"),
        pytest.param(ANEW, [f"date: 2024-08-10, {UPHELD}"], SIX[:2],
                     id="decided-when-all-was-over"),
        pytest.param(ANEW, [f"date: 2024-07-31, {APPEALED}{YES}"], ("None", "None"),
                     id="appealed-on-the-last-day"),
    ],
)  # fmt: skip
def test_when_it_runs_anew_in_the_end(
    file: RuleFile, events: list[str], expected: tuple[str, str]
) -> None:
    assert [one[:2] for one in told(file, ACCEPTED, *events)] == [expected]


def test_what_may_have_suspended_leaves_it_open_whether_it_was_missed() -> None:
    file = file_of(
        "id: r, binds: state, for: 6m, done_by: transfer.carried-out, trigger: transfer.accepted,"
        " restart: [{by: transfer.upheld, suspensive: true, appeal: transfer.appealed}]"
    )
    events = (ACCEPTED, f"date: 2024-03-01, {APPEALED}", f"date: 2024-05-10, {UPHELD}")
    late = "date: 2025-01-10, kind: transfer.carried-out, country: TR, to: AT"

    assert only(LATER, file, *events).state == "overdue"
    assert only(LATER, file, *events, late).consequence == ""
