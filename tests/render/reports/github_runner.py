"""How GitHub's runner reads workflow commands, for tests.

Written from its behaviour: actions/runner, ``ActionCommand.TryParseV2`` and
``IssueCommandExtension.ValidateLinesAndColumns``.
"""

from dataclasses import dataclass

REGISTERED = ("error", "warning", "notice", "debug", "add-mask", "stop-commands", "set-output")
_PROPERTY = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
_DATA = {"%0D": "\r", "%0A": "\n", "%25": "%"}


@dataclass(frozen=True)
class Command:
    """One command that the runner takes from a line of a log."""

    name: str
    properties: dict[str, str]
    data: str


def commands(log: str) -> list[Command]:
    """Read the commands of a log; a line that is none is text."""
    found = [_command(line.lstrip()) for line in log.splitlines()]
    return [one for one in found if one]


def _command(line: str) -> Command | None:
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, data = line[2:].split("::", 1)
    name, _, rest = head.partition(" ")
    if name not in REGISTERED:
        return None
    pairs = [part.split("=", 1) for part in rest.strip().split(",") if part]
    properties = {pair[0]: _undone(pair[1], _PROPERTY) for pair in pairs if len(pair) == 2}
    return Command(name, properties, _undone(data, _DATA))


def _undone(text: str, escapes: dict[str, str]) -> str:
    for escaped, sign in escapes.items():
        text = text.replace(escaped, sign)
    return text


def complaints(command: Command) -> list[str]:
    """Say which places the runner would leave out of an annotation."""
    numbers = {
        key: int(command.properties[key])
        for key in ("line", "endLine", "col", "endColumn")
        if key in command.properties
    }
    columns = "col" in numbers or "endColumn" in numbers
    wrong = {
        "columns without a line": columns and "line" not in numbers,
        "an end without its beginning": ("endLine" in numbers and "line" not in numbers)
        or ("endColumn" in numbers and "col" not in numbers),
        "columns of several lines": columns and numbers.get("endLine") != numbers.get("line"),
        "the end before the beginning": numbers.get("endLine", 0) < numbers.get("line", 0)
        or ("endColumn" in numbers and numbers["endColumn"] < numbers.get("col", 0)),
    }
    return [reason for reason, so in wrong.items() if so]
