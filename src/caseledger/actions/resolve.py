"""What `resolve` does: conflicts of cases are found, decided field by field, and settled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseledger.actions.desk import Desk
from caseledger.actions.plans import Refused, fresh
from caseledger.domain.case import Case
from caseledger.domain.changes import Address, Tree, is_public
from caseledger.domain.consequence import Consequence, consequences
from caseledger.domain.entry_values import written
from caseledger.domain.loading import shape_of
from caseledger.domain.merging.clash import ABSENT, Clash, Reason
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.resolving import Answers, Conflict, Versions, Where, address_text
from caseledger.domain.spots import spot_of
from caseledger.domain.typed import Typist
from caseledger.domain.values import Mismatch
from caseledger.errors import Ambiguous, NotFound, OutsideFailure, UsageProblem
from caseledger.errors import Conflict as ConflictError
from caseledger.store import conflicts as unmerged
from caseledger.store import resolutions
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.conflicts import Sides, Unmerged
from caseledger.store.files import CasePath
from caseledger.store.git_place import find_place
from caseledger.store.merging import merge_texts
from caseledger.store.private_place import private_place
from caseledger.store.recording import recover
from caseledger.store.resolutions import Pending
from caseledger.store.trust import require_trust
from caseledger.store.yaml_reader import read_document

NEXT_SYNC = "caseledger sync uses it"


class NotInOrder(Refused):
    """What was decided would make a case that is not in order: nothing was written."""

    exit_code = 4

    def __init__(self, file: CaseFile, problems: Sequence[Problem]) -> None:
        """Name the file, and the way on."""
        super().__init__(file, problems)
        self.message = f"{file.path} would not be in order so; nothing was written"
        self.hint = "decide otherwise, or mend the file by hand and git add it"


class MovedApart(ConflictError):
    """What was decided cannot be written: the two texts are too different for that."""


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict and where it comes from."""

    conflict: Conflict
    origin: Unmerged | Pending


@dataclass(frozen=True, slots=True)
class Conflicts:
    """All conflicts, by case; ``others`` are files that git left unmerged and that are no cases.

    ``sides`` say what git is in the middle of, if it is in the middle of anything.
    """

    found: tuple[Found, ...]
    others: tuple[str, ...] = ()
    sides: Sides | None = None

    @property
    def conflicts(self) -> list[Conflict]:
        """The conflicts alone."""
        return [one.conflict for one in self.found]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a case comes to with what is decided: its bytes, ``None`` where it is removed.

    ``left`` are the clashes that nobody has decided yet.
    """

    raw: bytes | None
    left: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of settling: ``notes`` for the user, files ``left`` in git, and the way on.

    ``follows`` is what the decision comes to for each person, as against our version.
    """

    notes: tuple[str, ...]
    left: tuple[str, ...]
    way_on: str
    follows: tuple[Consequence, ...]


def find_conflicts(desk: Desk) -> Conflicts:
    """Find what git left unmerged, and what `sync` left for a person. Raises `OutsideFailure`."""
    root = desk.ledger.root
    place = find_place(root)
    files = unmerged.unmerged(place, root) if place is not None else ()
    sides = unmerged.sides(place) if place is not None and files else None
    found = [_from_git(desk, one, sides) for one in files if one.is_case and sides is not None]
    in_git = {one.conflict.path for one in found}
    found += [_from_sync(desk, p) for p in resolutions.pending(root) if p.path not in in_git]
    others = tuple(one.top_path for one in files if not one.is_case)
    return Conflicts(tuple(sorted(found, key=lambda one: one.conflict.path)), others, sides)


def conflict_of(found: Conflicts, word: str) -> Found:
    """Find the conflict of a case by its id, or the beginning of it. Raises `NotFound`."""
    names = {one.conflict.case: one for one in found.found}
    if word in names:
        return names[word]
    begun = [name for name in names if word and name.startswith((word, f"c-{word}"))]
    if len(begun) > 1:
        raise Ambiguous("this fits several cases", begun, word)
    if not begun:
        known = ", ".join(names)
        hint = f"conflicts are in {known}" if known else "there are no conflicts at all"
        raise NotFound("there is no conflict in a case of this id", hint)
    return names[begun[0]]


