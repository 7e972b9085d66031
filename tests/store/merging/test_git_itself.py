"""Git's own commands merge case files by entries: with real repositories, branches and clones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.store.merging.git_cases import (
    BOTH,
    LEFT,
    MERGED,
    MINE,
    RIGHT,
    TEXT,
    YOURS,
    Clone,
    adding,
    ids,
    is_both,
    is_marked,
    put,
)

OTHER = "cases/other.yaml"
MERGE = ("merge", "--quiet", "--no-edit")
BRANCHES = {"left": LEFT, "right": RIGHT, "mine": MINE, "yours": YOURS}


def start(clone: Clone) -> Clone:
    """Make a ledger with one case, and branches with one commit each."""
    clone.ledger.mkdir(parents=True)
    clone.tool("init")
    clone.git("branch", "--move", "main")
    Clone(clone.top, case=OTHER).commit(put(TEXT, "id: made", "id: other"))
    clone.commit(TEXT, "the case")
    for name, text in BRANCHES.items():
        clone.git("switch", "--quiet", "--create", name, "main")
        clone.commit(text, name)
    clone.git("switch", "--quiet", "main")
    return clone


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """The ledger that each test copies."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        return start(Clone(tmp_path_factory.mktemp("made") / "ledger"))


@pytest.fixture
def clone(made: Clone, tmp_path: Path) -> Clone:
    """A copy of the ledger, on the branch left."""
    shutil.copytree(made.top, tmp_path / "ledger", symlinks=True)
    found = Clone(tmp_path / "ledger")
    found.git("switch", "--quiet", "left")
    return found


def on(clone: Clone, branch: str) -> Clone:
    clone.git("switch", "--quiet", branch)
    return clone


# Each of git's commands that merges: once clean, and once with a conflict.


@pytest.mark.parametrize(
    "words",
    [
        (*MERGE, "right"),
        ("merge", "--squash", "right"),
        ("pull", "--quiet", "--no-rebase", "--no-edit", ".", "right"),
        ("pull", "--quiet", "--rebase", ".", "right"),
    ],
    ids=lambda words: " ".join(words[:3]),
)
def test_what_goes_together_is_merged(clone: Clone, words: tuple[str, ...]) -> None:
    clone.git(*words)
    is_both(clone.text)
    assert clone.unmerged == []


