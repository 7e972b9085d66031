"""A command that was stopped while it wrote: what others say of it, and who mends it."""

import os
import signal
from pathlib import Path

import pytest
from tests.committed_ledgers import commits, git, head, run, text, wren

from caseledger.store import recording
from caseledger.store.locking import locked

WORDS = ("add", "event", "7k2", "protection.lodged", "2023-10", "-s", "counsel")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a ledger in which a command was killed after it had written the file."""
    root = wren(tmp_path)
    child = os.fork()
    if child == 0:
        killed = pytest.MonkeyPatch()
        killed.setattr(recording, "commit_entries", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        run(root, *WORDS)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert "protection.lodged" in text(root)
    assert commits(root) == 1
    return root


@pytest.mark.parametrize(
    "words", [["show", "wren"], ["status"], ["timeline"], ["why", "wren"], ["check"], []]
)
def test_commands_that_read_say_so_and_change_nothing(
    root: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    before = text(root)

    assert run(root, *words) == 0
    assert "stopped while it wrote" in capsys.readouterr().err
    assert text(root) == before


def test_one_that_is_writing_at_this_moment_was_not_stopped(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    with locked(root / ".git" / "caseledger" / "lock"):
        assert run(root, "check") == 0
        assert "stopped" not in capsys.readouterr().err
    run(root, "check")
    assert "stopped" in capsys.readouterr().err


def test_the_next_command_that_writes_takes_it_back_and_keeps_the_text(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(root, "add", "event", "7k2", "visit-denied", "2026-01-10", "-s", "counsel") == 0

    assert "protection.lodged" not in head(root)
    assert "visit-denied" in head(root)
    assert head(root) == text(root)
    assert git(root, "status", "--porcelain") == ""
    kept = root / capsys.readouterr().err.rpartition(" kept in ")[2].split()[0]
    assert "protection.lodged" in kept.read_text(encoding="utf-8")
    run(root, "status")
    assert "stopped" not in capsys.readouterr().err


def test_doctor_says_so_and_mends_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "doctor")
    assert "a command was stopped while it wrote" in capsys.readouterr().out

    run(root, "doctor", "--fix")
    out, err = capsys.readouterr()
    assert "kept in" in err
    assert "stopped" not in out
    assert "protection.lodged" not in text(root)
