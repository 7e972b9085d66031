"""The pieces of sentences about a standing: threats, shields, doubts, the entries behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseledger.domain.case import Event
from caseledger.domain.doubts import ENTRIES, Doubt
from caseledger.domain.enforceability import APPEAL_WINDOW, ENFORCEABLE
from caseledger.domain.reasons import Bar, Reasons, Threat
from caseledger.domain.states import as_written, is_withheld
from caseledger.domain.world import NOWHERE, Exposure, Shield
from caseledger.render.date_words import day_words
from caseledger.render.sentences import Speech
from caseledger.render.why_words import DOUBTS, SHIELDS, THREATS, WORDS
from caseledger.render.wording import Wording

MOST_NAMED = 4
"""Of so many entries each is named behind one phrase; of more only the last ones."""

SCHEDULED = "scheduled"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The reasons for one standing, and the pieces of the sentences about it."""

    reasons: Reasons
    wording: Wording

    @property
    def speech(self) -> Speech:
        """The words of the vocabulary."""
        return self.wording.speech

    def word(self, key: str, *values: object, **named: object) -> str:
        """Return one of the fixed phrases, filled in."""
        return WORDS[self.speech.lang][key].format(*values, **named)

    def events(self, keys: Iterable[str]) -> tuple[Event, ...]:
        """The entries of some ids, those that are there."""
        found = (self.reasons.one.event(key) for key in dict.fromkeys(keys))
        return tuple(event for event in found if event is not None)

    def joined(self, parts: Sequence[str], how: str = "and") -> str:
        """Join words as in a sentence: ``a, b and c``."""
        *others, last = parts
        return self.word(how, ", ".join(others), last) if others else last

    def labels(self, codes: Iterable[str]) -> list[str]:
        """Name standings as things that are spoken of."""
        return [self.word("label", self.wording.label(code)) for code in codes]

    # Entries

    def happening(self, event: Event) -> str:
        """Say what an entry tells."""
        return self.speech.told(event, self.speech.vocabulary.kind(event.kind))

    def refs(self, keys: Iterable[str]) -> str:
        """Name entries with their sources: ``c3d4f, press1; f5g6h, ngo1``."""
        events = self.events(keys)
        last = events[-MOST_NAMED:]
        found = [", ".join([e.id, *self._sources(e)]) for e in last]
        return "; ".join([*(["..."] if len(last) < len(events) else []), *found])

    def _sources(self, event: Event) -> list[str]:
        cited = [citation.source for citation in event.sources]
        return cited or [self.word("unsourced")]

    def quoted(self, event: Event) -> str:
        """Say an entry inside a sentence: what it tells, its id and its sources."""
        marks = "«{}»" if self.speech.lang == "ru" else '"{}"'
        return f"{marks.format(self.happening(event))} ({self.refs([event.id])})"

    # Threats

    def threat(self, threat: Threat) -> str:
        """Say a threat with its entries: ``Uzbekistan's request (c3d4f, press1)``."""
        exposure = threat.exposure
        russian, named = self.speech.lang == "ru", self._other(exposure)
        fixed = self._fixed(exposure)
        text = self._threat(exposure, named)
        if fixed and not russian:
            text = self.word("fixed", text, fixed)
        inside = [named or self.word("state"), fixed] if russian else []
        inside += [self.refs(exposure.events)]
        perhaps = exposure.level == ENFORCEABLE and not threat.now.sure_level
        inside += [self.word("perhaps-enforceable")] if perhaps else []
        inside += [] if threat.certain else [self.word("not-certain")]
        return f"{text} ({'; '.join(filter(None, inside))})"

    def _threat(self, exposure: Exposure, named: str) -> str:
        phrase = THREATS[self.speech.lang].get((exposure.track, exposure.level))
        if phrase is None:
            return self.wording.threat(exposure)
        whose = self.word(
            "whose-s" if named.endswith("s") else "whose", named or self.word("state")
        )
        return phrase.format(whose=whose, to=self.word("to", named) if named else "")

    def _fixed(self, exposure: Exposure) -> str:
        """The day that is fixed for a handover, or nothing."""
        fixed = [event.for_ for event in self.events(exposure.events) if event.for_]
        return self.speech.date(fixed[-1]) if exposure.level == SCHEDULED and fixed else ""

    def _other(self, exposure: Exposure) -> str:
        """The other state of a threat; nothing where it is not known or not told."""
        other = as_written(exposure.other)
        if is_withheld(other):
            return self.word("withheld")
        return "" if other in ("", NOWHERE) else self.speech.state(other)

    def state(self, code: str) -> str:
        """Name a state."""
        return self.speech.state(as_written(code))

    # Shields

    def shield(self, shield: Shield) -> str:
        """Say a shield with its end and its entry."""
        russian = self.speech.lang == "ru"
        last = shield.until.latest if shield.until else None
        told = self.wording.end(shield.until) if last and last >= self.wording.day else ""
        body = self._body(shield) if russian else ""
        valid = "runs" if shield.kind == APPEAL_WINDOW else "valid"
        inside = [body, self.word(valid, told) if told and russian else ""]
        text = self._label(shield) if russian else self.shield_name(shield)
        if told and not russian:
            text = self.word(valid, text, told)
        refs = self.refs([shield.event])
        return f"{text} ({'; '.join([*filter(None, inside), refs])})"

    def shield_name(self, shield: Shield) -> str:
        """Name a shield, with its body: ``an interim measure of the UN Committee ...``."""
        text = self._label(shield)
        return self.word("of-body", text, self._body(shield)) if shield.body else text

    def _label(self, shield: Shield) -> str:
        label = self.speech.vocabulary.word("shields", shield.kind, self.speech.lang)
        return SHIELDS.get(shield.kind, label) if self.speech.lang == "en" else label

    def _body(self, shield: Shield) -> str:
        return self.speech.vocabulary.word("bodies", shield.body, self.speech.lang)

    def bar(self, bar: Bar) -> str:
        """Say a shield that is a bar only perhaps, and why only perhaps."""
        return self.doubted(bar.shield.shield, is_open=bar.open)

    def doubted(self, shield: Shield, *, is_open: bool = False) -> str:
        """Say a shield and every doubt about it."""
        doubts, named = self.doubts(shield, is_open=is_open), self.shield(shield)
        return self.word("which", shield=named, doubts=doubts) if doubts else named

    def doubts(self, shield: Shield, *, is_open: bool = False) -> str:
        """Say why a shield is not certain."""
        told = [self._doubt(one, shield) for one in self.reasons.doubts.get(shield.key, ())]
        told += [DOUBTS[self.speech.lang]["open"]] if is_open else []
        return self.joined(told) if told else ""

    def _doubt(self, doubt: Doubt, shield: Shield) -> str:
        words = DOUBTS[self.speech.lang]
        phrase = words["missing" if doubt.cause == ENTRIES and not doubt.events else doubt.cause]
        quoted = [self.quoted(event) for event in self.events(doubt.events)]
        return phrase.format(
            day=day_words(doubt.day, self.speech.lang) if doubt.day else "?",
            days=doubt.days,
            events=self.joined(quoted) if quoted else "?",
            refs=self.refs(doubt.events),
            host=self.state(shield.host),
        )

    # What holds a threat off

    def held_off(self, threat: Threat) -> str:
        """Say of a threat what holds it off, or may, or that nothing does."""
        words = self.speech.vocabulary
        sure = [bar.shield.shield for bar in threat.bars if bar.certain]
        statuses = [shield for shield in sure if words.is_status(shield.kind)]
        unsure = [self.bar(bar) for bar in threat.bars if not bar.certain]
        named = self.threat(threat)
        if not sure:
            return self._perhaps(named, unsure)
        key = "held" if statuses else "only"
        if statuses and self.reasons.standing.code == "threatened":
            key = "yet" if threat.exposure.level in ("enforceable", SCHEDULED) else "held"
        told = [self.shield(shield) for shield in statuses or sure]
        held = self._filled(key, told, threat=named, sure=self.joined(told))
        return self.word("also", held=held, unsure=self.joined(unsure)) if unsure else held

    def _perhaps(self, named: str, unsure: Sequence[str]) -> str:
        if not unsure:
            return self.word("none", threat=named)
        maybe = "; ".join(self.word("maybe", one) for one in unsure)
        return self.word("perhaps", threat=named, unsure=maybe)

    def _filled(self, key: str, told: Sequence[str], **values: str) -> str:
        """Fill a phrase; Russian verbs agree with how many things are told."""
        stands = WORDS[self.speech.lang].get("stands" if len(told) == 1 else "stand", "")
        return self.word(key, stands=stands, **values)


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
