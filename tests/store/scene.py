"""A small repository with a ledger-like folder, and edits that are as simple as can be."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from caseledger.domain.edits import EditRefused
from caseledger.store.recording import Change, Recorded, record

PATH = "cases/x.yaml"
OTHER = "cases/y.yaml"
START = "".join(f"line {number}\n" for number in range(1, 21))
ADDED = "added\n"
MESSAGE = "x: add event abcde\n\nCase: x\nEvent: abcde\nAction: add\n"

Edit = Callable[[bytes | None], bytes | None]


def insert(after: str = "line 10", line: str = ADDED) -> Edit:
    """Put a line behind another one, with the line end that the other one has."""

    def edit(version: bytes | None) -> bytes:
        lines = (version or b"").splitlines(keepends=True)
        bare = [one.rstrip(b"\r\n") for one in lines]
        if bare.count(after.encode()) != 1:
            raise EditRefused("the line to write behind is not there")
        if line.strip().encode() in bare:
            raise EditRefused("the line is there already")
        at = bare.index(after.encode())
        end = lines[at][len(bare[at]) :]
        return b"".join((*lines[: at + 1], line.strip().encode() + end, *lines[at + 1 :]))

    return edit


def create(text: str) -> Edit:
    """Make a new file."""

    def edit(version: bytes | None) -> bytes:
        if version is not None:
            raise EditRefused("there is a file already")
        return text.encode()

    return edit


def delete(version: bytes | None) -> None:
    """Take a file away."""
    if version is None:
        raise EditRefused("there is no file")


@dataclass
class Scene:
    """A work tree, and the ledger in it, which may be the same folder."""

    top: Path
    root: Path

    def git(self, *words: str, given: str = "", check: bool = True, **more: str) -> str:
        """Run git in the work tree and return what it prints."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.top,
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, **more},
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """Write a file of the ledger as it stands, line ends included."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())

    def read(self, path: str = PATH) -> str:
        """Read a file of the ledger as it stands."""
        return (self.root / path).read_bytes().decode()

    def committed(self, path: str = PATH) -> str:
        """Read a file of the ledger as the last commit has it."""
        return self.git("show", f"HEAD:{self.below}{path}")

    def staged(self, path: str = PATH) -> str:
        """Read a file of the ledger as the index has it."""
        return self.git("show", f":{self.below}{path}")

    @property
    def below(self) -> str:
        """The way from the top of the work tree to the ledger."""
        way = os.path.relpath(self.root, self.top)
        return "" if way == "." else f"{way}/"

    @property
    def head(self) -> str:
        """The id of the last commit."""
        return self.git("rev-parse", "HEAD").strip()

    @property
    def status(self) -> str:
        """What git finds changed."""
        return self.git("status", "--porcelain")

    @property
    def leftovers(self) -> list[str]:
        """What lies in our folder besides the lock, and temporary files beside the cases."""
        own = [path.name for path in self.top.glob(".git/caseledger/*") if path.name != "lock"]
        locks = [path.name for path in self.top.glob(".git/*.lock")]
        beside = [path.name for path in self.root.glob("cases/.*")]
        return sorted([*own, *locks, *beside])

    def add(
        self,
        edit: Edit | None = None,
        path: str = PATH,
        *,
        message: str = MESSAGE,
        commit: bool = True,
    ) -> Recorded:
        """Record one change of a file as it is now."""
        file = self.root / path
        seen = file.read_bytes() if file.exists() else None
        return record(self.root, [Change(path, edit or insert(), seen)], message, commit=commit)

    def hook(self, name: str, script: str) -> None:
        """Put a hook in its place."""
        path = self.top / ".git" / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)


def make_scene(top: Path, below: str = ".", *settings: str) -> Scene:
    """Make a repository with two cases, committed; settings go to ``git init``."""
    scene = Scene(top, (top / below).resolve())
    top.mkdir(parents=True, exist_ok=True)
    scene.git("init", "--quiet", "--initial-branch=main", *settings)
    scene.write(PATH, START)
    scene.write(OTHER, START)
    scene.git("add", ".")
    scene.git("commit", "--quiet", "-m", "start")
    return scene
