import re
from pathlib import Path

import pytest
from tests.committed_ledgers import OPEN, commits, git, message, run, text, wren
from tests.undone import arrest, clean, copy_of, last


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wren(tmp_path)


# Cases that come and go


def test_an_added_case_goes_and_comes_back(root: Path) -> None:
    assert run(root, "add", "case", "--pseudonym", "Robin") == 0
    name = message(root).partition(":")[0]
    before = text(root, name)

    assert run(root, "undo") == 0
    assert not (root / "cases" / f"{name}.yaml").exists()
    assert clean(root)
    assert message(root).startswith(f"{name}: undo add case\n")

    assert run(root, "undo", "HEAD") == 0
    assert text(root, name) == before
    assert clean(root)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["set", "{name}", "title", "Wren"], id="changed"),
        pytest.param(["set", "wren", "z8n3c.links", "{name}"], id="referred to"),
    ],
)
def test_an_added_case_with_a_life_of_its_own_stays(
    root: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "add", "case", "--pseudonym", "Robin") == 0
    name = message(root).partition(":")[0]
    assert run(root, *(word.format(name=name) for word in words)) == 0
    capsys.readouterr()

    assert run(root, "undo", "HEAD~1") == 5

    assert (root / "cases" / f"{name}.yaml").exists()
    assert commits(root) == 3
    told = capsys.readouterr().err
    assert (last(root)[:10] if words[1] == "{name}" else "wren refers to") in told


def test_a_commit_by_hand_that_removed_a_case_can_be_named(root: Path) -> None:
    git(root, "rm", "-q", "cases/wren.yaml")
    git(root, "commit", "-qm", "gone")

    assert run(root, "undo") == 3
    assert run(root, "undo", "HEAD") == 0

    assert text(root, "wren") == OPEN
    assert clean(root)
    assert message(root).startswith("wren: undo remove case\n")


def test_a_case_that_is_gone_since_is_said_to_be(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arrest(root)
    git(root, "rm", "-q", "cases/wren.yaml")
    git(root, "commit", "-qm", "gone")

    assert run(root, "undo") == 5

    told = capsys.readouterr().err
    assert "cases/wren.yaml is gone" in told
    assert last(root)[:10] in told


# Several cases


def test_an_action_in_several_cases_is_taken_back_in_one_commit(root: Path) -> None:
    before = text(root), text(root, "wren")
    assert run(root, "verify", "7k2", "wren", "-s", "phone") == 0

    assert run(root, "undo") == 0

    assert (text(root), text(root, "wren")) == before
    assert commits(root) == 3
    said = message(root)
    assert said.startswith("undo: 2 cases\n")
    assert re.findall(r"^Case: (.*)$", said, re.MULTILINE) == ["c-7k2m4p", "wren"]


def test_nothing_is_done_where_one_of_several_cases_is_in_the_way(root: Path) -> None:
    assert run(root, "verify", "7k2", "wren", "-s", "counsel") == 0
    key = re.findall(r"id: (\w+)\n.*\n    kind: case.verified", text(root, "wren"))[0]
    assert run(root, "set", "wren", f"{key}.date", "2026-02-01") == 0
    before = text(root), text(root, "wren")

    assert run(root, "undo", "HEAD~1") == 5

    assert (text(root), text(root, "wren")) == before
    assert clean(root)


def test_more_than_two_cases_are_changed_back_only_on_a_word(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "add", "case", "--pseudonym", "Robin") == 0
    robin = message(root).partition(":")[0]
    assert run(root, "verify", "7k2", "wren", robin, "-s", "phone") == 0
    capsys.readouterr()

    assert run(root, "undo") == 2
    told = capsys.readouterr().err
    assert "this changes 3 cases" in told
    assert re.search(rf"^  {robin}: remove event \w+$", told, re.MULTILINE)
    assert re.search(r"^  wren: remove event \w+ case.verified 2026-02-02$", told, re.MULTILINE)
    assert commits(root) == 3

    assert run(root, "undo", "--yes") == 0
    assert commits(root) == 4
    assert "case.verified" not in text(root, robin)


# Several lines of history


def test_after_a_merge_ones_own_action_is_undone_and_the_colleagues_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague = copy_of(root, "colleague", "colleague@example.org")
    arrest(root)
    own = last(root)
    with monkeypatch.context() as patch:
        patch.setenv("GIT_AUTHOR_EMAIL", "colleague@example.org")
        assert run(colleague, "set", "wren", "pw3k.note", "is well") == 0
        git(colleague, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    git(root, "pull", "-q", str(colleague), "main")
    assert git(root, "rev-parse", "HEAD^2").strip() == own

    assert run(root, "undo") == 0

    assert message(root).endswith(f"Undoes: {own}")
    assert "ab3cd" not in text(root, "wren")
    assert "is well" in text(root, "wren")
    assert clean(root)


def test_a_change_that_came_by_a_merge_is_in_the_way(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arrest(root)
    done = last(root)
    colleague = copy_of(root, "colleague", "colleague@example.org")
    with monkeypatch.context() as patch:
        patch.setenv("GIT_AUTHOR_EMAIL", "colleague@example.org")
        patch.setenv("GIT_AUTHOR_NAME", "A Colleague")
        assert run(colleague, "set", "wren", "ab3cd.note", "at dawn") == 0
    theirs = last(colleague)
    assert run(root, "set", "7k2", "title", "Sparrow") == 0
    git(root, "pull", "-q", "--no-rebase", "--no-edit", str(colleague), "main")
    capsys.readouterr()

    assert run(root, "undo", done) == 5

    told = capsys.readouterr().err
    assert f"{theirs[:10]}  2026-01-05  A Colleague  set" in told
    assert "wren: change event ab3cd" in told
    assert "dawn" not in told


def test_what_a_rebase_made_ids_wrong_for_is_passed_over(root: Path) -> None:
    git(root, "branch", "base")
    assert run(root, "set", "7k2", "title", "Sparrow") == 0
    arrest(root)
    assert run(root, "undo") == 0
    git(root, "switch", "-q", "base")
    git(root, "commit", "-q", "--allow-empty", "-m", "elsewhere")
    git(root, "switch", "-q", "main")
    git(root, "rebase", "-q", "base")

    assert run(root, "undo") == 0

    assert "Sparrow" not in text(root)
    assert message(root).endswith(f"Undoes: {last(root, 'HEAD~3')}")


def test_in_another_work_tree_and_without_a_branch(root: Path, tmp_path: Path) -> None:
    arrest(root)
    git(root, "worktree", "add", "-q", "--detach", str(tmp_path / "aside"))

    assert run(tmp_path / "aside", "undo") == 0

    assert text(tmp_path / "aside", "wren") == OPEN
    assert clean(tmp_path / "aside")
    assert "ab3cd" in text(root, "wren")
    assert clean(root)


def test_where_history_is_missing_it_is_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arrest(root)
    git(root.parent, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")

    assert run(root.parent / "shallow", "undo") == 6

    assert "git fetch --unshallow" in capsys.readouterr().err


def test_no_repository_no_history(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    (folder / "cases").mkdir(parents=True)
    (folder / "ledger.yaml").write_text("format: 1\n")

    assert run(folder, "undo") == 3
