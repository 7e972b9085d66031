"""The built-in vocabulary as it lies in the package, compiled to one file that is quick to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from caseledger import catalogue
from caseledger.domain.kind import mapping
from caseledger.domain.vocabulary import Vocabulary, vocabulary_from
from caseledger.store.holiday_calendar import HolidayCalendar

COMPILED = "catalogue.json"
"""The compiled catalogue, beside its YAML files in `caseledger.catalogue`."""

MANUAL = "manual.json"
"""What only `explain` reads, compiled likewise, so that no other command pays for it."""


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the built-in vocabulary, which knows public holidays; read once a process."""
    return vocabulary_from(_read(COMPILED)).with_calendar(HolidayCalendar())


def load_manual() -> Mapping[str, object]:
    """Return what the manual has besides the vocabulary: pages of problems, values of examples."""
    return _read(MANUAL)


def _read(name: str) -> Mapping[str, object]:
    # Not importlib.resources: it imports so much that it takes longer than all the rest here.
    text = Path(catalogue.__file__).with_name(name).read_text(encoding="utf-8")
    return mapping(json.loads(text))
