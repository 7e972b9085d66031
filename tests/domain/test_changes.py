import copy
from typing import Any

import pytest
from hypothesis import given
from tests.domain.case_strategies import cases, spoilt

from caseledger.domain.changes import ENTRIES, SETS, Change, Deed, changes, is_public
from caseledger.domain.plain import Plain

EVENT: dict[str, Any] = {
    "id": "z8n3c",
    "date": "2024-01",
    "kind": "transfer.carried-out",
    "sources": ["vlast", {"source": "ffe", "says": {"date": "2024-02"}}],
}
OTHER: dict[str, Any] = {"id": "kq4w7", "date": "2022", "kind": "movement.entered", "sources": []}
TREE: dict[str, Any] = {
    "format": Plain("1"),
    "id": "menlibayev",
    "tags": ["activist", "karakalpak"],
    "people": [{"id": "nm", "name": "N", "fears": ["UZ"]}],
    "sources": [{"id": "vlast", "kind": "media"}, {"id": "ffe", "kind": "ngo-statement"}],
    "events": [OTHER, EVENT],
}


def changed(**keys: Any) -> dict[str, Any]:
    """The tree with other keys; a key without a value is taken away."""
    return {key: value for key, value in (TREE | keys).items() if value is not None}


def with_event(**keys: Any) -> dict[str, Any]:
    """The tree with other keys in the event z8n3c."""
    event = {key: value for key, value in (EVENT | keys).items() if value is not None}
    return changed(events=[OTHER, event])


