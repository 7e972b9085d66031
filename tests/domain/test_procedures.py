"""Which events make one procedure, and what it came to."""

from datetime import date as Day

import pytest
from tests.domain.invented import UZBEK, VOCABULARY, invented, understood
from tests.small_ledgers import case

from caseledger.domain.kind import labels, mapping
from caseledger.domain.occurrences import occurrences_of
from caseledger.domain.procedures import Procedure, procedures_of, rules_of

DAY = Day(2024, 12, 31)
CLAIM = "date: 2023-01-10, kind: protection.lodged, country: PL"
REFUSED = "date: 2023-05-10, kind: protection.refused, country: PL"
APPEALED = "date: 2023-06-10, kind: protection.appealed, country: PL"
DISMISSED = "date: 2023-09-10, kind: protection.appeal-dismissed, country: PL"
REQUEST = "date: 2023-01-10, kind: extradition.requested, country: KZ, by: UZ"


def found(*events: str, day: Day = DAY, people: str = UZBEK) -> tuple[Procedure, ...]:
    made = invented(*events, people=people)
    return procedures_of(made, occurrences_of(made, VOCABULARY, made.people[0]), day, VOCABULARY)


def roots(*events: str) -> dict[str, list[str]]:
    return {one.root: [e.event.id for e in one.events] for one in found(*events)}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([CLAIM, REFUSED, APPEALED], {"e1": ["e1", "e2", "e3"]}, id="one claim"),
        pytest.param(
            [CLAIM, REFUSED, "date: 2023-08-01, kind: protection.lodged, country: PL"],
            {"e1": ["e1", "e2"], "e3": ["e3"]},
            id="a claim after a refusal is another",
        ),
        pytest.param(
            [CLAIM, "date: 2023-02-01, kind: protection.registered, country: PL"],
            {"e1": ["e1", "e2"]},
            id="registration belongs to the claim",
        ),
        pytest.param(
            [CLAIM, "date: 2023-02-01, kind: protection.repeat-lodged, country: PL"],
            {"e1": ["e1"], "e2": ["e2"]},
            id="a repeat claim is always another",
        ),
        pytest.param(
            [CLAIM, "date: 2023-02-01, kind: protection.lodged, country: AT", REFUSED],
            {"e1": ["e1", "e3"], "e2": ["e2"]},
            id="by host",
        ),
        pytest.param(
            [REQUEST, REQUEST.replace("by: UZ", "by: TJ").replace("01-10", "02-10")],
            {"e1": ["e1"], "e2": ["e2"]},
            id="by other state",
        ),
        pytest.param(
            [REQUEST, "date: 2023-04-01, kind: extradition.ordered, country: KZ"],
            {"e1": ["e1", "e2"]},
            id="who names no other state means the open one",
        ),
        pytest.param(
            [
                REQUEST,
                REQUEST.replace("by: UZ", "by: TJ").replace("01-10", "02-10"),
                "date: 2023-04-01, kind: extradition.refused, country: KZ, of: e1",
            ],
            {"e1": ["e1", "e3"], "e2": ["e2"]},
            id="an entry can say what it answers",
        ),
        pytest.param(
            [CLAIM, "date: 2023-03-01, kind: removal.ordered, country: PL, of: e1"],
            {"e1": ["e1"], "e2": ["e2"]},
            id="a procedure has one track",
        ),
        pytest.param(
            [
                "date: 2023-01-01, kind: complaint.lodged, body: ECtHR, country: PL",
                "date: 2023-01-02, kind: complaint.lodged, body: CAT, country: PL",
                "date: 2023-03-02, kind: complaint.communicated, body: ECtHR",
            ],
            {"e1": ["e1", "e3"], "e2": ["e2"]},
            id="by body",
        ),
        pytest.param(
            [
                "date: 2020-01-01, kind: prosecution.charged, country: UZ, reference: '1'",
                "date: 2021-01-01, kind: prosecution.charged, country: UZ, reference: '2'",
            ],
            {"e1": ["e1"], "e2": ["e2"]},
            id="by number",
        ),
        pytest.param(
            ["date: 2023-01-01, kind: extradition.wanted, by: UZ", REQUEST],
            {"e2": ["e2"]},
            id="a wanted listing is no procedure of a host",
        ),
        pytest.param(
            [CLAIM, "date: 2023-04-01, kind: detention.arrested, country: PL"],
            {"e1": ["e1"]},
            id="custody is no procedure",
        ),
        pytest.param(
            [CLAIM, "date: 2023-04-01, kind: protection.refused, country: PL, state: refuted"],
            {"e1": ["e1"]},
            id="what was refuted is no event",
        ),
    ],
)
def test_which_events_belong_together(events: list[str], expected: dict[str, list[str]]) -> None:
    assert roots(*events) == expected


