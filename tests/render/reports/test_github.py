import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.reports.github_runner import commands, complaints
from tests.render.reports.invented_problems import DATE, REMARK, RUN, WARNING, hostile, problem

from caseledger.render.reports.github import annotations
from caseledger.render.screen import visible
from caseledger.render.told import Told


def test_an_annotation_is_one_line_with_its_place() -> None:
    assert annotations([DATE], RUN) == (
        "::error file=sub/ledger/cases/a.yaml,line=3,endLine=3,col=5,endColumn=14,"
        "title=CL205 not a date of the format::CL205: there is no such day. "
        "Hint: February 2023 had 28 days. "
        "Mend: caseledger set a events.bcd22.date 2023-02-28\n"
    )


def test_each_severity_has_its_command() -> None:
    found = commands(annotations([DATE, WARNING, REMARK], RUN))

    assert [one.name for one in found] == ["error", "warning", "notice"]


@pytest.mark.parametrize(
    ("known", "keys"),
    [
        ({}, ["file", "line", "endLine", "col", "endColumn", "title"]),
        ({"column": 0, "end_column": 0}, ["file", "line", "endLine", "title"]),
        ({"line": 0, "column": 0, "end_column": 0}, ["file", "title"]),
        ({"line": 0, "column": 0, "end_column": 0, "file": ""}, ["title"]),
    ],
)
def test_only_what_is_known_of_the_place_is_said(known: dict[str, int], keys: list[str]) -> None:
    (found,) = commands(annotations([problem(**known)], RUN))

    assert list(found.properties) == keys


def test_words_make_no_command_of_their_own() -> None:
    attack = problem(
        message="x\n::stop-commands::y", hint="\r::add-mask::z", file="a,line=9:\n.yaml"
    )
    (found,) = commands(annotations([attack], RUN))

    assert found.name == "error"
    assert found.properties["line"] == "3"


def test_signs_of_the_format_are_escaped_and_read_back() -> None:
    text = annotations([problem(message="100%0A:: a,b", file="a::b,c%2C.yaml")], RUN)
    (found,) = commands(text)

    assert "file=sub/ledger/a%3A%3Ab%2Cc%252C.yaml," in text
    assert found.properties["file"] == "sub/ledger/a::b,c%2C.yaml"
    assert found.data.startswith("CL205: 100%0A:: a,b.")


@given(st.lists(hostile(), max_size=4))
def test_the_runner_reads_back_what_was_told(problems: list[Told]) -> None:
    found = commands(annotations(problems, RUN))

    assert len(found) == len(problems)
    for command, one in zip(found, problems, strict=True):
        assert complaints(command) == []
        assert command.properties["file"] == visible(f"sub/ledger/{one.file}")
        assert command.properties["title"] == f"{one.code} {one.title}"
        assert command.properties.get("line", "0") == str(one.line)
        assert command.properties.get("col", "0") == str(one.column)
        assert command.data.startswith(f"{one.code}: {visible(one.message)}")
        assert visible(one.hint) in command.data
        assert command.data.endswith(visible(one.command))
