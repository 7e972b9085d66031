"""A file is replaced whole or not at all, and nothing leads out of the ledger."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caseledger.errors import Conflict, OutsideFailure, UnreadableData
from caseledger.store.replacing import read_file, replace_file, temporary_name

PATH = "cases/x.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "cases").mkdir()
    (tmp_path / PATH).write_bytes(b"old\n")
    return tmp_path


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "cases").iterdir())


def test_old_becomes_new(root: Path) -> None:
    replace_file(root, PATH, b"new\n", b"old\n")
    assert read_file(root, PATH) == b"new\n"
    assert names(root) == ["x.yaml"]


def test_a_new_file_in_a_new_folder(root: Path) -> None:
    replace_file(root, "cases/2026/n.yaml", b"new\n", None)
    assert read_file(root, "cases/2026/n.yaml") == b"new\n"


def test_a_file_goes(root: Path) -> None:
    replace_file(root, PATH, None, b"old\n")
    assert read_file(root, PATH) is None
    replace_file(root, PATH, None, None)
    replace_file(root, "cases/2026/n.yaml", None, None)


def test_what_is_not_there_is_nothing(root: Path) -> None:
    assert read_file(root, "cases/none.yaml") is None
    assert read_file(root, "none/none.yaml") is None


@pytest.mark.parametrize("new", [b"new\n", None])
@pytest.mark.parametrize("expected", [b"other\n", b"", None])
def test_anything_unexpected_stays(root: Path, new: bytes | None, expected: bytes | None) -> None:
    with pytest.raises(Conflict):
        replace_file(root, PATH, new, expected)
    assert read_file(root, PATH) == b"old\n"
    assert names(root) == ["x.yaml"]


def test_a_file_that_is_gone_is_a_conflict(root: Path) -> None:
    for path in ("cases/none.yaml", "none/none.yaml"):
        with pytest.raises(Conflict):
            replace_file(root, path, None, b"old\n")
    with pytest.raises(Conflict):
        replace_file(root, "cases/none.yaml", b"new\n", b"old\n")


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o660, 0o755])
def test_modes_stay(root: Path, mode: int) -> None:
    (root / PATH).chmod(mode)
    replace_file(root, PATH, b"new\n", b"old\n")
    assert (root / PATH).stat().st_mode & 0o777 == mode


def test_a_new_file_gets_the_mode_that_others_get(root: Path) -> None:
    old = os.umask(0o027)
    try:
        replace_file(root, "cases/n.yaml", b"new\n", None)
    finally:
        os.umask(old)
    assert (root / "cases/n.yaml").stat().st_mode & 0o777 == 0o640


def test_the_owner_stays(root: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only the superuser may write for others")
    os.chown(root / PATH, 12, 34)
    replace_file(root, PATH, b"new\n", b"old\n")
    found = (root / PATH).stat()
    assert (found.st_uid, found.st_gid) == (12, 34)


def test_what_a_killed_command_left_is_replaced(root: Path) -> None:
    left = root / "cases" / temporary_name("x.yaml")
    left.write_bytes(b"half")
    replace_file(root, PATH, b"new\n", b"old\n")
    assert names(root) == ["x.yaml"]


def test_a_link_left_under_the_temporary_name_is_not_followed(root: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"victim")
    (root / "cases" / temporary_name("x.yaml")).symlink_to(victim)
    replace_file(root, PATH, b"new\n", b"old\n")
    assert victim.read_bytes() == b"victim"


@pytest.mark.parametrize("make", ["link", "folder", "pipe"])
def test_only_regular_files_are_touched(root: Path, make: str) -> None:
    (root / PATH).rename(root / "cases/real.yaml")
    if make == "link":
        (root / PATH).symlink_to("real.yaml")
    elif make == "folder":
        (root / PATH).mkdir()
    else:
        os.mkfifo(root / PATH)
    with pytest.raises(UnreadableData):
        read_file(root, PATH)
    for expected in (b"old\n", None):
        with pytest.raises(UnreadableData):
            replace_file(root, PATH, b"new\n", expected)
    assert read_file(root, "cases/real.yaml") == b"old\n"
    assert names(root) == ["real.yaml", "x.yaml"]


def test_a_folder_that_is_a_link_is_not_entered(root: Path) -> None:
    (root / "cases").rename(root / "elsewhere")
    (root / "cases").symlink_to("elsewhere")
    with pytest.raises(UnreadableData):
        read_file(root, PATH)
    with pytest.raises(UnreadableData):
        replace_file(root, PATH, b"new\n", b"old\n")
    assert read_file(root, "elsewhere/x.yaml") == b"old\n"


@pytest.mark.parametrize("call", ["write", "fsync", "rename", "link", "open"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_when_the_disk_refuses_the_old_file_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    real = getattr(os, call)

    def refuse(*words: object, **more: object) -> object:
        if call == "open" and not (isinstance(words[1], int) and words[1] & os.O_CREAT):
            return real(*words, **more)
        raise OSError(code, os.strerror(code))

    path, expected = ("cases/n.yaml", None) if call == "link" else (PATH, b"old\n")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        if call == "link":  # there are file systems without
            replace_file(root, path, b"new\n", expected)
        else:
            with pytest.raises(OutsideFailure, match=os.strerror(code)):
                replace_file(root, path, b"new\n", expected)
    assert read_file(root, PATH) == b"old\n"
    assert [name for name in names(root) if name.startswith(".")] == []


def test_short_writes_are_continued(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, bytes(data[:7])))
    replace_file(root, PATH, b"new\n" * 1000, b"old\n")
    assert read_file(root, PATH) == b"new\n" * 1000


def test_a_disk_that_lies_is_found_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, bytes(len(data))))
    with pytest.raises(OutsideFailure):
        replace_file(root, PATH, b"new\n", b"old\n")
    assert read_file(root, PATH) == b"old\n"


def test_a_new_file_never_takes_the_place_of_another(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def slow(*words: Any, **more: Any) -> None:
        (root / "cases/n.yaml").write_bytes(b"somebody's\n")
        link(*words, **more)

    monkeypatch.setattr(os, "link", slow)
    with pytest.raises(Conflict):
        replace_file(root, "cases/n.yaml", b"new\n", None)
    assert read_file(root, "cases/n.yaml") == b"somebody's\n"
    assert names(root) == ["n.yaml", "x.yaml"]


def test_what_is_written_is_on_the_disk_before_it_has_its_name(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def watched(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*words: Any, **more: Any) -> Any:
            done.append(name)
            return real(*words, **more)

        return call

    for name in ("fsync", "rename"):
        monkeypatch.setattr(os, name, watched(name))
    replace_file(root, PATH, b"new\n", b"old\n")
    assert done == ["fsync", "rename", "fsync"]
