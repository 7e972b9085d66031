"""The thresholds that a ledger sets: what is taken, and what is wrong with the rest."""

import pytest

from caseledger.domain.own_alerts import own_thresholds
from caseledger.domain.problem import dotted
from caseledger.store.catalogue import load_vocabulary

BASE = load_vocabulary()


def test_nothing_is_changed_where_nothing_stands() -> None:
    assert own_thresholds(None, 90, BASE) == ({}, [])


def test_days_in_both_forms_and_off() -> None:
    tree = {"release-window": "14", "track-switch": {"days": "90"}, "unsourced": "off"}

    found, problems = own_thresholds(tree, 90, BASE)

    assert problems == []
    assert found == {"release-window": 14, "track-switch": 90, "unsourced": None}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        pytest.param(None, {"stale": 30}, id="alone"),
        pytest.param({"release-window": "14"}, {"stale": 30, "release-window": 14}, id="beside"),
        pytest.param({"stale": "10"}, {"stale": 10}, id="the-alert-says-more"),
        pytest.param({"stale": "off"}, {"stale": None}, id="off"),
    ],
)
def test_stale_after_is_the_threshold_of_stale(
    tree: object, expected: dict[str, int | None]
) -> None:
    assert own_thresholds(tree, 30, BASE) == (expected, [])


@pytest.mark.parametrize(
    ("tree", "code", "place"),
    [
        pytest.param("30", "CL203", "alerts", id="no-names"),
        pytest.param({"release-windo": "30"}, "CL202", "alerts.release-windo", id="name"),
        pytest.param({"release-window": "soon"}, "CL204", "alerts.release-window", id="word"),
        pytest.param({"release-window": "-1"}, "CL204", "alerts.release-window", id="negative"),
        pytest.param({"release-window": "3.5"}, "CL204", "alerts.release-window", id="fraction"),
        pytest.param({"release-window": "99999"}, "CL204", "alerts.release-window", id="too-many"),
        pytest.param({"release-window": "٣"}, "CL204", "alerts.release-window", id="other-digits"),
        pytest.param({"release-window": None}, "CL204", "alerts.release-window", id="nothing"),
        pytest.param({"release-window": ["3"]}, "CL204", "alerts.release-window", id="list"),
        pytest.param({"release-window": {"day": "3"}}, "CL203", "alerts.release-window", id="key"),
        pytest.param({"unsourced": "30"}, "CL204", "alerts.unsourced", id="it-has-no-days"),
    ],
)
def test_what_is_wrong_is_said_and_not_taken(tree: object, code: str, place: str) -> None:
    found, problems = own_thresholds(tree, 90, BASE)

    assert [(problem.code, dotted(problem.path)) for problem in problems] == [(code, place)]
    assert found == {}


def test_a_mistyped_name_has_a_hint() -> None:
    _, problems = own_thresholds({"release-windo": "30"}, 90, BASE)

    assert problems[0].hint == "did you mean release-window?"


def test_a_vocabulary_with_own_thresholds() -> None:
    changed = BASE.with_thresholds({"release-window": 14, "stale": None})

    assert changed.thresholds["release-window"] == 14
    assert "stale" not in changed.thresholds
    assert changed.word("alerts", "stale", "en") == BASE.word("alerts", "stale", "en")
    assert changed.with_kinds(()).thresholds == changed.thresholds
    assert BASE.thresholds["release-window"] == 30
