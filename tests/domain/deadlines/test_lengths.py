"""How long a period is: extended, run anew, by the sort of trigger, by national law, in hours."""

from datetime import date as Day

import pytest
from tests.domain.deadlines.ruled import file_of, only, words_of
from tests.domain.invented import understood
from tests.small_ledgers import case

from caseledger.domain.deadlines.all import all_of
from caseledger.domain.life import life_of

# Longer, and anew

TRANSFER = file_of(
    "id: transfer, binds: state, for: 6m, done_by: transfer.carried-out,"
    " trigger: transfer.accepted,"
    " extend: [{by: {kind: detention.arrested, grounds: [sentence]}, total: 12m},"
    " {by: transfer.absconded, total: 18m}],"
    " restart: [{by: transfer.upheld, suspensive: true, appeal: transfer.appealed}]"
)
ACCEPTED = "date: 2024-01-31, kind: transfer.accepted, country: TR, to: AT"
LEFT = "kind: transfer.absconded, country: TR, to: AT"
APPEALED = "date: 2024-03-01, kind: transfer.appealed, country: TR, to: AT"
UPHELD = "date: 2024-05-10, kind: transfer.upheld, country: TR, to: AT"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([], ("2024-07-31", "2024-07-31"), id="six-months"),
        pytest.param([f"date: 2024-05-01, {LEFT}"], ("2025-07-31", "2025-07-31"), id="absconded"),
        pytest.param([f"date: 2024-08-01, {LEFT}"], ("2024-07-31", "2024-07-31"), id="too-late"),
        pytest.param([f"date: '[2024-07-20..2024-08-10]', {LEFT}"], ("2024-07-31", "2025-07-31"),
                     id="perhaps-too-late"),
        pytest.param([f"date: 2024-05-01, {LEFT}, state: alleged"], ("2024-07-31", "2025-07-31"),
                     id="perhaps-absconded"),
        pytest.param([f"date: 2024-05-01, {LEFT}".replace("TR", "PL")],
                     ("2024-07-31", "2024-07-31"), id="absconded-elsewhere"),
        pytest.param(["date: 2024-05-01, kind: detention.arrested, country: TR, grounds: sentence"],
                     ("2025-01-31", "2025-01-31"), id="imprisoned"),
        pytest.param(["date: 2023-05-01, kind: detention.arrested, country: TR, grounds: sentence"],
                     ("2025-01-31", "2025-01-31"), id="imprisoned-before"),
        pytest.param(["date: 2023-05-01, kind: detention.arrested, country: TR, grounds: sentence",
                      "date: 2023-12-01, kind: detention.released, country: TR"],
                     ("2024-07-31", "2024-07-31"), id="imprisoned-and-released-before"),
        pytest.param([f"{APPEALED}, suspensive: yes", UPHELD], ("2024-11-10", "2024-11-10"),
                     id="anew"),
        pytest.param([f"{APPEALED}, suspensive: no", UPHELD], ("2024-07-31", "2024-07-31"),
                     id="not-suspensive"),
        pytest.param([APPEALED, UPHELD], ("2024-07-31", "2024-11-10"), id="perhaps-suspensive"),
        pytest.param([APPEALED, "date: 2024-03-10, kind: transfer.suspended, country: TR, to: AT",
                      UPHELD], ("2024-11-10", "2024-11-10"), id="suspended-by-a-court"),
        pytest.param([f"{APPEALED}, suspensive: yes"], (None, None), id="pending"),
        pytest.param([APPEALED], ("2024-07-31", None), id="perhaps-pending"),
        pytest.param([f"{APPEALED}, suspensive: yes", UPHELD,
                      f"{APPEALED}, suspensive: no".replace("03-01", "06-10")],
                     ("2024-11-10", "2024-11-10"), id="a-later-appeal-that-does-not-suspend"),
        pytest.param([f"{APPEALED}, suspensive: yes",
                      f"{APPEALED}, suspensive: no".replace("03-01", "03-10")],
                     (None, None), id="two-are-pending-and-one-suspends"),
        pytest.param([f"{APPEALED}, suspensive: yes".replace("03-01", "09-01")],
                     ("2024-07-31", "2024-07-31"), id="appealed-when-all-was-over"),
    ],
)  # fmt: skip
def test_a_period_that_grows_or_runs_anew(
    events: list[str], expected: tuple[str | None, str | None]
) -> None:
    one = only("2030-01-01", TRANSFER, ACCEPTED, *events)

    told = tuple(day and day.isoformat() for day in (one.earliest, one.latest))
    assert told == expected


def test_while_a_suspensive_appeal_is_pending_no_day_is_given_and_nothing_is_asked() -> None:
    one = only("2024-04-01", TRANSFER, ACCEPTED, f"{APPEALED}, suspensive: yes")

    assert (one.state, one.due, one.needs) == ("upcoming", None, ())


def test_an_appeal_that_may_suspend_asks_whether_it_does() -> None:
    one = only("2024-04-01", TRANSFER, ACCEPTED, APPEALED)

    assert (one.state, one.due, one.needs) == ("needs-input", None, ("suspensive",))


def test_extensions_add_up_to_a_cap() -> None:
    file = file_of(
        "id: decision, binds: state, for: 6m, cap: 16m, trigger: protection.lodged,"
        " extend: [{by: protection.examination-extended, add: 9m},"
        " {by: protection.examination-extended, add: 3m}]"
    )
    lodged = "date: 2025-08-31, kind: protection.lodged, country: PL"
    more = "kind: protection.examination-extended, country: PL"
    once, twice = f"date: 2026-01-10, {more}", f"date: 2026-06-10, {more}"

    assert only("2026-07-01", file, lodged).due == Day(2026, 2, 28)
    assert only("2026-07-01", file, lodged, once).due == Day(2026, 11, 30)
    assert only("2026-07-01", file, lodged, once, twice).due == Day(2026, 12, 31)


