"""What starts, meets and ends the clock of every rule, held against a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from tests.domain.invented import VOCABULARY

from caseledger.domain.rules.rule import EventPattern, Rule

TABLE: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("clocks_table.yaml").read_text(encoding="utf-8")
)["rules"]

NAMES = ("act", "starts", "met-by", "moot-by")


def kinds(patterns: Sequence[EventPattern]) -> str:
    """Write the kinds of patterns, each with the day that counts where that is not its own."""
    written = (
        code if one.clock == "date" else f"{code}@{one.clock}"
        for one in patterns
        for code in one.kind
    )
    return " ".join(dict.fromkeys(written))


def row(rule: Rule) -> dict[str, str]:
    """Write what the table has of a rule."""
    told = (rule.act, kinds(rule.trigger.patterns), kinds(rule.done_by), kinds(rule.moot_by))
    return {name: str(one) for name, one in zip(NAMES, told, strict=True) if one}


def test_every_clock_is_as_in_the_table() -> None:
    found = {rule.id: row(rule) for rule in VOCABULARY.rules}

    assert found == {
        code: {name: text.strip() for name, text in told.items()} for code, told in TABLE.items()
    }
