"""What stops a sync so that a person looks, and where it stood when it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from caseledger.actions.sync_check import Judged, State
from caseledger.domain.syncing import Clashing, Step, Unsound
from caseledger.errors import Conflict, OutsideFailure, UnreadableData
from caseledger.store.files import CASES
from caseledger.store.git_place import GitPlace
from caseledger.store.syncing.attributes import attribute_files, treated
from caseledger.store.syncing.lineage import contains, exists, gone
from caseledger.store.syncing.remotes import Remote
from caseledger.store.syncing.trees import Joined

MOST_DELETED = 2
"""Cases that may go in one sync without a word (security, T26)."""
SHORTEST_ID = 7
NOTHING_MOVED = "nothing was moved and nothing pushed"


@dataclass(slots=True)
class Progress:
    """How far a sync has come."""

    steps: list[Step] = field(default_factory=list)
    before: str = ""
    after: str = ""
    theirs: str = ""
    taken: str = ""
    fetched: int = 0
    merged: str = ""
    pushed: int = 0
    conflicts: tuple[Clashing, ...] = ()
    problems: tuple[Unsound, ...] = ()
    deletions: tuple[str, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()


class NotTheSame(Conflict):
    """Our own branch would not stand still."""

    def __init__(self) -> None:
        """Say what is so."""
        super().__init__(
            f"other commands kept committing here; {NOTHING_MOVED}",
            "run caseledger sync again when they are done",
        )


class Clashes(Conflict):
    """Both sides changed the same thing in ways that do not fit together."""

    def __init__(self, done: Joined, remote: Remote, *, dry_run: bool) -> None:
        """Name the ways on: for cases `resolve`, for other files git."""
        cases = sorted({Path(one.path).stem for one in done.conflicts})
        hints = []
        if cases:
            more = " and so on for the others" if len(cases) > 1 else ""
            first = "run it without --dry-run; then " if dry_run else ""
            hints.append(
                f"{first}caseledger resolve {cases[0]} decides what clashes{more}, "
                "then caseledger sync again"
            )
        if done.by_hand:
            what = f"{remote.name}/{remote.branch}" if remote.name else "the branch in the bundle"
            hints.append(
                f"what is no case, or was renamed on both sides, joins by hand: git merge {what}"
            )
        super().__init__(
            f"both sides changed the same things in different ways; {NOTHING_MOVED}",
            "; ".join(hints),
        )


class NewProblems(UnreadableData):
    """The merged ledger would hold errors that ours does not."""

    def __init__(self, number: int) -> None:
        """Say how many, and the ways on."""
        super().__init__(
            f"the merged ledger would hold {_counted(number, 'new error')}; {NOTHING_MOVED}",
            "have them mended over there and sync again; --accept-problems with their exact "
            "number takes them in to be mended here",
        )


class OwnProblems(UnreadableData):
    """What would be sent holds errors that are not over there yet."""

    def __init__(self, number: int) -> None:
        """Say how many, and the ways on."""
        super().__init__(
            f"what would be sent holds {_counted(number, 'new error')}; nothing was pushed",
            "caseledger check names them; mend and commit them, and sync again; --accept-problems "
            "with their exact number sends them",
        )


class Deletions(Conflict):
    """More cases would go than anybody deletes in passing."""

    def __init__(self, number: int) -> None:
        """Say how many, and the ways on."""
        super().__init__(
            f"the merge would delete {_counted(number, 'case')}, or empty them; {NOTHING_MOVED}",
            "ask whoever deleted them; --accept-deletions with their exact number goes on",
        )


def require_sound(found: Judged, problems: int, deletions: int) -> None:
    """Stop at new errors and at many deletions, unless just so many are accepted.

    Raises `NewProblems`, `Deletions`.
    """
    if found.problems and len(found.problems) != problems:
        raise NewProblems(len(found.problems))
    if len(found.deletions) > MOST_DELETED and len(found.deletions) != deletions:
        raise Deletions(len(found.deletions))


def require_attributes(ours: State, merged: State) -> None:
    """Stop where what comes in would have git treat case files otherwise. Raises `Conflict`."""
    place, root = ours.shelf.place, ours.ledger.root
    trees = (ours.shelf.commit, merged.shelf.commit)
    before, after = (attribute_files(place, root, tree) for tree in trees)
    if before == after:
        return
    paths = [*merged.paths, f"{CASES}/any.yaml"]
    new = treated(place, root, trees[1], paths)
    if not new or new == treated(place, root, trees[0], paths):
        return
    raise Conflict(
        f"what came in changes .gitattributes, so that git would treat case files otherwise "
        f"({', '.join(sorted(new))}); {NOTHING_MOVED}",
        "look at that change with git diff; if it is meant, git merge takes it by hand, and "
        "caseledger init puts the lines for cases back",
    )


def require_known_history(
    place: GitPlace, remote: Remote, progress: Progress, words: tuple[str, str]
) -> None:
    """Stop where the history over there lacks what was seen in it before.

    ``words`` are the head that was seen last, and the one that the user accepts in its place.
    Raises `Conflict`, `OutsideFailure` where a part of the history is missing here.
    """
    last, accepted = words
    theirs = progress.theirs
    if exists(place, last):
        if contains(place, theirs, last):
            return
        # Another stick, or an old copy of the file: it holds nothing that is not here.
        if remote.bundle is not None and contains(place, progress.before, theirs):
            return
    elif place.is_shallow:
        raise OutsideFailure(
            "this clone has a part of the history only, so it cannot be told whether the one "
            "over there was rewritten; nothing was moved",
            "git fetch --unshallow brings the rest",
        )
    if len(accepted) >= SHORTEST_ID and theirs.startswith(accepted):
        return
    lost = gone(place, last, theirs)
    progress.gone = lost.latest
    told = f"{_counted(lost.count, 'commit')} by {_counted(lost.authors, 'author')} are gone there"
    raise Conflict(
        f"the history of {remote.branch} of {remote.called} was rewritten or put back: "
        f"{last[:SHORTEST_ID]} was seen there, and is not in {theirs[:SHORTEST_ID]}. "
        f"{told if lost.count else 'What it held is not known here'}; {NOTHING_MOVED}",
        "ask whoever keeps it. If it is meant, --accept-rewrite with the id of the new head joins "
        "it with what is here, and what is gone there would be sent there again; to follow it "
        "instead, clone it anew",
    )


def gone_there(remote: Remote, last: str) -> Conflict:
    """Make an error of a branch that was there and is not any more."""
    return Conflict(
        f"{remote.branch} of {remote.called} is gone; it was at {last[:SHORTEST_ID]} when it was "
        f"seen last; {NOTHING_MOVED}",
        f"ask whoever keeps it; git push {remote.name} {remote.here} makes it again",
    )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
