"""The pages of the manual, part by part: one small function for each sort of topic."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from shlex import join

from caseledger.domain.examples import example_of
from caseledger.domain.kind import Kind, labels, mapping, texts
from caseledger.domain.kind_check import EXPOSING_TRACKS
from caseledger.domain.law import Provision
from caseledger.domain.manual import Manual, Topic, kinds_that, namesakes
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.alert_words import page_words, threshold_words
from caseledger.render.date_words import day_words
from caseledger.render.manual_words import PARTS, SORTS, WORDS
from caseledger.render.rule_pages import instrument_parts, named, profile_parts, rule_parts
from caseledger.render.screen import columns_of, padded
from caseledger.render.vocabulary import TITLES as KIND_TITLES
from caseledger.render.vocabulary import kind_facts

Pair = tuple[str, str]
"""A code and what it is called."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: its name for machines, its title, and what it says, text or pairs.

    What is ``exact`` is typed or copied as it is, and never wrapped.
    """

    name: str
    title: str
    said: tuple[str | Pair, ...]
    exact: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says, each pair as one text."""
        return tuple(one if isinstance(one, str) else ": ".join(one) for one in self.said)

    def within(self, room: int | None) -> tuple[str, ...]:
        """What it says in two columns where it is pairs, and there is room for them."""
        pairs = [one for one in self.said if not isinstance(one, str)]
        widest = max((columns_of(code) for code, _ in pairs), default=0)
        aligned = tuple(f"{padded(code, widest)}  {label}" for code, label in pairs)
        fits = room is None or all(columns_of(line) <= room for line in aligned)
        return aligned if pairs and fits else self.lines


Given = tuple[str, Iterable[str | Pair]]
"""The name of a part, and what it says."""


