"""What holds for all checks together. What each one says stands in the catalogue of problems."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil

import pytest
from hypothesis import HealthCheck, given, settings
from tests.domain.case_strategies import cases

from caseledger.domain import checks
from caseledger.domain.case import Case, Event, Person, Source
from caseledger.domain.checks import CHECKS, Context, problems_of
from caseledger.domain.dates import parse_date
from caseledger.domain.loading import quick_case
from caseledger.domain.problem import TITLES, Path, Problem
from caseledger.store.catalogue import load_vocabulary

CONTEXT = Context(load_vocabulary(), dt.date(2026, 11, 24), "c")
ARAL = Person(id="aral", pseudonym="Aral")


def event(key: str, date: str = "2024", *, kind: str = "movement.entered", **more: object) -> Event:
    """An event of the kind that needs least, in Kazakhstan."""
    given_fields: dict[str, object] = {"country": "KZ", "sources": ()} | more
    return Event(id=key, date=parse_date(date), kind=kind, **given_fields)  # type: ignore[arg-type]


def case(*events: Event, **more: object) -> Case:
    """A case of one person with these events."""
    given_fields: dict[str, object] = {"id": "c", "people": (ARAL,)} | more
    return Case(format=1, title="t", events=events, **given_fields)  # type: ignore[arg-type]


def found(one: Case) -> list[tuple[str, Path]]:
    """Codes and places of all problems but those of missing sources."""
    problems = problems_of(one, CONTEXT)
    return [(problem.code, problem.path) for problem in problems if problem.code != "CL405"]


def test_every_check_of_the_folder_is_in_the_list() -> None:
    modules = [
        importlib.import_module(f"{checks.__name__}.{one.name}")
        for one in pkgutil.iter_modules(checks.__path__)
    ]
    functions = {
        function
        for module in modules
        for name, function in vars(module).items()
        if name.startswith("check_")
    }

    assert set(CHECKS) == functions
    assert len(set(CHECKS)) == len(CHECKS)


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(cases())
def test_whatever_can_be_loaded_can_be_checked(tree: dict[str, object]) -> None:
    one = quick_case(tree)
    assert one is not None

    for problem in problems_of(one, CONTEXT):
        assert problem.code in TITLES
        assert _stands(problem, tree)


def _stands(problem: Problem, tree: object) -> bool:
    """Whether all but the last two steps of a path lead somewhere; what is missing has no place."""
    for step in problem.path[:-2]:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return not isinstance(tree, dict | list) and tree is not None
    return tree is not None


def test_problems_stand_in_the_order_of_the_format() -> None:
    one = case(
        *(event(f"e{number}", kind="movement.entered", after=("zz",)) for number in range(12)),
        id="d",
        people=(ARAL, ARAL),
        sources=(Source(id="s1", kind="rumour"),),
    )

    paths = [problem.path for problem in problems_of(one, CONTEXT)]
    numbers = [path[1] for path in paths if path[0] == "events"]

    assert list(dict.fromkeys(path[0] for path in paths)) == ["id", "people", "sources", "events"]
    assert list(dict.fromkeys(numbers)) == list(range(12))


@pytest.mark.parametrize(
    ("dates", "after", "contradicts"),
    [
        pytest.param(("2024-03", "2024-02"), {"b": ("a",)}, [1], id="direct"),
        pytest.param(("2024-03", "unknown", "2024-02"), {"b": ("a",), "c": ("b",)}, [2], id="by"),
        pytest.param(("2024-03", "2024-03"), {"b": ("a",)}, [], id="same month"),
        pytest.param(("2024-03", "2024-04"), {"b": ("a",)}, [], id="in order"),
        pytest.param(("2024-03-05~", "2024-03-02"), {"b": ("a",)}, [], id="about"),
        pytest.param(("2024-03/..", "2024-02/.."), {"b": ("a",)}, [1], id="beginnings count"),
        pytest.param(("unknown", "[..2024]"), {"b": ("a",)}, [], id="open"),
        pytest.param(("2024-03", "2024-02"), {"a": ("b",), "b": ("a",)}, [], id="circle"),
    ],
)
def test_an_order_is_held_against_the_dates(
    dates: tuple[str, ...], after: dict[str, tuple[str, ...]], contradicts: list[int]
) -> None:
    events = [
        event(key, date, after=after.get(key, ()))
        for key, date in zip("abc"[: len(dates)], dates, strict=True)
    ]

    places = [path[1] for code, path in found(case(*events)) if code == "CL505"]

    assert places == contradicts


@pytest.mark.parametrize(
    ("earlier", "told"),
    [
        pytest.param([], True, id="nothing"),
        pytest.param([event("a", kind="protection.granted")], False, id="a grant"),
        pytest.param([event("a", kind="protection.granted", country="PL")], True, id="elsewhere"),
        pytest.param([event("a", kind="protection.certificate-issued")], True, id="no status"),
        pytest.param(
            [event("a", kind="protection.extended", outcome="refugee")], False, id="named"
        ),
        pytest.param([event("a", kind="protection.extended")], True, id="another such"),
        pytest.param([event("a", kind="protection.residence-granted")], False, id="residence"),
    ],
)
def test_an_extension_needs_a_status(earlier: list[Event], told: bool) -> None:
    one = case(*earlier, event("z", kind="protection.extended"))

    assert (("CL307", ("events", len(earlier))) in found(one)) is told


def test_an_extension_needs_a_status_of_the_same_person() -> None:
    other = Person(id="other", pseudonym="B. B.")
    granted = event("a", kind="protection.granted", people=("other",))
    extended = event("b", kind="protection.extended", people=("aral",))

    assert found(case(granted, extended, people=(ARAL, other))) == [("CL307", ("events", 1))]


def test_a_track_of_a_kind_of_the_ledger_may_be_barred() -> None:
    measure = event("a", kind="complaint.measure-granted", body="CAT", against=("removal", "zz"))

    assert found(case(measure)) == [("CL204", ("events", 0, "against", 1))]


def test_a_long_case_in_order_has_no_problem() -> None:
    events = [event(f"e{n}", after=(f"e{n - 1}",) if n else ()) for n in range(2000)]

    assert found(case(*events)) == []
