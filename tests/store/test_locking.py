"""One writer at a time, and no lock outlives its process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caseledger.errors import Conflict, OutsideFailure
from caseledger.store import locking
from caseledger.store.locking import locked, private_folder

HOLD = """
import sys, time
from pathlib import Path
from caseledger.store.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(path: Path, seconds: float) -> subprocess.Popen[str]:
    """Start a process that holds a lock for some time."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_second_writer_is_turned_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / "lock" if kind == "file" else tmp_path
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    with holder(path, 30) as other:
        with pytest.raises(Conflict, match="another caseledger is writing"), locked(path):
            pass
        other.kill()
        other.wait()
        with locked(path):
            pass


def test_a_second_writer_waits(tmp_path: Path) -> None:
    with holder(tmp_path / "lock", 0.3):
        begun = time.monotonic()
        with locked(tmp_path / "lock"):
            assert time.monotonic() - begun > 0.1


def test_a_lock_ends_with_its_block(tmp_path: Path) -> None:
    for _ in range(3):
        with locked(tmp_path / "lock"):
            pass
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "lock"):
        raise ZeroDivisionError
    with locked(tmp_path / "lock"):
        pass


def test_what_is_ours_is_closed_to_others(tmp_path: Path) -> None:
    private_folder(tmp_path / "own")
    with locked(tmp_path / "own" / "lock"):
        pass
    assert (tmp_path / "own").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "own" / "lock").stat().st_mode & 0o777 == 0o600


def test_what_a_group_shares_is_open_to_the_group(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    private_folder(tmp_path / "own")
    old = os.umask(0o022)
    try:
        with locked(tmp_path / "own" / "lock"):
            pass
    finally:
        os.umask(old)
    assert (tmp_path / "own").stat().st_mode & 0o777 == 0o770
    assert (tmp_path / "own" / "lock").stat().st_mode & 0o777 == 0o660


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "own").symlink_to("real")
    with pytest.raises(OutsideFailure):
        private_folder(tmp_path / "own")
    (tmp_path / "lock").symlink_to("made")
    with pytest.raises(OutsideFailure), locked(tmp_path / "lock"):
        pass
    assert not (tmp_path / "made").exists()
