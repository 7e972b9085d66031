"""Edits two clones of a ledger at the same time, syncs until quiet, and proves what is there.

Run it as ``.venv/bin/python benchmarks/concurrent_edits.py [ROUNDS] [EDITS] [SEED]``. It makes a
ledger of ten cases, two clones and a bare repository in a temporary folder. In each round either
clone gets fifty random edits through the actions that the commands use: events, sources and people
added, fields changed, sources cited, events removed. A journal keeps what was acknowledged. Then
`sync` runs from both sides until nothing moves; what clashes is decided by `resolve`, for one side
or the other in turn. At the end both clones must be equal, and all that the journal holds be there.
"""

import contextlib
import datetime as dt
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generated import DAY, write_ledger

from caseledger.actions.add import NewEvent, event_plan, person_plan, source_plan
from caseledger.actions.amend import cite_plan
from caseledger.actions.desk import Desk, open_desk
from caseledger.actions.fields import remove_plan, set_plan
from caseledger.actions.messages import message_for
from caseledger.actions.plans import Plan
from caseledger.actions.setup import init
from caseledger.actions.sync import Wish, sync
from caseledger.actions.writing import carry_out
from caseledger.cli.main import main as command
from caseledger.domain.case import Case, Event
from caseledger.errors import CaseledgerError, UsageProblem
from caseledger.store.cases import read_cases

CASES = 10
KINDS = (
    "protection.interview",
    "protection.hearing",
    "extradition.hearing",
    "detention.extended",
    "complaint.lodged",
    "movement.entered",
)
PERSON = {
    "GIT_AUTHOR_NAME": "A Clerk",
    "GIT_AUTHOR_EMAIL": "clerk@example.org",
    "GIT_COMMITTER_NAME": "A Clerk",
    "GIT_COMMITTER_EMAIL": "clerk@example.org",
}
MOST_TURNS = 20
GIT = shutil.which("git") or "git"

Entry = tuple[str, str, str]
"""A case, a list of it (`events`, `sources`, `people`), and an id."""
Field = tuple[str, str, str]
"""A case, an event, and a field."""


@dataclass
class Journal:
    """What a clone acknowledged: entries that were added and removed, and values that were set."""

    added: set[Entry] = field(default_factory=set)
    removed: set[Entry] = field(default_factory=set)
    values: dict[Field, str] = field(default_factory=dict)
    cited: set[tuple[str, str, str]] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    refused: int = 0


@dataclass(frozen=True)
class Clone:
    """One of the two: where it is, its dice, and the journal of the whole run and of this round."""

    root: Path
    dice: random.Random
    whole: Journal
    round: Journal


def desk_of(root: Path) -> Desk:
    """Open a ledger on a fixed day."""
    return open_desk(root, lambda _zone: DAY)


def require(fact: bool, words: str) -> None:  # noqa: FBT001 - it is all there is to say
    """Stop where something is not as it must be."""
    if not fact:
        raise SystemExit(f"FAILED: {words}")


# Edits


def edit(clone: Clone) -> bool:
    """Make one random edit. Whether it was made: one that is refused changes nothing."""
    desk = desk_of(clone.root)
    cases = [file.case for file in read_cases(desk.ledger, DAY) if file.case is not None]
    case = clone.dice.choice(sorted(cases, key=lambda one: one.id))
    way = clone.dice.choices(list(EDITS), [weight for _, weight in EDITS.values()])[0]
    try:
        EDITS[way][0](clone, desk, case)
    except CaseledgerError:
        clone.whole.refused += 1
        return False
    clone.whole.kinds[way] += 1
    return True


def written(plan: Plan) -> None:
    """Write and commit a plan; when this returns it is acknowledged."""
    if plan.is_empty:
        raise UsageProblem("it says so already")
    recorded = carry_out(plan, message_for(plan), commit=True)
    require(bool(recorded.commit), recorded.uncommitted)


def noted(clone: Clone, entry: Entry, what: str) -> None:
    """Note an entry in both journals."""
    for journal in (clone.whole, clone.round):
        getattr(journal, what).add(entry)


def add_event(clone: Clone, desk: Desk, case: Case) -> None:
    """Add an event on a random day, for everybody in the case."""
    day = DAY - dt.timedelta(days=clone.dice.randrange(1, 1500))
    words = {
        "date": [day.isoformat()],
        "country": [clone.dice.choice(["KZ", "RU", "TR"])],
        "by": ["UZ"],
        "body": ["HRC"],
        "people": [one.id for one in case.people],
    }
    kind = clone.dice.choice(KINDS)
    unused = {"by"} if not kind.startswith("extradition") else set()
    unused |= {"body"} if not kind.startswith("complaint") else set()
    given = {key: value for key, value in words.items() if key not in unused}
    source = clone.dice.choice(case.sources).id
    plan = event_plan(desk, NewEvent(case.id, kind, given, (source,)))
    written(plan)
    noted(clone, (case.id, "events", dict(plan.made)["event"]), "added")


