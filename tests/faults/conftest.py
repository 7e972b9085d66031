"""How tests start a run of faults, and what happens where the machine cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest
from tests.faults.machine import Missing, Run
from tests.faults.tally import Tally

REQUIRED = {"CASELEDGER_FAULTS": "required"}
"""Set where a missing tool is a failure and not a reason to skip a test."""


@pytest.fixture
def suffer(tmp_path: Path, environment_outside: Mapping[str, str]) -> Callable[[Run], Tally]:
    """Run faults; skip where the machine cannot, or fail where nothing may be skipped.

    Each run has a folder of its own, so that one test may run them again.
    """
    folders = (tmp_path / f"run{number}" for number in count(1))

    def suffered(run: Run) -> Tally:
        folder = next(folders)
        folder.mkdir()
        try:
            return run.suffered(folder)
        except Missing as missing:
            if REQUIRED.items() <= environment_outside.items():
                pytest.fail(f"CASELEDGER_FAULTS=required: {missing}")
            pytest.skip(str(missing))

    return suffered
