"""What differs between two states of a ledger: what stands first, and what may be told."""

import dataclasses

import pytest
from tests.domain.invented import VOCABULARY, invented
from tests.domain.test_derived import (
    ENTERED,
    GRANTED,
    HELD_OFF,
    MONTH,
    ORDER,
    SIX_WEEKS,
    WITHDRAWN,
    between,
)
from tests.small_ledgers import LIMBO, case

from caseledger.domain.case import Case
from caseledger.domain.changes import Change, Deed
from caseledger.domain.comparing import (
    FIRST,
    CaseDifference,
    FileDifference,
    cases_in_order,
    files_in_order,
    in_order,
    is_first,
    may_be_told,
    renamed,
    touched_by,
    tree_changes,
)
from caseledger.domain.loading import shape_of
from caseledger.domain.values import a_date
from caseledger.store.yaml_reader import read_document


def change(*address: str, what: Deed = Deed.CHANGED) -> Change:
    return Change(address, what)


def dates_and_states(part: type, seen: set[type]) -> set[str]:
    """Every key of the format whose value is a date or a state, of all parts of a case."""
    shape, found = shape_of(part), set()
    state = shape_of(Case).inner["events"].part
    state_reader = shape_of(state).readers["country"][1]
    for key, (_, reader) in shape.readers.items():
        if reader in (a_date, state_reader):
            found.add(key)
    for key, leads in shape.inner.items():
        if leads.part not in seen:
            inner = dates_and_states(leads.part, seen | {leads.part})
            found |= inner if leads.part.__name__ != "Served" else {key}
    return found


def test_every_date_and_state_of_the_format_stands_first() -> None:
    found = dates_and_states(Case, {Case})

    assert {"date", "until", "for", "served", "born", "country", "by", "from", "to"} <= found
    assert found <= FIRST


def test_what_decides_stands_first_and_what_is_gone_before_the_rest() -> None:
    given_order = [
        change("summary"),
        change("events", "e1", "note"),
        change("events", "e9", what=Deed.REMOVED),
        change("events", "e2", "sources", "s1", "says", "date"),
        change("events", "e3", "country"),
        change("visibility"),
        change("events", what=Deed.MOVED),
        change("people", "pp", "fears", what=Deed.ADDED),
    ]

    found = in_order(given_order)

    assert [one.address[-1] for one in found] == [
        "date",
        "country",
        "visibility",
        "fears",
        "e9",
        "summary",
        "note",
        "events",
    ]
    assert [is_first(one) for one in found] == [True] * 4 + [False] * 4


def test_files_of_recipients_stand_before_all_others() -> None:
    paths = ["rules/kz.yaml", ".gitattributes", "vault/c-1.age", "ledger.yaml", "recipients.txt"]
    files = [FileDifference(path, Deed.CHANGED, own=path.endswith(".yaml")) for path in paths]

    assert [one.path for one in files_in_order(files)] == [
        "recipients.txt",
        "vault/c-1.age",
        "ledger.yaml",
        "rules/kz.yaml",
        ".gitattributes",
    ]


def test_the_gravest_case_stands_first() -> None:
    only_entries = CaseDifference("a", "", changes=(change("title"),))
    exposed = between(invented(*HELD_OFF), invented(*HELD_OFF, WITHDRAWN.format("2024-06-01")))
    safe = between(invented(*HELD_OFF), invented(*HELD_OFF, GRANTED.format("2024-06-01")))
    moved = between(invented(*ORDER), invented(*ORDER), words=(MONTH, SIX_WEEKS))
    cases = [
        only_entries,
        CaseDifference("b", "", people=moved),
        CaseDifference("c", "", people=safe),
        CaseDifference("d", "", people=exposed),
    ]

    assert [one.id for one in cases_in_order(cases, VOCABULARY)] == ["d", "c", "b", "a"]


# Cases with another id, files by their keys, and what may be told


def tree_of(text: str) -> dict[str, object]:
    found = read_document(text.encode()).data
    assert found is not None
    return found


def test_a_case_is_known_again_by_its_entries() -> None:
    gone = {"held": tree_of(LIMBO), "else": tree_of(case("else", ENTERED))}
    come = {
        "kept": tree_of(LIMBO.replace("id: held", "id: kept")) | {"title": "Another"},
        "fresh": tree_of(case("fresh", "date: 2020, kind: case.note")),
    }

    assert renamed(gone, come) == {"held": "kept"}
    assert renamed({}, come) == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("timezone: UTC", "timezone: Asia/Almaty", ["changed timezone"]),
        (
            "alerts: {stale: 9}",
            "alerts: {stale: off, x: 1}",
            ["changed alerts stale", "added alerts x"],
        ),
        (
            "rules: [{id: a, for: 3d}, {id: b, for: 1d}]",
            "rules: [{id: a, for: 9d}, {id: c, for: 1d}]",
            ["changed rules a for", "removed rules b", "added rules c"],
        ),
        ("rules: [{id: a}, {id: b}]", "rules: [{id: b}, {id: a}]", ["moved rules"]),
        ("languages: [en]", "languages: [en, ru]", ["changed languages"]),
        ("law: [{x: 1}]", "law: [{x: 2}]", ["changed law"]),
    ],
)
def test_other_files_are_told_by_their_keys(old: str, new: str, expected: list[str]) -> None:
    found = tree_changes(tree_of(old), tree_of(new))

    assert [f"{one.what} {' '.join(one.address)}" for one in found] == expected


@pytest.mark.parametrize(
    ("found", "may"),
    [
        (change("events", "e1", "date"), True),
        (change("events", "e1", what=Deed.ADDED), True),
        (change("visibility"), True),
        (change("events", "e1", "sources", "s1", "says", "date"), True),
        (change("events", "e1", "note"), False),
        (change("events", "e1", "place"), False),
        (change("events", "e1", "assignee"), False),
        (change("people", "pp", what=Deed.ADDED), False),
        (change("people", "pp", "born"), False),
        (change("people", "pp", "name"), False),
        (change("owner"), False),
        (change("x_own"), False),
        (change("events", "e1", "x_own"), False),
        (change("events", "e1", "sources", "s1", "quote"), False),
        (
            Change(
                ("events", "e1", "sources", "s1"), Deed.ADDED, new={"source": "s1", "quote": "q"}
            ),
            False,
        ),
    ],
)
def test_what_a_public_case_tells(found: Change, may: bool) -> None:
    assert may_be_told(found) is may


def test_an_entry_is_touched_where_something_may_rest_on_it() -> None:
    found = touched_by(
        [
            change("title"),
            change("events", "e1", "note"),
            change("people", "pp", "note"),
            change("people", "qq", "fears"),
            change("people", "rr", what=Deed.ADDED),
        ]
    )

    assert found == {("events", "e1"), ("people", "qq"), ("people", "rr")}


def test_a_difference_of_nothing_is_none() -> None:
    nothing = CaseDifference("a", "")

    assert not nothing
    assert dataclasses.replace(nothing, changes=(change("title"),))
