"""Case files as the program's own commands change them, with comments put in by hand besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.store.merging.git_cases import TEXT

from caseledger.domain import revisions
from caseledger.domain.edits import Bare, EditRefused, Named
from caseledger.domain.revisions import Revision
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_reader import read_document

CASES = Path(__file__).resolve().parents[3] / "cases"
IN_BRACES = """\
format: 1
id: braces
title: 'In braces'   # two spaces
tags: [aa, "bb"]

people:
- {id: pp, name: Somebody, citizenship: [UZ]}
sources:
- {id: s1, kind: media}   # the paper

- {id: s2, kind: phone-call, note: "said: so"}
events:

# Before he came.
- {id: e1, date: 2024-01-10, kind: movement.entered, country: KZ, sources: [s1]}
-   id: e2
    date: "[2024-01..2024-03]"

    kind: protection.lodged
    country: KZ
    note: |
      First line.

      # no comment
    sources:
    - s1   # by phone
    - source: s2
      says: {date: 2024-02-02}
x_mine: {a: [1, 2]}
# The end.
"""
BASES: dict[str, bytes] = {
    "made": TEXT.encode(),
    "braces": IN_BRACES.encode(),
    "windows": IN_BRACES.replace("\n", "\r\n").encode(),
    **{path.stem: path.read_bytes() for path in sorted(CASES.glob("*.yaml"))},
}
DAYS = ("2024-01-05", "2024-02-10", "2024-03", "2025-06-07", "unknown")
KINDS = (
    "advocacy.letter",
    "detention.arrested",
    "detention.released",
    "protection.certificate-issued",
)
FIELDS = ("note", "country", "date", "authority", "reference", "x_own")
WORDS = ("By phone.", "A: b", "KZ", "no", "2024-04-04", "Со слов адвоката", "One.\nTwo.\n")


@dataclass
class Writer:
    """One who changes a file by chance; what a writer makes bears the writer's letter."""

    random: Random
    letter: str
    number: int = 0

    def changed(self, raw: bytes, edits: int) -> bytes:
        """Make so many edits, some of which may not fit and change nothing."""
        for _ in range(edits):
            try:
                raw = self.random.choice(self.deeds)(raw)
            except EditRefused:
                continue
        return raw

    @property
    def deeds(self) -> Sequence[Callable[[bytes], bytes]]:
        """What may be done, the frequent more often."""
        own = [self.add, self.add, self.field, self.field, self.field, self.cite, self.source]
        own += [self.person, self.remove, self.unset, self.move, self.title]
        by_hand = [self.remark, self.remark, self.remark_behind, self.unremark]
        return [*(self._by(one) for one in own), *by_hand]

    @staticmethod
    def _by(make: Callable[[dict[str, object]], Revision]) -> Callable[[bytes], bytes]:
        def change(raw: bytes) -> bytes:
            data = read_document(raw).data
            assert data is not None, raw.decode()
            return edited(raw, make(data)(data))

        return change

    def key(self, first: str) -> str:
        """Make an id that is this writer's, or now and then one that the other makes too."""
        self.number += 1
        letter = self.letter if self.random.random() < 0.95 else "z"
        return f"{first}{letter}{self.number}"

    def one(self, tree: dict[str, object], part: str) -> str:
        """Name an entry; the first one often, so that two who choose meet."""
        found = [str(one["id"]) for one in revisions.members(tree, part)]
        if not found:
            raise EditRefused("there is nothing to choose from")
        return found[0] if self.random.random() < 0.3 else self.random.choice(found)

    def add(self, tree: dict[str, object]) -> Revision:
        people = revisions.members(tree, "people")
        event: dict[str, object] = {
            "id": self.key("e"),
            "date": self.random.choice(DAYS),
            "kind": self.random.choice(KINDS),
            "country": "KZ",
            "sources": [self.one(tree, "sources")],
        }
        if len(people) > 1:
            event["people"] = [str(people[0]["id"])]
        return revisions.add_event(event)

    def field(self, tree: dict[str, object]) -> Revision:
        name = self.random.choice(FIELDS)
        value = Bare(self.random.choice(DAYS)) if name == "date" else self.random.choice(WORDS)
        return revisions.put(("events", Named(self.one(tree, "events")), name), value)

    def unset(self, tree: dict[str, object]) -> Revision:
        name = self.random.choice(("note", "country", "authority"))
        return revisions.drop(("events", Named(self.one(tree, "events")), name))

    def cite(self, tree: dict[str, object]) -> Revision:
        citation: dict[str, object] = {"source": self.one(tree, "sources")}
        if self.random.random() < 0.5:
            citation["says"] = {"date": self.random.choice(DAYS)}
        return revisions.cite(self.one(tree, "events"), citation)

    def source(self, _tree: dict[str, object]) -> Revision:
        return revisions.add_source({"id": self.key("s"), "kind": "phone-call"})

    def person(self, _tree: dict[str, object]) -> Revision:
        return revisions.add_person({"id": self.key("p"), "name": "Q", "citizenship": ["KZ"]})

    def remove(self, tree: dict[str, object]) -> Revision:
        return revisions.drop(("events", Named(self.one(tree, "events"))))

    def move(self, tree: dict[str, object]) -> Revision:
        old = next(iter(revisions.members(tree, "events")), None)
        if old is None:
            raise EditRefused("there is nothing to move")
        kept = {"id": self.key("e"), "date": str(old["date"]), "kind": "case.note", "sources": []}
        if len(revisions.members(tree, "people")) > 1:
            kept["people"] = [str(revisions.members(tree, "people")[0]["id"])]
        return revisions.move_event(str(old["id"]), self.random.choice(DAYS), kept)

    def title(self, _tree: dict[str, object]) -> Revision:
        return revisions.put(
            (self.random.choice(("title", "owner", "summary")),), self.random.choice(WORDS)
        )

    # By hand.

    def remark(self, raw: bytes) -> bytes:
        """Put a comment in a line of its own, as far in as the line that it stands above."""
        lines = raw.splitlines(keepends=True)
        places = _between(lines)
        at = self.random.choice(places)
        self.number += 1
        column = len(lines[at]) - len(lines[at].lstrip(b" ")) if at < len(lines) else 0
        end = b"\r\n" if b"\r\n" in raw else b"\n"
        new = b" " * column + f"# {self.letter} {self.number}".encode() + end
        return _if_same(raw, b"".join([*lines[:at], new, *lines[at:]]))

    def remark_behind(self, raw: bytes) -> bytes:
        """Put a comment behind a value."""
        lines = raw.splitlines(keepends=True)
        at = self.random.randrange(len(lines))
        bare = lines[at].rstrip()
        if not bare or b"#" in bare:
            return raw
        self.number += 1
        new = bare + f"  # {self.letter} {self.number}".encode() + lines[at][len(bare) :]
        return _if_same(raw, b"".join([*lines[:at], new, *lines[at + 1 :]]))

    def unremark(self, raw: bytes) -> bytes:
        """Take a line of comment away."""
        lines = raw.splitlines(keepends=True)
        found = [number for number, one in enumerate(lines) if one.lstrip().startswith(b"#")]
        if not found:
            return raw
        at = self.random.choice(found)
        return _if_same(raw, b"".join([*lines[:at], *lines[at + 1 :]]))


def _between(lines: Sequence[bytes]) -> list[int]:
    return [number for number, one in enumerate(lines) if one.strip()]


def _if_same(raw: bytes, new: bytes) -> bytes:
    """A hand edit that changes nothing but comments, or none at all."""
    return new if read_document(new).data == read_document(raw).data else raw


def versions(name: str, seed: int, ours: int, theirs: int) -> tuple[bytes, bytes, bytes]:
    """Make a base and two versions of it that are so many edits away."""
    base = BASES[name]
    mine, yours = (Writer(Random(f"{name} {seed} {one}"), one) for one in "mt")  # noqa: S311
    return base, mine.changed(base, ours), yours.changed(base, theirs)
