"""The compiled catalogue as plain data, for tests that put something else into it."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from caseledger import catalogue as package
from caseledger.domain.kind import mapping
from caseledger.store.catalogue import COMPILED


@cache
def catalogue() -> Mapping[str, object]:
    """Return what the YAML files say; another test holds that it is not stale."""
    text = Path(package.__file__).with_name(COMPILED).read_text(encoding="utf-8")
    return mapping(json.loads(text))
