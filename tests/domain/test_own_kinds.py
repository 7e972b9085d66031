"""The kinds that a ledger adds itself: what is taken, and what is wrong with the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.domain.kind import Effect
from caseledger.domain.kind_check import KEYS, OPERATIONS
from caseledger.domain.own_kinds import own_kinds
from caseledger.domain.problem import dotted
from caseledger.store.catalogue import load_vocabulary

BASE = load_vocabulary()


def found(tree: object) -> list[tuple[str, str]]:
    """Return code and place of every problem, and see that no bad kind gets through."""
    kinds, problems = own_kinds(tree, BASE)
    bad = {str(problem.path[1]) for problem in problems if len(problem.path) > 1}
    assert bad.isdisjoint(kind.code for kind in kinds)
    return [(problem.code, dotted(problem.path)) for problem in problems]


def test_nothing_is_added_where_nothing_stands() -> None:
    assert own_kinds(None, BASE) == ([], [])


def test_a_kind_with_all_that_it_may_have() -> None:
    tree = {
        "removal.bus-list": {
            "label": {"en": "On the list of a bus", "ru": "В списке на автобус"},
            "phrase": {"en": "On the list of a bus from {country}"},
            "names": ["bus"],
            "required": ["country"],
            "allowed": ["charges"],
            "outcomes": {"left": ["gone"], "stayed": None},
            "grounds": "removal-grounds",
            "effects": {
                "expose": "scheduled",
                "when-outcome": {"stayed": {"clear-exposure": "true"}},
            },
            "follows": ["removal.ordered", "medical.examined"],
            "maps": {"HURI": ["4:330101"]},
            "aliases": ["removal.bus"],
        },
        "medical.examined": {"label": "Examined by a doctor"},
    }  # fmt: skip

    kinds, problems = own_kinds(tree, BASE)

    assert problems == []
    assert [kind.code for kind in kinds] == ["removal.bus-list", "medical.examined"]
    assert kinds[0].effects == (
        Effect("expose", "scheduled"),
        Effect("clear-exposure", "true", ("outcome", "stayed")),
    )
    assert kinds[0].outcome("gone") == "left"
    assert kinds[0].ground("deportation") == "deportation"
    assert {"country", "to", "charges", "outcome", "grounds"} <= kinds[0].allowed
    assert kinds[1].label("ru") == "Examined by a doctor"
    assert BASE.with_kinds(kinds).canonical("removal.bus") == "removal.bus-list"


def test_a_kind_may_be_like_a_built_in_one() -> None:
    tree = {"protection.paper-given": {"label": "Paper given", "like": "protection.granted"}}

    (kind,), problems = own_kinds(tree, BASE)
    model = BASE.kind("protection.granted")
    assert model is not None

    assert problems == []
    assert (kind.effects, kind.follows) == (model.effects, model.follows)
    assert (kind.required, kind.allowed) == (model.required, model.allowed)
    assert kind.outcome("GENCONV") == "refugee"
    assert kind.names == ()


def test_what_a_kind_says_itself_comes_before_what_it_is_like() -> None:
    tree = {
        "protection.paper-given": {
            "label": "Paper given",
            "like": "protection.granted",
            "effects": {"shield": "residence"},
        }
    }

    (kind,), _ = own_kinds(tree, BASE)

    assert kind.effects == (Effect("shield", "residence"),)


def test_whether_a_kind_lasts_is_said_or_taken_over() -> None:
    tree = {
        "advocacy.picket": {"label": "Picket", "lasts": "true"},
        "repression.watched": {"label": "Watched", "like": "repression.surveillance"},
        "advocacy.march": {"label": "March"},
    }

    kinds, problems = own_kinds(tree, BASE)

    assert problems == []
    assert [kind.lasts for kind in kinds] == [True, True, False]


@pytest.mark.parametrize(
    ("code", "tree", "expected"),
    [
        pytest.param("Wrong", {"label": "x"}, [("CL301", "")], id="not-a-code"),
        pytest.param("protecton.x", {"label": "x"}, [("CL301", "")], id="mistyped-track"),
        pytest.param("protection.granted", {"label": "x"}, [("CL401", "")], id="built-in"),
        pytest.param("case.x", "label", [("CL203", "")], id="not-a-mapping"),
        pytest.param("case.x", {}, [("CL201", "")], id="no-label"),
        pytest.param("case.x", {"label": ["x"]}, [("CL203", ".label")], id="label-list"),
        pytest.param("case.x", {"label": {"en": ""}}, [("CL203", ".label.en")], id="label-empty"),
        pytest.param("case.x", {"lable": "x", "label": "x"}, [("CL202", ".lable")], id="key"),
        pytest.param(
            "case.x", {"label": "x", "input-only": "no"}, [("CL203", ".input-only")], id="flag"
        ),
        pytest.param("case.x", {"label": "x", "lasts": "no"}, [("CL203", ".lasts")], id="lasts"),
        pytest.param("case.x", {"label": "x", "phrase": "y"}, [("CL203", ".phrase")], id="phrase"),
        pytest.param(
            "case.x",
            {"label": "x", "phrase": {"en": {}}},
            [("CL203", ".phrase.en")],
            id="phrase-text",
        ),
        pytest.param(
            "case.x", {"label": "x", "phrase": {"en": "{id}"}}, [("CL204", ".phrase.en")], id="slot"
        ),
        pytest.param("case.x", {"label": "x", "names": "y"}, [("CL203", ".names")], id="names"),
        pytest.param(
            "case.x", {"label": "x", "aliases": ["y"]}, [("CL301", ".aliases[0]")], id="alias"
        ),
        pytest.param(
            "case.x",
            {"label": "x", "aliases": ["case.x"]},
            [("CL401", ".aliases[0]")],
            id="alias-of-itself",
        ),
        pytest.param(
            "case.x", {"label": "x", "maps": {"HURI": "4"}}, [("CL203", ".maps")], id="maps"
        ),
        pytest.param(
            "case.x",
            {"label": "x", "required": ["contry"]},
            [("CL204", ".required[0]")],
            id="field",
        ),
        pytest.param(
            "case.x", {"label": "x", "allowed": "country"}, [("CL203", ".allowed")], id="fields"
        ),
        pytest.param(
            "case.x",
            {"label": "x", "outcomes": "statusses"},
            [("CL204", ".outcomes")],
            id="list-name",
        ),
        pytest.param(
            "case.x", {"label": "x", "grounds": []}, [("CL203", ".grounds")], id="list-shape"
        ),
        pytest.param(
            "case.x",
            {"label": "x", "grounds": {"a": {}}},
            [("CL203", ".grounds.a")],
            id="list-aliases",
        ),
        pytest.param(
            "case.x",
            {"label": "x", "grounds": {"a": ["b"], "c": ["b"]}},
            [("CL401", ".grounds.c")],
            id="twice",
        ),
        pytest.param(
            "case.x",
            {"label": "x", "follows": ["case.y"]},
            [("CL301", ".follows[0]")],
            id="follows",
        ),
        pytest.param(
            "case.x",
            {"label": "x", "follows": "case.note"},
            [("CL203", ".follows")],
            id="follows-list",
        ),
        pytest.param("case.x", {"label": "x", "like": "case.y"}, [("CL301", ".like")], id="like"),
        pytest.param(
            "case.x", {"label": "x", "like": "case.x"}, [("CL301", ".like")], id="like-itself"
        ),
    ],
)
def test_shape(code: str, tree: object, expected: list[tuple[str, str]]) -> None:
    assert found({code: tree}) == [
        (problem, dotted(("vocabulary", code)) + rest) for problem, rest in expected
    ]


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        pytest.param("release", ("CL203", ""), id="text"),
        pytest.param(["release"], ("CL203", "[0]"), id="list-of-text"),
        pytest.param({"relase": "true"}, ("CL204", ".relase"), id="operation"),
        pytest.param({"release": "yes"}, ("CL203", ".release"), id="flag"),
        pytest.param({"place": "body"}, ("CL204", ".place"), id="place"),
        pytest.param({"place": "to|bye"}, ("CL204", ".place"), id="place-choice"),
        pytest.param({"expose": "orderd"}, ("CL204", ".expose"), id="level"),
        pytest.param({"shield": "umbrella"}, ("CL204", ".shield"), id="shield"),
        pytest.param({"shield": "{outcome, else refugee}"}, ("CL204", ".shield"), id="no-outcomes"),
        pytest.param({"clear-shield": "pending"}, ("CL203", ".clear-shield"), id="not-a-list"),
        pytest.param({"doubt-shield": []}, ("CL203", ".doubt-shield"), id="empty-list"),
        pytest.param({"clear-shield": ["umbrella"]}, ("CL204", ".clear-shield"), id="shields"),
        pytest.param({"detain": "{outcome}"}, ("CL204", ".detain"), id="detain"),
        pytest.param({"when-final": {"die": "no"}}, ("CL203", ".when-final.die"), id="when-final"),
        pytest.param({"when-outcome": "won"}, ("CL203", ".when-outcome"), id="when-outcome"),
    ],
)
def test_effects(effects: object, expected: tuple[str, str]) -> None:
    code, place = expected

    assert (code, f"vocabulary.removal.x.effects{place}") in found(
        {"removal.x": {"label": "x", "effects": effects}}
    )


def test_only_some_tracks_have_exposures() -> None:
    tree = {"detention.x": {"label": "x", "effects": {"expose": "ordered"}}}

    assert found(tree) == [("CL204", "vocabulary.detention.x.effects.expose")]


def test_conditions_are_outcomes_of_the_kind() -> None:
    effects = {"when-outcome": {"won": {"die": "true"}, "lots": {"die": "true"}}}
    tree = {"case.x": {"label": "x", "outcomes": {"won": [], "lost": []}, "effects": effects}}

    assert found(tree) == [("CL304", "vocabulary.case.x.effects.when-outcome.lots")]


def test_a_slip_is_met_with_a_hint_and_the_value_stays_apart() -> None:
    _, (problem,) = own_kinds({"case.x": {"label": "x", "required": ["contry"]}}, BASE)

    assert problem.hint == "did you mean country?"
    assert problem.value == "contry"
    assert "contry" not in problem.message


WORDS = st.sampled_from(
    [*KEYS, *OPERATIONS, "case.x", "removal.x", "en", "true", "country", "pending", "free", "", "?"]
)
TREES = st.recursive(
    st.none() | WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["case.x", "removal.y", "bad"]), TREES) | TREES)
def test_no_tree_stops_the_reading(tree: object) -> None:
    kinds, problems = own_kinds(tree, BASE)

    assert all(problem.title for problem in problems)
    assert all(BASE.with_kinds(kinds).resolve(kind.code) for kind in kinds)
