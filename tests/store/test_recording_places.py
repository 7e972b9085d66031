"""Commits in every kind of repository, and what happens where there can be none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.store.scene import ADDED, MESSAGE, PATH, START, Scene, create, insert, make_scene

from caseledger.errors import OutsideFailure
from caseledger.store.recording import Change, record, unfinished

WITH_ADDED = START.replace("line 10\n", "line 10\nadded\n")


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return make_scene(tmp_path / "ledger")


def test_a_ledger_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    scene = make_scene(tmp_path / "top", "deep down/ledger")
    assert scene.add().commit == scene.head
    assert scene.committed() == WITH_ADDED
    assert scene.status == ""
    scene.add(create("x\n"), "ledger.yaml")
    assert scene.status == ""


def test_a_ledger_that_is_reached_by_a_link(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(scene.root)
    linked = Scene(scene.top, tmp_path / "link")
    assert linked.add().commit == scene.head
    assert scene.status == ""


def test_before_the_first_commit(tmp_path: Path) -> None:
    scene = Scene(tmp_path, tmp_path)
    scene.git("init", "--quiet", "--initial-branch=deep/main")
    done = scene.add(create("x\n"))
    assert done.commit == scene.head
    assert scene.git("rev-list", "--count", "HEAD").strip() == "1"
    assert scene.status == ""


def test_before_the_first_commit_other_files_stay_staged(tmp_path: Path) -> None:
    scene = Scene(tmp_path, tmp_path)
    scene.git("init", "--quiet")
    scene.write("other.txt", "x\n")
    scene.git("add", ".")
    scene.add(create("x\n"))
    assert scene.git("show", "--name-only", "--format=").split() == [PATH]
    assert scene.status == "A  other.txt\n"


def test_a_detached_head_is_told(scene: Scene) -> None:
    scene.git("checkout", "--quiet", "--detach")
    done = scene.add()
    assert done.commit == scene.head
    assert any("detached" in note for note in done.notes)
    assert scene.git("rev-parse", "main").strip() != done.commit


def test_a_second_work_tree(scene: Scene, tmp_path: Path) -> None:
    scene.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    side = Scene(tmp_path / "side", tmp_path / "side")
    main = scene.head
    side.write("staged.txt", "x\n")
    side.git("add", ".")
    assert side.add().commit == side.head
    assert scene.head == main
    assert scene.add().commit == scene.head
    assert (scene.status, side.status) == ("", "A  staged.txt\n")


def test_a_submodule(tmp_path: Path) -> None:
    inner = make_scene(tmp_path / "inner")
    outer = make_scene(tmp_path / "outer")
    outer.git(
        *("-c", "protocol.file.allow=always", "submodule", "--quiet", "add"),
        *(str(inner.top), "ledger"),
    )
    outer.git("commit", "--quiet", "-m", "with a ledger")
    head = outer.head
    sub = Scene(outer.top / "ledger", outer.top / "ledger")
    assert sub.add().commit == sub.head
    assert sub.status == ""
    assert outer.head == head


def test_a_shallow_clone(scene: Scene, tmp_path: Path) -> None:
    scene.add()
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", f"file://{scene.top}", tmp_path / "clone"],
        check=True,
    )
    clone = Scene(tmp_path / "clone", tmp_path / "clone")
    assert clone.add(insert(line="again\n")).commit == clone.head
    assert clone.status == ""


def test_sha_256(tmp_path: Path) -> None:
    scene = make_scene(tmp_path / "ledger", ".", "--object-format=sha256")
    done = scene.add()
    assert (done.commit, len(done.commit)) == (scene.head, 64)
    scene.add(create("x\n"), "cases/2026/n.yaml")
    scene.add(lambda _: None, "cases/2026/n.yaml")
    assert scene.status == ""


def test_packed_branches_and_objects(scene: Scene) -> None:
    scene.add()
    scene.git("gc", "--quiet")
    scene.git("pack-refs", "--all")
    assert scene.add(insert(line="again\n")).commit == scene.head
    assert scene.status == ""


def test_an_index_in_parts(scene: Scene) -> None:
    scene.git("update-index", "--split-index")
    scene.write("staged.txt", "x\n")
    scene.git("add", "staged.txt")
    assert scene.add().commit == scene.head
    assert scene.status == "A  staged.txt\n"


@pytest.mark.parametrize("ends", ["true", "input"])
def test_line_ends_of_windows(tmp_path: Path, ends: str) -> None:
    scene = make_scene(tmp_path / "ledger")
    scene.git("config", "core.autocrlf", ends)
    scene.write(PATH, START.replace("\n", "\r\n"))
    scene.git("add", "--renormalize", ".")
    assert scene.status in {"", f" M {PATH}\n"}
    scene.git("update-index", "--refresh")
    scene.add()
    assert scene.read() == WITH_ADDED.replace("\n", "\r\n")
    assert scene.git("cat-file", "blob", f"HEAD:{PATH}") == WITH_ADDED
    assert scene.git("diff") == scene.git("diff", "--cached") == ""


def test_line_ends_by_attribute(tmp_path: Path) -> None:
    scene = make_scene(tmp_path / "ledger")
    scene.write(".gitattributes", "*.yaml text eol=crlf\n")
    scene.git("add", ".gitattributes")
    scene.git("commit", "--quiet", "-m", "attributes")
    (scene.root / PATH).unlink()
    scene.git("checkout", "--quiet", "--", ".")
    assert "\r\n" in scene.read()
    scene.add()
    assert scene.status == ""
    assert "\r" not in scene.git("cat-file", "blob", f"HEAD:{PATH}")


def test_without_a_repository_the_file_is_written(tmp_path: Path) -> None:
    done = record(tmp_path, [Change(PATH, create("x\n"), None)], MESSAGE)
    assert (done.commit, done.conflict) == ("", False)
    assert "caseledger init" in done.uncommitted
    assert (tmp_path / PATH).read_text(encoding="utf-8") == "x\n"
    assert not unfinished(tmp_path)


def test_a_bare_repository_takes_no_commit(scene: Scene) -> None:
    scene.git("config", "core.bare", "true")
    done = scene.add()
    assert (done.commit, done.conflict) == ("", False)
    assert "bare" in done.uncommitted
    assert scene.read() == WITH_ADDED


def test_a_git_file_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: nowhere\n", encoding="utf-8")
    with pytest.raises(OutsideFailure, match="does not lead to a git repository"):
        record(tmp_path, [Change(PATH, create("x\n"), None)], MESSAGE)
    assert not (tmp_path / PATH).exists()
    assert not unfinished(tmp_path)


def test_an_empty_git_folder_is_none(scene: Scene) -> None:
    inner = scene.top / "inner"
    (inner / ".git").mkdir(parents=True)
    done = record(inner, [Change(PATH, create("x\n"), None)], MESSAGE)
    assert done.commit == scene.head


def test_a_repository_of_another_account(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(OutsideFailure, match="belongs to another account") as caught:
        scene.add()
    assert "safe.directory" in caught.value.hint
    assert scene.read() == START


def begin_merge(scene: Scene) -> None:
    scene.git("checkout", "--quiet", "-b", "side")
    scene.write("other.txt", "theirs\n")
    scene.git("add", ".")
    scene.git("commit", "--quiet", "-m", "side")
    scene.git("checkout", "--quiet", "main")
    scene.write("other.txt", "ours\n")
    scene.git("add", ".")
    scene.git("commit", "--quiet", "-m", "ours")


IN_THE_MIDDLE = {
    "merge": ("merge", "side"),
    "rebase": ("rebase", "side"),
    "cherry-pick": ("cherry-pick", "side"),
    "squashed merge": ("merge", "--squash", "side"),
}


@pytest.mark.parametrize("what", IN_THE_MIDDLE)
def test_in_the_middle_of_something_nothing_is_committed(scene: Scene, what: str) -> None:
    begin_merge(scene)
    scene.git(*IN_THE_MIDDLE[what], check=False)
    before = (scene.head, scene.git("ls-files", "--stage"))
    done = scene.add()
    assert (done.commit, done.conflict) == ("", True)
    assert f"in the middle of a {what}" in done.uncommitted
    assert scene.read() == WITH_ADDED
    assert (scene.head, scene.git("ls-files", "--stage")) == before


def test_in_the_middle_of_a_bisect_or_a_revert(scene: Scene) -> None:
    begin_merge(scene)
    scene.git("revert", "--no-commit", "HEAD")
    assert "a revert" in scene.add().uncommitted
    scene.git("reset", "--quiet", "--hard")
    scene.git("bisect", "start")
    assert "a bisect" in scene.add().uncommitted


def test_unmerged_files_elsewhere_do_not_matter(scene: Scene) -> None:
    scene.write("other.txt", "base\n")
    scene.git("add", ".")
    scene.git("commit", "--quiet", "-m", "base")
    scene.write("other.txt", "stashed\n")
    scene.git("stash", "--quiet")
    scene.write("other.txt", "ours\n")
    scene.git("commit", "--quiet", "-am", "ours")
    scene.git("stash", "pop", "--quiet", check=False)
    unmerged = scene.git("ls-files", "--unmerged")
    assert unmerged
    assert scene.add().commit == scene.head
    assert scene.git("ls-files", "--unmerged") == unmerged
    assert scene.git("show", "--name-only", "--format=").split() == [PATH]


def test_a_file_that_is_unmerged_itself_is_written_only(scene: Scene) -> None:
    scene.write(PATH, START + "stashed\n")
    scene.git("stash", "--quiet")
    scene.write(PATH, START + "ours\n")
    scene.git("commit", "--quiet", "-am", "ours")
    scene.git("stash", "pop", "--quiet", check=False)
    before = (scene.head, scene.git("ls-files", "--stage"))
    done = scene.add()
    assert (done.commit, done.conflict) == ("", True)
    assert ADDED in scene.read()
    assert (scene.head, scene.git("ls-files", "--stage")) == before


def test_without_git(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path / "empty"))
        with pytest.raises(OutsideFailure, match="git was not found"):
            scene.add()
        assert scene.read() == START
        scene.add(commit=False)
    assert scene.read() == WITH_ADDED


def test_an_old_git(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "git"
    old.write_text(
        '#!/bin/sh\ncase "$*" in *--format=*) echo "error: unknown option '
        '\\`format=%(objectmode)\'" >&2; exit 129;; esac\nPATH=${PATH#*:} exec git "$@"\n',
        encoding="utf-8",
    )
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(OutsideFailure, match=r"older than 2\.38"):
        scene.add()
    assert scene.read() == START
