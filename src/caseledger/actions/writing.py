"""How a command changes case files: a plan first, which can be shown, then the writing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from caseledger.actions.desk import Desk, Names, case_path, neighbours
from caseledger.actions.plans import Plan, Refused, Target, Write, fresh, require_sound
from caseledger.domain.case import Case
from caseledger.domain.edits import EditRefused
from caseledger.domain.problem import Severity
from caseledger.domain.revisions import Revision, Tree
from caseledger.errors import Conflict, UnreadableData, UsageProblem
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.drafts import merged
from caseledger.store.files import CasePath, read_bytes
from caseledger.store.hand_edits import committed
from caseledger.store.kept import keep_aside
from caseledger.store.ledger import case_paths
from caseledger.store.private_place import private_place
from caseledger.store.recording import Change, Recorded, record
from caseledger.store.replacing import Moved, read_file
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_reader import read_document

TRIES = 5
"""So often a change is made anew for a file that somebody else writes at the same time."""

NEWER = "CL208"
"""The code of a file whose format this program does not know."""

UNSETTLED = "CL110"
"""The code of a file with the conflict markers of a merge."""


def target(desk: Desk, word: str, names: Names = Names.NONE) -> Target:
    """Read the case that a word means, to change it; ``names`` says whether a name may mean it.

    Raises `NotFound`, `Ambiguous`, `UnreadableData` where the file cannot be changed safely, or
    `Conflict` where a merge of it waits for a person.
    """
    path, called = case_path(desk, word, names)
    raw, problem = read_bytes(desk.ledger.root / path.relative, path.relative)
    if problem is not None:
        raise UnreadableData(f"{path.relative}: {problem.message}")
    file = case_from(desk.ledger, path, raw, desk.today)
    if any(one.code == UNSETTLED for one in file.problems):
        raise Conflict(
            f"{path.relative} holds a merge that waits for a decision; nothing was written",
            f"caseledger resolve {path.name}",
        )
    sound, sound_raw = (file, raw) if file.case is not None else _last_commit(desk, path)
    if sound is None or sound.case is None:
        hint = f"caseledger check {path.relative}; caseledger edit {path.name} opens it"
        raise UnreadableData(f"{path.relative} cannot be read as a case, so it is left alone", hint)
    if any(one.code == NEWER for one in (*file.problems, *sound.problems)):
        raise UnreadableData(
            f"{path.relative} was written by a newer caseledger", "install that one to change it"
        )
    return Target(path, raw, file, sound, sound_raw, tuple(called))


def _last_commit(desk: Desk, path: CasePath) -> tuple[CaseFile | None, bytes]:
    """Read what was committed last of a file that is half typed at the moment."""
    raw = committed(desk.ledger.root, path.relative) if path.regular else None
    return (None, b"") if raw is None else (case_from(desk.ledger, path, raw, desk.today), raw)


def revised(desk: Desk, old: Target, revision: Revision) -> Write:
    """Work out one changed file. Raises `Refused` if it would be wrong, `UsageProblem`."""
    try:
        sound_raw = edited(old.sound_raw, revision(data_of(old.sound_raw)))
        after = case_from(desk.ledger, old.path, sound_raw, desk.today)
        require_sound(old.sound, after)
        raw = _half_typed(desk, old, revision, sound_raw) if old.is_half_typed else sound_raw
    except EditRefused as error:
        raise UsageProblem(f"{old.path.relative} cannot be changed so: {error}") from error
    other_versions = _editor(desk, old.path, revision)

    def edit(version: bytes | None) -> bytes:
        # Most often every version is the same, and this one is worked out and checked already.
        return raw if version == old.raw else other_versions(version)

    change = Change(old.path.relative, edit, old.raw)
    return Write(old.path, old.sound, after, old.raw, raw, change, old.is_half_typed)


def _half_typed(desk: Desk, old: Target, revision: Revision, sound_raw: bytes) -> bytes:
    """Make the change in a file in which somebody is typing; what is half typed stays as it is.

    Where it cannot even be read as YAML, the lines are put in as git would merge them. Raises
    `EditRefused` or `Refused`.
    """
    if old.file.document is not None and old.file.document.data is not None:
        raw = edited(old.raw, revision(data_of(old.raw)))
        after = case_from(desk.ledger, old.path, raw, desk.today)
        wrong = [one for one in fresh(old.file, after) if one.severity is Severity.ERROR]
        if wrong:
            raise Refused(after, wrong)
        return raw
    raw, fits = merged(desk.ledger.root, old.sound_raw, old.raw, sound_raw)
    if not fits:
        raise EditRefused("the change and what is half typed there are in the same lines")
    return raw


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
        require_fit(desk, old.path, version, both)
        return both

    after = case_from(desk.ledger, old.path, raw, desk.today)
    require_sound(old.file, after)
    return Write(old.path, old.file, after, old.raw, raw, Change(old.path.relative, edit, old.raw))


def created(desk: Desk, path: CasePath, raw: bytes) -> Write:
    """Work out a new file. Raises `Refused`, or `Conflict` where there is one of this name."""
    require_free(desk, path, "choose another with --id")

    def edit(version: bytes | None) -> bytes:
        if version is not None:
            raise EditRefused("there is a file of this name already")
        return raw

    after = case_from(desk.ledger, path, raw, desk.today)
    require_sound(None, after)
    return Write(path, None, after, None, raw, Change(path.relative, edit, None))


def require_free(desk: Desk, path: CasePath, hint: str) -> None:
    """Raise `Conflict` where a case has the id of a new file, or had it in the last commit."""
    if any(one.name.casefold() == path.name.casefold() for one in case_paths(desk.ledger)):
        raise Conflict("there is a case of this id already", hint)
    if committed(desk.ledger.root, path.relative) is not None:
        raise Conflict(
            "a case of this id was committed, and its file is gone", "git restore brings it back"
        )


def carry_out(plan: Plan, message: str, *, commit: bool) -> Recorded:
    """Write the files of a plan and make one commit of it.

    Raises `Conflict` where a file moved or a lock is held, `OutsideFailure` where the disk or git
    refused; nothing is half done after either.
    """
    root = plan.desk.ledger.root
    wanted = [
        change
        for write in plan.writes
        if write.changes_bytes
        for change in (write.change, *write.also)
    ]
    told: tuple[str, ...] = ()
    for _ in range(TRIES):
        try:
            done = record(root, wanted, message, commit=commit)
            return replace(done, notes=(*told, *done.notes))
        except Moved as moved:
            # The same change is made to what the file holds now; if it does not fit, that is told.
            told = (*told, *moved.notes)
            wanted = [replace(one, seen=read_file(root, one.path)) for one in wanted]
        except EditRefused as error:
            raise Conflict(
                f"the file changed underneath, and this change does not fit any more: {error}",
                _kept(plan),
            ) from error
    raise Conflict("the file keeps changing; nothing was written", _kept(plan))


def _kept(plan: Plan) -> str:
    """Keep what was to be written, and say where: nobody types it twice."""
    root = plan.desk.ledger.root
    texts = [write.raw_after for write in plan.writes if write.raw_after is not None]
    paths = [keep_aside(private_place(root), text) for text in texts]
    shown = [one.relative_to(root) if one.is_relative_to(root) else one for one in paths]
    return f"the file as it was to be is kept in {', '.join(map(str, shown))}" if shown else ""


def others_of(desk: Desk, case: Case) -> dict[str, Case]:
    """Return the cases in which people of this one stand, by their ids."""
    return {one.case.id: one.case for one in neighbours(desk, case) if one.case is not None}


def _editor(desk: Desk, path: CasePath, revision: Revision) -> Callable[[bytes | None], bytes]:
    """Make the function that changes any version of a file, or refuses to."""

    def edit(version: bytes | None) -> bytes:
        if version is None:
            raise EditRefused("this file is not committed yet")
        raw = edited(version, revision(data_of(version)))
        require_fit(desk, path, version, raw)
        return raw

    return edit


def require_fit(desk: Desk, path: CasePath, before: bytes, after: bytes) -> None:
    """Refuse a version that would be wrong though the work file is not: entries are missing.

    Raises `EditRefused`.
    """
    files = [case_from(desk.ledger, path, raw, desk.today) for raw in (before, after)]
    if any(one.severity is Severity.ERROR for one in fresh(*files)):
        raise EditRefused("it rests on entries that are not committed yet")


def data_of(raw: bytes) -> Tree:
    """Return the tree of a version of a file. Raises `EditRefused` where it cannot be read."""
    document = read_document(raw)
    if document.data is None:
        raise EditRefused("the file cannot be read")
    return document.data
