"""Several writers at once: nobody's work is lost, neither ours nor that of plain git."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.scene import OTHER, PATH, START, Scene, insert, make_scene

from caseledger.errors import Conflict
from caseledger.store import git_state, recording
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import Snapshot
from caseledger.store.trust import trust

ROUNDS = 4
WRITER = """
import sys
from pathlib import Path
from caseledger.store.replacing import Moved
from tests.store.scene import Scene, insert
root, name, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
scene = Scene(root, root)
for number in range(rounds):
    for path in ("cases/x.yaml", f"cases/{name}.yaml"):
        while True:
            try:
                done = scene.add(insert("line 10", f"{name} {number}"), path)
                break
            except Moved:
                continue
        print(done.commit)
"""


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return make_scene(tmp_path / "ledger")


def test_writers_at_once(scene: Scene) -> None:
    names = ["a", "b", "c"]
    for name in names:
        scene.write(f"cases/{name}.yaml", START)
    scene.git("add", ".")
    scene.git("commit", "--quiet", "-m", "files")
    words = [sys.executable, "-c", WRITER, str(scene.root)]
    folder = Path(__file__).parents[2]
    writers = [
        subprocess.Popen([*words, name, str(ROUNDS)], cwd=folder, stdout=subprocess.PIPE, text=True)
        for name in names
    ]
    plain = 0
    while any(writer.poll() is None for writer in writers):
        (scene.root / OTHER).write_text(f"{plain + 1}\n", encoding="utf-8")
        done = subprocess.run(
            ["git", "commit", "--quiet", "--only", "-m", "plain", "--", OTHER],
            cwd=scene.top,
            capture_output=True,
            check=False,
        )
        plain += done.returncode == 0
    acknowledged = [line for writer in writers for line in writer.communicate()[0].split()]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    history = scene.git("rev-list", "HEAD").split()
    assert set(acknowledged) <= set(history)
    assert len(acknowledged) == len(names) * ROUNDS * 2
    assert scene.git("rev-list", "--count", "--grep=^plain$", "HEAD").strip() == str(plain)
    for name in names:
        for path in (PATH, f"cases/{name}.yaml"):
            assert (
                sum(line.startswith(f"{name} ") for line in scene.read(path).split("\n")) == ROUNDS
            )
    assert scene.committed(OTHER) == f"{plain}\n"
    assert scene.git("diff", "HEAD", "--name-only") in {"", f"{OTHER}\n"}
    for commit in acknowledged:
        assert len(scene.git("show", "--format=", "--name-only", commit).split()) == 1
    scene.git("fsck", "--strict")


def test_a_commit_of_plain_git_just_before_ours_is_not_taken_back(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = git_state.snapshot
    tries = []

    def slow(place: GitPlace, paths: list[str]) -> Snapshot:
        now = snapshot(place, paths)
        tries.append(now)
        if len(tries) == 1:
            scene.write(OTHER, "theirs\n")
            scene.git("commit", "--quiet", "--only", "-m", "theirs", "--", OTHER)
        return now

    monkeypatch.setattr(recording, "snapshot", slow)
    assert scene.add().commit == scene.head
    assert len(tries) == 2
    assert scene.committed(OTHER) == "theirs\n"
    assert (scene.status, scene.leftovers) == ("", [])


THEIRS_WITH = "GIT_INDEX_FILE=.git/theirs git commit --quiet --allow-empty --no-verify"
THEIRS = f"GIT_INDEX_FILE=.git/theirs git read-tree HEAD; {THEIRS_WITH} -m theirs"
"""Said by a hook: commit as somebody would whose git had read the index before we held it."""


def test_a_commit_while_our_hooks_run_is_not_taken_back(scene: Scene) -> None:
    scene.hook("pre-commit", f"test -e .git/once && exit 0; touch .git/once; {THEIRS}")
    trust(scene.root)
    assert scene.add().commit == scene.head
    assert scene.git("log", "-2", "--format=%s").splitlines() == ["x: add event abcde", "theirs"]
    assert (scene.status, scene.leftovers) == ("", [])


def test_after_some_tries_we_give_up(scene: Scene) -> None:
    scene.hook("pre-commit", THEIRS)
    trust(scene.root)
    with pytest.raises(Conflict, match="kept changing the repository"):
        scene.add()
    assert (scene.read(), scene.status, scene.leftovers) == (START, "", [])


def test_a_change_that_somebody_else_commits_is_told(scene: Scene) -> None:
    scene.hook("pre-commit", f"cp .git/index .git/theirs; {THEIRS_WITH} -m theirs")
    trust(scene.root)
    done = scene.add()
    assert done.commit == scene.head
    assert any("another git command committed this" in note for note in done.notes)
    assert scene.git("log", "-2", "--format=%s").splitlines() == ["theirs", "start"]
    assert "added\n" in scene.committed()
    assert (scene.status, scene.leftovers) == ("", [])


def test_what_is_staged_at_the_last_moment_stays_staged(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = git_state.snapshot
    tries = []

    def slow(place: GitPlace, paths: list[str]) -> Snapshot:
        now = snapshot(place, paths)
        tries.append(now)
        if len(tries) == 1:
            scene.git("update-index", "--cacheinfo", f"100644,{staged},{PATH}")
        return now

    scene.write("text", START + "staged\n")
    staged = scene.git("hash-object", "-w", "text").strip()
    (scene.root / "text").unlink()
    monkeypatch.setattr(recording, "snapshot", slow)
    scene.add(insert("line 10"))
    assert len(tries) == 2
    assert "staged\n" in scene.staged()
    assert "added\n" in scene.staged()
    assert "staged\n" not in scene.committed()
