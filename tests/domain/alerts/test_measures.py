"""When alerts about measures and appeals are raised, and when not."""

import pytest
from tests.domain.alerts.raising import ENTERED_POLAND, HERE, REQUESTED, SURRENDERED, Raised, raised

MEASURE = "date: 2023-04-01, kind: complaint.measure-granted, body: CAT, country: KZ"
SAME_DAY = "date: 2023-05-01, kind: complaint.measure-granted, body: CAT, country: KZ"
LIFTED = "date: 2023-04-20, kind: complaint.measure-lifted, body: CAT, country: KZ"
REMOVED = "date: 2023-05-01, kind: removal.carried-out, country: KZ, to: UZ"
ABDUCTED = "date: 2023-05-01, kind: movement.abducted, country: KZ"
TRANSFERRED = "date: 2023-05-01, kind: transfer.carried-out, country: KZ, to: PL"
JUDGMENT = (
    "date: 2023-04-01, kind: complaint.decided, body: CAT, country: KZ,"
    " outcome: return-would-violate"
)
MAYBE_LEFT = f"{ENTERED_POLAND}, state: alleged"
BREACHED = [(True, "e2 e3", "KZ")]
MAYBE = [(False, "e2 e3", "KZ")]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE, MEASURE, SURRENDERED], BREACHED, id="surrendered"),
        pytest.param([HERE, MEASURE, REMOVED], BREACHED, id="removed"),
        pytest.param([HERE, MEASURE, ABDUCTED], BREACHED, id="abducted"),
        pytest.param([HERE, JUDGMENT, SURRENDERED], BREACHED, id="a-judgment"),
        pytest.param(
            [HERE, JUDGMENT.replace("return-would-violate", "no-violation"), SURRENDERED],
            [],
            id="another-outcome",
        ),
        pytest.param([HERE, MEASURE], [], id="nothing-happened"),
        pytest.param([HERE, "date: 2023-04-01, kind: case.note", SURRENDERED], [], id="no-measure"),
        pytest.param(
            [HERE, MEASURE.replace("KZ", "PL"), SURRENDERED], [], id="against-another-state"
        ),
        pytest.param(
            [HERE, MEASURE.replace("04-01", "05-02"), SURRENDERED], [], id="granted-after-it"
        ),
        pytest.param([HERE, SAME_DAY, SURRENDERED], MAYBE, id="of-one-day"),
        pytest.param([HERE, SAME_DAY, f"{SURRENDERED}, after: [e2]"], BREACHED, id="known-order"),
        pytest.param(
            [HERE, f'{SAME_DAY}, time: "09:00Z"', f'{SURRENDERED}, time: "09:30Z"'],
            BREACHED,
            id="hours",
        ),
        pytest.param(
            [HERE, f'{SAME_DAY}, time: "09:00Z"', f'{SURRENDERED}, time: "10:00+05:00"'],
            [],
            id="hours-of-two-zones",
        ),
        pytest.param(
            [HERE, f"{MEASURE}, state: alleged", SURRENDERED], MAYBE, id="alleged-measure"
        ),
        pytest.param([HERE, MEASURE, f"{SURRENDERED}, state: alleged"], MAYBE, id="alleged-return"),
        pytest.param([HERE, MEASURE, SURRENDERED, LIFTED], [], id="lifted-before"),
        pytest.param(
            [HERE, MEASURE, SURRENDERED, LIFTED.replace("04-20", "05-20")], BREACHED, id="after"
        ),
        pytest.param(
            [HERE, MEASURE, SURRENDERED, LIFTED.replace("CAT", "HRC")], BREACHED, id="other-body"
        ),
        pytest.param(
            [HERE, MEASURE, SURRENDERED, f"{LIFTED}, state: alleged"], MAYBE, id="maybe-lifted"
        ),
        pytest.param(
            [HERE, MEASURE, SURRENDERED, LIFTED.replace("04-20", "05-01")],
            MAYBE,
            id="lifted-that-day",
        ),
        pytest.param(
            [HERE, f"{MEASURE}, until: 2023-05-01", SURRENDERED], BREACHED, id="last-day-of-term"
        ),
        pytest.param(
            [HERE, f"{MEASURE}, until: 2023-04-30", SURRENDERED], MAYBE, id="renewal-not-known"
        ),
        pytest.param(
            [HERE, f"{MEASURE}, against: [removal]", SURRENDERED], [], id="of-another-track"
        ),
        pytest.param(
            [HERE, f"{MEASURE}, against: [removal]", REMOVED], BREACHED, id="of-its-track"
        ),
        pytest.param(
            [HERE, f"{MEASURE}, against: [removal]", ABDUCTED], BREACHED, id="of-no-track"
        ),
        pytest.param([HERE, MEASURE, TRANSFERRED], MAYBE, id="transferred"),
        pytest.param(
            [HERE, f"{MEASURE}, against: [transfer]", TRANSFERRED], BREACHED, id="named-transfer"
        ),
        pytest.param(
            [HERE, MEASURE, TRANSFERRED.replace("PL", "UZ")], BREACHED, id="transferred-to-feared"
        ),
        pytest.param(
            [HERE, "date: 2023-05-02, kind: complaint.measure-breached, body: CAT, country: KZ"],
            [(True, "e2", "KZ")],
            id="an-entry-says-so",
        ),
        pytest.param(
            [HERE, MEASURE, f"{MEASURE}, until: 2023-04-15".replace("CAT", "HRC"), SURRENDERED],
            [(True, "e2 e3 e4", "KZ")],
            id="two-measures-and-one-may-be-over",
        ),
        pytest.param(
            [HERE, f'{MEASURE}, until: "[..2023-06-30]"', SURRENDERED], MAYBE, id="open-term"
        ),
        pytest.param([HERE, MEASURE, ENTERED_POLAND], [], id="own-travel"),
    ],
)
def test_measure_breached(events: list[str], expected: Raised) -> None:
    assert raised("measure-breached", "2023-12-01", events) == expected


