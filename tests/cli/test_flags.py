"""Every field that a person may type has an option, and no option is for nothing."""

import dataclasses

import pytest

from caseledger.cli.app import COMMANDS
from caseledger.cli.flags import (
    CASE_FLAGS,
    CITATION_FLAGS,
    EVENT_FLAGS,
    PERSON_FLAGS,
    SOURCE_FLAGS,
    Flag,
)
from caseledger.cli.lazy import found
from caseledger.cli.main import main
from caseledger.domain.case import Case, Citation, Event, Person, Source
from caseledger.domain.loading import KEYS

LISTS_OF_THEIR_OWN = {"people", "sources", "events", "deadlines", "vault", "links", "consent"}


@pytest.mark.parametrize(
    ("flags", "part", "elsewhere"),
    [
        # What stands behind is typed otherwise: as words, as --id and --source, or by `set`.
        pytest.param(EVENT_FLAGS, Event, {"id", "kind", "sources", "resolved"}, id="event"),
        pytest.param(PERSON_FLAGS, Person, {"id", "sources", "sealed"}, id="person"),
        pytest.param(SOURCE_FLAGS, Source, {"id"}, id="source"),
        pytest.param(CASE_FLAGS, Case, {"format", "id", *LISTS_OF_THEIR_OWN}, id="case"),
        pytest.param(CITATION_FLAGS, Citation, {"source", "says"}, id="citation"),
    ],
)
def test_every_field_has_an_option(
    flags: tuple[Flag, ...], part: type, elsewhere: set[str]
) -> None:
    fields = {KEYS.get(one.name, one.name) for one in dataclasses.fields(part)} - {"other"}

    assert {flag.key for flag in flags} == fields - elsewhere


@pytest.mark.parametrize(("name", "place"), COMMANDS)
def test_every_command_is_there_and_says_what_it_does(
    name: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(place)
    assert main([name, "--help"]) == 0
    assert f"caseledger {name}" in capsys.readouterr().out


def test_a_command_that_is_not_there_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["timelin"]) == 2
    assert "Did you mean 'timeline'" in capsys.readouterr().err
