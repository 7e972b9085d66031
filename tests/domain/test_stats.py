"""Counting: what is certain, what is only possible, and what counts in several places."""

from collections.abc import Sequence
from datetime import date as Day
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.invented import VOCABULARY, understood
from tests.small_ledgers import case

from caseledger.domain.case import Case
from caseledger.domain.stats.answers import Answer, answered
from caseledger.domain.stats.counting import Count, Item, Record, tabulate, together
from caseledger.domain.stats.rates import rates_of
from caseledger.domain.stats.records import Question
from caseledger.domain.status import people_of
from caseledger.domain.windows import Window

DAY = Day(2024, 6, 1)
ENTERED = "date: 2022-01-10, kind: movement.entered, country: KZ"
CERTIFIED = "date: 2023-05-01, kind: protection.certificate-issued, country: KZ, until: 2024-07-31"
REQUESTED = "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ"
LODGED = "date: 2023-01-10, kind: protection.lodged, country: PL"
GRANTED = "date: 2024-01-20, kind: protection.granted, country: PL, outcome: refugee"
REFUSED = "date: 2024-01-20, kind: protection.refused, country: PL"


def person(more: str = "citizenship: [UZ]", key: str = "pp") -> str:
    return f"  - {{id: {key}, pseudonym: {key}, {more}, sources: [s1]}}\n"


def made(*events: str, name: str = "one", people: str = "") -> Case:
    return understood(case(name, *events, people=people or person()))


def asked(cases: Sequence[Case], *by: str, **question: Any) -> Answer:
    """Ask about cases on the day."""
    known = {one.id: one for one in cases}
    found = [p for one in cases for p in people_of(one, DAY, VOCABULARY, known)]
    return answered(found, Question(**{"day": DAY, **question}), by)


def cells(answer: Answer) -> dict[str, str]:
    """Write a table as words; a total stands under the empty word."""
    shown = {"/".join(key): shortly(count) for key, count in answer.table.cells.items()}
    return shown | {"": shortly(answer.table.total)}


def shortly(count: Count) -> str:
    return str(count.least) if count.exact else f"{count.least}-{count.most}"


TWO_STATES = made(ENTERED, people=person("citizenship: [UZ, KZ]"))
LIMBO = made(ENTERED, CERTIFIED, REQUESTED, name="limbo")
OPEN = made(ENTERED, CERTIFIED.replace("-07-31", "-05-01"), REQUESTED, name="open")


def test_two_citizenships_count_in_both_and_are_one_person() -> None:
    answer = asked([TWO_STATES, LIMBO], "citizenship")

    assert cells(answer) == {"UZ": "2", "KZ": "1", "": "2"}
    assert answer.table.overlaps


def test_one_of_each_does_not_overlap() -> None:
    assert not asked([LIMBO, OPEN], "citizenship").table.overlaps


def test_a_certain_standing_is_a_number() -> None:
    assert cells(asked([LIMBO], "standing")) == {"limbo": "1", "": "1"}


def test_several_possible_standings_are_a_range_in_each() -> None:
    assert cells(asked([LIMBO, OPEN], "standing")) == {"limbo": "1-2", "exposed": "0-1", "": "2"}


def test_a_group_counts_as_many_as_it_has() -> None:
    group = person("kind: group, count: {min: 28, max: 29}, citizenship: [UZ]")
    handed = "date: 2011-06-09, kind: extradition.surrendered, country: KZ, to: UZ"
    answer = asked([made(handed, people=group), made(handed, name="two")], "standing")

    assert cells(answer) == {"returned": "29-30", "": "29-30"}


def test_of_a_group_an_entry_may_name_only_a_part() -> None:
    group = person("kind: group, count: {min: 28, max: 29}, citizenship: [UZ]")
    some = made(LODGED, f"{GRANTED}, count: {{min: 3, max: 5}}", people=group)

    assert cells(asked([some], "outcome"))["protection.recognised"] == "3-29"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param("citizenship", {"UZ": "28-29"}, id="citizenship"),
        pytest.param("host", {"PL": "28-29"}, id="host"),
        pytest.param("track", {"protection.granted": "3-29"}, id="track"),
    ],
)
def test_how_many_an_entry_concerns_counts_only_for_what_comes_from_it(
    by: str, expected: dict[str, str]
) -> None:
    group = person("kind: group, count: {min: 28, max: 29}, citizenship: [UZ]")
    entered = "date: 2022-01-10, kind: movement.entered, country: PL"
    some = made(entered, LODGED, f"{GRANTED}, count: {{min: 3, max: 5}}", people=group)

    assert cells(asked([some], by)) == expected | {"": "28-29"}