ASKED = "date: 2023-03-01, kind: complaint.measure-requested, body: CAT, country: KZ"
REFUSED = "date: 2023-03-10, kind: complaint.measure-refused, body: CAT, country: KZ"
PENDING = [(True, "e2", "2023-03-01")]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE, ASKED], PENDING, id="asked"),
        pytest.param(
            [HERE, f"{ASKED}, state: alleged"], [(False, "e2", "2023-03-01")], id="alleged"
        ),
        pytest.param([HERE, ASKED, MEASURE], [], id="granted"),
        pytest.param([HERE, ASKED, REFUSED], [], id="refused"),
        pytest.param([HERE, ASKED, f"{REFUSED}, outcome: adjourned"], PENDING, id="adjourned"),
        pytest.param([HERE, ASKED, REFUSED.replace("03-10", "02-10")], PENDING, id="asked-again"),
        pytest.param([HERE, ASKED, REFUSED.replace("03-10", "03-01")], [], id="that-day"),
        pytest.param([HERE, ASKED, REFUSED.replace("CAT", "HRC")], PENDING, id="of-another-body"),
        pytest.param([HERE, ASKED, REFUSED.replace("KZ", "PL")], PENDING, id="on-another-state"),
        pytest.param(
            [HERE, ASKED, f"{REFUSED}, state: alleged"],
            [(False, "e2", "2023-03-01")],
            id="perhaps-answered",
        ),
        pytest.param(
            [HERE, ASKED, "date: 2023-04-01, kind: complaint.withdrawn, body: CAT, country: KZ"],
            [],
            id="withdrawn",
        ),
        pytest.param(
            [HERE, ASKED, MAYBE_LEFT], [(False, "e2", "2023-03-01")], id="maybe-elsewhere"
        ),
        pytest.param([HERE, ASKED, ENTERED_POLAND], [], id="left"),
        pytest.param([HERE, ASKED, SURRENDERED], [], id="returned"),
        pytest.param([HERE, ASKED.replace(", country: KZ", "")], PENDING, id="no-state-named"),
        pytest.param(
            [HERE, ASKED, ASKED.replace("CAT", "HRC").replace("03-01", "03-05")],
            [(True, "e2", "2023-03-01"), (True, "e3", "2023-03-05")],
            id="two-bodies",
        ),
    ],
)
def test_measure_pending(events: list[str], expected: Raised) -> None:
    assert raised("measure-pending", "2023-12-01", events) == expected


