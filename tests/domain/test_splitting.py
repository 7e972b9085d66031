"""One member leaves a group: who is in which event after it, and how many heads there are."""

from datetime import date as Day
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.invented import VOCABULARY
from tests.small_ledgers import case

from caseledger.domain.case import Case, Count, Event
from caseledger.domain.edits import EditRefused, applied
from caseledger.domain.listing import heads
from caseledger.domain.loading import quick_case
from caseledger.domain.revisions import Tree, add_person, together
from caseledger.domain.splitting import split_off
from caseledger.domain.status import people_of
from caseledger.store.yaml_reader import read_document

DAY = Day(2026, 2, 2)
OTHER = "  - {id: pp, pseudonym: Wren, citizenship: [UZ], sources: [s1]}\n"


def group(count: str = "{min: 28, max: 29}", more: str = "", sources: str = "[s1]") -> str:
    return (
        f"  - {{id: gg, kind: group, pseudonym: the others, count: {count}, citizenship: [UZ], "
        f"{more}sources: {sources}}}\n"
    )


def tree_of(text: str) -> dict[str, Any]:
    data = read_document(text.encode()).data
    assert data is not None
    return data


def without(tree: Tree, among: tuple[str, ...] = (), **known: object) -> Case:
    """The case after one member, ``pm``, has left the group."""
    person = {"id": "pm", "pseudonym": "Martin", "sources": [], **known}
    edits = together(add_person(person), split_off("gg", person, among))(tree)
    found = quick_case(applied(tree, edits))
    assert found is not None
    return found


def split(*events: str, people: str = "", among: tuple[str, ...] = (), **known: object) -> Case:
    return without(tree_of(case("many", *events, people=people or group())), among, **known)


ENTERED = "date: 2010-05-01, kind: movement.entered, country: KZ"


@pytest.mark.parametrize(
    ("count", "among", "people", "left"),
    [
        pytest.param("", (), ["gg", "pm"], None, id="no count: everybody"),
        pytest.param("{min: 28, max: 29}", (), ["gg", "pm"], Count(min=27, max=28), id="the whole"),
        pytest.param("29", (), ["gg", "pm"], Count(min=28, max=28), id="as many as there can be"),
        pytest.param("30", (), ["gg", "pm"], Count(min=29, max=29), id="more than there are"),
        pytest.param("28", (), ["gg"], Count(min=28, max=28), id="one may be left out"),
        pytest.param("12", (), ["gg"], Count(min=12, max=12), id="some of them"),
        pytest.param("{min: 12, max: 29}", (), ["gg"], Count(min=12, max=29), id="at least some"),
        pytest.param("12", ("e1",), ["gg", "pm"], Count(min=11, max=11), id="among some"),
        pytest.param("{min: 0, max: 3}", ("e1",), ["gg", "pm"], Count(min=0, max=2), id="few"),
        pytest.param("1", ("e1",), ["pm"], None, id="the only one"),
        pytest.param("{min: 0, max: 1}", ("e1",), ["pm"], None, id="the only one, if any"),
    ],
)
def test_who_is_in_an_event_of_the_group(
    count: str, among: tuple[str, ...], people: list[str], left: Count | None
) -> None:
    event = split(ENTERED + (f", count: {count}" if count else ""), among=among).events[0]

    assert (list(event.people or ()), event.count) == (people, left)


def test_what_did_not_concern_the_group_does_not_concern_the_member() -> None:
    found = split(
        f"{ENTERED}, people: [pp]", f"{ENTERED}, people: [pp, gg]", people=OTHER + group()
    )

    assert [event.people for event in found.events] == [("pp",), ("pp", "gg", "pm")]


def test_whatever_became_of_it_what_was_said_of_all_was_said_of_this_one() -> None:
    states = ("happened", "scheduled", "alleged", "refuted", "cancelled")
    found = split(*(f"{ENTERED}, state: {state}" for state in states))

    assert [event.people for event in found.events] == [("gg", "pm")] * len(states)


