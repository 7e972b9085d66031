"""What `fmt` does, as a plan: case files in the canonical layout, in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from caseledger.actions.desk import Desk
from caseledger.actions.meant_files import meant
from caseledger.actions.plans import Plan, Write, fresh
from caseledger.actions.uncommitted import new_on_disk_alone
from caseledger.actions.writing import NEWER
from caseledger.domain.alike import say_the_same
from caseledger.domain.edits import EditRefused
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.files import CasePath, not_regular, read_bytes
from caseledger.store.formatting import NotFormatted, formatted
from caseledger.store.ledger import case_paths
from caseledger.store.recording import Change

ACTION = "fmt"
HEADLINE = "canonical layout"

NEWER_FORMAT = "it was written by a newer caseledger"
OTHERWISE = "laid out anew it would not say the same"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A plan that lays files out anew.

    ``looked_at`` is the number of files that were meant; ``left`` are those that are left as they
    are, each with why.
    """

    plan: Plan
    looked_at: int
    left: tuple[tuple[str, str], ...]


def format_plan(desk: Desk, words: Sequence[str], folder: Path) -> Formatted:
    """Plan the canonical layout of the case files that words mean, typed in a folder, or of all.

    A file that cannot be read as YAML, or is of a newer format, is left as it is and named. What is
    half typed in a file is laid out too, and stays uncommitted. Raises `NotFound` where a word
    means nothing; `OutsideFailure` where git does not say what it holds.
    """
    paths = {path.relative: path for path in case_paths(desk.ledger)}
    names = {path.relative: path.name for path in paths.values()}
    wanted = meant(words, names, desk.ledger.root, folder, "caseledger fmt")
    writes: list[Write] = []
    left: list[tuple[str, str]] = []
    for path in (paths[relative] for relative in sorted(wanted)):
        try:
            write = _write(desk, path)
        except NotFormatted as error:
            left.append((path.relative, str(error)))
        else:
            writes += [write] if write is not None else []
    plan = new_on_disk_alone(Plan(desk, ACTION, tuple(writes)))
    return Formatted(plan, len(wanted), tuple(left))


def _write(desk: Desk, path: CasePath) -> Write | None:
    """Lay one file out anew; nothing where it has the layout. Raises `NotFormatted`."""
    raw, problem = read_bytes(desk.ledger.root / path.relative, path.relative)
    problem = problem if path.regular else not_regular(path)
    if problem is not None:
        raise NotFormatted(problem.message)
    new = formatted(raw)
    if new == raw:
        return None
    before, after = (case_from(desk.ledger, path, one, desk.today) for one in (raw, new))
    _require_same(desk, before, after)

    def edit(version: bytes | None) -> bytes:
        if version is None:
            raise EditRefused("this file is not committed yet")
        if version == raw:
            return new
        try:
            return formatted(version)
        except NotFormatted as error:
            raise EditRefused(str(error)) from error

    change = Change(path.relative, edit, raw)
    return Write(path, before, after, raw, new, change, headline=HEADLINE)


def _require_same(desk: Desk, before: CaseFile, after: CaseFile) -> None:
    """See that the case is what it was, beyond the text of its file. Raises `NotFormatted`."""
    if any(one.code == NEWER for one in before.problems):
        raise NotFormatted(NEWER_FORMAT)
    if before.case is None or after.case is None:
        alike = before.case is after.case
    else:
        alike = say_the_same(before.case, after.case, desk.ledger.vocabulary)
    if fresh(before, after) or not alike:
        raise NotFormatted(OTHERWISE)
