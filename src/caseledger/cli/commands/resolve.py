"""`resolve`: the conflicts of a case, one after the other."""

from enum import Enum
from typing import Annotated, Any

import typer

from caseledger.cli.asking import ask, can_ask
from caseledger.cli.completing import case_ids
from caseledger.cli.options import AsJson, Output
from caseledger.cli.session import Session, say, tell
from caseledger.errors import CaseledgerError, UsageProblem

DONE, FOUND, OPEN = 0, 1, 5
QUESTION = {
    "values": "o ours, t theirs, b before, e type it, s leave it, q stop",
    "entries": "o ours, t theirs, b before, s leave it, q stop",
    "moment": "o both, ours first; t both, theirs first; only ours; only theirs; s leave; q stop",
}
EDIT = frozenset({"e", "edit"})


class Stop(Enum):
    """An answer that decides nothing."""

    SKIP = "skip"
    QUIT = "quit"


STOPS = {"s": Stop.SKIP, "skip": Stop.SKIP, "q": Stop.QUIT, "quit": Stop.QUIT}
WORDS = {
    "o": "ours",
    "ours": "ours",
    "t": "theirs",
    "theirs": "theirs",
    "b": "base",
    "base": "base",
    "before": "base",
    "only ours": "only-ours",
    "only-ours": "only-ours",
    "only theirs": "only-theirs",
    "only-theirs": "only-theirs",
}


Case = Annotated[
    str,
    typer.Argument(
        metavar="[CASE]",
        help="A case: its id, or the beginning of it. Else conflicts are only listed.",
        autocompletion=case_ids,
    ),
]
Take = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ADDRESS=SIDE",
        help="Decide one clash: ours, theirs, base; of two events of one date also "
        "only-ours, only-theirs. May be repeated.",
    ),
]


