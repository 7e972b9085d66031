"""Cases with events of every kind and date, for tests of what holds for all of them."""

from datetime import date as Day
from typing import Any

from hypothesis import strategies as st
from tests.domain.date_strategies import nearby, texts
from tests.domain.invented import VOCABULARY

from caseledger.domain.case import Case
from caseledger.domain.loading import quick_case

KINDS = [code for code in VOCABULARY.codes if not code.endswith(".served")]
COUNTRIES = st.sampled_from(["KZ", "KZ", "KZ", "PL", "UZ", "unknown", "withheld"])
DATES = st.one_of(nearby().map(str), nearby().map(str), texts())
FIELDS = {
    "country": COUNTRIES,
    "by": st.sampled_from(["UZ", "UZ", "RU"]),
    "to": st.sampled_from(["UZ", "PL", "unknown"]),
    "body": st.sampled_from(["CAT", "ECtHR"]),
    "until": DATES,
    "for": DATES,
    "final": st.sampled_from(["yes", "no"]),
    "suspensive": st.sampled_from(["yes", "no", "unknown"]),
}
OFTEN = frozenset({"country", "by", "body"})
SAYS = st.fixed_dictionaries(
    {}, optional={"date": DATES, "kind": st.sampled_from(KINDS), "country": COUNTRIES}
)


@st.composite
def events(draw: st.DrawFn, state: str | None = None, kinds: tuple[str, ...] = ()) -> Any:
    """Return the tree of an event of any kind with some of its fields, without an id."""
    code = draw(st.sampled_from(kinds or KINDS))
    tree: dict[str, Any] = {"date": draw(DATES), "kind": code, "sources": ["s1"]}
    kind = VOCABULARY.kind(code)
    for name, values in FIELDS.items():
        if kind and kind.allows(name) and (name in OFTEN or draw(st.booleans())):
            tree[name] = draw(values)
    tree["state"] = state or draw(
        st.sampled_from(["happened"] * 6 + ["alleged", "scheduled", "refuted", "cancelled"])
    )
    if draw(st.integers(0, 5)) == 0:
        tree["sources"] = [{"source": "s1", "says": draw(SAYS)}]
    if draw(st.integers(0, 5)) == 0:
        tree["time"] = draw(st.sampled_from(["09:00+05:00", "09:00Z", "23:00-03:00"]))
    return tree


def told(trees: list[Any]) -> Case:
    """Make a case of events, each with an id by its place, and some known to come after others."""
    rows = [{**tree, "id": f"e{number}"} for number, tree in enumerate(trees)]
    found = quick_case(
        {
            "format": "1",
            "id": "generated",
            "title": "Generated",
            "people": [{"id": "pp", "name": "P", "citizenship": ["UZ"]}],
            "sources": [
                {"id": "s1", "kind": "media", "published": "2024-06-30"},
                {"id": "s2", "kind": "media"},
            ],
            "events": rows,
        }
    )
    assert found is not None, rows
    return found


@st.composite
def stories(draw: st.DrawFn, most: int = 8) -> list[Any]:
    """Return trees of events; some name others that they come after, even those that follow."""
    trees = draw(st.lists(events(), max_size=most))
    for tree in trees:
        if draw(st.integers(0, 4)) == 0:
            tree["after"] = [f"e{draw(st.integers(0, len(trees)))}"]
    return trees


CLOSE_DATES = (
    *("2024-03-05", "2024-03-05", "2024-03-07", "2024-03", "2024-02", "2024-03-05~", "2024-04-02"),
    *("[2024-03-01..2024-03-06]", "[2024-03-05,2024-03-09]", "[..2024-03-06]", "[2024-03-06..]"),
    *("2024-02-20", "2024-01", "2023", "2024-04", "2022-02-01", "unknown"),
)
"""Texts that often lie on one another; most of them around 5 March 2024."""

CLOSE_DAYS = st.sampled_from(
    [*(Day(2024, 3, d) for d in (1, 4, 5, 6, 8, 20, 31)), Day(2024, 2, 20), Day(2024, 6, 9)]
)
"""Days on which what is told of them is often uncertain."""

