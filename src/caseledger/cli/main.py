"""From the words of a command to an exit code: no traceback ever reaches a user."""

import gc
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer

from caseledger.cli.app import app
from caseledger.cli.completing import prepare
from caseledger.errors import CaseledgerError

DAYS_BACK = re.compile(r"\A-([0-9]{1,5})([dwmy])\Z")
"""`-3d` is a day and not an option, wherever it stands."""

DONE, WRONG_USAGE, BUG, INTERRUPTED = 0, 2, 70, 130


def run() -> NoReturn:
    """Run the command of this process and end it."""
    # Start-up makes many objects that stay and none that go round in circles.
    gc.set_threshold(50_000)
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    _speak_utf8()
    prepare()
    try:
        return _run(argv)
    except OSError as error:
        return _cannot_write(error)


def _run(argv: Sequence[str]) -> int:
    try:
        words = [DAYS_BACK.sub(r"\1\2 ago", word) for word in argv]
        result = app(words, standalone_mode=False, prog_name="caseledger")
    except CaseledgerError as error:
        return _fail(error.message, error.hint, error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        return _interrupted()
    except typer.Exit as stop:
        return _interrupted() if stop.exit_code == INTERRUPTED else stop.exit_code
    except typer.TyperException as error:
        return _wrong_usage(error)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return _bug(error)
    return _ended(result)


def _ended(result: object) -> int:
    """Return the exit code that a command gave; Typer turns an interruption into one, too."""
    if result == INTERRUPTED:
        return _interrupted()
    return result if isinstance(result, int) else DONE


def _interrupted() -> int:
    from caseledger.cli.session import tell

    tell("interrupted")
    return INTERRUPTED


def _wrong_usage(error: Exception) -> int:
    message = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "caseledger"
    return _fail(message, f"{command} --help says what it takes", WRONG_USAGE)


def _cannot_write(error: OSError) -> int:
    """Stdout or a file of ours failed: a full disk, for example."""
    from caseledger.errors import OutsideFailure

    return _fail(
        f"the system refused: {error.strerror or 'unknown reason'}", "", OutsideFailure.exit_code
    )


def _fail(message: str, hint: str, code: int) -> int:
    from caseledger.cli.session import tell, tell_lines

    tell_lines(f"caseledger: {message}")
    if hint:
        tell(f"hint: {hint}")
    return code


def _bug(error: Exception) -> int:
    """Keep where it happened, never what was read, in a file that can be sent."""
    from caseledger.cli.report import write_report

    path = write_report(error)
    where = f"a report without case content is in {path}" if path else "no report could be written"
    return _fail("this is a mistake of the program, not yours", where, BUG)


def _speak_utf8() -> None:
    """Keep a stream that cannot show a character from failing on it."""
    # A stream that was closed before the start is missing; what goes there is lost anyway.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
