"""What a run of faults came to: figures, and every promise that was broken."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """``counts`` are figures by name; ``wrong`` says what must not have happened.

    ``cannot`` says why this machine could not do it at all.
    """

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    cannot: str = ""

    def add(self, other: Tally) -> None:
        """Take another run's figures in."""
        self.counts.update(other.counts)
        self.wrong += other.wrong
        self.cannot = self.cannot or other.cannot

    def blame(self, where: str, found: list[str]) -> None:
        """Note what went wrong, and in which round."""
        self.wrong += [f"{where}: {one}" for one in found]

    def packed(self) -> str:
        """Write it as JSON, to hand it from one process to another."""
        whole = {"counts": dict(self.counts), "wrong": self.wrong, "cannot": self.cannot}
        return json.dumps(whole)

    @classmethod
    def unpacked(cls, text: str) -> Tally:
        """Read what `packed` wrote."""
        whole = json.loads(text)
        return cls(Counter(whole["counts"]), whole["wrong"], whole["cannot"])


def seeded(seed: int) -> random.Random:
    """Return chance that can be had again: the seed is part of every report."""
    return random.Random(seed)  # noqa: S311 - not for secrets
