"""Releases before arrests and answers before what they answer: how sure, and of what code."""

import pytest
from tests.domain.checks.test_checks import CONTEXT, case, event

from caseledger.domain.case import Citation, Claims, Event, Source
from caseledger.domain.checks.sequels import check_sequels
from caseledger.domain.claims import Reader
from caseledger.domain.conflicts import conflicts_of
from caseledger.domain.dates import parse_date
from caseledger.domain.sequels import answers_of
from caseledger.domain.sequences import sequences

ARREST, RELEASE = "detention.arrested", "detention.released"
LODGED, REFUSED = "protection.lodged", "protection.refused"


def said(*events: Event, **more: object) -> list[str]:
    """Code, severity, entry and the entry that lies later, of each problem."""
    one = case(*events, **more)
    return [
        f"{problem.code} {problem.severity} {one.events[int(problem.path[1])].id}-{problem.value}"
        for problem in check_sequels(one, CONTEXT)
    ]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [event("a", "2024-01-05", kind=RELEASE), event("b", "2024-02-01", kind=ARREST)],
            ["CL611 warning a-b"],
            id="an earlier arrest may not be recorded",
        ),
        pytest.param(
            [event("a", "2024-01-05", kind=RELEASE, of="b"), event("b", "2024-02", kind=ARREST)],
            ["CL611 error a-b"],
            id="the arrest is named",
        ),
        pytest.param(
            [event("a", "2024-01", kind=RELEASE, of="b"), event("b", "2024-01-20", kind=ARREST)],
            [],
            id="cannot tell",
        ),
        pytest.param(
            [
                event("a", "2023-01-05", kind=ARREST),
                event("b", "2024-01-05", kind=RELEASE, of="c"),
                event("c", "2024-02-01", kind=ARREST),
            ],
            ["CL611 error b-c"],
            id="named although another would do",
        ),
        pytest.param(
            [event("a", "2024-01-05", kind=REFUSED), event("b", "2024-02-01", kind=LODGED)],
            ["CL612 warning a-b"],
            id="a decision",
        ),
        pytest.param(
            [
                event("a", "2024-01-05", kind=REFUSED),
                event("c", "2024-03-01", kind=LODGED),
                event("b", "2024-02-01", kind="protection.registered"),
            ],
            ["CL612 warning a-b"],
            id="the first of what it needs is named",
        ),
        pytest.param(
            [
                event("a", "2024-01-05", kind="extradition.requested", by="UZ"),
                event("b", "2024-02-01", kind="extradition.wanted", by="UZ"),
            ],
            [],
            id="a wanted listing begins nothing",
        ),
        pytest.param(
            [
                event("a", "2024-01-05", kind="detention.hearing", of="b"),
                event("b", "2024-02-01", kind=ARREST),
            ],
            ["CL612 error a-b"],
            id="what answers custody does not end it",
        ),
        pytest.param(
            [
                event("a", "2024-01-05", kind="complaint.measure-granted", body="ECtHR"),
                event("b", "2024-02-01", kind="complaint.measure-requested", body="ECtHR"),
            ],
            ["CL612 warning a-b"],
            id="a measure that nobody had asked for",
        ),
        pytest.param(
            [
                event("a", "2024-01-05", kind="complaint.measure-granted", body="ECtHR"),
                event("b", "2024-02-01", kind="complaint.measure-requested", body="CAT"),
            ],
            [],
            id="a measure of another body",
        ),
        pytest.param(
            [
                event("a", "2024-01", kind="transfer.accepted", to="PL"),
                event("b", "2024-01-20", kind="transfer.requested", to="PL"),
            ],
            [],
            id="a transfer, cannot tell",
        ),
        pytest.param(
            [
                event("a", "2024-01-05", kind="transfer.accepted", to="PL"),
                event("b", "2024-02-01", kind="transfer.requested", to="PL"),
            ],
            ["CL612 warning a-b"],
            id="a transfer that nobody had asked for",
        ),
        pytest.param(
            [
                event("a", "2024-01-05", kind=RELEASE, state="cancelled"),
                event("b", "2024-02-01", kind=ARREST),
            ],
            [],
            id="never released",
        ),
        pytest.param(
            [
                event("a", "2024-01-05", kind=RELEASE, after=("b",)),
                event("b", "2024-02-01", kind=ARREST),
            ],
            [],
            id="said by CL505",
        ),
    ],
)
def test_what_lies_before_what_it_needs(events: list[Event], expected: list[str]) -> None:
    assert said(*events) == expected


def test_answers_name_kinds_and_repeat_nothing() -> None:
    kinds = {kind.code: kind for kind in CONTEXT.vocabulary.kinds}

    for code, answered in answers_of(CONTEXT.vocabulary).items():
        assert set(answered) <= set(kinds) - {code}
        assert set(answered).isdisjoint(kinds[code].follows)


def test_an_order_that_one_source_makes_possible_is_not_certain() -> None:
    later = Citation(source="s1", says=Claims(date=parse_date("2024-03-01")))
    release = event("a", "2024-01-05", kind=RELEASE, sources=(later,))
    arrest = event("b", "2024-02-01", kind=ARREST)

    assert said(release, arrest, sources=(Source(id="s1", kind="media"),)) == []


def test_conflicts_says_the_same() -> None:
    one = case(
        event("a", "2024-01-05", kind=RELEASE),
        event("b", "2024-02-01", kind=ARREST),
        event("c", "2024-03-01", kind=REFUSED, of="d"),
        event("d", "2024-03-02", kind=LODGED),
    )
    reader = Reader({}, CONTEXT.vocabulary)

    found = list(sequences(one, reader, CONTEXT.today))

    assert [(s.event.id, s.code, s.claims[1].event) for s in found] == [
        ("a", "CL611", "b"),
        ("c", "CL612", "d"),
    ]
    assert {c.code for c in conflicts_of(one, CONTEXT.vocabulary, CONTEXT.today)} == {
        "CL611",
        "CL612",
    }


def test_a_source_that_states_a_day_after_it_was_known() -> None:
    later = Citation(source="s1", says=Claims(date=parse_date("2024-05-02")))
    known = event("a", "2024-04", sources=(later,), known=parse_date("2024-04-20"))
    one = case(known, sources=(Source(id="s1", kind="media"),))
    reader = Reader({source.id: source for source in one.sources}, CONTEXT.vocabulary)

    (found,) = sequences(one, reader, CONTEXT.today)

    assert [(claim.field, str(claim.value)) for claim in found.claims] == [
        ("date", "2024-05-02"),
        ("known", "2024-04-20"),
    ]
