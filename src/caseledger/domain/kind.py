"""A kind of event as data: its words, its fields, and what it does to a person's state."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

UNIVERSAL_FIELDS = frozenset(
    (
        "id",
        "date",
        "kind",
        "sources",
        "people",
        "state",
        "served",
        "known",
        "published",
        "time",
        "after",
        "note",
        "visibility",
        "embargo",
        "credibility",
        "place",
        "links",
        "resolved",
        "count",
    )
)
"""Fields that every event may carry, whatever its kind."""

KIND_FIELDS = frozenset(
    (
        "country",
        "by",
        "from",
        "to",
        "body",
        "authority",
        "level",
        "outcome",
        "grounds",
        "until",
        "for",
        "reference",
        "suspensive",
        "final",
        "against",
        "of",
        "procedure",
        "charges",
        "in_absentia",
        "circumstances",
        "assignee",
    )
)
"""Fields that an event may carry only if its kind knows them."""

STATE_FIELDS = frozenset(("country", "by", "from", "to"))
"""Fields that hold a state."""

FREE = "free"
"""Instead of a closed list of outcomes or grounds: any text."""

BY_GROUNDS = "{grounds}"
"""Value of ``detain``: the kind of custody is what the event gives as grounds."""

OUTCOME_ELSE = re.compile(r"\{outcome, else (.+)\}")
"""Value of ``shield``: what the event gives as outcome, and a shield to fall back on."""

STATUS_HELD = "the status held"
"""The fallback of ``shield`` that means the status of this host that was written last."""

_SLOT = re.compile(r"\{([a-z_|]+)\}")


@dataclass(frozen=True, slots=True)
class Effect:
    """One step of what an event does; the steps of a kind act in the order of writing.

    ``value`` is a word, or the shields that are cleared or doubted, or ``true`` for operations
    without a value. ``condition`` is None, or a field and the text that it must hold:
    ``("final", "yes")``, ``("outcome", "inadmissible")``.
    """

    operation: str
    value: str | tuple[str, ...] = "true"
    condition: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event. Codes never change; a renamed kind keeps its former code as an alias.

    ``outcomes`` and ``grounds`` lead from every accepted word to the code that it stands for;
    None means that the field is not used, or that any text is good (``outcomes_free``). What does
    not last happens at once: an arrest, a ruling, a request.
    """

    code: str
    track: str
    labels: Mapping[str, str] = field(hash=False)
    phrases: Mapping[str, tuple[str, ...]] = field(hash=False)
    names: tuple[str, ...]
    required: tuple[str, ...]
    allowed: frozenset[str]
    outcomes: Mapping[str, str] | None = field(hash=False)
    outcomes_free: bool
    grounds: Mapping[str, str] | None = field(hash=False)
    grounds_free: bool
    effects: tuple[Effect, ...]
    follows: tuple[str, ...]
    maps: Mapping[str, tuple[str, ...]] = field(hash=False)
    aliases: tuple[str, ...]
    input_only: bool
    lasts: bool

    @property
    def verb(self) -> str:
        """The part of the code after the track."""
        return self.code.partition(".")[2]

    @property
    def stage(self) -> int:
        """The exile stage that the event marks: 0 none, 1 on notice, 2 arrested, 3 returned."""
        return max((int(text) for text in self.maps.get("CAPE", ())), default=0)

    def label(self, language: str) -> str:
        """Return the short name in a language, else in English, else the code."""
        return self.labels.get(language) or self.labels.get("en") or self.code

    def allows(self, name: str) -> bool:
        """Say whether an event of this kind may carry a field."""
        return name in self.allowed or name in UNIVERSAL_FIELDS

    def outcome(self, text: str) -> str | None:
        """Return the code of an outcome, or None where the kind does not know it."""
        return _coded(text, self.outcomes, free=self.outcomes_free)

    def ground(self, text: str) -> str | None:
        """Return the code of one of the grounds, or None where the kind does not know it."""
        return _coded(text, self.grounds, free=self.grounds_free)

    def sentence(self, language: str, values: Mapping[str, str]) -> str:
        """Say what happened: the first phrase whose fields are all given, else the label."""
        for phrase in self.phrases.get(language, ()):
            text = _filled(phrase, values)
            if text is not None:
                return text
        return self.label(language)


@dataclass(frozen=True, slots=True)
class KindContext:
    """What the reading of a kind needs from the rest of the catalogue."""

    track_fields: Mapping[str, frozenset[str]]
    lists: Mapping[str, object]


