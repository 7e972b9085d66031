"""One-edit mutations of YAML texts: the slips of a hand and the tricks of an enemy."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

SNIPPETS = (
    *("\t", " ", "  ", "\n", "\n\n", "\r\n", "-", "- ", ":", ": ", " :", "?", "? ", "#", " #", ","),
    *("[", "]", "{", "}", "'", '"', "''", "\\", "|", "|\n", ">", ">-", "%", "@", "`", "=", "<<: "),
    *("&a ", "*a", "!", "!!str ", "---\n", "...\n", "\n---\n", "~", "null", "true", "0o7", "12e4"),
    *("я", "é", "\u00a0", "\u200f", "\U0001f600", "\x07", "\x85", "\u2028", "\u202e", "\ufeff"),
)


def corpus() -> list[str]:
    """Return the texts to begin with: small invented files that use all of YAML that we read."""
    folder = Path(__file__).parent / "corpus"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))]


def insert(text: str, chance: random.Random) -> str:
    """Put something in anywhere."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(SNIPPETS) + text[at:]


def insert_at_line(text: str, chance: random.Random) -> str:
    """Put something in where a line's words begin or end, which is where YAML is decided."""
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    words = lines[at].strip()
    new = chance.choice(SNIPPETS)
    changed = new + words if chance.random() < 1 / 2 else words + new
    lines[at] = lines[at].replace(words, changed, 1) if words else new + lines[at]
    return "".join(lines)


def delete(text: str, chance: random.Random) -> str:
    """Take out one to three characters."""
    at = chance.randrange(len(text))
    return text[:at] + text[at + chance.randint(1, 3) :]


def replace(text: str, chance: random.Random) -> str:
    """Put something in the place of a character."""
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(SNIPPETS) + text[at + 1 :]


def exchange(text: str, chance: random.Random) -> str:
    """Exchange two characters that stand side by side."""
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def repeat_line(text: str, chance: random.Random) -> str:
    """Write a line once more somewhere."""
    lines = text.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return "".join(lines)


def drop_line(text: str, chance: random.Random) -> str:
    """Leave a line out."""
    lines = text.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return "".join(lines)


def indent_line(text: str, chance: random.Random) -> str:
    """Move a line to the right or to the left."""
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    more = chance.choice((" ", "  ", "\t", ""))
    lines[at] = more + lines[at] if more else lines[at].removeprefix(" ").removeprefix(" ")
    return "".join(lines)


def cut(text: str, chance: random.Random) -> str:
    """End the file early."""
    return text[: chance.randrange(len(text))]


def change_line_ends(text: str, chance: random.Random) -> str:
    """Write Windows line ends, then make another edit."""
    return insert(text.replace("\n", "\r\n"), chance)


EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    insert,
    insert_at_line,
    delete,
    replace,
    exchange,
    repeat_line,
    drop_line,
    indent_line,
    cut,
    change_line_ends,
)


def mutations(texts: list[str], seed: int) -> Iterator[str]:
    """Yield changed texts without end, the same ones for the same seed; every edit of each text."""
    chance = random.Random(seed)  # noqa: S311  a reproducible choice is what is wanted
    for edit in cycle(EDITS):
        for text in texts:
            yield edit(text, chance)