def test_an_entry_about_all_of_a_group_leaves_nobody_out_of_the_standing() -> None:
    group = person("kind: group, count: {min: 28, max: 29}, citizenship: [UZ]")
    handed = "date: 2011-06-09, kind: extradition.surrendered, country: KZ, to: UZ"
    all_of_them = made(f"{handed}, count: {{min: 26, max: 28}}", people=group)

    assert cells(asked([all_of_them], "standing")) == {"returned": "28-29", "": "28-29"}


def test_who_stands_in_two_cases_is_one_person_of_two_cases() -> None:
    same = made("date: 2022, kind: movement.entered, country: PL, people: [qq]", name="other",
                people=person("same_as: limbo/pp") + person(key="qq"))  # fmt: skip
    known = [same, LIMBO]

    assert cells(asked(known, "standing")) == {"limbo": "1", "unknown": "1", "": "2"}
    assert cells(asked(known, "citizenship")) == {"UZ": "2", "": "2"}
    assert cells(asked(known, "standing", unit="cases"))[""] == "2"
    assert cells(asked(known, "outcome", unit="procedures"))[""] == "2"


def test_two_prosecutions_are_one_person_and_two_procedures() -> None:
    charged = "date: 2020-01-01, kind: prosecution.opened, country: UZ"
    twice = made(charged, charged.replace("2020", "2021"))

    assert cells(asked([twice], "outcome")) == {"prosecution.pending": "1", "": "1"}
    assert cells(asked([twice], "outcome", unit="procedures"))[""] == "2"
    assert cells(asked([twice], "period", unit="events")) == {"2020": "1", "2021": "1", "": "2"}


def test_a_procedure_of_two_people_is_one_and_lies_in_both_outcomes() -> None:
    both = ", people: [pp, qq]"
    shared = made(
        LODGED + both,
        GRANTED + ", people: [pp]",
        REFUSED + ", people: [qq]",
        people=person() + person(key="qq"),
    )
    answer = asked([shared], "outcome", unit="procedures")

    assert cells(answer) == {"protection.recognised": "1", "protection.rejected": "1", "": "1"}
    assert answer.table.overlaps


def test_an_imprecise_date_may_lie_in_any_of_its_periods() -> None:
    vague = made('date: "[2022-11..2023-02]", kind: movement.entered, country: KZ', REQUESTED)

    assert cells(asked([vague], "period")) == {"2022": "0-1", "2023": "1", "": "1"}
    assert cells(asked([vague], "period", unit="events")) == {"2022": "0-1", "2023": "1-2", "": "2"}


def test_what_may_lie_ahead_is_counted_in_the_past_only() -> None:
    vague = made('date: "[2023-11..2025-02]", kind: movement.entered, country: KZ')

    assert cells(asked([vague], "period", unit="events")) == {
        "2023": "0-1",
        "2024": "0-1",
        "": "0-1",
    }


def test_only_days_asked_for_are_counted_and_their_edges_are_not_certain() -> None:
    vague = made('date: "[2022-11..2023-02]", kind: movement.entered, country: KZ', REQUESTED)
    span = Window(Day(2023, 1, 1), None)

    assert cells(asked([vague], "period", unit="events", span=span)) == {"2023": "1-2", "": "1-2"}
    late = Window(Day(2024, 1, 1), None)
    assert cells(asked([vague], "standing", span=late)) == {"": "0"}


def test_an_alleged_event_may_not_be_one() -> None:
    rumour = made(ENTERED, "date: 2023-02-01, kind: repression.threat, by: UZ, state: alleged")

    assert cells(asked([rumour], "period", unit="events")) == {
        "2022": "1",
        "2023": "0-1",
        "": "1-2",
    }


