"""The law that a ledger adds itself: what is taken, and what is wrong with the rest."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.domain.law import SUBJECTS
from caseledger.domain.own_kinds import own_kinds
from caseledger.domain.own_law import own_law
from caseledger.domain.plain import Plain
from caseledger.domain.problem import Severity, dotted
from caseledger.store.catalogue import load_vocabulary

BASE = load_vocabulary()
APPEAL: dict[str, Any] = {
    "id": "own-appeal",
    "title": "Suspends",
    "jurisdiction": "KZ",
    "question": "suspends",
    "kind": "protection.appealed",
    "answer": "yes",
    "status": "secondary",
    "source": "letter of counsel",
}
COVERS: dict[str, Any] = {
    key: value for key, value in APPEAL.items() if key not in ("question", "kind")
} | {"question": "covers", "shield": "mandate", "track": "removal"}


def found(*trees: object) -> list[tuple[str, str]]:
    """Return code and place of every problem; one with an error is never taken."""
    provisions, problems = own_law(list(trees), BASE)
    wrong = {one.path[1] for one in problems if one.severity is Severity.ERROR}
    assert len(provisions) == len(trees) - len(wrong)
    return [(problem.code, dotted(problem.path)) for problem in problems]


def test_nothing_is_added_where_nothing_stands() -> None:
    assert own_law(None, BASE) == ([], [])


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(APPEAL, id="suspends"),
        pytest.param(COVERS, id="covers"),
        pytest.param(COVERS | {"shield": "interim-measure", "body": ["CAT"]}, id="body"),
        pytest.param(
            APPEAL
            | {"question": "ends", "kind": ["protection.refused"], "shield": ["certificate"]},
            id="ends",
        ),
        pytest.param(APPEAL | {"jurisdiction": ["european-union", "CH"]}, id="group"),
        pytest.param(APPEAL | {"valid_from": "2026-06-12", "valid_to": "2026-06-12"}, id="days"),
        pytest.param(
            {k: v for k, v in APPEAL.items() if k != "source"}
            | {"note": {"ru": "со слов адвоката"}, "conditions": "if asked", "x_mine": "1"},
            id="words",
        ),
    ],
)
def test_what_is_in_order_is_taken(tree: dict[str, Any]) -> None:
    (provision,), problems = own_law([tree], BASE)

    assert problems == []
    assert provision.id == "own-appeal"


def test_own_law_may_speak_of_own_kinds_by_their_former_names() -> None:
    trees = {"protection.sued": {"label": "Sued", "like": "protection.appealed"}}
    trees["protection.sued"]["aliases"] = ["protection.claimed"]  # type: ignore[assignment]
    kinds, _ = own_kinds(trees, BASE)

    (provision,), problems = own_law(
        [APPEAL | {"kind": "protection.claimed"}], BASE.with_kinds(kinds)
    )

    assert problems == []
    assert provision.kind == ("protection.sued",)


def test_own_law_and_own_kinds_stand_beside_each_other() -> None:
    kinds, _ = own_kinds({"case.x": {"label": "x"}}, BASE)
    law, _ = own_law([APPEAL], BASE)

    joined = BASE.with_law(law).with_kinds(kinds)

    assert joined.law.own == BASE.with_kinds(kinds).with_law(law).law.own == {"own-appeal"}
    assert joined.kind("case.x") is not None
    assert joined.law.provision("kz-asylum-appeal") == BASE.law.provision("kz-asylum-appeal")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"id": None}, ("CL201", "law[0].id"), id="no-id"),
        pytest.param({"id": "Own"}, ("CL207", "law[0].id"), id="id"),
        pytest.param({"title": None}, ("CL201", "law[0].title"), id="no-title"),
        pytest.param({"title": {}}, ("CL203", "law[0].title"), id="empty-title"),
        pytest.param({"title": {"en": Plain("1")}}, ("CL206", "law[0].title.en"), id="title"),
        pytest.param({"jurisdiction": None}, ("CL201", "law[0].jurisdiction"), id="nowhere"),
        pytest.param({"jurisdiction": []}, ("CL203", "law[0].jurisdiction"), id="empty-list"),
        pytest.param({"jurisdiction": "KQ"}, ("CL209", "law[0].jurisdiction[0]"), id="state"),
        pytest.param(
            {"jurisdiction": ["KZ", "europe"]}, ("CL209", "law[0].jurisdiction[1]"), id="group"
        ),
        pytest.param({"question": "starts"}, ("CL204", "law[0].question"), id="question"),
        pytest.param({"answer": "perhaps"}, ("CL204", "law[0].answer"), id="answer"),
        pytest.param({"answer": None}, ("CL201", "law[0].answer"), id="no-answer"),
        pytest.param({"status": "none"}, ("CL204", "law[0].status"), id="status"),
        pytest.param({"kind": None}, ("CL201", "law[0]"), id="no-kind"),
        pytest.param({"kind": "appeal"}, ("CL301", "law[0].kind[0]"), id="not-a-kind"),
        pytest.param({"kind": "protection.apealed"}, ("CL301", "law[0].kind[0]"), id="kind"),
        pytest.param({"kind": "protection.refused"}, ("CL204", "law[0].kind[0]"), id="no-appeal"),
        pytest.param({"shield": "appeal"}, ("CL212", "law[0].shield"), id="shield"),
        pytest.param({"body": "CAT"}, ("CL212", "law[0].body"), id="body"),
        pytest.param({"valid_from": "2026-06"}, ("CL205", "law[0].valid_from"), id="month"),
        pytest.param({"valid_from": "20260612"}, ("CL205", "law[0].valid_from"), id="digits"),
        pytest.param({"valid_to": "2026-02-30"}, ("CL205", "law[0].valid_to"), id="no-such-day"),
        pytest.param(
            {"valid_from": "2026-06-12", "valid_to": "2026-06-11"},
            ("CL504", "law[0].valid_to"),
            id="backwards",
        ),
        pytest.param({"source": None}, ("CL201", "law[0]"), id="no-source"),
        pytest.param({"sorce": "x"}, ("CL202", "law[0].sorce"), id="key"),
    ],
)
def test_one_thing_that_is_wrong(change: dict[str, Any], expected: tuple[str, str]) -> None:
    tree = {key: value for key, value in (APPEAL | change).items() if value is not None}

    assert found(tree) == [expected]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"shield": "umbrella"}, ("CL204", "law[0].shield[0]"), id="shield"),
        pytest.param({"track": "detention"}, ("CL204", "law[0].track[0]"), id="track"),
        pytest.param({"body": ["CAT", "NGO"]}, ("CL204", "law[0].body[1]"), id="body"),
        pytest.param({"track": None}, ("CL201", "law[0]"), id="no-track"),
        pytest.param({"kind": "removal.ordered"}, ("CL212", "law[0].kind"), id="kind"),
        pytest.param({"shield": "visa"}, ("CL204", "law[0].shield[0]"), id="never-asked"),
    ],
)
def test_what_covers_what(change: dict[str, Any], expected: tuple[str, str]) -> None:
    tree = {key: value for key, value in (COVERS | change).items() if value is not None}

    assert found(tree) == [expected]


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(APPEAL | {"kind": "protection.refused"}, id="opens-no-appeal"),
        pytest.param(COVERS | {"shield": "visa"}, id="covers-nothing"),
        pytest.param(
            APPEAL | {"question": "ends", "kind": "protection.refused", "shield": "refugee"},
            id="doubts-nothing",
        ),
    ],
)
def test_what_nobody_will_ask_is_taken_with_a_warning(tree: dict[str, Any]) -> None:
    provisions, (problem,) = own_law([tree], BASE)

    assert (problem.code, problem.severity) == ("CL204", Severity.WARNING)
    assert len(provisions) == 1


def test_what_is_wrong_with_one_leaves_the_others_alone() -> None:
    other = APPEAL | {"id": "other"}

    assert found("text", APPEAL, APPEAL | {"answer": "no"}, other) == [
        ("CL203", "law[0]"),
        ("CL401", "law[2].id"),
    ]


def test_something_else_than_a_list_is_refused() -> None:
    provisions, problems = own_law({"own-appeal": APPEAL}, BASE)

    assert provisions == []
    assert [(one.code, one.path) for one in problems] == [("CL203", ("law",))]


def test_a_slip_is_met_with_a_hint_and_the_value_stays_apart() -> None:
    _, (problem,) = own_law([APPEAL | {"kind": "protection.apealed"}], BASE)

    assert problem.hint == "did you mean protection.appealed?"
    assert problem.value == "protection.apealed"
    assert problem.value not in problem.message


@pytest.mark.parametrize(
    ("status", "hint"),
    [("verified", ""), ("unverifed", "did you mean unverified?"), ("txt", "did you mean text?")],
)
def test_no_hint_says_the_opposite_of_what_was_written(status: str, hint: str) -> None:
    _, (problem,) = own_law([APPEAL | {"status": status}], BASE)

    assert problem.hint == hint
    assert problem.message == "one of text, secondary, partial, unverified is expected"


WORDS = st.sampled_from([*APPEAL, *SUBJECTS, "KZ", "yes", "text", "mandate", "removal", "en", ""])
TREES = st.recursive(
    st.none() | WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)


SPOILED = st.fixed_dictionaries({key: st.just(value) | TREES for key, value in APPEAL.items()})


@given(st.lists(SPOILED | TREES, max_size=3) | TREES)
def test_no_tree_stops_the_reading(tree: object) -> None:
    provisions, problems = own_law(tree, BASE)

    assert all(problem.title for problem in problems)
    assert {one.id for one in provisions} <= {one.id for one in BASE.with_law(provisions).law}
