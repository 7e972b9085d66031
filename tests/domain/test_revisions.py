from caseledger.domain.edits import Named, applied
from caseledger.domain.revisions import Tree, add_person, cite, move_event, order_at, together

ONE: Tree = {
    "people": [{"id": "pp", "name": "Anna"}],
    "events": [
        {"id": "e1", "date": "2024-01", "kind": "case.note", "sources": ["s1"]},
        {"id": "e2", "date": "2024-02", "kind": "case.note", "people": ["pp"], "sources": ["s1"]},
    ],
}


def after(tree: Tree, *revisions: object) -> dict[str, object]:
    found = applied(tree, together(*revisions)(tree))  # type: ignore[arg-type]
    assert isinstance(found, dict)
    return found


def test_a_second_person_makes_older_entries_say_whom_they_concern() -> None:
    events = after(ONE, add_person({"id": "pq", "pseudonym": "Bek"}))["events"]
    assert [event["people"] for event in events] == [["pp"], ["pp"]]  # type: ignore[attr-defined]


def test_a_third_person_changes_no_entry() -> None:
    two = after(ONE, add_person({"id": "pq", "pseudonym": "Bek"}))
    three = after(two, add_person({"id": "pr", "pseudonym": "Wren"}))
    assert three["events"] == two["events"]
    assert [one["id"] for one in three["people"]] == ["pp", "pq", "pr"]  # type: ignore[attr-defined]


def test_the_first_person_of_all_changes_no_entry() -> None:
    nobody = {**ONE, "people": []}
    assert after(nobody, add_person({"id": "pp"}))["events"] == ONE["events"]


def test_a_citation_without_more_to_say_is_an_id() -> None:
    events = after(ONE, cite("e1", {"source": "s2"}), cite("e2", {"source": "s2", "quote": "x"}))
    assert [event["sources"][1] for event in events["events"]] == [  # type: ignore[attr-defined]
        "s2",
        {"source": "s2", "quote": "x"},
    ]


def test_a_moved_event_keeps_its_id_and_leaves_its_old_day_behind() -> None:
    kept = {"id": "e3", "date": "2024-01", "kind": "extradition.adjourned", "for": "2024-03"}
    events = after(ONE, move_event("e1", "2024-03", kept))["events"]
    assert [(one["id"], one["date"]) for one in events] == [  # type: ignore[attr-defined]
        ("e3", "2024-01"),
        ("e1", "2024-03"),
        ("e2", "2024-02"),
    ]


def test_the_order_of_keys_at_a_spot() -> None:
    assert order_at(("title",))[:2] == ("format", "id")
    assert order_at(("events", Named("e1"), "date"))[:2] == ("id", "date")
    assert order_at(("events", Named("e1"), "sources", Named("a"), "quote"))[0] == "source"
    assert order_at(("events", Named("e1"), "served", "counsel")) == ()