def said(new: dict[str, Any], old: dict[str, Any] = TREE) -> list[tuple[str, str, Any, Any]]:
    return [(" ".join(c.address), c.what.value, c.old, c.new) for c in changes(old, new)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(TREE, [], id="nothing"),
        pytest.param(changed(title="T"), [("title", "added", None, "T")], id="a key comes"),
        pytest.param(changed(id=None), [("id", "removed", "menlibayev", None)], id="a key goes"),
        pytest.param(changed(x_mine="1"), [("x_mine", "added", None, "1")], id="a user's own key"),
        pytest.param(changed(zzz={"a": "b"}), [("zzz", "added", None, {"a": "b"})], id="unknown"),
        pytest.param(
            changed(tags=["karakalpak", "limbo"]),
            [("tags", "removed", "activist", None), ("tags", "added", None, "limbo")],
            id="a set, member by member",
        ),
        pytest.param(
            changed(tags=None),
            [("tags", "removed", "activist", None), ("tags", "removed", "karakalpak", None)],
            id="a whole set",
        ),
        pytest.param(
            changed(tags=["karakalpak", "activist"]),
            [("tags", "moved", ["activist", "karakalpak"], ["karakalpak", "activist"])],
            id="a set in another order",
        ),
        pytest.param(
            changed(tags=["activist", "activist", "karakalpak"]),
            [("tags", "changed", TREE["tags"], ["activist", "activist", "karakalpak"])],
            id="a member twice",
        ),
        pytest.param(
            changed(people=[{"id": "nm", "name": "N", "fears": "UZ"}]),
            [("people nm fears", "changed", ["UZ"], "UZ")],
            id="the same set written shortly",
        ),
        pytest.param(
            with_event(date="2024-01-08"),
            [("events z8n3c date", "changed", "2024-01", "2024-01-08")],
            id="a field of an entry",
        ),
        pytest.param(
            with_event(served={"person": "2024-02"}),
            [("events z8n3c served", "added", None, {"person": "2024-02"})],
            id="a part of an entry",
        ),
        pytest.param(
            with_event(sources=["vlast", {"source": "ffe", "says": {"date": "2024-03"}}]),
            [("events z8n3c sources ffe says date", "changed", "2024-02", "2024-03")],
            id="inside a citation",
        ),
        pytest.param(
            with_event(sources=["vlast", "ffe"]),
            [("events z8n3c sources ffe says", "removed", {"date": "2024-02"}, None)],
            id="a citation written shortly",
        ),
        pytest.param(
            with_event(sources=[{"source": "vlast"}, EVENT["sources"][1]]),
            [("events z8n3c sources vlast", "changed", "vlast", {"source": "vlast"})],
            id="the same citation in full",
        ),
        pytest.param(
            with_event(sources=["vlast"]),
            [("events z8n3c sources ffe", "removed", EVENT["sources"][1], None)],
            id="a citation goes",
        ),
        pytest.param(
            with_event(sources=[]),
            [
                ("events z8n3c sources vlast", "removed", "vlast", None),
                ("events z8n3c sources ffe", "removed", EVENT["sources"][1], None),
            ],
            id="all citations go",
        ),
        pytest.param(
            changed(events=[OTHER]), [("events z8n3c", "removed", EVENT, None)], id="an entry goes"
        ),
        pytest.param(
            changed(events=[OTHER, EVENT, OTHER | {"id": "new"}]),
            [("events new", "added", None, OTHER | {"id": "new"})],
            id="an entry comes",
        ),
        pytest.param(
            changed(events=[EVENT, OTHER]),
            [("events", "moved", ["kq4w7", "z8n3c"], ["z8n3c", "kq4w7"])],
            id="entries in another order",
        ),
        pytest.param(
            changed(events=[EVENT | {"date": "2021"}, OTHER]),
            [("events z8n3c date", "changed", "2024-01", "2021")],
            id="a new date explains the new place",
        ),
        pytest.param(
            changed(events=[OTHER, EVENT, EVENT]),
            [("events z8n3c (2)", "added", None, EVENT)],
            id="one id twice",
        ),
        pytest.param(
            changed(events=[OTHER, EVENT, {"date": "2020"}, "text"]),
            [("events #1", "added", None, {"date": "2020"}), ("events #2", "added", None, "text")],
            id="members without an id",
        ),
        pytest.param(changed(events="text"), [("events", "changed", [OTHER, EVENT], "text")],
                     id="no list"),
        pytest.param(
            changed(links=[{"to": "other/e1", "rel": "same-person"}]),
            [("links other/e1", "added", None, {"to": "other/e1", "rel": "same-person"})],
            id="a link by where it leads",
        ),
        pytest.param(changed(links=[]), [("links", "added", None, [])], id="an empty list"),
    ],
)  # fmt: skip
def test_what_changed(new: dict[str, Any], expected: list[tuple[str, str, Any, Any]]) -> None:
    assert said(new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"served": "2024"}, {"served": {"person": "2024", "counsel": "2023"}},
                     [("events z8n3c served counsel", "added", None, "2023")], id="served"),
        pytest.param({"place": "A"}, {"place": {"name": "B"}},
                     [("events z8n3c place name", "changed", "A", "B")], id="place"),
        pytest.param({"count": "2"}, {"count": {"min": "2", "max": "3"}},
                     [("events z8n3c count max", "changed", "2", "3")], id="count"),
        pytest.param({"grounds": ["a", "b"]}, {"grounds": ["b", "a"]},
                     [("events z8n3c grounds", "moved", ["a", "b"], ["b", "a"])], id="grounds"),
        pytest.param({"grounds": ["a"]}, {"grounds": ["b", "a"]},
                     [("events z8n3c grounds", "changed", ["a"], ["b", "a"])],
                     id="the first of the grounds counts: no set"),
        pytest.param({"resolved": {"date": {"prefer": "ffe"}}},
                     {"resolved": {"date": {"prefer": "vlast"}, "to": {"prefer": "ffe"}}},
                     [("events z8n3c resolved date prefer", "changed", "ffe", "vlast"),
                      ("events z8n3c resolved to", "added", None, {"prefer": "ffe"})],
                     id="resolved"),
    ],
)  # fmt: skip
def test_parts_of_an_event(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, str, Any, Any]]
) -> None:
    assert said(with_event(**new), with_event(**old)) == expected


def test_a_new_case_is_the_case_and_its_entries() -> None:
    found = changes(None, TREE)

    assert {c.what for c in found} == {Deed.ADDED}
    assert [" ".join(c.address) for c in found] == [
        "",
        "people nm",
        "sources vlast",
        "sources ffe",
        "events kq4w7",
        "events z8n3c",
    ]
    assert found[0].new == {key: TREE[key] for key in ("format", "id", "tags")}


def test_a_case_that_went_is_the_same_the_other_way_round() -> None:
    came, went = changes(None, TREE), changes(TREE, None)

    assert [(c.address, c.new) for c in came] == [(c.address, c.old) for c in went]
    assert {c.what for c in went} == {Deed.REMOVED}


def test_no_file_at_all() -> None:
    assert changes(None, None) == ()


@pytest.mark.parametrize("keys", [{"visibility": "restricted"}, {"embargo": "2030-01-01"}])
@pytest.mark.parametrize("first", [True, False])
def test_what_is_closed_in_one_version_is_closed(keys: dict[str, Any], first: bool) -> None:
    versions = [with_event(**keys), with_event(date="2024-01-08")]
    found = changes(*(versions if first else versions[::-1]))

    assert all(one.closed for one in found)
    assert any(one.within == ("date",) for one in found)


