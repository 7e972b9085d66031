"""Thousands of pairs of edits merged as texts: `python -m tests.store.merging.long_run [PAIRS]`.

Prints how many went together and which clashed, and every promise that was broken.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from tests.domain.invented import VOCABULARY
from tests.store.merging.edited_files import BASES, versions
from tests.store.merging.merge_oracle import broken

from caseledger.store.merging import merge_texts

PAIRS = 2000
MOST_EDITS = 8


def main(pairs: int) -> int:
    """Merge so many pairs. Returns 1 if a promise was broken."""
    start, names = time.monotonic(), sorted(BASES)
    tally: Counter[str] = Counter()
    wrong: list[str] = []
    for seed in range(pairs):
        name = names[seed % len(names)]
        edits = 1 + seed % MOST_EDITS, 1 + seed // MOST_EDITS % MOST_EDITS
        given = versions(name, seed, *edits)
        wrong += [f"{name} {seed} {edits}: {one}" for one in broken(given)]
        clashes = merge_texts(*given, vocabulary=VOCABULARY).clashes
        tally.update({one.reason.value for one in clashes} or {"clean"})
    counts = ", ".join(f"{what} {count:,}" for what, count in sorted(tally.items()))
    sys.stdout.write(f"{pairs:,} pairs: {counts}\n")
    sys.stdout.write(f"{time.monotonic() - start:.0f} seconds, {len(wrong)} promises broken\n")
    sys.stdout.writelines(f"{one}\n" for one in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS))
