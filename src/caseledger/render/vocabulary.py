"""The kinds of events: a table of them, the entry of one, and the public JSON."""

from collections.abc import Iterator, Mapping, Sequence

from caseledger.domain.kind import Effect, Kind
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.effect_words import effect_words
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.screen import Line, Screen, drawn, padded, visible, wrapped
from caseledger.render.table import Cell, Column, Table

TITLES = {
    "en": {
        "kind": "Kind",
        "label": "Label",
        "names": "Short names",
        "required": "Needs",
        "allowed": "May have",
        "outcomes": "Outcomes",
        "grounds": "Grounds",
        "effects": "Effects",
        "follows": "Follows",
        "maps": "Published codes",
        "aliases": "Former names",
        "track": "Track",
        "any": "any text",
        "none": "none on the standing",
        "also": "also every event's own: date, sources, people, state, note ...",
    },
    "ru": {
        "kind": "Вид",
        "label": "Название",
        "names": "Краткие имена",
        "required": "Обязательно",
        "allowed": "Возможно",
        "outcomes": "Исходы",
        "grounds": "Основания",
        "effects": "Действие",
        "follows": "Следует за",
        "maps": "Коды списков",
        "aliases": "Прежние имена",
        "track": "Производство",
        "any": "любой текст",
        "none": "не меняет положение",
        "also": "и поля любого события: date, sources, people, state, note ...",
    },
}

LABEL = 18
"""Columns for the titles of an entry."""


def page(
    kinds: Sequence[Kind], entry: Kind | None, vocabulary: Vocabulary, envelope: Envelope, lang: str
) -> Page:
    """Lay out kinds for every format; of a single one its whole entry."""

    def drawing(screen: Screen) -> str:
        lines = _entry(entry, vocabulary, lang, screen) if entry else ()
        return drawn(lines, screen)

    data = [kind_data(kind) for kind in kinds]
    return Page(envelope, data, _table(kinds, lang), drawing if entry else None)


def _table(kinds: Sequence[Kind], lang: str) -> Table:
    titles = TITLES[lang]
    return Table(
        (
            Column("kind", titles["kind"], keep=True, head=True),
            Column("label", titles["label"], least=16),
            Column("names", titles["names"], least=12),
            Column("fields", titles["required"], least=8),
        ),
        tuple(
            (
                Cell(kind.code, "strong"),
                Cell(kind.label(lang)),
                Cell(", ".join(kind.names)),
                Cell(", ".join(kind.required)),
            )
            for kind in kinds
        ),
    )


def _entry(kind: Kind, vocabulary: Vocabulary, lang: str, screen: Screen) -> Iterator[Line]:
    yield ((kind.code, "title"), (f"  {visible(kind.label(lang))}", ""))
    yield ()
    for key, texts in kind_facts(kind, vocabulary, lang).items():
        yield from fact_lines(TITLES[lang][key], texts, screen)


def kind_facts(kind: Kind, vocabulary: Vocabulary, lang: str) -> Mapping[str, Sequence[str]]:
    """Return the entry of a kind: lines by the keys of `TITLES`; empty ones are left out."""
    words = TITLES[lang]
    facts: dict[str, Sequence[str]] = {
        "track": [vocabulary.word("tracks", kind.track, lang)],
        "names": [", ".join(kind.names)],
        "required": [", ".join(kind.required)],
        "allowed": [", ".join(sorted(kind.allowed - set(kind.required))), words["also"]],
        "outcomes": _coded(kind.outcomes, vocabulary, lang, words["any"] * kind.outcomes_free),
        "grounds": _coded(kind.grounds, vocabulary, lang, words["any"] * kind.grounds_free),
        "effects": [effect_words(one, vocabulary, lang) for one in kind.effects] or [words["none"]],
        "follows": [", ".join(kind.follows)],
        "maps": [f"{name} {', '.join(codes)}" for name, codes in kind.maps.items()],
        "aliases": [", ".join(kind.aliases)],
    }
    return {key: lines for key, texts in facts.items() if (lines := [t for t in texts if t])}


def _coded(
    words: Mapping[str, str] | None, vocabulary: Vocabulary, lang: str, free: str
) -> Sequence[str]:
    """One line for each code: the code, its words, and other words for the same."""
    if words is None:
        return [free]
    others: dict[str, list[str]] = {code: [] for code in dict.fromkeys(words.values())}
    for word, code in words.items():
        if word != code:
            others[code].append(word)
    lines = []
    for code, aliases in others.items():
        term = vocabulary.term(code, lang)
        spoken = f" ({term})" if term not in (code, code.replace("-", " ")) else ""
        lines.append(f"{code}{spoken}" + (f": {', '.join(aliases)}" if aliases else ""))
    return lines


def fact_lines(title: str, texts: Sequence[str], screen: Screen) -> Iterator[Line]:
    """Draw texts beside their title, wrapped to what is left of the screen."""
    room = None if screen.width is None else max(screen.width - LABEL, 1)
    label = title
    for text in texts:
        for words in wrapped(visible(text), room):
            yield ((padded(label, LABEL), "quiet"), (words, ""))
            label = ""


def kind_data(kind: Kind) -> dict[str, object]:
    """Return the public JSON object of one kind."""
    return {
        "kind": kind.code,
        "track": kind.track,
        "label": dict(kind.labels),
        "names": list(kind.names),
        "required": list(kind.required),
        "allowed": sorted(kind.allowed),
        "outcomes": _words_data(kind.outcomes, free=kind.outcomes_free),
        "grounds": _words_data(kind.grounds, free=kind.grounds_free),
        "effects": [_effect_data(effect) for effect in kind.effects],
        "follows": list(kind.follows),
        "maps": {name: list(codes) for name, codes in kind.maps.items()},
        "aliases": list(kind.aliases),
    }


def _words_data(words: Mapping[str, str] | None, *, free: bool) -> dict[str, object] | None:
    """Return codes with their aliases; ``any`` where any text is good; None where unused."""
    if words is None:
        return {"any": True, "codes": {}} if free else None
    codes: dict[str, list[str]] = {}
    for word, code in words.items():
        codes.setdefault(code, []).extend([word] if word != code else [])
    return {"any": free, "codes": codes}


def _effect_data(effect: Effect) -> dict[str, object]:
    value = list(effect.value) if isinstance(effect.value, tuple) else effect.value
    condition = dict([effect.condition]) if effect.condition else None
    return {"operation": effect.operation, "value": value, "when": condition}
