"""What `mv` does, as a plan: another id for a case, in its file and wherever it is referred to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caseledger.actions.desk import Desk
from caseledger.actions.plans import Plan, Target, Write, require_sound
from caseledger.actions.writing import (
    data_of,
    others_of,
    require_fit,
    require_free,
    revised,
    target,
)
from caseledger.domain.edits import EditRefused
from caseledger.domain.renaming import may_name, refers_to, renamed
from caseledger.domain.values import Mismatch, identifier
from caseledger.errors import Conflict, UnreadableData, UsageProblem
from caseledger.store.cases import case_from
from caseledger.store.committed_cases import committed_names
from caseledger.store.drafts import draft_of
from caseledger.store.files import CasePath
from caseledger.store.hand_edits import committed
from caseledger.store.ledger import case_paths
from caseledger.store.recording import Change
from caseledger.store.yaml_edit import edited


def rename_plan(desk: Desk, word: str, new: str) -> Plan:
    """Plan another id for a case: its file, its `id`, and all that refers to it.

    Raises `UsageProblem` for what is no id, `Conflict` where the id is taken or the case is being
    edited, `UnreadableData` where a file that may refer to it cannot be read, `Refused`, and what
    `target` raises. Nothing is done by halves: a file that cannot follow stops all of it.
    """
    old = target(desk, word)
    _require_id(new, old.path.name)
    path = replace(old.path, relative=_beside(old.path.relative, new), name=new)
    _require_free(desk, path)
    _require_whole(desk, old)
    moved = _moved(desk, old, path)
    revision = renamed(old.path.name, new)
    referring_paths = list(referring(desk, old.path))
    for one in referring_paths:
        _require_committed(desk, one, old.path.name)
    following = (target(desk, one.name) for one in referring_paths)
    writes = (moved, *(revised(desk, one, revision) for one in following))
    return Plan(
        desk,
        "mv",
        writes,
        made=(("case", new),),
        trailers=(("Renamed-From", old.path.name),),
        others=others_of(desk, moved.case),
        subject=f"{new}: {moved.headline}",
    )


def _require_committed(desk: Desk, path: CasePath, name: str) -> None:
    """See that a reference is in the history too, or the commit would tell what it does not do."""
    raw = committed(desk.ledger.root, path.relative)
    if raw is not None and not refers_to(data_of(raw), name):
        raise Conflict(
            f"{path.relative} refers to {name} in an edit that is not committed",
            f"caseledger commit {path.name}",
        )


def _beside(relative: str, name: str) -> str:
    return f"{relative.rpartition('/')[0]}/{name}.yaml"


def _require_id(new: str, old: str) -> None:
    try:
        identifier(new)
    except Mismatch as error:
        raise UsageProblem(error.message, "for example c-7k2m4p") from error
    if new == old:
        raise UsageProblem("the case has this id already")


def _require_free(desk: Desk, path: CasePath) -> None:
    """See that no case has the id, in any folder, and none had it in the last commit."""
    hint = "choose another id"
    require_free(desk, path, hint)
    if path.name in (committed_names(desk.ledger.root) or ()):
        raise Conflict(
            "a case of this id was committed, and its file is gone", "git restore brings it back"
        )


def _require_whole(desk: Desk, old: Target) -> None:
    """See that the case is in no state in which a part of it would be left behind."""
    name, root = old.path.name, desk.ledger.root
    if old.is_half_typed:
        raise UnreadableData(
            f"{old.path.relative} is half typed, and stays under its name until it can be read",
            f"caseledger check {old.path.relative}",
        )
    require_no_draft(desk, name)
    if old.case.vault is not None:
        raise Conflict(
            f"{name} has a sealed record, which holds the id inside and cannot be renamed with it",
            "",
        )
    committed = committed_names(root)
    if committed is not None and name not in committed:
        raise Conflict(
            f"{old.path.relative} is not committed yet, so nothing would tell where it came from",
            f"caseledger commit {name}",
        )


def require_no_draft(desk: Desk, name: str) -> None:
    """See that nobody's private copy of a case would be left without its file."""
    if draft_of(desk.ledger.root, name).exists:
        raise Conflict(
            f"an edit of {name} is not finished", f"caseledger edit {name} --resume ends it"
        )


def _moved(desk: Desk, old: Target, path: CasePath) -> Write:
    """Work out the file of the case under its new name, and that the old one goes."""
    revision = renamed(old.path.name, path.name)

    def edit(version: bytes | None) -> bytes:
        if version is None:
            raise EditRefused("this file is not committed yet")
        if data_of(version).get("id") != old.path.name:
            raise EditRefused("another id stands in it")
        raw = edited(version, revision(data_of(version)))
        require_fit(desk, path, version, raw)
        return raw

    try:
        raw = edited(old.raw, revision(data_of(old.raw)))
    except EditRefused as error:
        raise UsageProblem(f"{old.path.relative} cannot be changed so: {error}") from error
    after = case_from(desk.ledger, path, raw, desk.today)
    require_sound(old.sound, after)
    change = Change(path.relative, edit, None, start=old.path.relative)
    gone = Change(old.path.relative, lambda _version: None, old.raw)
    headline = f"renamed from {old.path.name}"
    return Write(path, old.sound, after, old.raw, raw, change, also=(gone,), headline=headline)


def referring(desk: Desk, old: CasePath, person: str = "") -> Iterator[CasePath]:
    """Find every other case that refers to this one, or to one person of it.

    Raises `UnreadableData` where a file cannot be read, and may.
    """
    for path in case_paths(desk.ledger):
        if path.relative == old.relative or not path.regular:
            continue
        raw, problem = desk.ledger.shelf.read(path.relative)
        if problem is None and not may_name(raw, old.name):
            continue
        file = case_from(desk.ledger, path, raw, desk.today)
        if problem is not None or file.case is None:
            raise UnreadableData(
                f"{path.relative} may refer to {old.name} and cannot be read; nothing was changed",
                f"caseledger check {path.relative}",
            )
        if refers_to(data_of(raw), old.name, person):
            yield path
