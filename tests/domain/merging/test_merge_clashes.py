"""Versions that clash: where, why, and what comes of it when either side is taken."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.merging.versions import BASE, Edits, told, unordered, version

from caseledger.domain.merging.clash import ABSENT, take_base, take_ours, take_theirs
from caseledger.domain.merging.merge import merged

E9: dict[str, Any] = {"id": "e9", "date": "2024-02-01", "kind": "case.note", "sources": ["s1"]}
QQ: dict[str, Any] = {"id": "qq", "name": "Q", "citizenship": ["KZ"]}
S3: dict[str, Any] = {"id": "s3", "kind": "phone-call"}
SERVED = {"person": "2024-03-02", "counsel": "2024-03-03"}
TWICE, DELETED, ADDED = "changed-twice", "deleted-and-changed", "added-twice"

CLASHES: dict[str, tuple[Edits, Edits, Edits, dict[str, str]]] = {
    # what: base, ours, theirs, where it clashes and why. Each side may also change other things.
    "a scalar": ({}, {"title": "T"}, {"title": "U"}, {"title": TWICE}),
    "a field of an event": (
        {},
        {"events/e1/country": "KG"},
        {"events/e1/country": "PL"},
        {"events/e1/country": TWICE},
    ),
    "two fields": (
        {},
        {"events/e1/country": "KG", "events/e2/date": "2024"},
        {"events/e1/country": "PL", "events/e2/date": "2025"},
        {"events/e1/country": TWICE, "events/e2/date": TWICE},
    ),
    "a field added twice": (
        {},
        {"events/e2/country": "KG"},
        {"events/e2/country": "PL"},
        {"events/e2/country": ADDED},
    ),
    "a field that went": (
        {},
        {"events/e1/note": ABSENT},
        {"events/e1/note": "N"},
        {"events/e1/note": DELETED},
    ),
    "a field without a value": ({}, {"owner": None}, {"owner": "A"}, {"owner": ADDED}),
    "a field that went, and one that lost its value": (
        {},
        {"events/e1/note": ABSENT},
        {"events/e1/note": None},
        {"events/e1/note": DELETED},
    ),
    "an event that went": (
        {},
        {"events/e1": ABSENT},
        {"events/e1/country": "KG"},
        {"events/e1": DELETED},
    ),
    "an event that went, cited": (
        {},
        {"events/e2": ABSENT},
        {"events/e2/sources": ["s1", "s2"]},
        {"events/e2": DELETED},
    ),
    "a person that went": (
        {
            "people/qq": QQ,
            "events/e1/people": ["pp"],
            "events/e2/people": ["pp"],
            "events/e3/people": ["pp"],
        },
        {"people/qq": ABSENT},
        {"people/qq/name": "R"},
        {"people/qq": DELETED},
    ),
    "a source that went": (
        {},
        {"sources/s2": ABSENT},
        {"sources/s2/lang": "kaa"},
        {"sources/s2": DELETED},
    ),
    "a link that went": (
        {},
        {"links/other": ABSENT},
        {"links/other/rel": "same"},
        {"links/other": DELETED},
    ),
    "a deadline that went": (
        {},
        {"deadlines/d1": ABSENT},
        {"deadlines/d1/by": "B"},
        {"deadlines/d1": DELETED},
    ),
    "a list that went": (
        {},
        {"links": ABSENT},
        {"links/other/rel": "same"},
        {"links": DELETED},
    ),
    "an event added twice": (
        {},
        {"events/e9": E9},
        {"events/e9": E9 | {"date": "2024-02-02"}},
        {"events/e9": ADDED},
    ),
    "an event added twice, once with more": (
        {},
        {"events/e9": E9},
        {"events/e9": E9 | {"note": "N"}},
        {"events/e9": ADDED},
    ),
    "a source added twice": (
        {},
        {"sources/s3": S3},
        {"sources/s3": S3 | {"kind": "media"}},
        {"sources/s3": ADDED},
    ),
    "a link added twice": (
        {},
        {"links/new": {"to": "new", "rel": "a"}},
        {"links/new": {"to": "new", "rel": "b"}},
        {"links/new": ADDED},
    ),
    "a citation added twice": (
        {},
        {"events/e2/sources/s2": "s2"},
        {"events/e2/sources/s2": {"source": "s2", "says": {"date": "2024"}}},
        {"events/e2/sources/s2": ADDED},
    ),
    "a claim": (
        {},
        {"events/e1/sources/s2/says/date": "2024-01-05"},
        {"events/e1/sources/s2/says/date": "2024-01-06"},
        {"events/e1/sources/s2/says/date": TWICE},
    ),
    "a citation that went": (
        {},
        {"events/e1/sources/s2": ABSENT},
        {"events/e1/sources/s2/says/date": "2024-01-06"},
        {"events/e1/sources/s2": DELETED},
    ),
    "a day of service": (
        {"events/e2/served": SERVED},
        {"events/e2/served/person": "2024-03-05"},
        {"events/e2/served/person": "2024-03-06"},
        {"events/e2/served/person": TWICE},
    ),
    "a key of the user's own": (
        {"x_a": {"b": "1", "c": "1"}},
        {"x_a": {"b": "2", "c": "1"}},
        {"x_a": {"b": "1", "c": "2"}},
        {"x_a": TWICE},
    ),
    "a resolution": (
        {},
        {"events/e1/resolved": {"date": {"prefer": "s1"}}},
        {"events/e1/resolved": {"date": {"prefer": "s2"}}},
        {"events/e1/resolved/date": ADDED},
    ),
    "a list whose order tells": (
        {"events/e2/grounds": ["a"]},
        {"events/e2/grounds": ["b", "a"]},
        {"events/e2/grounds": ["a", "c"]},
        {"events/e2/grounds": TWICE},
    ),
    "a set of which nothing would be left": (
        {},
        {"tags": ["aa"]},
        {"tags": ["bb"]},
        {"tags": TWICE},
    ),
    "a set whose one member is replaced": (
        {"tags": ["aa"]},
        {"tags": ["bb"]},
        {"tags": ["cc"]},
        {"tags": TWICE},
    ),
    "what names two, on both": (
        {},
        {"events/e2/sources": [{"source": "s1", "locator": "1"}, {"source": "s1"}]},
        {"events/e2/sources": ["s1", "s2"]},
        {"events/e2/sources": TWICE},
    ),
    "the format itself": ({}, {"format": "2"}, {"format": "3"}, {"format": TWICE}),
}
OTHER_OURS: Edits = {"x_ours": "1", "sources/ours1": S3 | {"id": "ours1"}, "people/pp/sex": "male"}
OTHER_THEIRS: Edits = {"opened": "2020", "sources/th1": S3 | {"id": "th1"}}


@pytest.mark.parametrize("name", CLASHES)
@pytest.mark.parametrize("swapped", [False, True], ids=["", "the other way round"])
def test_versions_that_clash(name: str, swapped: bool) -> None:
    """Either side may be taken there; what else they changed is in the merge all the same."""
    before, ours, theirs, expected = CLASHES[name]
    base = version(before)
    more = {**OTHER_OURS, **OTHER_THEIRS}
    mine = version({**ours, **OTHER_OURS}, base)
    yours = version({**theirs, **OTHER_THEIRS}, base)
    deciding = [take_ours, take_theirs]
    if swapped:
        mine, yours = yours, mine
        deciding.reverse()
    whole = [merged(base, mine, yours, decide=one) for one in (*deciding, take_base)]
    assert all(told(one.clashes) == set(expected.items()) for one in whole)
    trees = [unordered(one.tree) for one in whole]
    assert trees == [unordered(version(one, version(more, base))) for one in (ours, theirs, {})]


def test_a_clash_says_what_stood_there() -> None:
    """All three values; `ABSENT` where there is nothing."""
    ours = version({"events/e1/note": ABSENT, "title": "T"})
    theirs = version({"events/e1/note": "N", "title": "U"})
    first, second = merged(BASE, ours, theirs).clashes
    assert (first.base, first.ours, first.theirs) == ("Invented", "T", "U")
    assert (second.base, second.ours, second.theirs) == ("Came by train.", ABSENT, "N")
