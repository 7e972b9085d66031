"""Problems as annotations of GitHub: workflow commands, one a line, that its runner reads.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of
actions/toolkit, packages/core/src/command.ts, which the runner undoes.
"""

from collections.abc import Iterator, Sequence

from caseledger.render.reports.run import Run, sentence
from caseledger.render.told import Told

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def annotations(problems: Sequence[Told], run: Run) -> str:
    """Write one annotation a line; nothing where there is no problem."""
    return "".join(f"{_annotation(run.shown(one))}\n" for one in problems)


def _annotation(one: Told) -> str:
    properties = ",".join(f"{key}={_property(value)}" for key, value in _properties(one))
    return f"::{COMMANDS[one.severity]} {properties}::{_data(f'{one.code}: {sentence(one)}')}"


def _properties(one: Told) -> Iterator[tuple[str, str]]:
    """Yield what is known of the place; the runner takes an empty value for none."""
    if one.file:
        yield "file", one.file
    if one.line:
        yield "line", str(one.line)
        yield "endLine", str(one.line)
        if one.column:
            yield "col", str(one.column)
            # GitHub's last column belongs to the place; ours is the one behind it.
            yield "endColumn", str(max(one.end_column - 1, one.column))
    yield "title", f"{one.code} {one.title}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
