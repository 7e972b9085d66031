import copy
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.case_strategies import cases, spoilt

from caseledger.domain.changes import changes
from caseledger.domain.commit_message import (
    LONGEST_SUBJECT,
    body_of,
    message_of,
    subject_of,
)

TREE: dict[str, Any] = {
    "format": "1",
    "id": "menlibayev",
    "title": "A name",
    "visibility": "public",
    "people": [{"id": "nm", "name": "A name", "citizenship": ["KZ"]}],
    "sources": [{"id": "vlast", "kind": "media"}],
    "events": [
        {"id": "kq4w7", "date": "2022", "kind": "movement.entered", "sources": []},
        {"id": "z8n3c", "date": "2024-01", "kind": "transfer.carried-out", "sources": ["vlast"]},
    ],
}
NEW: dict[str, Any] = {
    "id": "bb222",
    "date": "2024-03-01",
    "kind": "protection.lodged",
    "sources": ["vlast"],
    "place": "A street",
    "note": "A name",
}


def edited(*edits: tuple[str, int, dict[str, Any]], **keys: Any) -> dict[str, Any]:
    """The tree with other keys, and with keys of members of its lists changed."""
    tree = copy.deepcopy(TREE) | keys
    for name, index, change in edits:
        if index == len(tree[name]):
            tree[name].append({})
        tree[name][index] |= change
    return tree


def event(**keys: Any) -> tuple[str, int, dict[str, Any]]:
    return ("events", 1, keys)


ADDED = ("events", 2, NEW)


@pytest.mark.parametrize(
    ("new", "public", "closed"),
    [
        pytest.param(
            edited(ADDED),
            "menlibayev: add event bb222 protection.lodged 2024-03-01",
            "menlibayev: add event bb222",
            id="event",
        ),
        pytest.param(
            edited(event(date="2024-01-08")),
            "menlibayev: change event z8n3c date: 2024-01 -> 2024-01-08",
            "menlibayev: change event z8n3c",
            id="date",
        ),
        pytest.param(
            edited(event(note="A name")),
            "menlibayev: change event z8n3c note: added",
            "menlibayev: change event z8n3c",
            id="free text",
        ),
        pytest.param(
            edited(event(date="2024-01-08", to="PL")),
            "menlibayev: change event z8n3c",
            "menlibayev: change event z8n3c",
            id="two fields",
        ),
        pytest.param(
            edited(ADDED, event(date="2024-01-08"), ("events", 0, {"country": "PL"})),
            "menlibayev: add event bb222, change 2 events",
            "menlibayev: add event bb222, change event kq4w7, change event z8n3c",
            id="too long in full",
        ),
        pytest.param(
            edited(ADDED, ("sources", 1, {"id": "ffe", "kind": "ngo-statement", "title": "T"})),
            "menlibayev: add event bb222 protection.lodged 2024-03-01, add source ffe",
            "menlibayev: add event bb222, add source ffe",
            id="event with its source",
        ),
        pytest.param(
            edited(title="Another name"),
            "menlibayev: change case title",
            "menlibayev: change case",
            id="title",
        ),
        pytest.param(
            edited(visibility="restricted"),
            "menlibayev: change case visibility: public -> restricted",
            "menlibayev: change case",
            id="visibility",
        ),
        pytest.param(
            edited(events=TREE["events"][::-1]),
            "menlibayev: reorder case events",
            "menlibayev: change case",
            id="order",
        ),
        pytest.param(
            edited(x_secret="A name"),  # noqa: S106 - a key of the user's own
            "menlibayev: change case another field: added",
            "menlibayev: change case",
            id="a key of the user's own",
        ),
        pytest.param(
            edited(links=[{"to": "https://example.org/a-name"}]),
            "menlibayev: add link",
            "menlibayev: add link",
            id="link",
        ),
        pytest.param(None, "menlibayev: remove case", "menlibayev: remove case", id="no file"),
        pytest.param(
            edited(
                *(
                    ("events", 2 + n, NEW | {"id": f"bbb{n}", "kind": "removal.ordered"})
                    for n in range(2)
                ),
                ("sources", 1, {"id": "ffe", "kind": "m"}),
            ),
            "menlibayev: add 2 events, add source ffe",
            "menlibayev: add event bbb0, add event bbb1, add source ffe",
            id="several events",
        ),
    ],
)
def test_subjects(new: dict[str, Any] | None, public: str, closed: str) -> None:
    found = changes(TREE, new)

    assert subject_of("menlibayev", found, public=True) == public
    assert subject_of("menlibayev", found, public=False) == closed


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        pytest.param({"until": "2027-01-31"}, "until: added 2027-01-31", id="day"),
        pytest.param({"country": "AT"}, "country: added AT", id="state"),
        pytest.param({"outcome": "refugee"}, "outcome: added refugee", id="code"),
        pytest.param({"outcome": "as Anna said"}, "outcome: added", id="no code"),
        pytest.param({"people": ["nm"]}, "people: added nm", id="ids"),
        pytest.param({"count": {"min": "2"}}, "count: added", id="a part"),
        pytest.param({"served": "2024-02-10"}, "served: added 2024-02-10", id="day of service"),
        pytest.param({"place": "A street"}, "place: added", id="place in short"),
        pytest.param({"place": {"name": "A street"}}, "place: added", id="place"),
        pytest.param({"reference": "A-1"}, "reference: added", id="reference"),
        pytest.param({"authority": "A court"}, "authority: added", id="authority"),
        pytest.param({"assignee": "Anna"}, "assignee: added", id="not public"),
        pytest.param({"date": "spring"}, "date", id="not a date"),
        pytest.param({"date": ["2023", "2024"]}, "date: 2024-01 -> 2023, 2024", id="set"),
        pytest.param({"sources": ["vlast", "ffe"]}, "sources ffe: added", id="citation"),
        pytest.param({"resolved": {"date": {"prefer": "vlast"}}}, "resolved: added", id="resolved"),
        pytest.param({"x_name": "Anna"}, "another field: added", id="own"),
    ],
)
def test_a_value_is_repeated_only_where_it_may_be(keys: dict[str, Any], line: str) -> None:
    found = changes(TREE, edited(event(**keys)))

    assert body_of(found, public=True) == f"change event z8n3c {line}\n"
    assert body_of(found, public=False) == "change event z8n3c\n"


