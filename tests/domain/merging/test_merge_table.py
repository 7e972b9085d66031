"""Versions that go together: each rule of merging on the smallest case that shows it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.merging.versions import BASE, Edits, told, unordered, version

from caseledger.domain.merging.clash import ABSENT
from caseledger.domain.merging.merge import merged

E9: dict[str, Any] = {"id": "e9", "date": "2024-02-01", "kind": "case.note", "sources": ["s1"]}
E8: dict[str, Any] = {"id": "e8", "date": "2024-02-09", "kind": "case.task", "sources": []}
E1, E2, E3 = BASE["events"]
QQ: dict[str, Any] = {"id": "qq", "name": "Q", "citizenship": ["KZ"]}
S3: dict[str, Any] = {"id": "s3", "kind": "phone-call"}
SERVED = {"person": "2024-03-02", "counsel": "2024-03-03"}


def both_at(edits: Edits, address: str, ours: Any, theirs: Any, merge: Any) -> tuple[Any, ...]:
    """A row in which both sides put something else at one address of the base with edits."""
    return (edits, {address: ours}, {address: theirs}, {address: merge})


CLEAN: dict[str, tuple[Edits, Edits, Edits, Edits]] = {
    # what: base (as edits of BASE), ours, theirs, merge (all as edits of that base)
    "nothing": ({}, {}, {}, {}),
    "a scalar on one side": ({}, {"title": "T"}, {}, {"title": "T"}),
    "a scalar alike on both": ({}, {"title": "T"}, {"title": "T"}, {"title": "T"}),
    "two scalars of the case": (
        {},
        {"title": "T", "owner": "A"},
        {"opened": "2024"},
        {"title": "T", "owner": "A", "opened": "2024"},
    ),
    "two fields of one event": (
        {},
        {"events/e1/country": "KG", "events/e1/authority": "A"},
        {"events/e1/note": "By bus.", "events/e1/level": "first"},
        {
            "events/e1/country": "KG",
            "events/e1/authority": "A",
            "events/e1/note": "By bus.",
            "events/e1/level": "first",
        },
    ),
    "two fields of a person": (
        {},
        {"people/pp/name": "Q"},
        {"people/pp/sex": "female"},
        {"people/pp/name": "Q", "people/pp/sex": "female"},
    ),
    "two fields of a source": (
        {},
        {"sources/s2/lang": ABSENT},
        {"sources/s2/kind": "ngo-report"},
        {"sources/s2/lang": ABSENT, "sources/s2/kind": "ngo-report"},
    ),
    "two fields of a deadline": (
        {},
        {"deadlines/d1/by": "B"},
        {"deadlines/d1/on": "2024"},
        {"deadlines/d1/by": "B", "deadlines/d1/on": "2024"},
    ),
    "two fields of a link": (
        {"links/other/x_mine": "1"},
        {"links/other/rel": "same"},
        {"links/other/x_mine": ABSENT},
        {"links/other/rel": "same", "links/other/x_mine": ABSENT},
    ),
    "a field goes on one side": (
        {},
        {"events/e1/note": ABSENT},
        {"title": "T"},
        {"events/e1/note": ABSENT, "title": "T"},
    ),
    "a field goes on both": (
        {},
        {"events/e1/note": ABSENT},
        {"events/e1/note": ABSENT},
        {"events/e1/note": ABSENT},
    ),
    "a field comes alike on both": (
        {},
        {"events/e1/to": "PL"},
        {"events/e1/to": "PL"},
        {"events/e1/to": "PL"},
    ),
    # Sets of words.
    "members of a set come on both": both_at(
        {}, "tags", ["aa", "bb", "cc"], ["aa", "dd", "bb"], ["aa", "bb", "cc", "dd"]
    ),
    "a member comes and another goes": both_at(
        {}, "tags", ["aa"], ["aa", "bb", "cc"], ["aa", "cc"]
    ),
    "a member comes alike on both": both_at(
        {}, "tags", ["aa", "bb", "cc"], ["aa", "bb", "cc"], ["aa", "bb", "cc"]
    ),
    "a set comes on both": both_at({}, "people/pp/aliases", ["A"], ["B", "C"], ["A", "B", "C"]),
    "a set written as one word": both_at(
        {"events/e3/against": "removal"},
        "events/e3/against",
        ["removal", "transfer"],
        ["removal", "extradition"],
        ["removal", "transfer", "extradition"],
    ),
    "people of an event": (
        {"people/qq": QQ, "people/rr": QQ | {"id": "rr"}, "events/e1/people": ["pp"]},
        {"events/e1/people": ["pp", "qq"]},
        {"events/e1/people": ["pp", "rr"]},
        {"events/e1/people": ["pp", "qq", "rr"]},
    ),
    "after": both_at({}, "events/e3/after", ["e1"], ["e2"], ["e1", "e2"]),
    # Lists by ids.
    "events that come on both": (
        {},
        {"events": [E1, E9, E2, E3]},
        {"events": [E1, E8, E2, E3]},
        {"events": [E1, E9, E8, E2, E3]},
    ),
    "an event comes and another is changed": (
        {},
        {"events/e9": E9},
        {"events/e2/country": "KZ"},
        {"events/e9": E9, "events/e2/country": "KZ"},
    ),
    "an event goes and another is changed": (
        {},
        {"events/e3": ABSENT},
        {"events/e2/country": "KZ"},
        {"events/e3": ABSENT, "events/e2/country": "KZ"},
    ),
    "an event goes on both": (
        {},
        {"events/e3": ABSENT},
        {"events/e3": ABSENT, "events/e1": ABSENT},
        {"events/e3": ABSENT, "events/e1": ABSENT},
    ),
    "an event comes alike on both": (
        {},
        {"events/e9": E9},
        {"events/e9": E9},
        {"events/e9": E9},
    ),
    "the first events": (
        {"events": []},
        {"events": [E1]},
        {"events": [E2]},
        {"events": [E1, E2]},
    ),
    "a list comes on both": (
        {"deadlines": ABSENT, "links": ABSENT},
        {"links": [{"to": "a"}]},
        {"links": [{"to": "b"}], "deadlines": []},
        {"links": [{"to": "a"}, {"to": "b"}], "deadlines": []},
    ),
    "the last one goes, and another comes": (
        {},
        {"links": []},
        {"links": [*BASE["links"], {"to": "new"}]},
        {"links": [{"to": "new"}]},
    ),
    "sources that come on both": (
        {},
        {"sources/s3": S3},
        {"sources/s4": S3 | {"id": "s4"}},
        {"sources/s3": S3, "sources/s4": S3 | {"id": "s4"}},
    ),
    "a source goes and an event comes": (
        {"sources/s3": S3},
        {"sources/s3": ABSENT},
        {"events/e9": E9},
        {"sources/s3": ABSENT, "events/e9": E9},
    ),
    "links of one event": (
        {"events/e1/links": [{"to": "a", "rel": "kin"}]},
        {"events/e1/links": [{"to": "a", "rel": "kin"}, {"to": "b"}]},
        {"events/e1/links": [{"to": "a"}]},
        {"events/e1/links": [{"to": "a"}, {"to": "b"}]},
    ),
    # Citations.
    "one event cited from both sides": both_at(
        {}, "events/e2/sources", ["s1", "s2"], ["s1", "s3"], ["s1", "s2", "s3"]
    ),
    "cited alike on both": both_at(
        {}, "events/e2/sources", ["s1", "s2"], ["s1", "s2"], ["s1", "s2"]
    ),
    "a citation grows on both": both_at(
        {},
        "events/e2/sources",
        [{"source": "s1", "quote": "On Friday."}],
        [{"source": "s1", "locator": "p. 2"}],
        [{"source": "s1", "quote": "On Friday.", "locator": "p. 2"}],
    ),
    "a citation goes and another grows": both_at(
        {},
        "events/e1/sources",
        [{"source": "s2", "says": {"date": "2024-01-02", "country": "KG"}}],
        ["s1", {"source": "s2", "says": {"date": "2024-01-03", "country": "KG"}}],
        [{"source": "s2", "says": {"date": "2024-01-03", "country": "KG"}}],
    ),
    "two claims of one citation": (
        {},
        {"events/e1/sources/s2/says/date": "2024-01-05"},
        {"events/e1/sources/s2/says/country": ABSENT, "events/e1/sources/s2/says/to": "PL"},
        {
            "events/e1/sources/s2/says/date": "2024-01-05",
            "events/e1/sources/s2/says/country": ABSENT,
            "events/e1/sources/s2/says/to": "PL",
        },
    ),
    "citations of a person": both_at(
        {"people/pp/sources": ["s1"]}, "people/pp/sources", [], ["s1", "s2"], ["s2"]
    ),
    # Values with parts.
    "both days of service": both_at(
        {"events/e2/served": "2024-03-01"},
        "events/e2/served",
        {"person": "2024-03-01", "counsel": "2024-03-03"},
        "2024-03-02",
        {"person": "2024-03-02", "counsel": "2024-03-03"},
    ),
    "a day of service on each side": both_at(
        {}, "events/e2/served", {"counsel": "2024-03-03"}, "2024-03-02", SERVED
    ),
    "a place": both_at(
        {"events/e2/place": "Almaty"},
        "events/e2/place",
        {"name": "Almaty", "precision": "city"},
        "Астана",
        {"name": "Астана", "precision": "city"},
    ),
    "a number of people": both_at(
        {"events/e2/count": "28"},
        "events/e2/count",
        {"min": "27", "max": "28"},
        {"min": "28", "max": "30"},
        {"min": "27", "max": "30"},
    ),
    "a consent": (
        {"consent": {"scope": "all"}},
        {"consent/on": "2024"},
        {"consent/withdrawn": "2025"},
        {"consent/on": "2024", "consent/withdrawn": "2025"},
    ),
    "resolutions of two fields": both_at(
        {},
        "events/e1/resolved",
        {"date": {"prefer": "s1"}},
        {"country": {"prefer": "s2"}},
        {"date": {"prefer": "s1"}, "country": {"prefer": "s2"}},
    ),
    "two fields of one resolution": (
        {"events/e1/resolved": {"date": {"prefer": "s1"}}},
        {"events/e1/resolved/date/by": "A"},
        {"events/e1/resolved/date/reason": "Seen."},
        {"events/e1/resolved/date/by": "A", "events/e1/resolved/date/reason": "Seen."},
    ),
    # What the format does not know.
    "keys of the user's own": (
        {"x_old": "1"},
        {"x_a": {"b": ["c"]}, "events/e1/x_a": "1"},
        {"x_old": ABSENT, "people/pp/x_a": None},
        {"x_a": {"b": ["c"]}, "events/e1/x_a": "1", "x_old": ABSENT, "people/pp/x_a": None},
    ),
    "unknown keys": ({}, {"zzz": "1"}, {"events/e1/zzz": "2"}, {"zzz": "1", "events/e1/zzz": "2"}),
    "a key without a value": (
        {"owner": None},
        {"owner": "A", "events/e1/to": None},
        {},
        {"owner": "A", "events/e1/to": None},
    ),
    "a key loses its value": ({}, {"events/e1/note": None}, {}, {"events/e1/note": None}),
    "a list without a value": (
        {"links": None},
        {"links": [{"to": "a"}]},
        {},
        {"links": [{"to": "a"}]},
    ),
    "a list that had no value": (
        {"links": None},
        {"links": [{"to": "a"}]},
        {"links": [{"to": "b"}]},
        {"links": [{"to": "a"}, {"to": "b"}]},
    ),
    "what names two, on one side": (
        {},
        {"events/e1/sources": [{"source": "s1", "locator": "1"}, {"source": "s1", "locator": "2"}]},
        {"events/e1/note": "N"},
        {
            "events/e1/sources": [
                {"source": "s1", "locator": "1"},
                {"source": "s1", "locator": "2"},
            ],
            "events/e1/note": "N",
        },
    ),
}


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.parametrize("swapped", [False, True], ids=["", "the other way round"])
def test_versions_that_go_together(name: str, swapped: bool) -> None:
    before, *edits = CLEAN[name]
    base = version(before)
    ours, theirs, expected = (version(one, base) for one in edits)
    found = merged(base, theirs, ours) if swapped else merged(base, ours, theirs)
    assert told(found.clashes) == set()
    assert unordered(found.tree) == unordered(expected)
    assert found.decided == ()
