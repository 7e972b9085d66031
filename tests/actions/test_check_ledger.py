"""What `check` says of a ledger and its clone, beside its files."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from tests.problems.bad_ledgers import BAD
from tests.small_ledgers import LIMBO, write_ledger

from caseledger.actions.check_ledger import ledger_problems, with_ledger_problems
from caseledger.actions.desk import Desk
from caseledger.actions.schema import quick_states, schema_states
from caseledger.actions.setup import init
from caseledger.store.cases import read_cases
from caseledger.store.ledger import open_ledger

TODAY = dt.date(2026, 11, 24)
OWN = "format: 1\nvocabulary:\n  advocacy.picket: {label: Picket held}\n"


def desk_of(root: Path) -> Desk:
    return Desk(open_ledger(root), TODAY, TODAY)


def copied(begun: Path, folder: Path) -> Path:
    return Path(shutil.copytree(begun, folder / "ledger"))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger as init makes it."""
    folder = tmp_path_factory.mktemp("begun") / "ledger"
    init(folder, "UTC")
    return folder


def test_what_init_makes_is_in_order_and_git_is_not_even_asked(
    begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    assert ledger_problems(desk_of(begun)) == ()


def test_without_git_nothing_is_said_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = BAD["CL952"](tmp_path)
    monkeypatch.setenv("PATH", "")

    assert {one.code for one in problems} == {"CL952"}
    assert ledger_problems(desk_of(tmp_path / "ledger")) == ()


def test_outside_of_git_only_schemas_are_looked_at(tmp_path: Path) -> None:
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO})
    without_folder = ledger_problems(desk_of(root))
    (root / "schemas").mkdir()

    problems = ledger_problems(desk_of(root))

    assert without_folder == ()
    assert {(one.code, one.severity.value) for one in problems} == {("CL951", "info")}
    assert "schemas/case.schema.json" in {one.file for one in problems}


@pytest.mark.parametrize(
    "text", [pytest.param("format: 1\n", id="plain"), pytest.param(OWN, id="own kinds")]
)
@pytest.mark.parametrize("kept", ["shipped", "own"])
def test_the_quick_look_at_schemas_says_the_same_as_the_long_one(
    begun: Path, tmp_path: Path, text: str, kept: str
) -> None:
    root = write_ledger(tmp_path / "ledger", {})
    (root / "schemas").mkdir()
    for path in (begun / "schemas").iterdir():
        (root / "schemas" / path.name).write_bytes(path.read_bytes())
    if kept == "own":
        (root / "schemas" / "case.schema.json").write_text("{}", encoding="utf-8")
    (root / "ledger.yaml").write_text(text, encoding="utf-8")
    desk = desk_of(root)

    assert quick_states(desk) == schema_states(desk)


def test_a_problem_of_a_case_file_joins_the_others_of_it(tmp_path: Path) -> None:
    BAD["CL954"](tmp_path)
    desk = desk_of(tmp_path / "ledger")
    (case,) = files = list(read_cases(desk.ledger, TODAY))

    found = with_ledger_problems(files, desk)

    assert [one.path for one in found] == [case.path]
    assert found[0].case == case.case
    assert [one.code for one in found[0].problems] == [*(p.code for p in case.problems), "CL954"]
    assert all(one.file == case.path for one in found[0].problems)


def test_a_file_that_is_committed_is_not_ignored_whatever_a_list_says(
    begun: Path, tmp_path: Path
) -> None:
    root = copied(begun, tmp_path)
    (root / ".gitignore").write_text("ledger.yaml\n", encoding="utf-8")

    assert ledger_problems(desk_of(root)) == ()


@pytest.mark.parametrize(
    "place",
    [
        ".gitignore",
        "cases/.gitignore",
        "cases/2024/.gitignore",
        ".git/info/exclude",
        "global",
        "config",
    ],
)
def test_every_list_of_git_counts(begun: Path, tmp_path: Path, home: Path, place: str) -> None:
    root = copied(begun, tmp_path)
    (root / "cases" / "2024").mkdir()
    case = root / "cases" / "2024" / "held.yaml"
    case.write_text(LIMBO, encoding="utf-8")
    line = "held.yaml\n"
    if place == "global":
        (home / ".config" / "git").mkdir(parents=True)
        (home / ".config" / "git" / "ignore").write_text(line, encoding="utf-8")
    elif place == "config":
        (home / "mine").write_text(line, encoding="utf-8")
        (home / ".gitconfig").write_text("[core]\n\texcludesFile = ~/mine\n", encoding="utf-8")
    else:
        (root / place).write_text(line, encoding="utf-8")

    (problem,) = ledger_problems(desk_of(root))

    assert (problem.code, problem.file) == ("CL954", case.relative_to(root).as_posix())
