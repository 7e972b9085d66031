"""What the options before the command say: where the ledger is, what day it is, how to show."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import typer

from caseledger.cli.clock import Clock


@dataclass(frozen=True, slots=True)
class Session:
    """The global options of one run, and the two streams as they are."""

    folder: Path
    clock: Clock
    color: str
    lang: str
    ascii_only: bool
    quiet: bool
    verbose: bool

    def colour(self) -> bool:
        """Whether stdout is painted: as asked, else as the environment and the stream say."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
            return True
        return sys.stdout.isatty()

    def width(self) -> int | None:
        """The columns of the terminal; ``None`` off a terminal, where nothing is cut or wrapped."""
        if not sys.stdout.isatty():
            return None
        asked = os.environ.get("COLUMNS", "")
        if asked.isdecimal() and int(asked) > 0:
            return max(int(asked), 20)
        return max(os.get_terminal_size(sys.stdout.fileno()).columns or 80, 20)

    def plain_characters(self) -> bool:
        """Whether to keep to ASCII in what is drawn: asked for, or all that the stream can take."""
        encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
        return self.ascii_only or not encoding.startswith("utf")


def say(text: str) -> None:
    """Write data to stdout. Ends the command quietly where the reader has seen enough."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would flush, and complain, once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def tell_lines(text: str) -> None:
    """Write several lines to stderr, each made visible by itself."""
    for line in text.splitlines():
        tell(line)


def tell(text: str) -> None:
    """Write what is not data to stderr, control characters shown instead of sent."""
    from caseledger.render.screen import visible

    # Who cannot be told is still answered by the exit code.
    with suppress(OSError):
        sys.stderr.write(visible(text) + "\n")
        sys.stderr.flush()
