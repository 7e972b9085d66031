"""One file mended: the edits that its problems propose, as far as they keep what they promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from caseledger.actions.plans import fresh, sort_of
from caseledger.domain.alike import say_the_same
from caseledger.domain.edits import Edit, EditRefused
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.vocabulary import Vocabulary
from caseledger.store.cases import CaseFile
from caseledger.store.placed_edits import Placed, placed, touch
from caseledger.store.yaml_edit import edited

ROUNDS = 50
"""So often a file is looked at again for what its last mends brought to light."""

VOCABULARY = "CL3"
"""How the codes begin that are not about the form of a file but about what it says."""

REFUSED = "its place in the file cannot be written so"
NOT_GONE = "the problem would still be there"
WORSE = "another problem would take its place"
MORE = "too many came to light one after the other; run it again"
OTHERWISE = "the case would say something else"


@dataclass(frozen=True, slots=True)
class Left:
    """A problem whose mend was not made, and why."""

    problem: Problem
    why: str


@dataclass(frozen=True, slots=True)
class MendedFile:
    """What a file came to: the edits in their order, the codes they mend, and what was left."""

    raw: bytes
    file: CaseFile
    edits: tuple[Placed, ...] = ()
    codes: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()


@dataclass
class Mender:
    """Mends one file.

    ``read`` reads bytes as the file that they would be, ``sift`` leaves in it only the problems
    that are to be mended.
    """

    read: Callable[[bytes], CaseFile]
    sift: Callable[[CaseFile], CaseFile]
    vocabulary: Vocabulary
    unsafe: bool = False
    _dropped: set[object] = field(default_factory=set)

    def mend(self, raw: bytes, file: CaseFile) -> MendedFile:
        """Mend what can be mended, safe mends first, until nothing more can be.

        Where two mends touch the same spot the first by line is made, and the other if it is still
        proposed then. One that breaks a promise is dropped and named: its problem must be gone,
        none may come that was not there before (but what an unreadable file hid), and a safe one
        must leave what the case says.
        """
        done = MendedFile(raw, file)
        for _ in range(ROUNDS):
            before = done.raw
            for safe in (True, False) if self.unsafe else (True,):
                done = self._some(done, safe=safe)
            if done.raw == before:
                return done
        wanted = [one for safe in (True, False) for one in self._wanted(done, safe=safe)]
        return replace(done, left=(*done.left, *(Left(one, MORE) for one in wanted)))

    def _some(self, done: MendedFile, *, safe: bool) -> MendedFile:
        """Make the mends of one sort that do not touch each other: at once, else one by one."""
        chosen = _apart(self._wanted(done, safe=safe))
        if not chosen or not self._broken(done, chosen, safe=safe):
            return self._made(done, chosen)
        for key in [sort_of(one, done.file) for one in chosen]:
            # Those made before may have moved it, or mended it as well.
            now = [one for one in done.file.problems if sort_of(one, done.file) == key][:1]
            why = self._broken(done, now, safe=safe) if now else ""
            if why:
                self._dropped.add(key)
                done = replace(done, left=(*done.left, Left(now[0], why)))
            else:
                done = self._made(done, now)
        return done

    def _wanted(self, done: MendedFile, *, safe: bool) -> list[Problem]:
        """The problems whose mends are still to be made."""
        if not (safe or self.unsafe):
            return []
        return [
            one
            for one in done.file.problems
            if one.mend is not None
            and one.mend.safe is safe
            and sort_of(one, done.file) not in self._dropped
        ]

    def _made(self, done: MendedFile, chosen: Sequence[Problem]) -> MendedFile:
        if not chosen:
            return done
        edits = placed(done.file.tree, _edits_of(chosen))
        raw = edited(done.raw, [one.edit for one in edits])
        codes = (*done.codes, *(one.code for one in chosen))
        file = self.sift(self.read(raw))
        return MendedFile(raw, file, (*done.edits, *edits), codes, done.left)

    def _broken(self, done: MendedFile, chosen: Sequence[Problem], *, safe: bool) -> str:
        """Say which promise some mends would break together, or nothing."""
        try:
            raw = edited(done.raw, _edits_of(chosen))
        except EditRefused:
            return REFUSED
        before, after = self.read(done.raw), self.read(raw)
        was = Counter(sort_of(one, before) for one in before.problems)
        gone = Counter(sort_of(one, before) for one in chosen)
        left = Counter(sort_of(one, after) for one in after.problems)
        if any(left[key] > max(was[key] - number, 0) for key, number in gone.items()):
            return NOT_GONE
        if _is_worse(before, after, safe=safe):
            return WORSE
        if safe and before.case is not None and after.case is not None:
            alike = say_the_same(before.case, after.case, self.vocabulary)
            return "" if alike else OTHERWISE
        return ""


def _is_worse(before: CaseFile, after: CaseFile, *, safe: bool) -> bool:
    """Whether a file has problems that it did not have; of a guess only errors count."""
    if before.case is None and after.case is not None:
        return False  # what could not be read hid them
    found = fresh(before, after)
    if not safe or before.case is None:
        found = [one for one in found if one.severity is Severity.ERROR]
    if before.case is None:
        # An entry that can be read now is held against the vocabulary for the first time.
        found = [one for one in found if one.code < VOCABULARY]
    return bool(found) or (before.case is not None and after.case is None)


def _apart(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems whose mends touch none of an earlier one, in the order of lines."""
    chosen: list[Problem] = []
    for problem in problems:
        spots = [edit.spot for edit in _edits_of([problem])]
        others = [edit.spot for edit in _edits_of(chosen)]
        if not any(touch(spot, other) for spot in spots for other in others):
            chosen.append(problem)
    return chosen


def _edits_of(problems: Iterable[Problem]) -> list[Edit]:
    return [edit for one in problems if one.mend is not None for edit in one.mend.edits]