def granted(outcome: str) -> str:
    return f"date: 2023-05-10, kind: protection.granted, country: PL{outcome}"


def decided(outcome: str) -> str:
    return f"date: 2023-05-10, kind: complaint.decided, body: CAT, country: PL{outcome}"


@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        pytest.param([CLAIM], "pending", id="lodged"),
        pytest.param([CLAIM, granted(", outcome: refugee")], "recognised", id="refugee"),
        pytest.param([CLAIM, granted(", outcome: GENCONV")], "recognised", id="by alias"),
        pytest.param([CLAIM, granted("")], "recognised", id="as the standing takes it"),
        pytest.param([CLAIM, granted(", outcome: subsidiary")], "complementary", id="subsidiary"),
        pytest.param([CLAIM, granted(", outcome: humanitarian")], "complementary", id="human"),
        pytest.param(
            [CLAIM, granted(", outcome: temporary-protection")], "complementary", id="temporary"
        ),
        pytest.param([CLAIM, REFUSED], "rejected", id="refused"),
        pytest.param([CLAIM, f"{REFUSED}, outcome: excluded"], "rejected", id="excluded"),
        pytest.param(
            [CLAIM, f"{REFUSED}, outcome: inadmissible"], "otherwise-closed", id="inadmissible"
        ),
        pytest.param([CLAIM, REFUSED, APPEALED], "pending", id="appeal open"),
        pytest.param([CLAIM, REFUSED, APPEALED, DISMISSED], "rejected", id="appeal dismissed"),
        pytest.param(
            [CLAIM, f"{REFUSED}, outcome: inadmissible", APPEALED, DISMISSED],
            "otherwise-closed",
            id="what was appealed in vain stands",
        ),
        pytest.param(
            [CLAIM, "date: 2023-04-01, kind: protection.withdrawn, country: PL"],
            "otherwise-closed",
            id="withdrawn",
        ),
        pytest.param(
            [
                CLAIM,
                granted(", outcome: refugee"),
                "date: 2024-04-01, kind: protection.ceased, country: PL",
            ],
            "recognised",
            id="the end of a status does not undo the decision",
        ),
        pytest.param(
            [REQUEST, "date: 2023-04-01, kind: extradition.ordered, country: KZ, by: UZ"],
            "pending",
            id="an order is not the end",
        ),
        pytest.param(
            [
                REQUEST,
                "date: 2023-04-01, kind: extradition.surrendered, country: KZ, to: UZ",
                "date: 2023-06-01, kind: extradition.quashed, country: KZ, by: UZ",
            ],
            "executed",
            id="a court that rules after the handover comes too late",
        ),
        pytest.param([decided(", outcome: violation")], "violation", id="violation"),
        pytest.param([decided(", outcome: struck-out")], "not-examined", id="struck out"),
        pytest.param([decided("")], "decided", id="decided somehow"),
    ],
)
def test_what_it_came_to(events: list[str], outcome: str) -> None:
    assert [one.outcomes for one in found(*events)] == [(outcome,)]


