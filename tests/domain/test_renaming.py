import pytest

from caseledger.domain.edits import applied
from caseledger.domain.renaming import may_name, refers_to, renamed

OTHER = {
    "id": "other",
    "title": "old",
    "people": [{"id": "p1", "same_as": "old/p9"}, {"id": "p2", "same_as": "older/p9"}],
    "links": [{"to": "old"}, {"to": "https://example.org/old"}, {"to": "old-2/e1"}],
    "events": [
        {"id": "e1", "links": [{"to": "old/e7", "rel": "joined"}]},
        {"id": "old", "note": "see old", "of": "old"},
        {"id": "e3", "links": "old"},
    ],
}


def test_every_reference_follows_and_nothing_else_does() -> None:
    assert applied(OTHER, renamed("old", "new")(OTHER)) == {
        **OTHER,
        "people": [{"id": "p1", "same_as": "new/p9"}, {"id": "p2", "same_as": "older/p9"}],
        "links": [{"to": "new"}, {"to": "https://example.org/old"}, {"to": "old-2/e1"}],
        "events": [
            {"id": "e1", "links": [{"to": "new/e7", "rel": "joined"}]},
            {"id": "old", "note": "see old", "of": "old"},
            {"id": "e3", "links": "old"},
        ],
    }


def test_the_case_itself_gets_the_id_and_its_own_links_follow() -> None:
    case = {"id": "old", "events": [{"id": "e1", "links": [{"to": "old/e1"}]}]}

    assert applied(case, renamed("old", "new")(case)) == {
        "id": "new",
        "events": [{"id": "e1", "links": [{"to": "new/e1"}]}],
    }


def test_renamed_back_it_is_what_it_was() -> None:
    there = applied(OTHER, renamed("old", "new")(OTHER))
    assert isinstance(there, dict)

    assert applied(there, renamed("new", "old")(there)) == OTHER


@pytest.mark.parametrize(
    ("case", "there"), [("old", True), ("old-2", True), ("e1", False), ("other", False)]
)
def test_what_a_case_refers_to(case: str, *, there: bool) -> None:
    assert refers_to(OTHER, case) is there


@pytest.mark.parametrize(
    ("raw", "there"),
    [
        (b"to: old/e1", True),
        (b"[half {{ old", True),
        (b"to: older", False),
        (b"to: my-old", False),
        (b"", False),
    ],
)
def test_an_id_is_found_in_bytes_as_a_whole_word(raw: bytes, *, there: bool) -> None:
    assert may_name(raw, "old") is there
