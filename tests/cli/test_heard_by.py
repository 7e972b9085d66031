import json
from pathlib import Path

import pytest
from tests.committed_ledgers import committed, git
from tests.small_ledgers import LIMBO, case, write_ledger

from caseledger.cli.main import main
from caseledger.cli.session import Session
from caseledger.render.screen import columns_of

SOURCES = """\
  - {id: s1, kind: media, published: 2024-01-20}
  - {id: s2, kind: media, published: 2024-02-20}
"""
TOLD = case(
    "told",
    "date: 2022-01-10, kind: movement.entered, country: KZ",
    "date: 2023-05-01, kind: protection.refused, country: KZ",
    "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ",
).replace("  - {id: s1, kind: media, reliability: likely}\n", SOURCES)
TOLD = TOLD.replace("by: UZ, sources: [s1]", "by: UZ, sources: [s2]")
LATER = TOLD.replace("id: told", "id: later").replace("sources: [s1]", "sources: [s2]")
READING = {
    "show": ["show", "told"],
    "why": ["why", "told"],
    "timeline": ["timeline"],
    "status": ["status"],
}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write_ledger(tmp_path / "ledger", {"told": TOLD, "later": LATER})


def run(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--today", "2024-03-01", *words])


@pytest.mark.parametrize("words", READING.values(), ids=READING)
def test_every_reading_command_leaves_out_what_came_later(
    ledger: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, *words, "--heard-by", "2024-02-01", "--json") == 0
    text = capsys.readouterr().out
    assert run(ledger, *words, "--json") == 0
    later = capsys.readouterr().out

    assert json.loads(text)["heard_by"] == "2024-02-01"
    assert json.loads(text)["as_of"] == "2024-03-01"
    assert json.loads(later)["heard_by"] is None
    assert "e2" in text
    assert "e3" not in text
    assert '"later"' not in text
    assert "e3" in later


@pytest.mark.parametrize("words", [*READING.values(), []], ids=[*READING, "alone"])
@pytest.mark.parametrize(
    ("lang", "line"),
    [("en", "As reported by 1 Feb 2024"), ("ru", "По сообщениям на 1 февр. 2024")],
)
def test_what_is_read_says_so_first(
    ledger: Path, words: list[str], lang: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ["--heard-by", "2024-02-01", "--as-of", "2024-02-10"]
    assert run(ledger, "--lang", lang, *words, *days) == 0
    printed = capsys.readouterr().out.splitlines()

    assert printed[:2] == [line, ""]
    assert not any("later" in line for line in printed)


@pytest.mark.parametrize("form", ["plain", "md"])
def test_other_forms_for_people_say_so_too(
    ledger: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "status", "--heard-by", "2024-02-01", "--format", form)

    assert capsys.readouterr().out.startswith("As reported by 1 Feb 2024\n\n")


def test_rows_for_programs_have_no_line_above(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "status", "--heard-by", "2024-02-01", "--format", "csv")

    assert capsys.readouterr().out.startswith("person,standing,")


def test_the_line_fits_a_narrow_terminal(
    ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "width", lambda _: 20)
    run(ledger, "status", "--heard-by", "2024-02-01")

    assert max(map(columns_of, capsys.readouterr().out.splitlines())) <= 20


def test_a_case_of_which_nothing_was_reported(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, "show", "later", "--heard-by", "2024-02-01") == 3
    assert "nothing of this case had been reported by then" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["status", "--heard-by", "3/4/2024"], id="a day with two readings"),
        pytest.param(["--heard-by", "2024-02-01", "status"], id="before the command"),
        pytest.param(["--as-of", "2024-02-01", "show", "told"], id="as of, before the command"),
    ],
)
def test_wrong_usage(ledger: Path, words: list[str]) -> None:
    assert run(ledger, *words) == 2


def told_of(root: Path, day: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Name the people whom `status` knows as heard by a day, and leave what it said to the test."""
    assert main(["-C", str(root), "status", "--heard-by", day, "--json"]) == 0
    return [one["case"] for one in json.loads(capsys.readouterr().out)["data"]]


def test_without_any_date_the_day_of_the_commit_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = committed(tmp_path / "ledger", {"held": LIMBO})
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-02-10T12:00:00Z")
    git(root, "commit", "-q", "--amend", "--no-edit")
    (root / "cases/new.yaml").write_text(LIMBO.replace("held", "new"), encoding="utf-8")

    assert told_of(root, "2024-02-09", capsys) == []
    assert told_of(root, "2024-02-10", capsys) == ["held"]
    assert told_of(root, "today", capsys) == ["held", "new"]


def test_without_a_history_what_has_no_date_counts_as_of_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO, "told": TOLD})

    assert run(root, "status", "--heard-by", "2024-02-20", "--columns", "case") == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[-1:] == ["told"]
    assert "not in a git repository" in printed.err
