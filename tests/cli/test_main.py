import subprocess
import sys
from pathlib import Path

import pytest

from caseledger.cli import app
from caseledger.cli.main import main


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        pytest.param(["--version"], 0, "", id="version"),
        pytest.param(["--help"], 0, "", id="help"),
        pytest.param(["nonsense"], 2, "nonsense", id="unknown command"),
        pytest.param(["status", "--nonsense"], 2, "--nonsense", id="unknown option"),
        pytest.param(["--today", "tomorrow", "status"], 2, "--today", id="no day"),
        pytest.param(["--today", "2023-02-29", "status"], 2, "no such day", id="no such day"),
        pytest.param(["show", "nobody-at-all"], 3, "no such case", id="no case"),
        pytest.param(["-C", "nowhere", "status"], 3, "does not exist", id="no folder"),
        pytest.param(["timeline", "--as-of", "3.4.2024"], 2, "two ways", id="two readings"),
    ],
)
def test_exit_codes_and_messages(
    words: list[str], code: int, told: str, repository: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(repository)

    assert main(words) == code

    printed = capsys.readouterr()
    assert told in printed.err
    assert "Traceback" not in printed.err


def test_no_ledger_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(tmp_path), "status"]) == 3
    assert "no ledger" in capsys.readouterr().err


def test_a_mistake_of_ours_leaves_a_report_without_content(
    repository: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canary = "Canary Name"

    def broken(*_: object) -> None:
        raise RuntimeError(canary)

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("caseledger.store.ledger.open_ledger", broken)
    monkeypatch.setattr("caseledger.actions.desk.open_ledger", broken)

    code = main(["-C", str(repository), "status"])
    printed = capsys.readouterr()
    report = next(tmp_path.glob("caseledger-report-*.txt")).read_text(encoding="utf-8")

    assert code == 70
    assert canary not in printed.err + printed.out + report
    assert "RuntimeError" in report
    assert "Traceback" not in printed.err


def test_interrupted(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("caseledger.actions.desk.open_ledger", stopped)

    assert main(["-C", str(repository), "status"]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_the_time_zone_of_the_ledger_decides_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cases").mkdir()
    days = set()
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        (tmp_path / "ledger.yaml").write_text(f"format: 1\ntimezone: {zone}\n", encoding="utf-8")
        assert main(["-C", str(tmp_path), "status", "--json"]) == 0
        days.add(next(line for line in capsys.readouterr().out.splitlines() if "as_of" in line))

    assert len(days) == 2  # these two zones never share a date


def test_an_unknown_time_zone_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ledger.yaml").write_text(
        "format: 1\ntimezone: ../../etc/passwd\n", encoding="utf-8"
    )

    assert main(["-C", str(tmp_path), "status"]) == 2
    assert "time zone" in capsys.readouterr().err


def test_commands_are_listed_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out

    assert all(name in printed for name, _ in app.COMMANDS)


@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-"])
def test_an_exit_code_holds_where_nobody_can_be_told(where: str, repository: Path) -> None:
    program = f"'{sys.executable}' -m caseledger show nosuch {where}"

    assert subprocess.run(["sh", "-c", program], cwd=repository, check=False).returncode == 3
