import pytest
from tests.domain.invented import understood

from caseledger.domain.case import Case, Event, Person, Resolution, Served, Source
from caseledger.domain.edits import Named, Spot, value_at
from caseledger.domain.spots import spot_of
from caseledger.errors import Ambiguous, NotFound, UsageProblem

CASE = understood("""\
format: 1
id: invented
title: An invented case
people:
  - {id: nm, name: Somebody}
sources:
  - {id: vlast, kind: media}
events:
  - {id: z8n3c, date: 2024, kind: case.note, sources: [vlast]}
  - {id: z8n3d, date: 2024, kind: case.note, sources: [{source: vlast, says: {date: 2023}}]}
""")
Z = ("events", Named("z8n3c"))


@pytest.mark.parametrize(
    ("path", "spot", "part", "key"),
    [
        pytest.param("title", ("title",), Case, "title", id="a field of the case"),
        pytest.param("x_office", ("x_office",), None, "x_office", id="a key of one's own"),
        pytest.param("events.z8n3c.date", (*Z, "date"), Event, "date", id="in full"),
        pytest.param("z8n3c.date", (*Z, "date"), Event, "date", id="by the id alone"),
        pytest.param(
            "vl.reliability",
            ("sources", Named("vlast"), "reliability"),
            Source,
            "reliability",
            id="by the beginning of an id",
        ),
        pytest.param("nm.name", ("people", Named("nm"), "name"), Person, "name", id="a person"),
        pytest.param("z8n3c", Z, Event, "", id="a whole entry"),
        pytest.param(
            "z8n3c.served.counsel", (*Z, "served", "counsel"), Served, "counsel", id="deeper"
        ),
        pytest.param(
            "z8n3c.resolved.date.prefer",
            (*Z, "resolved", "date", "prefer"),
            Resolution,
            "prefer",
            id="through a mapping",
        ),
        pytest.param("z8n3c.x_a.b", (*Z, "x_a", "b"), None, "b", id="inside one's own"),
    ],
)
def test_where_a_path_leads(path: str, spot: Spot, part: type | None, key: str) -> None:
    found = spot_of(CASE, path)
    assert (found.spot, found.part, found.key) == (spot, part, key)


@pytest.mark.parametrize(
    ("path", "error"),
    [
        pytest.param("z8.date", Ambiguous, id="fits two"),
        pytest.param("nobody.date", NotFound, id="fits none"),
        pytest.param("z8n3c.dat", UsageProblem, id="no such key"),
        pytest.param("title.more", UsageProblem, id="below a text"),
        pytest.param("", UsageProblem, id="nothing"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(path: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        spot_of(CASE, path)


def test_what_stands_at_a_spot() -> None:
    tree = {
        "events": [{"id": "z8n3c", "sources": ["a", {"source": "b", "says": {"date": "2023"}}]}]
    }
    assert value_at(tree, (*Z, "sources", Named("b"), "says", "date")) == "2023"
    assert value_at(tree, (*Z, "sources", Named("a"))) == "a"
    assert value_at(tree, (*Z, "nothing", "there")) is None
