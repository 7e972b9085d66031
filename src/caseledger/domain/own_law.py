"""The provisions of law that a ledger adds to the catalogue, under ``law`` in `ledger.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from caseledger.domain.kind import texts
from caseledger.domain.kind_check import EXPOSING_TRACKS, did_you_mean
from caseledger.domain.law import SUBJECTS, Provision, provision_from
from caseledger.domain.problem import Path, Problem, Severity
from caseledger.domain.values import Mismatch
from caseledger.domain.vocabulary import Vocabulary


def own_law(tree: object, words: Vocabulary) -> tuple[list[Provision], list[Problem]]:
    """Read a ledger's own provisions: the good ones, and what is wrong with the others.

    ``tree`` is what stands under ``law``: a list of provisions in the form of the built-in ones.
    ``words`` is the vocabulary with the ledger's own kinds.
    """
    return ([], []) if tree is None else read_law(tree, words)


def read_law(
    tree: object, words: Vocabulary, path: Path = ("law",)
) -> tuple[list[Provision], list[Problem]]:
    """Read a list of provisions that stands at a path; see `own_law`."""
    if not isinstance(tree, list):
        return [], [Problem("CL203", "a list of provisions is expected", path)]
    good: list[Provision] = []
    problems: list[Problem] = []
    for position, one in enumerate(tree):
        here = (*path, position)
        provision, found = _read(one, here)
        if provision is not None:
            found += _Check(provision, words, here).problems()
            found += _twice(provision, good, here)
        problems += found
        if provision and all(problem.severity is not Severity.ERROR for problem in found):
            codes = tuple(words.canonical(code) or code for code in provision.kind)
            good.append(replace(provision, kind=codes))
    return good, problems


def _read(tree: object, path: Path) -> tuple[Provision | None, list[Problem]]:
    """Read one provision. One that is plainly in order never loads Pydantic."""
    try:
        return provision_from(tree), []
    except Mismatch:
        from caseledger.domain.schema import validate  # noqa: PLC0415 - only to explain what is out of order

        provision, problems = validate(tree, Provision)
        return provision, [replace(one, path=(*path, *one.path)) for one in problems]


def _twice(provision: Provision, others: list[Provision], path: Path) -> Iterator[Problem]:
    if any(other.id == provision.id for other in others):
        message = "another provision has this id"
        yield Problem("CL401", message, (*path, "id"), value=provision.id)


@dataclass(frozen=True, slots=True)
class _Check:
    """One provision of the right form, held against the vocabulary."""

    provision: Provision
    words: Vocabulary
    path: Path

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it."""
        parts = (self._asked, self._grounded, self._period, self._known)
        return [problem for part in parts for problem in part()] or [*self._idle()]

    def _asked(self) -> Iterator[Problem]:
        """What the question asks about is there, and nothing besides."""
        wanted = SUBJECTS[self.provision.question]
        for name in ("title", "jurisdiction"):
            if not getattr(self.provision, name):
                yield Problem("CL203", "nothing stands here", (*self.path, name))
        for name in ("kind", "shield", "track"):
            given = bool(getattr(self.provision, name))
            if name in wanted and not given:
                message = "the question needs one more key"
                yield Problem("CL201", message, self.path, hint=f"add {name}:")
            if given and name not in wanted:
                yield self._unasked(name)
        if self.provision.body and self.provision.question != "covers":
            yield self._unasked("body")

    def _unasked(self, name: str) -> Problem:
        return Problem("CL212", "the question does not ask about this", (*self.path, name))

    def _grounded(self) -> Iterator[Problem]:
        if not self.provision.source and not self.provision.note:
            hint = "add source: where it was read, or note: where it comes from"
            yield Problem("CL201", "a source or a note is required", self.path, hint=hint)

    def _period(self) -> Iterator[Problem]:
        first, last = self.provision.valid_from, self.provision.valid_to
        if first and last and last < first:
            message = "the last day comes before the first"
            yield Problem("CL504", message, (*self.path, "valid_to"))

    def _known(self) -> Iterator[Problem]:
        """Every state, kind, shield, track and body is one that there is."""
        places = {*self.words.states, *self.words.groups}
        yield from self._each("jurisdiction", places, "CL209", "no such state, or group of states")
        kinds = {*self.words.codes, *filter(self.words.canonical, self.provision.kind)}
        yield from self._each("kind", kinds, "CL301", "no such kind")
        yield from self._each("shield", self.words.shields, "CL204", "no such shield")
        yield from self._each("track", EXPOSING_TRACKS, "CL204", "no exposure has this track")
        yield from self._each("body", self.words.words("bodies"), "CL204", "no such body")

    def _each(
        self, name: str, known: Collection[str], code: str, message: str
    ) -> Iterator[Problem]:
        for position, word in enumerate(getattr(self.provision, name)):
            if word not in known:
                hint = did_you_mean(word, known)
                yield Problem(code, message, (*self.path, name, position), value=word, hint=hint)

    def _idle(self) -> Iterator[Problem]:
        """Nothing derived ever asks what these would answer: most likely a slip."""
        name, is_asked, message = {
            "ends": ("kind", self._doubts, "this kind puts no such shield in doubt"),
            "suspends": ("kind", self._appeals, "this kind opens no appeal"),
            "covers": ("shield", self._may_cover, "this shield covers no such track"),
        }[self.provision.question]
        for position, word in enumerate(getattr(self.provision, name)):
            if not is_asked(word):
                here, hint = (*self.path, name, position), "so the law is never asked"
                yield Problem("CL204", message, here, Severity.WARNING, word, hint)

    def _doubts(self, code: str) -> bool:
        return any(shield in self._values(code, "doubt-shield") for shield in self.provision.shield)

    def _appeals(self, code: str) -> bool:
        return "appeal" in self._values(code, "shield")

    def _values(self, code: str, operation: str) -> set[str]:
        """What a kind does by an operation, whatever the condition."""
        kind = self.words.kind(code)
        effects = kind.effects if kind else ()
        return {v for e in effects if e.operation == operation for v in texts(e.value)}

    def _may_cover(self, shield: str) -> bool:
        return any(self.words.covers(shield, track) != "no" for track in self.provision.track)
