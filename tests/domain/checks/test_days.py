"""Births, and dates that last where something happens at once."""

from dataclasses import replace

import pytest
from tests.domain.checks.test_checks import ARAL, CONTEXT, case, event

from caseledger.domain.case import Citation, Claims, Person, Served
from caseledger.domain.checks import problems_of
from caseledger.domain.checks.dates import check_births
from caseledger.domain.checks.durations import check_durations
from caseledger.domain.dates import parse_date
from caseledger.domain.edits import Bare, Put
from caseledger.domain.kind import kind_from
from caseledger.domain.problem import Mend

OLDER = Person(id="elder", pseudonym="Elder", born=parse_date("1950"))


@pytest.mark.parametrize(
    ("born", "date", "too_early"),
    [
        pytest.param("1990-05-02", "1990-05-01", True, id="the day before"),
        pytest.param("1990-05-02", "1990-05-02", False, id="the same day"),
        pytest.param("1990-05-02", "1990", False, id="some day of that year"),
        pytest.param("1990", "1989-12-31", True, id="a year of birth"),
        pytest.param("1990~", "1989-12-31", False, id="about a year"),
        pytest.param("1990~", "1988", True, id="before even that"),
        pytest.param("1990", "unknown", False, id="no date"),
        pytest.param("[1990..1995]", "1989", True, id="some day between"),
        pytest.param("[..1995]", "1950", False, id="born by then"),
        pytest.param("1990", "1989/..", True, id="what lasts counts from its beginning"),
    ],
)
def test_nothing_happens_before_birth(born: str, date: str, too_early: bool) -> None:
    one = case(event("e1", date), people=(replace(ARAL, born=parse_date(born)),))

    paths = [problem.path for problem in check_births(one, CONTEXT)]

    assert paths == ([("events", 0, "date")] if too_early else [])


@pytest.mark.parametrize(
    ("fields", "too_early"),
    [
        pytest.param({"people": ("elder",)}, False, id="of somebody else"),
        pytest.param({"people": ("aral", "elder")}, True, id="of both"),
        pytest.param({"people": ("elder", "aral")}, True, id="of both, named second"),
        pytest.param({"people": ("aral",), "state": "alleged"}, True, id="alleged"),
        pytest.param({"people": ("aral",), "state": "scheduled"}, True, id="scheduled"),
        pytest.param({"people": ("aral",), "state": "refuted"}, False, id="refuted"),
        pytest.param({"people": ("aral",), "state": "cancelled"}, False, id="cancelled"),
        pytest.param({"people": ("aral",), "kind": "case.note"}, False, id="a note of long ago"),
    ],
)
def test_of_whom_and_in_which_state(fields: dict[str, object], too_early: bool) -> None:
    people = (replace(ARAL, born=parse_date("1990")), OLDER)
    one = case(event("e1", "1960", **fields), people=people)  # type: ignore[arg-type]

    named = [problem.value for problem in check_births(one, CONTEXT)]

    assert named == (["aral"] if too_early else [])


@pytest.mark.parametrize(
    ("kind", "date", "meant"),
    [
        pytest.param("detention.arrested", "2024-03/2024-05", "[2024-03..2024-05]", id="between"),
        pytest.param("detention.arrested", "2024~/2025?", "[2024~..2025?]", id="marks are kept"),
        pytest.param("detention.arrested", "2024-03-02/..", "2024-03-02", id="going on"),
        pytest.param("detention.arrested", "2024-03-02/", "2024-03-02", id="over some time"),
        pytest.param("detention.hunger-strike", "2024-03/2024-05", None, id="may last"),
        pytest.param("no.such-kind", "2024-03/2024-05", None, id="not known"),
        pytest.param("detention.arrested", "[2024-03..2024-05]", None, id="in brackets"),
        pytest.param("detention.arrested", "../2024-05", None, id="by then"),
    ],
)
def test_what_happens_at_once_does_not_last(kind: str, date: str, meant: str | None) -> None:
    one = case(event("e1", date, kind=kind))

    found = [(problem.path, problem.mend) for problem in check_durations(one, CONTEXT)]

    path = ("events", 0, "date")
    assert found == ([(path, Mend((Put(path, meant),)))] if meant else [])


def test_a_day_is_written_without_quotes_and_brackets_with_them() -> None:
    one = case(
        event("e1", "2024/..", kind="protection.lodged"),
        event("e2", "2024/2025", kind="protection.lodged"),
    )

    found = [problem.mend for problem in check_durations(one, CONTEXT)]
    values = [edit.value for mend in found if mend for edit in mend.edits if isinstance(edit, Put)]

    assert [isinstance(value, Bare) for value in values] == [True, False]


LONG = parse_date("2024-03/2024-05")


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        pytest.param({"known": LONG}, ("known",), id="known"),
        pytest.param({"published": LONG}, ("published",), id="published"),
        pytest.param({"until": LONG}, ("until",), id="until"),
        pytest.param({"served": Served(person=LONG)}, ("served", "person"), id="served"),
        pytest.param({"served": Served(counsel=LONG)}, ("served", "counsel"), id="counsel"),
        pytest.param({"for_": LONG}, (), id="a hearing of two days"),
        pytest.param({"for_": LONG, "kind": "removal.scheduled"}, ("for",), id="a day fixed"),
    ],
)
def test_other_days_never_last(fields: dict[str, object], place: tuple[str, ...]) -> None:
    kind = fields.pop("kind", "detention.hearing")
    one = case(event("e1", "2024-03-01", kind=str(kind), **fields))

    paths = [problem.path for problem in check_durations(one, CONTEXT)]

    assert paths == ([("events", 0, *place)] if place else [])


def test_what_a_source_states_is_of_the_kind_that_it_states() -> None:
    says = [Claims(date=LONG), Claims(date=LONG, kind="movement.hiding"), Claims(born=LONG)]
    cited = [(Citation(source="s1", says=one),) for one in says]
    one = case(
        event("e1", "2024-03-01", sources=cited[0]),
        event("e2", "2024-03-01", sources=cited[1]),
        people=(replace(ARAL, sources=cited[2], born=LONG),),
    )

    assert [problem.path for problem in check_durations(one, CONTEXT)] == [
        ("people", 0, "born"),
        ("people", 0, "sources", 0, "says", "born"),
        ("events", 0, "sources", 0, "says", "date"),
    ]


def test_a_kind_of_the_ledger_may_say_that_it_lasts() -> None:
    words = CONTEXT.vocabulary
    codes = {"advocacy.picket": {"lasts": "true"}, "advocacy.flash-mob": {}}
    own = [kind_from(code, {"label": "x", **more}, words.context) for code, more in codes.items()]
    one = case(*(event(f"e{n}", "2024/2025", kind=kind.code) for n, kind in enumerate(own)))

    found = check_durations(one, replace(CONTEXT, vocabulary=words.with_kinds(own)))

    assert [problem.path[1] for problem in found] == [1]


def test_every_date_of_another_form_is_mended_by_the_form_of_the_format() -> None:
    one = case(event("e1", "../2024", until=parse_date("../2025")))

    mends = {
        problem.path: problem.mend
        for problem in problems_of(one, CONTEXT)
        if problem.code == "CL901"
    }

    assert mends == {
        ("events", 0, "date"): Mend((Put(("events", 0, "date"), "[..2024]"),), safe=True),
        ("events", 0, "until"): Mend((Put(("events", 0, "until"), "[..2025]"),), safe=True),
    }