@dataclass(frozen=True, slots=True)
class Writer:
    """What a page is written with: the manual, and the language."""

    manual: Manual
    lang: str

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the manual."""
        return self.manual.vocabulary

    @property
    def words(self) -> Mapping[str, str]:
        """The sentences of the language."""
        return WORDS[self.lang]

    def told(self, tree: object) -> tuple[str, ...]:
        """Return a text of the catalogue in the language, else in English."""
        given = labels(tree or {})
        return texts(given.get(self.lang) or given.get("en"))

    def kinds(self, found: Iterable[Kind | None]) -> Iterator[Pair]:
        """Name kinds by code and label."""
        return ((kind.code, kind.label(self.lang)) for kind in found if kind is not None)


def parts_of(topic: Topic, writer: Writer) -> tuple[Part, ...]:
    """Write the page of a topic: what is to be typed at its end, nothing that is empty."""
    titles = {**KIND_TITLES[writer.lang], **PARTS[writer.lang]}
    others = [(one.title, one.label(writer.lang)) for one in namesakes(writer.manual, topic)]
    given = [*PAGES[topic.sort](topic, writer), ("also", others)]
    parts = [Part(name, titles[name], tuple(said), name in EXACT) for name, said in given]
    return tuple(sorted((part for part in parts if part.said), key=lambda part: part.exact))


def _standing(topic: Topic, writer: Writer) -> Iterator[Given]:
    tree = mapping(writer.vocabulary.section("standings").get(topic.code))
    yield "explain", writer.told(tree.get("explain"))
    rows = texts(tree.get("row"))
    sentence = writer.words["rows" if len(rows) > 1 else "row"]
    when = "".join(writer.told(tree.get("when")))
    yield "row", [sentence.format(rows=", ".join(rows), when=when)]
    yield "uncertain", writer.told(tree.get("uncertain"))
    yield "severity", _severity(topic.code, writer)
    yield "changes", writer.kinds(map(writer.vocabulary.kind, texts(tree.get("changes"))))
    yield "commands", [f"caseledger status --standing {topic.code}", "caseledger why CASE"]


def _severity(code: str, writer: Writer) -> Iterator[str]:
    vocabulary, words = writer.vocabulary, writer.words
    order = vocabulary.headline_order
    if code in order:
        yield words["headline"].format(place=order.index(code) + 1, all=len(order))
    else:
        yield words["aside"]
    table = vocabulary.table_order
    yield words["table"].format(place=table.index(code) + 1, all=len(table))


def _alert(topic: Topic, writer: Writer) -> Iterator[Given]:
    name, vocabulary, lang = topic.code, writer.vocabulary, writer.lang
    yield "explain", texts(page_words(name, "explain", vocabulary, lang))
    yield "when", texts(page_words(name, "when", vocabulary, lang))
    yield "threshold", [threshold_words(name, vocabulary, lang)]
    for part in ("rests", "uncertain", "act"):
        yield part, texts(page_words(name, part, vocabulary, lang))
    yield "commands", [f"caseledger status --alert {name}", "caseledger why CASE"]


def _shield(topic: Topic, writer: Writer) -> Iterator[Given]:
    vocabulary, words = writer.vocabulary, writer.words
    shield = vocabulary.shields[topic.code]
    yield "explain", writer.told(mapping(vocabulary.section("shields")[topic.code]).get("explain"))
    yield "is", [words["status" if shield.status else "temporary"]]
    yield "holds-off", _held_off(topic.code, writer)
    yield "ends", _ends(topic.code, writer)
    doing = tuple(_doing(writer, ["shield"], topic.code))
    yield "given-by", doing or _appeals(writer)
    yield "ended-by", _doing(writer, ["clear-shield"], topic.code)
    yield "doubted-by", _doing(writer, ["doubt-shield"], topic.code)
    yield "law", _provisions(writer, lambda one: topic.code in one.shield)


def _appeals(writer: Writer) -> Iterator[Pair]:
    """Name the rules behind the only shield that no event gives: the time to appeal."""
    for rule in writer.vocabulary.rules:
        if rule.suspends and rule.suspends.answer != "no":
            yield rule.id, named(rule.title, rule.suspends.status, writer.lang)


def _doing(writer: Writer, operations: Sequence[str], value: str) -> Iterator[Pair]:
    """Name the kinds that do something with a level or a shield, each with its condition."""
    for kind, conditions in kinds_that(writer.vocabulary, operations, value):
        fields = dict.fromkeys(field for field, _ in conditions)
        held = {name: [text for field, text in conditions if field == name] for name in fields}
        when = [
            writer.words["if"].format(field=name, value=", ".join(words))
            for name, words in held.items()
        ]
        yield kind.code, ", ".join((kind.label(writer.lang), *when))


def _held_off(code: str, writer: Writer) -> Iterator[str]:
    if writer.vocabulary.shields[code].own_track:
        yield writer.words["own-track"]
    for track in (one for one in writer.vocabulary.tracks if one in EXPOSING_TRACKS):
        answer = writer.vocabulary.covers(code, track)
        label = writer.vocabulary.word("tracks", track, writer.lang)
        yield writer.words[answer].format(track=label)


def _ends(code: str, writer: Writer) -> Iterator[str]:
    shield, words = writer.vocabulary.shields[code], writer.words
    yield words["until"]
    term = shield.usual_term
    yield words["no-term"] if term is None else words["term"].format(days=term)
    if shield.idle_after is not None:
        yield words["idle"].format(days=shield.idle_after)
    if not shield.status:
        yield words["moved"]


def _exposure(topic: Topic, writer: Writer) -> Iterator[Given]:
    vocabulary, words = writer.vocabulary, writer.words
    levels = vocabulary.levels
    tree = mapping(vocabulary.section("exposures").get(topic.code))
    yield "explain", writer.told(tree.get("explain"))
    level = words["level"].format(
        place=levels.index(topic.code) + 1, all=len(levels), order=" < ".join(levels)
    )
    yield "severity", [level, words["no-lapse"]]
    yield "raised-by", _doing(writer, ["expose", "set-level"], topic.code)


def _track(topic: Topic, writer: Writer) -> Iterator[Given]:
    vocabulary = writer.vocabulary
    tree = mapping(vocabulary.section("tracks").get(topic.code))
    yield "is", [writer.words["exposing"]] if topic.code in EXPOSING_TRACKS else []
    yield "names", [", ".join(topic.names)] if topic.names else []
    yield "fields", [", ".join(texts(tree.get("fields")))]
    yield "kinds", writer.kinds(kind for kind in vocabulary.kinds if kind.track == topic.code)
    yield "commands", [f"caseledger status --track {topic.code}"]


def _law(topic: Topic, writer: Writer) -> Iterator[Given]:
    one = writer.vocabulary.law.provision(topic.code)
    if one is None:
        return
    yield "state", [_states(one, writer)]
    yield "question", [_question(one, writer)]
    yield "answer", [writer.words[f"answer-{one.answer}"]]
    yield "status", [writer.words[one.status]]
    yield "conditions", writer.told(one.conditions)
    yield "valid", [_validity(one, writer)]
    yield "note", writer.told(one.note)
    yield "source", one.source
    yield "kinds", writer.kinds(map(writer.vocabulary.kind, one.kind))


def _states(one: Provision, writer: Writer) -> str:
    """Name the states and groups of states whose law it is."""
    names, groups = writer.vocabulary.states, writer.vocabulary.section("groups")
    trees = [
        names.get(place) or mapping(groups.get(place)).get("label") for place in one.jurisdiction
    ]
    told = [
        writer.told(tree) or (place,) for tree, place in zip(trees, one.jurisdiction, strict=True)
    ]
    return ", ".join("".join(words) for words in told)


def _question(one: Provision, writer: Writer) -> str:
    vocabulary, lang = writer.vocabulary, writer.lang
    kinds = [kind for kind in map(vocabulary.kind, one.kind) if kind is not None]
    shields = [vocabulary.word("shields", code, lang) for code in one.shield]
    tracks = [vocabulary.word("tracks", code, lang) for code in one.track]
    return writer.words[f"{one.question}-question"].format(
        kind=", ".join(kind.label(lang) for kind in kinds),
        shield=", ".join(shields) + (f" ({', '.join(one.body)})" if one.body else ""),
        track=", ".join(tracks),
    )


def _validity(one: Provision, writer: Writer) -> str:
    days = (("from", one.valid_from), ("to", one.valid_to))
    told = [writer.words[key].format(day_words(day, writer.lang)) for key, day in days if day]
    return " ".join(told) or writer.words["always"]


def _provisions(writer: Writer, concerns: Callable[[Provision], bool]) -> Iterator[str]:
    """Name the provisions of law about something, state by state."""
    for one in filter(concerns, writer.vocabulary.law):
        yield writer.words["provision"].format(
            states=_states(one, writer),
            title="".join(writer.told(one.title)),
            answer=writer.words[f"answer-{one.answer}"],
            status=writer.words[one.status],
            code=one.id,
        )


def _term(topic: Topic, writer: Writer) -> Iterator[Given]:
    found = [
        (kind, topic.code in (kind.outcomes or {}).values()) for kind in writer.vocabulary.kinds
    ]
    grounds = [kind for kind, _ in found if topic.code in (kind.grounds or {}).values()]
    yield "outcome-of", writer.kinds(kind for kind, is_outcome in found if is_outcome)
    yield "grounds-of", writer.kinds(grounds)


def _problem(topic: Topic, writer: Writer) -> Iterator[Given]:
    tree = writer.manual.page("problems", topic.code)
    yield "is", [writer.words[severity] for severity in texts(tree.get("is"))]
    yield "explain", writer.told(tree.get("means"))
    yield "says", texts(tree.get("says"))
    yield "mend", writer.told(tree.get("mend"))
    yield "example", str(tree.get("example") or "").splitlines()
    yield "mended", str(tree.get("mended") or "").splitlines()
    yield "commands", [f"caseledger check --select {topic.code}"]


def _kind(topic: Topic, writer: Writer) -> Iterator[Given]:
    kind = writer.vocabulary.kind(topic.code)
    if kind is None:
        return
    yield from kind_facts(kind, writer.vocabulary, writer.lang).items()
    later = (one for one in writer.vocabulary.kinds if kind.code in one.follows)
    yield "leads", writer.kinds(later)
    yield "law", _provisions(writer, lambda one: kind.code in one.kind)
    example = example_of(kind, writer.vocabulary, mapping(writer.manual.pages.get("examples")))
    if example is None:
        yield "note", [writer.words["typed"]]
        return
    yield "example", example.lines
    yield "commands", [join(("caseledger", *example.words))]


def _rule(topic: Topic, writer: Writer) -> Iterable[Given]:
    return rule_parts(topic.code, writer.vocabulary, writer.lang)


def _profile(topic: Topic, writer: Writer) -> Iterable[Given]:
    return profile_parts(topic.code, writer.vocabulary, writer.lang)


def _instrument(topic: Topic, writer: Writer) -> Iterable[Given]:
    return instrument_parts(topic.code, writer.vocabulary, writer.lang)


PAGES: Mapping[str, Callable[[Topic, Writer], Iterable[Given]]] = {
    "standing": _standing,
    "alert": _alert,
    "shield": _shield,
    "exposure": _exposure,
    "track": _track,
    "law": _law,
    "rule": _rule,
    "profile": _profile,
    "instrument": _instrument,
    "problem": _problem,
    "kind": _kind,
    "term": _term,
}
"""What the page of each sort says. Which sorts there are: `SORTS` in `domain/manual.py`."""

EXACT = frozenset({"example", "mended", "commands"})
"""The parts that are exact."""


def sort_words(sort: str, lang: str, *, many: bool = False) -> str:
    """Name a sort of topic."""
    return SORTS[lang][sort][many]
