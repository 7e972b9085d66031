"""All that is said about one standing, sentence by sentence, each with the entries behind it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caseledger.domain.case import Event
from caseledger.domain.reasons import KINDS, Bar, Reasons, Threat
from caseledger.domain.standing import NO_LAW, ShieldNow
from caseledger.domain.states import as_written
from caseledger.domain.status import days_held
from caseledger.domain.tellings import concerns_all
from caseledger.domain.windows import Window
from caseledger.domain.world import NOWHERE
from caseledger.render.alert_words import alert_sentence
from caseledger.render.card_words import TITLES, custody_words
from caseledger.render.headline import Headline
from caseledger.render.why_phrases import Phrases
from caseledger.render.why_questions import QuestionWords, Told
from caseledger.render.wording import Wording

ADDS = " add event "


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said about something, the entries it rests on, and what would follow from what."""

    about: str
    text: str
    events: tuple[Event, ...] = ()
    style: str = ""
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentences:
    """The reasons for one standing on their way to sentences."""

    phrases: Phrases

    @property
    def _reasons(self) -> Reasons:
        return self.phrases.reasons

    @property
    def _wording(self) -> Wording:
        return self.phrases.wording

    @property
    def _titles(self) -> dict[str, str]:
        return TITLES[self._wording.speech.lang]

    def all(self) -> Iterator[Sentence]:
        """Say it all: the standing, the place, threats, bars or the lack of them, how surely."""
        yield self._standing()
        yield from self._elsewhere()
        yield self._where()
        yield from self._liberty()
        yield from map(self._threat, self._reasons.threats)
        yield from map(self._bar, self._reasons.standing.shields)
        yield from self._without_status()
        yield from self._alerts()
        yield from self._certainty()
        yield self._law()
        yield from self._deciding()
        yield from self._ahead()
        yield from self._moves()

    def _standing(self) -> Sentence:
        since = self._reasons.standing.since
        events = self.phrases.events([since.event]) if since else ()
        about, style = self.phrases.word("standing"), self._reasons.standing.code
        return Sentence(about, Headline(self.phrases).sentence(), events, style)

    def _elsewhere(self) -> Iterator[Sentence]:
        """Say where the entries are, if not in this case, and that the case is closed."""
        one, words = self._reasons.one, self._wording.words
        if one.missing_case or one.person.same_as:
            key = "lost" if one.missing_case else "see"
            yield Sentence(self._titles["file"], words[key].format(one.person.same_as))
        if one.closed:
            yield Sentence(self._titles["file"], words["closed"])

    def _where(self) -> Sentence:
        places = ", ".join(map(self._place, self._reasons.standing.locations))
        events = self.phrases.events([self._reasons.placed_by])
        return Sentence(self._titles["where"], places, events)

    def _place(self, code: str) -> str:
        return self._wording.place(as_written(code))

    def _liberty(self) -> Iterator[Sentence]:
        liberty, speech = self._reasons.standing.liberty, self._wording.speech
        if liberty.state == NOWHERE:
            return
        text = speech.vocabulary.word("liberty", liberty.state, speech.lang)
        if liberty.since:
            text += f", {self._from(liberty.since)}"
        held = days_held(liberty, self._wording.day)
        if held:
            text += f" ({custody_words(held, self._titles)})"
        events = self.phrases.events([liberty.event])
        yield Sentence(self._titles["liberty"], text, events)

    def _from(self, window: Window) -> str:
        """Say from when: *since* fits only before a day, month or year."""
        words = self._wording.window(window)
        return self._titles["from"].format(words) if self._wording.is_point(window) else words

    def _threat(self, threat: Threat) -> Sentence:
        word = self.phrases.word
        sure = [bar for bar in threat.bars if bar.certain]
        unsure = [bar for bar in threat.bars if not bar.certain]
        held = [word("held-by", self._bars(sure))] if sure else []
        held += [word("perhaps-by", self._bars(unsure))] if unsure else []
        sureness = [] if threat.certain else [word("not-certain")]
        parts = [self._wording.threat_now(threat.now), *sureness, *(held or [word("bare")])]
        events = self.phrases.events(threat.exposure.events)
        return Sentence(self._titles["threat"], "; ".join(parts), events)

    def _bars(self, bars: Iterable[Bar]) -> str:
        return ", ".join(self._wording.shield(bar.shield.shield.kind) for bar in bars)

    def _bar(self, now: ShieldNow) -> Sentence:
        doubts = self.phrases.doubts(now.shield)
        sure = (
            "" if now.certain else self.phrases.word("no-longer", self.phrases.word("it", doubts))
        )
        text = f"{self._wording.bar(now)}; {sure or self.phrases.word('holds')}"
        return Sentence(self._titles["bar"], text, self.phrases.events([now.shield.event]))

    def _without_status(self) -> Iterator[Sentence]:
        """Say that there is no status, where that is recorded."""
        if self._reasons.no_status:
            text = self.phrases.word("no-status", self.phrases.refs([self._reasons.no_status]))
            events = self.phrases.events([self._reasons.no_status])
            yield Sentence(self._titles["why"], text, events)

    def _alerts(self) -> Iterator[Sentence]:
        speech = self._wording.speech
        for alert in self._reasons.one.alerts:
            text = alert_sentence(alert, speech.vocabulary, speech.lang)
            yield Sentence(self.phrases.word("alert"), text)

    def _certainty(self) -> Iterator[Sentence]:
        standing, about = self._reasons.standing, self.phrases.word("certainty")
        if standing.certain:
            yield Sentence(about, self.phrases.word("certain"))
        if self._reasons.incomplete:
            events = standing.unknown_kinds if self._reasons.incomplete == KINDS else ()
            text = self.phrases.word(self._reasons.incomplete)
            yield Sentence(about, text, self.phrases.events(events))
        undecided = self.phrases.events(self._reasons.undecided)
        if undecided:
            yield Sentence(about, self.phrases.word("undecided"), undecided)
        if standing.provisional:
            yield Sentence(about, self.phrases.word("provisional"))

    def _law(self) -> Sentence:
        """Say how good the law is, and name the provisions, which `explain` shows."""
        law, provisions = self._reasons.standing.law, self._reasons.provisions
        unread = law != NO_LAW and not provisions
        text = self.phrases.word("law-unread" if unread else f"law-{law}")
        told = tuple(each for key in provisions for each in self._provision(key))
        return Sentence(self.phrases.word("law"), text, told=told)

    def _provision(self, key: str) -> Iterator[Told]:
        """Name a provision of law, or a rule for a time to appeal."""
        words, lang = self._reasons.one.life.vocabulary, self._wording.speech.lang
        found = words.law.provision(key) or words.rules.rule(key)
        if found is not None:
            yield Told(found.title.get(lang) or found.id, f"caseledger explain {found.id}")

    def _deciding(self) -> Iterator[Sentence]:
        about, words = self.phrases.word("deciding"), QuestionWords(self.phrases)
        questions = [
            Sentence(about, words.question(one), told=tuple(words.answers(one)))
            for one in self._reasons.deciders
        ]
        yield from self._recorded(questions)
        some = self._about_some()
        if some:
            life = self._reasons.one.life
            command = f"caseledger split {life.case.id} {life.person.id}"
            told = (Told(self.phrases.word("split"), command),)
            yield Sentence(about, self.phrases.word("of-some"), some, told=told)
        elif not self._reasons.all_tried:
            yield Sentence(about, self.phrases.word("untried"))
        elif len(self._reasons.standing.possible) > 1 and not questions:
            levels = [threat.now.sure_level for threat in self._reasons.threats]
            key = "no-single" if all(levels) or self._reasons.undecided else "by-law"
            yield Sentence(about, self.phrases.word(key))

    def _about_some(self) -> tuple[Event, ...]:
        """The entries that make the standing of a group uncertain: they tell of a part of it."""
        life, day = self._reasons.one.life, self._wording.day
        if self._reasons.standing.certain:
            return ()
        told = (one.event for one in life.occurrences if one.counts(day))
        return tuple(event for event in told if not concerns_all(event, life.person.count))

    def _recorded(self, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
        """Say below commands that add an entry that the day in them is only that of asking."""
        yield from sentences
        if any(ADDS in told.command for sentence in sentences for told in sentence.told):
            yield Sentence("", self.phrases.word("record"), style="quiet")

    def _ahead(self) -> Iterator[Sentence]:
        about, words = self.phrases.word("ahead"), QuestionWords(self.phrases)
        for turn in self._reasons.turns:
            yield Sentence(about, words.turn(turn))

    def _moves(self) -> Iterator[Sentence]:
        if self._reasons.moves:
            words = QuestionWords(self.phrases)
            told = tuple(words.move(move) for move in self._reasons.moves)
            about, intro = self.phrases.word("moves"), self.phrases.word("moves-intro")
            yield from self._recorded([Sentence(about, intro, told=told)])
