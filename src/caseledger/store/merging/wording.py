"""Words that stand on neither side: written anew, or over those of one side.

ruamel.yaml, which writes them, is loaded only here, and only when something is to be written: git
starts the merge driver once for every file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from caseledger.domain.edits import (
    Add,
    Drop,
    Edit,
    EditRefused,
    Place,
    Put,
    Spot,
    Step,
    Value,
    as_read,
)
from caseledger.domain.entry_values import field_type, written_value
from caseledger.domain.loading import Inner
from caseledger.store.merging.sheet import CASE, Unit, inner, members, moved

AROUND = "x"
"""Stands for the list around an entry that is looked at by itself."""


Members = Mapping[str, object]


class NotWritten(ValueError):
    """Something cannot be written into the lines of a side."""


def edited_to(raw: bytes, old: object, new: object) -> bytes:
    """Change as few lines of a file as lead from one tree to another. Raises `NotWritten`."""
    return _edited(raw, steps(At((), CASE), old, new))


def reworded(unit: Unit, name: str, value: object, holder: Inner | None) -> str:
    """Return the text of a key or an entry of a holder with another value. Raises `NotWritten`."""
    is_entry = unit.is_entry
    lines = unit.at(0).text
    text = f"{AROUND}:\n{lines}" if is_entry else lines
    at = At((AROUND, 0) if is_entry else (name,), inner(holder, name), kind_of(holder, name))
    new = _edited(text.encode(), steps(at, unit.data, value)).decode()
    return unit_lines(new.removeprefix(f"{AROUND}:\n") if is_entry else new, unit.column)


def written(name: str, value: object, holder: Inner | None, column: int, *, entry: bool) -> str:
    """Return the lines of a new key with its value, or of a new entry of a list."""
    from caseledger.store.yaml_edit.indents import Indents  # noqa: PLC0415 - see above
    from caseledger.store.yaml_edit.writing import Writer  # noqa: PLC0415

    writer = Writer(Indents())
    words = _words(value, kind_of(holder, name))
    lines = writer.item(words, 0, 2) if entry else writer.entry(name, words, 0)
    return unit_lines("\n".join([*lines, ""]), column)


def unit_lines(text: str, column: int) -> str:
    """Move lines that begin at the edge to a column, but for the first."""
    first, *more = text.split("\n")
    return "\n".join([first, *(moved(line, column) for line in more)])


@dataclass(frozen=True, slots=True)
class At:
    """A spot of a tree, the part of the format that stands there, and how its words are read."""

    spot: Spot
    leads: Inner | None
    kind: Any = None

    def below(self, key: str, step: Step) -> At:
        """Return the spot of a member."""
        plain = self.leads is None and not isinstance(step, str)
        kind = self.kind if plain else kind_of(self.leads, key)
        return At((*self.spot, step), inner(self.leads, key), kind)


def kind_of(holder: Inner | None, key: str) -> Any:  # noqa: ANN401 - a type form
    """Return the type of what a part of the format holds under a key."""
    if holder is None:
        return None
    return holder.part if holder.many else field_type(holder.part, key)


def steps(at: At, old: object, new: object) -> Iterator[Edit]:
    """Yield the edits that lead from one value to another, as small as they can be told."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        yield from _steps_of_keys(at, old, new)
        return
    before, after = members(at.leads, old), members(at.leads, new)
    if isinstance(old, list) and isinstance(new, list) and before and after:
        stayed = [name for name in before if name in after]
        if stayed == [name for name in after if name in before]:
            yield from _steps_of_entries(at, before, after)
            return
    yield Put(at.spot, _words(new, at.kind))


def _steps_of_keys(at: At, old: Members, new: Members) -> Iterator[Edit]:
    for key in old:
        if key not in new:
            yield Drop((*at.spot, key))
    for key, value in new.items():
        here = at.below(key, key)
        if key in old:
            yield from steps(here, old[key], value)
        else:
            yield Put(here.spot, _words(value, here.kind), tuple(new))


def _steps_of_entries(at: At, old: Members, new: Members) -> Iterator[Edit]:
    """Drop from below, so that the numbers above hold; then add from above, where each belongs."""
    for number, name in reversed(list(enumerate(old))):
        if name not in new:
            yield Drop((*at.spot, number))
    for number, (name, value) in enumerate(new.items()):
        here = at.below(name, number)
        if name in old:
            yield from steps(here, old[name], value)
        else:
            yield Add(at.spot, _words(value, here.kind), _always(number))


def _always(number: int) -> Place:
    return lambda _: number


def _words(value: object, kind: Any) -> Value:  # noqa: ANN401 - a type form
    """Return a value as it is to be written, with all that is in it."""
    words = written_value(value, kind)
    return words if as_read(words) == value else cast("Value", value)


def _edited(raw: bytes, edits: Iterable[Edit]) -> bytes:
    from caseledger.store.yaml_edit import edited  # noqa: PLC0415 - see above

    try:
        return edited(raw, list(edits))
    except EditRefused as error:
        raise NotWritten from error
