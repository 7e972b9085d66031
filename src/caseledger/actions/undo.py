"""What `undo` does, as a plan: the inverse of an action that is still in effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from caseledger.actions.desk import Desk
from caseledger.actions.inverting import (
    Inverse,
    Part,
    inverse,
    tree_of,
    with_new_ids,
)
from caseledger.actions.plans import Plan, Target, Write, fresh, require_sound
from caseledger.actions.renaming import referring, rename_plan, require_no_draft
from caseledger.actions.undo_refused import RESTS, SHORT, Way, cannot
from caseledger.actions.writing import others_of, require_fit, require_free, target
from caseledger.domain.case import Case
from caseledger.domain.changes import changes, is_public
from caseledger.domain.commit_message import what_changed
from caseledger.domain.edits import EditRefused
from caseledger.domain.problem import Severity
from caseledger.domain.undoing import (
    UNDO,
    Act,
    later_than,
    name_today,
    own_actions,
    renamings,
    undone_by,
)
from caseledger.errors import Conflict, NotFound, OutsideFailure, UsageProblem
from caseledger.store.actions_made import acts, contents, own_email, touched
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.drafts import merged
from caseledger.store.files import CASES, CasePath
from caseledger.store.git_place import GitPlace
from caseledger.store.history import HINT_SHALLOW, commit_named, place_of
from caseledger.store.ledger import case_paths
from caseledger.store.recording import Change
from caseledger.store.settling import same_text


def undo_plan(desk: Desk, word: str = "") -> Plan:
    """Plan the inverse of the commit that a word names, else of one's own last action in effect.

    Raises `NotFound` where there is none, `UsageProblem` for a commit that cannot be meant,
    `Conflict` where later changes touch the same, `OutsideFailure`.
    """
    place = place_of(desk.ledger.root)
    made = acts(place, desk.zone)
    if word:
        return _plan(_History(desk, place, made), _named(place, made, word))
    email = own_email(place)
    for act in own_actions(made, email):
        history = _History(desk, place, made)
        if _files(history, act)[0]:
            plan = _plan(history, act)
            if not plan.is_empty:
                return plan
    raise NotFound(
        f"there is no action by {email} to undo",
        "caseledger undo COMMIT names another's, or an undo; caseledger log lists them",
    )


@dataclass(frozen=True, slots=True)
class _History:
    """The ledger, and all commits that lead to what it holds."""

    desk: Desk
    place: GitPlace
    made: tuple[Act, ...]


def _named(place: GitPlace, made: Sequence[Act], word: str) -> Act:
    """Find the commit that a word names. Raises `NotFound`, `UsageProblem`, `Conflict`."""
    oid = commit_named(place, word)
    act = next((one for one in made if one.id == oid), None)
    if act is None:
        raise UsageProblem(
            f"{oid[:SHORT]} does not lead to the present state, so nothing of it is in effect"
        )
    if act.is_merge:
        raise UsageProblem(
            f"{act.id[:SHORT]} is a merge, and did nothing by itself",
            "caseledger undo COMMIT undoes one by one what came with it",
        )
    if act.action == "init":
        raise UsageProblem("the beginning of a ledger is not undone")
    undone = undone_by(made).get(act.id)
    if undone is not None:
        raise Conflict(
            f"{act.id[:SHORT]} was undone by {undone.id[:SHORT]} already",
            f"caseledger undo {undone.id[:SHORT]} brings it back",
        )
    return act


def _plan(history: _History, act: Act) -> Plan:
    if act.renamed_from:
        return _renamed_back(history, act)
    later = later_than(history.made, act.id)
    parts = _parts(history, act, later)
    way = Way(history.desk, history.place, act, later)
    writes = tuple(one for part in parts for one in _write(way, part))
    others: dict[str, Case] = {}
    for write in writes:
        others |= others_of(history.desk, write.case)
    return _told(Plan(history.desk, UNDO, writes, others=others), act)


def _told(plan: Plan, act: Act) -> Plan:
    """Say in a plan what is undone by it."""
    what = f"{act.id[:SHORT]} {act.when.date().isoformat()} {act.action}".rstrip()
    return replace(
        plan,
        action=UNDO,
        made=(),
        understood=(("undone", what),),
        trailers=(("Undoes", act.id), *plan.trailers),
        brings_back=True,
    )


def _renamed_back(history: _History, act: Act) -> Plan:
    """Plan to rename a case back: what came into the files since stays, and follows."""
    later = later_than(history.made, act.id)
    again = next((one for one in later if act.case == one.renamed_from), None)
    if again is not None:
        raise Conflict(
            f"{act.id[:SHORT]} cannot be undone: {act.case} was renamed again, by "
            f"{again.id[:SHORT]}, to {again.case}",
            f"caseledger undo {again.id[:SHORT]} first, or caseledger mv {again.case} NEW",
        )
    try:
        plan = rename_plan(history.desk, act.case, act.renamed_from)
    except (Conflict, NotFound) as error:
        raise Conflict(f"{act.id[:SHORT]} cannot be undone: {error.message}", "") from error
    first, *rest = plan.writes
    first = replace(first, headline=f"undo rename to {act.case}")
    subject = f"{act.renamed_from}: {first.headline}"
    return _told(replace(plan, writes=(first, *rest), subject=subject), act)


def _files(history: _History, act: Act) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """The case files that a commit changed, and the paths of all other files.

    Of each case file, by its path in the ledger, the ids of its content before and after.
    """
    top = history.place.from_top(history.desk.ledger.root, f"{CASES}/")
    cases, others = {}, []
    for path, pair in touched(history.place, act).items():
        if path.startswith(top) and path.endswith(".yaml"):
            before, after = ("" if one is None else one.blob for one in pair)
            cases[f"{CASES}/{path.removeprefix(top)}"] = (before, after)
        else:
            others.append(path)
    return cases, others


def _parts(history: _History, act: Act, later: Sequence[Act]) -> Iterator[Part]:
    """What a commit made of each case, told in the ids that cases have today.

    Raises `UsageProblem` where it changed other files too, `OutsideFailure` where what was before
    it is missing.
    """
    if not act.parents:
        if history.place.is_shallow:
            raise OutsideFailure("what was before this commit is missing here", HINT_SHALLOW)
        raise UsageProblem("the beginning of a history is not undone")
    cases, others = _files(history, act)
    if others or not cases:
        named = ", ".join(sorted(others)[:3])
        raise UsageProblem(
            f"{act.id[:SHORT]} changed other files than cases: {named}"
            if others
            else f"{act.id[:SHORT]} changed no file",
            f"git revert {act.id[:SHORT]} undoes all of it" if others else "",
        )
    raw = contents(history.place, [oid for pair in cases.values() for oid in pair])
    renamed = renamings(later)
    for path, (before, after) in cases.items():
        yield Part(
            _path_today(path, renamed),
            with_new_ids(raw.get(before), renamed),
            with_new_ids(raw.get(after), renamed),
            tuple(_paths_since(path, renamed)),
        )


def _paths_since(path: str, renamed: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield path
    folder, _, name = path.removesuffix(".yaml").rpartition("/")
    for old, new in renamed:
        if name == old:
            name = new
            yield f"{folder}/{name}.yaml"


def _path_today(path: str, renamed: Sequence[tuple[str, str]]) -> CasePath:
    folder, _, name = path.removesuffix(".yaml").rpartition("/")
    today = name_today(name, renamed)
    return CasePath(f"{folder}/{today}.yaml", today, regular=True)


def _write(way: Way, part: Part) -> Iterator[Write]:
    """Work out one file; none where nothing is left to undo in it."""
    there = any(one.name == part.path.name for one in case_paths(way.desk.ledger))
    if part.after is None:
        yield from _brought_back(way, part, there=there)
        return
    if not there:
        if part.before is None:
            return
        raise cannot(way, part, [()], f"{part.path.relative} is gone")
    old = target(way.desk, part.path.name)
    if part.before is None:
        yield _taken_away(way, part, old)
        return
    write = _changed(way, part, old)
    if write.raw_after != write.raw_before:
        yield write


def _headline(part: Part, write: Write) -> Write:
    """Say in the history what was undone in a file: ids and kinds, as a commit says what it did."""
    before, after = tree_of(part.before), tree_of(part.after)
    public = write.is_public and is_public(before, after)
    what = what_changed(write.case.id, changes(before, after), public=public, before="undo ")
    return replace(write, headline=what)


def _changed(way: Way, part: Part, old: Target) -> Write:
    """Take back what the commit changed in a file; what came later stays."""
    desk = way.desk
    found = inverse(part, old.sound_raw)
    if found.clashes:
        raise cannot(way, part, found.clashes, RESTS if found.rests else "")
    after = _sound(way, part, old, found.raw)
    raw = _half_typed(desk, old, found) if old.is_half_typed else found.raw

    def edit(version: bytes | None) -> bytes:
        if version == old.raw:
            return raw
        if version is None:
            raise EditRefused("this file is not committed")
        other = inverse(part, version)
        if other.clashes:
            raise EditRefused("later changes touch the same entries")
        require_fit(desk, old.path, version, other.raw)
        return other.raw

    change = Change(old.path.relative, edit, old.raw)
    write = Write(old.path, old.sound, after, old.raw, raw, change, old.is_half_typed)
    return _headline(part, write)


def _sound(way: Way, part: Part, old: Target, raw: bytes) -> CaseFile:
    """Read a file as it would be, and see that nothing in the ledger rests on what would go."""
    after = case_from(way.desk.ledger, old.path, raw, way.desk.today)
    # What the commit mended comes back with it; nothing else may.
    then = case_from(way.desk.ledger, old.path, part.before or b"", way.desk.today)
    wrong = [
        one
        for one in fresh(then, after)
        if one.severity is Severity.ERROR and one in fresh(old.sound, after)
    ]
    if after.case is None and then.case is None:
        raise Conflict(
            f"{way.short} cannot be undone: it mended what kept the file from being read",
            f"a file that cannot be read is never written; caseledger edit {old.path.name}",
        )
    if wrong or after.case is None:
        raise cannot(way, part, way.dependents(after, wrong), problems=wrong or after.problems)
    left = {person.id for person in after.case.people}
    for gone in (person.id for person in old.case.people if person.id not in left):
        _require_unreferred(way, old, gone)
    return after


def _half_typed(desk: Desk, old: Target, found: Inverse) -> bytes:
    """Take it back in a file in which somebody is typing; what is half typed stays as it is."""
    raw, fits = merged(desk.ledger.root, old.sound_raw, old.raw, found.raw)
    if not fits:
        raise Conflict(
            f"{old.path.relative} is half typed in the lines that would change; nothing was undone",
            f"caseledger edit {old.path.name}, then again",
        )
    return raw


def _taken_away(way: Way, part: Part, old: Target) -> Write:
    """Take a case away that the commit added, if it is as it was and nothing leads to it."""
    if not same_text(old.raw, part.after):
        since = changes(tree_of(part.after), tree_of(old.raw))
        raise cannot(way, part, [one.address for one in since] or [()])
    require_no_draft(way.desk, old.path.name)
    _require_unreferred(way, old)

    def edit(version: bytes | None) -> None:
        if version is not None and not same_text(version, part.after):
            raise EditRefused("it was changed since")

    change = Change(old.path.relative, edit, old.raw)
    return _headline(part, Write(old.path, old.sound, None, old.raw, None, change))


def _require_unreferred(way: Way, old: Target, person: str = "") -> None:
    """See that no other case refers to what would go: a case, or a person of it."""
    leading = [path.name for path in referring(way.desk, old.path, person)]
    if leading:
        what = f"{old.path.name}/{person}" if person else old.path.name
        raise Conflict(
            f"{way.short} cannot be undone: {', '.join(leading)} refers to {what}",
            f"take that away first: caseledger edit {leading[0]}",
        )


def _brought_back(way: Way, part: Part, *, there: bool) -> Iterator[Write]:
    """Bring a case back that the commit took away."""
    raw = part.before
    if raw is None:
        return
    if there:
        if same_text(target(way.desk, part.path.name).raw, raw):
            return
        raise cannot(way, part, [()], f"there is a case {part.path.name} again")
    require_free(way.desk, part.path, "rename the one that is there: caseledger mv")

    def edit(version: bytes | None) -> bytes:
        if version is not None and not same_text(version, raw):
            raise EditRefused("there is a file of this name already")
        return raw

    after = case_from(way.desk.ledger, part.path, raw, way.desk.today)
    require_sound(after if after.case is not None else None, after)
    change = Change(part.path.relative, edit, None)
    yield _headline(part, Write(part.path, None, after, None, raw, change))
