"""`edit`: a case file in the user's own editor, with nothing lost on the way."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Annotated, Any

import typer

from caseledger.cli.asking import YES, ask, can_ask
from caseledger.cli.options import CaseWord, DryRun, Message, NoCommit
from caseledger.cli.session import Session, tell
from caseledger.cli.writing import Ways, desk_of, finish
from caseledger.errors import (
    CaseledgerError,
    Conflict,
    OutsideFailure,
    UnreadableData,
    UsageProblem,
)

DONE = 0
MARKER = b"<<<<<<< "
"""What stands before a conflict that was not solved yet."""
AT_LINE = {
    **dict.fromkeys(
        ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak"), "+{line}"
    ),
    **dict.fromkeys(("code", "codium", "code-insiders"), "--goto"),
    **dict.fromkeys(("hx", "helix", "subl"), "{path}:{line}"),
}
"""How editors are told the line, by the name of their program."""


def edit(
    context: typer.Context,
    case: CaseWord,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a text that could not be written.")
    ] = False,
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
) -> int:
    """Open a case in your editor ($VISUAL or $EDITOR), check it, and commit what changed.

    You work on a private copy. A mistake opens the editor again at its line; whatever happens, the
    text is kept until it is written.
    """
    from caseledger.actions.editing import begin

    session: Session = context.obj
    editing = begin(desk_of(session), case)
    with editing.draft.being_edited():
        _prepare(editing, resume=resume)
        try:
            return _edited(session, editing, Ways(not no_commit, message, dry_run=dry_run))
        except CaseledgerError as error:
            if editing.draft.exists:
                error.hint = f"your text is kept: caseledger edit {editing.name} --resume"
            raise


def _edited(session: Session, editing: Any, ways: Ways) -> int:  # noqa: ANN401 - an Editing
    """Open the editor until the text is in order, and write it."""
    line = 0
    while True:
        _open_editor(editing.draft.path, line)
        text = editing.draft.text()
        if _is_over(editing, text):
            return DONE
        line = _mistake(session, editing, text)
        if not line:
            return _finish(session, editing, ways)
        if not can_ask() or not _once_more():
            raise UnreadableData("the text was not written")


def _prepare(editing: Any, *, resume: bool) -> None:  # noqa: ANN401
    """Make the private copy, or take up the one that is there."""
    draft = editing.draft
    if not draft.exists and (aside := draft.set_aside()):
        tell(f"a text was found whose beginning is lost; it is kept in {aside}")
    if resume and not draft.exists:
        raise UsageProblem("there is no unfinished text of this case")
    if resume:
        return
    if draft.exists and draft.text() != draft.base():
        raise Conflict("there is an unfinished text of this case")
    draft.begin(editing.now())


def _is_over(editing: Any, text: bytes) -> bool:  # noqa: ANN401
    """Whether there is nothing to write: nothing changed, or everything was taken away."""
    if not text.strip():
        tell("the text is empty: nothing is written, the case stays as it was")
    elif text == editing.draft.base():
        tell("nothing changed")
    else:
        return False
    editing.draft.forget()
    return True


def _mistake(session: Session, editing: Any, text: bytes) -> int:  # noqa: ANN401
    """Join with what became of the file, check, show what is wrong; returns its first line."""
    from caseledger.actions.editing import caught_up, reading_of
    from caseledger.cli.writing import show_problems

    both, fits = (text, True) if MARKER in text else caught_up(editing, text)
    if not fits:
        tell("the file changed meanwhile in the same lines: both versions stand in your text now")
    reading = reading_of(editing, both)
    if reading.wrong:
        show_problems(session, reading.file, reading.wrong)
        return max(reading.wrong[0].line, 1)
    return 0


def _once_more() -> bool:
    return ask("edit again? (no keeps the text for later) [Y/n]", "y").casefold() in YES


def _finish(session: Session, editing: Any, ways: Ways) -> int:  # noqa: ANN401
    from caseledger.actions.editing import edit_plan

    code = finish(session, edit_plan(editing, editing.draft.text()), ways)
    if ways.dry_run:
        tell(f"your text is kept: caseledger edit {editing.name} --resume")
    else:
        editing.draft.forget()
    return code


def _open_editor(path: Any, line: int) -> None:  # noqa: ANN401 - a Path
    words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    if not words:
        raise UsageProblem("no editor is named", "set EDITOR")
    command = [*words, *_place(words[0], str(path), line)]
    try:
        ended = subprocess.run(command, check=False)  # noqa: S603 - the user's own editor
    except OSError as error:
        raise OutsideFailure(
            f"the editor could not be started: {error.strerror}", "set EDITOR to one that is there"
        ) from error
    if ended.returncode:
        raise OutsideFailure("the editor ended with an error")


def _place(program: str, path: str, line: int) -> list[str]:
    """The path, and the line in the way that this editor takes it."""
    way = AT_LINE.get(Path(program).name) if line else None
    if way == "--goto":
        return ["--goto", f"{path}:{line}"]
    if way and "{path}" in way:
        return [way.format(path=path, line=line)]
    return [*([way.format(line=line)] if way else []), path]
