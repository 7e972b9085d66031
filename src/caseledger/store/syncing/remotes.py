"""With whom to sync: a remote that git knows, or a bundle, and the branch over there."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import Conflict, UsageProblem
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import branch_of
from caseledger.store.git_words import failure, safe_words
from caseledger.store.syncing.network import masked

HEADS = "refs/heads/"
ENDING = ".bundle"
BUNDLE_BEGINS = (b"# v2 git bundle\n", b"# v3 git bundle\n")
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
NO_NAME = re.compile(r"[*:?\[\\^~\s]|\.\.")
"""What no branch has in its name, and what would make git fetch something else."""
ORIGIN = "origin"
HINT_REMOTE = "git remote add NAME ADDRESS names one; or give a file that ends in .bundle"


@dataclass(frozen=True, slots=True)
class Remote:
    """The other side: the ``name`` that git has for it, or the file of a ``bundle``.

    ``here`` is the branch of this work tree and ``branch`` the one over there, both short names.
    ``address`` holds no credentials.
    """

    name: str
    address: str
    here: str
    branch: str
    bundle: Path | None = None

    @property
    def called(self) -> str:
        """What it is called in messages."""
        return self.bundle.name if self.bundle is not None else self.name

    @property
    def in_history(self) -> str:
        """What it is called in the history, which everybody gets: a plain name at most."""
        if self.bundle is not None:
            return "a bundle"
        return self.name if PLAIN.fullmatch(self.name) else "a remote"


def remote_for(place: GitPlace, word: str | None, folder: Path) -> Remote:
    """Find whom a word means, or with none whom this branch is synced with.

    Raises `Conflict` where no branch is checked out, `UsageProblem` where nobody is meant.
    """
    here = branch_of(place).removeprefix(HEADS)
    if not here:
        raise Conflict(
            "HEAD is detached: sync works on a branch; nothing was changed",
            "git switch BRANCH, and run it again",
        )
    # A name may come from a file of somebody else, and git would take this one for an option.
    known = [name for name in _lines(place, "remote") if not name.startswith("-")]
    if word is not None and word not in known:
        return _bundle(word, folder, here, known)
    name = word or _usual(place, here, known)
    return Remote(name, address_of(place, name), here, _branch_there(place, name, here))


def _bundle(word: str, folder: Path, here: str, known: Sequence[str]) -> Remote:
    path = Path(os.path.abspath(folder / word))  # noqa: PTH100 - links stay as they are typed
    if not path.name.endswith(ENDING) and not _begins_as_bundle(path):
        names = ", ".join(safe_words(name) for name in known)
        told = f"; git knows {names}" if names else ""
        raise UsageProblem(f"there is no such remote, and no such bundle{told}", HINT_REMOTE)
    if not path.parent.is_dir():
        raise UsageProblem("the folder for the bundle is not there", "is the stick mounted?")
    if os.path.lexists(path) and not path.is_file():
        raise UsageProblem("this is no file, so no bundle either", HINT_REMOTE)
    return Remote("", str(path), here, here, path)


def _begins_as_bundle(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(BUNDLE_BEGINS[0])) in BUNDLE_BEGINS
    except (OSError, ValueError):
        return False


def _usual(place: GitPlace, here: str, known: Sequence[str]) -> str:
    """The remote of the branch, else the only one, else origin."""
    named = _config(place, f"branch.{here}.remote")
    if named in known:
        return named
    if len(known) == 1:
        return known[0]
    if ORIGIN in known:
        return ORIGIN
    if known:
        names = ", ".join(safe_words(name) for name in known)
        raise UsageProblem("this branch has no remote of its own", f"say which: {names}")
    raise UsageProblem("git knows no remote here", HINT_REMOTE)


def _branch_there(place: GitPlace, name: str, here: str) -> str:
    """The branch that ours is kept with, where that is one of this remote."""
    merge = _config(place, f"branch.{here}.merge")
    is_branch = merge.startswith(HEADS) and not NO_NAME.search(merge)
    if is_branch and _config(place, f"branch.{here}.remote") == name:
        return merge.removeprefix(HEADS)
    return here


def address_of(place: GitPlace, name: str) -> str:
    """Return the address of a remote as git would use it, without credentials."""
    lines = _lines(place, "remote", "get-url", name)
    return masked(lines[0]) if lines else ""


def _config(place: GitPlace, key: str) -> str:
    return os.fsdecode(ask(place, "config", "--get", key).out).rstrip("\n")


def _lines(place: GitPlace, *words: str) -> list[str]:
    answer = ask(place, *words)
    if answer.status:
        raise failure("nothing was changed", masked(answer.said))
    return os.fsdecode(answer.out).splitlines()
