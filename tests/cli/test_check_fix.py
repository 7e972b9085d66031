import json
from pathlib import Path

import pytest
from tests.committed_ledgers import OPEN, WREN, commits, committed, git, message, run, text
from tests.small_ledgers import case

SMALL = OPEN.replace("by: UZ", "by: uz").replace("date: 2023-05\n", "date: ../2023-05\n")
MENDED = OPEN.replace("date: 2023-05\n", 'date: "[..2023-05]"\n')
GUESSED = WREN.replace("extradition.requested", "extradition.request").replace("[UZ]", "[uz]")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return committed(tmp_path / "ledger", {"wren": SMALL, "c-7k2m4p": GUESSED})


def test_safe_mends_are_one_commit_and_the_rest_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "check", "--fix", "cases") == 1

    assert text(root, "wren") == MENDED
    assert text(root) == GUESSED.replace("[uz]", "[UZ]")
    assert (commits(root), git(root, "status", "--porcelain")) == (2, "")
    assert message(root).startswith("check: mend CL209, CL901 in 2 files\n")
    assert message(root).endswith("Action: fix")
    out, told = capsys.readouterr()
    assert "CL209" not in out
    assert "cases/c-7k2m4p.yaml:27:11: error CL301" in out
    assert '+    date: "[..2023-05]"\n' not in told  # it could not be read, so it may be closed
    assert "Выдуманный" not in out + told


def test_guesses_are_made_where_they_are_asked_for(root: Path) -> None:
    assert run(root, "check", "--unsafe-fix", "c-7k2m4p") == 0

    assert text(root) == WREN
    assert text(root, "wren") == SMALL
    assert message(root).startswith("c-7k2m4p: mend CL209, CL301\n")


def test_only_the_codes_that_are_asked_about_are_mended(root: Path) -> None:
    assert run(root, "check", "--fix", "--select", "CL209", "wren") == 0

    assert text(root, "wren") == SMALL.replace("by: uz", "by: UZ")


def test_a_dry_run_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "check", "--fix", "--dry-run", "--json", "wren") == 1

    out, told = capsys.readouterr()
    assert {row["code"] for row in json.loads(out)["data"]} == {"CL209", "CL901"}
    assert told.startswith("cases/wren.yaml: the lines of a case that is closed")
    assert (text(root, "wren"), commits(root)) == (SMALL, 1)


def test_the_lines_of_a_public_case_are_shown(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "check", "--fix", "--select", "CL209", "wren")
    capsys.readouterr()

    assert run(root, "check", "--fix", "wren") == 0
    assert '+    date: "[..2023-05]"\n' in capsys.readouterr().err


def test_what_is_not_committed_yet_stays_so(root: Path) -> None:
    path = root / "cases" / "wren.yaml"
    path.write_text(SMALL.replace("title: Wren", "title: Lark"), encoding="utf-8")

    assert run(root, "check", "--fix", "wren") == 0

    assert git(root, "show", "HEAD:cases/wren.yaml") == MENDED
    assert text(root, "wren") == MENDED.replace("title: Wren", "title: Lark")


def test_nothing_to_mend(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "check", "--fix", "wren")
    capsys.readouterr()

    assert run(root, "check", "--fix", "wren") == 0
    assert capsys.readouterr().err.startswith("nothing to mend\n")
    assert commits(root) == 2


def test_lines_beside_a_closed_entry_are_not_shown_off_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = "date: ../2024-05-02, kind: case.note, note: Kanareika, visibility: restricted"
    shown = "date: ../2024-05-01, kind: movement.entered, country: KZ"
    root = committed(tmp_path / "ledger", {"open": case("open", hidden, shown)})
    capsys.readouterr()

    for words in (
        ["check", "--fix", "--dry-run"],
        ["fmt", "--check", "--diff"],
        ["check", "--fix"],
    ):
        run(root, *words)
        told = capsys.readouterr()
        assert "Kanareika" not in told.out + told.err
        assert "2024-05-02" not in told.out + told.err


def test_every_entry_of_a_long_file_is_mended(tmp_path: Path) -> None:
    rows = [
        f"date: ../2024-{1 + n % 12:02}-{1 + n // 12:02}, kind: case.note, note: n{n}"
        for n in range(60)
    ]
    root = committed(tmp_path / "ledger", {"long": case("long", *rows)})

    assert run(root, "check", "--fix") == 0
    assert "../" not in (root / "cases" / "long.yaml").read_text(encoding="utf-8")


def test_what_mended_an_error_is_undone(tmp_path: Path) -> None:
    text = case("wrong", "date: 2024-05-01, kind: protection.refused, country: KZ, outcome: refuse")
    root = committed(tmp_path / "ledger", {"wrong": text})
    path = root / "cases" / "wrong.yaml"

    assert run(root, "check", "--unsafe-fix", "wrong") == 0
    mended = path.read_text(encoding="utf-8")
    assert mended != text
    assert run(root, "undo") == 0
    assert path.read_text(encoding="utf-8") == text
    assert run(root, "undo", git(root, "rev-parse", "HEAD").strip()) == 0
    assert path.read_text(encoding="utf-8") == mended


def test_a_file_that_cannot_be_read_does_not_come_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = case("wrong", "date: 2024-05-01, kind: movement.entered, country: kz")
    root = committed(tmp_path / "ledger", {"wrong": text})

    assert run(root, "check", "--fix", "wrong") == 0
    assert run(root, "undo") == 5
    assert "it mended what kept the file from being read" in capsys.readouterr().err


def test_a_new_file_keeps_no_other_from_its_commit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "date: 2024-05-01, kind: movement.entered, country: kz"
    root = committed(tmp_path / "ledger", {"old": case("old", row)})
    new = root / "cases" / "new.yaml"
    new.write_text(case("new", f"{row}, note: ../x", "date: ../2024-05-02, kind: case.note"))

    run(root, "check", "--fix")

    assert "country: KZ" in text(root, "old")
    assert "country: KZ" in text(root, "new")
    assert (commits(root), git(root, "status", "--porcelain")) == (2, "?? cases/new.yaml\n")
    assert message(root).startswith("old: mend CL209\n")
    assert "new" not in message(root)
    assert "cases/new.yaml is not in git yet: written on disk" in capsys.readouterr().err


def test_new_files_alone_are_not_committed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = committed(tmp_path / "ledger", {"old": case("old", "date: 2024, kind: case.note")})
    new = root / "cases" / "new.yaml"
    new.write_text(case("new", "date: 2024-05-01, kind: movement.entered, country: kz"))

    run(root, "check", "--fix", "new")

    assert ("country: KZ" in text(root, "new"), commits(root)) == (True, 1)
    assert "cases/new.yaml is not in git yet: caseledger commit" in capsys.readouterr().err
