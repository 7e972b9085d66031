"""The whole of a standing in one sentence: what, where, since when, why, by what law."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseledger.domain.reasons import Reasons, Threat
from caseledger.domain.since import EXPIRY, LAW
from caseledger.domain.standing import NO_LAW, ShieldNow, Standing
from caseledger.domain.states import as_written
from caseledger.domain.windows import Window
from caseledger.domain.world import NOWHERE
from caseledger.render.date_words import day_words
from caseledger.render.why_phrases import Phrases, capital
from caseledger.render.wording import BY_EVENT

ON_A_DAY = frozenset({"returned", "deceased"})
"""Standings that come about on a day, and of which *since* cannot be said."""

ANYWHERE = frozenset({"missing", "deceased"})
"""Standings that are the same wherever it was."""

PLACED = {code: f"at.{code}" for code in ("returned", "at-origin", "transfer-pending")}
"""Standings that name the place with words of their own."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One standing on its way to a sentence."""

    phrases: Phrases

    @property
    def reasons(self) -> Reasons:
        """What the standing rests on."""
        return self.phrases.reasons

    @property
    def standing(self) -> Standing:
        """The standing."""
        return self.reasons.standing

    def sentence(self) -> str:
        """Say it all."""
        clauses = [*self._clauses()]
        head = self._head()
        text = f"{head}: {'; '.join(clauses)}" if clauses else head
        return f"{'; '.join([capital(text), *self._tail()])}."

    def _head(self) -> str:
        """The standing, or all that are possible, with the place and since when."""
        word, standing = self.phrases.word, self.standing
        several = len(standing.possible) > 1
        label = self.phrases.wording.label(standing.code) + ("" if standing.certain else " ?")
        if several:
            label = self.phrases.joined(self.phrases.labels(standing.possible), "or")
        places = [self._place(code) for code in standing.locations]
        placed = standing.locations != (NOWHERE,) and standing.code not in ANYWHERE
        if several:
            key = "several" if placed else "unsure"
        else:
            key = PLACED.get(standing.code, "at") if placed else "label-alone"
        return word(key, label=label, place=self.phrases.joined(places, "or")) + self._since()

    def _place(self, code: str) -> str:
        return self.phrases.wording.place(as_written(code))

    def _since(self) -> str:
        since, wording = self.standing.since, self.phrases.wording
        if since is None:
            return ""
        window = Window(since.earliest, since.latest)
        if self.standing.code in ON_A_DAY and len(self.standing.possible) == 1:
            key, text = "on", wording.since(self.reasons.one)
        elif wording.is_point(window) or self._is_day(window):
            key, text = "since", wording.since(self.reasons.one)
        else:
            key, text = "begun", wording.window(window)
        told = self.phrases.word(key, text)
        if since.cause == EXPIRY:
            told += self.phrases.word("expiry", self.phrases.refs([since.event]))
        return told + (self.phrases.word("law-changed") if since.cause == LAW else "")

    @staticmethod
    def _is_day(window: Window) -> bool:
        return window.earliest is not None and window.earliest == window.latest

    def _clauses(self) -> Iterator[str]:
        """Why it is so: what threatens and what holds it off, else what there is and is not."""
        standing = self.standing
        if standing.code in BY_EVENT and len(standing.possible) == 1:
            yield from self._by_event()
        elif standing.locations == (NOWHERE,):
            placed = self.phrases.events([self.reasons.placed_by])
            yield from map(self.phrases.quoted, placed)
            yield from () if placed else (self.phrases.word("nowhere"),)
        else:
            threats = [threat for threat in self.reasons.threats if self._tells(threat)]
            yield from map(self.phrases.held_off, threats)
            yield from self._without_threats() if not threats else ()

    def _tells(self, threat: Threat) -> bool:
        """Whether a threat decides; one to a state that is not feared only where no other does."""
        feared = any(one.counts for one in self.reasons.threats)
        return threat.counts or not feared or "transfer-pending" in self.standing.possible

    def _by_event(self) -> Iterator[str]:
        keys = [self.standing.since.event] if self.standing.since else [self.reasons.placed_by]
        yield from map(self.phrases.quoted, self.phrases.events(keys))

    def _without_threats(self) -> Iterator[str]:
        word = self.phrases.word
        sure = [now for now in self._shields() if now.certain]
        unsure = [now for now in self._shields() if not now.certain]
        if sure:
            told = [self.phrases.shield(now.shield) for now in sure]
            yield word("in-force", self.phrases.joined(told))
        for now in unsure:
            yield word("in-force-perhaps", self.phrases.doubted(now.shield))
        if self.reasons.no_status:
            yield word("no-status", self.phrases.refs([self.reasons.no_status]))
        if self.reasons.silent or (not sure and "unknown" in self.standing.possible):
            yield word("silent-else" if unsure else "silent")
        elif not self.reasons.threats:
            yield word("no-threat")

    def _shields(self) -> tuple[ShieldNow, ...]:
        """Of a person who is protected only what protects them."""
        is_status = self.phrases.speech.vocabulary.is_status
        shields = self.standing.shields
        if self.standing.possible == ("protected",):
            return tuple(now for now in shields if is_status(now.shield.kind)) or shields
        return shields

    def _tail(self) -> Iterator[str]:
        word, standing = self.phrases.word, self.standing
        if standing.law != NO_LAW:
            law, provisions = word(f"tail.{standing.law}"), ", ".join(self.reasons.provisions)
            yield word("provisions", law, provisions) if provisions else law
        if standing.provisional:
            yield word("tail.provisional")
        if standing.last_word:
            yield word("tail.last", day_words(standing.last_word, self.phrases.speech.lang))
