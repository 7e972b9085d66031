"""What `explain` can explain, and which of it a word means.

Each sort of thing is one function that lists its topics, and one line in `SORTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from caseledger.domain.kind import OUTCOME_ELSE, Effect, Kind, labels, mapping, texts
from caseledger.domain.problem import TITLES
from caseledger.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that has a page: its sort, its code, and the words by which people know it.

    ``status`` is how well the law behind a rule was read, empty for other things.
    """

    sort: str
    code: str
    labels: Mapping[str, str] = field(hash=False)
    names: tuple[str, ...] = ()
    status: str = ""

    def label(self, language: str) -> str:
        """Return its words in a language, else in English, else the code."""
        return self.labels.get(language) or self.labels.get("en") or self.code

    @property
    def title(self) -> str:
        """Name it so that it cannot be taken for a topic of another sort."""
        return f"{self.sort} {self.code}"


@dataclass(frozen=True)
class Manual:
    """All that can be explained: a vocabulary with its law, and what only the manual has."""

    vocabulary: Vocabulary
    pages: Mapping[str, object]

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic, sort by sort."""
        return tuple(topic for sort, listed in SORTS.items() for topic in listed(self, sort))

    @cached_property
    def named(self) -> Mapping[str, Sequence[Topic]]:
        """The topics of every word for one, in small letters."""
        index: dict[str, list[Topic]] = {}
        for topic in self.topics:
            for name in dict.fromkeys(_names(topic)):
                index.setdefault(name, []).append(topic)
        return index

    def of_sort(self, sort: str) -> tuple[Topic, ...]:
        """Return the topics of one sort, in the order of the catalogue."""
        return tuple(topic for topic in self.topics if topic.sort == sort)

    def page(self, section: str, code: str) -> Mapping[str, object]:
        """Return what only the manual has on an entry."""
        return mapping(mapping(self.pages.get(section)).get(code))


Lister = Callable[[Manual, str], Iterable[Topic]]
Way = Callable[[Topic], bool]


def _listed(section: str) -> Lister:
    """Make what lists the entries of a section of the catalogue, each with its label."""

    def topics(manual: Manual, sort: str) -> Iterator[Topic]:
        for code, tree in manual.vocabulary.section(section).items():
            given = mapping(tree)
            names = (*texts(given.get("short")), *texts(given.get("names")))
            yield Topic(sort, code, labels(given.get("label", {})), names)

    return topics


def _kinds(manual: Manual, sort: str) -> Iterator[Topic]:
    for kind in manual.vocabulary.kinds:
        yield Topic(sort, kind.code, kind.labels, (kind.verb, *kind.names, *kind.aliases))


def _problems(manual: Manual, sort: str) -> Iterator[Topic]:
    for code, title in TITLES.items():
        translated = labels(manual.page("problems", code).get("title", {}))
        yield Topic(sort, code, {**translated, "en": title})


def _provisions(manual: Manual, sort: str) -> Iterator[Topic]:
    for provision in manual.vocabulary.law:
        yield Topic(sort, provision.id, provision.title)


def _rules(manual: Manual, sort: str) -> Iterator[Topic]:
    for rule in manual.vocabulary.rules:
        yield Topic(sort, rule.id, rule.title, status=rule.status)


def _profiles(manual: Manual, sort: str) -> Iterator[Topic]:
    for code in manual.vocabulary.rules.profile_codes:
        profile = manual.vocabulary.rules.profile(code)
        if profile is not None:
            yield Topic(sort, code, profile.title, status=profile.status)


def _instruments(manual: Manual, sort: str) -> Iterator[Topic]:
    for code in manual.vocabulary.rules.instrument_codes:
        instrument = manual.vocabulary.rules.instrument(code)
        if instrument is not None:
            yield Topic(sort, code, instrument.title, instrument.names)


def _terms(manual: Manual, sort: str) -> Iterator[Topic]:
    for code, words in manual.vocabulary.terms.items():
        yield Topic(sort, code, {"en": manual.vocabulary.term(code, "en"), **labels(words)})


SORTS: Mapping[str, Lister] = {
    "standing": _listed("standings"),
    "alert": _listed("alerts"),
    "shield": _listed("shields"),
    "exposure": _listed("exposures"),
    "track": _listed("tracks"),
    "law": _provisions,
    "rule": _rules,
    "profile": _profiles,
    "instrument": _instruments,
    "problem": _problems,
    "kind": _kinds,
    "term": _terms,
}
"""Every sort of topic. What a page of it says: `PAGES` in `render/manual_pages.py`."""

_MINOR = "term"
"""Words of closed lists: meant only where nothing else goes by the same name."""


def meant(manual: Manual, words: Sequence[str]) -> tuple[Topic, ...]:
    """Return the topics that the words may mean, none if they mean nothing.

    The first word may name the sort. A code counts before other names, a whole name before its
    beginning, and that before a part of it.
    """
    if len(words) > 1 and words[0].casefold() in SORTS:
        found = _found(manual.of_sort(words[0].casefold()), manual, words[1:])
        if found:
            return found
    return _found(manual.topics, manual, words)


def _found(topics: Sequence[Topic], manual: Manual, words: Sequence[str]) -> tuple[Topic, ...]:
    wanted = " ".join(" ".join(words).casefold().split())
    codes = {kind.code for kind in manual.vocabulary.resolve(wanted)} if "." in wanted else set()
    exact: tuple[Way, ...] = (
        lambda topic: topic.code.casefold() == wanted,
        lambda topic: wanted in _names(topic),
    )
    parts: tuple[Way, ...] = (
        lambda topic: topic.code in codes,
        lambda topic: topic.code.casefold().startswith(wanted),
        lambda topic: any(name.startswith(wanted) for name in _names(topic)),
        lambda topic: any(wanted in name for name in _names(topic)),
    )
    major = [topic for topic in topics if topic.sort != _MINOR]
    minor = [topic for topic in topics if topic.sort == _MINOR]
    for ways, group in product((exact, parts) if wanted else (), (major, minor)):
        for way in ways:
            found = tuple(filter(way, group))
            if found:
                return found
    return ()


def namesakes(manual: Manual, topic: Topic) -> tuple[Topic, ...]:
    """Return other topics that go by the code of this one too, as a kind does by its verb."""
    return tuple(one for one in manual.named[topic.code.casefold()] if one != topic)


def nearest(manual: Manual, words: Sequence[str]) -> str:
    """Return the code of the topic whose code or name is most like mistyped words, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    near = get_close_matches(" ".join(words).casefold(), manual.named, n=1)
    return manual.named[near[0]][0].code if near else ""


def _names(topic: Topic) -> tuple[str, ...]:
    """Every word for a topic, in small letters."""
    return tuple(one.casefold() for one in (topic.code, *topic.names, *topic.labels.values()))


Conditions = tuple[tuple[str, str], ...]
"""Fields and what they must hold."""


def kinds_that(
    vocabulary: Vocabulary, operations: Collection[str], value: str
) -> Iterator[tuple[Kind, Conditions]]:
    """Yield the kinds that do something with a level or a shield.

    With each come the conditions, any of which will do; none where it always does.
    """
    for kind in vocabulary.kinds:
        doing = [
            effect
            for effect in kind.effects
            if effect.operation in operations and value in _values(effect, kind)
        ]
        always = any(effect.condition is None for effect in doing)
        if doing:
            yield kind, () if always else tuple(one.condition for one in doing if one.condition)


def _values(effect: Effect, kind: Kind) -> Collection[str]:
    """What an effect is about: a word, a list, or whatever the event gives as outcome."""
    if not isinstance(effect.value, str):
        return effect.value
    if OUTCOME_ELSE.fullmatch(effect.value):
        return tuple((kind.outcomes or {}).values())
    return (effect.value,)
