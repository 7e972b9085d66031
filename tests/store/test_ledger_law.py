"""The law in a `ledger.yaml` on disk: joined to the vocabulary, its problems in their places."""

from __future__ import annotations

from datetime import date as Day
from pathlib import Path

from caseledger.store.ledger import open_ledger

LEDGER = """\
format: 1
timezone: Asia/Almaty
vocabulary:
  protection.sued: {label: Sued, like: protection.appealed}
law:
  - id: kz-asylum-appeal
    title: The court practice that counsel reports
    jurisdiction: KZ
    question: suspends
    kind: [protection.appealed, protection.sued]
    answer: yes
    valid_from: 2021-07-01
    status: secondary
    source: letter of counsel
  - id: kz-expulsion-appeal
    title: "!!python/object/apply:os.getcwd []"
    jurisdiction: KX
    question: suspends
    kind: removal.appealed
    answer: no
    status: text
    source: a guess
"""
DAY = Day(2023, 8, 10)


def test_a_ledgers_own_law_is_read_and_a_mistake_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "ledger.yaml").write_text(LEDGER, encoding="utf-8")

    ledger = open_ledger(tmp_path)
    law = ledger.vocabulary.law
    (problem,) = ledger.problems

    assert law.suspends("KZ", "protection.appealed", DAY).answer == "yes"
    assert law.suspends("KZ", "protection.sued", DAY).status == "secondary"
    assert law.suspends("KZ", "removal.appealed", DAY).provisions == ("kz-expulsion-appeal",)
    assert law.own == {"kz-asylum-appeal"}
    assert ledger.settings.timezone == "Asia/Almaty"
    assert (problem.code, problem.file, problem.line, problem.column) == (
        "CL209",
        "ledger.yaml",
        17,
        19,
    )


def test_a_tag_in_a_ledgers_own_law_runs_nothing(tmp_path: Path) -> None:
    text = LEDGER.replace('"!!python', "!!python").replace('[]"', "[]")
    (tmp_path / "ledger.yaml").write_text(text, encoding="utf-8")

    ledger = open_ledger(tmp_path)

    assert [problem.code for problem in ledger.problems] == ["CL106"]
    assert ledger.vocabulary.law.own == set()
