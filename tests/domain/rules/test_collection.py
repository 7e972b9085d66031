"""Which rules, figures and ways of counting hold, and who is bound on all days of a window."""

from datetime import date as Day

import pytest
from tests.domain.deadlines.ruled import file_of
from tests.domain.invented import VOCABULARY

from caseledger.domain.rules.collection import Rules
from caseledger.domain.windows import Window

GROUPS = {"the-union": ("PL", "AT")}
TREATY = {
    "title": "Treaty",
    "parties": {
        "the-union": {"bound": "no", "status": "text"},
        "PL": {"bound": "yes", "from": "2010-01-01", "to": "2020-12-31", "status": "secondary"},
        "KZ": {"bound": "unknown", "status": "unverified"},
    },
}


def rules_of(*rules: str, **parts: object) -> Rules:
    return Rules({}, [file_of(*rules, **parts)], GROUPS)


@pytest.mark.parametrize(
    ("state", "first", "last", "expected"),
    [
        ("PL", "2010-01-01", "2020-12-31", ("yes", "secondary")),
        ("PL", "2009-12-31", "2020-12-31", ("unknown", "secondary")),
        ("PL", "2010-01-01", "2021-01-01", ("unknown", "secondary")),
        ("PL", "2009-12-31", "2009-12-31", ("no", "secondary")),
        ("PL", "2009-12-31", "2010-01-01", ("unknown", "secondary")),
        ("PL", "2021-01-01", "2021-01-01", ("no", "secondary")),
        ("PL", "2020-12-31", "2021-01-01", ("unknown", "secondary")),
        ("PL", None, "2015-01-01", ("unknown", "secondary")),
        ("PL", "2015-01-01", None, ("unknown", "secondary")),
        ("AT", "2015-01-01", "2015-01-01", ("no", "text")),
        ("KZ", "2015-01-01", "2015-01-01", ("unknown", "unverified")),
        ("UZ", "2015-01-01", "2015-01-01", ("unknown", "unverified")),
    ],
)
def test_who_is_bound_on_every_day(
    state: str, first: str | None, last: str | None, expected: tuple[str, str]
) -> None:
    days = (Day.fromisoformat(text) if text else None for text in (first, last))

    assert (
        rules_of(instruments={"treaty": TREATY}).bound("treaty", state, Window(*days)) == expected
    )


def test_who_is_not_named_may_be_said_not_to_be_bound() -> None:
    rules = rules_of(instruments={"treaty": {**TREATY, "others": "no"}})

    assert rules.bound("treaty", "UZ", Window(None, None)) == ("no", "secondary")


def test_a_group_of_states_is_taken_apart() -> None:
    rules = rules_of("id: r, for: 1d, jurisdiction: [the-union, KZ], trigger: protection.refused")
    rule = rules.rule("r")
    assert rule is not None

    assert rules.states(rule) == {"PL", "AT", "KZ"}
    assert [rules.holds_in(rule, state) for state in ("PL", "KZ", "UZ")] == [True, True, False]


def figure(period: str, **more: str) -> dict[str, str]:
    return {"rule": "r", "country": "PL", "for": period, "status": "text", **more}


FIGURES = [figure("1w", valid_from="2020-01-01", valid_to="2020-12-31"), figure("9w", country="AT")]


@pytest.mark.parametrize(
    ("rule", "state", "day", "expected"),
    [
        ("r", "PL", "2019-12-31", None),
        ("r", "PL", "2020-01-01", "1w"),
        ("r", "PL", "2020-12-31", "1w"),
        ("r", "PL", "2021-01-01", None),
        ("r", "AT", "2021-01-01", "9w"),
        ("r", "KZ", "2020-06-01", None),
        ("other", "AT", "2020-06-01", None),
    ],
)
def test_a_figure_is_of_one_rule_one_state_and_its_days(
    rule: str, state: str, day: str, expected: str | None
) -> None:
    found = rules_of(figures=FIGURES).figure(rule, state, Day.fromisoformat(day))

    assert (found and found.for_.text) == expected


def test_what_a_ledger_has_of_its_own_comes_first() -> None:
    built_in = {
        "figures": [figure("1w")],
        "profiles": {"plain": {"title": {"en": "Built in"}, "status": "text"}},
    }
    mine = {"plain": {"title": {"en": "Own"}, "status": "text"}}
    rules = Rules(built_in, [file_of(figures=[figure("2w")], profiles=mine)])
    found, profile = rules.figure("r", "PL", Day(2024, 1, 1)), rules.profile("plain")

    assert found is not None
    assert profile is not None
    assert (found.for_.text, profile.title["en"]) == ("2w", "Own")


def test_the_rules_of_the_catalogue_are_found_by_each_kind_that_starts_them() -> None:
    for rule in VOCABULARY.rules:
        kinds = {kind for pattern in rule.trigger.patterns for kind in pattern.kind}
        assert all(rule in VOCABULARY.rules.triggered_by(kind) for kind in kinds)
