"""Random versions of a case: short runs of edits that often meet at the same address.

They come from a number, which is a hundred times as fast as drawing every part of them; what
shrinks is how many edits there are.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st
from tests.domain.merging.versions import Tree, named

from caseledger.domain.changes import SETS

MOST_EDITS = 8
WORDS = ("aa", "bb", "cc", "dd")
LISTS = ("people", "sources", "events", "deadlines", "links")
NAMES = {key: tuple(f"{key[0]}{number}" for number in (1, 2, 8, 9)) for key in LISTS}
WHOLE = ("x_mine", "zzz", "note")
"""Keys whose values, whatever they are, are not taken apart."""
ANYTHING: tuple[Any, ...] = (None, "1", "2", "3", {"a": "1"}, ["1", "2"])
DATES = ("2024-03-05", "2024-03-05", "2024-03", "2024-01-01", "unknown")
KINDS = ("detention.arrested", "detention.released", "protection.lodged", "case.note")
SAYS: tuple[Any, ...] = ({}, {"date": "2024"}, {"date": "2025"}, {"to": "PL"})
TEXTS = {"title": WORDS, "owner": WORDS, "name": WORDS, "kind": KINDS, "date": DATES}
TEXTS |= {"country": ("KZ", "PL"), "by": WORDS, "rel": WORDS, "lang": WORDS, "quote": WORDS}
PARTS: Mapping[str, tuple[Any, ...]] = {
    "served": ("2024", {"person": "2024"}, {"counsel": "2024"}, {"person": "2", "counsel": "1"}),
    "place": ("A", {"name": "A", "lat": "1"}, {"lat": "2", "lon": "1"}, None),
    "resolved": ({}, {"date": {"prefer": "s1"}}, {"date": {"prefer": "s2"}, "to": {"by": "A"}}),
    "after": (["e1"], ["e2", "e8"], "e1", ["e8"]),
    "people": (["p1"], ["p2"], ["p1", "p2"]),
}
FIELDS = {
    "": ("title", "owner", "x_mine", "zzz"),
    "people": ("name", "x_mine"),
    "sources": ("kind", "lang", "x_mine"),
    "events": ("date", "kind", "country", "note", "x_mine", *PARTS),
    "deadlines": ("by", "x_mine"),
    "links": ("rel", "x_mine"),
}
REQUIRED = ("title", "date", "kind")


def triples() -> st.SearchStrategy[tuple[Tree, Tree, Tree]]:
    """Draw a base and two versions that grew from it."""
    edits = st.integers(0, MOST_EDITS)
    return st.builds(triple, st.integers(0, 1 << 40), edits, edits)


def triple(seed: int, ours: int, theirs: int) -> tuple[Tree, Tree, Tree]:
    """Make a base and two versions that are so many edits away from it."""
    base, mine, yours = grown_apart(seed, ours, theirs)
    return base, mine, yours


def grown_apart(seed: int, *edits: int) -> list[Tree]:
    """Make a base, and for each number a version that is so many edits away from it."""
    random = Random(seed)  # noqa: S311  a case like any other will do
    base = _case(random)
    return [base, *(_grown(base, number, random) for number in edits)]


def _case(random: Random) -> Tree:
    tree: Tree = {"format": "1", "id": "made", "title": "Made"}
    for key in LISTS:
        if key in ("people", "events") or random.random() < 0.5:
            least = 1 if key in ("people", "events") else 0
            names = random.sample(NAMES[key], random.randint(least, 3))
            tree[key] = [_entry(key, name, random) for name in names]
    if random.random() < 0.5:
        _tag(tree, random)
    return _with_people(tree, NAMES["people"][0])


def _entry(key: str, name: str, random: Random) -> Tree:
    entry: Tree = {"to" if key == "links" else "id": name}
    fields = [one for one in FIELDS[key] if one in REQUIRED or random.random() < 0.25]
    entry |= {one: _value(one, random) for one in fields}
    return entry | ({"sources": _citations(random)} if key == "events" else {})


def _value(field: str, random: Random) -> Any:
    return copy.deepcopy(random.choice(PARTS.get(field) or TEXTS.get(field, ANYTHING)))


def _citations(random: Random) -> list[Any]:
    names = random.sample(NAMES["sources"], random.randint(0, 2))
    return [_citation(name, random) for name in names]


def _citation(name: str, random: Random) -> Any:
    if random.random() < 0.5:
        return name
    return {
        "source": name,
        "says": copy.deepcopy(random.choice(SAYS)),
        "quote": _value("quote", random),
    }


def _grown(base: Tree, edits: int, random: Random) -> Tree:
    tree = copy.deepcopy(base)
    for _ in range(edits):
        random.choice(EDITS)(tree, random)
    return _with_people(tree, base["people"][0]["id"])


def _with_people(tree: Tree, who: str) -> Tree:
    """Let every event say whom it concerns, as it must in a case of several people."""
    for event in tree["events"] if len(tree["people"]) > 1 else ():
        event.setdefault("people", [who])
    return tree


def in_full(tree: Tree, base: Tree) -> Tree:
    """A version in which every event says whom it concerns, as it need not in a case of one."""
    people = tree["people"] or base["people"]
    events = tree["events"]
    if len(people) == 1:
        events = [{"people": [people[0]["id"]], **one} for one in events]
    return tree | {"events": events}


def _set(tree: Tree, random: Random) -> None:
    key = random.choice(("", "events", "events", *LISTS))
    at = _often_the_first(tree[key], random) if key and tree.get(key) else tree
    field = _often_the_first(FIELDS[key if at is not tree else ""], random)
    if field in at and field not in REQUIRED and random.random() < 0.5:
        del at[field]
    else:
        at[field] = _value(field, random)


def _often_the_first(many: Sequence[Any], random: Random) -> Any:
    """Choose so that two who choose often meet."""
    return many[0] if random.random() < 0.4 else random.choice(many)


def _tag(tree: Tree, random: Random) -> None:
    tree["tags"] = random.sample(WORDS, random.randint(1, 3))


def _cite(tree: Tree, random: Random) -> None:
    if tree["events"]:
        event = _often_the_first(tree["events"], random)
        event["sources"] = _citations(random)


def _claim(tree: Tree, random: Random) -> None:
    for event in tree["events"]:
        for one in event["sources"]:
            if isinstance(one, dict) and random.random() < 0.5:
                one["says"] = copy.deepcopy(random.choice(SAYS))


def _add(tree: Tree, random: Random) -> None:
    key = random.choice(("events", *LISTS))
    many = tree.setdefault(key, [])
    names = [one for one in NAMES[key] if one not in {named(key, member) for member in many}]
    if names:
        new = _entry(key, random.choice(names), random)
        many.insert(random.randint(0, len(many)), new)


def _remove(tree: Tree, random: Random) -> None:
    key = random.choice(LISTS)
    if tree.get(key):
        tree[key].remove(_often_the_first(tree[key], random))
    elif key not in ("people", "events"):
        tree.pop(key, None)


def _reorder(tree: Tree, random: Random) -> None:
    random.shuffle(tree["events"])


EDITS: tuple[Callable[[Tree, Random], None], ...] = (
    *(_set, _set, _set, _tag, _cite, _claim, _add, _add, _remove, _reorder),
)

Leaf = tuple[str, ...]


def leaves(tree: Mapping[str, Any]) -> dict[Leaf, Any]:
    """Every value of a tree by its address; a member of a set, and an entry, is one of its own."""
    found: dict[Leaf, Any] = {}
    _gather((), "", tree, found)
    return found


def _gather(at: Leaf, key: str, value: Any, found: dict[Leaf, Any]) -> None:
    whole = _in_full(key, value)
    many = [whole] if key in SETS and isinstance(whole, str) else whole
    if isinstance(whole, dict) and key not in WHOLE:
        found[at] = "there"
        for name, one in whole.items():
            _gather((*at, name), name, one, found)
    elif key in SETS and isinstance(many, list) and all(isinstance(one, str) for one in many):
        found[at] = "there"
        found.update({(*at, f"={one}"): one for one in many})
    elif key in LISTS and isinstance(value, list):
        found[at] = "there"
        for one in value:
            _gather((*at, str(named(key, one))), "citation", one, found)
    else:
        found[at] = value


def _in_full(key: str, value: Any) -> Any:
    """What is written shortly, at length."""
    short = {"served": "person", "place": "name", "citation": "source"}
    return {short[key]: value} if key in short and isinstance(value, str) else value
