"""Every commit of ours is signed where the user signs, and passes the hooks or is not made."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.clones import Clones, add_event, clean, head, hook, run, sync, text
from tests.committed_ledgers import git

ARREST = ("add", "event", "wren", "arrested", "2025-01-01", "--by", "UZ", "-s", "counsel")
REFUSED = 6


# Signing


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key of SSH, and beside it the list of those whose signatures are known."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen to make a key with")
    path = tmp_path_factory.mktemp("keys") / "key"
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "clerk", "-f", str(path)]
    subprocess.run(words, check=True)
    public = path.with_suffix(".pub").read_text(encoding="ascii")
    (path.parent / "signers").write_text(f"clerk@example.org {public}", encoding="ascii")
    return path


@pytest.fixture
def signing(key: Path) -> Path:
    """Have the user sign every commit, as the user's own configuration says."""
    settings = {
        "commit.gpgSign": "true",
        "gpg.format": "ssh",
        "user.signingKey": str(key),
        "gpg.ssh.allowedSignersFile": str(key.parent / "signers"),
    }
    for name, value in settings.items():
        subprocess.run(["git", "config", "--global", name, value], check=True)
    return key


def is_signed(root: Path) -> bool:
    """Whether git knows who signed the last commit, and that nobody changed it since."""
    words = ["git", "verify-commit", "HEAD"]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    return done.returncode == 0 and 'Good "git" signature for clerk@example.org' in done.stderr


@pytest.mark.usefixtures("signing")
def test_what_is_written_undone_and_renamed_is_signed(clones: Clones) -> None:
    for words in (ARREST, ("undo",), ("mv", "c-7k2m4p", "c-9z9z9z")):
        before = head(clones.one)
        assert run(clones.one, *words) == 0
        assert head(clones.one, "HEAD~1") == before
        assert is_signed(clones.one)


@pytest.mark.usefixtures("signing")
def test_a_merge_of_sync_is_signed(clones: Clones) -> None:
    add_event(clones.one, "first", "2024-03-01")
    add_event(clones.two, "second", "2024-04-01")
    assert (sync(clones.one), sync(clones.two)) == (0, 0)
    assert len(git(clones.two, "log", "-1", "--format=%P").split()) == 2
    assert is_signed(clones.two)
    assert head(clones.hub, "main") == head(clones.two)


def test_a_merge_that_cannot_be_signed_is_not_made(
    clones: Clones, signing: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    add_event(clones.two, "second", "2024-04-01")
    assert sync(clones.one) == 0
    before = head(clones.two), text(clones.two)
    git(clones.two, "config", "--global", "user.signingKey", str(tmp_path / "no-key"))
    assert sync(clones.two) == REFUSED
    assert "sign" in capsys.readouterr().err
    assert (head(clones.two), text(clones.two)) == before
    assert clean(clones.two)
    git(clones.two, "config", "--global", "user.signingKey", str(signing))
    assert sync(clones.two) == 0
    assert is_signed(clones.two)


# Hooks that refuse


def unhook(root: Path, name: str) -> None:
    (root / ".git" / "hooks" / name).unlink()


def prepared(root: Path, what: str) -> tuple[str, ...]:
    """Make a ledger ready for a command, and return its words."""
    if what == "undo":
        assert run(root, *ARREST) == 0
    return {"add": ARREST, "undo": ("undo",), "mv": ("mv", "c-7k2m4p", "c-9z9z9z")}[what]


@pytest.mark.parametrize("what", ["add", "undo", "mv"])
def test_a_hook_refuses_a_commit(
    clones: Clones, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is changed, the hook is named, and once it is mended the command goes through."""
    root = clones.one
    words = prepared(root, what)
    before = head(root), text(root), text(root, "c-7k2m4p")
    for name in ("pre-commit", "commit-msg"):
        hook(root, name, "echo not on Sundays >&2; exit 1")
        capsys.readouterr()
        assert run(root, *words) == REFUSED
        said = capsys.readouterr().err
        assert name in said
        assert "not on Sundays" in said
        assert (head(root), text(root), text(root, "c-7k2m4p")) == before
        assert git(root, "status", "--porcelain") == ""
        unhook(root, name)
    assert run(root, *words) == 0
    assert head(root, "HEAD~1") == before[0]
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["pre-merge-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_refuses_the_merge_of_sync(
    clones: Clones, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    add_event(clones.two, "second", "2024-04-01")
    assert sync(clones.one) == 0
    before = head(clones.two), text(clones.two), head(clones.hub, "main")
    hook(clones.two, name, "echo not on Sundays >&2; exit 1")
    capsys.readouterr()
    assert sync(clones.two) == REFUSED
    said = capsys.readouterr().err
    assert name in said
    assert "not on Sundays" in said
    assert (head(clones.two), text(clones.two), head(clones.hub, "main")) == before
    assert clean(clones.two)
    unhook(clones.two, name)
    assert sync(clones.two) == 0
    assert head(clones.hub, "main") == head(clones.two) != before[0]


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_hook_refuses_the_push_of_sync(
    clones: Clones, side: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was merged stays merged here; nothing is sent, and the next sync sends it."""
    add_event(clones.one, "first", "2024-03-01")
    add_event(clones.two, "second", "2024-04-01")
    assert sync(clones.one) == 0
    there = head(clones.hub, "main")
    where, name = (clones.two, "pre-push") if side == "ours" else (clones.hub, "pre-receive")
    hook(where, name, "echo not on Sundays >&2; exit 1")
    capsys.readouterr()
    assert sync(clones.two) == REFUSED
    assert "not on Sundays" in capsys.readouterr().err
    assert head(clones.hub, "main") == there
    assert all(f"id: {key}" in text(clones.two) for key in ("first", "second"))
    assert clean(clones.two)
    if side == "ours":
        unhook(clones.two, name)
    else:
        (clones.hub / "hooks" / name).unlink()
    assert sync(clones.two) == 0
    assert head(clones.hub, "main") == head(clones.two)


@pytest.mark.parametrize("what", ["add", "undo", "mv", "sync"])
def test_a_hook_that_nobody_trusts_is_not_run(
    clones: Clones, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The program says which it is, and does nothing until the user trusts it."""
    root, ran = clones.two, tmp_path / "ran"
    words = prepared(root, what) if what != "sync" else ("sync",)
    add_event(clones.one, "first", "2024-03-01")
    assert sync(clones.one) == 0
    before = head(root), text(root)
    for name in ("pre-commit", "pre-push", "post-merge", "reference-transaction"):
        path = root / ".git" / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\ntouch '{ran}'\n", encoding="utf-8")
        path.chmod(0o755)
    capsys.readouterr()
    assert run(root, *words) == REFUSED
    said = capsys.readouterr().err
    assert "pre-commit" in said
    assert "caseledger trust" in said
    assert (head(root), text(root)) == before
    assert not ran.exists()
    assert run(root, "trust", "--yes") == 0
    assert run(root, *words) == 0
    assert ran.exists()
