"""The schema: everything that is wrong at once, in our words, and the description for editors."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, cast, get_args, get_origin

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.case_strategies import takes

from caseledger.domain import fields
from caseledger.domain.case import PARTS, Case
from caseledger.domain.editor_schema import case_file_schema
from caseledger.domain.json_schema import json_schema_of
from caseledger.domain.loading import KEYS
from caseledger.domain.plain import Plain
from caseledger.domain.problem import Severity, dotted
from caseledger.domain.schema import validate
from caseledger.domain.settings import Settings
from caseledger.domain.values import Reads
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.yaml_reader import read_document

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.yaml"))

STRICTER = frozenset({"FilePath", "Id"})
"""Paths that lead upwards and words that cannot be ids are more than a pattern should say."""


def tree(**changes: object) -> dict[str, Any]:
    """A case in order, with one event, but for some changes."""
    event = {"id": "bcd22", "date": Plain("2024"), "kind": "movement.entered", "sources": []}
    whole: dict[str, Any] = {
        "format": Plain("1"),
        "id": "good",
        "title": "A case",
        "people": [{"id": "aa", "pseudonym": "A. A."}],
        "events": [event],
    }
    return whole | changes


def with_event(**changes: object) -> dict[str, Any]:
    """A case in order but for some changes of its event."""
    whole = tree()
    return whole | {"events": [whole["events"][0] | changes]}


@pytest.mark.parametrize(
    ("wrong", "code", "path", "message"),
    [
        pytest.param(None, "CL203", "", "a mapping", id="nothing"),
        pytest.param([], "CL203", "", "a mapping", id="list"),
        pytest.param(tree(people="aa"), "CL203", "people", "a list", id="text-for-list"),
        pytest.param(tree(events=["a"]), "CL203", "events[0]", "a mapping", id="text-for-mapping"),
        pytest.param(tree(title=["a"]), "CL203", "title", "not a list", id="list-for-text"),
        pytest.param(tree(title={}), "CL203", "title", "not a mapping", id="mapping-for-text"),
        pytest.param(tree(title=" "), "CL203", "title", "empty", id="empty-text"),
        pytest.param(tree(title=Plain("7")), "CL206", "title", "number", id="number-for-text"),
        pytest.param(tree(tags=["a", None]), "CL203", "tags[1]", "nothing", id="empty-member"),
        pytest.param(tree(format=Plain("x")), "CL203", "format", "number", id="no-format"),
        pytest.param(with_event(date=["2024", []]), "CL205", "events[0].date", "", id="list-date"),
        pytest.param(with_event(**{"from": "kz"}), "CL209", "events[0].from", "", id="from"),
        pytest.param(with_event(**{"for": "soon"}), "CL205", "events[0].for", "", id="for"),
        pytest.param(
            with_event(served={"person": "soon"}), "CL205", "events[0].served.person", "", id="deep"
        ),
        pytest.param(with_event(served="soon"), "CL205", "events[0].served.person", "", id="short"),
        pytest.param(
            with_event(sources=["s1", {"says": {}}]),
            "CL201",
            "events[0].sources[1].source",
            "required",
            id="missing-deep",
        ),
        pytest.param(with_event(resolved=["a"]), "CL203", "events[0].resolved", "", id="no-map"),
        pytest.param(
            with_event(resolved={"date": {"prefer": Plain("1")}}),
            "CL207",
            "events[0].resolved.date.prefer",
            "",
            id="mapping-member",
        ),
        pytest.param(with_event(count=Plain("-1")), "CL203", "events[0].count.min", "", id="below"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    wrong: object, code: str, path: str, message: str
) -> None:
    case, problems = validate(wrong, Case)

    assert case is None
    assert (problems[0].code, dotted(problems[0].path)) == (code, path)
    assert problems[0].severity is Severity.ERROR
    assert message in problems[0].message


def test_everything_wrong_is_told_at_once() -> None:
    event = {"id": "B", "date": "soon", "kind": "Entered", "state": "hapened", "zzz": "1"}

    case, problems = validate(tree(title=Plain("7"), people=["aa"], events=[event]), Case)

    assert case is None
    assert {(problem.code, dotted(problem.path)) for problem in problems} == {
        ("CL206", "title"),
        ("CL203", "people[0]"),
        ("CL207", "events[0].id"),
        ("CL205", "events[0].date"),
        ("CL301", "events[0].kind"),
        ("CL204", "events[0].state"),
        ("CL201", "events[0].sources"),
        ("CL202", "events[0].zzz"),
    }


def test_unknown_keys_are_told_and_kept() -> None:
    case, problems = validate(with_event(untill="2024", x_mine="1") | {"from_": "KZ"}, Case)

    assert case is not None
    assert case.other == {"from_": "KZ"}
    assert case.events[0].other == {"untill": "2024", "x_mine": "1"}
    assert [(dotted(problem.path), problem.hint) for problem in problems] == [
        ("events[0].untill", "did you mean until?"),
        ("from_", "your own keys begin with x_"),
    ]


def test_a_key_of_the_name_other_is_an_unknown_key() -> None:
    case, problems = validate(tree(other={"id": "x"}), Case)

    assert case is not None
    assert case.other == {"other": {"id": "x"}}
    assert [problem.code for problem in problems] == ["CL202"]


def test_a_key_without_a_value_is_doubtful_and_left_out() -> None:
    case, problems = validate(tree(owner=None), Case)

    assert case is not None
    assert case.owner is None
    assert [(p.code, p.severity) for p in problems] == [("CL203", Severity.WARNING)]


@pytest.mark.parametrize("number", [Plain("2"), "2", Plain("999999")])
def test_a_newer_format_is_read_with_a_warning_only(number: str) -> None:
    case, problems = validate(tree(format=number, novelty="1"), Case)

    assert case is not None
    assert case.format == int(number)
    assert [(p.code, p.severity) for p in problems] == [("CL208", Severity.WARNING)]


@pytest.mark.parametrize("number", ["0", "01", "-1", "1.0", "1000000", "9" * 5000])
def test_what_is_no_version_is_refused(number: str) -> None:
    case, problems = validate(tree(format=Plain(number)), Case)

    assert case is None
    assert [problem.code for problem in problems] == ["CL203"]


def test_other_files_have_a_schema_too() -> None:
    found, problems = validate({"format": Plain("1"), "stale_after": Plain("30")}, Settings)

    assert found == Settings(format=1, stale_after=30)
    assert problems == []


def described_parts(tree: Any, above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every description of a mapping with keys, and the key that it stands under."""
    if isinstance(tree, dict):
        if isinstance(tree.get("properties"), dict):
            yield above, tree
        for key, value in tree.items():
            yield from described_parts(value, key if key not in ("anyOf", "allOf") else above)
    for member in tree if isinstance(tree, list) else ():
        yield from described_parts(member, above)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_editors_see_every_key_with_its_words(part: type) -> None:
    words = {
        KEYS.get(one.name, one.name): one.metadata["about"]
        for one in dataclasses.fields(part)
        if one.name != "other"
    }
    seen = [one["properties"] for _, one in described_parts(json_schema_of(Case))]

    assert words in [{key: one["description"] for key, one in keys.items()} for keys in seen]


