"""Commands that stand in a sentence of the documentation exist, and have the options named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reference.command_page import commands

REPOSITORY = Path(__file__).parent.parent.parent
PAGES = ("README.md", *sorted(f"docs/{path.name}" for path in REPOSITORY.glob("docs/*.md")))
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`caseledger ([^`]*)`")
OPTION = re.compile(r"(?<![^ \[(|])(--[a-z-]+|-[a-zA-Z])(?![a-zA-Z0-9])")
BEFORE = re.compile(r"(?<!\S)(-C|--today|--lang|--color) \S+|(?<!\S)-q\b")
"""Options that stand before a command, with their values."""
OPTIONS = {
    words: {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    for words, command, _ in commands()
}
COMMON = {*OPTIONS["caseledger"], "--help", "-h"}


def _named(text: str) -> Iterator[str]:
    """Yield the commands that stand in sentences, as they stand there."""
    yield from (" ".join(found.split()) for found in INLINE.findall(FENCED.sub("", text)))


def _wrong(line: str) -> list[str]:
    """Say what of a command is not there: the command itself, or options of it."""
    words = BEFORE.sub("", line).split()
    names = [" ".join(("caseledger", *words[:count])) for count in (2, 1)]
    known = next((name for name in names if name in OPTIONS), "caseledger")
    if known == "caseledger" and words and re.match("[a-z]", words[0]):
        return words[:1]
    return [one for one in OPTION.findall(line) if one not in OPTIONS[known] | COMMON]


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    named = list(_named((REPOSITORY / page).read_text(encoding="utf-8")))

    assert {line: wrong for line in named if (wrong := _wrong(line))} == {}


def test_what_is_not_there_is_noticed() -> None:
    assert _wrong("stats --by standing") == []
    assert _wrong("-C ledger add event CASE KIND --until DAY") == []
    assert _wrong("statistics") == ["statistics"]
    assert _wrong("check --unheard") == ["--unheard"]
