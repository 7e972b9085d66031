from pathlib import Path

import pytest
from tests.clones import (
    Clones,
    add_event,
    change,
    clean,
    head,
    run,
    sync,
    text,
)
from tests.committed_ledgers import git


def test_edits_that_the_merge_does_not_touch_stay(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    change(clones.two, "date: 2024-02-08", "date: 2024-02-10", "c-7k2m4p", commit=False)
    (clones.two / "notes.md").write_text("notes\n")
    git(clones.two, "add", "notes.md")

    assert sync(clones.two) == 0

    assert "edits in 1 case are not committed: they stay here" in capsys.readouterr().err
    assert "id: first" in text(clones.two)
    assert "date: 2024-02-10" in text(clones.two, "c-7k2m4p")
    assert git(clones.two, "status", "--porcelain") == " M cases/c-7k2m4p.yaml\nA  notes.md\n"


def test_edits_that_the_merge_would_change_stop_it(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    change(clones.two, "date: 2024-02-08", "date: 2024-02-10", commit=False)
    before = (head(clones.two), text(clones.two))

    assert sync(clones.two) == 5

    assert (head(clones.two), text(clones.two)) == before
    assert "not committed: cases/wren.yaml" in capsys.readouterr().err
    assert run(clones.two, "commit", "wren") == 0
    assert sync(clones.two) == 0
    assert "id: first" in text(clones.two)
    assert "date: 2024-02-10" in text(clones.two)


@pytest.mark.parametrize("path", ["cases/new.yaml", "notes.md"])
def test_a_file_that_git_does_not_know_is_not_overwritten(clones: Clones, path: str) -> None:
    made = text(clones.one).replace("id: wren", "id: new")
    (clones.one / path).write_text(made, encoding="utf-8")
    git(clones.one, "add", ".")
    git(clones.one, "commit", "-q", "-m", "new")
    sync(clones.one)
    (clones.two / path).write_text("somebody's own\n")

    assert sync(clones.two) == 5
    assert (clones.two / path).read_text() == "somebody's own\n"

    (clones.two / path).write_text(made, encoding="utf-8")
    assert sync(clones.two) == 0
    assert clean(clones.two)


def test_in_the_middle_of_a_merge_nothing_begins(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    (clones.one / ".git/MERGE_HEAD").write_text(head(clones.one))

    assert sync(clones.one) == 5
    assert "in the middle of a merge" in capsys.readouterr().err


def test_a_detached_head_is_no_branch(clones: Clones) -> None:
    git(clones.one, "switch", "-q", "--detach")
    assert sync(clones.one) == 5


def test_a_repository_that_could_run_something_is_not_synced(clones: Clones) -> None:
    git(clones.one, "config", "core.sshCommand", "touch pwned; false")
    assert sync(clones.one) == 6


def test_a_work_tree_of_its_own_is_synced(clones: Clones, tmp_path: Path) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    git(clones.two, "switch", "-q", "-c", "spare")
    git(clones.two, "remote", "set-url", "origin", str(clones.hub))
    git(clones.two, "worktree", "add", "-q", str(tmp_path / "beside"), "main")

    assert sync(tmp_path / "beside") == 0

    assert "id: first" in text(tmp_path / "beside")
    assert git(tmp_path / "beside", "status", "--porcelain") == ""


def test_a_clone_of_a_part_of_the_history(
    clones: Clones, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    part = tmp_path / "part"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{clones.hub}", str(part))
    add_event(part, "second", "2024-04-01")
    git(clones.two, "reset", "-q", "--hard", "HEAD")
    add_event(clones.two, "third", "2024-05-01")
    git(clones.two, "push", "-q", "-f", "origin", "main")

    assert sync(part) == 6
    assert "git fetch --unshallow" in capsys.readouterr().err