HERE = "country: KZ"
CLOSE_ENTRIES = tuple(
    {"kind": code, **dict(field.split(": ") for field in fields.split(", "))}
    for row in (
        "movement.entered country: KZ; movement.entered country: PL; movement.located country: KZ",
        "movement.left country: KZ, to: PL; movement.left country: KZ; movement.abducted to: UZ",
        "movement.abducted country: KZ; movement.whereabouts-unknown country: KZ",
        "person.missing country: KZ; person.found country: KZ; person.died country: KZ",
        "detention.arrested country: KZ, grounds: border-crossing; detention.released country: KZ",
        "detention.extended country: KZ, until: 2024-03-20; detention.house-arrest country: PL",
        "extradition.requested country: KZ, by: UZ; extradition.requested country: KZ, by: RU",
        "extradition.requested country: PL, by: UZ; extradition.arrested country: KZ, by: UZ",
        "extradition.ordered country: KZ, by: UZ; extradition.ordered country: KZ",
        "extradition.appealed country: KZ, by: UZ, suspensive: yes",
        "extradition.appealed country: KZ, suspensive: unknown",
        "extradition.appealed country: KZ, by: UZ, suspensive: no",
        "extradition.upheld country: KZ, by: UZ, final: yes",
        "extradition.upheld country: KZ, by: UZ",
        "extradition.quashed country: KZ, by: UZ; extradition.suspended country: KZ, by: UZ",
        "extradition.suspended country: KZ; extradition.resumed country: KZ, by: UZ",
        "extradition.refused country: KZ, by: UZ; extradition.refused country: KZ",
        "extradition.withdrawn country: KZ, by: RU",
        "extradition.surrender-scheduled country: KZ, by: UZ, for: 2024-03-06",
        "extradition.surrender-scheduled country: KZ, by: UZ, for: 2024-03",
        "extradition.surrendered country: KZ, by: UZ; removal.carried-out country: KZ, to: UZ",
        "removal.ordered country: KZ; removal.ordered country: KZ, to: RU",
        "removal.ordered country: KZ, to: UZ; removal.suspended country: KZ, to: RU",
        "removal.annulled country: KZ; removal.scheduled country: KZ, to: RU, for: 2024-03-04",
        "removal.carried-out country: KZ, to: RU; transfer.decided country: KZ, to: PL",
        "transfer.scheduled country: KZ, to: PL, for: 2024-03-07",
        "transfer.carried-out country: KZ, to: PL; transfer.suspended country: KZ, to: PL",
        "protection.lodged country: KZ; protection.lodged country: PL; protection.none country: KZ",
        "protection.repeat-lodged country: KZ; protection.refused country: KZ",
        "protection.certificate-issued country: KZ, until: 2024-03-07",
        "protection.certificate-issued country: KZ; protection.certificate-withdrawn country: KZ",
        "protection.certificate-extended country: KZ, until: 2024-06",
        "protection.granted country: KZ; protection.granted country: KZ, outcome: humanitarian",
        "protection.extended country: KZ, until: 2024-12; protection.revoked country: KZ",
        "protection.residence-granted country: KZ; protection.residence-ended country: KZ",
        "protection.appealed country: KZ; protection.appeal-dismissed country: KZ, final: yes",
        "complaint.measure-granted country: KZ, body: CAT; protection.withdrawn country: KZ",
        "complaint.measure-lifted country: KZ, body: CAT",
        "protection.mandate-recognised country: KZ",
        "complaint.measure-granted country: KZ, body: ECtHR, against: removal",
    )
    for entry in row.split("; ")
    for code, fields in [entry.split(" ", 1)]
)
"""Entries of one person in Kazakhstan, some in Poland, that have to do with each other."""

CLOSE_SAYS = (
    *({"date": "2024-03-05"}, {"date": "2024-03-08"}, {"country": "PL"}, {"state": "refuted"}),
    *({"by": "RU"}, {"to": "PL"}, {"kind": "movement.entered"}, {"until": "2024-03-04"}),
)
"""What a source states instead."""


CITED = [["s2"]] * 9 + [["s1"]] + [[{"source": "s2", "says": says}] for says in CLOSE_SAYS]


def close_entries() -> st.SearchStrategy[Any]:
    """Trees of events in one state that often overlap, clash, and are told in two ways."""
    return st.builds(
        lambda entry, date, state, sources: {
            **entry,
            "date": date,
            "state": state,
            "sources": sources,
        },
        st.sampled_from(CLOSE_ENTRIES),
        st.sampled_from(CLOSE_DATES),
        st.sampled_from(["happened"] * 8 + ["alleged", "scheduled"]),
        st.sampled_from(CITED),
    )


@st.composite
def close_stories(draw: st.DrawFn, most: int = 5) -> list[Any]:
    """Return trees of events that have to do with each other; one may name what it comes after."""
    trees = draw(st.lists(close_entries(), min_size=1, max_size=most))
    for number, after in draw(st.lists(st.tuples(*[st.integers(0, most - 1)] * 2), max_size=1)):
        if number < len(trees) and number != after:
            trees[number] = {**trees[number], "after": [f"e{after}"]}
    return trees
