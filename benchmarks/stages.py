"""Measures inside one process, for `standings`: a ledger, or without a word the long cases.

Prints JSON: the seconds of each stage of `status` and the most memory up to its end in MiB, or the
milliseconds of one standing of each long case. Times are of the processor: whatever else the
machine does at the moment stays out of them.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from generated import DAY, long_case

from caseledger.actions.desk import Desk, open_desk
from caseledger.domain.case import Case
from caseledger.domain.checks import Context, problems_of
from caseledger.domain.loading import quick_case
from caseledger.domain.problem import Severity
from caseledger.domain.standing import standing
from caseledger.domain.status import PersonNow, people_of
from caseledger.render.envelope import Envelope
from caseledger.render.formats import written
from caseledger.render.screen import Screen
from caseledger.render.status import page
from caseledger.render.wording import wording_of
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.files import read_bytes
from caseledger.store.ledger import case_paths
from caseledger.store.yaml_reader import Document, read_document

SHAPES = ("one host", "several hosts", "years")
RUNS = 20
MEBI = 1 << 20
Measured = dict[str, float]


def main() -> None:
    """Measure what was asked for."""
    ledger = next(iter(sys.argv[1:]), None)
    found = stages(Path(ledger)) if ledger else {shape: long(shape) for shape in SHAPES}
    print(json.dumps(found))


def stages(ledger: Path) -> Measured:
    """Do what `status` does but for the sorting, each stage over all files before the next."""
    found: Measured = {}
    with _stage(found, "start"):
        desk = open_desk(ledger, lambda _timezone: DAY)
    found["start"] = time.process_time()  # with Python itself and all imports
    with _stage(found, "read"):
        documents = _read(desk)
    with _stage(found, "validate"):
        cases, problems = _validated(desk, documents)
    with _stage(found, "derive"):
        people = _derived(desk, cases)
    for form in ("table", "json"):
        with _stage(found, f"print {form}"):
            _printed(desk, people, form)
    certain = len([one for one in people if one.standing.certain])
    return found | {"people": len(people), "certain": certain, "problems": problems}


def _read(desk: Desk) -> list[Document]:
    root, paths = desk.ledger.root, case_paths(desk.ledger)
    raws = [read_bytes(root / path.relative, path.relative)[0] for path in paths]
    return [read_document(raw) for raw in raws]


def _validated(desk: Desk, documents: list[Document]) -> tuple[list[Case], int]:
    """Return the cases, and how many problems they have; none may be an error."""
    cases = [quick_case(document.data) for document in documents]
    sound = [case for case in cases if case is not None]
    vocabulary = desk.ledger.vocabulary
    problems = [
        problem
        for case in sound
        for problem in problems_of(case, Context(vocabulary, DAY, case.id))
    ]
    wrong = [one for one in problems if one.severity is Severity.ERROR]
    if wrong or len(sound) < len(cases):
        raise SystemExit(f"the generated cases are not in order: {wrong[:3]}")
    return sound, len(problems)


def _derived(desk: Desk, cases: list[Case]) -> tuple[PersonNow, ...]:
    vocabulary, by_id = desk.ledger.vocabulary, {case.id: case for case in cases}
    return tuple(one for case in cases for one in people_of(case, DAY, vocabulary, by_id))


def _printed(desk: Desk, people: tuple[PersonNow, ...], form: str) -> str:
    wording = wording_of(desk.ledger.vocabulary, DAY, "en")
    envelope = Envelope("status", desk.ledger, DAY)
    return written(page({"": people}, envelope, wording), form, Screen())


def long(shape: str) -> float:
    """Return the median milliseconds of one standing of a case of 500 events, from its entries."""
    vocabulary = load_vocabulary()
    case = quick_case(read_document(long_case(shape).encode()).data)
    if case is None:
        raise SystemExit(f"the long case is not in order: {shape}")
    taken = []
    for _ in range(RUNS + 1):
        start = time.process_time()
        standing(case, case.people[0], DAY, vocabulary)
        taken.append((time.process_time() - start) * 1000)
    return median(taken[1:])  # the first warms up


@contextmanager
def _stage(found: Measured, name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    found[name] = time.process_time() - start
    unit = 1 if sys.platform == "darwin" else 1024  # macOS gives bytes, Linux KiB
    found[f"{name}, MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEBI


if __name__ == "__main__":
    main()