def attempt(desk: Desk, conflict: Conflict, answers: Answers) -> Attempt:
    """Merge a case as far as it is decided. Raises `MovedApart` where that cannot be written."""
    versions = conflict.versions
    whole = next((one for one in conflict.clashes if _is_whole(one)), None)
    if whole is not None:
        value = answers.value(whole)
        left = () if answers.has(whole) else (whole,)
        return Attempt(value if isinstance(value, bytes) else None, left)
    assert versions.ours is not None  # noqa: S101 - else the whole file clashes
    assert versions.theirs is not None  # noqa: S101
    text = merge_texts(
        versions.base,
        versions.ours,
        versions.theirs,
        vocabulary=desk.ledger.vocabulary,
        decide=answers.value,
        scratch=private_place(desk.ledger.root),
    )
    if not text.sound:
        raise MovedApart(
            "the file is written so that this program cannot put the versions together",
            "mend it in an editor, then git add it; or take one side of the whole file with git",
        )
    return Attempt(text.raw, tuple(one for one in text.clashes if not answers.has(one)))


def require_order(desk: Desk, conflict: Conflict, raw: bytes | None) -> Case | None:
    """Return the case as decided. Raise `NotInOrder` if it has errors that neither version has."""
    if raw is None:
        return None
    path = _path(conflict.path)
    after = case_from(desk.ledger, path, raw, desk.today)
    sides = (conflict.versions.ours, conflict.versions.theirs)
    before = [case_from(desk.ledger, path, one, desk.today) for one in sides if one is not None]
    wrong = [one for one in after.problems if _is_error(one)]
    for file in before:
        new = fresh(file, after)
        wrong = [one for one in wrong if one in new]
    if wrong or after.case is None:
        raise NotInOrder(after, wrong or after.problems)
    return after.case


def settle(desk: Desk, found: Found, raw: bytes | None) -> Done:
    """Write what was decided, and tell git, or keep it for the next `sync`.

    Raises `NotInOrder`, `Conflict`, `OutsideFailure` or `Untrusted`; then nothing was changed.
    """
    follows = _follows(desk, found.conflict, require_order(desk, found.conflict, raw))
    root = desk.ledger.root
    if isinstance(found.origin, Pending):
        resolutions.settle(root, found.origin, raw)
        open_ones = tuple(one.path for one in resolutions.pending(root))
        return Done((), open_ones, NEXT_SYNC, follows)
    place = find_place(root)
    if place is None:
        raise OutsideFailure("the ledger is not in a git repository any more")
    require_trust(place)
    notes = (*recover(root), *unmerged.settle(place, root, found.origin, raw))
    left = tuple(one.top_path for one in unmerged.unmerged(place, root))
    return Done(notes, left, unmerged.sides(place).way_on, follows)


def _follows(desk: Desk, conflict: Conflict, after: Case | None) -> tuple[Consequence, ...]:
    raw, path = conflict.versions.ours, _path(conflict.path)
    before = case_from(desk.ledger, path, raw, desk.today).case if raw is not None else None
    return tuple(consequences(before, after, desk.day, desk.ledger.vocabulary, {}))


def typed(desk: Desk, conflict: Conflict, clash: Clash, text: str) -> object:
    """Read a value that a person typed for a field, as `set` does; nothing typed means nothing.

    Raises `UsageProblem`, `NotFound` or `Ambiguous`.
    """
    if not text:
        return ABSENT
    for raw in (conflict.versions.ours, conflict.versions.theirs):
        case = case_from(desk.ledger, _path(conflict.path), raw or b"", desk.today).case
        value = _typed(desk, case, clash.address, text) if case is not None else None
        if value is not None:
            return value
    raise UsageProblem("a value for this is not typed here", "take a side, then caseledger edit")