def test_an_extension_of_which_the_beginning_is_not_clear_is_read_in_both_ways() -> None:
    file = file_of(
        "id: decision, binds: state, for: 3m, trigger: protection.registered,"
        " extend: [{by: protection.examination-extended, total: 1y, add: 1y}]"
    )
    events = ["date: 2025-01-10, kind: protection.registered, country: PL",
              "date: 2025-03-10, kind: protection.examination-extended, country: PL"]  # fmt: skip
    one = only("2025-07-01", file, *events)

    assert (one.earliest, one.latest) == (Day(2026, 1, 10), Day(2026, 4, 10))


def test_a_period_by_the_sort_of_trigger() -> None:
    file = file_of(
        "id: reply, binds: state, for: 1m, trigger: transfer.requested,"
        " variant: [{grounds: [visa], for: 2w}]"
    )
    request = "date: 2024-03-01, kind: transfer.requested, country: PL, to: AT"

    said = only("2024-03-02", file, f"{request}, grounds: visa")
    other = only("2024-03-02", file, f"{request}, grounds: family")
    unsaid = only("2024-03-02", file, request)

    assert (said.earliest, said.latest) == (Day(2024, 3, 15), Day(2024, 3, 15))
    assert (other.earliest, other.latest) == (Day(2024, 4, 1), Day(2024, 4, 1))
    assert (unsaid.earliest, unsaid.latest) == (Day(2024, 3, 15), Day(2024, 4, 1))


def test_a_period_that_national_law_sets_is_not_guessed() -> None:
    rule = (
        "id: appeal, national: {min: 1w, max: 3w}, profile: national,"
        " trigger: {kind: transfer.decided, clock: served}"
    )
    decided = "date: 2026-07-01, kind: transfer.decided, country: PL, to: AT, served: 2026-07-01"
    figure = {
        "rule": "appeal",
        "country": "PL",
        "for": "2w",
        "profile": "plain",
        "status": "secondary",
    }

    unknown = only("2026-07-02", file_of(rule), decided)
    known = only("2026-07-02", file_of(rule, figures=[figure]), decided)

    assert (unknown.state, unknown.due, unknown.needs) == ("needs-input", None, ("figure",))
    assert (known.due, known.status, known.profile) == (Day(2026, 7, 15), "secondary", "plain")


# Hours


def test_hours_are_counted_to_the_minute() -> None:
    file = file_of("id: r, binds: state, for: 72h, profile: kz-moment, trigger: detention.arrested")
    arrested = "date: 2025-03-10, kind: detention.arrested, country: KZ"

    exact = only("2025-03-11", file, f"{arrested}, time: '14:30+05:00'")
    unsaid = only("2025-03-11", file, arrested)

    assert exact.moment is not None
    assert exact.moment.isoformat() == "2025-03-13T14:30:00+05:00"
    assert (exact.due, unsaid.due, unsaid.moment) == (Day(2025, 3, 13), Day(2025, 3, 13), None)


def test_where_the_law_says_no_a_court_may_still_have_suspended() -> None:
    file = file_of(
        "id: transfer, jurisdiction: [AT], binds: state, for: 6m, trigger: transfer.accepted,"
        " restart: [{by: transfer.upheld, suspensive: true, appeal: transfer.appealed}]"
    )
    events = [
        one.replace("TR", "AT").replace("to: AT", "to: PL") for one in (ACCEPTED, APPEALED, UPHELD)
    ]

    one = only("2024-06-01", file, *events)

    assert (one.earliest, one.latest, one.needs) == (
        Day(2024, 7, 31), Day(2024, 11, 10), ("suspensive",),
    )  # fmt: skip


DECISION = file_of(
    "id: decision, binds: state, for: 6m, trigger: protection.lodged, restart: [{by:"
    " [transfer.refused, transfer.lapsed], appeal: [transfer.requested, transfer.accepted]}]"
)
CLAIM = "date: 2025-11-30, kind: protection.lodged, country: AT"
ASKED = "date: 2026-01-31, kind: transfer.requested, country: AT, to: PL"


def test_while_another_matter_is_open_no_end_is_given() -> None:
    one = only("2026-06-15", DECISION, CLAIM, ASKED)

    assert (one.earliest, one.latest, one.state) == (Day(2026, 5, 30), None, "upcoming")


def test_when_that_matter_is_decided_the_period_runs_from_then() -> None:
    refused = "date: 2026-02-20, kind: transfer.refused, country: AT, to: PL"

    assert only("2026-06-15", DECISION, CLAIM, ASKED, refused).due == Day(2026, 8, 20)
    assert only("2026-06-15", DECISION, CLAIM).due == Day(2026, 5, 30)


def test_sources_that_differ_on_the_sort_of_trigger_leave_both_periods() -> None:
    file = file_of(
        "id: reply, binds: state, for: 1m, trigger: transfer.requested,"
        " variant: [{grounds: [visa], for: 2w}]"
    )
    text = case("c", "date: 2024-03-01, kind: transfer.requested, country: PL, grounds: visa")
    cited = "sources: [s1, {source: s2, says: {grounds: family}}]"
    told = understood(text.replace("grounds: visa, sources: [s1]", f"grounds: visa, {cited}"))

    (one,) = all_of(life_of(told, told.people[0], words_of(file)), Day(2024, 3, 2))

    assert (one.earliest, one.latest) == (Day(2024, 3, 15), Day(2024, 4, 1))
