"""Git, a hook or the disk refuses: everything is as it was, and nothing typed is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.scene import MESSAGE, OTHER, PATH, START, Scene, insert, make_scene

from caseledger.errors import CaseledgerError, Conflict, OutsideFailure
from caseledger.store import git_index, git_locks, locking
from caseledger.store.git_place import find_place
from caseledger.store.locking import wait_until
from caseledger.store.recording import Recorded, recover, unfinished
from caseledger.store.trust import trust

WITH_ADDED = START.replace("line 10\n", "line 10\nadded\n")


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return make_scene(tmp_path / "ledger")


def everything(scene: Scene) -> tuple[str, ...]:
    """What must be the same before and after a refusal."""
    return (
        scene.head,
        scene.git("ls-files", "--stage"),
        scene.status,
        scene.read(),
        scene.git("reflog"),
    )


def refused(scene: Scene, sort: type[CaseledgerError] = OutsideFailure) -> CaseledgerError:
    """Record, which must be refused and leave everything as it is; return the refusal."""
    before = everything(scene)
    with pytest.raises(sort) as caught:
        scene.add()
    assert everything(scene) == before
    assert [one for one in scene.leftovers if one != "kept"] == []
    return caught.value


def kept(scene: Scene) -> list[str]:
    """Read what was put aside."""
    return [path.read_text("utf-8") for path in scene.top.glob(".git/caseledger/kept/*")]


NOBODY = 65534
REFUSING = {
    "pre-commit": "echo no good >&2; exit 1",
    "prepare-commit-msg": "echo no good; exit 1",
    "commit-msg": "echo no good >&2; exit 1",
    "reference-transaction": "test $1 = prepared && echo no good >&2 && exit 1; exit 0",
}


@pytest.mark.parametrize("name", REFUSING)
def test_a_hook_that_refuses(scene: Scene, name: str) -> None:
    scene.write(OTHER, "staged\n")
    scene.git("add", ".")
    scene.write(PATH, START + "typed\n")
    scene.hook(name, REFUSING[name])
    trust(scene.root)
    error = refused(scene)
    assert name in error.message
    assert "no good" in error.message
    assert kept(scene) == [WITH_ADDED + "typed\n"]
    name_kept = next(scene.top.glob(".git/caseledger/kept/*"))
    assert f".git/caseledger/kept/{name_kept.name}" in error.message
    assert name_kept.stat().st_mode & 0o777 == 0o600


def test_what_a_hook_says_cannot_drive_the_terminal(scene: Scene) -> None:
    scene.hook("pre-commit", r"printf '\033]0;owned\007\r\n'; yes long | head -100000; exit 1")
    trust(scene.root)
    error = refused(scene)
    assert "\x1b" not in error.message
    assert "<U+001B>" in error.message
    assert len(error.message) < 2000


def test_hooks_run_as_they_would_for_git_itself(scene: Scene) -> None:
    log = scene.top / ".git" / "log"
    for name in ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"):
        scene.hook(
            name,
            f'echo "{name} $# $(git diff --cached --name-only -- "*.yaml") '
            f'${{GIT_LITERAL_PATHSPECS-unset}}" >> "{log}"',
        )
    trust(scene.root)
    assert scene.add().commit == scene.head
    lines = log.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == [
        f"pre-commit 0 {PATH} unset",
        f"prepare-commit-msg 2 {PATH} unset",
        f"commit-msg 1 {PATH} unset",
    ]
    assert lines[3].startswith("post-commit 0")


def test_what_a_hook_says_is_passed_on(scene: Scene) -> None:
    scene.hook("pre-commit", "echo mind the gap >&2")
    trust(scene.root)
    done = scene.add()
    assert any("mind the gap" in note for note in done.notes)


def test_a_hook_may_change_the_message(scene: Scene) -> None:
    scene.hook("commit-msg", 'echo "Change-Id: 1" >> "$1"')
    trust(scene.root)
    assert scene.add().commit == scene.head
    assert scene.git("log", "-1", "--format=%B").strip() == f"{MESSAGE}Change-Id: 1"


def test_a_hook_that_fails_afterwards_changes_nothing(scene: Scene) -> None:
    scene.hook("post-commit", "exit 1")
    trust(scene.root)
    assert scene.add().commit == scene.head
    assert scene.status == ""


def test_a_hook_that_changes_what_is_committed_is_told(scene: Scene) -> None:
    scene.hook(
        "pre-commit",
        f"sed -i s/added/formatted/ {PATH}; echo made > made.txt; git add {PATH} made.txt",
    )
    trust(scene.root)
    done = scene.add()
    assert done.commit == scene.head
    assert [note for note in done.notes if PATH in note]
    assert [note for note in done.notes if "made.txt" in note]
    assert scene.committed() == WITH_ADDED.replace("added", "formatted")
    assert scene.status == ""


def test_a_hook_that_takes_the_change_out_is_told(scene: Scene) -> None:
    scene.hook("pre-commit", f"git reset -q -- {PATH}; echo x > made.txt; git add made.txt")
    trust(scene.root)
    done = scene.add()
    assert done.conflict
    assert PATH in done.uncommitted
    assert scene.committed() == START
    assert scene.read() == WITH_ADDED
    assert scene.status == f" M {PATH}\n"


def test_a_hook_that_leaves_a_process_behind_holds_nobody_up(scene: Scene) -> None:
    scene.hook("post-commit", "sleep 30 & echo $! > .git/sleeper")
    trust(scene.root)
    begun = time.monotonic()
    try:
        scene.add()
        assert scene.add(insert(line="again\n")).commit == scene.head
        assert time.monotonic() - begun < 5
    finally:
        os.kill(int((scene.top / ".git" / "sleeper").read_text(encoding="ascii")), signal.SIGTERM)


def test_no_identity(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.delenv(f"GIT_{name}")
    scene.git("config", "user.useConfigOnly", "true")
    error = refused(scene)
    assert "in whose name" in error.message
    assert "user.name" in error.hint
    assert kept(scene) == [WITH_ADDED]


def test_signing_that_fails(scene: Scene) -> None:
    scene.git("config", "commit.gpgSign", "true")
    scene.git("config", "gpg.format", "ssh")
    scene.git("config", "user.signingKey", str(scene.top / "no-key"))
    assert "could not sign" in refused(scene).message


def test_signing_with_a_key(scene: Scene, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    scene.git("config", "--global", "commit.gpgSign", "true")
    scene.git("config", "--global", "gpg.format", "ssh")
    scene.git("config", "--global", "user.signingKey", str(key))
    scene.add()
    assert "-----BEGIN SSH SIGNATURE-----" in scene.git("cat-file", "commit", "HEAD")


def test_an_index_that_stays_in_use(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_index, "PATIENCE", 0.1)
    lock = scene.top / ".git" / "index.lock"
    lock.write_bytes(b"")
    before = scene.head
    with pytest.raises(Conflict, match=r"index is in use; nothing was changed \(\.git/index.lock"):
        scene.add()
    assert lock.read_bytes() == b""
    lock.unlink()
    assert (scene.head, scene.read(), scene.status) == (before, START, "")
    assert scene.leftovers == []


def test_an_index_that_is_in_use_for_a_moment_is_waited_for(scene: Scene) -> None:
    lock = scene.top / ".git" / "index.lock"
    lock.write_bytes(b"")
    timer = threading.Timer(0.3, lock.unlink)
    timer.start()
    assert scene.add().commit == scene.head
    timer.join()


@pytest.mark.parametrize("lock", ["HEAD.lock", "refs/heads/main.lock"])
def test_a_branch_that_is_locked(scene: Scene, lock: str) -> None:
    path = scene.top / ".git" / lock
    path.write_bytes(b"")
    with pytest.raises(Conflict, match="another git process holds the repository"):
        scene.add()
    assert path.exists()
    path.unlink()
    assert (scene.read(), scene.status) == (START, "")
    assert scene.add().commit == scene.head


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("a small disk of its own takes the right to mount one")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("left", [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 40])
def test_a_full_disk(small_disk: Path, left: int) -> None:
    scene = make_scene(small_disk / "ledger")
    before = (scene.head, scene.read(), scene.git("ls-files", "--stage"))
    ballast = small_disk / "ballast"
    with ballast.open("wb", 0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                pass
        except OSError:
            pass
        file.truncate(max(ballast.stat().st_size - left * 4096, 0))
    done: Recorded | None = None
    said = ""
    try:
        done = scene.add()
    except OutsideFailure as error:
        said = f"{error.message} {error.hint}"
    ballast.unlink()
    assert done or "disk" in said or "space" in said
    if done is None:
        scene.add(lambda version: version)
        after = (scene.head, scene.read(), scene.git("ls-files", "--stage"))
        assert after == before
    else:
        assert scene.head == done.commit
    assert scene.status == ""
    assert [one for one in scene.leftovers if one != "kept"] == []
    scene.git("fsck", "--strict")


def test_a_file_that_is_read_only_stays(scene: Scene) -> None:
    (scene.root / PATH).chmod(0o444)
    assert "read-only" in refused(scene).message


@pytest.fixture
def ordinary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """A ledger of an ordinary account, whose rights the test has for as long as it runs."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name).resolve() / "ledger"
        monkeypatch.setenv("HOME", name)
        scene = make_scene(top)
        if os.geteuid() != 0:
            yield scene
            return
        for path in (Path(name), top, *top.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
        try:
            yield scene
        finally:
            os.seteuid(0)
            os.setegid(0)


def test_an_ordinary_account_may_do_it_all(ordinary: Scene) -> None:
    assert ordinary.add().commit == ordinary.head
    assert ordinary.status == ""


@pytest.mark.parametrize("name", ["cases", ".git", ".git/objects", ".git/refs/heads"])
def test_folders_that_may_not_be_written(ordinary: Scene, name: str) -> None:
    ordinary.add()
    before = everything(ordinary)
    folder = ordinary.top / name
    closed = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in closed:
        path.chmod(0o555)
    with pytest.raises(OutsideFailure, match=r"(?i)permission"):
        ordinary.add(insert(line="again\n"))
    for path in closed:
        path.chmod(0o755)
    recover(ordinary.root)
    assert everything(ordinary) == before
    assert ordinary.add(insert(line="again\n")).commit == ordinary.head


RECORD = """
import signal, sys
from pathlib import Path
from tests.store.scene import Scene
signal.signal(signal.SIGINT, signal.default_int_handler)
Scene(Path(sys.argv[1]), Path(sys.argv[1])).add()
"""


def recording(scene: Scene) -> subprocess.Popen[str]:
    """Start a recording in a session of its own, as in a terminal of its own."""
    script = subprocess.Popen(
        [sys.executable, "-c", RECORD, str(scene.root)],
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert wait_until((scene.top / ".git" / "begun").exists)
    return script


def test_ctrl_c_puts_everything_back(scene: Scene) -> None:
    scene.hook("pre-commit", "touch .git/begun; exec sleep 20")
    trust(scene.root)
    before = everything(scene)
    script = recording(scene)
    os.killpg(script.pid, signal.SIGINT)
    _, said = script.communicate(timeout=20)
    assert "KeyboardInterrupt" in said
    assert "is kept in .git/caseledger/kept/" in said
    assert everything(scene) == before
    assert kept(scene) == [WITH_ADDED]


def test_a_hook_that_outlives_ctrl_c_is_waited_for_by_the_next_command(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.hook("pre-commit", "touch .git/begun; exec sleep 20")
    trust(scene.root)
    before = everything(scene)
    script = recording(scene)
    os.kill(script.pid, signal.SIGINT)
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    assert wait_until(lambda: script.poll() is not None or not git_at_work(scene), 8)
    os.kill(script.pid, signal.SIGINT)  # no more patience
    script.communicate(timeout=20)
    assert unfinished(scene.root)
    with pytest.raises(Conflict, match="is still at work"):
        scene.add()
    os.killpg(script.pid, signal.SIGTERM)
    assert any("undone" in note for note in recover(scene.root))
    assert everything(scene) == before
    assert kept(scene) == [WITH_ADDED]


def git_at_work(scene: Scene) -> bool:
    """Whether a git process is left that works in a repository."""
    place = find_place(scene.root)
    assert place is not None
    return bool(git_locks.git_at_work(place))
