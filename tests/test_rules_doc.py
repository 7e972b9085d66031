"""The page on rules: its tables are those of the code, its example is in order and comes out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

from tests.marked_tables import compare, table
from tests.test_format_doc import needed, several, words_of

from caseledger.domain.loading import KEYS
from caseledger.domain.rule_trials import trials_of
from caseledger.domain.rules.rule import RULE_PARTS
from caseledger.store.ledger import open_ledger

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
HEAD = ("key", "holds", "needed", "several", "means")
YAML = re.compile(r"```yaml\n(format: 1\n.*?)```", re.DOTALL)


def test_tables_have_every_key_of_every_part(update: bool) -> None:
    tables = {part.__name__: table(HEAD, _rows(part)) for part in RULE_PARTS}

    compare(PAGE, tables, update=update)


def _rows(part: type) -> Iterator[tuple[str, ...]]:
    for one in dataclasses.fields(part):
        if not one.metadata.get("internal"):
            key = KEYS.get(one.name, one.name)
            words = one.metadata["about"]
            yield f"`{key}`", words_of(one.type), needed(one), several(one.type), words


def test_every_part_has_a_heading_to_be_linked_to() -> None:
    headings = set(re.findall(r"^#+ (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert {part.__name__ for part in RULE_PARTS} <= headings


def test_the_example_is_in_order_and_its_examples_hold(tmp_path: Path) -> None:
    settings, file = YAML.findall(PAGE.read_text(encoding="utf-8"))
    (tmp_path / "ledger.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "complaints.yaml").write_text(file, encoding="utf-8")

    ledger = open_ledger(tmp_path)
    rules = ledger.vocabulary.rules
    own = [rule for rule in rules if rule.id in rules.own]
    trials = list(trials_of(own, rules, ledger.vocabulary.calendar))

    assert ledger.problems == ()
    assert [rule.id for rule in own] == ["own-complaint-60d", "own-complaint-60d-moved"]
    assert [one.given for one in trials if not one.holds] == []
    assert {one.rule.id for one in trials} == rules.own