def resolve(
    context: typer.Context,
    case: Case = "",
    ours: Annotated[
        bool, typer.Option("--ours", help="Take our side of all that clashes.")
    ] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="Take their side of it.")] = False,
    take: Take = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Settle what clashes in a case after a merge, field by field.

    In the middle of a merge, a rebase or the like, the file is written and staged; what sync left
    is kept for the next sync. Without a case, conflicts are listed, and the end is 1 if there are
    any. Off a terminal nothing is asked: say --ours, --theirs or --take.
    """
    from caseledger.actions.desk import open_desk
    from caseledger.actions.resolve import conflict_of, find_conflicts

    session: Session = context.obj
    desk = open_desk(session.folder, session.clock)
    found = find_conflicts(desk)
    if not case:
        if ours or theirs or take:
            raise UsageProblem("a side is taken for one case", "caseledger resolve CASE --ours")
        _tell_sides(found)
        _list(session, desk, found.conflicts, (output, as_json))
        return FOUND if found.found or found.others else DONE
    chosen = conflict_of(found, case)
    answers = _answers(chosen.conflict, ours=ours, theirs=theirs, take=take or [])
    _tell_sides(found)
    raw, is_decided = _walked(session, desk, chosen.conflict, answers)
    if not is_decided:
        if not can_ask():
            _list(session, desk, [chosen.conflict], (output, as_json))
            tell("nothing was written: say --ours, --theirs, or --take ADDRESS=SIDE")
        return OPEN
    return _settle(session, desk, chosen, raw)


def _answers(conflict: Any, *, ours: bool, theirs: bool, take: list[str]) -> Any:  # noqa: ANN401
    """Read what the options decide, an `Answers`."""
    from caseledger.domain.resolving import Answers, taken

    if ours and theirs:
        raise UsageProblem("--ours and --theirs cannot both be", "--take decides one clash")
    rest = "ours" if ours else "theirs" if theirs else ""
    return Answers(taken(conflict.clashes, take), rest)


def _walked(session: Session, desk: Any, conflict: Any, answers: Any) -> tuple[Any, bool]:  # noqa: ANN401
    """Ask about each clash that is left; say what the case comes to, and whether all is decided."""
    from caseledger.actions.resolve import attempt
    from caseledger.domain.resolving import key_of

    skipped = set()
    while True:
        now = attempt(desk, conflict, answers)
        left = [one for one in now.left if key_of(one) not in skipped]
        if not left or not can_ask():
            break
        value = _ask(session, desk, conflict, left[0])
        if value is Stop.QUIT:
            tell("stopped; nothing was written")
            return None, False
        if value is Stop.SKIP:
            skipped.add(key_of(left[0]))
        else:
            answers.values[key_of(left[0])] = value
    if skipped:
        tell(f"{len(skipped)} left undecided, so nothing was written")
    return now.raw, not now.left


def _ask(session: Session, desk: Any, conflict: Any, clash: Any) -> Any:  # noqa: ANN401
    """Ask about one clash until there is an answer: a value, or why there is none."""
    from caseledger.cli.output import screen_of
    from caseledger.render.resolve import clash_lines

    for line in clash_lines(conflict, clash, screen_of(session)):
        tell(line)
    sort = _sort_of(clash)
    while True:
        answer = ask(QUESTION[sort]).casefold()
        if answer in STOPS:
            return STOPS[answer]
        try:
            if answer in EDIT and sort == "values":
                return _typed(desk, conflict, clash)
            if answer in WORDS:
                return _decided(clash, WORDS[answer])
        except CaseledgerError as error:
            tell(f"{error.message}; {error.hint}" if error.hint else error.message)


def _sort_of(clash: Any) -> str:  # noqa: ANN401 - a Clash
    from caseledger.actions.resolve import can_be_typed
    from caseledger.domain.merging.clash import Reason

    if clash.reason is Reason.SAME_MOMENT:
        return "moment"
    return "values" if can_be_typed(clash) else "entries"


def _decided(clash: Any, word: str) -> Any:  # noqa: ANN401
    from caseledger.domain.resolving import decided

    return decided(clash, word)


def _typed(desk: Any, conflict: Any, clash: Any) -> Any:  # noqa: ANN401
    from caseledger.actions.resolve import typed

    return typed(desk, conflict, clash, ask("value, or nothing to take it away"))


def _settle(session: Session, desk: Any, chosen: Any, raw: Any) -> int:  # noqa: ANN401
    """Write, and say what is done and what is left."""
    from caseledger.actions.plans import Refused
    from caseledger.actions.resolve import settle
    from caseledger.cli.output import screen_of
    from caseledger.cli.writing import show_problems
    from caseledger.render.resolve import follows_lines, settled_lines
    from caseledger.render.wording import wording_of

    try:
        done = settle(desk, chosen, raw)
    except Refused as error:
        show_problems(session, error.file, error.problems)
        raise
    for note in done.notes:
        tell(note)
    conflict = chosen.conflict
    wording = wording_of(desk.ledger.vocabulary, desk.day, session.lang)
    head, *ways = settled_lines(conflict, done.left, done.way_on)
    for line in (head, *follows_lines(conflict, done.follows, wording, screen_of(session)), *ways):
        say(f"{line}\n")
    return DONE


def _tell_sides(found: Any) -> None:  # noqa: ANN401 - a Conflicts
    if found.sides is not None:
        tell(f"in the middle of {found.sides.what}:")
        tell(f"  ours is {found.sides.ours}")
        tell(f"  theirs is {found.sides.theirs}")
    synced = {(one.ours_is, one.theirs_is) for one in found.conflicts if one.where == "sync"}
    for ours, theirs in sorted(synced):
        tell(f"left by sync: ours is {ours}, theirs is {theirs}")
    for path in found.others:
        tell(f"{path} is no case: git mergetool, or an editor and git add, settle it")


def _list(session: Session, desk: Any, conflicts: Any, form: tuple[Any, bool]) -> None:  # noqa: ANN401
    from caseledger.cli.output import format_of, print_page, screen_of
    from caseledger.render.envelope import Envelope
    from caseledger.render.resolve import page

    envelope = Envelope("resolve", desk.ledger, desk.day)
    if not conflicts and format_of(*form) == "table":
        say("no conflicts\n")
        return
    print_page(session, page(conflicts, envelope, screen_of(session)), format_of(*form))