def set_field(clone: Clone, desk: Desk, case: Case) -> None:
    """Change the day, the note or the authority of an event."""
    event = clone.dice.choice(case.events)
    key = clone.dice.choice(["date", "note", "authority"])
    day = DAY - dt.timedelta(days=clone.dice.randrange(1, 1500))
    value = day.isoformat() if key == "date" else f"note {clone.dice.randrange(10**9)}"
    written(set_plan(desk, case.id, f"{event.id}.{key}", [value]))
    for journal in (clone.whole, clone.round):
        journal.values[case.id, event.id, key] = value


def cite(clone: Clone, desk: Desk, case: Case) -> None:
    """Cite another source for an event."""
    event = clone.dice.choice(case.events)
    source = clone.dice.choice(case.sources).id
    written(cite_plan(desk, case.id, event.id, source, {}, []))
    for journal in (clone.whole, clone.round):
        journal.cited.add((case.id, event.id, source))


def add_source(clone: Clone, desk: Desk, case: Case) -> None:
    """Add a source."""
    title = f"report {clone.dice.randrange(10**9)}"
    plan = source_plan(desk, case.id, {"kind": ["media"], "title": [title]})
    written(plan)
    noted(clone, (case.id, "sources", dict(plan.made)["source"]), "added")


def add_person(clone: Clone, desk: Desk, case: Case) -> None:
    """Add a person."""
    words = {"pseudonym": [f"Person {clone.dice.randrange(10**9)}"], "citizenship": ["UZ"]}
    plan = person_plan(desk, case.id, words)
    written(plan)
    noted(clone, (case.id, "people", dict(plan.made)["person"]), "added")


def remove(clone: Clone, desk: Desk, case: Case) -> None:
    """Remove an event."""
    event = clone.dice.choice(case.events)
    written(remove_plan(desk, case.id, event.id))
    noted(clone, (case.id, "events", event.id), "removed")


EDITS: dict[str, tuple[Callable[[Clone, Desk, Case], None], int]] = {
    "event added": (add_event, 40),
    "field changed": (set_field, 25),
    "source cited": (cite, 12),
    "source added": (add_source, 8),
    "person added": (add_person, 4),
    "event removed": (remove, 8),
}

# Syncing


@dataclass
class Quiet:
    """What it took until nothing moved."""

    syncs: int = 0
    clashes: Counter[str] = field(default_factory=Counter)
    cases: int = 0


def until_quiet(clones: list[Clone]) -> Quiet:
    """Sync from both sides in turn until neither has anything to fetch or to push."""
    done = Quiet()
    for turn in range(MOST_TURNS):
        moved = [_synced(clone, done, ("--ours", "--theirs")[turn % 2]) for clone in clones]
        if not any(moved):
            return done
    raise SystemExit("never quiet")


def _synced(clone: Clone, done: Quiet, side: str) -> bool:
    desk = desk_of(clone.root)
    ended = sync(desk, Wish(None, clone.root), lambda _step: None)
    done.syncs += 1
    if ended.stopped is None:
        return bool(ended.synced.merged or ended.synced.pushed)
    conflicts = ended.synced.conflicts
    require(bool(conflicts), ended.stopped.message)
    done.clashes.update(one.reason for one in conflicts)
    done.cases += len({one.case for one in conflicts})
    for case in sorted({one.case for one in conflicts}):
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()) as said,
        ):
            code = command(
                ["-C", str(clone.root), "--today", DAY.isoformat(), "resolve", case, side]
            )
        require(code == 0, f"{case}: {said.getvalue()}")
    return True


# Proof


def held(root: Path) -> dict[str, Case]:
    """Read all cases; each must be in order."""
    files = list(read_cases(desk_of(root).ledger, DAY))
    sound = all(file.case is not None and not file.has_errors for file in files)
    require(sound, f"a case is not in order in {root}")
    return {file.case.id: file.case for file in files if file.case is not None}


def entries(cases: dict[str, Case]) -> set[Entry]:
    """Name every entry of all cases."""
    return {
        (case.id, key, one.id)
        for case in cases.values()
        for key in ("events", "sources", "people")
        for one in getattr(case, key)
    }


