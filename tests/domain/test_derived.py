"""What differs between two states: by which step, through what, and what stands first."""

from collections.abc import Sequence
from datetime import date as Day

import pytest
from hypothesis import given, settings
from tests.domain.deadlines.ruled import file_of, words_of
from tests.domain.invented import VOCABULARY, invented, understood
from tests.domain.story_strategies import stories, told
from tests.small_ledgers import LIMBO, case

from caseledger.domain.case import Case
from caseledger.domain.changes import changes
from caseledger.domain.comparing import (
    Pair,
    PersonDifference,
    State,
    Way,
    people_between,
    touched_by,
)
from caseledger.domain.turns import Cause, Derived, Why
from caseledger.domain.vocabulary import Vocabulary

JULY, LATER = Day(2024, 7, 1), Day(2024, 8, 15)
ENTERED = "date: 2022-01-10, kind: movement.entered, country: KZ"
CERTIFICATE = "date: 2023-05-01, kind: protection.certificate-issued, country: KZ, until: {}"
ENDING = CERTIFICATE.format("2024-07-31")
REQUESTED = "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ"
HELD_OFF = (ENTERED, ENDING, REQUESTED)
WITHDRAWN = "date: {}, kind: protection.certificate-withdrawn, country: KZ"
GRANTED = "date: {}, kind: protection.granted, country: KZ, outcome: refugee"
APPEAL = (
    "id: appeal, for: {}, done_by: extradition.appealed,"
    " trigger: {{kind: extradition.ordered, clock: served}}"
)
ORDERED = "date: 2024-06-20, kind: extradition.ordered, country: KZ, by: UZ, served: 2024-06-20"
APPEALED = "date: {}, kind: extradition.appealed, country: KZ, by: UZ, of: e2"


def between(
    old: Case | None,
    new: Case | None,
    days: tuple[Day, Day] = (JULY, JULY),
    words: tuple[Vocabulary, Vocabulary] = (VOCABULARY, VOCABULARY),
    others: tuple[Sequence[Case], Sequence[Case]] = ((), ()),
) -> tuple[PersonDifference, ...]:
    """Compare a case in two states of a ledger, all of them derived apart."""
    before, after = ({one.id: one for one in some} for some in others)
    touched = {
        (now or then).id: touched_by(changes(tree(then), tree(now)))  # type: ignore[union-attr]
        for then, now in ((old, new), *zip(*others, strict=True))
    }
    way = Way(
        State(days[0], words[0], before),
        State(days[0], words[1], before),
        State(days[1], words[1], before),
        State(days[0], words[1], after),
        State(days[1], words[1], after),
        touched,
        ("rules/own.yaml",),
    )
    return people_between(Pair(old, new), way)


def tree(one: Case | None) -> dict[str, object] | None:
    """Write a case of the tests as a tree again, as far as its entries go."""
    if one is None:
        return None
    people = [{"id": p.id, "fears": list(p.fears or ()), "same_as": p.same_as} for p in one.people]
    events = [{"id": e.id, "whole": repr(e)} for e in one.events]
    return {"id": one.id, "people": people, "events": events}


def lines(found: Sequence[PersonDifference]) -> list[str]:
    """Write what follows in few signs: sort, what, by which steps, and through what."""
    return [line(one) for person in found for one in person.derived]


def line(one: Derived) -> str:
    because = ",".join(map(reason, one.because))
    return f"{one.sort} {one.what} by {'+'.join(one.by)}: {because}"


def reason(cause: Cause) -> str:
    name = cause.entry[-1] if cause.entry else cause.file
    return " ".join(filter(None, (cause.why.value, name, str(cause.day or ""))))


def standings(found: Sequence[PersonDifference]) -> list[str]:
    """Only the standing of each person, as it was and as it is, and why."""
    return [
        f"{person.then and person.then.standing.code} {person.now and person.now.standing.code} "
        f"{line(one)}"
        for person in found
        for one in person.derived
        if one.sort == "standing"
    ]


@pytest.mark.parametrize(
    ("new", "days", "expected"),
    [
        pytest.param(HELD_OFF, (JULY, JULY), [], id="nothing"),
        pytest.param(
            HELD_OFF,
            (JULY, LATER),
            ["limbo exposed standing changed by time: expiry e2 2024-07-31"],
            id="a certificate runs out",
        ),
        pytest.param(
            (*HELD_OFF, WITHDRAWN.format("2024-06-01")),
            (JULY, JULY),
            ["limbo exposed standing changed by entry: entry e4"],
            id="an entry takes it away",
        ),
        pytest.param(
            (*HELD_OFF, "date: 2024-06-01, kind: case.note", WITHDRAWN.format("2024-06-01")),
            (JULY, JULY),
            ["limbo exposed standing changed by entry: entry e5"],
            id="only the entries that it rests on",
        ),
        pytest.param(
            HELD_OFF[:1],
            (JULY, JULY),
            ["limbo unknown standing changed by entry: entry e2,entry e3"],
            id="entries that are gone",
        ),
        pytest.param(
            (ENTERED, CERTIFICATE.format("2024-06-30"), REQUESTED),
            (JULY, LATER),
            ["limbo exposed standing changed by entry+time: entry e2,expiry e2 2024-07-31"],
            id="each alone would do it",
        ),
        pytest.param(
            (*HELD_OFF, GRANTED.format("2024-08-10")),
            (JULY, LATER),
            ["limbo protected standing changed by entry: entry e4"],
            id="an entry of a day between is due to being written",
        ),
        pytest.param(
            (ENTERED, CERTIFICATE.format("2024-12-31"), REQUESTED),
            (JULY, LATER),
            [],
            id="renewed in time",
        ),
    ],
)
def test_by_which_step_somebody_stands_otherwise(
    new: tuple[str, ...], days: tuple[Day, Day], expected: list[str]
) -> None:
    assert standings(between(invented(*HELD_OFF), invented(*new), days)) == expected


