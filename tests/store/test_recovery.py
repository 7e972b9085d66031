"""A command that was stopped anywhere: the next one finishes or undoes exactly what it began."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.scene import ADDED, OTHER, PATH, START, Scene, insert, make_scene

from caseledger.errors import Conflict, UnreadableData
from caseledger.store import git_locks, locking
from caseledger.store.recording import recover, unfinished
from caseledger.store.replacing import Moved
from caseledger.store.trust import trust

MOST_EVENTS = 90
TYPED = START.replace("line 2\n", "line 2\ntyped\n")
STAGED = START.replace("line 18\n", "staged 18\n")
KILLED = "kill -9 $(ps -o ppid= -p $PPID)"
"""Said by a hook: kill the command that started git."""


def with_added(text: str) -> str:
    return text.replace("line 10\n", "line 10\nadded\n")


def busy_scene(top: Path) -> Scene:
    """A ledger in which somebody is at work: typed and staged in the file, staged in another."""
    scene = make_scene(top, ".", "--template=")
    scene.write(PATH, STAGED)
    scene.write(OTHER, STAGED)
    scene.git("add", ".")
    scene.write(PATH, STAGED.replace("line 2\n", "line 2\ntyped\n"))
    return scene


def state(scene: Scene) -> tuple[str, ...]:
    """All that a recording changes."""
    return (scene.head, scene.read(), scene.staged(), scene.staged(OTHER), scene.status)


def kept(scene: Scene) -> list[str]:
    """Read what was put aside."""
    return [path.read_text("utf-8") for path in scene.top.glob(".git/caseledger/kept/*")]


def whole(scene: Scene, before: tuple[str, ...]) -> bool:
    """Whether a change is there, in one commit; it must be there whole, or not at all."""
    if state(scene) == before:
        return False
    assert scene.git("rev-parse", "HEAD~1").strip() == before[0]
    assert scene.committed() == with_added(START)
    assert scene.committed(OTHER) == START
    assert state(scene)[1:] == (with_added(before[1]), with_added(before[2]), *before[3:])
    return True


def run_killing(roots: list[Path]) -> int:
    words = [sys.executable, "-m", "tests.store.killing", *map(str, roots)]
    folder = Path(__file__).parents[2]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_a_kill_anywhere_leaves_all_or_nothing(tmp_path: Path) -> None:
    first = busy_scene(tmp_path / "0")
    before = state(first)
    folders = [tmp_path / str(number) for number in range(1, MOST_EVENTS + 1)]
    for folder in folders:
        shutil.copytree(first.top, folder)
    killed = run_killing(folders)
    assert 30 < killed < MOST_EVENTS
    found = []
    for folder in folders[:killed]:
        scene = Scene(folder, folder)
        left = unfinished(folder)
        notes = recover(folder)
        assert bool(notes) == left
        done = whole(scene, before)
        assert kept(scene) == ([with_added(before[1])] if left and not done else [])
        # A record that was not ready yet is of no account, and the next one takes its place.
        assert set(scene.leftovers) <= ({"kept"} if left else {"intent.json.new"})
        found.append((left, done))
    # Not begun, then undone, then finished, then done.
    order = [(False, False), (True, False), (True, True), (False, True)]
    assert [*dict.fromkeys(found)] == order[: len(set(found))]
    assert len(set(found)) >= 3
    for number in (killed // 3, killed // 2, killed - 2):
        scene = Scene(folders[number], folders[number])
        assert scene.add(insert("line 12", "again\n")).commit == scene.head
        assert set(scene.leftovers) <= {"kept"}
        scene.git("fsck", "--strict")


def stopped(scene: Scene, name: str, script: str) -> None:
    """Record, killed by a hook; git itself goes on unless the hook kills it too."""
    scene.hook(name, script)
    trust(scene.root)
    program = (
        "import sys; from pathlib import Path; from tests.store.scene import Scene; "
        "Scene(Path(sys.argv[1]), Path(sys.argv[1])).add()"
    )
    words = [sys.executable, "-c", program, str(scene.root)]
    done = subprocess.run(words, cwd=Path(__file__).parents[2], capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    assert unfinished(scene.root)
    assert locking.wait_until(lambda: not (scene.top / ".git" / "running").exists())
    (scene.top / ".git" / "hooks" / name).unlink()


def test_git_goes_on_after_the_kill_and_commits(tmp_path: Path) -> None:
    scene = busy_scene(tmp_path / "ledger")
    before = state(scene)
    stopped(scene, "pre-commit", f"{KILLED}; sleep 0.2")
    notes = recover(scene.root)
    assert whole(scene, before)
    assert "finished: x: add event abcde" in notes[0]
    assert scene.leftovers == []


def test_git_is_killed_as_well_while_it_holds_the_branch(tmp_path: Path) -> None:
    scene = busy_scene(tmp_path / "ledger")
    before = state(scene)
    stopped(scene, "reference-transaction", f"test $1 = prepared && {KILLED} && kill -9 $PPID")
    assert {"HEAD.lock"} <= set(scene.leftovers)
    notes = recover(scene.root)
    assert not whole(scene, before)
    assert "undone" in notes[0]
    assert kept(scene) == [with_added(before[1])]
    assert scene.leftovers == ["kept"]
    assert not (scene.top / ".git" / "refs" / "heads" / "main.lock").exists()
    assert scene.add().commit == scene.head


def test_a_lock_stays_while_a_git_may_be_alive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = busy_scene(tmp_path / "ledger")
    before = state(scene)
    stopped(scene, "reference-transaction", f"test $1 = prepared && {KILLED} && kill -9 $PPID")
    monkeypatch.setattr(git_locks, "PATIENCE", 0.2)
    with subprocess.Popen(
        ["git", "cat-file", "--batch"], cwd=scene.top, stdin=subprocess.PIPE
    ) as other:
        recover(scene.root)
        assert "HEAD.lock" in scene.leftovers
        other.kill()
    assert state(scene) == before


def test_a_lock_without_a_record_stays(tmp_path: Path) -> None:
    scene = make_scene(tmp_path / "ledger")
    lock = scene.top / ".git" / "HEAD.lock"
    lock.write_bytes(b"")
    assert recover(scene.root) == ()
    with pytest.raises(Conflict):
        scene.add()
    assert lock.exists()


def prepared(tmp_path: Path) -> Scene:
    """A ledger whose command was killed, with its git, when all but the commit was done."""
    scene = make_scene(tmp_path / "ledger")
    stopped(scene, "pre-commit", f"{KILLED}; kill -9 $PPID")
    assert scene.read() == scene.staged() == with_added(START)
    return scene


def unlocked(scene: Scene) -> Scene:
    """Take the lock of the index away, as somebody may who reads what git says about it."""
    (scene.top / ".git" / "index.lock").unlink()
    return scene


def test_plain_git_is_kept_out_until_it_is_settled(tmp_path: Path) -> None:
    scene = prepared(tmp_path)
    scene.git("commit", "--quiet", "-m", "theirs", check=False)
    assert scene.git("rev-list", "--count", "HEAD").strip() == "1"
    recover(scene.root)
    assert (scene.read(), scene.status, scene.leftovers) == (START, "", ["kept"])
    assert kept(scene) == [with_added(START)]


def test_what_somebody_typed_meanwhile_stays(tmp_path: Path) -> None:
    scene = prepared(tmp_path)
    scene.write(PATH, "somebody's\n")
    notes = recover(scene.root)
    assert any("somebody edited" in note for note in notes)
    assert (scene.read(), scene.staged(), scene.committed()) == ("somebody's\n", START, START)
    assert kept(scene) == [with_added(START)]


def test_what_somebody_staged_meanwhile_stays(tmp_path: Path) -> None:
    scene = unlocked(prepared(tmp_path))
    scene.write(PATH, "somebody's\n")
    scene.git("add", PATH)
    recover(scene.root)
    assert scene.staged() == "somebody's\n"


def test_what_somebody_committed_meanwhile_is_finished(tmp_path: Path) -> None:
    scene = unlocked(prepared(tmp_path))
    scene.write(PATH, scene.read() + "typed\n")
    scene.git("commit", "--quiet", "-am", "theirs")
    head = scene.head
    notes = recover(scene.root)
    assert (scene.head, scene.status) == (head, "")
    assert scene.read() == with_added(START) + "typed\n"
    assert notes


def test_another_commit_meanwhile_does_not_stand_in_the_way(tmp_path: Path) -> None:
    scene = unlocked(prepared(tmp_path))
    scene.write(OTHER, "theirs\n")
    scene.git("commit", "--quiet", "-m", "theirs", "--only", OTHER)
    recover(scene.root)
    assert (scene.read(), scene.status) == (START, "")
    assert kept(scene) == [with_added(START)]


def test_a_finished_command_whose_record_came_back_changes_nothing(tmp_path: Path) -> None:
    scene = make_scene(tmp_path / "ledger")
    stopped(scene, "pre-commit", f"{KILLED}; sleep 0.2")
    note = scene.top / ".git" / "caseledger" / "intent.json"
    record = note.read_bytes()
    recover(scene.root)
    scene.add(insert("line 3", "later\n"))
    before = state(scene)
    note.write_bytes(record)  # as after a power cut
    notes = recover(scene.root)
    assert "is finished" in notes[0]
    assert (state(scene), scene.leftovers) == (before, [])


def test_our_own_entry_committed_by_somebody_is_finished(tmp_path: Path) -> None:
    scene = unlocked(prepared(tmp_path))
    scene.git("commit", "--quiet", "-m", "theirs")
    notes = recover(scene.root)
    assert "finished" in notes[0]
    assert (scene.read(), scene.committed(), scene.status) == (with_added(START),) * 2 + ("",)
    assert kept(scene) == []


def test_the_next_command_tells_what_it_undid_and_does_its_own(tmp_path: Path) -> None:
    scene = prepared(tmp_path)
    (scene.root / PATH).write_bytes(START.encode())
    scene.write(PATH, START)
    done = scene.add(insert("line 3", "later\n"))
    assert done.commit == scene.head
    assert any("undone" in note for note in done.notes)
    assert ADDED not in scene.committed()
    assert "later\n" in scene.committed()


def test_a_file_that_was_read_before_it_was_undone_is_to_be_read_again(tmp_path: Path) -> None:
    scene = prepared(tmp_path)
    with pytest.raises(Moved) as caught:
        scene.add(insert("line 3", "later\n"))
    assert "undone" in caught.value.notes[0]
    done = scene.add(insert("line 3", "later\n"))
    assert (done.commit, done.notes, scene.status) == (scene.head, (), "")


def test_a_record_that_is_not_understood_stops_and_stays(tmp_path: Path) -> None:
    scene = prepared(tmp_path)
    note = scene.top / ".git" / "caseledger" / "intent.json"
    text = note.read_bytes().replace(b'"format": 1', b'"format": 2')
    note.write_bytes(text)
    with pytest.raises(UnreadableData, match="a newer caseledger"):
        recover(scene.root)
    assert note.read_bytes() == text


def test_an_unfinished_command_is_seen_without_git(tmp_path: Path) -> None:
    scene = make_scene(tmp_path / "ledger")
    program = (
        "import sys; from pathlib import Path; from caseledger.store.git_place import unfinished; "
        "print(unfinished(Path(sys.argv[1])), 'git' in sys.modules)"
    )
    words = [sys.executable, "-c", program, str(scene.root)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
