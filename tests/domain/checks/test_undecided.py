"""An order that nobody has written: reported only where the standing of today hangs on it."""

import pytest
from tests.domain.checks.test_checks import ARAL, CONTEXT, case, event

from caseledger.domain.case import Event
from caseledger.domain.checks import undecided
from caseledger.domain.checks.undecided import check_undecided
from caseledger.domain.life import Life

ASKED = event("ask", "2024-03-05", kind="extradition.requested", by="UZ")
GRANTED, CEASED = "protection.granted", "protection.ceased"


def hints(*events: Event) -> list[str]:
    one = case(event("in", "2024-03-01"), ASKED, *events, people=(ARAL,))
    return [problem.hint for problem in check_undecided(one, CONTEXT)]


@pytest.mark.parametrize(
    ("granted", "ceased", "open_"),
    [
        pytest.param("2024-05-02~", "2024-05-03", True, id="about a day"),
        pytest.param("2024-05-03?", "2024-05-03", True, id="an uncertain day"),
        pytest.param("[2024-05-02,2024-05-04]", "2024-05-03", True, id="one of two days"),
        pytest.param("2024-05-03", "2024-05-03", False, id="in the order of the file"),
        pytest.param("2024-05-02~", "2024-05-09", False, id="apart"),
        pytest.param("2024-05", "2024-05-03", False, id="a month is as it is"),
    ],
)
def test_entries_of_the_same_days(granted: str, ceased: str, open_: bool) -> None:
    found = hints(event("aa", granted, kind=GRANTED), event("bb", ceased, kind=CEASED))

    assert found == (["to bb add after: [aa], or to aa add after: [bb]"] if open_ else [])


def test_what_is_written_and_what_comes_to_the_same_is_not_reported() -> None:
    granted = event("aa", "2024-05-02~", kind=GRANTED)

    assert hints(granted, event("bb", "2024-05-03", kind=CEASED, after=("aa",))) == []
    assert hints(granted, event("bb", "2024-05-03", kind="protection.interview")) == []
    assert hints(granted, event("bb", "2024-05-03", kind=GRANTED, outcome="subsidiary")) == []


def test_a_later_word_decides_what_is_open() -> None:
    events = [event("aa", "2024-05-02~", kind=GRANTED), event("bb", "2024-05-03", kind=CEASED)]

    assert hints(*events, event("cc", "2024-06-01", kind=GRANTED)) == []


def test_the_names_in_a_hint_keep_what_was_known() -> None:
    later = event("bb", "2024-05-03", kind=CEASED, after=("ask",))

    assert hints(event("aa", "2024-05-02~", kind=GRANTED), later) == [
        "to bb add after: [ask, aa], or to aa add after: [bb]"
    ]


def test_nothing_is_worked_out_where_all_days_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    def worked_out(*_arguments: object) -> Life:
        raise AssertionError

    monkeypatch.setattr(undecided, "Life", worked_out)
    exact = [event("aa", "2024-05-02", kind=GRANTED), event("bb", "2024-05-02", kind=CEASED)]
    wide = [event("cc", "2024", kind=GRANTED), event("dd", "2024-04", kind=CEASED)]

    assert hints(*exact, *wide) == []
