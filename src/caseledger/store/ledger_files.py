"""The files of a ledger that hold no case, in two states of it."""

from __future__ import annotations

from collections.abc import Iterator

from caseledger.domain.changes import Deed
from caseledger.store.commit_shelf import CommitShelf
from caseledger.store.files import LEDGER
from caseledger.store.shelf import Shelf
from caseledger.store.work_shelf import WorkShelf

SINGLE = (LEDGER, ".gitattributes", ".gitignore")
FOLDERS = ("schemas", "vault")
DEEPEST = 4
"""So many folders below each other are looked into."""

RECIPIENTS = "recipients"
"""A file at the top with this word in its name says for whom something is sealed."""

PastOrPresent = CommitShelf | WorkShelf


def same_content(old: CommitShelf, new: PastOrPresent, before: str, after: str) -> bool:
    """Whether a file of a commit has the content of another, there or in the work tree."""
    blob = old.blob(before)
    if blob is None:
        return False
    if isinstance(new, WorkShelf):
        return new.holds(after, blob)
    return new.blob(after) == blob


def differing(
    old: CommitShelf, new: PastOrPresent, rules: tuple[str, ...]
) -> Iterator[tuple[str, Deed]]:
    """Yield each file that came, went or changed, by path; ``rules`` are the folders of rules."""
    folders = (*FOLDERS, *rules)
    before, after = (set(_files(shelf, folders)) for shelf in (old, new))
    for path in sorted(before | after):
        if path not in after:
            yield path, Deed.REMOVED
        elif path not in before:
            yield path, Deed.ADDED
        elif not same_content(old, new, path, path):
            yield path, Deed.CHANGED


def _files(shelf: PastOrPresent, folders: tuple[str, ...]) -> Iterator[str]:
    for name in _top(shelf):
        if name in SINGLE or (RECIPIENTS in name.lower() and not shelf.is_folder(name)):
            yield name
    for folder in folders:
        yield from _below(shelf, folder.strip("/"), DEEPEST)


def _top(shelf: PastOrPresent) -> list[str]:
    """The names of all that lies in the ledger's own folder."""
    if isinstance(shelf, CommitShelf):
        return sorted({path.partition("/")[0] for path in shelf.paths})
    return shelf.names_in(".")


def _below(shelf: Shelf, folder: str, depth: int) -> Iterator[str]:
    if not depth or shelf.is_link(folder) or not shelf.is_folder(folder):
        return
    for name in shelf.names_in(folder):
        path = f"{folder}/{name}"
        if shelf.is_folder(path) and not shelf.is_link(path):
            yield from _below(shelf, path, depth - 1)
        else:
            yield path
