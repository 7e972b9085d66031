"""Events in words: what happened, to whom, and what sources say differently."""

from dataclasses import dataclass

from caseledger.domain.case import Case, Count, Event, Person, Place
from caseledger.domain.dates import CaseDate
from caseledger.domain.kind import Kind
from caseledger.domain.states import state_name
from caseledger.domain.timeline import Differing, Row
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.date_words import in_words

STATES = ("country", "by", "from_", "to")
"""Attributes of an event that hold a state."""

WORDS = {
    "en": {
        "ends": "ends",
        "says": "but {source} says {value}",
        "alleged": "alleged",
        "scheduled": "scheduled",
        "refuted": "refuted",
        "cancelled": "cancelled",
        "no-word": "no word since",
        "until": "until {date}",
        "fixed": "for {date}",
        "known": "known {date}",
        "served": "served {date}",
        "people": "people",
        "person": "person",
        "absent": "in absentia",
    },
    "ru": {
        "ends": "истекает",
        "says": "но {source}: {value}",
        "alleged": "не подтверждено",
        "scheduled": "назначено",
        "refuted": "опровергнуто",
        "cancelled": "отменено",
        "no-word": "исход неизвестен",
        "until": "до {date}",
        "fixed": "на {date}",
        "known": "известно {date}",
        "served": "вручено {date}",
        "people": "чел.",
        "person": "чел.",
        "absent": "заочно",
    },
}


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one vocabulary in one language."""

    vocabulary: Vocabulary
    lang: str

    def word(self, key: str, **values: str) -> str:
        """Return one of the fixed phrases, filled in."""
        return WORDS[self.lang][key].format(**values)

    def state(self, code: str) -> str:
        """Name a state."""
        return state_name(code, self.lang, self.vocabulary.states)

    def date(self, date: CaseDate) -> str:
        """Say a date."""
        return in_words(date, self.lang)

    def event(self, event: Event, kind: Kind | None) -> str:
        """Say what happened, with the states in it."""
        if kind is None:
            return f"{event.kind}{self._route(event)}"
        names = {
            attribute.rstrip("_"): self.state(str(code))
            for attribute in STATES
            if (code := getattr(event, attribute))
        }
        names |= (
            {"body": self.vocabulary.word("bodies", event.body, self.lang)} if event.body else {}
        )
        label, sentence = kind.label(self.lang), kind.sentence(self.lang, names)
        return f"{label}{self._route(event)}" if sentence == label else sentence

    def told(self, event: Event, kind: Kind | None) -> str:
        """Say what happened, and to how many of a group, where nobody is named beside it."""
        count = f", {self.heads(event.count)}" if event.count else ""
        return f"{self.event(event, kind)}{count}"

    def _route(self, event: Event) -> str:
        """The states and the body of an event, behind a phrase that does not name them."""
        start, end = event.from_ or event.country, event.to
        words = " → ".join(self.state(code) for code in (start, end) if code)
        words = f"{words} ← {self.state(event.by)}" if event.by and words else words
        body = self.vocabulary.word("bodies", event.body, self.lang) if event.body else ""
        found = ", ".join(text for text in (words, body) if text)
        return f" ({found})" if found else ""

    def details(self, event: Event, kind: Kind | None) -> list[str]:
        """Say what else the entry holds, in the order in which a lawyer asks for it."""
        codes = [(kind and kind.outcome(event.outcome)) or event.outcome] if event.outcome else []
        codes += [(kind and kind.ground(ground)) or ground for ground in event.grounds]
        found = [self.vocabulary.term(code, self.lang) for code in codes]
        found += [self.word("absent")] if event.in_absentia == "yes" else []
        found += [*event.charges, *(text for text in (event.authority, event.reference) if text)]
        if event.for_ and event.state != "scheduled":
            found.append(self.word("fixed", date=self.date(event.for_)))
        found += self._days(event)
        return found

    def _days(self, event: Event) -> list[str]:
        served = event.served and (event.served.person or event.served.counsel)
        days = (("until", event.until), ("served", served), ("known", event.known))
        return [self.word(key, date=self.date(day)) for key, day in days if day]

    def differing(self, one: Differing) -> str:
        """Say what a source states instead of the entry."""
        return self.word("says", source=one.source, value=self._value(one))

    def _value(self, one: Differing) -> str:
        value = one.value
        if isinstance(value, CaseDate):
            return self.date(value)
        if one.field == "kind":
            kind = self.vocabulary.kind(str(value))
            return kind.label(self.lang) if kind else str(value)
        if one.field in ("country", "by", "from", "to"):
            return self.state(str(value))
        if isinstance(value, Count):
            return self.heads(value)
        if isinstance(value, Place):
            return value.name or "?"
        return ", ".join(value) if isinstance(value, tuple) else str(value)

    def whom(self, row: Row, case: Case) -> str:
        """Name the people of an event in a case of several, unless it concerns them all.

        A group is named wherever the event says how many of it: they need not be all.
        """
        people = [person for person in case.people if person.id in row.people]
        counted = row.event.count and any(person.kind == "group" for person in people)
        if not counted and (len(case.people) == 1 or len(people) == len(case.people)):
            return ""
        return ", ".join(self.person(person, row.event) for person in people)

    def person(self, person: Person, event: Event | None = None) -> str:
        """Name a person, or a group with how many people it stands for."""
        count = (event.count if event and person.kind == "group" else None) or person.count
        return f"{person.label} ({self.heads(count)})" if count else person.label

    def heads(self, count: Count) -> str:
        """Say how many people, as a range where that is not known."""
        return f"{count_words(count)} {self.word('person' if count.max == 1 else 'people')}"


def count_words(count: Count) -> str:
    """Say how many, as a range where it is one."""
    return str(count.min) if count.min == count.max else f"{count.min}-{count.max}"
