"""Open questions, days ahead and entries to come, each with what would follow and the command."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseledger.domain.dates import CaseDate
from caseledger.domain.foreseeing import Move, Turn
from caseledger.domain.hypothesis import AddEvent, SetField
from caseledger.domain.questions import Answer, Decider, Outcome
from caseledger.render.alert_words import FIELDS
from caseledger.render.claim_words import ClaimWords, written
from caseledger.render.commands import command, lines
from caseledger.render.date_words import day_words
from caseledger.render.why_phrases import Phrases, capital
from caseledger.render.why_words import ANSWERS, QUESTIONS, TURNS
from caseledger.render.wording import small


@dataclass(frozen=True, slots=True)
class Told:
    """A possibility in words, with what records it: a command, or lines of `ledger.yaml`."""

    text: str
    command: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words for what is open, and for what lies ahead."""

    phrases: Phrases

    def question(self, decider: Decider) -> str:
        """Ask a question."""
        phrases, question = self.phrases, decider.question
        lang = phrases.speech.lang
        events = phrases.events(question.events)
        shield, doubts = question.shield, ""
        if shield is not None:
            doubts = phrases.doubts(shield)
        named = phrases.shield(shield) if shield else ""
        text = QUESTIONS[lang][question.sort].format(
            event=phrases.quoted(events[0]) if events else "",
            other=phrases.quoted(events[-1]) if events else "",
            date=phrases.speech.date(events[0].date) if events else "",
            field=FIELDS[lang].get(question.field, question.field),
            day=day_words(phrases.wording.day, lang),
            shield=named,
            doubts=doubts,
            track=small(phrases.speech.vocabulary.word("tracks", question.track, lang)),
            host=phrases.state(shield.host) if shield else "",
        )
        return capital(text)

    def answers(self, decider: Decider) -> Iterator[Told]:
        """Say what each answer gives, and what records it; law that is alike is shown once."""
        life, word = self.phrases.reasons.one.life, self.phrases.word
        for number, answer in enumerate(decider.answers):
            change = answer.option.change
            text = word("gives", self._answer(decider, answer), self.outcome(answer.outcome))
            law = lines(change)
            if law:
                key = answer.option.key
                law = (word("likewise", key),) if number else (word("ledger"), *law)
            yield Told(text, command(change, life), law)

    def _answer(self, decider: Decider, answer: Answer) -> str:
        option, question = answer.option, decider.question
        source = option.change.values[0] if isinstance(option.change, SetField) else ""
        kind = option.change.kind if isinstance(option.change, AddEvent) else ""
        return ANSWERS[self.phrases.speech.lang][f"{question.sort}.{option.key}"].format(
            source=source, value=self._value(question.field, option.value), kind=self._kind(kind)
        )

    def _value(self, field: str, value: object) -> str:
        """Say the value of an option: a date, a field of a source, or an entry."""
        if isinstance(value, CaseDate):
            return self.phrases.speech.date(value)
        event = self.phrases.reasons.one.event(str(value))
        if not field:
            return self.phrases.quoted(event) if event else ""
        meaning = ClaimWords(self.phrases.speech).meaning(value, field, event)
        return meaning or written(value) or self.phrases.wording.words["unknown"]

    def _kind(self, code: str) -> str:
        kind = self.phrases.speech.vocabulary.kind(code)
        return small(kind.label(self.phrases.speech.lang)) if kind else code

    def outcome(self, outcome: Outcome) -> str:
        """Name the standings that would be possible."""
        labels = self.phrases.labels(outcome.possible)
        text = self.phrases.joined(labels, "or")
        if outcome.possible == self.phrases.reasons.standing.possible:
            text = self.phrases.word("still", text)
        return text if outcome.complete else self.phrases.word("bounded", text)

    def turn(self, turn: Turn) -> str:
        """Say from when something else would be possible, and by what."""
        phrases = self.phrases
        shield = phrases.shield(turn.shield) if turn.shield else ""
        when = TURNS[phrases.speech.lang][turn.cause].format(
            day=day_words(turn.day, phrases.speech.lang),
            shield=shield,
            refs=phrases.refs([turn.event]) if turn.event else "",
        )
        return phrases.word("gives", when, self.outcome(turn.outcome))

    def move(self, move: Move) -> Told:
        """Say what an entry would change."""
        text = self.phrases.word(
            "gives", capital(self._kind(move.change.kind)), self.outcome(move.outcome)
        )
        return Told(text, command(move.change, self.phrases.reasons.one.life))
