"""Git is killed, broken, or cannot read what it keeps: told as that, and undone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.commands import all_words, event_words
from tests.faults.ledgers import Broken

from caseledger.store.git_words import failure

LEAVES_LOCK = "#!/bin/sh\n: >.git/HEAD.lock\n"
KILLS_GIT = '#!/bin/sh\n[ "$1" != prepared ] || kill -9 "$PPID"\n'


@pytest.fixture
def ledger(tmp_path: Path) -> Broken:
    """Return a ledger of one case."""
    return Broken.begun(tmp_path / "ledger")


def command(ledger: Broken, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the real command line."""
    return subprocess.run(
        [sys.executable, "-m", "caseledger", *all_words(ledger, *words)],
        capture_output=True,
        check=False,
        text=True,
    )


def add(ledger: Broken, key: str) -> subprocess.CompletedProcess[str]:
    """Add an event."""
    ledger.tried.add(key)
    return command(ledger, *event_words("alpha", key))


@pytest.mark.parametrize(
    ("name", "program", "code"),
    [
        pytest.param("reference-transaction", KILLS_GIT, 6, id="killed"),
        pytest.param("post-commit", LEAVES_LOCK, 0, id="not-removed"),
    ],
)
def test_locks_that_git_left_are_not_left_to_the_user(
    name: str, program: str, code: int, ledger: Broken
) -> None:
    hook = ledger.folder / ".git" / "hooks" / name
    hook.parent.mkdir()
    hook.write_text(program, encoding="ascii")
    hook.chmod(0o755)
    assert command(ledger, "trust", "--yes").returncode == 0
    first = add(ledger, "first")
    assert first.returncode == code, first.stderr
    hook.unlink()
    second = add(ledger, "second")
    assert second.returncode == 0, second.stderr
    ledger.acknowledged.add("second")
    assert ledger.broken() == []


def test_a_git_that_does_not_work_is_no_bug_of_ours(
    ledger: Broken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 3\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    done = add(ledger, "first")
    assert done.returncode == 6
    assert "git is there but does not work" in done.stderr


@pytest.mark.parametrize("name", ["HEAD:cases", "HEAD:cases/alpha.yaml", "HEAD^{tree}"])
def test_what_git_cannot_read_is_not_taken_for_absent(name: str, ledger: Broken) -> None:
    # Or else the file would be written and not committed, as one that git does not know yet.
    key = ledger.git("rev-parse", name).strip()
    (ledger.folder / ".git" / "objects" / key[:2] / key[2:]).unlink()
    path = ledger.folder / ledger.path("alpha")
    before = path.read_bytes()
    done = add(ledger, "first")
    assert (done.returncode, path.read_bytes()) == (6, before), done.stderr
    assert "caseledger commit" not in done.stderr


def test_git_s_word_for_a_full_disk_is_known() -> None:
    said = "fatal: sha1 file '.git/index.lock' write error. Out of diskspace"
    assert failure("nothing was written", said).message.startswith("the disk is full")
