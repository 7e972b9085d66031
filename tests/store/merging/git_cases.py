"""A ledger in a repository with git's own branches, for tests of what git does with case files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseledger.store.yaml_reader import read_document

CASE = "cases/made.yaml"
COMMENT = "  # Asked by phone on a Friday.\n"
TEXT = f"""\
# What is known of this case is known from friends.
format: 1
id: made
title: A made case
visibility: public
people:
  - id: pp
    name: Somebody
    citizenship: [UZ]
    sources: [s1]
sources:
  - id: s1
    kind: media
    title: "A: paper"   # seen twice
events:
  - id: e1
    date: 2024-01-10
    kind: movement.entered
    country: KZ
    sources: [s1]
{COMMENT}\
  - id: e2
    date: 2024-03-01
    kind: protection.lodged
    country: KZ
    sources: [s1]
"""


@dataclass(frozen=True)
class Done:
    """How a program ended, and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Clone:
    """A work tree, and where its ledger and the case lie in it."""

    top: Path
    below: str = ""
    case: str = CASE

    @property
    def ledger(self) -> Path:
        """The ledger's folder."""
        return self.top / self.below

    @property
    def file(self) -> Path:
        """The case file."""
        return self.ledger / self.case

    @property
    def path(self) -> str:
        """The case file as git names it."""
        return f"{self.below}/{self.case}" if self.below else self.case

    def run(self, program: Sequence[str], **more: str) -> Done:
        """Run a program in the work tree."""
        done = subprocess.run(
            program, cwd=self.ledger, capture_output=True, check=False, env={**os.environ, **more}
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def git(self, *words: str, ends: int = 0, **more: str) -> str:
        """Run git, which must end so, and return all that it said."""
        done = self.run(["git", *words], **more)
        assert done.code == ends, (words, done)
        return done.out + done.err

    def tool(self, *words: str, ends: int = 0, **more: str) -> str:
        """Run this program, which must end so, and return all that it said."""
        command = [sys.executable, "-m", "caseledger", "--today", "2026-01-05", *words]
        done = self.run(command, **more)
        assert done.code == ends, (words, done)
        return done.out + done.err

    def commit(self, text: str, subject: str = "an edit") -> None:
        """Write the case and commit it."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(text, encoding="utf-8", newline="")
        self.git("add", "--all", ".")
        self.git("commit", "--quiet", "-m", subject)

    @property
    def text(self) -> str:
        """The case as it lies there."""
        return self.file.read_bytes().decode()

    @property
    def tree(self) -> dict[str, Any]:
        """The case as it is read."""
        return read(self.text)

    @property
    def events(self) -> set[str]:
        """The ids of its events."""
        return ids(self.text)

    @property
    def unmerged(self) -> list[int]:
        """The stages that the index holds of files that are not merged."""
        rows = self.git("ls-files", "--unmerged").splitlines()
        return [int(row.split("\t")[0].split()[2]) for row in rows]


def read(text: str) -> dict[str, Any]:
    """Read a case; it must be in order."""
    found = read_document(text.encode()).data
    assert found is not None, text
    return found


def ids(text: str) -> set[str]:
    """Return the ids of the events of a case."""
    return {one["id"] for one in read(text)["events"]}


def event(key: str, day: str, kind: str = "advocacy.letter") -> str:
    """Write an event."""
    return f"  - id: {key}\n    date: {day}\n    kind: {kind}\n    sources: [s1]\n"


def adding(text: str, key: str, day: str = "2024-06-01", kind: str = "advocacy.letter") -> str:
    """Add an event at the end."""
    return text + event(key, day, kind)


def put(text: str, old: str, new: str) -> str:
    """Change a passage that stands there once."""
    assert text.count(old) == 1, (old, text)
    return text.replace(old, new)


LEFT = put(adding(TEXT, "left1", "2024-07-01"), "2024-01-10\n", "2024-01-11  # by the stamp\n")
RIGHT = put(
    put(
        adding(TEXT, "right1", "2024-08-01"), "entered\n    country: KZ", "entered\n    country: KG"
    ),
    "id: e2\n",
    "id: e2\n    # His lawyer keeps the paper.\n",
)
"""Two versions: each adds an event, a comment, and changes another field of the first event."""

MINE = put(LEFT, "A made case", "Ours")
YOURS = put(RIGHT, "A made case", "Theirs")
"""The same, and each with another title."""

MERGED = put(
    put(LEFT, "entered\n    country: KZ", "entered\n    country: KG"),
    "id: e2\n",
    "id: e2\n    # His lawyer keeps the paper.\n",
) + event("right1", "2024-08-01")
"""LEFT and RIGHT merged."""

BOTH = {"e1", "e2", "left1", "right1"}


def is_both(text: str, title: str = "A made case") -> None:
    """Hold a text to be the merge of LEFT and RIGHT."""
    assert text == put(MERGED, "A made case", title)


def is_marked(text: str) -> None:
    """Hold a text to have ordinary markers about the title, and all else merged."""
    lines = text.splitlines()
    starts = [number for number, one in enumerate(lines) if one.startswith("<<<<<<< ")]
    middles = [number for number, one in enumerate(lines) if one == "======="]
    ends = [number for number, one in enumerate(lines) if one.startswith(">>>>>>> ")]
    assert [len(one) for one in (starts, middles, ends)] == [1, 1, 1]
    region = lines[starts[0] : ends[0] + 1]
    assert "title: Ours" in region
    assert "title: Theirs" in region
    rest = "\n".join([*lines[: starts[0]], "title: T", *lines[ends[0] + 1 :]]) + "\n"
    is_both(rest, "T")
