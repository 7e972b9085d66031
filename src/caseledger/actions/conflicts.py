"""What `conflicts` does: all contradictions of some cases, or of the whole ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from caseledger.actions.desk import Desk, case_file, case_files
from caseledger.domain.conflicts import Conflict, conflicts_of
from caseledger.store.cases import CaseFile


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The contradictions found, and every file that was read for them."""

    found: tuple[Conflict, ...]
    files: tuple[CaseFile, ...]

    @property
    def undecided(self) -> bool:
        """Whether there is one about which nobody has decided."""
        return any(one.is_open for one in self.found)


def conflicts(desk: Desk, words: Sequence[str], *, only_open: bool = False) -> Conflicts:
    """Return the contradictions of the cases that words mean; of all cases without words.

    Raises `NotFound`, `Ambiguous` or `UnreadableData`.
    """
    named = {file.path: file for file in (case_file(desk, word) for word in words)}
    files = tuple(named.values()) or case_files(desk)
    cases = [file.case for file in files if file.case is not None]
    found = (one for case in cases for one in conflicts_of(case, desk.ledger.vocabulary, desk.day))
    return Conflicts(tuple(one for one in found if one.is_open or not only_open), files)
