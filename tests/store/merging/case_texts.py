"""Invented case files that two people change at random: fields, entries, comments, layout."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass, field

DATES = ("2022", "2023-01", "2023-02-03", "2024", "'2024-05'", '"[..2024-06]"')
KINDS = ("movement.entered", "protection.lodged", "case.note", "extradition.requested")
COUNTRIES = ("PL", "AT", "NO", "KZ")
NOTES = (
    "Short.",
    '"Quoted: text"',
    "|\n{i}  first\n\n{i}  # no comment\n{i}  third",
    ">-\n{i}  folded\n{i}  text",
)
SOURCE_IDS = ("s1", "s2")
SOURCES = (
    "[s1]",
    "[s1, s2]",
    "[]",
    "\n{i}  - s1\n{i}  - source: s2\n{i}    says: {{date: 2021}}",
    "\n{i}  - s2",
)


@dataclass
class Entry:
    """An entry of a list as it is written: comments above it, and its fields with theirs."""

    fields: dict[str, str]
    above: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    flow: bool = False

    def text(self, column: int) -> str:
        indent = " " * column
        lines = [f"{indent}{one}\n" if one else "\n" for one in self.above]
        simple = all("\n" not in value for value in self.fields.values())
        if self.flow and simple:
            inside = ", ".join(f"{key}: {value}" for key, value in self.fields.items())
            return "".join([*lines, f"{indent}- {{{inside}}}\n"])
        for number, (key, value) in enumerate(self.fields.items()):
            inner = " " * (column + 2)
            if number and key in self.before:
                lines.append(f"{inner}{self.before[key]}\n")
            words = value.replace("{i}", inner).replace("{{", "{").replace("}}", "}")
            first, _, more = words.partition("\n")
            beside = f"  {self.beside[key]}" if key in self.beside else ""
            gap = " " if first else ""
            head = f"{indent}- " if not number else inner
            lines.append(f"{head}{key}:{gap}{first}{beside}\n{more}{chr(10) if more else ''}")
        return "".join(lines)


@dataclass
class File:
    """A case file in parts."""

    head: list[str]
    top: dict[str, str]
    people: list[Entry]
    events: list[Entry]
    foot: list[str]
    column: int = 2

    def text(self) -> str:
        lines = [f"{one}\n" for one in self.head]
        lines += [f"{key}: {value}\n" for key, value in self.top.items()]
        for key, entries in (("people", self.people), ("events", self.events)):
            if entries:
                lines += [f"{key}:\n", *(entry.text(self.column) for entry in entries)]
            if key == "people":
                lines += [
                    "sources:\n",
                    *(f"  - {{id: {one}, kind: media}}\n" for one in SOURCE_IDS),
                ]
        return "".join([*lines, *(f"{one}\n" for one in self.foot)])


class Writers:
    """Two people who change a case by chance, each with comments of their own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret
        self.number = 0

    def remark(self) -> str:
        self.number += 1
        return f"# remark {self.number}"

    def event(self) -> Entry:
        pick = self.chance.choice
        self.number += 1
        fields = {"id": f"e{self.number}x", "date": pick(DATES), "kind": pick(KINDS)}
        for key, values in (("country", COUNTRIES), ("note", NOTES), ("x_own", ("1", "[a, b]"))):
            if self.chance.random() < 0.5:
                fields[key] = pick(values)
        fields["sources"] = pick(SOURCES)
        entry = Entry(fields, flow=self.chance.random() < 0.2)
        if self.chance.random() < 0.4:
            entry.above = [self.remark()]
        if self.chance.random() < 0.2:
            entry.above.insert(0, "")
        return entry

    def base(self) -> File:
        people = [Entry({"id": "pa", "pseudonym": "A", "citizenship": "[UZ]", "sources": "[s1]"})]
        events = [self.event() for _ in range(self.chance.randint(0, 4))]
        top = {"format": "1", "id": "c-x", "title": "A title", "tags": "[a, b]"}
        return File([self.remark()], top, people, events, [self.remark()])

    def changed(self, file: File, steps: int) -> File:
        new = copy.deepcopy(file)
        deeds: list[Callable[[File], None]] = [
            self.add_event,
            self.add_event,
            self.set_field,
            self.set_field,
            self.unset,
            self.drop,
            self.comment,
            self.comment_beside,
            self.comment_out,
            self.turn_flow,
            self.set_top,
            self.reorder_keys,
            self.move,
            self.add_person,
            self.blank,
            self.indent,
        ]
        for _ in range(steps):
            self.chance.choice(deeds)(new)
        return new

    def _some(self, file: File) -> Entry | None:
        return self.chance.choice(file.events) if file.events else None

    def add_event(self, file: File) -> None:
        file.events.insert(self.chance.randint(0, len(file.events)), self.event())

    def add_person(self, file: File) -> None:
        self.number += 1
        person = {"id": f"p{self.number}", "pseudonym": "B", "citizenship": "[KZ]", "sources": "[]"}
        file.people.append(Entry(person))

    def set_field(self, file: File) -> None:
        entry = self._some(file)
        if entry is None:
            return
        key, values = self.chance.choice(
            [("date", DATES), ("note", NOTES), ("country", COUNTRIES), ("sources", SOURCES)]
        )
        entry.fields[key] = self.chance.choice(values)

    def unset(self, file: File) -> None:
        entry = self._some(file)
        if entry is not None:
            entry.fields.pop(self.chance.choice(["note", "country", "x_own"]), None)

    def drop(self, file: File) -> None:
        if file.events and self.chance.random() < 0.5:
            file.events.pop(self.chance.randrange(len(file.events)))

    def comment(self, file: File) -> None:
        entry = self._some(file)
        if entry is None:
            file.foot.append(self.remark())
        elif self.chance.random() < 0.5:
            entry.above.append(self.remark())
        else:
            entry.before[self.chance.choice(list(entry.fields))] = self.remark()

    def comment_beside(self, file: File) -> None:
        entry = self._some(file)
        if entry is not None:
            key = self.chance.choice(list(entry.fields))
            entry.beside[key] = self.remark()

    def comment_out(self, file: File) -> None:
        entry = self._some(file)
        if entry is not None and entry.above:
            entry.above.pop()

    def turn_flow(self, file: File) -> None:
        entry = self._some(file)
        if entry is not None and self.chance.random() < 0.4:
            entry.flow = not entry.flow

    def set_top(self, file: File) -> None:
        key, values = self.chance.choice(
            [
                ("title", ("A title", "'A title'", "Another", "Third")),
                ("tags", ("[a, c]", "[b]", "[a, b, d]", "\n  - a\n  - z")),
                ("owner", ("X", "Y")),
            ]
        )
        file.top[key] = self.chance.choice(values)

    def reorder_keys(self, file: File) -> None:
        entry = self._some(file)
        if entry is not None:
            keys = list(entry.fields)
            self.chance.shuffle(keys)
            entry.fields = {key: entry.fields[key] for key in keys}

    def move(self, file: File) -> None:
        if len(file.events) > 1:
            file.events.append(file.events.pop(0))

    def blank(self, file: File) -> None:
        entry = self._some(file)
        if entry is not None:
            entry.above.insert(0, "")

    def indent(self, file: File) -> None:
        if self.chance.random() < 0.1:
            file.column = self.chance.choice([0, 2, 4])
