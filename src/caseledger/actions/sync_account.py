"""What came in by a sync, case by case in entries, and the whole account of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseledger.actions.desk import Desk
from caseledger.actions.sync_stops import Progress
from caseledger.domain.changes import Tree, changes, is_public
from caseledger.domain.syncing import Arrival, Synced, most_telling_first
from caseledger.store.commit_shelf import CommitShelf
from caseledger.store.files import CASES
from caseledger.store.git_place import GitPlace
from caseledger.store.syncing.lineage import renames
from caseledger.store.syncing.remotes import Remote
from caseledger.store.yaml_reader import read_document


def account(remote: Remote, progress: Progress, arrivals: tuple[Arrival, ...]) -> Synced:
    """Put together what a sync came to."""
    return Synced(
        remote=remote.called,
        branch=remote.branch,
        steps=tuple(progress.steps),
        fetched=progress.fetched,
        merged=progress.merged,
        pushed=progress.pushed,
        head_before=progress.before,
        head_after=progress.after,
        conflicts=progress.conflicts,
        problems=progress.problems,
        deletions=progress.deletions,
        gone=progress.gone,
        arrivals=arrivals,
    )


def arrivals_of(desk: Desk, place: GitPlace, progress: Progress) -> tuple[Arrival, ...]:
    """Compare the ledger before and after, file by file; nothing where it did not move."""
    if progress.before == progress.after:
        return ()
    ends = (progress.before, progress.after)
    before, after = (CommitShelf(place, desk.ledger.root, one) for one in ends)
    moved = renames(place, [progress.before], progress.after)
    return tuple(_arrivals(before, after, _paths(moved, before, after)))


def _paths(moved: Mapping[str, str], before: CommitShelf, after: CommitShelf) -> Mapping[str, str]:
    """Where the file of each renamed case lay, by where it lies."""
    old, new = (
        {path.name: path.relative for path in shelf.cases_in(CASES, years=True)}
        for shelf in (before, after)
    )
    return {
        new[name]: old[former]
        for former, name in moved.items()
        if former in old and name in new and name not in old
    }


def _arrivals(
    before: CommitShelf, after: CommitShelf, moved: Mapping[str, str]
) -> Iterator[Arrival]:
    paths = sorted({*before.paths, *after.paths} - set(moved.values()))
    differing = [path for path in paths if before.blob(path) != after.blob(path)]
    cases = {
        path.relative for shelf in (before, after) for path in shelf.cases_in(CASES, years=True)
    }
    for shelf in (before, after):
        wanted = [path for path in differing if path in cases]
        shelf.ahead([*wanted, *moved.values()])
    for path in differing:
        if path not in cases:
            yield Arrival(path, "", public=True)
            continue
        old, new = _tree(before, moved.get(path, path)), _tree(after, path)
        name = path.rpartition("/")[2].removesuffix(".yaml")
        if {} in (old, new):
            yield Arrival(path, name, public=False, unread=True)
            continue
        found = most_telling_first(changes(old, new))
        yield Arrival(path, name, is_public(old, new), tuple(found))


def _tree(shelf: CommitShelf, path: str) -> Tree | None:
    """A case as a tree; nothing where there is no file, an empty one where it cannot be read."""
    if shelf.blob(path) is None:
        return None
    return read_document(shelf.read(path)[0]).data or {}
