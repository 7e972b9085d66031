"""Comments by which somebody answers for a problem: told no more, for a reason, until a day.

``# caseledger: ignore CL502 until 2026-12-31: the court gives no new day`` at the end of a line
covers that line; on a line of its own it covers the entry or the key below it, as a whole. Only
what `check` reports changes: an error stays one for every other command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.problem import TITLES, Problem, Severity

ADDRESS = re.compile(r"#+\s*caseledger:\s*(?P<words>.*)", re.IGNORECASE)
FORM = re.compile(
    r"ignore\s+(?P<codes>[A-Z0-9]+(?:\s*,\s*[A-Z0-9]+)*)"
    r"(?:\s+until\s+(?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2}))?\s*:\s*(?P<reason>\S.*)"
)
TWICE = re.compile(r"caseledger:\s*ignore", re.IGNORECASE)
"""What a reason holds where a line has two such comments, of which YAML makes one."""

EXAMPLE = "for example: # caseledger: ignore CL502 until 2026-12-31: the reason"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a file, where it stands, and the lines that it speaks of, from 1."""

    text: str
    line: int
    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Ignored:
    """A problem that somebody answers for, with the reason, and the last day of it if any."""

    problem: Problem
    reason: str
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """The problems to be told, with those of the comments themselves; and those ignored."""

    told: tuple[Problem, ...]
    ignored: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ignore:
    comment: Comment
    codes: tuple[str, ...]
    reason: str
    until: Day | None

    def covers(self, problem: Problem) -> bool:
        return problem.code in self.codes and (
            self.comment.first <= problem.line <= self.comment.last
        )


def sorted_out(
    problems: Sequence[Problem], comments: Iterable[Comment], today: Day, *, complete: bool = True
) -> Sorted:
    """Set aside the problems of a file for which a comment answers today.

    A comment holds through its last day. One that is not understood, has run out, or hides nothing
    is a problem itself; the last only where all was looked at (``complete``).
    """
    told: list[Problem] = []
    ignores = [one for comment in comments for one in _read(comment, told)]
    if not ignores and not told:
        return Sorted(tuple(problems))
    over = [one for one in ignores if one.until is not None and one.until < today]
    valid = [one for one in ignores if one not in over]
    ignored = []
    used: set[int] = set()
    for problem in problems:
        by = next((one for one in valid if one.covers(problem)), None)
        if by is None:
            told.append(problem)
        else:
            used.add(by.comment.line)
            ignored.append(Ignored(problem, by.reason, by.until))
    told += [_over(one) for one in over]
    told += [_idle(one) for one in valid if complete and one.comment.line not in used]
    return Sorted(tuple(told), tuple(ignored))


def _read(comment: Comment, told: list[Problem]) -> Iterable[_Ignore]:
    """Read a comment; nothing if it is not for this program, or if it is not understood."""
    addressed = ADDRESS.match(comment.text)
    if addressed is None:
        return []
    found = FORM.fullmatch(addressed["words"].strip())
    codes = tuple(re.split(r"\s*,\s*", found["codes"])) if found else ()
    unknown = [code for code in codes if code not in TITLES or code.startswith("CL9")]
    until = _day(found["until"]) if found and found["until"] else None
    twice = found is not None and bool(TWICE.search(found["reason"]))
    if found is None or twice or (found["until"] and until is None):
        told.append(_at(comment, "CL911", "this comment for caseledger is not understood", EXAMPLE))
    elif unknown:
        hint = "caseledger explain lists the codes; each is written in full"
        told.append(_at(comment, "CL911", "no problem that can be ignored has this code", hint))
    else:
        return [_Ignore(comment, codes, found["reason"].strip(), until)]
    return []


def _day(text: str) -> Day | None:
    try:
        return Day.fromisoformat(text)
    except ValueError:
        return None


def _over(one: _Ignore) -> Problem:
    hint = "see to the problem, or give a later day and why"
    return _at(one.comment, "CL912", "the day until which this was to be ignored is over", hint)


def _idle(one: _Ignore) -> Problem:
    hint = "delete the comment"
    message = "nothing is left that this comment could ignore"
    return _at(one.comment, "CL913", message, hint, Severity.INFO)


def _at(
    comment: Comment, code: str, message: str, hint: str, severity: Severity = Severity.WARNING
) -> Problem:
    problem = Problem(code, message, severity=severity, hint=hint)
    return problem.at("", comment.line, comment.column, len(comment.text))