def can_be_typed(clash: Clash) -> bool:
    """Whether a clash is about one value, not about an entry or a list of them."""
    values = [one for one in (clash.base, clash.ours, clash.theirs) if one is not ABSENT]
    return clash.reason is not Reason.SAME_MOMENT and all(isinstance(one, str) for one in values)


def _typed(desk: Desk, case: Case, address: Address, text: str) -> object:
    try:
        spot = spot_of(case, address_text(address))
    except (NotFound, UsageProblem):
        return None
    if spot.part is None or not spot.key:
        return text
    event = next((one for one in case.events if ("events", one.id) == spot.entry), None)
    kind = desk.ledger.vocabulary.kind(event.kind) if event is not None else None
    typist = Typist(case, desk.ledger.vocabulary, desk.today, kind)
    value = typist.field(spot.part, spot.key, [text])
    try:
        shape_of(spot.part).readers[spot.key][1](value)
    except Mismatch as error:
        raise UsageProblem(error.message, error.hint) from error
    return written({spot.key: value}, spot.part)[spot.key]


# Finding


def _from_git(desk: Desk, file: Unmerged, sides: Sides) -> Found:
    versions = Versions(file.base, file.ours, file.theirs)
    names = (sides.ours, sides.theirs)
    return Found(_conflict(desk, file.path, Where.GIT, names, versions), file)


def _from_sync(desk: Desk, one: Pending) -> Found:
    versions = Versions(one.base, one.ours, one.theirs)
    return Found(_conflict(desk, one.path, Where.SYNC, one.names, versions), one)


def _conflict(
    desk: Desk, path: str, where: Where, names: tuple[str, str], versions: Versions
) -> Conflict:
    trees = [_tree(raw) for raw in (versions.base, versions.ours, versions.theirs)]
    present = [one for one in trees if one is not None]
    return Conflict(
        _path(path).name,
        path,
        where,
        *names,
        versions,
        _clashes(desk, path, versions),
        bool(present) and all(is_public(None, one) for one in present),
        dict(_heads((trees[2], trees[1]))),
    )


def _clashes(desk: Desk, path: str, versions: Versions) -> tuple[Clash, ...]:
    """Find what clashes; the whole file where it is gone on a side, or cannot be read."""
    if versions.ours is None or versions.theirs is None:
        return (_whole(versions, Reason.DELETED_AND_CHANGED),)
    errors = _problems_at(desk, path)
    text = merge_texts(
        versions.base,
        versions.ours,
        versions.theirs,
        vocabulary=desk.ledger.vocabulary,
        problems=errors,
        scratch=private_place(desk.ledger.root),
    )
    if not text.clashes and not text.sound:
        return (_whole(versions, Reason.CHANGED_TWICE),)
    return text.clashes


def _problems_at(desk: Desk, path: str) -> Callable[[bytes], list[Problem]]:
    def errors(raw: bytes) -> list[Problem]:
        file = case_from(desk.ledger, _path(path), raw, desk.today)
        return [one for one in file.problems if _is_error(one)]

    return errors


def _whole(versions: Versions, reason: Reason) -> Clash:
    values = (versions.base, versions.ours, versions.theirs)
    base, ours, theirs = (ABSENT if one is None else one for one in values)
    return Clash((), reason, base, ours, theirs)


def _is_whole(clash: Clash) -> bool:
    return not clash.address and any(isinstance(one, bytes) for one in (clash.ours, clash.theirs))


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _tree(raw: bytes | None) -> Tree | None:
    return None if raw is None else read_document(raw).data


def _heads(trees: Collection[Tree | None]) -> Iterator[tuple[Address, str]]:
    """Yield how events are called for people: by the date and the kind that a side gives them."""
    for tree in trees:
        events = (tree or {}).get("events")
        for event in events if isinstance(events, list) else ():
            if isinstance(event, Mapping) and isinstance(event.get("id"), str):
                words = (event.get("date"), event.get("kind"))
                yield ("events", str(event["id"])), " ".join(w for w in words if isinstance(w, str))


def _path(path: str) -> CasePath:
    return CasePath(path, path.rpartition("/")[2].removesuffix(".yaml"), regular=True)
