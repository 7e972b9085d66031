"""A file of rules for deadlines: what is taken of it, and what becomes of the rest."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.invented_rules import (
    BASE,
    CATALOGUE,
    COMPLAINT,
    FIRST_OF,
    PROFILES,
    found,
    tree_of,
)

from caseledger.domain.loading import shape_of
from caseledger.domain.own_kinds import own_kinds
from caseledger.domain.own_rules import as_written, read_rule_file, read_rule_files
from caseledger.domain.problem import Severity, dotted
from caseledger.domain.rules.rule import Rule
from caseledger.domain.schema import validate
from caseledger.domain.vocabulary import vocabulary_from


def test_a_rule_that_leaves_its_length_to_the_states_takes_figures() -> None:
    figure = {"rule": "own-complaint", "country": "KZ", "for": "2w", "status": "text", "note": "x"}

    national = COMPLAINT | {"for": None, "national": {"max": "3w"}}

    assert found(national, figures=[figure]) == []


def test_what_is_wrong_with_one_leaves_the_others_alone() -> None:
    wrong = COMPLAINT | {"id": "wrong", "profile": "plane"}
    last = COMPLAINT | {"id": "last"}

    assert found(COMPLAINT, wrong, COMPLAINT, last) == [
        ("CL401", "rules[2].id"),
        ("CL204", "rules[1].profile"),
    ]


def test_a_rule_that_counts_in_a_way_that_is_wrong_is_not_taken() -> None:
    profiles = {"plain": PROFILES["plain"] | {"extra_free_days": "32-01"}}

    file, problems = read_rule_file(tree_of(COMPLAINT, profiles=profiles), BASE)

    assert file is not None
    assert file.rules == ()
    assert [one.path[0] for one in problems] == ["profiles", "rules"]


def test_other_names_come_out_as_codes() -> None:
    kinds, _ = own_kinds(
        {"extradition.told": {"label": "Told", "aliases": ["extradition.notified"]}}, BASE
    )
    trigger = {"kind": "protection.granted", "outcome": "SP", "after": "extradition.notified"}
    alias = next(
        word
        for word, code in (BASE.kind("protection.granted").outcomes or {}).items()  # type: ignore[union-attr]
        if word != code
    )
    rule = COMPLAINT | {"trigger": trigger | {"outcome": alias}}

    file, problems = read_rule_file(tree_of(rule), BASE.with_kinds(kinds))

    assert problems == []
    assert file is not None
    (pattern,) = file.rules[0].trigger.any_of
    assert pattern.after == ("extradition.told",)
    assert pattern.outcome == ((BASE.kind("protection.granted").outcomes or {})[alias],)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param({"to": "2022-01-31"}, {"from": "2022-02-01"}, [], id="one after the other"),
        pytest.param(
            {"to": "2022-02-01"},
            {"from": "2022-02-01"},
            ["rules[0].valid", "rules[1].valid"],
            id="a day in both",
        ),
    ],
)
def test_versions_that_overlap_draw_a_warning(
    first: dict[str, str], second: dict[str, str], expected: list[str]
) -> None:
    one = COMPLAINT | {"family": "complaint", "valid": first}
    two = COMPLAINT | {"id": "later", "family": "complaint", "valid": second}
    file, problems = read_rule_file(tree_of(one, two), BASE)

    assert [dotted(problem.path) for problem in problems] == expected
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    assert file is not None
    assert len(file.rules) == 2


def test_versions_for_other_events_or_states_never_overlap() -> None:
    one = COMPLAINT | {"family": "complaint"}
    other = {"id": "later", "family": "complaint"}
    elsewhere = one | other | {"jurisdiction": "PL", "examples": None}
    otherwise = one | other | {"trigger": {"kind": "extradition.ordered", "level": ["appeal"]}}

    assert found(one, elsewhere) == found(one, otherwise) == []


def test_files_of_one_ledger_know_each_other() -> None:
    rules = {"format": "1", "rules": [COMPLAINT]}
    twin = {"format": "1", "rules": [COMPLAINT]}
    profiles = {"format": "1", "profiles": PROFILES}

    one, two, three = read_rule_files([rules, profiles, twin], BASE)

    assert one[0] is not None
    assert [rule.id for rule in one[0].rules] == ["own-complaint"]
    assert two[1] == []
    assert three[0] is None
    assert [problem.code for problem in three[1]] == ["CL401"]


def test_an_own_rule_in_the_place_of_a_built_in_one_is_told() -> None:
    file, _ = read_rule_file(tree_of(COMPLAINT), BASE)
    assert file is not None
    built_in = vocabulary_from({**CATALOGUE, **tree_of(COMPLAINT)})

    _, problems = read_rule_file(tree_of(COMPLAINT), built_in)

    assert [(one.code, one.severity) for one in problems] == [("CL401", Severity.INFO)]


@pytest.mark.parametrize("tree", [None, "rules", [], 7])
def test_something_else_than_a_mapping_is_refused(tree: object) -> None:
    file, problems = read_rule_file(tree, BASE)

    assert file is None
    assert [problem.code for problem in problems] == ["CL203"]


def test_a_slip_is_met_with_a_hint_and_the_value_stays_apart() -> None:
    _, (problem,) = read_rule_file(tree_of(COMPLAINT | {"profile": "plane"}), BASE)

    assert problem.hint == "did you mean plain?"
    assert problem.value == "plane"
    assert problem.value not in problem.message


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param(("a", "any_of", 0, "kind", 0), ("a",), id="one kind"),
        pytest.param(("b", "any_of", 1, "kind", 0), ("b", 1), id="kinds"),
        pytest.param(("c", "any_of", 0, "kind", 0), ("c", "kind"), id="one pattern"),
        pytest.param(("d", "any_of", 0, "kind", 0), ("d", "any_of", 0, "kind", 0), id="in full"),
        pytest.param(("c", "title"), ("c", "title"), id="a key that is missing"),
    ],
)
def test_a_problem_stands_where_something_is_written(path: Any, expected: Any) -> None:
    tree = {
        "a": "x.y",
        "b": ["x.y", "x.z"],
        "c": {"kind": "x.y"},
        "d": {"any_of": [{"kind": ["x.y"]}]},
    }

    assert as_written(tree, path) == expected


@pytest.mark.parametrize(
    "trigger",
    [
        "extradition.ordered",
        ["extradition.ordered", {"kind": "extradition.upheld", "for": "3d"}],
        {"kind": "extradition.ordered", "for": "3d"},
        {"any_of": {"kind": ["extradition.ordered"], "after": "case.note"}},
        FIRST_OF,
    ],
    ids=["kind", "list", "pattern", "any-of", "earliest-of"],
)
def test_both_readers_understand_every_way_of_writing(trigger: object) -> None:
    tree = COMPLAINT | {"trigger": trigger}

    assert validate(tree, Rule) == (shape_of(Rule).read(tree), [])


WORDS = st.sampled_from([*COMPLAINT, "KZ", "yes", "kind", "60d", "extradition.ordered", "en", ""])
TREES = st.recursive(
    st.none() | WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)
SPOILED = st.fixed_dictionaries({key: st.just(value) | TREES for key, value in COMPLAINT.items()})


@given(st.lists(SPOILED | TREES, max_size=3) | TREES, TREES)
def test_no_tree_stops_the_reading(rules: object, others: object) -> None:
    trees = [
        {"format": "1", "rules": rules, "profiles": PROFILES},
        {"format": "1", "profiles": others, "instruments": others, "figures": others},
        others,
    ]

    for file, problems in read_rule_files(trees, BASE):
        assert all(problem.title for problem in problems)
        if file is not None:
            assert set(BASE.with_rules([file]).rules.codes) == {rule.id for rule in file.rules}
