import pytest
from tests.domain.invented import understood

from caseledger.domain.names import mentions_somebody

CASE = understood("""\
format: 1
id: invented
title: An invented case
people:
  - {id: pp, name: Anna Al Invented, aliases: [Анна Выдумкина], pseudonym: Wren}
events:
  - {id: e1, date: 2024, kind: case.note, sources: []}
""")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("spoke to anna today", True, id="a part of a name"),
        pytest.param("ВЫДУМКИНА вышла", True, id="an alias in capitals"),
        pytest.param("spoke to Wren today", False, id="a pseudonym is there to be used"),
        pytest.param("al dente", False, id="too short to mean anybody"),
        pytest.param("annals of the court", False, id="inside another word"),
        pytest.param("hearing moved", False, id="nobody"),
    ],
)
def test_whether_a_text_names_somebody(text: str, named: bool) -> None:
    assert mentions_somebody(text, CASE) is named