def test_a_renewal_is_due_to_its_entry_alone() -> None:
    new = invented(ENTERED, CERTIFICATE.format("2024-12-31"), REQUESTED)

    found = lines(between(invented(*HELD_OFF), new, (JULY, LATER)))

    assert found[0] == "shield changed by entry: entry e2"
    assert not any("time" in one for one in found if not one.startswith("alert"))


ORDER = (ENTERED, ORDERED)
MONTH, SIX_WEEKS, QUARTER = (
    words_of(file_of(APPEAL.format(days))) for days in ("30d", "45d", "90d")
)


def dues(found: Sequence[PersonDifference]) -> list[str]:
    return [one for one in lines(found) if one.startswith("deadline")]


@pytest.mark.parametrize(
    ("new", "days", "words", "expected"),
    [
        pytest.param(
            ORDER,
            (JULY, JULY),
            (MONTH, SIX_WEEKS),
            "deadline moved by version: file rules/own.yaml",
            id="a rule of the ledger",
        ),
        pytest.param(
            ORDER,
            (JULY, LATER),
            (MONTH, MONTH),
            "deadline passed by time: day 2024-07-20",
            id="time",
        ),
        pytest.param(
            (ENTERED, ORDERED.replace("served: 2024-06-20", "served: 2024-06-25")),
            (JULY, JULY),
            (MONTH, MONTH),
            "deadline moved by entry: entry e2",
            id="an entry",
        ),
        pytest.param(
            (*ORDER, APPEALED.format("2024-07-10")),
            (JULY, LATER),
            (MONTH, MONTH),
            "deadline met by entry: entry e3",
            id="met on a day between",
        ),
        pytest.param(
            (ENTERED, ORDERED.replace("served: 2024-06-20", "served: 2024-06-25")),
            (JULY, JULY),
            (MONTH, SIX_WEEKS),
            "deadline moved by version+entry: file rules/own.yaml,entry e2",
            id="a rule and an entry",
        ),
        pytest.param(
            ORDER,
            (JULY, LATER),
            (MONTH, SIX_WEEKS),
            "deadline moved by version+time: file rules/own.yaml,day 2024-08-04",
            id="moved, and passed on its new day",
        ),
        pytest.param(
            (ENTERED, ORDERED, "date: 2024-06-25, kind: extradition.quashed, country: KZ, by: UZ"),
            (JULY, JULY),
            (MONTH, MONTH),
            "",
            id="what is quashed stays due where the rule does not say otherwise",
        ),
        pytest.param(
            (ENTERED,), (JULY, JULY), (MONTH, MONTH), "deadline over by entry: entry e2", id="over"
        ),
    ],
)
def test_by_which_step_a_deadline_is_otherwise(
    new: tuple[str, ...],
    days: tuple[Day, Day],
    words: tuple[Vocabulary, Vocabulary],
    expected: str,
) -> None:
    found = dues(between(invented(*ORDER), invented(*new), days, words))

    assert found == [expected] * bool(expected)


def test_all_three_steps_at_once() -> None:
    old = invented(*HELD_OFF, ORDERED)
    new = invented(*HELD_OFF, ORDERED, "date: 2024-06-30, kind: detention.arrested, country: KZ")

    found = lines(between(old, new, (JULY, LATER), (MONTH, QUARTER)))

    assert {one.partition(" by ")[2].partition(":")[0] for one in found} == {
        "version",
        "entry",
        "time",
    }
    assert found[0] == "standing changed by time: expiry e2 2024-07-31"
    assert "liberty changed by entry: entry e5" in found
    assert "deadline moved by version: file rules/own.yaml" in found


@pytest.mark.parametrize("new", [True, False])
def test_who_came_or_went_did_so_with_all_that_is_theirs(new: bool) -> None:
    made = invented(*HELD_OFF)
    found = between(*((None, made) if new else (made, None)))

    reasons = {cause for person in found for one in person.derived for cause in one.because}
    assert reasons == {Cause(Why.ENTRY, ("people", "pp"))}
    assert standings(found)[0].startswith("None limbo" if new else "limbo None")


def test_who_stands_in_another_case_changes_with_it() -> None:
    people = "  - {id: tt, pseudonym: the same, same_as: held/pp, sources: [s1]}\n"
    here = understood(case("other", "date: 2023-06-01, kind: case.note", people=people))
    held = understood(LIMBO)
    more = LIMBO + f"  - {{id: e4, {WITHDRAWN.format('2024-06-01')}, sources: [s1]}}\n"

    found = between(here, here, others=([held], [understood(more)]))

    assert standings(found) == ["limbo exposed standing changed by entry: entry e4"]


@settings(max_examples=40)
@given(stories(most=5))
def test_nothing_differs_from_itself(trees: list[dict[str, object]]) -> None:
    made = told(trees)

    assert between(made, made) == ()


@settings(max_examples=40)
@given(stories(most=4), stories(most=4))
def test_every_change_is_due_to_a_step_that_was_taken(
    first: list[dict[str, object]], second: list[dict[str, object]]
) -> None:
    old, new = told(first), told(second)
    found = between(old, new, (Day(2022, 6, 1), Day(2024, 6, 1)))
    steps = {by.value for person in found for one in person.derived for by in one.by}
    unmarked = [one for person in found for one in person.derived if not one.by]

    assert unmarked == []
    assert steps <= {"entry", "time"}
    by_time = between(old, old, (Day(2022, 6, 1), Day(2024, 6, 1)))
    assert all(one.by == ("time",) for person in by_time for one in person.derived)
