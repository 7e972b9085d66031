"""Which problems `check` reports, and how much each matters: as asked, and as the ledger says.

Only the report is chosen. What other commands think of a file with an error does not change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from caseledger.domain.kind import mapping
from caseledger.domain.kind_check import did_you_mean
from caseledger.domain.problem import TITLES, Path, Problem, Severity

UNREADABLE = "CL1"
"""How codes of files that cannot be read begin: a ledger cannot agree not to hear of them."""

KEYS = ("select", "ignore", "severity")
TOP: Path = ("checks",)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Of the codes selected, all without any, those that are not ignored; some weighed otherwise.

    A code may be cut short: ``CL2`` stands for all that begin so. Of two that fit the longer one
    decides what a problem weighs.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def over(self, ledger: Chosen) -> Chosen:
        """Join what was asked for to what the ledger says; a selection sets its choice aside."""
        kept = Chosen() if self.select else ledger
        severities = {**ledger.severities, **self.severities}
        return Chosen(self.select or kept.select, (*kept.ignore, *self.ignore), severities)

    def takes(self, problem: Problem) -> bool:
        """Whether a problem is reported."""
        wanted = not self.select or problem.code.startswith(self.select)
        return wanted and not (self.ignore and problem.code.startswith(self.ignore))

    def weighed(self, problem: Problem) -> Problem:
        """Return a problem with the severity that it has here."""
        fitting = [code for code in self.severities if problem.code.startswith(code)]
        if not fitting:
            return problem
        return replace(problem, severity=self.severities[max(fitting, key=len)])


def is_code(word: str) -> bool:
    """Whether a word is a code, or what several begin with."""
    return any(known.startswith(word) for known in TITLES)


def own_checks(tree: object) -> tuple[Chosen, list[Problem]]:
    """Read what a ledger says under ``checks``, and what is wrong there.

    ``select`` and ``ignore`` are lists of codes, ``severity`` a severity for each code. Codes of
    files that cannot be read are always reported as errors.
    """
    if tree is None:
        return Chosen(), []
    if not isinstance(tree, Mapping):
        return Chosen(), [Problem("CL203", "select, ignore or severity is expected", TOP)]
    problems = list(_unknown(tree))
    select = _listed(tree, "select", problems)
    ignore = _listed(tree, "ignore", problems)
    severities = _weights(tree, problems)
    return Chosen((*select, UNREADABLE) if select else (), ignore, severities), problems


def _unknown(tree: Mapping[str, object]) -> Iterator[Problem]:
    for key in tree:
        if key not in KEYS and not str(key).startswith("x_"):
            hint = did_you_mean(key, KEYS) or "the keys are select, ignore and severity"
            yield Problem("CL202", "the format has no such key", (*TOP, key), value=key, hint=hint)


def _listed(tree: Mapping[str, object], key: str, problems: list[Problem]) -> tuple[str, ...]:
    given = tree.get(key)
    if given is None:
        return ()
    if not isinstance(given, list):
        problems.append(Problem("CL203", "a list is expected", (*TOP, key)))
        return ()
    taken = []
    for index, word in enumerate(given):
        wrong = _wrong(word, (*TOP, key, index), hiding=key == "ignore")
        if wrong is None:
            taken.append(str(word))
        else:
            problems.append(wrong)
    return tuple(taken)


def _weights(tree: Mapping[str, object], problems: list[Problem]) -> dict[str, Severity]:
    given = tree.get("severity")
    if given is not None and not isinstance(given, Mapping):
        problems.append(
            Problem("CL203", "a severity for each code is expected", (*TOP, "severity"))
        )
    taken: dict[str, Severity] = {}
    for code, word in mapping(given).items():
        path = (*TOP, "severity", code)
        wrong = _wrong(code, path, hiding=True)
        if wrong is None and word not in [*Severity]:
            message = "not one of: error, warning, info"
            wrong = Problem("CL204", message, path, value=str(word))
        if wrong is None:
            taken[code] = Severity(str(word))
        else:
            problems.append(wrong)
    return taken


def _wrong(code: object, path: Path, *, hiding: bool) -> Problem | None:
    """Say why a code is not taken; ``hiding`` is what makes its problems matter less."""
    if not (isinstance(code, str) and len(code) > len("CL") and is_code(code)):
        hint = did_you_mean(str(code), TITLES) or "for example CL205, or CL2 for all that begin so"
        return Problem("CL910", "no problem has this code", path, value=str(code), hint=hint)
    if hiding and code.startswith(UNREADABLE):
        message = "that a file cannot be read is always told"
        return Problem("CL910", message, path, value=code)
    return None
