"""What in a repository could run a program, and whether the user has said that it may.

Git runs what its configuration and its hooks name. A ledger that came from somebody else, as a
folder or an archive, may name anything. So before git works in a repository, its own settings are
held against a list of harmless ones, and the rest waits for the user's word, which is remembered
outside of the repository and holds until any of it changes. The user's global configuration is
the user's own affair.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import NotFound, OutsideFailure
from caseledger.store.disk import in_words
from caseledger.store.git_door import Answer, ask
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_words import failure
from caseledger.store.harmless import is_harmless
from caseledger.store.registering import was_registered
from caseledger.store.state_file import read_state, write_state

TRUST = "trust.json"
INCLUDES = re.compile(r"include\.path|includeif\..*\.path", re.DOTALL)
PLAIN_NAME = re.compile(r"[A-Za-z0-9._/-]+")
LARGEST_HOOK = 1 << 24

Setting = tuple[str, str]


class Untrusted(OutsideFailure):
    """The repository could run programs, and nobody has said that it may."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a repository that could run a program: a ``setting`` or a ``hook``, by name."""

    sort: str
    name: str

    def __str__(self) -> str:
        return f"{self.sort} {self.name}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What there is to doubt in a repository, and what else its settings tell.

    ``digest`` stands for all that is doubtful, values and contents included. ``elsewhere`` is set
    where the settings put the work tree into another folder.
    """

    doubts: tuple[Doubt, ...]
    digest: str
    bare: bool
    elsewhere: bool

    @property
    def hooks(self) -> tuple[str, ...]:
        """The names of the hooks that would run."""
        return tuple(doubt.name for doubt in self.doubts if doubt.sort == "hook")


def doubts(root: Path) -> tuple[Doubt, ...]:
    """Name what could run a program in the repository of a ledger. Raises `OutsideFailure`."""
    place = find_place(root)
    return () if place is None else judge(place).doubts


def is_trusted(root: Path) -> bool:
    """Whether there is nothing to doubt, or the user has said that all of it may run."""
    place = find_place(root)
    if place is None:
        return True
    judgement = judge(place)
    return not judgement.doubts or _remembered().get(_key(place)) == judgement.digest


def trust(root: Path) -> tuple[Doubt, ...]:
    """Remember that what could run in the repository of a ledger may run, until it changes.

    Returns what that is. Raises `NotFound` where there is no repository, `OutsideFailure`.
    """
    place = find_place(root)
    if place is None:
        raise NotFound("the ledger is not in a git repository", "caseledger init makes one")
    judgement = judge(place)
    if judgement.doubts:
        _remember({**_remembered(), _key(place): judgement.digest})
    return judgement.doubts


def require_trust(place: GitPlace) -> Judgement:
    """Judge a repository before git works in it. Raises `Untrusted`, `OutsideFailure`."""
    judgement = judge(place)
    if not judgement.doubts or _remembered().get(_key(place)) == judgement.digest:
        return judgement
    names = ", ".join(str(doubt) for doubt in judgement.doubts)
    raise Untrusted(
        f"this repository could run programs ({names}), so nothing was written",
        "caseledger trust shows them and remembers your word",
    )


def judge(place: GitPlace) -> Judgement:
    """Look at the settings and hooks of a repository; nothing in it is run by that."""
    settings = _settings(place)
    doubtful = [one for one in settings if not _is_harmless(place, *one)]
    hooks = sorted(_hooks(place, settings))
    told = {
        "settings": doubtful,
        "hooks": [(name, _digest_of(path)) for name, path in hooks],
    }
    packed = json.dumps(told, sort_keys=True).encode("ascii")
    facts = dict(settings)
    return Judgement(
        (
            *(Doubt("setting", name) for name in dict.fromkeys(_shown(key) for key, _ in doubtful)),
            *(Doubt("hook", name) for name, _ in hooks),
        ),
        hashlib.sha256(packed).hexdigest(),
        facts.get("core.bare", "false").lower() in {"true", "yes", "on", "1", ""}
        and place.folder == place.shared,
        "core.worktree" in facts and not _is_here(place, facts["core.worktree"]),
    )


def _settings(place: GitPlace) -> list[Setting]:
    """Read the repository's own settings; where others are included, those as well."""
    files = [place.shared / "config", place.folder / "config.worktree"]
    found = [
        one
        for file in files
        if file.is_file()
        for one in _listed(
            ask(place, "config", "--file", str(file), "--list", "--null", "--no-includes")
        )
    ]
    if any(INCLUDES.fullmatch(key) for key, _ in found):
        for scope in ("--local", "--worktree"):
            found += _listed(ask(place, "config", scope, "--list", "--null", "--includes"))
    return found


def _listed(answer: Answer) -> Iterator[Setting]:
    if answer.status:
        raise failure("the settings of the repository cannot be read", answer.said)
    for one in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if one:
            key, _, value = one.partition("\n")
            yield key, value


def _is_harmless(place: GitPlace, key: str, value: str) -> bool:
    if key == "core.worktree":
        return _is_here(place, value)  # git writes it for submodules
    return is_harmless(key, value) or was_registered(key, value)


def _is_here(place: GitPlace, value: str) -> bool:
    return bool(value) and (place.folder / value).resolve() == place.top


def _hooks(place: GitPlace, settings: Sequence[Setting]) -> Iterator[tuple[str, Path]]:
    """Yield the hooks that git would run: executable, and not one of the samples."""
    named = dict(settings).get("core.hookspath")
    folder = place.top / Path(named).expanduser() if named else place.shared / "hooks"
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for path in entries:
        if path.suffix != ".sample" and path.is_file() and os.access(path, os.X_OK):
            yield path.name, path


def _digest_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_HOOK:
            raise OutsideFailure("a hook of the repository is too large to be looked at")
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise in_words(error, "a hook of the repository cannot be read") from error


def _shown(key: str) -> str:
    """Name a key for a message. What stands inside may be an address with a password in it."""
    section, _, rest = key.partition(".")
    below, _, name = rest.rpartition(".")
    if not below:
        return key
    return f"{section}.{below if PLAIN_NAME.fullmatch(below) else '...'}.{name}"


def _key(place: GitPlace) -> str:
    return str(place.shared)


def _remembered() -> dict[str, str]:
    """Read the user's word for each repository."""
    return {key: str(value) for key, value in read_state(TRUST, "trusted").items()}


def _remember(trusted: dict[str, str]) -> None:
    write_state(TRUST, "trusted", trusted)
