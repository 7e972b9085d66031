"""Git, and what this clone is to it. All of it can be looked at without a ledger that opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from caseledger.actions.clone import clone_findings
from caseledger.actions.desk import Desk
from caseledger.actions.doctor.looking import each
from caseledger.domain.finding import Finding
from caseledger.store.drafts import unfinished_edits
from caseledger.store.git_attributes import turned_in
from caseledger.store.git_ignored import ignored_by_git
from caseledger.store.git_locks import locks_there, who_holds
from caseledger.store.git_place import GitPlace, find_place, unfinished
from caseledger.store.git_state import in_progress
from caseledger.store.kept import kept_aside
from caseledger.store.ledger import case_paths
from caseledger.store.places import folds_case
from caseledger.store.repository import folds_names, git_version, knows_committer
from caseledger.store.trust import doubts, is_trusted

OLDEST_GIT = (2, 38)
NAME_YOURSELF = (
    'git config user.name "..." and git config user.email "..."; '
    "both stand in every commit, so a made-up name may be wise"
)


def git_findings(root: Path | None, desk: Desk | None) -> Iterator[Finding]:
    """Look at git on this machine, and at the repository of a ledger where there is one."""
    version = git_version()
    said = ".".join(str(part) for part in version) or "not found"
    if version < OLDEST_GIT:
        yield Finding("warning", "git", said, "install git 2.38 or newer")
    else:
        yield Finding("ok", "git", said)
    if version:
        yield from each("identity", lambda: _identity(root))
    if root is not None:
        yield from each("drafts", lambda: _drafts(root))
    if root is not None and version:
        yield from each("history", lambda: _repository(root, desk))


def _identity(root: Path | None) -> Iterator[Finding]:
    """Whether git knows in whose name to commit.

    The name is not shown: what `doctor` says is pasted into messages to strangers.
    """
    if knows_committer(root):
        yield Finding(
            "ok", "identity", "set; git var GIT_AUTHOR_IDENT shows in whose name git commits"
        )
    else:
        words = "not set: git refuses to commit, or takes the names of the account and the machine"
        yield Finding("warning", "identity", words, NAME_YOURSELF)


def _drafts(root: Path) -> Iterator[Finding]:
    for name in unfinished_edits(root):
        hint = f"caseledger edit {name} --resume"
        yield Finding("warning", "drafts", f"an edit of {name} was not finished", hint)


def _repository(root: Path, desk: Desk | None) -> Iterator[Finding]:
    place = find_place(root)
    if place is None:
        hint = "caseledger init makes it one"
        yield Finding("warning", "history", "the ledger is not in a git repository", hint)
        return
    yield from each(
        "history",
        lambda: _unfinished(root, place),
        lambda: _locks(place),
        lambda: _trust(root),
        lambda: _letters(root, place),
        lambda: _clone(root, desk),
        lambda: _ignored(root, desk),
    )


def _unfinished(root: Path, place: GitPlace) -> Iterator[Finding]:
    if unfinished(root):
        hint = "caseledger doctor --fix, or the next command that writes, sees to it"
        yield Finding("warning", "history", "a command was stopped while it wrote", hint)
    what, hint = in_progress(place)
    if what:
        yield Finding("warning", "history", f"git is in the middle of {what}", hint)
    kept = kept_aside(place.own)
    if kept:
        many = "1 text" if len(kept) == 1 else f"{len(kept)} texts"
        words = f"{many} that could not be written: see {kept[0].parent}"
        yield Finding("warning", "kept", words, "take from them what is wanted, then delete them")


def _locks(place: GitPlace) -> Iterator[Finding]:
    for lock in locks_there(place):
        hint = "wait for it; where no git is at work, delete the file"
        yield Finding("warning", "lock", who_holds(place, lock), hint)


def _trust(root: Path) -> Iterator[Finding]:
    found = doubts(root)
    words = ", ".join(str(one) for one in found)
    if not found:
        yield Finding("ok", "trust", "no hooks, and only harmless settings")
    elif is_trusted(root):
        yield Finding("ok", "trust", f"could run programs, and is trusted: {words}")
    else:
        hint = "caseledger trust shows what they are"
        yield Finding("warning", "trust", f"could run programs: {words}", hint)


def _letters(root: Path, place: GitPlace) -> Iterator[Finding]:
    """Whether git knows how the file system takes names that differ in capital letters only."""
    folds = folds_case(root)
    if folds == folds_names(place):
        words = "one" if folds else "two"
        yield Finding(
            "ok", "letters", f"a.yaml and A.yaml are {words} file{'' if folds else 's'} here"
        )
        return
    words = "git takes names that differ in capital letters otherwise than this folder does"
    right = "true" if folds else "false"
    yield Finding("warning", "letters", words, f"git config core.ignorecase {right}")


def _clone(root: Path, desk: Desk | None) -> Iterator[Finding]:
    by = turned_in(root)
    if by:
        words = f"git is told to change case files on their way in ({by} in .gitattributes)"
        yield Finding("warning", "history", words, "commit them with git; caseledger does not")
    if desk is not None:
        yield from clone_findings(desk)


def _ignored(root: Path, desk: Desk | None) -> Iterator[Finding]:
    if desk is None:
        return
    paths = [*desk.ledger.own_files, *(path.relative for path in case_paths(desk.ledger))]
    found = ignored_by_git(root, paths)
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        words = f"hides {found[0]}{more}: not in the history, and in no other clone"
        hint = "caseledger check --select CL954 names each; take out the line that does it"
        yield Finding("warning", ".gitignore", words, hint)
