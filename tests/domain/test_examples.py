"""The example of each kind is an entry in order, and typing its command makes that entry."""

import datetime as dt

import pytest
from tests.domain.invented import VOCABULARY, understood

from caseledger.domain.case import Case
from caseledger.domain.checks import Context, problems_of
from caseledger.domain.event_draft import draft_of
from caseledger.domain.examples import EVENT, SOURCE, Example, example_of
from caseledger.domain.kind import Kind, mapping
from caseledger.domain.typed import Typist
from caseledger.store.catalogue import load_manual

VALUES = mapping(load_manual()["examples"])
TODAY = dt.date(2026, 11, 26)
HEAD = f"""\
format: 1
id: shown
title: An invented case
people:
  - {{id: pp, pseudonym: A. A., citizenship: [UZ], sources: [{SOURCE}]}}
sources:
  - {{id: {SOURCE}, kind: media}}
events:
"""
EARLIER = """\
  - {id: e0, date: 2022, kind: protection.lodged, country: KZ, sources: [press]}
  - {id: e1, date: 2023, kind: protection.granted, country: KZ, sources: [press]}
"""
"""What an extension needs to be one, and what a grant answers."""

SHOWN = [kind for kind in VOCABULARY.kinds if not kind.input_only]


def example(kind: Kind) -> Example:
    found = example_of(kind, VOCABULARY, VALUES)
    assert found is not None
    return found


def case_with(lines: tuple[str, ...] = ()) -> Case:
    return understood(HEAD + EARLIER + "".join(f"  {line}\n" for line in lines))


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.code)
def test_an_example_is_in_order(kind: Kind) -> None:
    case = case_with(example(kind).lines)

    assert case.events[-1].id == EVENT
    assert case.events[-1].kind == kind.code
    assert list(problems_of(case, Context(VOCABULARY, TODAY, "shown"))) == []


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.code)
def test_typing_its_command_makes_the_entry(kind: Kind) -> None:
    shown = example(kind)
    verb, what, case, code, day, *rest = shown.words
    typed = dict(zip(rest[::2], rest[1::2], strict=True))
    source = typed.pop("--source")
    words = {name.removeprefix("--").replace("-", "_"): [word] for name, word in typed.items()}
    made = draft_of(Typist(case_with(), VOCABULARY, TODAY), code, {**words, "date": [day]})

    assert (verb, what, case, source) == ("add", "event", "CASE", "phone")
    assert made.missing == ()
    assert {key: _plain(value) for key, value in made.tree.items()} == {
        **{field: value for field, value, _ in made.assumed},
        **shown.fields,
    }


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        pytest.param("extradition.requested", {"country": "KZ", "by": "UZ"}, id="who-asks"),
        pytest.param("transfer.scheduled", {"to": "PL", "for": "2024-03-20"}, id="for-when"),
        pytest.param("protection.certificate-issued", {"until": "2024-06-02"}, id="how-long"),
        pytest.param("extradition.upheld", {"final": "yes"}, id="what-a-condition-asks"),
        pytest.param("protection.appealed", {"suspensive": "yes"}, id="whether-it-suspends"),
        pytest.param("protection.granted", {"outcome": "refugee"}, id="what-was-given"),
        pytest.param("complaint.measure-granted", {"body": "ECtHR"}, id="who-decided"),
        pytest.param("case.closed", {"grounds": "protected"}, id="why"),
    ],
)
def test_an_example_has_what_matters(code: str, fields: dict[str, str]) -> None:
    kind = VOCABULARY.kind(code)
    assert kind is not None

    assert fields.items() <= example(kind).fields.items()


def test_what_is_only_typed_has_no_example() -> None:
    kind = VOCABULARY.kind("protection.served")
    assert kind is not None

    assert example_of(kind, VOCABULARY, VALUES) is None
