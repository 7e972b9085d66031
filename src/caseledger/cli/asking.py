"""Questions on a terminal, and only there: a script is never asked anything."""

import sys
from collections.abc import Callable, Sequence

import typer

from caseledger.cli.session import tell

MOST_TRIES = 3
YES = frozenset({"y", "yes", "д", "да"})


def can_ask() -> bool:
    """Whether somebody sits there: both what is read and where questions go are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, default: str = "") -> str:
    """Ask for one line; an empty one means the default. Raises `typer.Abort` at the end."""
    shown = f" [{default}]" if default else ""
    _prompt(f"{question}{shown}: ")
    answer = sys.stdin.readline()
    if not answer:
        raise typer.Abort
    return answer.strip() or default


def confirm(question: str) -> bool:
    """Ask a question whose answer is no unless it is yes."""
    return ask(f"{question} [y/N]").casefold() in YES


def choose(question: str, choices: Sequence[str], words_for: Callable[[str], str]) -> str:
    """Let one of several be chosen by its number. Raises `typer.Abort` where none is."""
    tell(question)
    for number, choice in enumerate(choices, start=1):
        tell(f"  {number}  {choice}  {words_for(choice)}".rstrip())
    for _ in range(MOST_TRIES):
        answer = ask("which one")
        if answer in choices:
            return answer
        if answer.isdecimal() and 0 < int(answer) <= len(choices):
            return choices[int(answer) - 1]
        tell(f"a number from 1 to {len(choices)} is expected")
    raise typer.Abort


def _prompt(text: str) -> None:
    from caseledger.render.screen import visible

    sys.stderr.write(visible(text))
    sys.stderr.flush()
