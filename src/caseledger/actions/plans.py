"""What a command would do, as a value: old and new bytes of each file, and what follows.

A plan depends on nothing but the files it was made from, and can be shown before it is carried out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from caseledger.actions.desk import Desk
from caseledger.domain.case import Case
from caseledger.domain.changes import Change as Difference
from caseledger.domain.changes import changes
from caseledger.domain.consequence import Consequence, consequences
from caseledger.domain.done import Changed, Done
from caseledger.domain.problem import Problem, Severity, named_path
from caseledger.errors import CaseledgerError
from caseledger.store.cases import CaseFile
from caseledger.store.files import CasePath
from caseledger.store.recording import Change, Recorded

NOTHING_WRITTEN = "nothing was written"


class Refused(CaseledgerError):
    """What was asked for would make a case file wrong: nothing was written."""

    exit_code = 2

    def __init__(self, file: CaseFile, problems: Sequence[Problem]) -> None:
        """Keep the file as it would be, with what would be wrong in it."""
        first = problems[0]
        super().__init__(f"nothing written: {first.code} {first.title}", "")
        self.file = file
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Target:
    """A case that is to be changed: its file as read, and the very bytes that were read.

    ``sound`` is the file, or while something in it is half typed its last commit: what the case is
    taken from. ``called`` are ids of people by whose name the case was found.
    """

    path: CasePath
    raw: bytes
    file: CaseFile
    sound: CaseFile
    sound_raw: bytes
    called: tuple[str, ...] = ()

    @property
    def case(self) -> Case:
        """The case as it is."""
        assert self.sound.case is not None  # noqa: S101 - only what can be read is changed
        return self.sound.case

    @property
    def is_half_typed(self) -> bool:
        """Whether the file itself cannot be read as a case at the moment."""
        return self.file is not self.sound


@dataclass(frozen=True, slots=True)
class Write:
    """One file of a plan; ``before`` is ``None`` for a new one, ``after`` for one that goes.

    Only what mends a file, or lays it out anew, plans one that cannot be read as a case.
    Where the file on disk is ``half_typed``, before and after are those of its last commit.
    ``also`` is what happens to other files for it: the old one of a renamed case is taken away.
    ``headline`` is what the history says of it, where that is not simply what changed.
    """

    path: CasePath
    before: CaseFile | None
    after: CaseFile | None
    raw_before: bytes | None
    raw_after: bytes | None
    change: Change
    half_typed: bool = False
    also: tuple[Change, ...] = ()
    headline: str = ""

    @property
    def case(self) -> Case:
        """The case as it will be, or as it was where its file goes."""
        file = self.after or self.before
        assert file is not None and file.case is not None  # noqa: S101, PT018 - see above
        return file.case

    @property
    def id(self) -> str:
        """The id of the case; where it cannot be read, what the file is called."""
        return self.path.name if self.is_unread else self.case.id

    @property
    def is_unread(self) -> bool:
        """Whether the file is no case, or cannot be read as one, before or after."""
        return any(one is not None and one.case is None for one in (self.before, self.after))

    @property
    def case_before(self) -> Case | None:
        """The case as it was, under the id that it will have: another id means nothing for it."""
        case = self.before.case if self.before is not None else None
        return case if case is None else replace(case, id=self.case.id)

    @property
    def case_after(self) -> Case | None:
        """The case as it will be; nothing where its file goes."""
        return self.after.case if self.after is not None else None

    @property
    def is_public(self) -> bool:
        """Whether the case is open before and after: what is told of the change depends on it."""
        return all(one.is_public for one in (self.before, self.after) if one is not None)

    @property
    def changes_bytes(self) -> bool:
        """Whether anything on the disk would be otherwise."""
        return self.raw_before != self.raw_after or bool(self.also)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What changed, entry by entry; nothing of a file of the ledger's own, which has none."""
        if any(one is not None and one.is_own for one in (self.before, self.after)):
            return ()
        return changes(_tree(self.before), _tree(self.after))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a command would do.

    ``made`` leads from what was made (``event``, ``source`` ...) to its id; ``assumed`` says which
    fields nobody typed, their values and why; ``understood`` what the words typed for a field came
    to; ``doubles`` are ids of entries that may be the same thing, ``unsure`` of events that may
    concern a new person too and were left alone. ``subject`` stands at the head of the history for
    several cases, where that is more than their number; with ``brings_back`` all ids in it were
    there before. ``on_disk`` are paths of files that are written, but stay out of the commit.
    """

    desk: Desk
    action: str
    writes: tuple[Write, ...]
    made: tuple[tuple[str, str], ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    assumed: tuple[tuple[str, str, str], ...] = ()
    doubles: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    trailers: tuple[tuple[str, str], ...] = ()
    others: Mapping[str, Case] = field(default_factory=dict)
    subject: str = ""
    brings_back: bool = False
    on_disk: tuple[str, ...] = ()

    @property
    def recorded(self) -> tuple[Write, ...]:
        """The writes that the history is to tell of."""
        return tuple(one for one in self.writes if one.path.relative not in self.on_disk)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change: then nothing is written and nothing committed."""
        return not any(write.changes_bytes for write in self.writes)

    @property
    def consequences(self) -> tuple[Consequence, ...]:
        """What follows from the change for each person it touches."""
        vocabulary = self.desk.ledger.vocabulary
        return tuple(
            one
            for write in self.writes
            if not write.is_unread and write.case_before != write.case_after
            for one in consequences(
                write.case_before,
                write.case_after,
                self.desk.day,
                vocabulary,
                self.others,
            )
        )

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is doubtful in the new text and was not before."""
        return tuple(
            one
            for write in self.writes
            if write.after is not None
            for one in fresh(write.before, write.after)
        )


def done_of(plan: Plan, recorded: Recorded | None = None) -> Done:
    """Return what a plan came to, or would come to, ready to be told."""
    return Done(
        action=plan.action,
        files=tuple(
            Changed(
                write.path.relative,
                write.id,
                write.is_public,
                write.differences,
                write.headline,
            )
            for write in plan.writes
        ),
        made=plan.made,
        understood=plan.understood,
        assumed=plan.assumed,
        doubles=plan.doubles,
        unsure=plan.unsure,
        consequences=plan.consequences,
        commit=recorded.commit if recorded else "",
        uncommitted=recorded.uncommitted if recorded else NOTHING_WRITTEN,
        undoes=dict(plan.trailers).get("Undoes", ""),
        renamed_from=dict(plan.trailers).get("Renamed-From", ""),
    )


NAMES_SOMEBODY = "CL851"


def fresh(before: CaseFile | None, after: CaseFile) -> list[Problem]:
    """Return the problems of a file that it did not have before, wherever they stood.

    Ids that name somebody are left to `messages`: history may have them already, and then an
    `undo` or what another clone wrote is not held up by them.
    """
    known = [sort_of(one, before) for one in before.problems] if before else []
    found = []
    for one in after.problems:
        if one.code == NAMES_SOMEBODY:
            continue
        sort = sort_of(one, after)
        if sort in known:
            known.remove(sort)
        else:
            found.append(one)
    return found


def require_sound(before: CaseFile | None, after: CaseFile) -> None:
    """Raise `Refused` if a file would have errors that it did not have before."""
    wrong = [one for one in fresh(before, after) if one.severity is Severity.ERROR]
    if wrong or after.case is None:
        raise Refused(after, wrong or after.problems)


def sort_of(problem: Problem, file: CaseFile) -> tuple[object, ...]:
    """What makes a problem the same one after the entries around it have moved."""
    data = file.document.data if file.document else None
    return (problem.code, problem.message, *named_path(problem.path, data))


def _tree(file: CaseFile | None) -> dict[str, object] | None:
    return file.tree if file is not None else None
