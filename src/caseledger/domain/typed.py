"""What people type on the command line for a field, and what it means in a file.

A date in words, a state by name, an entry by the beginning of its id, an outcome by an alias.
Nothing is guessed: what fits twice is refused with what it may mean.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from caseledger.domain.calling import people_called
from caseledger.domain.case import Case, Claims, Event, Person, Source
from caseledger.domain.date_input import read_date
from caseledger.domain.dates import DateError
from caseledger.domain.entry_values import field_type, is_list, read_mark
from caseledger.domain.kind import Kind
from caseledger.domain.states import STATELESS, UNKNOWN, find_state, is_withheld
from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import Ambiguous, NotFound, UsageProblem

MOST_OFFERED = 12
RANGE = re.compile(r"([0-9]+)\s*(?:-|–|\.\.)\s*([0-9]+)")


@dataclass(frozen=True, slots=True)
class Typist:
    """Who types: in which case, with which words, on which day. ``kind`` is of the event meant."""

    case: Case
    vocabulary: Vocabulary
    today: dt.date
    kind: Kind | None = None

    def field(self, part: type, key: str, words: Iterable[str]) -> object:
        """Return what the words typed for a field mean: text, a list or a mapping of text.

        Raises `UsageProblem`, `NotFound` or `Ambiguous`.
        """
        kind = field_type(part, key)
        values = [self.value(part, key, word) for word in words]
        if is_list(kind) or len(values) > 1:
            if not is_list(kind) and key != "grounds":
                return _joined(key, values)
            return values
        return values[0] if values else ""

    def value(self, part: type, key: str, word: str) -> object:
        """Return what one word typed for a field means."""
        special = SPECIAL.get((part, key))
        if special is not None:
            return special(self, word)
        mark = read_mark(field_type(part, key))
        if mark is not None and mark.words == "date":
            return _dates(word, self.today)
        if mark is not None and mark.words.startswith("state"):
            return self.state(word)
        if mark is not None and "enum" in mark.schema:
            return one_word(word, mark.schema["enum"], key)
        return word

    def state(self, word: str) -> str:
        """Return a state by code or by its name in any language."""
        if word in (UNKNOWN, STATELESS) or is_withheld(word):
            return word
        code = find_state(word, self.vocabulary.states)
        if code is None:
            names = {n: c for c, n in _state_names(self.vocabulary)}
            near = get_close_matches(word, names, n=1)
            hint = f"did you mean {near[0]} ({names[near[0]]})?" if near else "for example KZ"
            raise UsageProblem("there is no state of this name", hint)
        return code

    def event(self, word: str) -> str:
        """Return the id of the event that a full id or a unique beginning of one means."""
        return entry(word, [event.id for event in self.case.events], "event")

    def source(self, word: str) -> str:
        """Return the id of the source that a full id or a unique beginning of one means."""
        return entry(word, [source.id for source in self.case.sources], "source")

    def person(self, word: str) -> str:
        """Return the id of a person: by id, by the beginning of one, or by name."""
        ids = [person.id for person in self.case.people]
        called = people_called(self.case, word)
        if word not in ids and len(called) == 1:
            return called[0]
        if word not in ids and len(called) > 1:
            raise Ambiguous("this fits several people", called, word)
        return entry(word, ids, "person")

    def outcome(self, word: str) -> str:
        """Return the code of an outcome of the kind."""
        return self._coded(word, "outcome")

    def ground(self, word: str) -> str:
        """Return the code of one of the grounds of the kind."""
        return self._coded(word, "grounds")

    def body(self, word: str) -> str:
        """Return the code of an international body, whatever the size of its letters."""
        known = {code.casefold(): code for code in self.vocabulary.words("bodies")}
        return known.get(word.casefold(), word)

    def _coded(self, word: str, field: str) -> str:
        if self.kind is None:
            return word
        code = self.kind.outcome(word) if field == "outcome" else self.kind.ground(word)
        if code is None:
            codes = self.kind.outcomes if field == "outcome" else self.kind.grounds
            known = sorted(set((codes or {}).values()))
            hint = f"one of {', '.join(known)}" if known else f"{self.kind.code} takes none"
            raise UsageProblem(f"{self.kind.code} has no such {field}", hint)
        return code


def entry(word: str, ids: Iterable[str], what: str) -> str:
    """Return the one id that is a word or begins with it. Raises `NotFound` or `Ambiguous`."""
    known = list(ids)
    if word in known:
        return word
    found = [one for one in known if word and one.startswith(word)]
    if len(found) > 1:
        raise Ambiguous(f"this fits {len(found)} entries of this case", found, word)
    if not found:
        hint = f"its ids: {', '.join(known[:MOST_OFFERED])}" if known else "it has none yet"
        raise NotFound(f"there is no such {what} in this case", hint)
    return found[0]


def one_word(word: str, choices: Any, what: str) -> str:  # noqa: ANN401 - out of a JSON Schema
    """Return one of a few words, whatever the size of its letters. Raises `UsageProblem`."""
    folded = {str(choice).casefold(): str(choice) for choice in choices}
    if word.casefold() in folded:
        return folded[word.casefold()]
    near = get_close_matches(word.casefold(), folded, n=1)
    hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(folded.values())}"
    raise UsageProblem(f"{what}: there is no such word", hint)


def date_text(word: str, today: dt.date) -> str:
    """Return a date as it stands in a file. Raises `UsageProblem`."""
    try:
        return read_date(word, today).text
    except DateError as error:
        raise UsageProblem(error.message, error.hint) from error


def _dates(word: str, today: dt.date) -> object:
    """A date; `person=DATE` and `counsel=DATE` where a decision was served on both."""
    key, equals, rest = word.partition("=")
    if equals and key in ("person", "counsel"):
        return {key: date_text(rest, today)}
    return date_text(word, today)


def _joined(key: str, values: list[object]) -> object:
    """Join what was typed for the parts of one value; a single value takes no second one."""
    if all(isinstance(value, Mapping) for value in values):
        return {
            name: text
            for value in values
            if isinstance(value, Mapping)
            for name, text in value.items()
        }
    raise UsageProblem(f"{key} takes one value", "give it once")


def _state_names(vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    return ((code, name) for code, names in vocabulary.states.items() for name in names.values())


def _count(_typist: Typist, word: str) -> object:
    """A number of people, or a range: ``28-29``."""
    found = RANGE.fullmatch(word.strip())
    return {"min": found[1], "max": found[2]} if found else word


def _link(_typist: Typist, word: str) -> object:
    return {"to": word}


def _kind_code(typist: Typist, word: str) -> object:
    return kind_named(typist.vocabulary, word, ()).code


def _track(typist: Typist, word: str) -> object:
    return one_word(word, typist.vocabulary.tracks, "against")


SPECIAL: dict[tuple[type, str], Callable[[Typist, str], object]] = {
    (Event, "kind"): _kind_code,
    (Event, "people"): Typist.person,
    (Event, "outcome"): Typist.outcome,
    (Event, "grounds"): Typist.ground,
    (Event, "body"): Typist.body,
    (Event, "of"): Typist.event,
    (Event, "after"): Typist.event,
    (Event, "against"): _track,
    (Event, "count"): _count,
    (Event, "links"): _link,
    (Claims, "kind"): _kind_code,
    (Claims, "outcome"): Typist.outcome,
    (Claims, "grounds"): Typist.ground,
    (Claims, "count"): _count,
    (Claims, "body"): Typist.body,
    (Person, "count"): _count,
    (Source, "kind"): lambda typist, word: source_kind(typist.vocabulary, word),
    (Source, "mirror_of"): Typist.source,
    (Case, "links"): _link,
}
"""Fields whose words mean more than their type tells."""


def kind_named(vocabulary: Vocabulary, word: str, fields: Iterable[str]) -> Kind:
    """Return the kind that a word means; ``fields`` are those given with it.

    Raises `Ambiguous` with the codes that it may mean, or `UsageProblem`.
    """
    found = [kind for kind in vocabulary.resolve(word, tuple(fields)) if not kind.input_only]
    if len(found) == 1:
        return found[0]
    if found:
        raise Ambiguous("this word means several kinds", [kind.code for kind in found], word)
    near = vocabulary.nearest(word)
    hint = f"did you mean {near}?" if near else "caseledger vocabulary lists them"
    raise UsageProblem("there is no kind of this name", hint)


def source_kind(vocabulary: Vocabulary, word: str) -> str:
    """Return the kind of source that a word means: its code, a short name, or its label."""
    found = vocabulary.source_kind(word)
    if found is None:
        near = get_close_matches(word.casefold(), vocabulary.words("sources"), n=1)
        hint = f"did you mean {near[0]}?" if near else "for example media, court-decision, phone"
        raise UsageProblem("there is no such kind of source", hint)
    return found