def kind_from(code: str, tree: object, context: KindContext) -> Kind:
    """Build a kind from its tree, which was checked before."""
    given = mapping(tree)
    track = code.partition(".")[0]
    outcomes, outcomes_free = _words(given.get("outcomes"), context)
    grounds, grounds_free = _words(given.get("grounds"), context)
    required = texts(given.get("required"))
    own = [*required, *texts(given.get("allowed"))]
    own += ["outcome"] if "outcomes" in given else []
    own += ["grounds"] if "grounds" in given else []
    return Kind(
        code=code,
        track=track,
        labels=labels(given.get("label")),
        phrases=texts_by_key(given.get("phrase")),
        names=texts(given.get("names")),
        required=required,
        allowed=context.track_fields.get(track, frozenset()).union(own),
        outcomes=outcomes,
        outcomes_free=outcomes_free,
        grounds=grounds,
        grounds_free=grounds_free,
        effects=effects_from(given.get("effects")),
        follows=texts(given.get("follows")),
        maps=texts_by_key(given.get("maps")),
        aliases=texts(given.get("aliases")),
        input_only=is_true(given.get("input-only")),
        lasts=is_true(given.get("lasts")),
    )


def effects_from(tree: object, condition: tuple[str, str] | None = None) -> tuple[Effect, ...]:
    """Read effects: a mapping of operations, or a list of such mappings, in order."""
    steps = tree if isinstance(tree, Sequence) and not isinstance(tree, str) else (tree,)
    return tuple(
        effect
        for step in steps
        for operation, value in mapping(step).items()
        for effect in _effects_of(operation, value, condition)
    )


def _effects_of(
    operation: str, value: object, condition: tuple[str, str] | None
) -> tuple[Effect, ...]:
    """Unfold one operation; a conditional one gives all that stands under it."""
    if operation == "when-final":
        return effects_from(value, ("final", "yes"))
    if operation == "when-outcome":
        return tuple(
            effect
            for outcome, under in mapping(value).items()
            for effect in effects_from(under, ("outcome", outcome))
        )
    return (Effect(operation, _value(value), condition),)


def _value(tree: object) -> str | tuple[str, ...]:
    """Read the value of an operation: a list of shields, or a word."""
    if is_true(tree):
        return "true"
    return tree if isinstance(tree, str) else texts(tree)


def _words(tree: object, context: KindContext) -> tuple[Mapping[str, str] | None, bool]:
    """Read a closed list of codes with aliases, or the name of a shared one, or ``free``."""
    if tree is None:
        return None, False
    if tree == FREE:
        return None, True
    given = mapping(context.lists.get(tree) if isinstance(tree, str) else tree)
    words = {alias: code for code, aliases in given.items() for alias in texts(aliases)}
    return {code: code for code in given} | words, False


def _coded(text: str, words: Mapping[str, str] | None, *, free: bool) -> str | None:
    """Find the code of a word; any text is its own code where the list is free."""
    if free:
        return text
    return None if words is None else words.get(text) or words.get(text.casefold())


def _filled(phrase: str, values: Mapping[str, str]) -> str | None:
    """Put values into ``{field}`` and ``{field|other}``; None if one of them is missing."""
    missing = False

    def value(slot: re.Match[str]) -> str:
        nonlocal missing
        found = next((values[name] for name in slot[1].split("|") if values.get(name)), "")
        missing = missing or not found
        return found

    text = _SLOT.sub(value, phrase)
    return None if missing else text


def slots(phrase: str) -> tuple[str, ...]:
    """Return the fields that a phrase names."""
    return tuple(name for slot in _SLOT.findall(phrase) for name in slot.split("|"))


def mapping(tree: object) -> Mapping[str, object]:
    """Return the tree if it is a mapping, else an empty one."""
    return tree if isinstance(tree, Mapping) else {}


def texts(tree: object) -> tuple[str, ...]:
    """Return the texts of a list; a single text stands for a list of one."""
    if isinstance(tree, str):
        return (tree,) if tree else ()
    return tuple(str(item) for item in tree) if isinstance(tree, Sequence) else ()


def texts_by_key(tree: object) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of texts that stand under each key."""
    return {key: texts(value) for key, value in mapping(tree).items()}


def labels(tree: object) -> Mapping[str, str]:
    """Return labels by language; a single text is the English one."""
    if isinstance(tree, str):
        return {"en": tree}
    return {language: str(text) for language, text in mapping(tree).items()}


def is_true(tree: object) -> bool:
    """Read a flag, written as text or already as a truth value."""
    return tree is True or tree == "true"
