"""What is in order in a rule for a deadline, and each thing that may be wrong with one."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.invented_rules import BASE, COMPLAINT, FIRST_OF, PROFILES, found, tree_of

from caseledger.domain.own_rules import read_rule_file
from caseledger.domain.plain import Plain
from caseledger.domain.problem import dotted


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({}, id="plain"),
        pytest.param({"trigger": "extradition.ordered"}, id="a kind alone"),
        pytest.param({"trigger": ["extradition.ordered", "extradition.upheld"]}, id="kinds"),
        pytest.param(
            {"trigger": {"latest_of": ["extradition.ordered", {"kind": "extradition.upheld"}]}},
            id="last of",
        ),
        pytest.param({"trigger": FIRST_OF, "for": None}, id="first of"),
        pytest.param({"for": None, "national": {"min": "1w", "max": "3w"}}, id="national"),
        pytest.param({"for": "asap"}, id="as soon as possible"),
        pytest.param(
            {"for": "0d", "trigger": {"kind": "protection.certificate-issued", "clock": "until"}},
            id="on the day itself",
        ),
        pytest.param(
            {
                "for": "-10d",
                "trigger": {"kind": "protection.certificate-issued", "clock": "until"},
                "examples": None,
            },
            id="backwards",
        ),
        pytest.param({"instrument": "minsk", "bound": ["host", "other"]}, id="treaty"),
        pytest.param({"jurisdiction": ["european-union", "KZ"]}, id="group"),
        pytest.param({"source": None, "note": {"ru": "со слов адвоката"}}, id="note"),
        pytest.param({"custody": "true", "binds": "state"}, id="custody"),
        pytest.param(
            {
                "valid": {"selector": "protection.lodged", "from": "2022-02-01"},
                "extend": [{"by": "case.note", "total": "90d"}],
                "examples": [
                    {
                        "trigger": "2026-01",
                        "selector": "2025-12-31",
                        "extended": "case.note",
                        "earliest": "2026-03-02",
                        "latest": "2026-04-01",
                    }
                ],
            },
            id="version",
        ),
        pytest.param({"x_mine": "1"}, id="a key of the user's own"),
    ],
)
def test_what_is_in_order_is_taken(change: dict[str, Any]) -> None:
    assert found(COMPLAINT | change) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"id": None}, ("CL201", "rules[0].id"), id="no id"),
        pytest.param({"id": "Own"}, ("CL207", "rules[0].id"), id="id"),
        pytest.param({"title": {}}, ("CL203", "rules[0].title"), id="empty title"),
        pytest.param({"law": Plain("7")}, ("CL206", "rules[0].law"), id="law"),
        pytest.param(
            {"jurisdiction": ["KZ", "KX"]}, ("CL209", "rules[0].jurisdiction[1]"), id="KX"
        ),
        pytest.param({"binds": "counsel"}, ("CL204", "rules[0].binds"), id="binds"),
        pytest.param({"source": None}, ("CL201", "rules[0]"), id="no source"),
        pytest.param({"for": None}, ("CL201", "rules[0]"), id="no period"),
        pytest.param({"for": "60 days"}, ("CL204", "rules[0].for"), id="period"),
        pytest.param({"for": "0d"}, ("CL204", "rules[0].for"), id="no length"),
        pytest.param({"for": "-60d"}, ("CL204", "rules[0].for"), id="backwards from service"),
        pytest.param({"national": {"max": "3w"}}, ("CL212", "rules[0]"), id="two periods"),
        pytest.param({"trigger": FIRST_OF}, ("CL212", "rules[0]"), id="a third period"),
        pytest.param({"cap": "0d"}, ("CL204", "rules[0].cap"), id="cap"),
        pytest.param({"for": "asap", "cap": "9d"}, ("CL212", "rules[0].for"), id="asap capped"),
        pytest.param({"trigger": None}, ("CL201", "rules[0].trigger"), id="no trigger"),
        pytest.param({"trigger": {}}, ("CL201", "rules[0].trigger"), id="empty trigger"),
        pytest.param({"trigger": []}, ("CL201", "rules[0].trigger"), id="no pattern"),
        pytest.param(
            {"trigger": {"kind": []}}, ("CL203", "rules[0].trigger.kind"), id="empty kinds"
        ),
        pytest.param(
            {"trigger": {"any_of": "extradition.ordered", "latest_of": "extradition.upheld"}},
            ("CL212", "rules[0].trigger"),
            id="two ways to start",
        ),
        pytest.param(
            {"trigger": {"kind": "extradition.orderd"}},
            ("CL301", "rules[0].trigger.kind"),
            id="kind",
        ),
        pytest.param(
            {"trigger": ["extradition.ordered", "extradition.served"]},
            ("CL301", "rules[0].trigger[1]"),
            id="a kind for typing only",
        ),
        pytest.param(
            {"trigger": {"kind": "extradition.ordered", "for": "3d"}},
            ("CL212", "rules[0].trigger.for"),
            id="a period out of place",
        ),
        pytest.param(
            {"for": None, "trigger": {"earliest_of": ["extradition.ordered"]}},
            ("CL201", "rules[0].trigger.earliest_of[0]"),
            id="a period missing",
        ),
        pytest.param(
            {"trigger": {"kind": "person.died", "clock": "until"}},
            ("CL303", "rules[0].trigger.clock"),
            id="a clock that no such event has",
        ),
        pytest.param(
            {"trigger": {"kind": "extradition.ordered", "has": ["untill"]}},
            ("CL204", "rules[0].trigger.has[0]"),
            id="no such field",
        ),
        pytest.param(
            {"trigger": {"kind": "person.died", "lacks": "until"}},
            ("CL303", "rules[0].trigger.lacks"),
            id="a field of other kinds",
        ),
        pytest.param(
            {"trigger": {"kind": "extradition.ordered", "body": "NGO"}},
            ("CL204", "rules[0].trigger.body"),
            id="body",
        ),
        pytest.param(
            {"trigger": {"kind": "protection.granted", "outcome": "refugeee"}},
            ("CL304", "rules[0].trigger.outcome"),
            id="outcome",
        ),
        pytest.param(
            {"trigger": {"kind": "detention.released", "not_grounds": ["x"]}},
            ("CL305", "rules[0].trigger.not_grounds[0]"),
            id="grounds",
        ),
        pytest.param({"trigger": {"kinds": "x"}}, ("CL202", "rules[0].trigger.kinds"), id="key"),
        pytest.param({"done_by": ["a.b"]}, ("CL301", "rules[0].done_by[0]"), id="done_by"),
        pytest.param({"moot_by": "a.b"}, ("CL301", "rules[0].moot_by"), id="moot_by"),
        pytest.param(
            {
                "trigger": "protection.refused",
                "variant": [{"grounds": "x", "for": "9d"}],
            },
            ("CL305", "rules[0].variant[0].grounds"),
            id="variant",
        ),
        pytest.param(
            {"variant": [{"for": "9d"}]}, ("CL201", "rules[0].variant[0]"), id="empty variant"
        ),
        pytest.param(
            {"extend": [{"by": "case.note"}]}, ("CL201", "rules[0].extend[0]"), id="extension"
        ),
        pytest.param(
            {"extend": [{"by": "case.note", "add": "0d"}]},
            ("CL204", "rules[0].extend[0].add"),
            id="empty extension",
        ),
        pytest.param(
            {"restart": [{"by": "extradition.upheld", "suspensive": "true"}]},
            ("CL201", "rules[0].restart[0]"),
            id="suspensive",
        ),
        pytest.param({"instrument": "chisinau"}, ("CL204", "rules[0].instrument"), id="treaty"),
        pytest.param({"bound": "others"}, ("CL204", "rules[0].bound"), id="a side"),
        pytest.param({"bound": ["other"]}, ("CL212", "rules[0].bound"), id="bound by what"),
        pytest.param({"displaced_by": "x"}, ("CL204", "rules[0].displaced_by"), id="displaced"),
        pytest.param({"profile": "plane"}, ("CL204", "rules[0].profile"), id="profile"),
        pytest.param({"on_miss": "past"}, ("CL204", "rules[0].on_miss"), id="miss"),
        pytest.param({"custody": "true"}, ("CL204", "rules[0].custody"), id="custody"),
        pytest.param(
            {"custody_grounds": "transfer"},
            ("CL212", "rules[0].custody_grounds"),
            id="grounds of custody",
        ),
        pytest.param(
            {"custody_grounds": ["transfer", "x"], "detained": "true"},
            ("CL305", "rules[0].custody_grounds[1]"),
            id="no such custody",
        ),
        pytest.param(
            {"trigger": {"kind": "extradition.ordered", "elsewhere": "a.b"}},
            ("CL301", "rules[0].trigger.elsewhere"),
            id="elsewhere",
        ),
        pytest.param(
            {"valid": {"from": "2026-06-12", "to": "2026-06-11"}},
            ("CL504", "rules[0].valid.to"),
            id="validity",
        ),
        pytest.param({"valid": {}}, ("CL201", "rules[0].valid"), id="empty validity"),
        pytest.param(
            {"examples": [{"trigger": "2026-01-02"}]},
            ("CL201", "rules[0].examples[0]"),
            id="an example of nothing",
        ),
        pytest.param(
            {"examples": [{"trigger": "2026-01-02", "due": "2026-03-04", "latest": "2026-03-03"}]},
            ("CL504", "rules[0].examples[0]"),
            id="an example out of order",
        ),
        pytest.param(
            {"examples": [{"trigger": "2026-01-02", "due": "2026-03-03", "country": "PL"}]},
            ("CL209", "rules[0].examples[0].country"),
            id="an example of another state",
        ),
        pytest.param(
            {"examples": [{"trigger": "2026-01-02", "due": "2026-03-03", "others": ["2026"]}]},
            ("CL212", "rules[0].examples[0].others"),
            id="an example with further days",
        ),
        pytest.param(
            {"examples": [{"trigger": "2026-01-02", "due": "2026-03-03", "time": "14:00Z"}]},
            ("CL212", "rules[0].examples[0].time"),
            id="an example with an hour",
        ),
        pytest.param(
            {"examples": [{"trigger": "2026-01-02", "due": "2026-03-03", "extended": "case.note"}]},
            ("CL204", "rules[0].examples[0].extended"),
            id="an example with an extension",
        ),
        pytest.param(
            {"examples": [{"trigger": "2026-01-02", "due": "2026-03-03", "selector": "2026"}]},
            ("CL212", "rules[0].examples[0].selector"),
            id="an example with a selector",
        ),
        pytest.param({"sorce": "x"}, ("CL202", "rules[0].sorce"), id="unknown key"),
    ],
)
def test_one_thing_that_is_wrong(change: dict[str, Any], expected: tuple[str, str]) -> None:
    assert found(COMPLAINT | change) == [expected]


@pytest.mark.parametrize(
    ("section", "tree", "expected"),
    [
        pytest.param(
            "profiles",
            {"own": PROFILES["plain"] | {"extra_free_days": ["12-24", "02-29", "02-30"]}},
            ("CL204", "profiles.own.extra_free_days[2]"),
            id="free day",
        ),
        pytest.param("profiles", {"Own": PROFILES["plain"]}, ("CL207", "profiles.Own"), id="id"),
        pytest.param("instruments", [], ("CL203", "instruments"), id="instruments"),
        pytest.param(
            "instruments",
            {"own": {"title": "x", "parties": {"KX": {"bound": "yes", "status": "text"}}}},
            ("CL209", "instruments.own.parties.KX"),
            id="party",
        ),
        pytest.param(
            "instruments",
            {
                "own": {
                    "title": "x",
                    "parties": {
                        "KZ": {
                            "bound": "yes",
                            "from": "1994-05-19",
                            "to": "1994-05-18",
                            "status": "text",
                        }
                    },
                }
            },
            ("CL504", "instruments.own.parties.KZ.to"),
            id="days of a party",
        ),
        pytest.param(
            "figures",
            [{"rule": "none", "country": "KZ", "for": "2w", "status": "text", "source": "x"}],
            ("CL204", "figures[0].rule"),
            id="figure of no rule",
        ),
        pytest.param(
            "figures",
            [
                {
                    "rule": "own-complaint",
                    "country": "KZ",
                    "for": "2w",
                    "status": "text",
                    "note": "x",
                }
            ],
            ("CL212", "figures[0].rule"),
            id="figure that nothing asks for",
        ),
        pytest.param("rules", {}, ("CL203", "rules"), id="rules"),
        pytest.param("format", "one", ("CL203", "format"), id="format"),
        pytest.param("riles", [], ("CL202", "riles"), id="key"),
    ],
)
def test_what_is_wrong_beside_the_rules(
    section: str, tree: object, expected: tuple[str, str]
) -> None:
    whole = tree_of(COMPLAINT)
    if isinstance(tree, dict) and isinstance(whole.get(section), dict):
        tree = whole[section] | tree
    _, problems = read_rule_file(whole | {section: tree}, BASE)

    assert [(one.code, dotted(one.path)) for one in problems] == [expected]
