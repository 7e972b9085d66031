"""Merging at its limits: where a rule that is nearly right would lose or invent something."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.invented import VOCABULARY
from tests.domain.merging.versions import BASE, Edits, told, version

from caseledger.domain.merging.clash import ABSENT, Clash, take_theirs
from caseledger.domain.merging.identity import is_one_case
from caseledger.domain.merging.merge import merged
from caseledger.domain.merging.sequence import skeleton, woven

E1, E2, E3 = BASE["events"]
E8: dict[str, Any] = {"id": "e8", "date": "2024-02-09", "kind": "case.task", "sources": []}
E9: dict[str, Any] = {"id": "e9", "date": "2024-02-01", "kind": "case.note", "sources": []}
QQ: dict[str, Any] = {"id": "qq", "name": "Q", "citizenship": ["KZ"]}
DAY = "2024-03-05"


def event(key: str, kind: str, **keys: Any) -> dict[str, Any]:
    return {"id": key, "date": DAY, "kind": kind, "country": "KZ", "sources": ["s1"], **keys}


def ids(tree: dict[str, object], key: str = "events") -> list[str]:
    return [one["id"] for one in tree[key]]  # type: ignore[attr-defined]


# Sets of words


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        pytest.param("a", "b", "c", None, id="one word replaced in two ways"),
        pytest.param("a x", "b x", "c x", None, id="one word among others replaced in two ways"),
        pytest.param("a b", "b c", "a b d", "b c d", id="replaced here, added there"),
        pytest.param("a b", "b c", "b", "b c", id="replaced here, taken away there"),
        pytest.param("a x", "x b", "x b c", "x b c", id="replaced alike, and more added"),
        pytest.param("a", "a b", "a c", "a b c", id="added on both"),
        pytest.param("a b", "a", "b", None, id="nothing left"),
    ],
)
def test_words_of_a_set(base: str, ours: str, theirs: str, expected: str | None) -> None:
    start = version({"tags": base.split()})
    sides = [version({"tags": one.split()}) for one in (ours, theirs)]
    for mine, yours in (sides, sides[::-1]):
        found = merged(start, mine, yours)
        assert told(found.clashes) == (set() if expected else {("tags", "changed-twice")})
        if expected:
            assert sorted(found.tree["tags"]) == sorted(expected.split())  # type: ignore[call-overload]


def test_what_is_no_word_is_no_member_of_a_set() -> None:
    base, ours, theirs = (version({"tags": tags}) for tags in (["a"], [["b"]], ["a", ["c"]]))

    assert told(merged(base, ours, theirs).clashes) == {("tags", "changed-twice")}


# Parts


def test_an_entry_of_one_reading_of_the_base_is_not_taken_apart() -> None:
    """Nobody knows whether the two sides changed one event, or each made it."""
    bases = [version({}), version({"events/e9": E9})]
    ours = version({"events/e9": E9 | {"note": "N"}})
    theirs = version({"events/e9": E9 | {"country": "KZ"}})

    for readings in (bases, bases[::-1]):
        assert told(merged(readings, ours, theirs).clashes) == {("events/e9", "added-twice")}


def test_a_field_of_one_reading_of_the_base_was_added_twice() -> None:
    bases = [version({}), version({"owner": "A"})]

    for readings in (bases, bases[::-1]):
        found = merged(readings, version({"owner": "B"}), version({"owner": "C"}))
        assert told(found.clashes) == {("owner", "added-twice")}


SAYS = "events/e1/sources/s2/says"


def test_what_is_no_part_on_one_side_is_not_taken_apart() -> None:
    found = merged(BASE, version({SAYS: "said"}), version({f"{SAYS}/date": "2024-02"}))

    assert told(found.clashes) == {(SAYS, "changed-twice")}
    assert found.tree["events"][0]["sources"][1]["says"] == "said"  # type: ignore[index]


def test_a_part_of_which_both_sides_took_the_rest_stays_as_an_empty_one() -> None:
    ours, theirs = version({f"{SAYS}/date": ABSENT}), version({f"{SAYS}/country": ABSENT})
    found = merged(BASE, ours, theirs)

    assert found.clashes == ()
    assert found.tree["events"][0]["sources"][1]["says"] == {}  # type: ignore[index]


RESOLVED = "events/e1/resolved"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "where"),
    [
        pytest.param({"date": "s1"}, {"date": "s2"}, {"date": "s3"}, f"{RESOLVED}/date", id="one"),
        pytest.param({"date": {"of": "s1"}}, "none", {"date": {"of": "s2"}}, RESOLVED, id="all"),
    ],
)
def test_what_is_no_part_among_parts_by_keys_is_one_value(
    base: object, ours: object, theirs: object, where: str
) -> None:
    start = version({RESOLVED: base})
    sides = [version({RESOLVED: one}) for one in (ours, theirs)]
    for mine, yours in (sides, sides[::-1]):
        assert told(merged(start, mine, yours).clashes) == {(where, "changed-twice")}


@pytest.mark.parametrize("names", [[{}], [{"id": "e1"}, {"id": "e1"}]], ids=["none", "one of two"])
def test_entries_that_cannot_be_told_apart_are_one_list(names: list[dict[str, Any]]) -> None:
    """Each side changed another field; but of which entry nobody knows."""
    base, ours, theirs = (
        version({"events": [E1 | one | {"note": note, "to": to} for one in names]})
        for note, to in (("A", "KZ"), ("B", "KZ"), ("A", "PL"))
    )
    if not names[0]:
        for tree in (base, ours, theirs):
            tree["events"][0].pop("id")

    assert told(merged(base, ours, theirs).clashes) == {("events", "changed-twice")}


# Orders


def test_an_order_that_both_changed_alike_is_no_clash() -> None:
    ours = version({"events": [E3, E1, E2], "title": "T"})
    theirs = version({"events": [E3, E1, E2 | {"note": "N"}]})
    found = merged(BASE, ours, theirs)

    assert (found.clashes, ids(found.tree)) == ((), ["e3", "e1", "e2"])


def test_an_order_that_is_decided_loses_nobody_and_doubles_nobody() -> None:
    seen: list[Clash] = []

    def decide(clash: Clash) -> object:
        seen.append(clash)
        return ["e3", "gone"]

    ours = version({"events": [E2, E1, E9, E3]})
    theirs = version({"events": [E1, E3, E8, E2]})
    found = merged(BASE, ours, theirs, decide=decide)

    assert [(one.base, one.ours, one.theirs) for one in seen] == [
        (["e1", "e2", "e3"], ["e2", "e1", "e3"], ["e1", "e3", "e2"])
    ]
    assert sorted(ids(found.tree)) == ["e1", "e2", "e3", "e8", "e9"]
    order = [one for one in ids(found.tree) if one in ("e1", "e2", "e3")]
    assert order == ["e3", "e2", "e1"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "order"),
    [
        ("abc", "abc", "cab", "cab"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "cab", "cab", "cab"),
        ("abc", "cab", "bac", None),
        ("abc", "xabc", "cabx", "cabx"),
        ("abc", "cabx", "xabc", "cabx"),
        ("abcd", "abc", "cab", "cab"),
    ],
)
def test_whose_order_is_taken(base: str, ours: str, theirs: str, order: str | None) -> None:
    found = skeleton(base, ours, theirs)

    assert (None if found is None else "".join(found)) == order


@pytest.mark.parametrize(
    ("order", "ours", "theirs", "kept", "expected"),
    [
        pytest.param("ab", "a1b", "ab2", "ab12", "a1b2", id="each behind its own"),
        pytest.param("ab", "1ab", "2ab", "ab12", "12ab", id="in front of all"),
        pytest.param("ab", "a2b", "a1b", "ab12", "a12b", id="by rank in one gap"),
        pytest.param("ab", "axb", "ayb", "abxy", "axyb", id="without a rank ours first"),
        pytest.param("ab", "a5b", "a4b", "ab45", "a54b", id="of one rank ours first"),
        pytest.param("ab", "ax1b", "ab", "b1x", "x1b", id="behind one that is gone"),
        pytest.param("ab", "abx1", "ab", "a1x", "ax1", id="behind the last one, which is gone"),
    ],
)
def test_where_new_members_go(order: str, ours: str, theirs: str, kept: str, expected: str) -> None:
    """Every two digits have a rank, letters have none."""

    def rank(name: str) -> object | None:
        return int(name) // 2 if name.isdigit() else None

    assert "".join(woven(order, ours, theirs, kept, rank)) == expected


# People of events that name nobody


def test_a_name_that_is_not_needed_in_the_end_is_not_written() -> None:
    """One of two was taken away: the event meant everybody, and does."""
    base = version({"people/qq": QQ})
    ours = version({})
    theirs = version({"events/e1/note": "N"}, base)
    for found in (merged(base, ours, theirs), merged(base, theirs, ours)):
        assert (found.clashes, found.decided, ids(found.tree, "people")) == ((), (), ["pp"])
        assert all("people" not in one for one in found.tree["events"])  # type: ignore[attr-defined]


def test_names_that_are_written_stay_as_they_are() -> None:
    """One side has one person left, and the event named both."""
    base = version({"people/qq": QQ, "events/e1/people": ["pp", "qq"]})
    ours = version({"people": [BASE["people"][0]]}, base)
    theirs = version({"events/e2/note": "N"}, base)
    found = merged(base, ours, theirs)

    assert found.tree["events"][0]["people"] == ["pp", "qq"]  # type: ignore[index]


def test_an_event_of_several_people_is_not_the_first_ones() -> None:
    """Whoever added nobody by hand to an event of two means both of them."""
    base = version({})
    ours = version({"people/qq": QQ, "events": [E1 | {"people": ["pp"]}, E2, E3, E8]}, base)
    theirs = version({"title": "T"}, base)
    found = merged(base, ours, theirs)

    assert "people" not in found.tree["events"][3]  # type: ignore[index]


def test_whoever_takes_away_the_only_person_does_not_change_whom_events_meant() -> None:
    ours = version({"people": []})
    named = [one | {"people": ["pp"]} for one in (E1, E2, E3)]
    theirs = version({"people": [QQ, *BASE["people"]], "events": named})
    for found in (merged(BASE, ours, theirs), merged(BASE, theirs, ours)):
        assert [one["people"] for one in found.tree["events"]] == [["pp"]] * 3  # type: ignore[attr-defined]


def test_who_was_alone_before_is_not_whoever_comes_after() -> None:
    """One side replaced the only person; the other took them away and wrote an event."""
    ours, theirs = version({"people": [QQ]}), version({"people": [], "events/e9": E9})
    for pair in ((ours, theirs), (theirs, ours)):
        clashes = told(merged(BASE, *pair).clashes)
        assert ("events/e9/people", "deleted-and-changed") in clashes


def test_a_clash_over_who_is_gone_says_on_which_side() -> None:
    ours, theirs = version({"people": [QQ]}), version({"events/e9": E9})
    for pair, sides in (((ours, theirs), ([], ["pp"])), ((theirs, ours), (["pp"], []))):
        clashes = merged(BASE, *pair, decide=lambda _clash: ABSENT).clashes
        found = next(one for one in clashes if one.address == ("events", "e9", "people"))
        assert (found.ours, found.theirs) == sides


# Events of one moment


def test_an_event_that_was_there_before_has_not_arrived() -> None:
    """One side deleted what the other changed; that alone is to be decided."""
    base = version({"events/mm": event("mm", "detention.arrested")})
    ours = version({"events/mm/note": "N"}, base)
    theirs = version({"events/mm": ABSENT, "events/yy": event("yy", "detention.released")}, base)

    found = merged(base, ours, theirs, VOCABULARY)
    assert told(found.clashes) == {("events/mm", "deleted-and-changed")}


def test_what_both_sides_brought_is_in_the_order_of_the_one_that_brought_more() -> None:
    both, more = event("mm", "detention.arrested"), event("yy", "detention.released")
    ours = version({"events": [*BASE["events"], both]})
    theirs = version({"events": [*BASE["events"], both, more]})

    assert merged(BASE, ours, theirs, VOCABULARY).clashes == ()


@pytest.mark.parametrize(
    ("mine", "yours"),
    [
        pytest.param("advocacy.statement", "advocacy.statement", id="of one kind without effects"),
        pytest.param("no.such-kind", "detention.arrested", id="of an unknown kind"),
    ],
)
def test_what_writes_nothing_stands_in_any_order(mine: str, yours: str) -> None:
    ours, theirs = (
        version({"events/mm": event("mm", mine)}),
        version({"events/yy": event("yy", yours)}),
    )

    assert merged(BASE, ours, theirs, VOCABULARY).clashes == ()


def test_an_event_that_cannot_be_read_is_no_moment() -> None:
    edits: Edits = {"events/mm": event("mm", "detention.arrested", state="nobody knows")}
    theirs = version({"events/yy": event("yy", "detention.released")})

    assert merged(BASE, version(edits), theirs, VOCABULARY).clashes == ()


def test_one_of_two_may_be_taken_out_and_does_not_come_back() -> None:
    """A person alone does that; the next pair that it is in is settled by it."""
    mine = event("mm", "detention.arrested")
    first, second = event("y1", "detention.released"), event("y2", "detention.released")
    ours = version({"events": [*BASE["events"], mine]})
    theirs = version({"events": [*BASE["events"], first, second]})

    def without_ours(clash: Clash) -> object:
        return [first] if clash.other == ("events", "y1") else clash.ours

    found = merged(BASE, ours, theirs, VOCABULARY, without_ours)
    assert len(found.clashes) == 2
    assert ids(found.tree) == ["e1", "e2", "e3", "y1", "y2"]


def test_what_is_put_in_order_stays_in_its_place() -> None:
    last = event("zz", "case.note") | {"date": "2025-01-01"}
    base = version({"events": [*BASE["events"], last]})
    pair = event("mm", "detention.arrested"), event("yy", "detention.released")
    ours, theirs = (version({"events": [*BASE["events"], one, last]}) for one in pair)

    assert ids(merged(base, ours, theirs, VOCABULARY).tree)[3:] == ["mm", "yy", "zz"]
    found = merged(base, ours, theirs, VOCABULARY, take_theirs)
    assert ids(found.tree)[3:] == ["yy", "mm", "zz"]


# What is gone and still named, and which case it is


def test_a_source_on_which_consent_rests_is_still_used() -> None:
    base = version({"sources/s3": {"id": "s3", "kind": "interview"}})
    ours = version({"sources/s3": ABSENT}, base)
    theirs = version({"consent": {"source": "s3"}}, base)

    assert told(merged(base, ours, theirs).clashes) == {("sources/s3", "still-used")}


def test_a_case_with_nothing_in_it_is_known_by_its_id() -> None:
    base = version({"events": [], "people": []})

    assert is_one_case(base, version({"title": "T"}, base))
    assert not is_one_case(base, version({"id": "another"}, base))
