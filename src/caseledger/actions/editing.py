"""What `edit` does around the editor: a private copy, a check, a merge, a plan."""

from __future__ import annotations

from dataclasses import dataclass

from caseledger.actions.desk import Desk, Names, case_path
from caseledger.actions.plans import Plan, Target, fresh
from caseledger.actions.writing import others_of, replaced
from caseledger.domain.problem import Problem, Severity
from caseledger.errors import Conflict, UnreadableData
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.drafts import Draft, draft_of, merged
from caseledger.store.files import CasePath, read_bytes


@dataclass(frozen=True, slots=True)
class Editing:
    """A case file that is being edited, and its private copy."""

    desk: Desk
    path: CasePath
    draft: Draft

    @property
    def name(self) -> str:
        """The id of the case."""
        return self.path.name

    def now(self) -> bytes:
        """Return what the file holds at this moment. Raises `UnreadableData`."""
        raw, problem = read_bytes(self.desk.ledger.root / self.path.relative, self.path.relative)
        if problem is not None:
            raise UnreadableData(f"{self.path.relative}: {problem.message}")
        return raw


@dataclass(frozen=True, slots=True)
class Reading:
    """What an edited text reads as; ``wrong`` are the errors that it did not have before."""

    file: CaseFile
    wrong: tuple[Problem, ...]


def begin(desk: Desk, word: str) -> Editing:
    """Find the case to edit, readable or not. Raises `NotFound` or `Ambiguous`."""
    path, _called = case_path(desk, word, Names.WHOLE)
    if not path.regular:
        raise UnreadableData(f"{path.relative} is not a regular file and is not edited")
    return Editing(desk, path, draft_of(desk.ledger.root, path.name))


def reading_of(editing: Editing, text: bytes) -> Reading:
    """Read an edited text as the case file that it would be."""
    desk = editing.desk
    file = case_from(desk.ledger, editing.path, text, desk.today)
    before = case_from(desk.ledger, editing.path, editing.draft.base(), desk.today)
    errors = [one for one in fresh(before, file) if one.severity is Severity.ERROR]
    if file.case is None and not errors:
        errors = list(file.problems)
    return Reading(file, tuple(errors))


def caught_up(editing: Editing, text: bytes) -> tuple[bytes, bool]:
    """Join an edited text with what became of the file meanwhile; says whether they fit.

    Afterwards the draft starts from the file as it is now. Where the two do not fit, the draft
    holds both between conflict markers.
    """
    now = editing.now()
    base = editing.draft.base()
    if now == base:
        return text, True
    both, fits = merged(editing.desk.ledger.root, base, text, now)
    editing.draft.keep(both, now)
    return both, fits


def edit_plan(editing: Editing, text: bytes) -> Plan:
    """Plan to put an edited text in the place of the file. Raises `Refused` or `Conflict`."""
    base = editing.draft.base()
    if editing.now() != base:
        raise Conflict("the file changed underneath", "caseledger edit --resume goes on from there")
    desk = editing.desk
    before = case_from(desk.ledger, editing.path, base, desk.today)
    write = replaced(desk, Target(editing.path, base, before, before, base), text)
    return Plan(desk, "edit", (write,), others=others_of(desk, write.case))
