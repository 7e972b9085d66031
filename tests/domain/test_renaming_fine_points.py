"""References to a case: to one person of it, and in lists with what is no entry."""

import pytest

from caseledger.domain.edits import applied
from caseledger.domain.renaming import refers_to, renamed

OTHER = {"id": "other", "people": ["no entry", {"id": "p1", "same_as": "old/p9"}]}


@pytest.mark.parametrize(
    ("person", "there"), [("p9", True), ("p8", False), ("p", False), ("", True)]
)
def test_whom_of_a_case_another_refers_to(person: str, *, there: bool) -> None:
    assert refers_to(OTHER, "old", person) is there


def test_a_reference_behind_what_is_no_entry_follows() -> None:
    assert applied(OTHER, renamed("old", "new")(OTHER)) == {
        "id": "other",
        "people": ["no entry", {"id": "p1", "same_as": "new/p9"}],
    }
