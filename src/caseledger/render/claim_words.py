"""Claims and decisions in words: a value as it is written and what it means, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from caseledger.domain.case import Case, Count, Event, Place
from caseledger.domain.claims import Claim, Entry, Witness
from caseledger.domain.conflicts import Conflict, Sort
from caseledger.domain.dates import CaseDate, Precision
from caseledger.domain.states import UNKNOWN
from caseledger.render.date_words import WEEKDAYS, in_words
from caseledger.render.sentences import Speech, count_words

WORDS = {
    "en": {
        "differ": "sources differ",
        "weekday": "the weekday does not fit the date",
        "order": "the order of the days cannot be",
        "count": "more people than there are",
        "entry": "the entry",
        "quote": "quote",
        "locator": "place in the source",
        "note": "note of the entry",
        "source": "published itself",
        "nothing": "says nothing",
        "unsourced": "no source",
        "reprint": "reprint of {}",
        "reliability": "reliability: {}",
        "witness": "counts as one witness",
        "doubted": "not believed, makes nothing uncertain",
        "matters": "matters for where somebody stands",
        "open": "open; to follow a source: {}",
        "keep": "open; the format keeps no decision here: correct the entry, or what is cited",
        "uncited": "open; cite a source of this case, then say which one to follow",
        "decided": "resolved: {source} is followed ({value})",
        "silent": "resolved: {source} is preferred, but says nothing about this",
        "none": "no contradictions",
        "none-read": "no contradictions in what can be read; something is left out",
        "count-all": "contradictions: {}",
        "count-open": "open: {}",
        "count-matters": "that matter for where somebody stands: {}",
    },
    "ru": {
        "differ": "источники расходятся",
        "weekday": "день недели не соответствует дате",
        "order": "такая последовательность дней невозможна",
        "count": "людей больше, чем есть",
        "entry": "запись",
        "quote": "цитата",
        "locator": "место в источнике",
        "note": "примечание записи",
        "source": "опубликован",
        "nothing": "не указано",
        "unsourced": "без источника",
        "reprint": "перепечатка {}",
        "reliability": "надёжность: {}",
        "witness": "считается одним свидетельством",
        "doubted": "не учитывается, неопределённости не создаёт",
        "matters": "существенно для чьего-либо положения",
        "open": "не решено; чтобы следовать источнику: {}",
        "keep": "не решено; формат здесь решений не хранит: исправьте запись или ссылку",
        "uncited": "не решено; укажите источник из этого дела, затем выберите, какому следовать",
        "decided": "решено: следуем {source} ({value})",
        "silent": "решено: предпочтён {source}, но он об этом ничего не говорит",
        "none": "противоречий нет",
        "none-read": "в прочитанном противоречий нет; часть записей не учтена",
        "count-all": "противоречий: {}",
        "count-open": "не решено: {}",
        "count-matters": "существенно для чьего-либо положения: {}",
    },
}

STATE_FIELDS = frozenset({"country", "by", "from", "to", "citizenship"})


def written(value: object) -> str:
    """Write a value as it stands in a file, in one line."""
    if isinstance(value, CaseDate):
        return value.text
    if isinstance(value, Count):
        return count_words(value)
    if isinstance(value, Place):
        return value.name or "?"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The words for the claims of one language."""

    speech: Speech

    def word(self, key: str, *values: object, **named: object) -> str:
        """Return one of the fixed phrases, filled in."""
        return WORDS[self.speech.lang][key].format(*values, **named)

    def value(self, claim: Claim, case: Case, sort: Sort) -> str:
        """Say what is claimed: as it is written, and what that means where it does not tell."""
        if claim.value is None:
            return f"({self.word('nothing')})"
        text = written(claim.value)
        if claim.where in ("quote", "locator", "note"):
            return f"«{text}»" if self.speech.lang == "ru" else f'"{text}"'
        meaning = self.meaning(claim.value, claim.field, _event(case, claim.event))
        if sort is Sort.WEEKDAY and isinstance(claim.value, CaseDate):
            meaning = self._weekday(claim.value) or meaning
        return f"{text} ({meaning})" if meaning and meaning != text else text

    def meaning(self, value: object, field: str, event: Event | None) -> str:
        """Say in words what a code or a date of the format means; nothing where it is plain."""
        vocabulary, lang = self.speech.vocabulary, self.speech.lang
        if isinstance(value, CaseDate):
            plain = value.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
            return "" if plain and value.text[-1].isdigit() else in_words(value, lang)
        if field in STATE_FIELDS:
            codes = value if isinstance(value, tuple) else (value,)
            return ", ".join(self.speech.state(str(code)) for code in codes)
        kind = vocabulary.kind(str(value) if field == "kind" else event.kind if event else "")
        if field == "kind":
            return kind.label(lang) if kind else ""
        if field == "outcome":
            return vocabulary.term((kind and kind.outcome(str(value))) or str(value), lang)
        if field == "state":
            return "" if value == "happened" else self.speech.word(str(value))
        return ""

    def _weekday(self, date: CaseDate) -> str:
        if date.precision is not Precision.DAY or date.earliest is None:
            return ""
        return WEEKDAYS[self.speech.lang][date.earliest.weekday()]

    def who(self, claim: Claim) -> str:
        """Say who claims it: the entry, its sources with their standing, what they are worth."""
        said = [self.word(claim.where)] if claim.where != "says" else []
        sources = ", ".join(map(self.witness, claim.witnesses)) or (
            self.word("unsourced") if claim.where != "note" else ""
        )
        said += [sources] if sources else []
        notes = []
        if claim.independent < len(claim.witnesses):
            notes.append(self.word("witness") if claim.independent == 1 else "")
        if claim.doubted:
            notes.append(self.word("doubted"))
        return "; ".join(filter(None, [": ".join(said), *notes]))

    def witness(self, one: Witness) -> str:
        """Name a source: when it was published, how far it is trusted, what it reprints."""
        told = [self.speech.date(one.published)] if one.published else []
        if one.reliability != UNKNOWN:
            trust = self.speech.vocabulary.word("reliability", one.reliability, self.speech.lang)
            told.append(self.word("reliability", trust))
        told += [self.word("reprint", one.mirror_of)] if one.mirror_of else []
        return f"{one.source} ({', '.join(told)})" if told else one.source

    def entry(self, entry: Entry) -> str:
        """Say which entry it is about."""
        if isinstance(entry, Event):
            return self.speech.event(entry, self.speech.vocabulary.kind(entry.kind))
        return self.speech.person(entry)

    def decision(self, one: Conflict) -> str:
        """Say which source is followed, who decided that, when and why."""
        resolution = one.resolution
        if resolution is None:
            return ""
        value = written(one.followed)
        key = "silent" if one.is_silent else "decided"
        told = [self.word(key, source=resolution.prefer, value=value)]
        told += [resolution.by] if resolution.by else []
        told += [self.speech.date(resolution.on)] if resolution.on else []
        told += [resolution.reason] if resolution.reason else []
        return "; ".join(told)


def _event(case: Case, key: str) -> Event | None:
    return next((event for event in case.events if event.id == key), None)