@pytest.mark.parametrize(
    ("old", "new", "public"),
    [
        pytest.param("public", "public", True, id="both"),
        pytest.param("restricted", "public", False, id="opened"),
        pytest.param("public", None, False, id="closed"),
        pytest.param("Public", "public", False, id="no such word"),
    ],
)
def test_a_case_is_public_in_both_versions(old: str, new: str | None, public: bool) -> None:
    assert is_public(changed(visibility=old), changed(visibility=new)) is public
    assert is_public(None, changed(visibility="public")) is True
    assert is_public(None, changed()) is False


@pytest.mark.parametrize(
    ("change", "entry", "within"),
    [
        pytest.param(Change(("title",), Deed.ADDED), (), ("title",), id="field of the case"),
        pytest.param(Change(("events",), Deed.MOVED), (), ("events",), id="order of a list"),
        pytest.param(Change(("events", "e1"), Deed.ADDED), ("events", "e1"), (), id="entry"),
        pytest.param(
            Change(("events", "e1", "date"), Deed.ADDED), ("events", "e1"), ("date",), id="field"
        ),
        pytest.param(Change(("consent", "on"), Deed.ADDED), (), ("consent", "on"), id="part"),
    ],
)
def test_where_a_change_lies(
    change: Change, entry: tuple[str, ...], within: tuple[str, ...]
) -> None:
    assert (change.entry, change.within) == (entry, within)


@given(spoilt())
def test_nothing_changed_between_equal_trees(tree: dict[str, Any]) -> None:
    assert changes(tree, copy.deepcopy(tree)) == ()


@given(spoilt(), spoilt())
def test_something_changed_between_others(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert bool(changes(old, new)) == (old != new)


@given(cases(), spoilt())
def test_the_other_way_round_what_was_added_was_removed(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    turned = {Deed.ADDED: Deed.REMOVED, Deed.REMOVED: Deed.ADDED}
    forth = {(c.address, c.what, repr(c.old), repr(c.new)) for c in changes(old, new)}
    back = {
        (c.address, turned.get(c.what, c.what), repr(c.new), repr(c.old)) for c in changes(new, old)
    }

    assert forth == back


@given(spoilt(), spoilt())
def test_every_leaf_that_differs_is_named(old: dict[str, Any], new: dict[str, Any]) -> None:
    """What lies under no address of a change is the same in both trees."""
    named = {one.address for one in changes(old, new)}

    assert dict(_outside(old, named)) == dict(_outside(new, named))


def _outside(tree: Any, named: set[tuple[str, ...]]) -> Any:
    """Every leaf of a tree with its address, without what lies under a change.

    Of nothing in place of a list of parts it is named that each part has gone.
    """
    for address, leaf in _leaves(tree, ()):
        emptied = leaf is None and any(one[: len(address)] == address for one in named)
        if not emptied and not any(address[: len(one)] == one for one in named):
            yield address, leaf


def _leaves(tree: Any, at: tuple[str, ...]) -> Any:
    """Leaves by address, written without a look at how the program does it."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key in ("tags", "aliases", "citizenship", "fears", "groups", "after", "against"):
                assert key in SETS
                yield (*at, key), value
            elif key == "count" and isinstance(value, str):
                # A number is the short form of a range: what is told may be the long one's keys.
                yield from ((((*at, key, end), value)) for end in ("min", "max"))
            elif isinstance(value, list) and _is_list_of_parts(key, at):
                field = _key_of(key, at)
                for name, member in _named(value, field):
                    # A text is the short form of a part that has only its key.
                    part = {field: member} if isinstance(member, str) else member
                    yield from _leaves(part, (*at, key, name))
            else:
                yield from _leaves(value, (*at, key))
    else:
        yield at, tree


def _is_list_of_parts(key: str, at: tuple[str, ...]) -> bool:
    return key in ENTRIES if not at else key in ("sources", "links")


def _key_of(key: str, at: tuple[str, ...]) -> str:
    if key == "links":
        return "to"
    return "source" if key == "sources" and at else "id"


def _named(members: list[Any], key: str) -> Any:
    counted: dict[str, int] = {}
    for member in members:
        full = {"source": member} if isinstance(member, str) and key == "source" else member
        name = full.get(key, "") if isinstance(full, dict) else ""
        name = name if isinstance(name, str) else ""
        counted[name] = counted.get(name, 0) + 1
        if not name:
            yield f"#{counted[name]}", member
        else:
            yield name if counted[name] == 1 else f"{name} ({counted[name]})", member
