"""Blank lines and comments of two versions: what either added is kept, what one took away goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

Lines = tuple[str, ...]


def merged_lines(bases: Sequence[Lines | None], ours: Lines, theirs: Lines) -> Lines:
    """Merge lines that say nothing to the reader of a file. They never conflict.

    Of several readings of a base only the lines count that all have; ``None`` is a base without.
    A line that both sides changed stands twice, in the words of each.
    """
    base = _base(bases)
    mine, yours, before = map(_bare, (ours, theirs, base))
    if yours in (before, mine):
        return ours
    if mine == before:
        return theirs
    first, second = _Delta.of(base, ours), _Delta.of(base, theirs)
    found: list[str] = []
    for at in range(len(base) + 1):
        added = first.added.get(at, [])
        found += added
        found += _unlike(second.added.get(at, []), added)
        if at < len(base) and at not in first.gone and at not in second.gone:
            found.append(base[at])
    return tuple(found)


def merged_rest(bases: Sequence[str | None], ours: str, theirs: str) -> str:
    """Merge what follows a value in its line: a comment, or only the line's end."""
    olds = {None if one is None else one.strip() for one in bases}
    mine, yours = ours.strip(), theirs.strip()
    if mine == yours or olds == {yours}:
        return ours
    if olds == {mine} or not mine:
        return theirs
    if not yours:
        return ours
    end = ours[len(ours.rstrip("\r\n")) :]
    return f"{ours.rstrip()} {yours}{end}"


def _base(bases: Sequence[Lines | None]) -> Lines:
    known = [one for one in bases if one is not None]
    if not known or len(known) < len(bases):
        return ()
    others = [set(_bare(one)) for one in known[1:]]
    return tuple(line for line in known[0] if all(line.rstrip("\r\n") in one for one in others))


def _bare(lines: Lines) -> Lines:
    return tuple(line.rstrip() for line in lines)


def _unlike(lines: Sequence[str], others: Sequence[str]) -> list[str]:
    """Leave out what the other side added as well; blank lines, too, which would only pile up."""
    known = {line.strip() for line in others}
    return [line for line in lines if line.strip() not in known]


@dataclass(frozen=True, slots=True)
class _Delta:
    """Which lines a side took away, and what it added before which."""

    gone: set[int] = field(default_factory=set)
    added: dict[int, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, base: Lines, side: Lines) -> _Delta:
        delta = cls()
        matcher = SequenceMatcher(None, _bare(base), _bare(side), autojunk=False)
        for _, start, stop, first, last in matcher.get_opcodes():
            if base[start:stop] != side[first:last] and _ != "equal":
                delta.gone.update(range(start, stop))
                delta.added.setdefault(start, []).extend(side[first:last])
        return delta
