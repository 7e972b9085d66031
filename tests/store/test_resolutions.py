"""Conflicts that sync left, and decisions about them, are kept for the versions they concern."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.committed_ledgers import git

from caseledger.store import resolutions
from caseledger.store.private_place import private_place
from caseledger.store.resolutions import Pending, Settled

TRIPLE = ("a" * 40, "b" * 40, None)
ONE = Pending(
    "cases/c-1.yaml",
    TRIPLE,
    b"base\n",
    "ours \N{SNOWMAN}\r\n".encode(),
    None,
    ((("events", "z8n3c", "date"), "changed-twice"), ((), "deleted-and-changed")),
    ("main", "origin/main"),
)
TWO = Pending("cases/2024/c-2.yaml", (None, "c" * 40, "d" * 40), None, b"\xff\x00", b"")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


def test_what_is_remembered_comes_back_whole(root: Path) -> None:
    resolutions.remember(root, [ONE, TWO])

    assert resolutions.pending(root) == (TWO, ONE)
    assert resolutions.resolved(root, ONE.path, ONE.triple) is None


def test_nobody_else_can_read_it_and_names_tell_nothing(root: Path) -> None:
    resolutions.remember(root, [ONE])
    resolutions.settle(root, ONE, b"done\n")

    folder = private_place(root) / "resolutions"
    modes = {oct(one.stat().st_mode & 0o777) for one in folder.iterdir()}
    assert modes == {"0o600"}
    assert folder.stat().st_mode & 0o077 == 0
    assert not any("c-1" in one.name for one in folder.iterdir())


@pytest.mark.parametrize("raw", [b"settled\n", b"", None])
def test_a_decision_counts_for_its_versions_only(root: Path, raw: bytes | None) -> None:
    resolutions.remember(root, [ONE, TWO])
    resolutions.settle(root, ONE, raw)

    assert resolutions.pending(root) == (TWO,)
    assert resolutions.decided(root) == (ONE,)
    assert resolutions.resolved(root, ONE.path, ONE.triple) == Settled(raw)
    assert resolutions.resolved(root, ONE.path, (None, *TRIPLE[1:])) is None
    assert resolutions.resolved(root, TWO.path, ONE.triple) is None


def test_the_same_conflict_stays_decided_and_old_ones_are_dropped(root: Path) -> None:
    resolutions.remember(root, [ONE, TWO])
    resolutions.settle(root, ONE, b"settled\n")
    moved_on = Pending(TWO.path, (None, "e" * 40, "d" * 40), None, b"e", b"d")

    resolutions.remember(root, [ONE, moved_on])

    assert resolutions.pending(root) == (moved_on,)
    assert resolutions.resolved(root, ONE.path, ONE.triple) == Settled(b"settled\n")


def test_what_is_forgotten_is_gone(root: Path) -> None:
    resolutions.remember(root, [ONE, TWO])
    resolutions.forget(root, [ONE.path])
    assert resolutions.pending(root) == (TWO,)

    resolutions.settle(root, TWO, b"x")
    resolutions.forget(root)
    assert resolutions.decided(root) == ()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"format": 2}', b'{"format": 1, "path": 1}', b"\xff"]
)
def test_a_damaged_record_is_none(root: Path, damage: bytes) -> None:
    resolutions.remember(root, [ONE])
    (path,) = (private_place(root) / "resolutions").iterdir()
    path.write_bytes(damage)

    assert resolutions.pending(root) == ()
    assert resolutions.resolved(root, ONE.path, ONE.triple) is None
    resolutions.remember(root, [ONE])
    assert resolutions.pending(root) == (ONE,)


def test_a_record_under_another_name_is_none(root: Path) -> None:
    """Nobody can make one decision count for another conflict by renaming a file."""
    resolutions.remember(root, [ONE])
    (path,) = (private_place(root) / "resolutions").iterdir()
    path.rename(path.with_name(f"{'0' * 32}.json"))

    assert resolutions.pending(root) == ()


def test_a_link_in_the_way_is_not_written_through(root: Path, tmp_path: Path) -> None:
    resolutions.remember(root, [ONE])
    (path,) = (private_place(root) / "resolutions").iterdir()
    victim = tmp_path / "victim"
    victim.write_text("mine")
    path.with_suffix(".new").symlink_to(victim)

    resolutions.settle(root, ONE, b"x")

    assert victim.read_text() == "mine"
    assert resolutions.resolved(root, ONE.path, ONE.triple) == Settled(b"x")


def test_without_a_repository_there_is_nothing(tmp_path: Path) -> None:
    assert resolutions.pending(tmp_path) == ()
