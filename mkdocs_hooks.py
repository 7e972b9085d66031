"""What mkdocs.yml asks for while the site is built."""

from __future__ import annotations

import re

CODE = re.compile(r"`[^`\n]+`")


def on_page_markdown(markdown: str, **_given: object) -> str:
    r"""Write a bar in the code of a table as Python-Markdown reads it.

    GitHub ends a cell at a bar in code, unless it is written ``\|``; Python-Markdown takes code as
    it stands, and would show the backslash.
    """
    return "".join(
        _row(line) if line.startswith("|") else line for line in markdown.splitlines(keepends=True)
    )


def _row(line: str) -> str:
    return CODE.sub(lambda code: code[0].replace(r"\|", "|"), line)
