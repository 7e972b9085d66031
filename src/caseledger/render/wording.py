"""Why somebody stands where they stand, in few words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.dates import Form
from caseledger.domain.decision import covers
from caseledger.domain.enforceability import ENFORCEABLE
from caseledger.domain.standing import ExposureNow, ShieldNow
from caseledger.domain.status import PersonNow
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, date_of, window_of
from caseledger.domain.world import NOWHERE, Exposure
from caseledger.render.date_words import day_words, in_words
from caseledger.render.sentences import Speech

THREATS = {
    "en": {
        ("extradition", "sought"): "sought by {other}",
        ("extradition", "requested"): "{other} request",
        ("extradition", "ordered"): "{other} order",
        ("extradition", "enforceable"): "{other} order, enforceable",
        ("extradition", "scheduled"): "handover to {other} scheduled",
        ("removal", "ordered"): "removal{to} ordered",
        ("removal", "enforceable"): "removal{to} enforceable",
        ("removal", "scheduled"): "removal{to} scheduled",
        ("transfer", "requested"): "transfer{to} requested",
        ("transfer", "ordered"): "transfer{to} decided",
        ("transfer", "enforceable"): "transfer{to} enforceable",
        ("transfer", "scheduled"): "transfer{to} scheduled",
    },
    "ru": {
        ("extradition", "sought"): "розыск {other}",
        ("extradition", "requested"): "запрос {other}",
        ("extradition", "ordered"): "решение о выдаче {other}",
        ("extradition", "enforceable"): "решение о выдаче {other}, подлежит исполнению",
        ("extradition", "scheduled"): "назначена выдача {other}",
        ("removal", "ordered"): "решение о выдворении{to}",
        ("removal", "enforceable"): "решение о выдворении{to}, подлежит исполнению",
        ("removal", "scheduled"): "назначено выдворение{to}",
        ("transfer", "requested"): "запрошена передача{to}",
        ("transfer", "ordered"): "решение о передаче{to}",
        ("transfer", "enforceable"): "решение о передаче{to}, подлежит исполнению",
        ("transfer", "scheduled"): "назначена передача{to}",
    },
}
"""Threats by track and level. ``{to}`` is the other state behind a preposition, or nothing."""

BARS = {
    "en": {
        "certificate": "certificate",
        "pending": "claim pending",
        "appeal": "appeal pending",
        "interim-measure": "interim measure",
    },
    "ru": {
        "certificate": "свидетельство",
        "pending": "ходатайство рассматривается",
        "appeal": "жалоба рассматривается",
        "interim-measure": "обеспечительная мера",
    },
}
"""Short names of shields; the others go by their label."""

WORDS = {
    "en": {
        "to": " to {}",
        "until": "{} to {}",
        "renewal": "{} to {}, renewal not known",
        "since": "{} since {}",
        "doubtful": "{}, doubtful",
        "enforceable": "{} (perhaps)",
        "bare": "nothing in force",
        "silence": "nothing recorded about protection in {}",
        "nowhere": "no place recorded",
        "perhaps": "may be: {}",
        "see": "see {}",
        "lost": "see {}, which is not there",
        "closed": "case closed",
        "unknown": "not known",
        "stateless": "unnamed state",
    },
    "ru": {
        "to": " ({})",
        "until": "{} до {}",
        "renewal": "{} до {}, продление неизвестно",
        "since": "{} с {}",
        "doubtful": "{}, под вопросом",
        "enforceable": "{} (возможно)",
        "bare": "ничто не препятствует",
        "silence": "о защите нет записей: {}",
        "nowhere": "место не указано",
        "perhaps": "возможно: {}",
        "see": "см. {}",
        "lost": "см. {}, которого нет",
        "closed": "дело закрыто",
        "unknown": "неизвестно",
        "stateless": "государство не названо",
    },
}

BY_EVENT = frozenset({"returned", "at-origin", "missing", "deceased"})
"""Standings that one event explains."""

THREATENED = frozenset({"exposed", "limbo", "threatened", "transfer-pending"})
"""Standings that exposures explain."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for standings in one language, on one day."""

    speech: Speech
    day: Day

    @property
    def words(self) -> dict[str, str]:
        """The fixed phrases of the language."""
        return WORDS[self.speech.lang]

    def standing(self, one: PersonNow) -> str:
        """Name the standing; what is not certain has a question mark."""
        return self.label(one.standing.code) + ("" if one.standing.certain else " ?")

    def label(self, code: str) -> str:
        """Name a standing by its code."""
        return self.speech.vocabulary.standing_label(code, self.speech.lang)

    def place(self, code: str) -> str:
        """Name where somebody is."""
        return self.words["unknown"] if code == NOWHERE else self.speech.state(code)

    def since(self, one: PersonNow) -> str:
        """Say from when the standing holds."""
        since = one.standing.since
        if since is None:
            return ""
        window, event = Window(since.earliest, since.latest), one.event(since.event)
        if event is not None and window_of(event.date) == window:
            return self.speech.date(event.date)
        return self.window(window)

    def window(self, window: Window) -> str:
        """Say the days between which something lies: as a day, month or year where it is one."""
        if window == Window(None, None):
            return self.words["unknown"]
        return in_words(date_of(window), self.speech.lang)

    def end(self, until: Window | None) -> str:
        """Say until when something holds: a day, month or year, else the last day that it may."""
        if until is None or until.latest is None:
            return ""
        exact = self.is_point(until)
        return self.window(until) if exact else day_words(until.latest, self.speech.lang)

    def is_point(self, window: Window) -> bool:
        """Whether a window is one day, month or year, so that words like *since* fit before it."""
        return date_of(window).form is Form.POINT

    def why(self, one: PersonNow) -> str:
        """Say in few words why a person stands where they stand."""
        reasons = list(self._reasons(one))
        if one.missing_case or one.person.same_as:
            key = "lost" if one.missing_case else "see"
            reasons = [self.words[key].format(one.person.same_as), *reasons]
        if one.closed:
            reasons = [self.words["closed"], *reasons]
        return "; ".join(reason for reason in reasons if reason)

    def _reasons(self, one: PersonNow) -> Iterable[str]:
        code = one.standing.code
        found = self._threats_and_bars(one) if code in THREATENED else [self._single(one, code)]
        if not any(found):
            found = [self.words["perhaps"].format(self.possible(one))]
        return found

    def possible(self, one: PersonNow) -> str:
        """Name every standing that is possible."""
        return ", ".join(self.label(code) for code in one.standing.possible)

    def _threats_and_bars(self, one: PersonNow) -> list[str]:
        exposures = one.standing.exposures
        if not exposures:
            return []
        threats = ", ".join(map(self.threat_now, exposures))
        bars = [self.bar(shield) for shield in self._covering(one)]
        if not bars and one.standing.code == "exposed":
            return [f"{threats}, {self.words['bare']}"]
        return [threats, *bars]

    def _covering(self, one: PersonNow) -> list[ShieldNow]:
        """The shields that hold off, or may hold off, at least one of the threats."""
        vocabulary = self.speech.vocabulary
        return [
            now
            for now in one.standing.shields
            if any(
                covers(now.shield, threat.exposure, vocabulary, self.day, possible=True)
                for threat in one.standing.exposures
            )
        ]

    def _single(self, one: PersonNow, code: str) -> str:
        if code in BY_EVENT:
            return self._event(one, one.standing.since.event if one.standing.since else "")
        if code == "unknown":
            return self._silence(one)
        if code == "no-status":
            return self._event(one, self._last_about_protection(one))
        return self._bars(one)

    def _silence(self, one: PersonNow) -> str:
        if one.standing.shields:
            return self._bars(one)
        if len(one.standing.possible) > 1:
            return ""
        place = one.standing.location
        if place == NOWHERE:
            return self.words["nowhere"]
        return self.words["silence"].format(self.speech.state(place))

    def _last_about_protection(self, one: PersonNow) -> str:
        """The event by which it is recorded that there is no status, among those it rests on."""
        about = [e for e in one.standing.basis if (event := one.event(e)) and _denies(event.kind)]
        return about[-1] if about else ""

    def _event(self, one: PersonNow, key: str) -> str:
        """Say an event and its day: ``asylum refused 31 Jul 2023``."""
        event = one.event(key)
        if event is None:
            return ""
        kind = self.speech.vocabulary.kind(event.kind)
        label = kind.label(self.speech.lang) if kind else event.kind
        return f"{small(label)} {self.speech.date(event.date)}"

    def _bars(self, one: PersonNow) -> str:
        is_status = self.speech.vocabulary.is_status
        shields = one.standing.shields
        if one.standing.code == "protected":
            shields = tuple(s for s in shields if is_status(s.shield.kind)) or shields
        return "; ".join(self.bar(shield) for shield in shields)

    def threat_now(self, now: ExposureNow) -> str:
        """Say a threat on a day, with *perhaps* where it is only perhaps enforceable."""
        words = self.threat(now.exposure)
        perhaps = now.exposure.level == ENFORCEABLE and not now.sure_level
        return self.words["enforceable"].format(words) if perhaps else words

    def threat(self, exposure: Exposure) -> str:
        """Say an exposure: ``UZ request``, ``removal to TJ ordered``."""
        named = exposure.other not in ("", NOWHERE)
        phrase = THREATS[self.speech.lang].get((exposure.track, exposure.level))
        if phrase is None:
            return self._other_threat(exposure)
        if "{other}" in phrase and not named:
            return self._other_threat(exposure)
        to = self.words["to"].format(exposure.other) if named else ""
        return phrase.format(other=exposure.other, to=to)

    def _other_threat(self, exposure: Exposure) -> str:
        vocabulary, lang = self.speech.vocabulary, self.speech.lang
        track = small(vocabulary.word("tracks", exposure.track, lang))
        level = vocabulary.word("exposures", exposure.level, lang)
        named = exposure.other not in ("", NOWHERE)
        to = self.words["to"].format(exposure.other) if named else ""
        return f"{track}{to}: {level}"

    def bar(self, now: ShieldNow) -> str:
        """Say a shield: ``certificate to 31 Jul 2024``, ``refugee status since 20 Jan 2025``."""
        shield = now.shield
        name = self.shield(shield.kind)
        if shield.body:
            name = f"{name} ({shield.body})"
        end = shield.until.latest if shield.until else None
        if end is not None and end < self.day:
            return self.words["renewal"].format(name, day_words(end, self.speech.lang))
        if end is not None:
            name = self.words["until"].format(name, self.end(shield.until))
        elif self.speech.vocabulary.is_status(shield.kind):
            name = self.words["since"].format(name, self.window(shield.written))
        return name if now.certain else self.words["doubtful"].format(name)

    def shield(self, kind: str) -> str:
        """Name a sort of shield shortly."""
        short = BARS[self.speech.lang].get(kind)
        return short or self.speech.vocabulary.word("shields", kind, self.speech.lang)


def wording_of(vocabulary: Vocabulary, day: Day, lang: str) -> Wording:
    """Return the words for a day in a language."""
    return Wording(Speech(vocabulary, lang), day)


def _denies(kind: str) -> bool:
    return kind.startswith(("protection.", "removal."))


def small(label: str) -> str:
    """Begin a label with a small letter, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