def prove(clones: list[Clone], before: set[Entry]) -> tuple[int, int]:
    """Hold what is there against the journals; return how many events, and how many came back.

    An event that one side removed while the other changed it is kept or not, as `resolve` decided.
    """
    states = [held(clone.root) for clone in clones]
    require(states[0] == states[1], "the clones differ")
    heads = {_git(clone.root, "rev-parse", "HEAD") for clone in clones}
    require(len(heads) == 1, "the heads differ")
    there = entries(states[0])
    added = set().union(*(clone.whole.added for clone in clones))
    removed = set().union(*(clone.whole.removed for clone in clones))
    lost = (before | added) - removed - there
    require(not lost, f"lost: {sorted(lost)}")
    require(there <= before | added, "something is there that nobody wrote")
    _prove_values(clones, states[0])
    events = sum(len(case.events) for case in states[0].values())
    return events, len(removed & there)


def _prove_values(clones: list[Clone], cases: dict[str, Case]) -> None:
    """Every field that was set this round holds what one of both set it to, last of all there."""
    events = {(case.id, one.id): one for case in cases.values() for one in case.events}
    for at in {key for clone in clones for key in clone.round.values}:
        case, key, name = at
        event = events.get((case, key))
        if event is not None:
            wanted = {clone.round.values[at] for clone in clones if at in clone.round.values}
            require(_value(event, name) in wanted, f"{at}: {_value(event, name)}, not {wanted}")
    for clone in clones:
        for case, key, source in clone.round.cited:
            event = events.get((case, key))
            there = event is None or source in {one.source for one in event.sources}
            require(there, f"{case}/{key} does not cite {source}")


def _value(event: Event, name: str) -> str:
    value = getattr(event, name)
    return value.text if name == "date" else str(value)


# The ledgers


def make(folder: Path, seed: int) -> list[Clone]:
    """Make the ledger, the bare repository and the second clone."""
    one, two = write_ledger(folder / "one", CASES, seed), folder / "two"
    with contextlib.redirect_stderr(io.StringIO()):
        init(one, "UTC")
    _git(one, "add", ".")
    _git(one, "commit", "-q", "-m", "cases")
    _git(folder, "init", "-q", "--bare", "-b", "main", "hub.git")
    _git(one, "remote", "add", "origin", str(folder / "hub.git"))
    _git(one, "push", "-q", "-u", "origin", "main")
    _git(folder, "clone", "-q", "hub.git", "two")
    init(two, "UTC")
    return [
        Clone(root, random.Random(seed * 2 + number), Journal(), Journal())  # noqa: S311
        for number, root in enumerate((one, two))
    ]


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run([GIT, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def lines(rounds: int, edits: int, seed: int, folder: Path) -> Iterator[str]:
    """Run it, one line a round."""
    clones = make(folder, seed)
    before = entries(held(clones[0].root))
    total = Quiet()
    yield f"{CASES} cases, {len([e for e in before if e[1] == 'events'])} events; seed {seed}"
    for number in range(1, rounds + 1):
        clones = [Clone(one.root, one.dice, one.whole, Journal()) for one in clones]
        start = time.monotonic()
        for clone in clones:
            made = 0
            while made < edits:
                made += edit(clone)
        between = time.monotonic()
        quiet = until_quiet(clones)
        events, back = prove(clones, before)
        total.syncs += quiet.syncs
        total.cases += quiet.cases
        total.clashes.update(quiet.clashes)
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(quiet.clashes.items()))
        yield (
            f"round {number:2}: {2 * edits} edits in {between - start:.0f} s, "
            f"{quiet.syncs} syncs in {time.monotonic() - between:.1f} s; "
            f"conflicts: {told or 'none'}; {events} events, {back} kept that one side removed"
        )
    yield from _summary(clones, total)


def _summary(clones: list[Clone], total: Quiet) -> Iterator[str]:
    for name, clone in zip(("one", "two"), clones, strict=True):
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(clone.whole.kinds.items()))
        yield f"clone {name} acknowledged: {kinds}; refused: {clone.whole.refused}"
    added = set().union(*(one.whole.added for one in clones))
    removed = set().union(*(one.whole.removed for one in clones))
    yield (
        f"conflicts: {sum(total.clashes.values())} in {total.cases} cases, in {total.syncs} syncs "
        f"({dict(sorted(total.clashes.items()))})"
    )
    yield (
        f"proof: of {len([one for one in added if one[1] == 'events'])} events, "
        f"{len([one for one in added if one[1] == 'sources'])} sources and "
        f"{len([one for one in added if one[1] == 'people'])} people that were acknowledged, less "
        f"{len(removed)} that were removed, none is missing in either clone; both clones are equal"
    )


def main() -> None:
    """Run it and print the lines as they come."""
    rounds, edits, seed = (
        int(word) for word in (*sys.argv[1:], *("10", "50", "1")[len(sys.argv) - 1 :])
    )
    os.environ.update(PERSON)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        for line in lines(rounds, edits, seed, Path(folder)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