APPEALED = "date: 2023-04-01, kind: extradition.appealed, country: KZ, by: UZ"
ASYLUM = "date: 2023-04-01, kind: protection.appealed, country: KZ"
SUSPENDED = "date: 2023-04-05, kind: extradition.suspended, country: KZ, by: UZ"
TRANSFER = (
    "date: 2023-01-01, kind: movement.entered",
    "date: 2023-02-01, kind: transfer.decided, to: PL",
    "date: 2023-04-01, kind: transfer.appealed, to: PL",
)
UPHELD = "date: 2023-04-10, kind: extradition.upheld, country: KZ, by: UZ"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE, REQUESTED, f"{APPEALED}, suspensive: no"],
                     [(True, "e3", "extradition")], id="no"),
        pytest.param([HERE, REQUESTED, f"{APPEALED}, suspensive: unknown"],
                     [(False, "e3", "extradition")], id="unknown"),
        pytest.param([HERE, REQUESTED, APPEALED], [(False, "e3", "extradition")], id="not-said"),
        pytest.param([HERE, REQUESTED, f"{APPEALED}, suspensive: yes"], [], id="yes"),
        pytest.param([HERE, REQUESTED, ASYLUM], [(False, "e3", "protection")], id="of-a-claim"),
        pytest.param([HERE, f"{ASYLUM}, suspensive: no".replace("KZ", "PL")], [],
                     id="in-another-state"),
        pytest.param([HERE, ASYLUM], [], id="of-a-claim-without-a-threat"),
        pytest.param([HERE, f"{ASYLUM}, suspensive: no"], [(True, "e2", "protection")],
                     id="no-suspension-without-a-threat"),
        pytest.param([HERE, f"{ASYLUM}, suspensive: no, state: alleged"],
                     [(False, "e2", "protection")], id="alleged"),
        pytest.param([HERE, REQUESTED, APPEALED, UPHELD], [], id="decided"),
        pytest.param([HERE, REQUESTED, APPEALED, UPHELD.replace("04-10", "03-10")],
                     [(False, "e3", "extradition")], id="an-earlier-decision"),
        pytest.param([HERE, REQUESTED, APPEALED, UPHELD.replace("upheld", "withdrawn")], [],
                     id="the-request-is-gone"),
        pytest.param([HERE, REQUESTED, f"{APPEALED}, suspensive: no", MAYBE_LEFT],
                     [(False, "e3", "extradition")], id="maybe-elsewhere"),
        pytest.param([HERE, REQUESTED, APPEALED, SUSPENDED], [], id="suspended"),
        pytest.param([HERE, REQUESTED, APPEALED, MEASURE], [], id="a-measure"),
        pytest.param(
            [f"{event}, country: AT" for event in TRANSFER], [(True, "e3", "transfer")],
            id="the-law-says-no",
        ),
        pytest.param(
            [f"{event}, country: DE" for event in TRANSFER], [(False, "e3", "transfer")],
            id="the-law-is-not-known",
        ),
        pytest.param([HERE, REQUESTED, APPEALED, ENTERED_POLAND], [], id="elsewhere"),
        pytest.param([HERE, REQUESTED, APPEALED, SURRENDERED], [], id="returned"),
    ],
)  # fmt: skip
def test_no_suspensive_effect(events: list[str], expected: Raised) -> None:
    assert raised("no-suspensive-effect", "2023-12-01", events) == expected
