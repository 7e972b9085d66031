import json
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st
from tests.render.reports.invented_problems import DATE, REMARK, RUN, WARNING, hostile, problem

from caseledger.render.reports.gitlab import code_quality
from caseledger.render.screen import visible
from caseledger.render.told import Told

# GitLab Docs, "Code Quality", the table of "Code Quality report format": every property there is
# required. The schema that GitLab itself applies (app/validators/json_schemas/codeclimate.json)
# has less: description, fingerprint, severity, location, and their types.
_TEXT = {"type": "string", "minLength": 1}
_LINE = {"type": "integer", "minimum": 1}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": _TEXT,
            "check_name": _TEXT,
            "fingerprint": _TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!/|\\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": _LINE},
                    },
                },
            },
        },
    },
}


def read(text: str) -> list[dict[str, Any]]:
    """Read a report as GitLab does: without a byte order mark, and valid."""
    report: list[dict[str, Any]] = json.loads(text.encode())
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    return report


def test_a_problem_is_an_object_of_five_properties() -> None:
    (found,) = read(code_quality([DATE], RUN))

    assert len(found.pop("fingerprint")) == 64
    assert found == {
        "description": "there is no such day. Hint: February 2023 had 28 days. "
        "Mend: caseledger set a events.bcd22.date 2023-02-28",
        "check_name": "CL205",
        "severity": "major",
        "location": {"path": "sub/ledger/cases/a.yaml", "lines": {"begin": 3}},
    }


def test_each_severity_has_its_word() -> None:
    found = read(code_quality([DATE, WARNING, REMARK], RUN))

    assert [one["severity"] for one in found] == ["major", "minor", "info"]


def test_without_a_problem_the_report_is_empty() -> None:
    assert read(code_quality([], RUN)) == []


def test_without_a_line_the_first_is_named() -> None:
    (found,) = read(code_quality([problem(line=0, column=0, end_column=0)], RUN))

    assert found["location"]["lines"] == {"begin": 1}


@given(st.lists(hostile(), max_size=4))
def test_a_parser_reads_back_what_was_told(problems: list[Told]) -> None:
    found = read(code_quality(problems, RUN))

    assert len({one["fingerprint"] for one in found}) == len(problems)
    for entry, one in zip(found, problems, strict=True):
        assert entry["check_name"] == one.code
        assert entry["location"]["path"] == visible(f"sub/ledger/{one.file}")
        assert entry["description"].startswith(visible(one.message))
        assert visible(one.hint) in entry["description"]
        assert entry["description"].endswith(visible(one.command))
