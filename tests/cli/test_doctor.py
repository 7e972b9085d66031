"""How `doctor` ends, and what it takes from the command line."""

from pathlib import Path

import pytest

from caseledger.cli.clock import clock_of, given_day, moment
from caseledger.cli.main import main


def test_an_error_ends_with_1_and_a_warning_with_0(ledger_copy: Path, tmp_path: Path) -> None:
    assert main(["-C", str(tmp_path), "doctor"]) == 1
    assert main(["-C", str(ledger_copy), "doctor"]) == 0


def test_what_was_mended_is_told_apart_from_what_was_found(
    ledger_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(ledger_copy), "doctor", "--fix", "--format", "tsv"]) == 0

    captured = capsys.readouterr()
    assert "wrote .gitattributes" in captured.err.splitlines()
    assert captured.out.startswith("state\tsubject\twords\thint\n")
    assert "ok\t.gitattributes\t" in captured.out


@pytest.mark.parametrize(
    ("by_option", "state"), [pytest.param(True, "ok"), pytest.param(False, "warning")]
)
def test_a_day_that_stands_for_today_is_told(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    by_option: bool,
    state: str,
) -> None:
    if not by_option:
        monkeypatch.setenv("CASELEDGER_TODAY", "2026-02-02")

    main(["-C", str(tmp_path), *(["--today", "2026-02-02"] if by_option else []), "doctor"])

    (line,) = (one for one in capsys.readouterr().out.splitlines() if " today " in one)
    assert line.startswith(state)
    assert "2026-02-02" in line


def test_the_clock_of_the_machine_is_no_given_day() -> None:
    assert given_day(clock_of(None)) is None
    assert moment().tzinfo is not None
