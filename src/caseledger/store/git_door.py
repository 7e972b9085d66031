"""The one door to git: fixed words, a cleaned environment, and answers as bytes.

Data goes to git behind ``--`` or on standard input only. Nothing here reads or writes through
GitPython's own models; it only starts git.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Without this the import itself fails where there is no git; reading commands need none.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

from caseledger.errors import OutsideFailure
from caseledger.store.git_place import GitPlace

try:
    from git import Git
    from git.exc import GitCommandNotFound
except ModuleNotFoundError:
    raise
except ImportError as error:  # GitPython asks git for its version
    raise OutsideFailure("git is there but does not work", "see what git --version says") from error

OLDEST = "2.38"
HINT_NO_GIT = f"install git {OLDEST} or newer"
READER = "CASELEDGER_READS"
"""Marks a git process of ours that changes nothing, so that nobody waits for it."""

# What `git rev-parse --local-env-vars` names, and others that lead git to another repository.
# The user's own settings for one command (GIT_CONFIG_COUNT, GIT_CONFIG_PARAMETERS) stay.
LEADS_ASTRAY = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INDEX_VERSION",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REFLOG_ACTION",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
ENVIRONMENT = threading.Lock()
LAST_WORDS = 5.0
"""Seconds that git has to take its locks away after it was told to stop."""

NO_CODE = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false")
"""For plumbing: hooks are run by ``git commit`` alone, as the user's own git would."""
PLUMBING: Mapping[str, str] = {
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
READING: Mapping[str, str] = {**PLUMBING, "GIT_OPTIONAL_LOCKS": "0", READER: "1"}
# English words, so that failures can be told apart, and letters of all scripts for hooks.
SPEAKING: Mapping[str, str] = {
    "LC_ALL": "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a run of git ended, and what it said."""

    status: int
    out: bytes = b""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """One run of git: its words, and what it is given.

    ``held`` is an open file whose lock the process keeps for as long as it or a child of it lives.
    """

    words: Sequence[str]
    given: bytes | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    held: int | None = None


def ask(place: GitPlace, *words: str, given: bytes | None = None) -> Answer:
    """Run a git command that changes nothing. Raises `OutsideFailure` where there is no git."""
    return run(place.top, Errand((*NO_CODE, *words), given, READING))


def change(place: GitPlace, errand: Errand) -> Answer:
    """Run a plumbing command that writes: no hooks. Raises `OutsideFailure` without git."""
    environment = {**PLUMBING, **errand.environment}
    return run(place.top, Errand((*NO_CODE, *errand.words), errand.given, environment, errand.held))


def run(folder: Path, errand: Errand) -> Answer:
    """Run git to its end in a folder: it does not look for a repository in those above.

    Raises `OutsideFailure` where there is no git.
    """
    entrance = subprocess.PIPE if errand.given is not None else None
    with started(folder, errand, entrance) as process:
        out, said = process.communicate(errand.given)
        return Answer(process.returncode, out or b"", said.decode("utf-8", "replace"))


@contextmanager
def started(
    folder: Path, errand: Errand, entrance: int | None, *, listen: bool = True
) -> Iterator[subprocess.Popen[bytes]]:
    """Start git in a folder; at the end it is waited for, or told to stop after an error."""
    more: dict[str, Any] = {} if errand.held is None else {"pass_fds": (errand.held,)}
    environment = {"GIT_CEILING_DIRECTORIES": str(folder.parent), **SPEAKING, **errand.environment}
    with _clean_environment():
        try:
            running: Any = Git(str(folder)).execute(
                ["git", "--no-pager", "-C", str(folder), *errand.words],
                istream=entrance,
                as_process=True,
                with_stdout=listen,
                shell=False,
                env=environment,
                **more,
            )
        except GitCommandNotFound as error:
            raise OutsideFailure("git was not found", HINT_NO_GIT) from error
        except OSError as error:
            raise OutsideFailure(f"git could not be started: {error.strerror}") from error
    process: subprocess.Popen[bytes] = running.proc
    try:
        yield process
    except BaseException:
        if process.poll() is None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(LAST_WORDS)
        raise
    finally:
        running.proc = None  # GitPython would kill it, and wait, when this is collected
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()


@contextmanager
def _clean_environment() -> Iterator[None]:
    """Take away what would lead git elsewhere; GitPython can only add to what is there."""
    with ENVIRONMENT:
        taken = {name: os.environ.pop(name) for name in LEADS_ASTRAY if name in os.environ}
        try:
            yield
        finally:
            os.environ.update(taken)
