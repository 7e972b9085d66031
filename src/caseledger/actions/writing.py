"""How a command changes case files: a plan first, which can be shown, then the writing of it.

A plan holds the old and the new bytes of each file and what follows from the change. Nothing in it
depends on where it is shown; nothing is written while it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from caseledger.actions.desk import Desk, case_path
from caseledger.domain.case import Case
from caseledger.domain.changes import Change as Difference
from caseledger.domain.changes import changes
from caseledger.domain.consequence import Consequence, consequences
from caseledger.domain.done import Changed, Done
from caseledger.domain.edits import EditRefused
from caseledger.domain.names import mentions_somebody
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.revisions import Revision, Tree
from caseledger.errors import CaseledgerError, Conflict, UnreadableData, UsageProblem
from caseledger.store.cases import CaseFile, case_from, read_case
from caseledger.store.drafts import merged
from caseledger.store.ledger import CasePath, case_paths
from caseledger.store.parts import read_bytes
from caseledger.store.recording import Change, Recorded, record
from caseledger.store.replacing import Moved, read_file
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_reader import read_document

TRIES = 5
"""So often a change is made anew for a file that somebody else writes at the same time."""

NEWER = "CL208"
"""The code of a file whose format this program does not know."""


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
    """A case that is to be changed: its file as read, and the very bytes that were read."""

    path: CasePath
    raw: bytes
    file: CaseFile
    case: Case
    called: tuple[str, ...] = ()
    """Ids of the people by whose name the case was found."""


@dataclass(frozen=True, slots=True)
class Write:
    """One file of a plan; ``before`` is ``None`` for a new one."""

    path: CasePath
    before: CaseFile | None
    after: CaseFile
    raw_before: bytes | None
    raw_after: bytes
    change: Change

    @property
    def case(self) -> Case:
        """The case as it will be."""
        assert self.after.case is not None  # noqa: S101 - only valid files are planned
        return self.after.case

    @property
    def is_public(self) -> bool:
        """Whether the case is open before and after: what is told of the change depends on it."""
        return self.case.is_public and (self.before is None or self.before.is_public)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What changed, entry by entry."""
        return changes(_tree(self.before), _tree(self.after))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a command would do.

    ``made`` leads from what was made (``event``, ``source`` ...) to its id; ``assumed`` says which
    fields nobody typed, their values and why; ``understood`` what the words typed for a field came
    to; ``doubles`` are ids of entries that may be the same thing.
    """

    desk: Desk
    action: str
    writes: tuple[Write, ...]
    made: tuple[tuple[str, str], ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    assumed: tuple[tuple[str, str, str], ...] = ()
    doubles: tuple[str, ...] = ()
    trailers: tuple[tuple[str, str], ...] = ()
    others: Mapping[str, Case] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change: then nothing is written and nothing committed."""
        return all(write.raw_before == write.raw_after for write in self.writes)

    @property
    def consequences(self) -> tuple[Consequence, ...]:
        """What follows from the change for each person it touches."""
        vocabulary = self.desk.ledger.vocabulary
        return tuple(
            one
            for write in self.writes
            for one in consequences(
                write.before.case if write.before else None,
                write.case,
                self.desk.day,
                vocabulary,
                self.others,
            )
        )

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is doubtful in the new text and was not before."""
        return tuple(one for write in self.writes for one in fresh(write.before, write.after))


def target(desk: Desk, word: str) -> Target:
    """Read the case that a word means, to change it.

    Raises `NotFound`, `Ambiguous`, or `UnreadableData` where the file cannot be changed safely.
    """
    path, called = case_path(desk, word)
    raw, problem = read_bytes(desk.ledger.root / path.relative, path.relative)
    if problem is not None:
        raise UnreadableData(f"{path.relative}: {problem.message}")
    file = case_from(desk.ledger, path, raw, desk.today) if path.regular else None
    if file is None or file.case is None:
        hint = f"caseledger check {path.relative}; caseledger edit {path.name} opens it"
        raise UnreadableData(f"{path.relative} cannot be read as a case, so it is left alone", hint)
    if any(one.code == NEWER for one in file.problems):
        raise UnreadableData(
            f"{path.relative} was written by a newer caseledger", "install that one to change it"
        )
    return Target(path, raw, file, file.case, tuple(called))


def revised(desk: Desk, old: Target, revision: Revision) -> Write:
    """Work out one changed file. Raises `Refused` if it would be wrong, `UsageProblem`."""
    try:
        raw = edited(old.raw, revision(_data(old.raw)))
    except EditRefused as error:
        raise UsageProblem(f"{old.path.relative} cannot be changed so: {error}") from error
    after = case_from(desk.ledger, old.path, raw, desk.today)
    _require(old.file, after)
    other_versions = _editor(desk, old.path, revision)

    def edit(version: bytes | None) -> bytes:
        # Most often every version is the same, and this one is worked out and checked already.
        return raw if version == old.raw else other_versions(version)

    change = Change(old.path.relative, edit, old.raw)
    return Write(old.path, old.file, after, old.raw, raw, change)


def replaced(desk: Desk, old: Target, raw: bytes) -> Write:
    """Work out a file that is replaced as a whole, as an editor left it. Raises `Refused`.

    In versions that differ from what was edited only the lines change that the editor changed.
    """

    def edit(version: bytes | None) -> bytes:
        if version is None:
            raise EditRefused("this file is not committed yet")
        both, fits = merged(desk.ledger.root, old.raw, version, raw)
        if not fits:
            raise EditRefused("other changes of the same lines are not committed yet")
        _sound(desk, old.path, version, both)
        return both

    after = case_from(desk.ledger, old.path, raw, desk.today)
    _require(old.file, after)
    return Write(old.path, old.file, after, old.raw, raw, Change(old.path.relative, edit, old.raw))


def created(desk: Desk, path: CasePath, raw: bytes) -> Write:
    """Work out a new file. Raises `Refused`, or `Conflict` where there is one of this name."""
    if any(one.name.casefold() == path.name.casefold() for one in case_paths(desk.ledger)):
        raise Conflict("there is a case of this id already", "choose another with --id")

    def edit(version: bytes | None) -> bytes:
        if version is not None:
            raise EditRefused("there is a file of this name already")
        return raw

    after = case_from(desk.ledger, path, raw, desk.today)
    _require(None, after)
    return Write(path, None, after, None, raw, Change(path.relative, edit, None))


def carry_out(plan: Plan, message: str, *, commit: bool) -> Recorded:
    """Write the files of a plan and make one commit of it.

    Raises `Conflict` where a file moved or a lock is held, `OutsideFailure` where the disk or git
    refused; nothing is half done after either.
    """
    root = plan.desk.ledger.root
    changes_made = [write.change for write in plan.writes if write.raw_before != write.raw_after]
    for _ in range(TRIES):
        try:
            return record(root, changes_made, message, commit=commit)
        except Moved:
            # The same change is made to what the file holds now; if it does not fit, that is told.
            changes_made = [
                replace(one, seen=read_file(root, one.path)) for one in changes_made
            ]
        except EditRefused as error:
            raise Conflict(
                f"the file changed underneath, and this change does not fit any more: {error}",
                "look at it with caseledger show, and enter it again",
            ) from error
    raise Conflict("the file keeps changing; nothing was written", "try again in a moment")


def done_of(plan: Plan, recorded: Recorded) -> Done:
    """Return what a plan came to, ready to be told."""
    return Done(
        action=plan.action,
        files=tuple(
            Changed(write.path.relative, write.case, write.is_public, write.differences)
            for write in plan.writes
        ),
        made=plan.made,
        understood=plan.understood,
        assumed=plan.assumed,
        doubles=plan.doubles,
        consequences=plan.consequences,
        commit=recorded.commit,
        uncommitted=recorded.uncommitted,
    )


def check_words(text: str, cases: Iterable[Case]) -> None:
    """Refuse words for the history that name somebody of a case that is not public.

    History cannot be taken back once it was shared. Raises `UsageProblem`.
    """
    if any(mentions_somebody(text, case) for case in cases if not case.is_public):
        raise UsageProblem(
            "this text names somebody of a case that is not public; history keeps it for ever",
            "say it by ids",
        )


def check_ids(plan: Plan) -> None:
    """Refuse new ids that name somebody of a case that is not public: history repeats them.

    Raises `UsageProblem`.
    """
    for write in plan.writes:
        words = " ".join(key.replace("-", " ") for _, key in plan.made)
        if not write.is_public and mentions_somebody(words, write.case):
            raise UsageProblem(
                "this id names somebody of a case that is not public; history keeps it for ever",
                "leave --id out: a random one is made",
            )


def fresh(before: CaseFile | None, after: CaseFile) -> list[Problem]:
    """Return the problems of a file that it did not have before, wherever they stood."""
    known = [_sort_of(one, before) for one in before.problems] if before else []
    found = []
    for one in after.problems:
        sort = _sort_of(one, after)
        if sort in known:
            known.remove(sort)
        else:
            found.append(one)
    return found


def neighbours(desk: Desk, case: Case) -> dict[str, Case]:
    """Read the cases in which people of this one stand."""
    wanted = {person.same_as.split("/")[0] for person in case.people if person.same_as}
    paths = [path for path in case_paths(desk.ledger) if path.name in wanted] if wanted else []
    files = [read_case(desk.ledger, path, desk.today) for path in paths]
    return {file.case.id: file.case for file in files if file.case is not None}


def _require(before: CaseFile | None, after: CaseFile) -> None:
    wrong = [one for one in fresh(before, after) if one.severity is Severity.ERROR]
    if wrong or after.case is None:
        raise Refused(after, wrong or after.problems)


def _sort_of(problem: Problem, file: CaseFile) -> tuple[object, ...]:
    """What makes a problem the same one after the entries around it have moved."""
    data = file.document.data if file.document else None
    return (problem.code, problem.message, *_stable(problem.path, data))


def _stable(path: Sequence[str | int], data: object) -> Iterable[object]:
    """A path in which entries are named by their ids where they have one."""
    for step in path:
        inside = None
        if isinstance(data, dict):
            inside = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            inside = data[step]
        named = inside.get("id") if isinstance(inside, dict) else None
        yield named if isinstance(step, int) and named else step
        data = inside


def _editor(desk: Desk, path: CasePath, revision: Revision) -> Callable[[bytes | None], bytes]:
    """Make the function that changes any version of a file, or refuses to."""

    def edit(version: bytes | None) -> bytes:
        if version is None:
            raise EditRefused("this file is not committed yet")
        raw = edited(version, revision(_data(version)))
        _sound(desk, path, version, raw)
        return raw

    return edit


def _sound(desk: Desk, path: CasePath, before: bytes, after: bytes) -> None:
    """Refuse a version that would be wrong though the work file is not: entries are missing."""
    files = [case_from(desk.ledger, path, raw, desk.today) for raw in (before, after)]
    if any(one.severity is Severity.ERROR for one in fresh(*files)):
        raise EditRefused("it rests on entries that are not committed yet")


def _data(raw: bytes) -> Tree:
    document = read_document(raw)
    if document.data is None:
        raise EditRefused("the file cannot be read")
    return document.data


def _tree(file: CaseFile | None) -> dict[str, object] | None:
    return file.document.data if file is not None and file.document is not None else None
