"""What ends a request without a word of whose, while several are open."""

import pytest
from tests.domain.checks.test_checks import ARAL, CONTEXT, case, event

from caseledger.domain.case import Event, Person
from caseledger.domain.checks.unnamed import check_unnamed
from caseledger.domain.edits import Bare, Put
from caseledger.domain.problem import Mend

REQUESTED, REFUSED = "extradition.requested", "extradition.refused"
UZ = event("uz", "2024-01-02", kind=REQUESTED, by="UZ")
KG = event("kg", "2024-01-03", kind=REQUESTED, by="KG")


def hints(*events: Event, people: tuple[Person, ...] = (ARAL,)) -> list[str]:
    return [problem.hint for problem in check_unnamed(case(*events, people=people), CONTEXT)]


def refused(date: str = "2024-02-01", **fields: object) -> Event:
    return event("no", date, kind=REFUSED, **fields)


@pytest.mark.parametrize(
    ("events", "said"),
    [
        pytest.param([UZ, KG, refused()], ["add by: UZ or by: KG"], id="two are open"),
        pytest.param([UZ, refused()], [], id="one is open"),
        pytest.param([refused()], [], id="none is open"),
        pytest.param([UZ, KG, refused(by="UZ")], [], id="it is named"),
        pytest.param([UZ, KG, refused(by="unknown")], [], id="it is known that nobody knows"),
        pytest.param([UZ, KG, refused(country="RU")], [], id="elsewhere"),
        pytest.param([UZ, KG, refused(state="alleged")], [], id="only alleged"),
        pytest.param(
            [UZ, refused(), event("kg", "2024-03", kind=REQUESTED, by="KG")], [], id="later"
        ),
        pytest.param(
            [UZ, event("kg", "2024", kind="extradition.arrested", by="KG"), refused("2024-02")],
            ["add by: UZ or by: KG"],
            id="by its kind it came before",
        ),
        pytest.param(
            [
                UZ,
                KG,
                event("ok", "2024-01-20", kind="extradition.withdrawn", by="UZ"),
                refused(),
            ],
            [],
            id="one was withdrawn",
        ),
        pytest.param(
            [UZ, event("nn", "2024-01-03", kind=REQUESTED), refused()],
            ["add by: UZ"],
            id="one of nobody knows whom",
        ),
        pytest.param(
            [
                event("lt", "2024-01-02", kind="transfer.requested", to="LT"),
                event("pl", "2024-01-03", kind="transfer.requested", to="PL"),
                event("no", "2024-02-01", kind="transfer.lapsed"),
            ],
            ["add to: LT or to: PL"],
            id="transfers",
        ),
        pytest.param(
            [
                UZ,
                event("lt", "2024-01-02", kind="transfer.requested", to="LT"),
                refused(),
            ],
            [],
            id="one of each track",
        ),
    ],
)
def test_which_states_are_open(events: list[Event], said: list[str]) -> None:
    assert hints(*events) == said


def test_what_it_answers_tells_whose_it_is() -> None:
    one = case(UZ, KG, refused(of="kg"))

    (problem,) = check_unnamed(one, CONTEXT)

    assert problem.hint == "add by: KG"
    assert problem.mend == Mend((Put(("events", 2, "by"), Bare("KG")),))


def test_it_is_said_once_and_only_of_people_whom_all_of_it_concerns() -> None:
    both = (ARAL, Person(id="elder", pseudonym="Elder"))
    of_one = event("uz", "2024-01-02", kind=REQUESTED, by="UZ", people=("aral",))
    of_other = event("kg", "2024-01-03", kind=REQUESTED, by="KG", people=("elder",))

    assert hints(of_one, of_other, refused(), people=both) == []
    assert len(hints(UZ, KG, refused(), people=both)) == 1
