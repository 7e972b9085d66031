"""One command is one commit of exactly its own change, whatever else lies about."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.store.scene import (
    ADDED,
    MESSAGE,
    OTHER,
    PATH,
    START,
    Scene,
    create,
    delete,
    insert,
    make_scene,
)

from caseledger.domain.edits import EditRefused
from caseledger.errors import Conflict, OutsideFailure, UnreadableData
from caseledger.store import committing, disk, git_index, intent
from caseledger.store.recording import Change, Recorded, record

WITH_ADDED = START.replace("line 10\n", "line 10\nadded\n")


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return make_scene(tmp_path / "a ledger, пример")


def changed_in(scene: Scene, commit: str = "HEAD") -> list[str]:
    """Name the files that a commit changed."""
    return scene.git(
        "diff-tree", "-z", "-r", "--root", "--no-commit-id", "--name-only", commit
    ).split("\0")[:-1]


def test_a_change_is_one_commit(scene: Scene) -> None:
    before = scene.head
    done = scene.add()
    assert done == Recorded(scene.head)
    assert scene.git("rev-parse", "HEAD~1").strip() == before
    assert changed_in(scene) == [PATH]
    assert scene.read() == scene.committed() == scene.staged() == WITH_ADDED
    assert (scene.status, scene.leftovers) == ("", [])


def test_the_message_arrives_as_it_is(scene: Scene) -> None:
    scene.git("config", "--global", "commit.template", "/dev/null")
    scene.git("config", "--global", "commit.verbose", "true")
    scene.git("config", "--global", "commit.cleanup", "scissors")
    message = "x: add\n\n# no comment\n  -> \N{CYRILLIC SMALL LETTER ZHE}\n\nCase: x\nAction: add\n"
    scene.add(message=message)
    assert scene.git("log", "-1", "--format=%B") == f"{message}\n"
    assert scene.git("log", "-1", "--format=%(trailers:key=Case,valueonly)").strip() == "x"


def test_a_very_long_message_arrives_whole(scene: Scene) -> None:
    message = "x: many\n\n" + "".join(f"- entry {number}\n" for number in range(20_000))
    scene.add(message=message)
    assert scene.git("log", "-1", "--format=%B") == f"{message}\n"


def test_hand_edits_in_the_same_file_are_not_committed(scene: Scene) -> None:
    typed = START.replace("line 2\n", "line 2\nhalf ty")
    scene.write(PATH, typed)
    diff = scene.git("diff", "--unified=0").splitlines()[4:]
    scene.add()
    assert scene.committed() == scene.staged() == WITH_ADDED
    assert scene.read() == typed.replace("line 10\n", "line 10\nadded\n")
    assert scene.git("diff", "--unified=0").splitlines()[4:] == diff
    assert scene.git("diff", "--cached") == ""


def test_staged_work_in_the_same_file_stays_staged(scene: Scene) -> None:
    staged = START.replace("line 18\n", "staged 18\n")
    scene.write(PATH, staged)
    scene.git("add", PATH)
    scene.write(PATH, staged.replace("line 2\n", "typed 2\n"))
    scene.add()
    assert scene.committed() == WITH_ADDED
    assert scene.staged() == staged.replace("line 10\n", "line 10\nadded\n")
    assert scene.read() == scene.staged().replace("line 2\n", "typed 2\n")
    assert changed_in(scene) == [PATH]
    scene.git("commit", "--quiet", "-m", "theirs")
    assert ADDED in scene.committed()
    assert "staged 18" in scene.committed()


def test_work_in_other_files_is_neither_carried_along_nor_lost(scene: Scene) -> None:
    scene.write(OTHER, "staged\n")
    scene.write("new.txt", "new\n")
    scene.write("gone.txt", "gone\n")
    scene.git("add", ".")
    scene.git("commit", "--quiet", "-m", "more")
    scene.write(OTHER, "staged again\n")
    scene.write("staged-new.txt", "new\n")
    scene.git("add", ".")
    scene.git("rm", "--quiet", "gone.txt")
    scene.write(OTHER, "staged again\nand typed\n")
    scene.write("untracked.txt", "x\n")
    scene.write("meant.txt", "x\n")
    scene.git("add", "--intent-to-add", "meant.txt")
    before = (scene.status, scene.git("diff"), scene.git("diff", "--cached"))
    scene.add()
    assert changed_in(scene) == [PATH]
    assert (scene.status, scene.git("diff"), scene.git("diff", "--cached")) == before


def test_a_new_file_is_committed(scene: Scene) -> None:
    done = scene.add(create("new\n"), "cases/2026/new.yaml")
    assert done.commit == scene.head
    assert changed_in(scene) == ["cases/2026/new.yaml"]
    assert (scene.status, scene.leftovers) == ("", [])


def test_a_file_can_be_taken_away(scene: Scene) -> None:
    done = scene.add(delete)
    assert done.commit == scene.head
    assert not (scene.root / PATH).exists()
    assert (scene.status, scene.leftovers) == ("", [])


def test_several_files_are_one_commit(scene: Scene) -> None:
    raw = START.encode()
    changes = [
        Change(PATH, delete, raw),
        Change("cases/renamed.yaml", create(WITH_ADDED), None),
        Change(OTHER, insert(), raw),
    ]
    record(scene.root, changes, MESSAGE)
    assert changed_in(scene) == ["cases/renamed.yaml", PATH, OTHER]
    assert scene.git("rev-list", "--count", "HEAD").strip() == "2"
    assert scene.status == ""


@pytest.mark.parametrize("name", ["-rf.yaml", ":(top)x.yaml", "a b.yaml", "жук.yaml", '"q".yaml'])
def test_names_are_never_taken_for_anything_else(scene: Scene, name: str) -> None:
    scene.write("bystander.txt", "x\n")
    scene.add(create("one\n"), f"cases/{name}")
    assert changed_in(scene) == [f"cases/{name}"]
    scene.add(insert("one"), f"cases/{name}")
    assert scene.committed(f"cases/{name}") == "one\nadded\n"
    assert scene.status == "?? bystander.txt\n"


@pytest.mark.parametrize(
    "path",
    ["../x.yaml", "cases/../../x", "/x", "a//b", ".git/config", "cases/.GIT/x", "cases/a\nb"],
)
def test_paths_do_not_lead_out(scene: Scene, path: str) -> None:
    with pytest.raises(OutsideFailure):
        record(scene.root, [Change(path, create("x"), None)], MESSAGE)
    assert scene.status == ""


def test_a_file_that_changed_meanwhile_is_not_written(scene: Scene) -> None:
    scene.write(PATH, "somebody else\n")
    with pytest.raises(Conflict, match=r"cases/x\.yaml was changed"):
        record(scene.root, [Change(PATH, insert(), START.encode())], MESSAGE)
    assert scene.read() == "somebody else\n"
    assert scene.git("rev-list", "--count", "HEAD").strip() == "1"


def test_a_change_that_does_not_fit_the_file_is_the_callers_affair(scene: Scene) -> None:
    with pytest.raises(EditRefused):
        scene.add(insert("no such line"))
    assert (scene.status, scene.leftovers) == ("", [])


def test_no_changes_are_nothing(scene: Scene) -> None:
    assert record(scene.root, [], MESSAGE) == Recorded("")


def test_nothing_to_change_is_nothing_done(scene: Scene) -> None:
    before = (scene.root / PATH).stat()
    head = scene.head
    done = scene.add(lambda version: version)
    assert done == Recorded("")
    assert scene.head == head
    assert (scene.root / PATH).stat().st_mtime_ns == before.st_mtime_ns


def test_what_does_not_fit_the_last_commit_is_written_and_not_committed(scene: Scene) -> None:
    head = scene.head
    scene.write(PATH, START + "typed\n")
    done = scene.add(insert("typed"))
    assert (done.commit, done.conflict, scene.head) == ("", True, head)
    assert "caseledger commit" in done.uncommitted
    assert scene.read() == START + "typed\nadded\n"
    assert scene.staged() == START


def test_what_does_not_fit_the_staged_version_is_written_and_not_committed(scene: Scene) -> None:
    head = scene.head
    scene.write(PATH, "staged\n")
    scene.git("add", PATH)
    scene.write(PATH, START)
    done = scene.add()
    assert (done.commit, done.conflict, scene.head) == ("", True, head)
    assert (scene.read(), scene.staged()) == (WITH_ADDED, "staged\n")


def test_what_the_last_commit_holds_already_is_written_and_not_committed(scene: Scene) -> None:
    head = scene.head
    scene.write(PATH, START.replace("line 10\n", ""))
    done = scene.add(lambda _: START.encode())
    assert (done.commit, done.conflict, scene.head) == ("", True, head)
    assert scene.read() == START


def test_a_file_that_was_never_committed_is_written_and_not_committed(scene: Scene) -> None:
    head = scene.head
    scene.write("cases/z.yaml", START)
    done = scene.add(path="cases/z.yaml")
    assert (done.commit, done.conflict, scene.head) == ("", True, head)
    assert scene.read("cases/z.yaml") == WITH_ADDED


@pytest.mark.parametrize("words", [("add",), ("add", "--intent-to-add")])
def test_a_new_file_that_is_staged_is_written_and_stays_staged(
    scene: Scene, words: tuple[str, ...]
) -> None:
    head = scene.head
    scene.write("cases/z.yaml", START)
    scene.git(*words, "cases/z.yaml")
    before = scene.git("ls-files", "--stage")
    done = scene.add(path="cases/z.yaml")
    assert (done.commit, done.conflict, scene.head) == ("", True, head)
    assert scene.git("ls-files", "--stage") == before


def test_a_staged_deletion_is_not_undone_behind_the_back(scene: Scene) -> None:
    head = scene.head
    scene.git("rm", "--quiet", "--cached", PATH)
    before = scene.status
    done = scene.add()
    assert (done.commit, done.conflict, scene.head) == ("", True, head)
    assert (scene.read(), scene.status) == (WITH_ADDED, before)


def test_modes_stay(scene: Scene) -> None:
    (scene.root / PATH).chmod(0o750)
    scene.git("commit", "--quiet", "-am", "executable")
    (scene.root / OTHER).chmod(0o600)
    scene.add()
    scene.add(path=OTHER)
    assert (scene.root / PATH).stat().st_mode & 0o777 == 0o750
    assert (scene.root / OTHER).stat().st_mode & 0o777 == 0o600
    assert scene.git("ls-files", "--stage", PATH).startswith("100755 ")
    assert scene.status == ""


def test_without_a_commit_only_the_file_is_written(scene: Scene) -> None:
    head = scene.head
    done = scene.add(commit=False)
    assert (done.commit, done.conflict, scene.head) == ("", False, head)
    assert done.uncommitted
    assert scene.read() == WITH_ADDED
    assert scene.staged() == START
    assert scene.leftovers == []


def test_links_are_not_followed(scene: Scene, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.yaml").write_text(START, encoding="utf-8")
    (scene.root / "cases" / "link.yaml").symlink_to(outside / "x.yaml")
    (scene.root / "linked").symlink_to(outside)
    for path in ("cases/link.yaml", "linked/x.yaml"):
        with pytest.raises(UnreadableData):
            scene.add(path=path)
    assert (outside / "x.yaml").read_text(encoding="utf-8") == START
    assert list(outside.iterdir()) == [outside / "x.yaml"]


def test_git_is_not_led_elsewhere_by_the_environment(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = make_scene(tmp_path / "elsewhere")
    head = elsewhere.head
    monkeypatch.setenv("GIT_DIR", str(elsewhere.top / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(elsewhere.top))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "no-index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(elsewhere.top / ".git" / "objects"))
    monkeypatch.setenv("GIT_NAMESPACE", "astray")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "0")
    done = scene.add()
    with monkeypatch.context() as patch:
        for name in ("DIR", "WORK_TREE", "INDEX_FILE", "OBJECT_DIRECTORY", "NAMESPACE"):
            patch.delenv(f"GIT_{name}")
        assert scene.head == done.commit
        assert elsewhere.head == head
        assert (scene.status, elsewhere.status) == ("", "")


def test_it_works_from_any_folder(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert scene.add().commit == scene.head


def test_all_is_on_the_disk_before_the_record_goes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    real = disk.sync_path

    def watched(folder: Path) -> None:
        there = (scene.top / ".git/caseledger/intent.json").exists()
        done.append(f"{folder.relative_to(scene.top / '.git')} {there}")
        real(folder)

    for module in (committing, git_index, intent):
        monkeypatch.setattr(module, "sync_path", watched)
    scene.write(PATH, START + "staged\n")
    scene.git("add", PATH)
    commit = scene.add().commit
    ids = scene.git("rev-parse", "HEAD", "HEAD^{tree}", "HEAD:cases", f"HEAD:{PATH}", f":{PATH}")
    folders = {f"objects/{one[:2]} True" for one in ids.split()}
    assert folders | {"refs/heads True", "logs/refs/heads True", "objects True"} <= set(done)
    assert [done[0], done[-1]] == ["caseledger True", "caseledger False"]
    assert commit == scene.head


def test_history_is_whole_afterwards(scene: Scene) -> None:
    for number in range(5):
        scene.add(insert("line 10", f"added {number}\n"))
    assert scene.git("rev-list", "--count", "HEAD").strip() == "6"
    done = subprocess.run(
        ["git", "fsck", "--full", "--strict"], cwd=scene.top, capture_output=True, check=True
    )
    assert done.stdout == b""
