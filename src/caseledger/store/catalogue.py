"""The built-in vocabulary as it lies in the package, compiled to one file that is quick to read."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from caseledger import catalogue
from caseledger.domain.vocabulary import Vocabulary, vocabulary_from

COMPILED = "catalogue.json"
"""The compiled catalogue, beside its YAML files in `caseledger.catalogue`."""


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the built-in vocabulary; read once a process."""
    # Not importlib.resources: it imports so much that it takes longer than all the rest here.
    text = Path(catalogue.__file__).with_name(COMPILED).read_text(encoding="utf-8")
    return vocabulary_from(json.loads(text))