def test_the_member_has_what_holds_for_each() -> None:
    people = group(
        more="fears: [], sex: male, groups: [activist], note: of all, aliases: [they], ",
        sources="[{source: s1, locator: page 3, says: {count: 30, citizenship: [TJ]}}]",
    )
    member = split(ENTERED, people=people).people[1]

    assert (member.citizenship, member.fears, member.sex) == (("UZ",), (), "male")
    assert member.groups == ("activist",)
    assert (member.kind, member.count, member.note, member.aliases) == ("person", None, None, ())
    cited = member.sources[0]
    assert (cited.source, cited.locator) == ("s1", "page 3")
    assert cited.says is not None
    assert (cited.says.count, cited.says.citizenship) == (None, ("TJ",))


def test_what_is_known_of_the_member_alone_stands_instead() -> None:
    member = split(ENTERED, citizenship=["KZ"], sources=["s1"]).people[1]

    assert member.citizenship == ("KZ",)
    assert [cited.source for cited in member.sources] == ["s1"]


def test_what_sources_say_of_the_group_counts_the_same_members() -> None:
    whole = f"{ENTERED}, count: {{min: 28, max: 29}}"
    text = case("many", whole, people=group(sources="[{source: s1, says: {count: 31}}]"))
    said = "sources: [{source: s1, says: {count: %s}}]"
    head, _, last = text.rpartition("sources: [s1]")

    def claimed(count: str) -> tuple[int, ...]:
        found = without(tree_of(head + said % count + last))
        of_event, of_group = found.events[0].sources[0].says, found.people[0].sources[0].says
        counts = [says.count for says in (of_event, of_group) if says is not None]
        return tuple(count.max for count in counts if count is not None)

    assert claimed("30") == (29, 30)
    assert claimed("12") == (12, 30), "in this version nobody knows whether the member was there"


def _heads(event: Event, sizes: dict[str, Count]) -> tuple[int, int]:
    """How many heads an event concerns: of a group its own count, or all of it."""
    counts = [
        (event.count or sizes[key]) if key == "gg" else Count(min=1, max=1)
        for key in event.people or tuple(sizes)
    ]
    return (sum(one.min for one in counts), sum(one.max for one in counts))


@st.composite
def groups(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A group of two or more, and events of so many of it."""
    least = draw(st.integers(1, 30))
    most = draw(st.integers(max(least, 2), 31))
    counts = st.tuples(st.integers(1, 31), st.integers(0, 3))
    events = draw(st.lists(st.none() | counts, min_size=1, max_size=4))
    words = [f", count: {{min: {one[0]}, max: {sum(one)}}}" if one else "" for one in events]
    return (f"{{min: {least}, max: {most}}}", [ENTERED + word for word in words])


@given(groups(), st.booleans())
def test_heads_stay_as_many_as_they_were(made: tuple[str, list[str]], named: bool) -> None:
    count, events = made
    before = quick_case(tree := tree_of(case("many", *events, people=group(count))))
    assert before is not None
    after = without(tree, tuple(event.id for event in before.events) if named else ())

    def counted(found: Case) -> tuple[int, int]:
        return heads(people_of(found, DAY, VOCABULARY, {}))

    def sizes(found: Case) -> dict[str, Count]:
        return {one.id: one.count or Count(min=1, max=1) for one in found.people}

    assert counted(after) == counted(before)
    assert [_heads(event, sizes(after)) for event in after.events] == [
        _heads(event, sizes(before)) for event in before.events
    ]


def test_one_after_the_other_until_one_is_left() -> None:
    tree: Any = tree_of(case("many", f"{ENTERED}, count: 2", people=group("3")))
    for key in ("pm", "pn"):
        person: Tree = {"id": key, "pseudonym": key, "sources": []}
        tree = applied(tree, together(add_person(person), split_off("gg", person))(tree))
    found = quick_case(tree)

    assert found is not None
    assert found.people[0].count == Count(min=1, max=1)
    # Two of three were there. With the first gone, two of two must have been: so the second was.
    assert (found.events[0].people, found.events[0].count) == (("gg", "pn"), Count(min=1, max=1))


@pytest.mark.parametrize("count", ["many", ""], ids=["no number", "none"])
def test_a_version_in_which_the_group_is_not_counted_is_left_alone(count: str) -> None:
    tree = tree_of(case("many", people=group(count or "null")))
    with pytest.raises(EditRefused):
        split_off("gg", {"id": "pm"})(tree)


def test_a_version_without_the_group_is_left_alone() -> None:
    with pytest.raises(EditRefused):
        split_off("gg", {"id": "pm"})(tree_of(case("many")))
