"""The page on deadlines: its tables are those of the rules, its examples come out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date as Day
from pathlib import Path

from tests.domain.invented import UZBEK, VOCABULARY, lived
from tests.marked_tables import compare, table
from tests.rule_tables import STATUSES, TABLES, all_rules
from tests.small_ledgers import case

from caseledger.domain.deadlines.deadline import STATES
from caseledger.domain.deadlines.finding import deadlines_of
from caseledger.domain.life import Life, life_of
from caseledger.store.cases import read_case
from caseledger.store.files import CasePath
from caseledger.store.ledger import open_ledger

PAGE = Path(__file__).parent.parent / "docs" / "deadlines.md"
TEXT = PAGE.read_text(encoding="utf-8")
YES = "yes"


def test_tables_are_those_of_the_rules(update: bool) -> None:
    tables = {
        "days": table(("on", *STORIES), _days()),
        **{name: table(head, rows()) for name, (head, rows) in TABLES.items()},
    }

    compare(PAGE, tables, update=update)


# The states of a deadline, day by day

DECIDED = "date: 2025-10-30, kind: protection.refused, country: PL, outcome: unfounded"
SERVED = f"{DECIDED}, served: 2025-11-03"
STORIES: Mapping[str, Sequence[str]] = {
    "service not proven": (DECIDED,),
    "served on 3 November": (SERVED,),
    "appealed on 17 November": (
        SERVED,
        "date: 2025-11-17, kind: protection.appealed, country: PL, of: e1",
    ),
    "appealed on 19 November": (
        SERVED,
        "date: 2025-11-19, kind: protection.appealed, country: PL, of: e1",
    ),
    "served, but all of it only alleged": (f"{SERVED}, state: alleged",),
}
"""A refusal in Poland of 30 October 2025, fourteen days to appeal (``pl-appeal-14d``)."""


def _days() -> Iterator[tuple[str, ...]]:
    for day in (5, 11, 13, 14, 17, 18, 20):
        now = Day(2025, 11, day)
        yield (f"{now:%a} {day} November", *(_stands(now, events) for events in STORIES.values()))


def _stands(day: Day, events: Iterable[str]) -> str:
    (one,) = deadlines_of(lived(*events), day, lambda rule: rule.id == "pl-appeal-14d")
    late = ", late" if one.met and one.met.late == YES else ""
    doubt = "" if one.certain else " ?"
    due = f", due {one.due:%a %d}" if one.due else ""
    return f"`{one.state}`{doubt}{late}{due}"


# The examples of the page

FIGURE = re.compile(r"```yaml\n(format: 1\nfigures:\n.*?)```", re.DOTALL)
TRANSFER = "date: 2026-08-21, kind: transfer.decided, country: DE, to: PL, served: 2026-08-26"
CLAIM = "date: 2026-06-15, kind: protection.lodged, country: DE"


def test_a_figure_of_the_ledger_gives_the_day_that_was_missing(tmp_path: Path) -> None:
    (figure,) = FIGURE.findall(TEXT)
    (tmp_path / "ledger.yaml").write_text("format: 1\nrules: rules\n", encoding="utf-8")
    for folder in ("cases", "rules"):
        (tmp_path / folder).mkdir()
    (tmp_path / "rules" / "germany.yaml").write_text(figure, encoding="utf-8")
    text = case("stork", CLAIM, TRANSFER, people=UZBEK)
    (tmp_path / "cases" / "stork.yaml").write_text(text, encoding="utf-8")

    ledger = open_ledger(tmp_path)
    found = read_case(ledger, CasePath("cases/stork.yaml", "stork", regular=True), Day.max)
    assert ledger.problems == ()
    assert found.case is not None
    life = life_of(found.case, found.case.people[0], ledger.vocabulary)

    assert _appeals(life_of(found.case, found.case.people[0], VOCABULARY)) == [
        ("needs-input", ("figure",), None)
    ]
    assert _appeals(life) == [("upcoming", (), Day(2026, 9, 9))]


def _appeals(life: Life) -> list[tuple[str, Collection[str], Day | None]]:
    found = deadlines_of(life, Day(2026, 9, 1), lambda rule: rule.family == "eu-transfer-appeal")
    return [(one.state, one.needs, one.due) for one in found]


def test_each_state_of_a_deadline_is_explained() -> None:
    part = TEXT.partition("\n## The states\n")[2].partition("\n## ")[0]

    assert re.findall(r"^\| `([a-z-]+)` \|", part, re.MULTILINE) == list(STATES)


def test_every_way_of_reading_the_law_is_explained() -> None:
    part = TEXT.partition("\n## How well the law was read\n")[2].partition("\n## ")[0]

    assert re.findall(r"^\| `([a-z]+)` \|", part, re.MULTILINE) == list(STATUSES)


def test_every_rule_stands_in_a_table() -> None:
    assert {rule.id for rule in all_rules()} == set(VOCABULARY.rules.codes)
