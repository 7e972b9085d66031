"""What `vocabulary` does: the kinds that a word means."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

from caseledger.actions.desk import ledger_of
from caseledger.actions.status import tracks_of
from caseledger.domain.kind import Kind
from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import NotFound
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds found. ``entry`` is set where the word meant one of them: then its whole entry is due.

    ``ledger`` is the one whose own kinds are included, None outside of any.
    """

    vocabulary: Vocabulary
    kinds: tuple[Kind, ...]
    entry: Kind | None
    ledger: Ledger | None


def kinds(folder: Path, today_in: Callable[[str], Day], word: str | None) -> Kinds:
    """Return the kinds that a word means, all without one. Works outside a ledger too.

    A word is a kind, its short name or label, a track, or text in any of them. Raises `NotFound`.
    """
    ledger = ledger_of(folder, today_in)
    vocabulary = ledger.vocabulary if ledger else load_vocabulary()
    found = _found(vocabulary, " ".join(word.split())) if word else vocabulary.kinds
    if not found:
        near = vocabulary.nearest(word or "")
        hint = f"did you mean {near}?" if near else "caseledger vocabulary lists them all"
        raise NotFound("no kind of event has such a name", hint)
    entry = found[0] if word and len(found) == 1 else None
    return Kinds(vocabulary, found, entry, ledger)


def _found(vocabulary: Vocabulary, word: str) -> tuple[Kind, ...]:
    if word in tracks_of(vocabulary):
        return tuple(kind for kind in vocabulary.kinds if kind.track == word)
    return vocabulary.resolve(word) or _holding(vocabulary, word.casefold())


def _holding(vocabulary: Vocabulary, text: str) -> tuple[Kind, ...]:
    """Kinds whose code, short names or labels hold a text."""
    return tuple(
        kind
        for kind in vocabulary.kinds
        if any(text in name.casefold() for name in (kind.code, *kind.names, *kind.labels.values()))
    )
