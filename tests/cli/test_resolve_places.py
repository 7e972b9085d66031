"""Conflicts of rebases, cherry-picks, reverts, stashes, removed cases, and those of `sync`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.committed_ledgers import OPEN, WREN, committed, git, message, run
from tests.diverged import (
    CASE,
    DATE,
    OURS,
    THEIRS,
    apart,
    changed,
    is_staged,
    put,
    read,
    state,
    stops,
)

from caseledger.store import resolutions
from caseledger.store.resolutions import Pending, Settled


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return committed(tmp_path_factory.mktemp("begun") / "l", {"c-7k2m4p": WREN, "wren": OPEN})


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "ledger"))


def test_in_a_rebase_sides_are_called_by_what_they_are(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Git calls ours what others have, and theirs what the user wrote."""
    apart(root, [put(DATE, OURS)], [put(DATE, THEIRS)])
    git(root, "checkout", "-q", "topic")
    stops(root, "rebase", "main")

    assert run(root, "resolve", "wren", "--theirs") == 0

    captured = capsys.readouterr()
    assert "ours is main" in captured.err
    assert "theirs is your commit" in captured.err
    assert "of topic" in captured.err
    assert "git rebase --continue" in captured.out
    assert THEIRS in read(root)
    git(root, "-c", "core.editor=true", "rebase", "--continue")
    assert THEIRS in git(root, "show", f"HEAD:{CASE}")


def test_a_cherry_pick(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apart(root, [put(DATE, OURS)], [put(DATE, THEIRS)])
    stops(root, "cherry-pick", "topic")

    assert run(root, "resolve", "wren", "--theirs") == 0
    captured = capsys.readouterr()
    assert "theirs is the commit topic" in captured.err
    assert "git cherry-pick --continue" in captured.out
    git(root, "-c", "core.editor=true", "cherry-pick", "--continue")
    assert message(root) == "change"


def test_a_revert(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(root, put(DATE, OURS))
    changed(root, put(OURS, THEIRS))
    stops(root, "revert", "--no-edit", "HEAD~1")

    assert run(root, "resolve", "wren", "--theirs") == 0
    captured = capsys.readouterr()
    assert "theirs is what was before the commit" in captured.err
    assert DATE in read(root)
    git(root, "-c", "core.editor=true", "revert", "--continue")


def test_a_stash_that_is_put_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / CASE).write_text(OPEN.replace(DATE, THEIRS), encoding="utf-8")
    git(root, "stash")
    changed(root, put(DATE, OURS))
    stops(root, "stash", "pop")

    assert run(root, "resolve", "wren", "--theirs") == 0
    captured = capsys.readouterr()
    assert "theirs is what was put back" in captured.err
    assert "git stash list" in captured.out
    assert THEIRS in read(root)
    assert is_staged(root)


@pytest.mark.parametrize(("side", "is_there"), [("--ours", False), ("--theirs", True)])
def test_a_case_that_one_side_removed_and_the_other_changed(
    root: Path, capsys: pytest.CaptureFixture[str], side: str, is_there: bool
) -> None:
    git(root, "checkout", "-qb", "topic")
    changed(root, put(DATE, THEIRS))
    git(root, "checkout", "-q", "main")
    git(root, "rm", "-q", CASE)
    git(root, "commit", "-qm", "gone")
    stops(root, "merge", "topic")

    assert run(root, "resolve", "--json") == 1
    (row,) = json.loads(capsys.readouterr().out)["data"]
    assert (row["clashes"][0]["address"], row["clashes"][0]["absent"]) == ("case", ["ours"])
    assert run(root, "resolve", "wren", side) == 0

    assert (root / CASE).exists() is is_there
    assert git(root, "ls-files", "--", CASE).strip() == (CASE if is_there else "")
    git(root, "-c", "core.editor=true", "merge", "--continue")


def test_a_file_that_cannot_be_read_is_taken_from_one_side(root: Path) -> None:
    title = "title: Wren"
    apart(root, [put(title, "title: [")], [put(title, "title: Their Wren")])
    stops(root, "merge", "topic")

    assert run(root, "resolve", "wren", "--ours") == 4
    assert run(root, "resolve", "wren", "--theirs") == 0
    assert read(root) == OPEN.replace(title, "title: Their Wren")


def test_in_a_work_tree_and_a_folder_of_a_repository(begun: Path, tmp_path: Path) -> None:
    """The ledger lies below the top, and the work tree is not the first one."""
    top = tmp_path / "top"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    shutil.copytree(begun, top / "below", ignore=shutil.ignore_patterns(".git"))
    git(top, "add", ".")
    git(top, "commit", "-qm", "before")
    apart(top / "below", [put(DATE, OURS)], [put(DATE, THEIRS)])
    git(top, "worktree", "add", "-q", "-b", "side", str(tmp_path / "tree"), "main")
    root = tmp_path / "tree" / "below"
    stops(root, "merge", "topic")

    assert run(root, "resolve", "wren", "--theirs") == 0
    assert is_staged(root)
    assert THEIRS in read(root)
    assert OURS in read(top / "below")


# What sync left


def left_by_sync(root: Path) -> Pending:
    base, ours, theirs = (OPEN.replace(DATE, one).encode() for one in (DATE, OURS, THEIRS))
    ids = ("1" * 40, "2" * 40, "3" * 40)
    one = Pending(CASE, ids, base, ours, theirs, names=("main", "origin/main"))
    resolutions.remember(root, [one])
    return one


def test_what_sync_left_is_decided_for_the_next_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = left_by_sync(root)
    before = state(root)

    assert run(root, "resolve", "--json") == 1
    captured = capsys.readouterr()
    (row,) = json.loads(captured.out)["data"]
    assert (row["where"], row["theirs_is"]) == ("sync", "origin/main")
    assert captured.err == "left by sync: ours is main, theirs is origin/main\n"

    assert run(root, "resolve", "wren", "--theirs") == 0

    assert "caseledger sync" in capsys.readouterr().out
    assert resolutions.resolved(root, CASE, one.triple) == Settled(one.theirs)
    assert state(root) == before
    assert run(root, "resolve") == 0
