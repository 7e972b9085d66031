"""Every line of the model has its mutants; `make mutants` shows which test each of them fails."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.catalogue.test_alerts import NAMES, THRESHOLDS
from tests.catalogue.test_kinds import TABLE
from tests.domain.invented import VOCABULARY, stands
from tests.mutations.every import every_mutant
from tests.mutations.mutant import Text, in_catalogue, in_code, without_alert
from tests.mutations.of_code import (
    deadline_texts,
    fine_point_texts,
    guard_texts,
    history_texts,
    problem_texts,
    row_texts,
)
from tests.mutations.of_effects import INVERSES

from caseledger.domain.alerts import ALERTS
from caseledger.domain.kind import mapping, texts
from caseledger.domain.kind_check import OPERATIONS

MUTANTS = {(one.group, one.name) for one in every_mutant()}
TEXTS = [
    pytest.param(text, id=f"{number} {what}")
    for texts_of in (
        row_texts,
        fine_point_texts,
        deadline_texts,
        history_texts,
        problem_texts,
        guard_texts,
    )
    for number, changes in texts_of().items()
    for what, text in changes.items()
]
STORY = (
    "date: 2023-01-01, kind: movement.entered, country: TR",
    "date: 2023-02-01, kind: extradition.requested, country: TR, by: UZ",
)


def test_every_line_of_effects_is_removed() -> None:
    lines = [
        ("effects", f"{k}: {line} removed") for k, ls in TABLE["effects"].items() for line in ls
    ]

    assert [one for one in lines if one not in MUTANTS] == []


def test_every_sort_of_effect_has_an_opposite_or_is_known_to_have_none() -> None:
    assert set(INVERSES) == set(OPERATIONS) - {"when-final", "when-outcome"}


def test_every_line_of_follows_is_removed() -> None:
    lines = [
        ("follows", f"{k}: follows {e} removed") for k, es in TABLE["follows"].items() for e in es
    ]

    assert [one for one in lines if one not in MUTANTS] == []


def test_every_alert_is_silenced_and_inverted_and_its_threshold_moved() -> None:
    assert {name.partition(":")[0] for group, name in MUTANTS if group == "alerts"} == set(NAMES)
    assert sum(group == "alerts" for group, _ in MUTANTS) == 2 * len(NAMES)
    assert sum(group == "thresholds" for group, _ in MUTANTS) == 2 * len(THRESHOLDS)


def test_every_shield_has_both_other_answers_on_every_track() -> None:
    told = Counter(name.partition(" ")[0] for group, name in MUTANTS if group == "covers")

    # A suspension, and a time to appeal, are asked for nothing but their own procedure.
    own = {"suspension", "appeal-window"}
    assert told == Counter(dict.fromkeys(set(VOCABULARY.shields) - own, 6))


def test_every_row_of_the_table_is_skipped() -> None:
    standings = VOCABULARY.section("standings").values()
    rows = {int(row) for one in standings for row in texts(mapping(one).get("row"))}

    assert {row for row, changes in row_texts().items() if "skipped" in changes} == rows
    assert set(row_texts()) == rows == set(range(1, 14))


def test_every_fine_point_is_changed() -> None:
    # What holds off a transfer, the twelfth, is among the rows.
    assert set(fine_point_texts()) == set(range(15)) - {12}


def test_every_module_that_computes_deadlines_is_changed() -> None:
    words = "acts all attention deadline finding held matching reckoning restarts starting terms"

    assert {f"deadlines.{word}" for word in (*words.split(), "versions")} <= set(deadline_texts())


def test_every_module_that_merges_and_tells_history_is_changed() -> None:
    merging = {f"merging.{word}" for word in ("values", "sequence", "merge", "people", "moments")}
    telling = {"changes", "audit", "undoing", "renaming", "comparing", "derived", "causes"}
    stored = {f"store.{word}" for word in ("history", "merging.text", "merging.compose")}

    assert merging | telling | stored <= set(history_texts())
    assert any(str(module).startswith("store.syncing.") for module in history_texts())


def test_every_guard_of_the_reader_is_taken_away() -> None:
    modules = {f"store.yaml_{word}" for word in ("guard", "tree", "strict", "reader", "recovery")}

    assert modules | {"store.files"} == set(guard_texts())


def test_every_rule_is_told_otherwise_in_each_of_its_words() -> None:
    told = Counter(name.partition(":")[0] for group, name in MUTANTS if group == "rules")

    assert set(told) == set(VOCABULARY.rules.codes)
    assert min(told.values()) >= 6


@pytest.mark.parametrize("text", TEXTS)
def test_a_piece_of_code_is_there_and_is_changed(text: Text) -> None:
    function, code = text.compiled()

    assert code != function.__code__.replace(
        co_filename=code.co_filename,
        co_firstlineno=code.co_firstlineno,
        co_linetable=code.co_linetable,
    )


def code_of_the_day() -> str:
    return stands("2023-12-31", *STORY).code


def test_what_is_changed_is_as_it_was_behind_it() -> None:
    effects = in_catalogue(("kinds", "extradition.requested", "effects"), [])
    row = in_code(row_texts()[6]["skipped"])
    stale = ALERTS["stale"]

    assert code_of_the_day() == "exposed"
    with effects():
        assert code_of_the_day() == "unknown"
    with row():
        assert code_of_the_day() == "limbo"
    with without_alert("stale")():
        assert ALERTS["stale"] is not stale
    assert code_of_the_day() == "exposed"
    assert ALERTS["stale"] is stale
