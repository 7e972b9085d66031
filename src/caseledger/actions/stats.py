"""What `stats` does: people, cases, procedures or events in numbers, for the public or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caseledger.actions.desk import Desk, case_files, day_of
from caseledger.actions.public_today import public_today
from caseledger.actions.status import codes, everyone, one_of, states, tracks_of
from caseledger.domain.states import STATELESS
from caseledger.domain.stats.answers import USUAL, Numbers, answered
from caseledger.domain.stats.periods import LENGTHS
from caseledger.domain.stats.published import published
from caseledger.domain.stats.records import DIMENSIONS, PERSONS, UNITS, Question
from caseledger.domain.windows import Window
from caseledger.errors import UsageProblem
from caseledger.store.cases import CaseFile, faulty_cases

MOST_DIMENSIONS = 2
"""Rows and columns."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for, in the user's own words; ``by`` has the dimensions of each table."""

    by: Sequence[str] = ()
    unit: str = PERSONS
    period: str = "year"
    first: str | None = None
    last: str | None = None
    tracks: Sequence[str] = ()
    countries: Sequence[str] = ()
    citizenships: Sequence[str] = ()
    tags: Sequence[str] = ()
    closed: bool = False
    public: bool = True


@dataclass(frozen=True, slots=True)
class Stats:
    """Numbers for an audience, and every file that was read for them.

    ``held_back`` cases are not public, ``unpublished`` entries of public cases are not either:
    that is for who runs the command, not for the audience.
    """

    numbers: Numbers
    files: tuple[CaseFile, ...]
    held_back: int
    unpublished: int

    @property
    def told(self) -> tuple[CaseFile, ...]:
        """The files that the audience may be told of."""
        return tuple(file for file in self.files if file.is_public or not self.numbers.public)


def stats(desk: Desk, wish: Wish) -> Stats:
    """Count. Raises `UsageProblem` for unknown words and for days that do not fit."""
    asked = understood(desk, wish)
    tables = tuple(_dimensions(words) for words in wish.by) or USUAL[asked.unit]
    files = case_files(desk)
    files = public_today(desk, files) if wish.public else files
    cases = [file.case for file in files if file.case is not None]
    pairs = [(case, published(case, desk.today) if wish.public else case) for case in cases]
    pairs = [(case, shown) for case, shown in pairs if case.is_public or not wish.public]
    faulty = faulty_cases(files)
    cut = frozenset(case.id for case, shown in pairs if shown is not case)
    people = tuple(everyone(desk, [shown for _, shown in pairs], faulty))
    question = replace(asked, doubted=faulty | cut)
    numbers = Numbers(
        question=question,
        answers=tuple(answered(people, question, by) for by in tables),
        public=wish.public,
        partial=bool(cut),
        unread=sum(file.case is None for file in files),
        recorded=desk.known.commit.when.date() if desk.known else desk.today,
    )
    return Stats(
        numbers=numbers,
        files=files,
        held_back=len(cases) - len(pairs),
        unpublished=sum(len(case.events) - len(shown.events) for case, shown in pairs),
    )


def understood(desk: Desk, wish: Wish) -> Question:
    """Turn the user's words into a question. Raises `UsageProblem` with the nearest word."""
    vocabulary = desk.ledger.vocabulary
    first = day_of(wish.first, desk.today, end=False) if wish.first else None
    last = day_of(wish.last, desk.today) if wish.last else None
    if first and last and last < first:
        raise UsageProblem("--to lies before --from", "write the earlier day behind --from")
    return Question(
        day=desk.day,
        unit=one_of(wish.unit, UNITS, "unit"),
        period=one_of(wish.period, LENGTHS, "period"),
        span=Window(first, last),
        tracks=codes(wish.tracks, tracks_of(vocabulary), "track"),
        countries=states(wish.countries, vocabulary),
        citizenships=states(wish.citizenships, vocabulary, STATELESS),
        tags=frozenset(wish.tags),
        closed=wish.closed,
    )


def _dimensions(words: str) -> tuple[str, ...]:
    """Read what a table is by: one dimension, or two with a comma between."""
    by = tuple(one_of(word.strip(), DIMENSIONS, "dimension") for word in words.split(","))
    if len(by) > MOST_DIMENSIONS or len(set(by)) < len(by):
        raise UsageProblem(
            "a table has one dimension, or two different ones",
            "for example --by citizenship,standing; --by may be repeated",
        )
    return by
