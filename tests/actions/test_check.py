from datetime import date
from pathlib import Path

import pytest
from tests.small_ledgers import BROKEN, LIMBO, PROTECTED, WRONG, case, write_ledger

from caseledger.actions.check import Asked, check, codes_of
from caseledger.actions.desk import Desk
from caseledger.domain.chosen import Chosen
from caseledger.errors import NotFound, UsageProblem
from caseledger.store.ledger import open_ledger

DAY = date(2024, 3, 1)


def desk(root: Path) -> Desk:
    return Desk(open_ledger(root), DAY, DAY)


def found(root: Path, *words: str, codes: Chosen | None = None) -> list[tuple[str, str]]:
    checked = check(desk(root), Asked(words, codes or Chosen(), root))
    return [(file.path, problem.code) for file in checked.files for problem in file.problems]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    cases = {"held": LIMBO, "wrong": WRONG, "broken": BROKEN}
    return write_ledger(tmp_path / "ledger", cases)


def test_every_problem_of_every_file_in_one_run(ledger: Path) -> None:
    assert found(ledger) == [("cases/broken.yaml", "CL105"), ("cases/wrong.yaml", "CL205")]


def test_the_settings_are_checked_too(tmp_path: Path) -> None:
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO}, "format: 1\nlayuot: flat\n")

    assert found(root) == [("ledger.yaml", "CL202")]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param("held/pp", [], id="there"),
        pytest.param("held/qq", ["CL403"], id="nobody of this id"),
        pytest.param("gone/pp", ["CL403"], id="no such case"),
        pytest.param("broken/pp", [], id="a case that cannot be read"),
        pytest.param("back/tt", ["CL408"], id="a circle"),
    ],
)
def test_the_same_person_elsewhere_is_somebody(
    tmp_path: Path, other: str, expected: list[str]
) -> None:
    tie = "  - {{id: tt, pseudonym: T, same_as: {}, sources: [s1]}}\n"
    near, back = (case(n, people=tie.format(o)) for n, o in (("near", other), ("back", "near/tt")))
    cases = {"held": LIMBO, "broken": BROKEN, "near": near, "back": back}
    root = write_ledger(tmp_path / "ledger", cases)

    assert [code for _, code in found(root, "near", codes=codes_of(["CL4"], []))] == expected


@pytest.mark.parametrize(
    ("word", "paths"),
    [
        pytest.param("wrong", {"cases/wrong.yaml"}, id="case"),
        pytest.param("wro", {"cases/wrong.yaml"}, id="beginning of a case"),
        pytest.param("cases/wrong.yaml", {"cases/wrong.yaml"}, id="path"),
        pytest.param("./cases/../cases/wrong.yaml", {"cases/wrong.yaml"}, id="winding path"),
        pytest.param("cases", {"cases/wrong.yaml", "cases/broken.yaml"}, id="folder"),
        pytest.param(".", {"cases/wrong.yaml", "cases/broken.yaml"}, id="the ledger"),
        pytest.param("held", set(), id="a case in order"),
        pytest.param("ledger.yaml", set(), id="the settings"),
    ],
)
def test_words_mean_cases_and_paths(ledger: Path, word: str, paths: set[str]) -> None:
    assert {path for path, _ in found(ledger, word)} == paths


@pytest.mark.parametrize("word", ["nobody", "cases/nobody.yaml", "..", "/etc/passwd", ""])
def test_a_word_without_a_meaning_is_refused(ledger: Path, word: str) -> None:
    with pytest.raises(NotFound):
        found(ledger, word)


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        pytest.param([], [], {"CL105", "CL205"}, id="all"),
        pytest.param(["CL205"], [], {"CL205"}, id="one"),
        pytest.param(["cl2"], [], {"CL205"}, id="a family, in small letters"),
        pytest.param([], ["CL1"], {"CL205"}, id="without a family"),
        pytest.param(["CL"], ["CL205"], {"CL105"}, id="both"),
    ],
)
def test_codes_are_selected(
    ledger: Path, select: list[str], ignore: list[str], codes: set[str]
) -> None:
    assert {code for _, code in found(ledger, codes=codes_of(select, ignore))} == codes


@pytest.mark.parametrize("code", ["CL999", "E501", "x"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(UsageProblem):
        codes_of([code], [])


def test_the_same_case_id_twice(tmp_path: Path) -> None:
    cases = {"held": LIMBO, "2024/held.yaml": LIMBO, "safe": PROTECTED}
    root = write_ledger(tmp_path / "ledger", cases)

    assert found(root) == [("cases/2024/held.yaml", "CL401"), ("cases/held.yaml", "CL401")]
    checked = check(desk(root), Asked(folder=root))
    assert {problem.line for file in checked.files for problem in file.problems} == {2}


@pytest.mark.parametrize(
    "name", ["held.yml", "notes.txt", "2024/held.yml", "letters/held.yaml"], ids=str
)
def test_files_that_nothing_reads_are_warned_of(tmp_path: Path, name: str) -> None:
    root = write_ledger(tmp_path / "ledger", {name: LIMBO})
    checked = check(desk(root), Asked(folder=root))
    told = [file.path for file in checked.files if file.problems]

    assert told == [f"cases/{name}".removesuffix("/held.yaml")]
    assert checked.worst == "warning"


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        pytest.param("format: 1\n", "rules/own.yaml", id="no folder is named"),
        pytest.param("format: 1\nrules: law\n", "law/kz/own.yaml", id="below the folder"),
        pytest.param("format: 1\nrules: law\n", "law/own.yml", id="another ending"),
    ],
)
def test_rules_that_nothing_reads_are_warned_of(tmp_path: Path, settings: str, path: str) -> None:
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO}, settings)
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text("rules: []\n", encoding="utf-8")

    assert (path, "CL113") in found(root)
    assert found(root, path) == [(path, "CL113")]


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    assert found(write_ledger(tmp_path / "ledger", {".held.yaml.swp": "x"})) == []
