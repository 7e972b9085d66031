"""Files of rules for deadlines, of a ledger or of the catalogue: the good parts, and what is wrong.

Each profile, treaty, figure and rule is read by itself, so that one that is wrong takes none of
the others with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from caseledger.domain.loading import FORMAT, shape_of
from caseledger.domain.problem import Path, Problem, Severity
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.rule import Instrument, NationalFigure, Profile, Rule, RuleFile
from caseledger.domain.rules_check import check_figure, check_instrument, check_profile, check_rule
from caseledger.domain.rules_codes import canonical
from caseledger.domain.values import Mismatch, identifier
from caseledger.domain.vocabulary import Vocabulary

BY_ID: Mapping[str, type] = {"profiles": Profile, "instruments": Instrument}
"""Sections that are mappings: what stands under an id."""

LISTS: Mapping[str, type] = {"figures": NationalFigure, "rules": Rule}
"""Sections that are lists."""

SECTIONS = (*BY_ID, *LISTS)

Read = tuple[RuleFile | None, list[Problem]]
Check = Callable[[Any, Vocabulary, Rules, Path], Iterable[Problem]]

CHECKS: Mapping[str, Check] = {
    "profiles": check_profile,
    "instruments": check_instrument,
    "figures": check_figure,
    "rules": check_rule,
}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A file whose parts have the right form: each by its place, and what is wrong so far."""

    tree: object
    parts: dict[Path, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def file(self) -> RuleFile:
        """The file as far as it is good."""
        return RuleFile(
            format=int(FORMAT),
            profiles=self._by_id("profiles"),
            instruments=self._by_id("instruments"),
            figures=tuple(self._section("figures").values()),
            rules=tuple(self._section("rules").values()),
        )

    def add(self, path: Path, problems: Iterable[Problem]) -> None:
        """Note what is wrong with a part, and drop it if that is an error."""
        found = [replace(one, path=as_written(self.tree, one.path)) for one in problems]
        self.problems.extend(found)
        if any(one.severity is Severity.ERROR for one in found):
            self.parts.pop(path, None)

    def _section(self, name: str) -> dict[Path, Any]:
        return {path: part for path, part in self.parts.items() if path[0] == name}

    def _by_id(self, name: str) -> dict[str, Any]:
        return {str(path[1]): part for path, part in self._section(name).items()}


def read_rule_file(tree: object, words: Vocabulary) -> Read:
    """Read one file of rules: what is good of it, None if nothing can be, and all problems.

    ``words`` is the vocabulary that the file is held against; kinds, outcomes and grounds that go
    by a former or another name come out under their code.
    """
    return read_rule_files([tree], words)[0]


def read_rule_files(trees: Sequence[object], words: Vocabulary) -> list[Read]:
    """Read the files of one ledger together: a rule may use what stands in another file."""
    drafts = [_draft(tree) for tree in trees]
    _without_twins(drafts)
    for sections in (("profiles", "instruments"), ("rules",), ("figures",)):
        known = words.with_rules(draft.file for draft in drafts).rules
        for draft in drafts:
            _hold(draft, sections, words, known)
    return [_finished(draft, words) for draft in drafts]


def _draft(tree: object) -> _Draft:
    """Read every part of a file that has the right form."""
    draft = _Draft(tree)
    if not isinstance(tree, Mapping):
        draft.problems.append(Problem("CL203", "a mapping is expected"))
        return draft
    own = {key: value for key, value in tree.items() if key not in CHECKS}
    draft.problems.extend(_read(own, RuleFile, ())[1])
    for path, one, part in (*_entries(tree, draft), *_members(tree, draft)):
        value, problems = _read(one, part, path)
        if value is not None:
            draft.parts[path] = value
        draft.add(path, problems)
    return draft


def _entries(tree: Mapping[str, object], draft: _Draft) -> Iterator[tuple[Path, object, type]]:
    """What stands in the sections by id, and where."""
    for name, part in BY_ID.items():
        given = tree.get(name)
        if given is not None and not isinstance(given, Mapping):
            draft.problems.append(Problem("CL203", "a mapping by id is expected", (name,)))
            continue
        for code, one in (given or {}).items():
            try:
                identifier(code)
            except Mismatch as error:
                place = (name, code)
                draft.problems.append(Problem(error.code, error.message, place, value=str(code)))
            else:
                yield (name, code), one, part


def _members(tree: Mapping[str, object], draft: _Draft) -> Iterator[tuple[Path, object, type]]:
    """What stands in the sections that are lists, and where."""
    for name, part in LISTS.items():
        given = tree.get(name)
        if given is not None and not isinstance(given, list):
            draft.problems.append(Problem("CL203", "a list is expected", (name,)))
            continue
        for position, one in enumerate(given or ()):
            yield (name, position), one, part


def _read(tree: object, part: type, path: Path) -> tuple[object, list[Problem]]:
    """Read one part. One that is plainly in order never loads Pydantic."""
    try:
        value = shape_of(part).read(tree)
        if part is not RuleFile or cast("RuleFile", value).format == int(FORMAT):
            return value, []
    except Mismatch:
        pass
    from caseledger.domain.schema import validate  # noqa: PLC0415 - only to explain what is out of order

    value, problems = validate(tree, part)
    return value, [replace(one, path=(*path, *one.path)) for one in problems]


def _without_twins(drafts: Sequence[_Draft]) -> None:
    """Keep the first of several parts with one id."""
    seen: set[tuple[str, str]] = set()
    for draft in drafts:
        for path, part in tuple(draft.parts.items()):
            section, place = str(path[0]), path[1]
            code = str(part.id if section == "rules" else place)
            where = (*path, "id") if section == "rules" else path
            if section != "figures" and (section, code) in seen:
                message = "the id stands twice in these files"
                draft.add(path, [Problem("CL401", message, where, value=code)])
            seen.add((section, code))


def _hold(draft: _Draft, sections: tuple[str, ...], words: Vocabulary, known: Rules) -> None:
    """Hold the parts of some sections against everything that is known."""
    for path, part in tuple(draft.parts.items()):
        if path[0] in sections:
            draft.add(path, CHECKS[str(path[0])](part, words, known, path))


def _finished(draft: _Draft, words: Vocabulary) -> Read:
    """Return what is good, by its codes, and say which rules take the place of built-in ones."""
    file = draft.file
    for path, part in draft.parts.items():
        if path[0] == "rules" and part.id in words.rules.built_in:
            message = "this rule takes the place of the built-in one of the same id"
            draft.problems.append(
                Problem("CL401", message, (*path, "id"), Severity.INFO, value=part.id)
            )
    good = replace(file, rules=tuple(canonical(rule, words) for rule in file.rules))
    return (good if draft.parts else None), draft.problems


def as_written(tree: object, path: Path) -> Path:
    """Leave out of a path what stands in the long form only, such as the 0 of a single kind."""
    here: list[str | int] = []
    for step in path:
        if isinstance(tree, Mapping) and (step in tree or isinstance(step, str)):
            if step != "any_of" or step in tree:
                here.append(step)
                tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            here.append(step)
            tree = tree[step]
    return tuple(here)
