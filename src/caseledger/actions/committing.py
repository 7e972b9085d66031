"""What `commit` and `trust` do: hand edits into the history, and whose repository may run what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from caseledger.actions.desk import Desk, Names, case_path
from caseledger.actions.plans import Plan, Refused, Write, fresh
from caseledger.domain.edits import EditRefused
from caseledger.domain.problem import Problem, Severity
from caseledger.errors import NotFound
from caseledger.store import trust
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.files import CasePath
from caseledger.store.hand_edits import HandEdit, hand_edits
from caseledger.store.ledger import case_paths
from caseledger.store.recording import Change


class NotInOrder(Refused):
    """A file that was edited by hand is not in order and is not committed."""

    exit_code = 4

    def __init__(self, file: CaseFile, problems: Sequence[Problem]) -> None:
        """Name the file, and the way on for the others."""
        super().__init__(file, problems)
        self.message = f"{file.path} is not in order; nothing was committed"
        self.hint = "mend it, or name the cases to commit: caseledger commit CASE..."


def commit_plan(desk: Desk, words: Sequence[str]) -> Plan:
    """Plan to commit what was changed by hand in some cases, or in all.

    Each file must be in order, or at least as much so as its last commit. A file that is gone is
    passed over. Raises `Refused`, `NotFound`, `OutsideFailure` or `Untrusted`.
    """
    wanted = {case_path(desk, word, Names.NONE)[0].relative for word in words}
    paths = {path.relative: path for path in case_paths(desk.ledger) if path.regular}
    edits = [one for one in hand_edits(desk.ledger.root) if one.path in paths]
    found = [one for one in edits if not wanted or one.path in wanted]
    writes = tuple(_write(desk, paths[one.path], one) for one in found)
    return Plan(desk, "commit", writes)


def gone(desk: Desk) -> tuple[str, ...]:
    """Return the paths of committed case files that are no longer there."""
    return tuple(one.path for one in hand_edits(desk.ledger.root) if one.on_disk is None)


def doubts_of(desk: Desk) -> tuple[str, ...]:
    """Say what in the repository of a ledger could run programs, one line each."""
    return tuple(str(one) for one in trust.doubts(desk.ledger.root))


def trust_them(desk: Desk) -> None:
    """Remember, outside of the repository, that these may run. Raises `OutsideFailure`."""
    trust.trust(desk.ledger.root)


def _write(desk: Desk, path: CasePath, edit: HandEdit) -> Write:
    if edit.new is None or edit.on_disk is None:
        raise NotFound(f"{edit.path} is gone")
    before = None
    if edit.committed is not None:
        before = case_from(desk.ledger, path, edit.committed, desk.today)
    after = case_from(desk.ledger, path, edit.new, desk.today)
    wrong = [one for one in fresh(before, after) if one.severity is Severity.ERROR]
    if wrong or after.case is None:
        raise NotInOrder(after, wrong or after.problems)
    change = Change(edit.path, _as_it_is(edit), edit.on_disk)
    return Write(path, _readable(before), after, edit.committed, edit.new, change)


def _readable(file: CaseFile | None) -> CaseFile | None:
    return file if file is not None and file.case is not None else None


def _as_it_is(edit: HandEdit) -> Callable[[bytes | None], bytes | None]:
    """The whole file is the change: on disk it stays, and every other version becomes it."""
    on_disk, new = edit.on_disk, edit.new

    def whole(version: bytes | None) -> bytes | None:
        if new is None:
            raise EditRefused("the file is gone")
        return on_disk if version == on_disk else new

    return whole
