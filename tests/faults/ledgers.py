"""A ledger to break, what was written into it, and what must hold afterwards."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from pathlib import Path

from tests.small_ledgers import case, write_ledger

from caseledger.actions.desk import open_desk
from caseledger.domain.problem import Severity
from caseledger.store.cases import read_case
from caseledger.store.ledger import case_paths

TODAY = Day(2026, 1, 5)
FIRST = "date: 2022-01-10, kind: movement.entered, country: KZ"
FIRST_ID = "e1"

# What no command may leave behind. Git's own tmp_obj_* of a kill are git's to prune.
LEFTOVERS = ("*.lock", "intent.json*", "index-next*", "index-commit*", "*.caseledger-new")
COMMITS = "--format=%x01%H%x02%(trailers:key=Event,valueonly,separator=%x2C)%x02"


@dataclass
class Broken:
    """A ledger in git under attack.

    ``tried`` are the ids of events that a command set out to write, ``acknowledged`` those for
    which one ended with 0. Other files may be committed by a human; ``human`` names them.
    """

    folder: Path
    cases: tuple[str, ...]
    tried: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    human: tuple[str, ...] = ()

    @classmethod
    def begun(cls, folder: Path, cases: Sequence[str] = ("alpha",), padding: int = 0) -> Broken:
        """Make a ledger of one event per case; with padding its files are longer."""
        more = f"summary: {'long ' * padding}\n" if padding else ""
        write_ledger(folder, {name: case(name, FIRST, more=more) for name in cases})
        ledger = cls(folder, tuple(cases))
        ledger.git("init", "--quiet", "--initial-branch=main", "--template=")
        ledger.git("add", ".")
        ledger.git("commit", "--quiet", "--message=start")
        return ledger

    def git(self, *words: str) -> str:
        """Run git in the ledger, which must succeed."""
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words], capture_output=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"git {words[0]}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode()

    def path(self, name: str) -> str:
        """Where the file of a case lies."""
        return f"cases/{name}.yaml"

    def torn(self) -> list[str]:
        """Say which files are neither whole nor valid, at any moment."""
        return [one for name in self.cases for one in self._file_faults(name)[1]]

    def broken(self, *, dirty: Sequence[str] = ()) -> list[str]:
        """Say what does not hold after a command that succeeded; ``dirty`` may be uncommitted."""
        try:
            return self._broken(dirty)
        except RuntimeError as error:
            return [str(error)]

    def _broken(self, dirty: Sequence[str]) -> list[str]:
        wrong, found = [], Counter[str]()
        for name in self.cases:
            events, faults = self._file_faults(name)
            wrong += faults
            found.update(events)
        committed = self.git("show", *(f"HEAD:{self.path(name)}" for name in self.cases))
        missing = set(found) - set(re.findall(r"\bid: ([a-z0-9]+)", committed))
        wrong += [f"{one} stands in the file and not in HEAD's" for one in missing]
        wrong += [f"{one} was acknowledged and is lost" for one in self.acknowledged - set(found)]
        wrong += [f"{one} stands there {count} times" for one, count in found.items() if count > 1]
        strange = set(found) - self.tried - {FIRST_ID}
        wrong += [f"{one} was never entered" for one in strange]
        wrong += self._history_faults(set(found))
        changed = [line[3:] for line in self.git("status", "--porcelain").splitlines()]
        wrong += [f"{path} is not clean in git" for path in changed if path not in dirty]
        return wrong + [f"left behind: {one}" for one in self._leftovers()]

    def fsck(self) -> list[str]:
        """Say what git finds wrong in its own store."""
        try:
            self.git("fsck", "--full", "--strict", "--no-dangling")
        except RuntimeError as error:
            return [str(error)]
        return []

    def _file_faults(self, name: str) -> tuple[list[str], list[str]]:
        """Return the ids of a file's events, and what is wrong with the file."""
        desk = open_desk(self.folder, lambda _zone: TODAY)
        path = next((one for one in case_paths(desk.ledger) if one.name == name), None)
        file = read_case(desk.ledger, path, TODAY) if path is not None else None
        if file is None or file.case is None:
            return [], [f"the file of {name} is no case"]
        errors = [one for one in file.problems if one.severity is Severity.ERROR]
        events = [event.id for event in file.case.events]
        if len(self.cases) > 1:
            events = [one for one in events if one != FIRST_ID]
        return events, [f"{name}: {one.code} {one.title}" for one in errors]

    def _history_faults(self, found: set[str]) -> Iterator[str]:
        """Each event is one commit of its case's file alone; no other commit is ours."""
        made = Counter[str]()
        taken_along = False
        for commit, ids, files in self._commits():
            made.update(ids)
            ours = {self.path(name) for name in self.cases}
            if ids and not (len(ids) == len(files) == 1 and files <= ours):
                yield f"commit {commit[:9]} of {ids} touches {sorted(files)}"
            if not ids and self.human and files > {*self.human}:
                taken_along = True  # a plain git commit took what was staged for ours: not lost
            elif not ids and not files <= {*self.human}:
                yield f"commit {commit[:9]}, which is no event's, touches {sorted(files)}"
        yield from (f"{one} has {made[one]} commits" for one in made if made[one] > 1)
        if not taken_along:
            alone = found - set(made) - {FIRST_ID}
            yield from (f"{one} has no commit" for one in sorted(alone))
        yield from (f"{one} has a commit and is not in the file" for one in set(made) - found)

    def _commits(self) -> Iterator[tuple[str, list[str], set[str]]]:
        """Give id, events and files of each commit after the first."""
        told = self.git("log", "--name-only", COMMITS).split("\x01")[1:-1]
        for one in told:
            commit, ids, files = one.split("\x02")
            yield commit, [word for word in ids.strip().split(",") if word], set(files.split())

    def _leftovers(self) -> list[str]:
        found = [path for sort in LEFTOVERS for path in self.folder.rglob(sort)]
        return [str(path.relative_to(self.folder)) for path in found]
