"""Names that are not what they look like, and states that nobody can fear without saying so."""

from collections.abc import Iterator

from caseledger.domain.case import Case, Person
from caseledger.domain.checks.context import Context, cited_at
from caseledger.domain.edits import Put
from caseledger.domain.problem import Mend, Path, Problem, Severity
from caseledger.domain.scripts import script_of, strangers_in, told, unseen_in
from caseledger.domain.states import STATELESS, UNKNOWN
from caseledger.domain.vocabulary import Vocabulary

NO_STATE = frozenset((STATELESS, UNKNOWN))
"""Citizenships that name no state which could be feared."""


def check_lettering(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """A name is written in one alphabet, word by word; names and titles hold nothing unseen."""
    for index, person in enumerate(case.people):
        for path, name in _names(person, ("people", index)):
            yield from _mixed(name, path)
            yield from _unseen(name, path)
    titles: list[tuple[Path, str | None]] = [(("title",), case.title)]
    titles += [(("sources", i, "title"), source.title) for i, source in enumerate(case.sources)]
    for path, title in titles:
        yield from _unseen(title or "", path)


def _names(person: Person, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield everything that a person is called, with its place."""
    yield (*path, "name"), person.name or ""
    yield (*path, "pseudonym"), person.pseudonym or ""
    for number, alias in enumerate(person.aliases):
        yield (*path, "aliases", number), alias
    for place, citation in cited_at(person.sources, path):
        yield (*place, "says", "name"), (citation.says and citation.says.name) or ""


def _mixed(name: str, path: Path) -> Iterator[Problem]:
    strangers = strangers_in(name)
    if not strangers:
        return
    at = strangers[0]
    usual = next(
        script_of(letter)
        for letter in name
        if script_of(letter) and script_of(letter) != script_of(name[at])
    )
    message = "a word of this name mixes letters of two alphabets that look alike"
    hint = f"character {at + 1} is {told(name[at])}, among letters that are {usual.capitalize()}"
    yield Problem("CL801", message, path, Severity.WARNING, name, hint)


def _unseen(text: str, path: Path) -> Iterator[Problem]:
    unseen = unseen_in(text)
    if not unseen:
        return
    message = "this holds a character that nobody sees"
    hint = f"take out character {unseen[0] + 1}, {told(text[unseen[0]])}"
    seen = "".join(sign for at, sign in enumerate(text) if at not in unseen)
    mend = Mend((Put(path, seen),)) if seen.strip() else None
    yield Problem("CL801", message, path, Severity.WARNING, text, hint, mend=mend)


def check_fears(case: Case, context: Context) -> Iterator[Problem]:
    """Who has no citizenship fears no state by it: only ``fears`` can say which one.

    Without it the standing takes no state for feared but those that ask for extradition. A
    citizenship that is left out may only not be entered yet: it is missed once a host would have
    the person leave.
    """
    for index, person in enumerate(case.people):
        states = person.citizenship
        if person.same_as or person.fears is not None or not NO_STATE.issuperset(states):
            continue
        message = "without a citizenship nothing tells which state this person fears"
        hint = "add fears: and the states where return would mean persecution, or fears: []"
        if states:
            path: Path = ("people", index, "citizenship")
            yield Problem("CL803", message, path, Severity.WARNING, hint=hint)
        elif _is_to_leave(person, case, context.vocabulary):
            hint = f"add citizenship:, or {hint.removeprefix('add ')}"
            yield Problem("CL803", message, ("people", index), Severity.WARNING, hint=hint)


def _is_to_leave(person: Person, case: Case, vocabulary: Vocabulary) -> bool:
    """Whether an entry exposes somebody to being sent away, and not to a state that asks."""
    return any(
        effect.operation == "expose"
        for event in case.events
        if not event.by and (event.people is None or person.id in event.people)
        if (kind := vocabulary.kind(event.kind)) is not None
        for effect in kind.effects
    )
