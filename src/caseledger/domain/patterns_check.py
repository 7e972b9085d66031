"""Whether events can fit a pattern of a rule at all: its kinds exist and know what it asks for."""

from collections.abc import Iterator, Sequence

from caseledger.domain.kind import KIND_FIELDS, UNIVERSAL_FIELDS, Kind
from caseledger.domain.kind_check import did_you_mean
from caseledger.domain.problem import Path, Problem
from caseledger.domain.rules.choices import FOR, UNTIL
from caseledger.domain.rules.rule import EventPattern
from caseledger.domain.rules_codes import KIND_KEYS
from caseledger.domain.vocabulary import Vocabulary

FIELDS = KIND_FIELDS | UNIVERSAL_FIELDS


def check_pattern(pattern: EventPattern, words: Vocabulary, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with a pattern that stands at a path."""
    if not pattern.kind:
        yield Problem("CL203", "nothing stands here", (*path, "kind"))
    for name in KIND_KEYS:
        for position, code in enumerate(getattr(pattern, name)):
            yield from _kind(code, words, (*path, name, position))
    kinds = [kind for code in pattern.kind if (kind := words.kind(code))]
    if kinds:
        yield from _words(pattern, kinds, path)
        yield from _bodies(pattern, words, path)
        yield from _fields(pattern, kinds, path)


def _kind(code: str, words: Vocabulary, path: Path) -> Iterator[Problem]:
    kind = words.kind(code)
    if kind is None:
        hint = did_you_mean(code, words.codes)
        yield Problem("CL301", "no such kind", path, value=code, hint=hint)
    elif kind.input_only:
        message = "no file has events of this kind: it is a way of typing"
        yield Problem("CL301", message, path, value=code, hint="use clock: served instead")


def _words(pattern: EventPattern, kinds: Sequence[Kind], path: Path) -> Iterator[Problem]:
    """Every outcome and ground is known to one of the kinds."""
    for name, code, find in (
        ("outcome", "CL304", Kind.outcome),
        ("not_outcome", "CL304", Kind.outcome),
        ("grounds", "CL305", Kind.ground),
        ("not_grounds", "CL305", Kind.ground),
    ):
        for position, word in enumerate(getattr(pattern, name)):
            if not any(find(kind, word) for kind in kinds):
                lists = (k.outcomes if find is Kind.outcome else k.grounds for k in kinds)
                known = {one for words in lists for one in words or ()}
                message, here = "none of these kinds knows the word", (*path, name, position)
                yield Problem(code, message, here, value=word, hint=did_you_mean(word, known))


def _bodies(pattern: EventPattern, words: Vocabulary, path: Path) -> Iterator[Problem]:
    known = words.words("bodies")
    for position, word in enumerate(pattern.body):
        if word not in known:
            here, hint = (*path, "body", position), did_you_mean(word, known)
            yield Problem("CL204", "no such body", here, value=word, hint=hint)


def _fields(pattern: EventPattern, kinds: Sequence[Kind], path: Path) -> Iterator[Problem]:
    """Every field that is asked for is one that such an event may have."""
    asked: list[tuple[str, Path]] = [
        (name, (name,))
        for name in ("body", "level", "procedure", "final")
        if getattr(pattern, name)
    ]
    asked += [(pattern.clock, ("clock",))] if pattern.clock in (UNTIL, FOR) else []
    for key in ("has", "lacks"):
        asked += [(name, (key, i)) for i, name in enumerate(getattr(pattern, key))]
    for name, place in asked:
        here = (*path, *place)
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS)
            yield Problem("CL204", "events have no such field", here, value=name, hint=hint)
        elif not any(kind.allows(name) for kind in kinds):
            message = "no event of these kinds has this field"
            yield Problem("CL303", message, here, value=name)