def test_a_decision_that_may_not_have_come_yet_leaves_both_open() -> None:
    (one,) = found(CLAIM, REFUSED.replace("2023-05-10", "2023"), day=Day(2023, 6, 1))

    assert (one.outcomes, one.certain) == (("rejected", "pending"), True)
    assert one.states == ("protection.lodged", "protection.refused")


def test_an_alleged_grant_leaves_the_refusal_possible() -> None:
    alleged = granted(", outcome: refugee, state: alleged").replace("2023-05-10", "2023-07-01")
    (one,) = found(CLAIM, REFUSED, alleged)

    assert one.outcomes == ("recognised", "rejected")


def test_sources_that_differ_on_the_outcome_leave_both_possible_and_nothing_else() -> None:
    text = case("invented", CLAIM, granted(", outcome: refugee"), people=UZBEK)
    says = "sources: [{source: s1, says: {outcome: subsidiary}}]}"
    made = understood(text.removesuffix("sources: [s1]}\n") + says)
    (one,) = procedures_of(made, occurrences_of(made, VOCABULARY), DAY, VOCABULARY)

    assert (one.outcomes, one.certain) == (("recognised", "complementary"), True)


def test_months_that_nothing_orders_leave_both_last_words_possible() -> None:
    later = "date: 2023-05, kind: protection.withdrawn, country: PL"
    (one,) = found(CLAIM, REFUSED.replace("2023-05-10", "2023-05-20"), later)

    assert one.outcomes == ("rejected", "otherwise-closed")


def test_an_appeal_follows_the_refusal_of_the_same_month() -> None:
    month = [one.replace("2023-05-10", "2023-05") for one in (REFUSED,)]
    (one,) = found(CLAIM, *month, APPEALED.replace("2023-06-10", "2023-05"))

    assert one.outcomes == ("pending",)


def test_what_is_only_alleged_may_not_have_begun() -> None:
    (one,) = found(f"{CLAIM}, state: alleged")

    assert (one.certain, one.outcomes) == (False, ("pending",))


def test_an_event_of_a_later_day_says_nothing_of_this_one() -> None:
    (one,) = found(CLAIM, REFUSED, day=Day(2023, 2, 1))

    assert (one.outcomes, [e.event.id for e in one.events]) == (("pending",), ["e1"])


def test_people_of_one_case_have_procedures_of_their_own() -> None:
    two = UZBEK + "  - {id: qq, name: Another, citizenship: [UZ]}\n"
    both = f"{CLAIM}, people: [pp, qq]"
    (one,) = found(both, f"{REFUSED}, people: [qq]", people=two)

    assert one.outcomes == ("pending",)


def test_since_is_when_the_outcome_came() -> None:
    (one,) = found(CLAIM, REFUSED)

    assert (one.since.earliest, one.began.earliest) == (Day(2023, 5, 10), Day(2023, 1, 10))


def test_the_rules_name_only_kinds_and_outcomes_that_there_are() -> None:
    rules = rules_of(VOCABULARY)
    tree = VOCABULARY.section("procedures")
    words = {code for kind in rules.verdicts for code in _all_verdicts(rules.verdicts[kind])}
    kinds = {*rules.verdicts, *rules.starts, *rules.apart}

    assert kinds <= set(VOCABULARY.codes)
    assert words <= {*rules.outcomes, "stands"}
    assert not rules.starts & rules.apart
    for code in rules.outcomes:
        assert set(labels(mapping(mapping(tree["outcomes"])[code])["label"])) == {"en", "ru"}


def test_the_rules_read_only_outcomes_that_the_kinds_have() -> None:
    for code, tree in rules_of(VOCABULARY).verdicts.items():
        kind = VOCABULARY.kind(code)
        assert kind is not None
        assert set(mapping(tree)) - {"else"} <= set((kind.outcomes or {}).values()), code


def _all_verdicts(tree: object) -> set[str]:
    given = list(mapping(tree).values()) or [tree]
    return {word for one in given for word in ([one] if isinstance(one, str) else one)}  # type: ignore[attr-defined]
