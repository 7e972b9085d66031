"""The page of the case format: its tables are those of the code, its examples are in order."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Union, cast

import pytest
from tests.marked_tables import compare, table

from caseledger.domain.case import PARTS
from caseledger.domain.law import Provision
from caseledger.domain.loading import KEYS
from caseledger.domain.problem import Severity
from caseledger.domain.settings import Settings
from caseledger.domain.values import Reads
from caseledger.store.cases import CaseFile, read_case
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.files import CasePath
from caseledger.store.ledger import Ledger, open_ledger

PAGE = Path(__file__).parent.parent / "docs" / "format.md"
HEAD = ("key", "holds", "needed", "several", "published", "means")
DOCUMENTED = (*PARTS, Provision)
TODAY = dt.date(2026, 11, 24)
OWN_ALERTS = re.compile(r"```yaml\n(format: 1\nstale_after:.*?)```", re.DOTALL)
OWN_LAW = re.compile(r"```yaml\n(format: 1\nlaw:\n.*?)```", re.DOTALL)
EXAMPLE = re.compile(r"```yaml\n(format: 1\nid: (?P<id>[a-z0-9-]+).*?)```", re.DOTALL)


def test_tables_have_every_field_of_every_part(update: bool) -> None:
    tables = {part.__name__: table(HEAD, _rows(part)) for part in DOCUMENTED}

    compare(PAGE, tables, update=update)


def _rows(part: type) -> Iterator[tuple[str, ...]]:
    for one in dataclasses.fields(part):
        if not one.metadata.get("internal"):
            yield (
                f"`{KEYS.get(one.name, one.name)}`",
                words_of(one.type),
                needed(one),
                several(one.type),
                one.metadata["public"],
                one.metadata["about"],
            )


def needed(one: dataclasses.Field[Any]) -> str:
    """Whether a key is needed, or what holds without it."""
    if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING:
        return "yes"
    return f"else `{one.default}`" if isinstance(one.default, str) else ""


def words_of(kind: Any) -> str:
    """Say what stands behind a key."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return words_of(next(one for one in arguments if one is not types.NoneType))
    if origin is Annotated:
        return _marked(kind.__metadata__[0], arguments[0])
    if origin is tuple:
        return words_of(arguments[0])
    if origin is Mapping:
        return f"field: {words_of(arguments[1])}"
    return f"[{kind.__name__}](#{kind.__name__.lower()})"


def _marked(mark: Any, full: Any) -> str:
    """The words of a mark: choices one by one, and a part as a link."""
    if isinstance(mark, Reads):
        choices = cast("list[str]", mark.schema.get("enum", []))
        return " ".join(f"`{choice}`" for choice in choices) or mark.words
    member = typing.get_args(full)[0] if typing.get_origin(full) is tuple else full
    shorter = mark.words.partition(" or ")[0]
    return f"{shorter} or {words_of(member)}" if dataclasses.is_dataclass(member) else mark.words


def several(kind: Any) -> str:
    """Say whether a key holds a list, or a mapping of several."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return several(next(one for one in arguments if one is not types.NoneType))
    if origin is Annotated:
        languages = kind.__metadata__[0].words.endswith("by language")
        return "" if languages else several(arguments[0])
    return {tuple: "list", Mapping: "by field"}.get(cast("Any", origin), "")


@pytest.mark.parametrize(
    ("kind", "words", "many"),
    [
        pytest.param(
            Annotated[str, Reads(str, {"enum": ["a", "b"]}, "a b")], "`a` `b`", "", id="a"
        ),
        pytest.param(Annotated[str, Reads(str, {}, "text")] | None, "text", "", id="optional"),
        pytest.param(tuple[Settings, ...], "[Settings](#settings)", "list", id="list"),
        pytest.param(Mapping[str, Settings], "field: [Settings](#settings)", "by field", id="map"),
    ],
)
def test_types_are_put_into_words(kind: Any, words: str, many: str) -> None:
    assert (words_of(kind), several(kind)) == (words, many)


def test_every_part_has_a_heading_to_be_linked_to() -> None:
    headings = set(re.findall(r"^#+ (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert {part.__name__ for part in DOCUMENTED} <= headings


def read_example(text: str, name: str, folder: Path) -> CaseFile:
    """Read an example as a file of its id."""
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    ledger = Ledger(folder, Settings(format=1), load_vocabulary(), ())
    return read_case(ledger, CasePath(f"{name}.yaml", name, regular=True), TODAY)


EXAMPLES = list(EXAMPLE.finditer(PAGE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_whole_examples_are_in_order(example: re.Match[str], tmp_path: Path) -> None:
    found = read_example(example[1], example["id"], tmp_path)

    assert found.case is not None
    assert [one for one in found.problems if one.severity is not Severity.INFO] == []


def test_there_are_examples() -> None:
    assert EXAMPLES


def test_the_example_of_a_ledgers_own_law_is_in_order(tmp_path: Path) -> None:
    example = OWN_LAW.search(PAGE.read_text(encoding="utf-8"))
    assert example is not None
    (tmp_path / "ledger.yaml").write_text(example[1], encoding="utf-8")

    ledger = open_ledger(tmp_path)

    assert ledger.problems == ()
    assert ledger.vocabulary.law.own == {"kz-asylum-appeal"}


def test_the_example_of_a_ledgers_own_alerts_is_in_order(tmp_path: Path) -> None:
    example = OWN_ALERTS.search(PAGE.read_text(encoding="utf-8"))
    assert example is not None
    (tmp_path / "ledger.yaml").write_text(example[1], encoding="utf-8")

    ledger = open_ledger(tmp_path)
    days = ledger.vocabulary.thresholds

    assert ledger.problems == ()
    assert (days["stale"], days["release-window"], days["track-switch"]) == (45, 14, 90)
    assert "unsourced" not in days