@pytest.mark.parametrize(
    ("words", "way_on"),
    [
        ((*MERGE, "yours"), ("commit", "--no-edit")),
        (("rebase", "--quiet", "yours"), ("rebase", "--continue")),
        (("cherry-pick", "yours"), ("cherry-pick", "--continue")),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_does_not_has_markers(
    clone: Clone, words: tuple[str, ...], way_on: tuple[str, ...]
) -> None:
    """Only about what clashes. This program keeps out of it; a person decides, and goes on."""
    said = on(clone, "mine").git(*words, ends=1)
    assert f"CONFLICT (content): Merge conflict in {clone.path}" in said
    text, head = clone.text, clone.git("rev-parse", "HEAD")
    is_marked(text)
    assert clone.unmerged == [1, 2, 3]

    said = clone.tool("add", "event", "other", "advocacy.letter", "2024-05-05", ends=5)
    assert words[0] in said
    assert len(Clone(clone.top, case=OTHER).events) == 3
    assert (clone.text, clone.git("rev-parse", "HEAD")) == (text, head)
    assert clone.unmerged == [1, 2, 3]

    clone.file.write_text(decided(text, "Decided"), encoding="utf-8")
    clone.git("add", clone.case)
    clone.git("checkout", "--quiet", "--", OTHER)
    clone.git(*way_on, GIT_EDITOR="true")
    is_both(clone.text, "Decided")
    assert clone.git("status", "--porcelain") == ""


def test_a_case_with_markers_is_not_written(clone: Clone) -> None:
    """What stands between markers must be settled first."""
    on(clone, "mine").git(*MERGE, "yours", ends=1)
    text = clone.text
    said = clone.tool("add", "event", "made", "advocacy.letter", "2024-05-05", ends=5)
    assert "resolve" in said
    assert (clone.text, clone.unmerged) == (text, [1, 2, 3])


def decided(text: str, title: str) -> str:
    """Put a title where the markers are."""
    first, last = text.index("<<<<<<< "), text.index("\n", text.index(">>>>>>> ")) + 1
    return text[:first] + f"title: {title}\n" + text[last:]


def test_a_commit_is_taken_back(clone: Clone) -> None:
    """Revert takes away what it brought, and leaves what came later."""
    clone.commit(put(adding(LEFT, "late1", "2024-09-01"), "A made case", "Later"))
    clone.git("revert", "--no-edit", "HEAD~1")
    tree = clone.tree
    assert ids(clone.text) == {"e1", "e2", "late1"}
    assert (tree["title"], tree["events"][0]["date"]) == ("Later", "2024-01-10")
    assert "by the stamp" not in clone.text


def test_a_stash_comes_back(clone: Clone) -> None:
    """Clean where it goes together; with markers, and the stash kept, where it does not."""
    clone.file.write_text(put(LEFT, "A made case", "Ours"), encoding="utf-8")
    clone.git("stash", "push", "--quiet")
    clone.commit(MERGED)
    clone.git("stash", "pop", "--quiet")
    is_both(clone.text, "Ours")
    clone.git("stash", "push", "--quiet")
    clone.commit(put(clone.text, "A made case", "Theirs"))
    clone.git("stash", "pop", ends=1)
    assert "title: Ours\n" in clone.text
    assert "title: Theirs\n" in clone.text
    assert clone.git("stash", "list").count("\n") == 1


def test_many_branches_at_once(clone: Clone) -> None:
    """An octopus merges by lines, whatever is registered: it stops, and nothing is lost."""
    for name in ("one", "two"):
        clone.git("switch", "--quiet", "--create", name, "main")
        clone.commit(adding(TEXT, name))
    on(clone, "left")
    said = clone.git(*MERGE, "one", "two", ends=2)
    assert "octopus" in said
    clone.git("merge", "--abort", ends=128)
    clone.git("reset", "--quiet", "--hard")
    assert clone.text == LEFT


# Histories that cross, and versions that are missing.


@pytest.mark.parametrize("second", ["Decided", "Otherwise"])
def test_histories_that_cross(clone: Clone, second: str) -> None:
    """Each side merged the other before, and settled a conflict: git's base has markers itself.

    What was settled alike is settled; what was settled in two ways is left to a person.
    """
    heads = {name: clone.git("rev-parse", name).strip() for name in ("mine", "yours")}
    for branch, other, title in (("mine", "yours", "Decided"), ("yours", "mine", second)):
        on(clone, branch).git("merge", "--quiet", "-s", "ours", "--no-commit", heads[other])
        clone.commit(put(MERGED, "A made case", title), "merged")
        clone.commit(adding(clone.text, f"new-{branch}", "2024-10-01"))
    assert len(clone.git("merge-base", "--all", "mine", "yours").split()) == 2
    clone.git(*MERGE, "mine", ends=0 if second == "Decided" else 1)
    text = clone.text
    if second != "Decided":
        assert clone.unmerged == [1, 2, 3]
        assert "title: Decided\n" in text
        assert "title: Otherwise\n" in text
        text = decided(text, "Decided")
    assert "<<<<<<<" not in text
    assert ids(text) == BOTH | {"new-mine", "new-yours"}


def test_a_file_that_is_gone_on_one_side(clone: Clone) -> None:
    """Git itself keeps the changed one, and asks."""
    on(clone, "right").git("rm", "--quiet", clone.case)
    clone.git("commit", "--quiet", "-m", "gone")
    said = on(clone, "left").git(*MERGE, "right", ends=1)
    assert "CONFLICT (modify/delete)" in said
    assert clone.text == LEFT


def test_a_file_that_is_renamed_on_one_side(clone: Clone) -> None:
    on(clone, "right").git("mv", clone.case, "cases/renamed.yaml")
    clone.git("commit", "--quiet", "-m", "renamed")
    on(clone, "left").git(*MERGE, "right")
    is_both(Clone(clone.top, case="cases/renamed.yaml").text)
    assert not clone.file.exists()


# Work trees and clones of other sorts.


def test_line_ends_of_windows(clone: Clone) -> None:
    """The file is text with eol=lf: a hand edit with CRLF is merged and stored with LF."""
    clone.file.write_bytes(put(LEFT, "A made case", "Ours").replace("\n", "\r\n").encode())
    clone.git("commit", "--quiet", "--all", "-m", "an editor of Windows")
    clone.git(*MERGE, "right")
    is_both(clone.git("show", f"HEAD:{clone.path}"), "Ours")
    assert "\r" not in clone.git("show", f"HEAD:{clone.path}")


def test_line_ends_that_are_stored(clone: Clone) -> None:
    """Without eol=lf both versions may have CRLF in the repository; they keep it."""
    on(clone, "main")
    attributes = clone.top / ".gitattributes"
    attributes.write_text("cases/**/*.yaml -text merge=caseledger\n", encoding="utf-8")
    for branch, text in (("main", TEXT), ("one", LEFT), ("two", RIGHT)):
        if branch != "main":
            clone.git("switch", "--quiet", "--create", branch, "main")
        clone.commit(text.replace("\n", "\r\n"))
    clone.git(*MERGE, "one")
    text = clone.text
    assert text.count("\n") == text.count("\r\n") > 0
    is_both(text.replace("\r\n", "\n"))


def test_a_second_work_tree(clone: Clone, tmp_path: Path) -> None:
    clone.git("worktree", "add", "--quiet", str(tmp_path / "second"), "right")
    second = Clone(tmp_path / "second")
    second.git(*MERGE, "left")
    is_both(second.text)
    assert clone.text == LEFT


def test_a_sparse_checkout(clone: Clone) -> None:
    """A case that is not in the work tree is merged all the same, and shown when it conflicts."""
    clone.git("sparse-checkout", "set", "--no-cone", "/*", "!/cases/made.yaml")
    assert not clone.file.exists()
    clone.git(*MERGE, "right")
    is_both(clone.git("show", f"HEAD:{clone.path}"))


def test_a_shallow_clone(clone: Clone, tmp_path: Path) -> None:
    """Where the history is not there git finds no base, and refuses; with all of it, it merges.

    A new clone is told of the driver by `init`.
    """
    shallow = Clone(tmp_path / "shallow")
    address = clone.top.as_uri()
    clone.git("clone", "--quiet", "--depth=1", "--no-single-branch", address, str(shallow.top))
    shallow.tool("init")
    said = shallow.git(*MERGE, "origin/right", ends=128)
    assert "unrelated histories" in said
    shallow.git("fetch", "--quiet", "--unshallow")
    shallow.git(*MERGE, "origin/right")
    is_both(shallow.text)


def test_a_ledger_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    """With spaces and Cyrillic on the way, and cases by year."""
    below, case = "our ledgers/дела", "cases/2024/made.yaml"
    outer = tmp_path / "с пробелом и 'знаком'"
    outer.mkdir()
    Clone(outer).git("init", "--quiet", "--initial-branch=main")
    clone = Clone(outer, below, case)
    (outer / below).mkdir(parents=True)
    clone.tool("init")
    with (clone.ledger / "ledger.yaml").open("a", encoding="utf-8") as settings:
        settings.write("layout: year\n")
    clone.commit(TEXT)
    clone.git("switch", "--quiet", "--create", "right")
    clone.commit(RIGHT)
    clone.git("switch", "--quiet", "main")
    clone.commit(LEFT)
    clone.git(*MERGE, "right")
    is_both(clone.text)


def test_a_head_that_is_on_no_branch(clone: Clone) -> None:
    """A commit there is a commit all the same."""
    clone.git("switch", "--quiet", "--detach", "left")
    clone.tool("add", "event", "made", "advocacy.letter", "2024-05-05")
    assert "add event" in clone.git("log", "-1", "--format=%s")
    assert clone.git("rev-parse", "HEAD~1") == clone.git("rev-parse", "left")
    assert clone.git("branch", "--show-current") == ""
