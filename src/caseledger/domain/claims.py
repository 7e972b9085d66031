"""Who states what: the claims on one field of an entry, and whether they can all be true."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from caseledger.domain.accounts import BELIEVED_BY_NOBODY, CLAIMED
from caseledger.domain.case import Citation, Count, Event, Person, Place, Source
from caseledger.domain.dates import CaseDate, Form
from caseledger.domain.states import UNKNOWN, is_withheld
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, window_of

Entry = Event | Person


@dataclass(frozen=True, slots=True)
class Witness:
    """A source that stands behind a claim.

    ``origin`` is the source that it reprints at the end of the chain of ``mirror_of``, or itself.
    """

    source: str
    origin: str
    reliability: str = UNKNOWN
    published: CaseDate | None = None
    mirror_of: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that is claimed for a field, as it is written, and who claims it.

    ``where`` says in which place it stands: ``entry``, ``says``, ``quote``, ``locator``, ``note``,
    or ``source`` (the day on which the source itself was published). ``event`` or ``person`` is
    the id of the entry that it is about.
    """

    value: object | None
    field: str
    where: str
    witnesses: tuple[Witness, ...] = ()
    event: str = ""
    person: str = ""

    @property
    def independent(self) -> int:
        """How many sources say so by themselves: a reprint is not a second witness."""
        return len({witness.origin for witness in self.witnesses})

    @property
    def doubted(self) -> bool:
        """Whether only doubtful or unreliable sources say so."""
        return bool(self.witnesses) and all(
            one.reliability in BELIEVED_BY_NOBODY for one in self.witnesses
        )


def witness_of(citation: Citation, sources: Mapping[str, Source]) -> Witness:
    """Return what is known of the source of a citation."""
    source = sources.get(citation.source)
    if source is None:
        return Witness(citation.source, citation.source)
    return Witness(
        source.id,
        _origin(source.id, sources),
        source.reliability,
        source.published,
        source.mirror_of,
    )


def _origin(key: str, sources: Mapping[str, Source]) -> str:
    """Follow reprints to what they reprint; a circle ends where it would begin again."""
    seen = {key}
    while (source := sources.get(key)) and source.mirror_of and source.mirror_of not in seen:
        key = source.mirror_of
        seen.add(key)
    return key


def claim_of(
    entry: Entry, value: object, field: str, where: str, by: tuple[Witness, ...] = ()
) -> Claim:
    """Return a claim about an entry."""
    if isinstance(entry, Event):
        return Claim(value, field, where, by, event=entry.id)
    return Claim(value, field, where, by, person=entry.id)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the claims of one case: knows its sources, and which words mean the same."""

    sources: Mapping[str, Source]
    vocabulary: Vocabulary

    def claims(self, entry: Entry, field: str, attribute: str) -> tuple[Claim, ...]:
        """Return the different values claimed for a field: the entry's, then those of sources.

        A source that is cited without a word of its own on the field stands behind the entry.
        """
        first = claim_of(entry, getattr(entry, attribute), field, "entry")
        found = {self.meaning(entry, attribute, first.value): first}
        for citation in entry.sources:
            said = getattr(citation.says, attribute, None)
            claim = first if said is None else replace(first, value=said, where="says")
            key = self.meaning(entry, attribute, claim.value, citation)
            found.setdefault(key, claim)
            found[key] = _joined(found[key], witness_of(citation, self.sources))
        return tuple(found.values())

    def meaning(
        self, entry: Entry, attribute: str, value: object, citation: Citation | None = None
    ) -> object:
        """Return what two ways of writing the same value have in common."""
        if isinstance(entry, Person):
            return _spelling(entry, value) if attribute == "name" else _plain(value)
        says = citation.says if citation else None
        kind = self.vocabulary.kind((says and says.kind) or entry.kind)
        if attribute == "kind":
            return self.vocabulary.canonical(str(value)) or value
        if attribute == "outcome" and kind and isinstance(value, str):
            return kind.outcome(value) or value
        if attribute == "grounds" and kind and isinstance(value, tuple):
            return frozenset(kind.ground(ground) or ground for ground in value)
        return _plain(value)


def _joined(claim: Claim, witness: Witness) -> Claim:
    known = any(one.source == witness.source for one in claim.witnesses)
    return claim if known else replace(claim, witnesses=(*claim.witnesses, witness))


def _plain(value: object) -> object:
    """Take away what does not change the meaning: size of letters, spaces, order of a list."""
    if isinstance(value, CaseDate):
        return value.canonical
    if isinstance(value, Count):
        return (value.min, value.max)
    if isinstance(value, Place):
        return _folded(value.name or "")
    if isinstance(value, tuple):
        return frozenset(_plain(member) for member in value)
    if isinstance(value, str):
        return _folded(value)
    return None if value is None else str(value)


def _spelling(person: Person, value: object) -> object:
    """Take another spelling that the entry knows for its name."""
    known = [person.name, person.pseudonym, *person.aliases]
    spellings = {_folded(name) for name in known if name}
    text = _folded(value) if isinstance(value, str) else value
    return _folded(known[0]) if text in spellings and known[0] else text


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def at_odds(claims: Iterable[Claim], attribute: str) -> bool:
    """Whether claims of different values, on one field, cannot all be true."""
    return any(
        not _agree(first.value, second.value, attribute)
        for first, second in combinations(claims, 2)
    )


def _agree(first: object, second: object, attribute: str) -> bool:
    if isinstance(first, CaseDate) and isinstance(second, CaseDate):
        return may_be_one(first, second)
    if isinstance(first, Count) and isinstance(second, Count):
        return first.min <= second.max and second.min <= first.max
    # On what decides a standing, silence or an unknown state is one of two words (DESIGN 5).
    return attribute not in CLAIMED and any(map(_says_little, (first, second)))


def _says_little(value: object) -> bool:
    """Whether a value leaves open what another one states."""
    if isinstance(value, Place):
        return _says_little(value.name)
    if isinstance(value, tuple):
        return not value or any(map(_says_little, value))
    return not value or value == UNKNOWN or (isinstance(value, str) and is_withheld(value))


def may_be_one(first: CaseDate, second: CaseDate) -> bool:
    """Whether two dates have a day in common, so that both can be true of one thing.

    Of a set each member is looked at by itself. Two things that last agree if their beginnings
    and, where both are known, their ends do; a day agrees with what lasts if it lies within.
    """
    if first.form is second.form is Form.LASTING:
        pairs = zip(first.parts, second.parts, strict=False)
        return all(_meet(window_of(one), window_of(other)) for one, other in pairs)
    return any(_meet(one, other) for one in _days(first) for other in _days(second))


def _days(date: CaseDate) -> Iterator[Window]:
    """The windows in which a date may lie, or that it fills."""
    if date.form is Form.ONE_OF:
        yield from map(window_of, date.parts)
    elif date.form is Form.LASTING:
        last = window_of(date.parts[-1]).latest if date.latest else None
        yield Window(window_of(date.parts[0]).earliest, last)
    else:
        yield window_of(date)


def _meet(first: Window, second: Window) -> bool:
    return not first.precedes(second) and not second.precedes(first)
