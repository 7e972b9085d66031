"""``caseledger completion``."""

from enum import StrEnum
from typing import Annotated

import typer

from caseledger.cli.completing import STARTED_BY_SHELL
from caseledger.cli.session import say


class Shell(StrEnum):
    """Shells that can ask what comes next."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(
    shell: Annotated[Shell, typer.Argument(help="The shell that will read the script.")],
) -> None:
    """Print the script that completes commands, options, case ids and kinds in a shell.

    For bash: caseledger completion bash > ~/.local/share/bash-completion/completions/caseledger
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    script = get_completion_script(
        prog_name="caseledger", complete_var=STARTED_BY_SHELL, shell=shell.value
    )
    say(f"{script}\n")
