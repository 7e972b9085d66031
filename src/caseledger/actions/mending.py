"""What `check --fix` does, as a plan: the mends that problems propose, in one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from caseledger.actions.desk import Desk
from caseledger.actions.mending_file import Left, MendedFile, Mender
from caseledger.actions.plans import Plan, Write
from caseledger.actions.uncommitted import new_on_disk_alone
from caseledger.actions.writing import NEWER, UNSETTLED, others_of, require_fit
from caseledger.domain.case import Case
from caseledger.domain.edits import EditRefused
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.files import CasePath, read_bytes
from caseledger.store.overlaid import own_file_from
from caseledger.store.placed_edits import edited_alike
from caseledger.store.recording import Change

NEVER = frozenset({NEWER, UNSETTLED})
"""Codes of files that are left alone whatever else is wrong in them."""


@dataclass(frozen=True, slots=True)
class Task:
    """How files are mended: guesses too if ``unsafe``.

    ``sift`` leaves in a file only the problems that are to be mended. ``first`` is done to its
    bytes before them.
    """

    action: str
    sift: Callable[[CaseFile], CaseFile]
    unsafe: bool = False
    first: Callable[[bytes], bytes] = bytes


@dataclass(frozen=True, slots=True)
class Mended:
    """A plan that mends files, and the problems whose mends were dropped because they failed."""

    plan: Plan
    left: tuple[Left, ...]


def mend_plan(
    desk: Desk,
    files: Sequence[CaseFile],
    *,
    unsafe: bool = False,
    sift: Callable[[CaseFile], CaseFile] = lambda file: file,
) -> Mended:
    """Plan to mend the problems of files that say how they are mended, guesses only if ``unsafe``.

    ``files`` hold only the problems that are to be mended; ``sift`` makes the same choice in a file
    that was read anew, where a mend brought others to light. Files that cannot be read as a case
    are mended too, and those of the ledger's own; nothing is ever written in a file of a newer
    format, or with the marks of an unfinished merge.
    """
    wanted = [file for file in files if any(one.mend is not None for one in file.problems)]
    return mended_with(desk, wanted, Task("fix", sift, unsafe), "check: mend")


def mended_with(desk: Desk, files: Iterable[CaseFile], task: Task, subject: str) -> Mended:
    """Plan a task for files; the subject goes before the codes where there are several files."""
    done = [
        (file, raw, found)
        for file in files
        for raw, found in _mended(desk, file, task)
        if found.left or found.raw != raw
    ]
    writes = [_write(desk, file, raw, one, task) for file, raw, one in done if one.raw != raw]
    others: dict[str, Case] = {}
    for case in (write.case for write in writes if not write.is_unread):
        others |= others_of(desk, case)
    plan = new_on_disk_alone(Plan(desk, task.action, tuple(writes), others=others))
    recorded = [one for file, _, one in done if file.path not in plan.on_disk]
    codes = _codes(code for one in recorded for code in one.codes)
    words = [subject, *([codes] if codes else []), f"in {len(plan.recorded)} files"]
    left = tuple(left for _, _, one in done for left in one.left)
    return Mended(replace(plan, subject=" ".join(words)), left)


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(sorted(set(codes)))


def _mended(desk: Desk, file: CaseFile, task: Task) -> Iterable[tuple[bytes, MendedFile]]:
    """Mend the file as it lies on disk, if it still is the one that was checked; else nothing."""
    raw, problem = read_bytes(desk.ledger.root / file.path, file.path)
    if problem is not None or file.document is None or file.tree is None:
        return
    read = _reader(desk, file)
    now = read(raw)
    same = now.document is not None and now.document.text == file.document.text
    if not same or any(one.code in NEVER for one in (*file.problems, *now.problems)):
        return
    first = _first(file, raw, task)
    start = file if first == raw else task.sift(read(first))
    mender = Mender(read, task.sift, desk.ledger.vocabulary, task.unsafe)
    yield raw, mender.mend(first, start)


def _first(file: CaseFile, raw: bytes, task: Task) -> bytes:
    return raw if file.is_own else task.first(raw)


def _reader(desk: Desk, file: CaseFile) -> Callable[[bytes], CaseFile]:
    if file.is_own:
        return lambda raw: own_file_from(desk.ledger, file.path, raw)
    return lambda raw: case_from(desk.ledger, _path(file), raw, desk.today)


def _path(file: CaseFile) -> CasePath:
    return CasePath(file.path, file.name, regular=True)


def _write(desk: Desk, file: CaseFile, raw: bytes, done: MendedFile, task: Task) -> Write:
    """Make the write of one mended file; other versions of it get the same edits, or none."""
    path, read = _path(file), _reader(desk, file)

    def edit(version: bytes | None) -> bytes:
        if version is None:
            raise EditRefused("this file is not committed yet")
        if version == raw:
            return done.raw
        mended = edited_alike(_first(file, version, task), done.edits)
        if not file.is_own:
            require_fit(desk, path, version, mended)
        return mended

    change = Change(file.path, edit, raw)
    headline = f"mend {_codes(done.codes)}" if done.codes else "new format"
    return Write(path, read(raw), read(done.raw), raw, done.raw, change, headline=headline)