def test_somebody_without_procedures_is_counted_apart() -> None:
    assert cells(asked([made(ENTERED)], "outcome")) == {"none": "1", "": "1"}


def test_a_cross_has_margins_that_count_once() -> None:
    answer = asked([TWO_STATES, LIMBO], "citizenship", "standing")

    assert cells(answer) == {"UZ/at-origin": "1", "KZ/at-origin": "1", "UZ/limbo": "1", "": "2"}
    assert answer.margins["standing"].cells == {
        ("at-origin",): Count(1, 1),
        ("limbo",): Count(1, 1),
    }


def test_what_is_open_in_one_dimension_is_certain_in_the_margin_of_the_other() -> None:
    answer = asked([OPEN], "citizenship", "standing")

    assert cells(answer) == {"UZ/exposed": "0-1", "UZ/limbo": "0-1", "": "1"}
    assert answer.margins["citizenship"].cells == {("UZ",): Count(1, 1)}


def test_of_a_doubted_case_only_identity_is_certain() -> None:
    doubted = {"doubted": frozenset({"limbo"})}

    assert cells(asked([LIMBO], "standing", **doubted)) == {"limbo": "0-1", "": "1"}
    assert cells(asked([LIMBO], "citizenship", **doubted)) == {"UZ": "1", "": "1"}


def test_sources_that_differ_on_citizenship_make_it_possible_only() -> None:
    says = "citizenship: [UZ], sources: [{source: s1, says: {citizenship: [UZ, KZ]}}]"
    people = f"  - {{id: pp, pseudonym: pp, {says}}}\n"

    assert cells(asked([made(ENTERED, people=people)], "citizenship")) == {
        "UZ": "1",
        "KZ": "0-1",
        "": "1",
    }


@pytest.mark.parametrize(
    ("question", "total"),
    [
        pytest.param({"tracks": {"extradition"}}, "1", id="track"),
        pytest.param({"tracks": {"removal"}}, "0", id="no such track"),
        pytest.param({"countries": {"KZ"}}, "2", id="country"),
        pytest.param({"citizenships": {"KZ"}}, "1", id="citizenship"),
        pytest.param({"tags": {"x"}}, "0", id="tag"),
    ],
)
def test_filters(question: dict[str, set[str]], total: str) -> None:
    asks = {name: frozenset(words) for name, words in question.items()}

    assert cells(asked([TWO_STATES, LIMBO], "stage", **asks))[""] == total


def test_who_may_be_elsewhere_may_not_be_asked_for() -> None:
    moved = made(ENTERED, "date: 2024, kind: movement.entered, country: PL", name="moved")
    answer = asked([moved], "citizenship", countries=frozenset({"KZ"}))

    assert cells(answer) == {"UZ": "0-1", "": "0-1"}


def test_of_a_doubted_case_nobody_surely_is_where_they_are_asked_for() -> None:
    asks = {"countries": frozenset({"KZ"}), "doubted": frozenset({"limbo"})}

    assert cells(asked([LIMBO], "citizenship", **asks))[""] == "0-1"


def test_rates_are_of_claims_only() -> None:
    assert asked([LIMBO], "outcome", tracks=frozenset({"extradition"})).rates == {}
    assert asked([LIMBO], "outcome", tracks=frozenset({"protection"})).rates


def test_closed_cases_are_left_out_unless_asked_for() -> None:
    closed = made(ENTERED, "date: 2023-01-10, kind: case.closed, grounds: other")

    assert cells(asked([closed], "host"))[""] == "0"
    assert cells(asked([closed], "host", closed=True)) == {"KZ": "1", "": "1"}


# Rates


def claim(outcome: str, name: str) -> Case:
    return made(LODGED, f"{GRANTED.partition(', outcome')[0]}, outcome: {outcome}", name=name)


WON, HALF = claim("refugee", "won"), claim("subsidiary", "half")
LOST = made(LODGED, REFUSED, name="lost")
GONE = made(LODGED, "date: 2024-01-20, kind: protection.withdrawn, country: PL", name="gone")
PENDING = made(LODGED, name="pending")
UNSURE = made(LODGED, REFUSED.replace("2024-01-20", "2024"), name="unsure")


