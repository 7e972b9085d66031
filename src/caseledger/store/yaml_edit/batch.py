"""Edits that do not touch each other, worked out against one page and put in together.

Each of them stays within the lines of its own entry of a list, and what it writes hangs only on
that entry and on what is usual in the file. So it is shown nothing but these lines, and the page
is not read anew between them: hundreds of edits of a large file do not cost hundreds of readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from caseledger.domain.edits import Edit, Named, Rename, Step, identity
from caseledger.store.yaml_edit.change import changed, keeps_indents
from caseledger.store.yaml_edit.page import Page, Part
from caseledger.store.yaml_lines import start_of_line
from caseledger.store.yaml_nodes import Branch, shifted

NAMING = ("id", "source")
"""Keys by which later edits find an entry."""


def _names(edit: Edit) -> bool:
    """Whether an edit may change by what later ones find the entry in which it is made."""
    return edit.spot[2] in NAMING or (isinstance(edit, Rename) and edit.key in NAMING)


@dataclass(frozen=True, slots=True)
class Home:
    """The entry of a list at the top of a file in whose lines an edit stays."""

    key: int
    at: int
    start: int
    stop: int


@dataclass(frozen=True)
class Homes:
    """Finds the homes of edits on one page; ids are looked up in a table made once."""

    page: Page
    data: dict[str, object]
    tables: dict[str, dict[str, int]] = field(default_factory=dict)

    def of(self, edit: Edit) -> Home | None:
        """Return where an edit stays, or nothing if it may reach further, or does not fit."""
        if len(edit.spot) < 3 or _names(edit):  # noqa: PLR2004  list, entry, and inside
            return None
        name, step, *_ = edit.spot
        members = self.data.get(name) if isinstance(name, str) else None
        if not isinstance(name, str) or not isinstance(members, list):
            return None
        at = self._position(name, members, step)
        key = list(self.data).index(name)
        node = self.page.top.members[key]
        if at is None or not isinstance(node, Branch) or node.in_flow:
            return None
        return self._home(node, key, at)

    def _position(self, name: str, members: list[object], step: Step) -> int | None:
        if isinstance(step, Named):
            if name not in self.tables:
                self.tables[name] = _table(members)
            return self.tables[name].get(step.id)
        return step if isinstance(step, int) and 0 <= step < len(members) else None

    def _home(self, node: Branch, key: int, at: int) -> Home | None:
        """Return the lines from an entry's dash to the next, or nothing for those of an open end.

        A last line without an end takes after the line above it, which may be another entry's.
        """
        page = self.page
        start = start_of_line(page.text, page.start_of_entry(node, at))
        if at + 1 < len(node.members):
            stop = start_of_line(page.text, page.start_of_entry(node, at + 1))
        elif key + 1 < len(page.top.keys):
            stop = start_of_line(page.text, page.top.keys[key + 1].start)
        else:
            stop = len(page.text)
        return Home(key, at, start, stop) if page.text[stop - 1] == "\n" else None

    def alone(self, home: Home, edit: Edit) -> tuple[Part, object, Edit]:
        """Return a page with nothing but a home, what it holds, and the same edit of that."""
        page, name = self.page, cast(str, edit.spot[0])
        top, entries = page.top, cast(Branch, page.top.members[home.key])
        dash = page.start_of_entry(entries, home.at)
        only = replace(entries, start=dash, members=[entries.members[home.at]])
        whole = replace(top, keys=[top.keys[home.key]], members=[only])
        part = Part(
            page.text[home.start : home.stop],
            page.blocks,
            nodes=shifted(whole, -home.start),
            usual=page.indents,
        )
        held = cast(list[object], self.data[name])[home.at]
        return part, {name: [held]}, replace(edit, spot=(name, 0, *edit.spot[2:]))


def changed_together(page: Page, data: object, edits: Sequence[Edit]) -> tuple[str, list[Edit]]:
    """Return the text after the first of some edits, and these: none, perhaps.

    They are as many as surely come to the same, byte for byte, against one page as one after the
    other. They come back with numbers for ids, so that nobody need look for the entries again.
    Raises `EditRefused` as `changed` does.
    """
    homes = Homes(page, data if isinstance(data, dict) else {})
    new: dict[Home, str] = {}
    done: list[Edit] = []
    for edit in edits:
        home = homes.of(edit)
        if home is None or home in new:
            break
        alone = homes.alone(home, edit)
        new[home] = changed(*alone)
        done.append(replace(edit, spot=(edit.spot[0], home.at, *edit.spot[2:])))
        if not keeps_indents(*alone):
            break  # what comes next may be written as is usual only from here on
    return _with_splices(page.text, new), done


def _table(members: list[object]) -> dict[str, int]:
    """Return where in a list each id stands first."""
    table: dict[str, int] = {}
    for at, member in enumerate(members):
        name = identity(member)
        if isinstance(name, str):
            table.setdefault(name, at)
    return table


def _with_splices(text: str, new: dict[Home, str]) -> str:
    parts: list[str] = []
    done = 0
    for home in sorted(new, key=lambda one: one.start):
        parts += [text[done : home.start], new[home]]
        done = home.stop
    return "".join([*parts, text[done:]])
