"""Deadlines among the rows of a timeline, in words."""

from collections.abc import Iterator

from caseledger.domain.deadlines.deadline import MISSED, Deadline
from caseledger.domain.deadlines.term_ends import CUSTODY, VALIDITY
from caseledger.domain.timeline import Due, Timeline
from caseledger.render.deadline_lines import titled
from caseledger.render.deadline_words import STYLES, DeadlineWords
from caseledger.render.screen import Screen, Span, visible

WORDS = {
    "en": {
        "due": "due: {}",
        "not-met": "not met",
        "missed": "not met: {}",
    },
    "ru": {
        "due": "срок: {}",
        "not-met": "не соблюдён",
        "missed": "не соблюдён: {}",
    },
}


def obligation(due: Due, story: Timeline, words: DeadlineWords, screen: Screen) -> Iterator[Span]:
    """Say what must be done, for whom and by whom; and that it was not, where its day is over."""
    one = due.one
    yield (visible(WORDS[words.lang]["due"].format(titled(one, words))), "")
    if len(due.people) < len(story.case.people):
        named = ", ".join(person.label for person in story.people if person.id in due.people)
        yield (f" {screen.sign('–', '-')} {visible(named)}", "strong")
    beside = [text for text in (words.who(one), *words.marks(one)) if text]
    if beside:
        yield (visible(f" · {' · '.join(beside)}"), "quiet")
    if not due.ahead:
        yield (f" ({_passed(one, words)})", STYLES.get(one.state, ""))


def _passed(one: Deadline, words: DeadlineWords) -> str:
    """Say that nothing met it, and what may be said then; a paper simply has no successor."""
    missed = words.missed(one) if one.state == MISSED else ""
    if missed:
        return WORDS[words.lang]["missed"].format(missed)
    if one.term in (CUSTODY, VALIDITY):
        return words.wording.speech.word("no-word")
    return WORDS[words.lang]["not-met"]
