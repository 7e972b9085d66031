"""What `migrate` does, as a plan: the files of a ledger in the present form, in one commit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from caseledger.actions.desk import Desk
from caseledger.actions.mending import Mended, Task, mended_with
from caseledger.actions.writing import NEWER
from caseledger.errors import UnreadableData
from caseledger.store.cases import CaseFile, read_cases
from caseledger.store.files import read_bytes
from caseledger.store.migrating import migrated
from caseledger.store.yaml_reader import read_document

FORMER_FORMS = frozenset({"CL306", "CL901"})
"""Codes of what was, or still is, read in another form than the format writes."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """A plan, how many files were looked at, and the paths of those that cannot be read."""

    mended: Mended
    looked_at: int
    unread: tuple[str, ...]


def migrate_plan(desk: Desk) -> Migrated:
    """Plan to bring all files of a ledger to the newest format, and to the names of today.

    Only what cannot change the meaning of a file is done. A file that cannot be read is left and
    named. Raises `UnreadableData` where one is of a newer format: who has a newer program shall
    migrate.
    """
    files = [*_own_files(desk), *read_cases(desk.ledger, desk.today)]
    newer = [file.path for file in files if any(one.code == NEWER for one in file.problems)]
    if newer:
        raise UnreadableData(
            f"{newer[0]} was written by a newer caseledger; nothing was written",
            "install that one to migrate this ledger",
        )
    task = Task("migrate", _former_forms, first=migrated)
    mended = mended_with(desk, map(_former_forms, files), task, "migrate: mend")
    unread = tuple(file.path for file in files if file.tree is None)
    return Migrated(mended, len(files), unread)


def _former_forms(file: CaseFile) -> CaseFile:
    """Leave in a file only the problems of former forms, which are mended without a guess."""
    wanted = (one for one in file.problems if one.code in FORMER_FORMS)
    return replace(file, problems=tuple(wanted))


def _own_files(desk: Desk) -> Iterator[CaseFile]:
    for path, problems in desk.ledger.own_files.items():
        raw, problem = read_bytes(desk.ledger.root / path, path)
        document = None if problem else read_document(raw)
        yield CaseFile(path, path, None, problems, document)