@pytest.mark.parametrize("keys", [{"visibility": "restricted"}, {"embargo": "2030-01-01"}])
def test_of_a_closed_entry_only_the_id_is_said(keys: dict[str, Any]) -> None:
    added = changes(TREE, edited(("events", 2, NEW | keys)))
    opened = changes(edited(event(date="2024-01-08", **keys)), TREE)

    assert subject_of("menlibayev", added, public=True) == "menlibayev: add event bb222"
    assert body_of(opened, public=True) == "change event z8n3c\n"


def test_a_message_of_one_change_has_no_body() -> None:
    found = changes(TREE, edited(ADDED))

    assert message_of("menlibayev", found, "add", public=True) == (
        "menlibayev: add event bb222 protection.lodged 2024-03-01\n"
        "\n"
        "Case: menlibayev\n"
        "Event: bb222\n"
        "Action: add\n"
    )


def test_a_message_of_several_changes() -> None:
    new = edited(ADDED, event(date="2024-01-08", note="A name"), ("people", 0, {"fears": ["UZ"]}))

    assert message_of("menlibayev", changes(TREE, new), "commit", public=True) == (
        "menlibayev: add event bb222, change event z8n3c, change person nm\n"
        "\n"
        "change person nm fears: added UZ\n"
        "change event z8n3c date: 2024-01 -> 2024-01-08\n"
        "change event z8n3c note: added\n"
        "add event bb222 protection.lodged 2024-03-01\n"
        "\n"
        "Case: menlibayev\n"
        "Event: z8n3c\n"
        "Event: bb222\n"
        "Person: nm\n"
        "Action: commit\n"
    )


def test_a_new_case_names_what_is_in_it() -> None:
    message = message_of("c-x7k2m", changes(None, TREE), "add", public=False)

    assert message == (
        "c-x7k2m: add case\n"
        "\n"
        "add case\n"
        "add person nm\n"
        "add source vlast\n"
        "add event kq4w7\n"
        "add event z8n3c\n"
        "\n"
        "Case: c-x7k2m\n"
        "Event: kq4w7\n"
        "Event: z8n3c\n"
        "Person: nm\n"
        "Source: vlast\n"
        "Action: add\n"
    )


def test_what_is_no_id_is_not_repeated_and_makes_no_trailer() -> None:
    new = edited(("events", 2, NEW | {"id": "x\n\nAction: undo", "kind": "Anna\nEvent: z"}))
    message = message_of("menlibayev", changes(TREE, new), "add", public=True)

    assert message == "menlibayev: add event 2024-03-01\n\nCase: menlibayev\nAction: add\n"


def test_a_long_id_leaves_room_for_something() -> None:
    subject = subject_of("c" * 63, changes(TREE, edited(ADDED)), public=True)

    assert subject == f"{'c' * 63}: change"


@given(cases(), spoilt(), st.booleans())
def test_messages_are_short_plain_and_name_their_entries(
    old: dict[str, Any], new: dict[str, Any], public: bool
) -> None:
    found = changes(old, new)
    message = message_of("menlibayev", found, "set", public=public)
    subject, blank, *rest = message.split("\n")

    assert len(subject) <= LONGEST_SUBJECT
    assert blank == ""
    assert message.isascii()
    assert rest[-2:] == ["Action: set", ""]
    ids = {c.entry[1] for c in found if c.entry[:1] == ("events",)}
    named = re.findall(r"^Event: (.*)$", message, re.MULTILINE)
    assert set(named) == {i for i in ids if re.fullmatch(r"[a-z][a-z0-9-]{0,62}", i)}


NOTHING_BUT_IDS = re.compile(
    r"(add|change|remove|reorder)( (case|event|person|source|deadline|link)( [a-z][a-z0-9-]*)?)"
)


@given(cases(), spoilt())
def test_a_closed_case_says_only_ids(old: dict[str, Any], new: dict[str, Any]) -> None:
    for line in body_of(changes(old, new), public=False).splitlines():
        assert NOTHING_BUT_IDS.fullmatch(line), line


TELLING = ("name", "title", "note", "quote", "authority", "reference", "aliases", "place", "born")


@given(cases())
def test_no_free_text_is_repeated(tree: dict[str, Any]) -> None:
    def marked(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: "Secret" if k in TELLING else marked(v) for k, v in value.items()}
        return [marked(one) for one in value] if isinstance(value, list) else value

    other = marked(tree)
    for found in (changes(tree, other), changes(other, tree), changes(None, other)):
        assert "Secret" not in message_of("menlibayev", found, "set", public=True)
