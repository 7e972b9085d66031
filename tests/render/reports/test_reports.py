import pytest
from tests.render.reports.invented_problems import DATE, RUN, problem

from caseledger.domain.loading import quick_case
from caseledger.domain.problem import Problem
from caseledger.render.reports import REPORTS
from caseledger.render.reports.run import Run, fingerprints, sentence
from caseledger.render.told import Told, told
from caseledger.store.cases import CaseFile
from caseledger.store.yaml_reader import Document

NAME = "Sayan Invented"


def problems_of(visibility: str) -> list[Told]:
    tree: dict[str, object] = {
        "format": "1",
        "id": "a",
        "title": "t",
        "visibility": visibility,
        "people": [],
    }
    found = Problem(
        "CL205",
        "there is no such day",
        ("events", 0, "date"),
        value=NAME,
        hint=f"write {NAME}",
        line=2,
        column=3,
    )
    file = CaseFile("cases/a.yaml", "a", quick_case(tree), (found,), Document(tree, (), NAME))
    return told([file])


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_of_a_closed_case_leaves(name: str) -> None:
    assert NAME in REPORTS[name](problems_of("public"), RUN)

    text = REPORTS[name](problems_of("restricted"), RUN)
    assert NAME not in text
    assert "there is no such day" not in text
    assert "CL205" in text


@pytest.mark.parametrize("name", REPORTS)
def test_other_scripts_stay_as_they_are(name: str) -> None:
    assert "Мұратбай, 李" in REPORTS[name]([problem(hint="Мұратбай, 李")], RUN)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hint": "", "command": ""}, "there is no such day."),
        (
            {"hint": "did you mean date?", "command": ""},
            "there is no such day. Hint: did you mean date?",
        ),
        ({"hint": "", "command": "caseledger x"}, "there is no such day. Mend: caseledger x"),
        (
            {"hint": "", "command": "", "message": DATE.title},
            "events[0].date: not a date of the format.",
        ),
        (
            {"hint": "", "command": "", "message": DATE.title, "path": ""},
            "not a date of the format.",
        ),
    ],
)
def test_a_sentence_holds_what_there_is(changes: dict[str, str], words: str) -> None:
    assert sentence(problem(**changes)) == words


def test_a_fingerprint_stays_where_lines_move_and_words_change() -> None:
    moved = problem(line=40, column=7, message="another", hint="", command="", severity="warning")

    assert list(fingerprints([DATE])) == list(fingerprints([moved]))


@pytest.mark.parametrize(
    "other",
    [
        DATE,
        problem(code="CL501"),
        problem(file="cases/b.yaml"),
        problem(entry="events.bcd23.date"),
    ],
)
def test_two_problems_have_two_fingerprints(other: Told) -> None:
    assert len(set(fingerprints([DATE, other]))) == 2


def test_a_path_leads_from_the_root_of_the_repository() -> None:
    assert Run("1").path("cases/a.yaml") == "cases/a.yaml"
    assert RUN.path("cases/\x07.yaml") == "sub/ledger/cases/␇.yaml"
    assert RUN.path("") == ""
