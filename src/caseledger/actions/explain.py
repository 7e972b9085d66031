"""What `explain` does: the topics of the manual that words mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

from caseledger.actions.desk import ledger_of
from caseledger.domain.manual import SORTS, Manual, Topic, meant, nearest
from caseledger.errors import Ambiguous, NotFound
from caseledger.store.catalogue import load_manual, load_vocabulary
from caseledger.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Explained:
    """What was found. ``topic`` is set where the words meant one thing: then its page is due.

    ``ledger`` is the one whose own kinds and law are included, None outside of any.
    """

    manual: Manual
    topics: tuple[Topic, ...]
    topic: Topic | None
    ledger: Ledger | None


def explain(folder: Path, today_in: Callable[[str], Day], words: Sequence[str] = ()) -> Explained:
    """Find what words mean; all topics without any, those of a sort by its name.

    Works outside a ledger too. Raises `NotFound`, or `Ambiguous` with what the words may mean.
    """
    ledger = ledger_of(folder, today_in)
    manual = Manual(ledger.vocabulary if ledger else load_vocabulary(), load_manual())
    sort = _sort(words)
    if not words or sort:
        topics = manual.of_sort(sort) if sort else manual.topics
        return Explained(manual, topics, None, ledger)
    topic = _one(manual, words)
    return Explained(manual, (topic,), topic, ledger)


def _sort(words: Sequence[str]) -> str:
    """Return the sort that a single word names, in singular or plural, or nothing."""
    word = words[0].casefold() if len(words) == 1 else ""
    return next((sort for sort in SORTS if word in (sort, f"{sort}s")), "")


def _one(manual: Manual, words: Sequence[str]) -> Topic:
    found = meant(manual, words)
    if len(found) > 1:
        codes = [topic.code for topic in found]
        candidates = [one.code if codes.count(one.code) == 1 else one.title for one in found]
        raise Ambiguous(f"this may mean {len(found)} things", candidates, " ".join(words))
    if not found:
        near = nearest(manual, words)
        hint = f"did you mean {near}?" if near else "caseledger explain lists what there is"
        raise NotFound("the manual has nothing of this name", hint)
    return found[0]
