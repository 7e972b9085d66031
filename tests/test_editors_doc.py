"""The page for editors: what its snippets point to is there, and fits what lies in a ledger."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

import pytest

from caseledger.actions.add import MODELINE
from caseledger.actions.schema import NAMES
from caseledger.actions.setup import SETTINGS

PAGE = Path(__file__).parent.parent / "docs" / "editors.md"
SNIPPET = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
SCHEMA = re.compile(r"schemas/[a-z]+\.schema\.json")
GLOB = re.compile(r"""["']((?:cases|rules)/[^"']+|ledger\.yaml)["']""")
MEANT = {
    "case.schema.json": ("cases/heron.yaml", "cases/2026/heron.yaml"),
    "ledger.schema.json": ("ledger.yaml",),
    "rules.schema.json": ("rules/complaints.yaml",),
}
"""Files of a ledger, by the schema that they follow."""

SNIPPETS = SNIPPET.findall(PAGE.read_text(encoding="utf-8"))
SETTING = [(kind, text) for kind, text in SNIPPETS if kind in ("json", "lua", "elisp")]


def test_every_schema_of_a_ledger_is_in_the_table() -> None:
    assert set(MEANT) == set(NAMES.values())
    for name in MEANT:
        assert f"| `schemas/{name}` |" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "text"), SETTING, ids=[kind for kind, _ in SETTING])
def test_a_setting_leads_every_file_to_its_schema(kind: str, text: str) -> None:
    """Each line names a schema and the patterns of its files."""
    led = {
        PurePosixPath(schema[0]).name: GLOB.findall(line)
        for line in text.splitlines()
        if (schema := SCHEMA.search(line))
    }

    assert set(led) == set(MEANT), kind
    for name, files in MEANT.items():
        for file in files:
            matching = [one for one in led[name] if _matches(file, one)]
            assert len(matching) == 1, (file, led[name])


def _matches(file: str, pattern: str) -> bool:
    """As editors match: a star stands for no slash."""
    return file.count("/") == pattern.count("/") and PurePosixPath(file).match(pattern)


def test_the_setting_for_vs_code_is_json() -> None:
    (text,) = (text for kind, text in SETTING if kind == "json")

    assert set(json.loads(text)) == {"yaml.schemaStore.enable", "yaml.schemas"}


@pytest.mark.parametrize("kind", ["lua", "elisp"])
def test_brackets_and_quotes_of_other_settings_close(kind: str) -> None:
    (text,) = (text for one, text in SETTING if one == kind)
    bare = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", "", text)

    assert not set(bare) & set("'\"")
    for first, last in ("()", "[]", "{}"):
        assert bare.count(first) == bare.count(last)


def test_first_lines_are_those_that_commands_write() -> None:
    shown = [text for kind, text in SNIPPETS if kind == "yaml"]
    case, ledger, rules = shown

    assert case == MODELINE.format(up="../").partition("format")[0]
    assert SETTINGS.startswith(ledger)
    for text, file in ((case, "cases/a"), (ledger, "a"), (rules, "rules/a")):
        path = (PAGE.parent.parent / file).parent / text.split("$schema=")[1].strip()
        assert path.resolve().is_file()
