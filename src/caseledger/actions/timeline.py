"""Timelines of one or more cases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caseledger.actions.desk import Desk, case_file, case_files, day_of
from caseledger.domain.timeline import Choice, Timeline, timeline
from caseledger.errors import NotFound, UsageProblem
from caseledger.store.cases import CaseFile


@dataclass(frozen=True, slots=True)
class Timelines:
    """The timelines asked for, and every file that was read for them."""

    desk: Desk
    stories: tuple[Timeline, ...]
    files: tuple[CaseFile, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks to see, as it was typed."""

    tracks: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    everything: bool = False


def timelines(desk: Desk, words: Sequence[str], wanted: Wanted) -> Timelines:
    """Tell the story of the cases that words mean; of all cases without words.

    Raises `NotFound`, `UnreadableData` or `UsageProblem`.
    """
    choice = _choice(desk, wanted)
    named = {file.path: file for file in (case_file(desk, word) for word in words)}
    files = tuple(named.values()) or case_files(desk)
    stories = tuple(_story(desk, file, choice, wanted.people) for file in files if file.case)
    if wanted.people and not any(story.people for story in stories):
        raise NotFound(
            "nobody of these cases has such an id or name", "caseledger show CASE lists them"
        )
    return Timelines(desk, tuple(s for s in stories if s.people), files)


def _choice(desk: Desk, wanted: Wanted) -> Choice:
    known = desk.ledger.vocabulary.tracks
    if strange := [track for track in wanted.tracks if track not in known]:
        raise UsageProblem(f"there is no track {strange[0]}", f"the tracks are {', '.join(known)}")
    first = day_of(wanted.first, desk.today, end=False) if wanted.first else None
    last = day_of(wanted.last, desk.today) if wanted.last else None
    if first and last and last < first:
        raise UsageProblem("--to lies before --from", "write the earlier day behind --from")
    return Choice(frozenset(wanted.tracks), frozenset(), first, last, wanted.everything)


def _story(desk: Desk, file: CaseFile, choice: Choice, people: Sequence[str]) -> Timeline:
    case = file.case
    if case is None:
        raise NotFound("the file holds no case")
    words = [word.casefold() for word in people]
    chosen = frozenset(
        person.id for person in case.people if {person.id, person.label.casefold()} & set(words)
    )
    if people and not chosen:
        return Timeline(case, desk.day, (), {}, (), 0)
    wanted = replace(choice, people=chosen)
    return timeline(case, desk.ledger.vocabulary, desk.day, wanted, faulty=file.is_faulty)
