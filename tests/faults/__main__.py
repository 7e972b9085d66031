"""Runs one kind of fault in a process of its own and prints its tally: ``--help`` lists them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from tests.faults.breaking import SAFEGUARDS
from tests.faults.cutting import cutting
from tests.faults.filling import filling
from tests.faults.injecting import injecting, injecting_cold
from tests.faults.killing import killing
from tests.faults.racing import racing
from tests.faults.refusing import refusing
from tests.faults.tally import Tally

KINDS: dict[str, Callable[..., Tally]] = {
    "cut": cutting,
    "fill": filling,
    "inject": injecting,
    "inject-cold": injecting_cold,
    "kill": killing,
    "race": racing,
    "refuse": refusing,
}


def run() -> None:
    """Run what the words say."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("folder", type=Path, help="where ledgers are made and broken")
    parser.add_argument("--given", type=json.loads, default={}, help="what it takes, as JSON")
    parser.add_argument("--without", choices=SAFEGUARDS, help="take a safeguard out first")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.without:
        SAFEGUARDS[given.without]()
    tally = KINDS[given.kind](given.folder, **given.given)
    sys.stdout.write(f"{tally.packed()}\n")


if __name__ == "__main__":
    run()
