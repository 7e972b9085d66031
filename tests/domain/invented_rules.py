"""An invented file of rules for tests, and what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

from caseledger.domain.own_rules import SECTIONS, read_rule_file
from caseledger.domain.problem import Severity, dotted
from caseledger.domain.vocabulary import Vocabulary, vocabulary_from
from caseledger.store.catalogue import COMPILED
from caseledger.store.compile_catalogue import FOLDER

CATALOGUE = json.loads((FOLDER / COMPILED).read_bytes())
BASE: Vocabulary = vocabulary_from({k: v for k, v in CATALOGUE.items() if k not in SECTIONS})
"""The built-in words without any built-in rule."""

PROFILES: dict[str, Any] = {"plain": {"title": "Calendar days", "status": "unverified"}}
TREATIES: dict[str, Any] = {
    "minsk": {"title": "A treaty", "parties": {"KZ": {"bound": "yes", "status": "text"}}}
}
COMPLAINT: dict[str, Any] = {
    "id": "own-complaint",
    "title": "lodge the complaint",
    "law": "An invented act, art. 7",
    "jurisdiction": "KZ",
    "binds": "applicant",
    "trigger": {"kind": "extradition.ordered", "clock": "served"},
    "for": "60d",
    "done_by": "extradition.appealed",
    "profile": "plain",
    "on_miss": "passed",
    "status": "secondary",
    "source": "letter of counsel",
    "examples": [{"trigger": "2026-01-02", "due": "2026-03-03"}],
}
FIRST_OF = {
    "earliest_of": [
        {"kind": "protection.lodged", "for": "3m"},
        {"kind": "protection.fingerprinted", "for": "2m"},
    ]
}


def tree_of(*rules: dict[str, Any], **more: object) -> dict[str, Any]:
    """A file with some rules; a value that is None is left out of them."""
    written = [{k: v for k, v in rule.items() if v is not None} for rule in rules]
    return {
        "format": "1",
        "profiles": PROFILES,
        "instruments": TREATIES,
        "rules": written,
    } | more


def found(*rules: dict[str, Any], **more: object) -> list[tuple[str, str]]:
    """Return code and place of every problem; a rule with an error is never taken."""
    file, problems = read_rule_file(tree_of(*rules, **more), BASE)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    wrong = {one.path[1] for one in errors if one.path[0] == "rules"}
    assert len(file.rules if file else ()) == len(rules) - len(wrong)
    return [(problem.code, dotted(problem.path)) for problem in problems]
