"""Which problems `check` tells: by severity, by what was changed, by `ledger.yaml`, by comments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.committed_ledgers import committed
from tests.small_ledgers import LIMBO, WRONG, case, write_ledger

from caseledger.cli.main import main

UNCITED = case(
    "uncited",
    "date: 2022-01-10, kind: movement.entered, country: KZ",
    people="  - {id: pp, name: Somebody, citizenship: [UZ]}\n",
)
PASSED = case(
    "passed", "date: 2024-01-08, kind: protection.interview, country: KZ, state: scheduled"
)
ANSWER = "  # caseledger: ignore CL502 until 2025-06-01: the office gives no new day\n"
ANSWERED = PASSED.replace("events:\n", f"events:\n{ANSWER}")


def run(root: Path, *words: str, today: str = "2025-03-01") -> int:
    return main(["-C", str(root), "--today", today, "check", *words])


def rows(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[str, str]]:
    run(root, "--json", *words)
    return [(one["file"], one["code"]) for one in json.loads(capsys.readouterr().out)["data"]]


@pytest.mark.parametrize(
    ("text", "limit", "code"),
    [
        pytest.param(WRONG, "error", 1, id="an error"),
        pytest.param(PASSED, "error", 0, id="a warning is no error"),
        pytest.param(PASSED, "warning", 1, id="a warning"),
        pytest.param(UNCITED, "warning", 0, id="a remark is no warning"),
        pytest.param(UNCITED, "info", 1, id="a remark"),
        pytest.param(LIMBO, "info", 0, id="nothing"),
    ],
)
def test_from_which_severity_on_it_fails(tmp_path: Path, text: str, limit: str, code: int) -> None:
    name = text.partition("id: ")[2].partition("\n")[0]
    root = write_ledger(tmp_path / "ledger", {name: text})

    assert run(root, "--fail-on", limit) == code


@pytest.mark.parametrize(
    ("checks", "words", "codes"),
    [
        pytest.param("{}", [], ["CL405", "CL502"], id="all"),
        pytest.param("{ignore: [CL502]}", [], ["CL405"], id="ignored"),
        pytest.param("{select: [CL5]}", [], ["CL502"], id="selected"),
        pytest.param("{ignore: [CL502]}", ["--select", "CL5"], ["CL502"], id="asked for"),
        pytest.param("{ignore: [CL502]}", ["--ignore", "CL405"], [], id="both"),
    ],
)
def test_a_ledger_has_its_own_choice(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    checks: str,
    words: list[str],
    codes: list[str],
) -> None:
    cases = {"passed": PASSED, "uncited": UNCITED}
    root = write_ledger(tmp_path / "ledger", cases, f"format: 1\nchecks: {checks}\n")

    assert sorted(code for _, code in rows(root, capsys, *words)) == codes


def test_a_ledger_weighs_problems(tmp_path: Path) -> None:
    settings = "format: 1\nchecks: {severity: {CL502: error}}\n"

    assert run(write_ledger(tmp_path / "ledger", {"passed": PASSED}, settings)) == 1


@pytest.mark.parametrize(
    ("today", "codes", "ignored"),
    [
        pytest.param("2025-06-01", [], ["CL502"], id="answered for"),
        pytest.param("2025-06-02", ["CL502", "CL912"], [], id="run out"),
    ],
)
def test_a_comment_answers_until_its_day(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    repository: Path,
    today: str,
    codes: list[str],
    ignored: list[str],
) -> None:
    root = write_ledger(tmp_path / "ledger", {"passed": ANSWERED})

    run(root, "--json", today=today)
    envelope: dict[str, Any] = json.loads(capsys.readouterr().out)

    schema = json.loads((repository / "schemas/output/check.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert sorted(one["code"] for one in envelope["data"]) == codes
    assert [one["code"] for one in envelope["ignored"]] == ignored
    assert {one["reason"] for one in envelope["ignored"]} <= {"the office gives no new day"}


def test_what_is_ignored_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(write_ledger(tmp_path / "ledger", {"passed": ANSWERED}))

    assert capsys.readouterr().out == "no problems in 2 files; 1 ignored\n"


@pytest.mark.parametrize("form", ["json", "sarif", "github", "gitlab", "junit"])
def test_a_reason_in_a_closed_case_is_not_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    closed = ANSWERED.replace("visibility: public", "visibility: restricted")
    run(write_ledger(tmp_path / "ledger", {"passed": closed}), "--format", form)

    told = capsys.readouterr().out
    assert "the office" not in told
    assert "2025-06-01" not in told


def test_an_error_that_is_ignored_is_one_for_every_other_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    early = case(
        "early", "date: 2024-01-08, until: 2023-01-08, country: KZ, kind: detention.ordered"
    )
    text = early.replace("events:\n", "events:\n  # caseledger: ignore CL504: as printed\n")
    root = write_ledger(tmp_path / "ledger", {"early": text})

    assert run(root) == 0
    capsys.readouterr()
    assert main(["-C", str(root), "--today", "2025-03-01", "status"]) == 0
    assert "cases/early.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("flag", ["--dry-run", "--no-commit"])
def test_how_to_mend_is_said_only_where_something_is_mended(tmp_path: Path, flag: str) -> None:
    assert run(write_ledger(tmp_path / "ledger", {"held": LIMBO}), flag) == 2


class TestChangedSince:
    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Path:
        """Two wrong files were committed; then one is changed, and another one is new."""
        other = WRONG.replace("id: wrong", "id: other")
        root = committed(tmp_path / "ledger", {"wrong": WRONG, "other": other})
        (root / "cases" / "other.yaml").write_text(f"{other}# more\n", encoding="utf-8")
        new = WRONG.replace("id: wrong", "id: new")
        (root / "cases" / "new.yaml").write_text(new, encoding="utf-8")
        return root

    def test_only_files_that_differ(self, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
        found = rows(ledger, capsys, "--changed-since", "HEAD")

        assert found == [("cases/new.yaml", "CL205"), ("cases/other.yaml", "CL205")]

    def test_of_those_that_are_named(
        self, ledger: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        found = rows(ledger, capsys, "--changed-since", "HEAD", "other", "wrong")

        assert found == [("cases/other.yaml", "CL205")]

    def test_all_of_them_once_the_settings_are_changed(
        self, ledger: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (ledger / "ledger.yaml").write_text("format: 1\nname: Another\n", encoding="utf-8")

        found = rows(ledger, capsys, "--changed-since", "HEAD")
        assert {file for file, _ in found} >= {"cases/wrong.yaml", "cases/new.yaml"}

    def test_a_tie_to_a_case_that_is_gone(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        tie = "  - {id: pp, pseudonym: P, same_as: held/pp, sources: [s1]}\n"
        cases = {"held": LIMBO, "tied": case("tied", people=tie), "wrong": WRONG}
        root = committed(tmp_path / "ledger", cases)
        (root / "cases" / "held.yaml").unlink()

        found = rows(root, capsys, "--changed-since", "HEAD")
        assert found == [("cases/tied.yaml", "CL403")]

    def test_an_unknown_revision_is_refused(self, ledger: Path) -> None:
        assert run(ledger, "--changed-since", "nowhere") == 3

    def test_a_folder_without_history_is_refused(self, tmp_path: Path) -> None:
        assert run(write_ledger(tmp_path / "bare", {"held": LIMBO}), "--changed-since", "HEAD") == 3


def test_a_mend_that_could_not_be_committed_is_no_success(tmp_path: Path) -> None:
    row = "date: 2022-01-10, kind: movement.entered, country: KZ"
    root = committed(tmp_path / "ledger", {"late": case("late", row)})
    path = root / "cases" / "late.yaml"
    path.write_text(case("late", f"{row}, until: ../2024-05-01"), encoding="utf-8")

    assert run(root, "--fix", "late") == 5
    assert "[..2024-05-01]" in path.read_text(encoding="utf-8")
