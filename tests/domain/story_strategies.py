"""Cases with events of every kind and date, for tests of what holds for all of them."""

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
            "sources": [{"id": "s1", "kind": "media", "published": "2024-06-30"}],
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
