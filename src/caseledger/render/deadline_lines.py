"""Deadlines in one line of another page: what, whose, who must act, and what is not certain."""

from collections.abc import Collection

from caseledger.domain.case import Person
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.render.deadline_phrases import STATUSES
from caseledger.render.deadline_words import DeadlineWords
from caseledger.render.deadlines import Item
from caseledger.render.law_words import UNVERIFIED

MORE = {
    "en": "{count} more: {command}",
    "ru": "ещё {count}: {command}",
}


def item_words(item: Item, words: DeadlineWords, people: Collection[Person]) -> str:
    """Say all that stands beside the day; whose it is only where it is not that of all people."""
    return _joined(words.title(item.one), words.state(item.one), item, words, people)


def near_words(item: Item, words: DeadlineWords, people: Collection[Person]) -> str:
    """Say the same in a list of what is near, where its state needs no words."""
    return _joined(titled(item.one, words), "", item, words, people)


def _joined(
    title: str, state: str, item: Item, words: DeadlineWords, people: Collection[Person]
) -> str:
    named = ", ".join(words.wording.speech.person(person) for person in item.people)
    whose = named if len(item.people) < len(people) else ""
    parts = (title, whose, words.who(item.one), state, *words.marks(item.one))
    return " · ".join(filter(None, parts))


def titled(one: Deadline, words: DeadlineWords) -> str:
    """Say what must be done, with a question mark where it is not certain that it must."""
    title = words.title(one)
    return title if one.certain else words.words["uncertain"].format(title)


def doubts_of(one: Deadline, words: DeadlineWords) -> list[str]:
    """Say without what a day must not be shown even in few words."""
    doubts = [words.words["provisional"]] if one.provisional else []
    return [*doubts, STATUSES[words.lang]["unverified"]] if one.status in UNVERIFIED else doubts


def more_words(count: int, command: str, lang: str) -> str:
    """Say how many are left out, and the command that lists them."""
    return MORE[lang].format(count=count, command=command)
