"""The pages of reference say what the code says: written by ``make update``, never by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.marked_tables import compare, table
from tests.reference.command_page import command_page, commands
from tests.reference.exit_code_table import HEAD, exit_codes
from tests.reference.kind_page import kind_page
from tests.reference.schema_page import schema_page

from caseledger.cli.app import COMMANDS

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "commands": command_page,
    "kinds": kind_page,
    "exit-codes": lambda: table(HEAD, exit_codes()),
    "schemas": schema_page,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_reference_says_what_the_code_says(name: str, update: bool) -> None:
    compare(DOCS / "reference" / f"{name}.md", {name: f"\n{PAGES[name]()}\n"}, update=update)


def test_the_page_of_commands_has_each_that_the_program_has() -> None:
    words = [one for one, _, _ in commands()]

    assert {f"caseledger {name}" for name, _ in COMMANDS} <= set(words)
    assert "caseledger add event" in words


def test_no_option_is_without_a_word_on_what_it_means() -> None:
    rows = re.findall(r"^\| `(.+)` \| (.*) \|$", command_page(), re.MULTILINE)

    assert [option for option, means in rows if not means.strip()] == []


def test_both_tables_of_exit_codes_have_the_same() -> None:
    told = (DOCS / "commands.md").read_text(encoding="utf-8").partition("## Exit codes")[2]

    assert re.findall(r"^\| ([0-9]+) \|", told, re.MULTILINE) == [
        code.strip("`") for code, *_ in exit_codes()
    ]
