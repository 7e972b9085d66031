"""Changes the model line by line and says which test notices: ``make mutants``."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tests.mutations.every import every_mutant
from tests.mutations.mutant import Mutant
from tests.mutations.trying import Check, Fate, checks, failures, fate

SURVIVED = "SURVIVED"
Trial = tuple[Mutant, Fate]


class _Trials:
    """What the processes have in common, because they are forked from this one."""

    mutants: Sequence[Mutant] = ()
    tests: Sequence[Check] = ()


def _tried(at: int) -> Fate:
    return fate(_Trials.mutants[at], _Trials.tests)


def run(words: Sequence[str]) -> int:
    """Try every mutant, or those that have one of some words in group or name."""
    begun = time.monotonic()
    _Trials.mutants = [
        one
        for one in every_mutant()
        if not words or any(word in f"{one.group}: {one.name}" for word in words)
    ]
    found = checks()
    _Trials.tests = [one for one in found if not one.failure()]
    broken = {one.name for one in found} - {one.name for one in _Trials.tests}
    broken |= set(failures({name for one in _Trials.mutants for name in one.by.split()}))
    sys.stderr.writelines(f"fails without a mutant, left out: {name}\n" for name in sorted(broken))
    trials = list(_shown(_trials()))
    sys.stdout.writelines(f"{line}\n" for line in _summary(trials))
    sys.stdout.write(f"\n{time.monotonic() - begun:.0f} seconds, {len(_Trials.tests)} tests\n")
    return int(bool(broken) or any(not found.killer for _, found in trials))


def _trials() -> Iterator[Trial]:
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        fates = pool.imap(_tried, range(len(_Trials.mutants)))
        yield from zip(_Trials.mutants, fates, strict=True)


def _shown(trials: Iterable[Trial]) -> Iterator[Trial]:
    """Print each as soon as it is tried."""
    for mutant, found in trials:
        sys.stdout.write(f"{mutant.group}: {mutant.name}\n    {found.killer or SURVIVED}\n")
        sys.stdout.flush()
        yield mutant, found


def _summary(trials: Sequence[Trial]) -> Iterator[str]:
    yield f"\n{'':12}{'mutants':>9}{'killed':>9}{'survived':>9}  noticed by a copy of the catalogue"
    for group, some in groupby(trials, key=lambda trial: trial[0].group):
        those = list(some)
        killed = sum(bool(found.killer) for _, found in those)
        copies = sum(bool(found.detector) for _, found in those)
        copied = f"{copies:9}" if those[0][0].of_catalogue else ""
        yield f"{group:12}{len(those):9}{killed:9}{len(those) - killed:9}{copied}"
    for mutant, found in trials:
        if not found.killer:
            only = f"noticed only by {found.detector}" if found.detector else ""
            why = found.obstacle or only
            yield f"{SURVIVED}  {mutant.group}: {mutant.name}" + (f" ({why})" if why else "")


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
