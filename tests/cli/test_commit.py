from pathlib import Path

import pytest
from tests.committed_ledgers import commits, git, head, message, run, text, wren


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wren(tmp_path)


def by_hand(root: Path, old: str, new: str, name: str = "c-7k2m4p") -> None:
    path = root / "cases" / f"{name}.yaml"
    assert old in text(root, name)
    path.write_text(text(root, name).replace(old, new, 1), encoding="utf-8")


def test_a_hand_edit_is_committed_with_what_changed(root: Path) -> None:
    by_hand(root, "date: 2024-02-08", "date: 2024-02-09", "wren")

    assert run(root, "commit", "wren") == 0

    assert head(root, "wren") == text(root, "wren")
    assert (
        message(root).splitlines()[0] == "wren: change event z8n3c date: 2024-02-08 -> 2024-02-09"
    )
    assert git(root, "status", "--porcelain") == ""


def test_of_a_closed_case_the_history_says_ids_only(root: Path) -> None:
    by_hand(root, "date: 2024-02-08", "date: 2024-02-09")

    run(root, "commit")

    assert message(root).splitlines()[0] == "c-7k2m4p: change event z8n3c"
    assert "2024" not in message(root)


def test_only_the_named_case_is_committed(root: Path) -> None:
    by_hand(root, "date: 2024-02-08", "date: 2024-02-09")
    by_hand(root, "date: 2024-02-08", "date: 2024-02-09", "wren")

    assert run(root, "commit", "7k2") == 0
    assert git(root, "status", "--porcelain") == " M cases/wren.yaml\n"


def test_without_a_name_all_are_committed_at_once(root: Path) -> None:
    by_hand(root, "date: 2024-02-08", "date: 2024-02-09")
    by_hand(root, "date: 2024-02-08", "date: 2024-02-09", "wren")

    assert run(root, "commit") == 0
    assert commits(root) == 2
    assert git(root, "status", "--porcelain") == ""


def test_a_new_file_is_committed(root: Path) -> None:
    made = text(root, "wren").replace("id: wren", "id: other")
    (root / "cases" / "other.yaml").write_text(made, encoding="utf-8")

    assert run(root, "commit") == 0
    assert message(root).startswith("other: add case")


def test_what_is_wrong_is_not_committed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand(root, "date: 2024-02-08", "date: 2024-02-39", "wren")

    assert run(root, "commit") == 4

    assert "CL205" in capsys.readouterr().err
    assert commits(root) == 1


def test_what_others_staged_stays_staged(root: Path) -> None:
    (root / "notes.md").write_text("notes\n")
    git(root, "add", "notes.md")
    by_hand(root, "date: 2024-02-08", "date: 2024-02-09")

    assert run(root, "commit") == 0
    assert git(root, "status", "--porcelain") == "A  notes.md\n"


def test_nothing_to_commit(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "commit") == 0
    assert "nothing to" in capsys.readouterr().err
    assert commits(root) == 1


def test_line_ends_of_another_system_are_no_change(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    path = root / "cases" / "c-7k2m4p.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert run(root, "commit") == 0
    assert commits(root) == 1


def test_a_case_that_was_removed_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "cases" / "wren.yaml").unlink()

    assert run(root, "commit") == 0
    assert "cases/wren.yaml" in capsys.readouterr().err
    assert commits(root) == 1


def test_hand_edits_outside_of_a_repository_stay(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / ".git").rename(root.parent / "elsewhere")

    assert run(root, "commit") == 6
    assert "not in a git repository" in capsys.readouterr().err


def test_a_repository_that_could_run_programs_is_not_written_to(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "config", "core.fsmonitor", "run-me")
    words = ("add", "event", "7k2", "note", "2026-01-01", "--note", "x")

    assert run(root, *words) == 6
    assert "core.fsmonitor" in capsys.readouterr().err
    assert commits(root) == 1

    assert run(root, "trust") == 1
    out = capsys.readouterr().out
    assert "core.fsmonitor" in out
    assert run(root, "trust", "--yes") == 0
    git(root, "config", "--unset", "core.fsmonitor")


def test_a_hook_runs_once_it_is_trusted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho checked >> hook-ran\n")
    hook.chmod(0o755)
    words = ("add", "event", "7k2", "note", "2026-01-01", "--note", "x")

    assert run(root, *words) == 6
    assert "pre-commit" in capsys.readouterr().err
    assert run(root, "trust", "--yes") == 0
    assert run(root, *words) == 0
    assert (root / "hook-ran").read_text() == "checked\n"

    hook.write_text("#!/bin/sh\nexit 1\n")
    assert run(root, *words) == 6


def test_nothing_to_trust(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "trust") == 0
    assert "nothing here runs programs" in capsys.readouterr().out


@pytest.mark.parametrize("scope", ["--local", "--global"])
def test_what_git_is_to_encrypt_is_never_committed_in_the_clear(
    root: Path, scope: str, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "config", scope, "filter.vault.clean", "base64 -w0")
    git(root, "config", scope, "filter.vault.smudge", "base64 -d")
    (root / ".gitattributes").write_text("cases/*.yaml filter=vault -text\n")
    git(root, "add", ".gitattributes")
    git(root, "commit", "-qm", "encrypt")
    run(root, "trust", "--yes")

    assert run(root, "add", "case", "--name", "Anna Invented", "--pseudonym", "Lark") == 5
    assert run(root, "commit") == 5
    assert run(root, "add", "event", "7k2", "note", "--note", "secret words") == 5

    assert "filter" in capsys.readouterr().err
    run(root, "doctor")
    assert "git is told to change case files" in capsys.readouterr().out
    assert "secret words" in text(root)
    for one in git(root, "rev-list", "--all", "--objects").split():
        if len(one) == 40 and git(root, "cat-file", "-t", one).strip() == "blob":
            assert "Invented" not in git(root, "cat-file", "-p", one)


def test_a_dry_run_leaves_the_repository_alone(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    path = root / "cases" / "c-7k2m4p.yaml"
    path.write_bytes(path.read_bytes().replace(b"UZ", b"TJ").replace(b"\n", b"\r\n"))
    before = sorted((root / ".git" / "objects").rglob("*"))

    assert run(root, "commit", "--dry-run") == 0
    assert sorted((root / ".git" / "objects").rglob("*")) == before
    assert not (root / ".git" / "caseledger").exists()
