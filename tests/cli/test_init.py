from pathlib import Path

import pytest
from tests.committed_ledgers import commits, git, run

from caseledger.cli.main import main


def test_an_empty_folder_becomes_a_ledger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "new folder" / "ledger"

    assert main(["init", str(root), "--timezone", "Asia/Almaty"]) == 0

    assert git(root, "ls-files").split() == [
        ".gitattributes",
        "cases/.gitkeep",
        "ledger.yaml",
        "schemas/case.schema.json",
        "schemas/ledger.schema.json",
        "schemas/rules.schema.json",
    ]
    assert "timezone: Asia/Almaty" in (root / "ledger.yaml").read_text()
    assert git(root, "status", "--porcelain") == ""
    assert commits(root) == 1
    assert "wrote ledger.yaml" in capsys.readouterr().out
    assert run(root, "check", "--strict") == 0
    assert run(root, "status") == 0


def test_done_twice_it_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    capsys.readouterr()

    assert main(["-C", str(tmp_path), "init"]) == 0
    assert capsys.readouterr().out == "everything is there already\n"
    assert commits(tmp_path) == 1


def test_what_is_there_stays(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "work")
    (tmp_path / ".gitattributes").write_text("*.md text")
    (tmp_path / "ledger.yaml").write_text("format: 1\nname: ours\n")
    (tmp_path / "notes.md").write_text("notes\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "ours")

    assert main(["init", str(tmp_path)]) == 0

    assert (tmp_path / "ledger.yaml").read_text() == "format: 1\nname: ours\n"
    assert (tmp_path / ".gitattributes").read_text().startswith("*.md text\ncases/")
    assert git(tmp_path, "status", "--porcelain") == ""
    assert git(tmp_path, "branch", "--show-current").strip() == "work"
    assert commits(tmp_path) == 2


def test_what_the_user_staged_is_not_carried_along(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "draft.md").write_text("half\n")
    git(tmp_path, "add", "draft.md")

    assert main(["init", str(tmp_path)]) == 0
    assert git(tmp_path, "status", "--porcelain") == "A  draft.md\n"


def test_a_ledger_may_lie_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")

    assert main(["init", str(tmp_path / "below")]) == 0
    assert not (tmp_path / "below" / ".git").exists()
    assert run(tmp_path / "below", "add", "case", "--pseudonym", "Lark") == 0
    assert commits(tmp_path) == 2


@pytest.mark.parametrize("zone", ["Nowhere/Land", "", "../etc"])
def test_a_time_zone_that_is_none_is_refused(tmp_path: Path, zone: str) -> None:
    assert main(["init", str(tmp_path / "x"), "--timezone", zone]) == 2
    assert not (tmp_path / "x").exists()


def test_without_commit_the_files_wait(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path), "--no-commit"]) == 0
    assert "?? ledger.yaml" in git(tmp_path, "status", "--porcelain")


def test_a_file_in_the_way_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x").write_text("")

    assert main(["init", str(tmp_path / "x")]) == 2
    assert "a file of this name" in capsys.readouterr().err