@pytest.mark.parametrize(
    ("cases", "recognition", "total"),
    [
        pytest.param([WON, HALF, LOST], ("1/3", "1/3"), ("2/3", "2/3"), id="as defined"),
        pytest.param([WON, GONE], ("1", "1"), ("1", "1"), id="otherwise closed left out"),
        pytest.param([WON, PENDING], ("1", "1"), ("1", "1"), id="pending left out"),
        pytest.param([PENDING, GONE], None, None, id="nothing decided"),
        pytest.param([WON, UNSURE], ("1/2", "1"), ("1/2", "1"), id="a refusal that may be"),
        pytest.param([UNSURE], ("0", "0"), ("0", "0"), id="nothing granted in any case"),
    ],
)
def test_rates(
    cases: list[Case], recognition: tuple[str, str] | None, total: tuple[str, str] | None
) -> None:
    found = {one.name: one for one in asked(cases, "outcome").rates[""]}

    for name, expected in (("recognition", recognition), ("total", total)):
        ends = (found[name].least, found[name].most)
        assert ends == (tuple(map(Fraction, expected)) if expected else (None, None))


def test_otherwise_closed_is_a_number_of_its_own() -> None:
    recognition, _total = asked([WON, GONE, GONE], "outcome").rates[""]

    assert (recognition.closed, recognition.decided) == (Count(1, 1), Count(1, 1))


def test_rates_of_each_state_that_decides() -> None:
    elsewhere = made(LODGED.replace("PL", "AT"), REFUSED.replace("PL", "AT"), name="at")
    answer = asked([WON, elsewhere], "outcome", "host")

    assert {key: rates[0].most for key, rates in answer.rates.items()} == {
        "": Fraction(1, 2),
        "PL": Fraction(1),
        "AT": Fraction(0),
    }


def test_one_of_two_grants_is_protection_in_any_case() -> None:
    either = Record({"outcome": frozenset({"protection.recognised", "protection.complementary"})})
    recognition, total = rates_of([Item(("x",), Count(1, 1), True, (either,))])

    assert (recognition.least, recognition.most) == (Fraction(0), Fraction(1))
    assert (total.least, total.most) == (Fraction(1), Fraction(1))


# What holds of every count

VALUES = st.frozensets(st.sampled_from("abc"), min_size=1)
RECORDS = st.builds(lambda values, sure: Record({"x": values}, sure), VALUES, st.booleans())
ITEMS = st.lists(
    st.builds(
        lambda least, more, records: Item(
            ("i",), Count(least, least + more), any(r.sure for r in records), tuple(records)
        ),
        st.integers(1, 3),
        st.integers(0, 2),
        st.lists(RECORDS, min_size=1, max_size=3),
    ),
    max_size=4,
)


@settings(max_examples=30)
@given(ITEMS)
def test_no_cell_is_more_than_the_total_and_all_together_are_no_less(items: list[Item]) -> None:
    table = tabulate(items, ("x",))
    counts = table.cells.values()

    assert all(one.least <= table.total.least and one.most <= table.total.most for one in counts)
    assert all(one.least <= one.most for one in counts)
    assert sum(one.most for one in counts) >= table.total.most


@settings(max_examples=30)
@given(ITEMS, st.sampled_from("abc"))
def test_knowing_less_never_narrows_a_count(items: list[Item], value: str) -> None:
    vaguer = [
        Item(
            one.key,
            one.count,
            one.sure,
            tuple(Record({"x": r.values["x"] | {value}}, r.sure) for r in one.records),
        )
        for one in items
    ]
    before, after = tabulate(items, ("x",)), tabulate(vaguer, ("x",))

    for key, count in before.cells.items():
        assert after.cells[key].least <= count.least or key == (value,)
        assert after.cells[key].most >= count.most


@settings(max_examples=30)
@given(ITEMS)
def test_what_is_put_together_lies_between_the_cell_and_the_sum(items: list[Item]) -> None:
    cell = tabulate(items, ("x",)).cells
    both = together(items, "x", {"a", "b"})
    parts = [cell.get((one,), Count(0, 0)) for one in "ab"]

    assert both.least >= max(one.least for one in parts)
    assert both.most <= sum(one.most for one in parts)
