"""Whether two cases say the same: what differs is only how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from caseledger.domain.case import Case, Claims, Event
from caseledger.domain.dates import CaseDate
from caseledger.domain.kind import Kind
from caseledger.domain.vocabulary import Vocabulary


def say_the_same(one: Case, other: Case, vocabulary: Vocabulary) -> bool:
    """Compare two cases as they are meant.

    Former names of kinds, aliases of outcomes and grounds, and dates in a form that is only read
    (``../2024``) are what they stand for; everything else must be equal, the order of entries too.
    """
    return _Meaning(vocabulary).of(one) == _Meaning(vocabulary).of(other)


class _Meaning:
    """Values turned into what they mean, so that they can be compared."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def of(self, value: object, kind: Kind | None = None) -> object:
        """Return what a value means; ``kind`` is that of the event in which it stands."""
        if isinstance(value, CaseDate):
            return value.canonical
        if isinstance(value, tuple):
            return [self.of(member, kind) for member in value]
        if isinstance(value, Mapping):
            return {key: self.of(member, kind) for key, member in value.items()}
        if is_dataclass(value):
            return (type(value), self._part(value, kind))
        return value

    def _part(self, part: Any, kind: Kind | None) -> dict[str, object]:  # noqa: ANN401 - any part
        told = isinstance(part, Event | Claims)
        if told and part.kind is not None:
            kind = self._vocabulary.kind(part.kind)
        found = {one.name: self.of(getattr(part, one.name), kind) for one in fields(part)}
        if told and kind is not None:
            found["kind"] = part.kind and kind.code
            found["outcome"] = part.outcome and (kind.outcome(part.outcome) or part.outcome)
            grounds = part.grounds
            found["grounds"] = grounds and [kind.ground(one) or one for one in grounds]
        return found