def test_editors_allow_own_keys_and_no_others() -> None:
    found = dict(described_parts(json_schema_of(Case)))

    assert len(found) == len(PARTS)
    for part in found.values():
        assert part["additionalProperties"] is False
        assert part["patternProperties"] == {"^x_": {}}


def test_editors_are_not_offered_what_no_file_may_hold() -> None:
    offered = json.dumps(json_schema_of(Case))

    assert '"null"' not in offered
    assert '"other":' not in offered


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_editors_find_nothing_in_a_file_in_order(path: Path) -> None:
    schema = case_file_schema(load_vocabulary(), "1.0")

    found = jsonschema.Draft7Validator(schema).iter_errors(as_editors_read(path))

    assert [error.message for error in found] == []


def as_editors_read(path: Path) -> Any:
    """Read a file as YAML 1.2 does, with numbers and truth values."""
    return _with_numbers(read_document(path.read_bytes()).data)


def _with_numbers(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _with_numbers(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_with_numbers(member) for member in tree]
    return json.loads(tree) if isinstance(tree, Plain) else tree


def marks(key: str) -> dict[str, Reads]:
    """The readers of all types of fields that editors know by a pattern, or by choices."""
    found = {
        name: form.__metadata__[0]
        for name, form in vars(fields).items()
        if get_origin(form) is Annotated and isinstance(form.__metadata__[0], Reads)
    }
    return {name: mark for name, mark in found.items() if key in mark.schema}


@pytest.mark.parametrize("name", sorted(marks("enum")))
def test_editors_offer_what_a_reader_takes(name: str) -> None:
    mark = marks("enum")[name]

    assert [one for one in cast("list[str]", mark.schema["enum"]) if not takes(mark, one)] == []
    assert not takes(mark, "another")


@pytest.mark.parametrize("name", sorted(marks("pattern")))
@settings(max_examples=30)
@given(data=st.data())
def test_editors_and_readers_agree_on_patterns(name: str, data: st.DataObject) -> None:
    mark = marks("pattern")[name]
    whole = str(mark.schema["pattern"])
    fitting = st.from_regex(whole.removeprefix("^").removesuffix("$"), fullmatch=True)
    text = data.draw(st.one_of(fitting, st.text(max_size=6)))

    if takes(mark, text):
        assert re.search(whole, text)
    elif name not in STRICTER:
        assert not re.fullmatch(whole, text)


def test_the_types_of_all_fields_have_words() -> None:
    for part in PARTS:
        for one in dataclasses.fields(part):
            for mark in _marks_of(one.type):
                assert mark.words


def _marks_of(kind: Any) -> list[Any]:
    """Every mark on a type and on what it is made of."""
    own = list(kind.__metadata__) if get_origin(kind) is Annotated else []
    inner = [mark for one in get_args(kind) if one not in own for mark in _marks_of(one)]
    return [*own, *inner]
