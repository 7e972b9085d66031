"""Whether the tree of a kind has the right shape: in the catalogue and in a ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseledger.domain.kind import (
    BY_GROUNDS,
    FREE,
    KIND_FIELDS,
    OUTCOME_ELSE,
    STATE_FIELDS,
    STATUS_HELD,
    UNIVERSAL_FIELDS,
    is_true,
    mapping,
    slots,
    texts,
)
from caseledger.domain.problem import Path, Problem

CODE = re.compile(r"[a-z]+(?:-[a-z]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")
"""A kind is written ``track.verb``."""

EXPOSING_TRACKS = frozenset(("extradition", "removal", "transfer"))
"""Only these tracks have exposures."""

SLIP = 0.8
"""A new track that agrees with a known one to this part is taken for a slip of the pen."""

KEYS = frozenset(
    (
        "label",
        "phrase",
        "names",
        "required",
        "allowed",
        "outcomes",
        "grounds",
        "effects",
        "follows",
        "maps",
        "aliases",
        "input-only",
        "lasts",
        "like",
    )
)

FLAGS = ("input-only", "lasts")
"""Keys that say something by being there: the kind is only typed; what it tells of may last."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words that a kind may use: everything that stands elsewhere in the vocabulary."""

    kinds: Collection[str]
    tracks: Collection[str]
    levels: Collection[str]
    shields: Collection[str]
    lists: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Check:
    """One kind under examination."""

    code: str
    tree: Mapping[str, object]
    words: KnownWords


def check_kind(code: str, tree: object, words: KnownWords, path: Path) -> list[Problem]:
    """Return everything that is wrong with a kind; ``path`` is where its tree stands."""
    if not CODE.fullmatch(code):
        hint = "small Latin letters, digits and hyphens: track.verb"
        return [Problem("CL301", "a kind is written track.verb", path, value=code, hint=hint)]
    if not isinstance(tree, Mapping):
        return [Problem("CL203", "a kind needs a mapping with at least a label", path)]
    check = _Check(code, tree, words)
    parts = (_keys, _track, _labels, _phrases, _names, _fields, _lists, _follows, _effects)
    return [problem for part in parts for problem in part(check, path)]


def _keys(check: _Check, path: Path) -> Iterator[Problem]:
    for key in check.tree:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS)
            yield Problem("CL202", "a kind has no such key", (*path, key), value=key, hint=hint)
    for key in FLAGS:
        if not is_true(check.tree.get(key, "true")):
            yield Problem("CL203", "only true can stand here", (*path, key))


def _track(check: _Check, path: Path) -> Iterator[Problem]:
    """A new track is allowed; one that looks like a known one is a slip."""
    track = check.code.partition(".")[0]
    hint = "" if track in check.words.tracks else did_you_mean(track, check.words.tracks, SLIP)
    if hint:
        yield Problem("CL301", "the track is not known", path, value=track, hint=hint)


def _labels(check: _Check, path: Path) -> Iterator[Problem]:
    label = check.tree.get("label")
    if label is None:
        yield Problem("CL201", "a kind needs a label", path, hint="label: {en: ..., ru: ...}")
    elif not (_is_text(label) or (isinstance(label, Mapping) and label)):
        yield Problem("CL203", "a label is text, or text by language", (*path, "label"))
    for language, text in mapping(label).items():
        if not _is_text(text):
            yield Problem("CL203", "a label is text", (*path, "label", language))


def _phrases(check: _Check, path: Path) -> Iterator[Problem]:
    phrase = check.tree.get("phrase", {})
    if not isinstance(phrase, Mapping):
        yield Problem("CL203", "phrases stand under their language", (*path, "phrase"))
    for language, lines in mapping(phrase).items():
        here = (*path, "phrase", language)
        if not _are_texts(lines, single=True):
            yield Problem("CL203", "a phrase is text, or a list of texts", here)
        for name in {name for line in texts(lines) for name in slots(line)}:
            yield from _field(name, STATE_FIELDS | {"body"}, here)


def _names(check: _Check, path: Path) -> Iterator[Problem]:
    for key in ("names", "aliases"):
        if not _are_texts(check.tree.get(key, ())):
            yield Problem("CL203", "a list of words is expected", (*path, key))
    for position, former in enumerate(texts(check.tree.get("aliases"))):
        here = (*path, "aliases", position)
        if not CODE.fullmatch(former):
            yield Problem("CL301", "a former code is written track.verb", here, value=former)
        elif former in check.words.kinds:
            yield Problem("CL401", "a former code is the code of a kind", here, value=former)
    maps = check.tree.get("maps", {})
    if not isinstance(maps, Mapping) or not all(_are_texts(codes) for codes in maps.values()):
        hint = 'maps: {HURI: ["4:330101"]}'
        yield Problem("CL203", "each list needs a list of codes", (*path, "maps"), hint=hint)


def _fields(check: _Check, path: Path) -> Iterator[Problem]:
    for key in ("required", "allowed"):
        tree = check.tree.get(key, ())
        if not _are_texts(tree):
            yield Problem("CL203", "a list of fields is expected", (*path, key))
        for position, name in enumerate(texts(tree)):
            yield from _field(name, KIND_FIELDS | UNIVERSAL_FIELDS, (*path, key, position))


def _field(name: str, known: Collection[str], path: Path) -> Iterator[Problem]:
    if name not in known:
        hint = did_you_mean(name, known)
        yield Problem("CL204", "an event has no such field", path, value=name, hint=hint)


def _lists(check: _Check, path: Path) -> Iterator[Problem]:
    for key in ("outcomes", "grounds"):
        yield from _closed_list(check.tree.get(key, FREE), check.words.lists, (*path, key))


def _closed_list(tree: object, lists: Mapping[str, object], path: Path) -> Iterator[Problem]:
    """A closed list leads from codes to aliases; or it is ``free``, or the name of a shared one."""
    if isinstance(tree, str):
        if tree != FREE and tree not in lists:
            hint = did_you_mean(tree, [FREE, *lists])
            yield Problem("CL204", "no shared list has this name", path, value=tree, hint=hint)
        return
    if not isinstance(tree, Mapping) or not tree:
        hint = "outcomes: {code: [alias]}, or free"
        yield Problem("CL203", "codes with their aliases are expected", path, hint=hint)
        return
    seen = set(tree)
    for code, aliases in tree.items():
        if not (aliases is None or _are_texts(aliases, single=True)):
            yield Problem("CL203", "a list of aliases is expected", (*path, code))
        for alias in texts(aliases):
            if alias in seen:
                message = "the word stands twice in the list"
                yield Problem("CL401", message, (*path, code), value=alias)
            seen.add(alias)


def _follows(check: _Check, path: Path) -> Iterator[Problem]:
    if not _are_texts(check.tree.get("follows", ())):
        yield Problem("CL203", "a list of kinds is expected", (*path, "follows"))
    for position, code in enumerate(texts(check.tree.get("follows"))):
        yield from _kind_named(code, check, (*path, "follows", position))


def _kind_named(code: str, check: _Check, path: Path) -> Iterator[Problem]:
    others = [kind for kind in check.words.kinds if kind != check.code]
    if code not in others:
        hint = did_you_mean(code, others)
        yield Problem("CL301", "no other kind has this code", path, value=code, hint=hint)


# Effects


def _effects(check: _Check, path: Path) -> Iterator[Problem]:
    if "effects" in check.tree:
        yield from _steps(check.tree["effects"], check, (*path, "effects"))


def _steps(tree: object, check: _Check, path: Path) -> Iterator[Problem]:
    """Examine a mapping of operations, or a list of such mappings."""
    if isinstance(tree, Mapping):
        for operation, value in tree.items():
            yield from _operation(str(operation), value, check, (*path, operation))
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        for position, step in enumerate(tree):
            if isinstance(step, Mapping):
                yield from _steps(step, check, (*path, position))
            else:
                yield Problem("CL203", "an operation with its value is expected", (*path, position))
    else:
        yield Problem("CL203", "operations with their values are expected", path)


def _operation(operation: str, value: object, check: _Check, path: Path) -> Iterator[Problem]:
    examine = _OPERATIONS.get(operation)
    if examine is None:
        hint = did_you_mean(operation, _OPERATIONS)
        yield Problem("CL204", "no such operation", path, value=operation, hint=hint)
        return
    track = check.code.partition(".")[0]
    if operation in _ONLY_EXPOSING and track not in EXPOSING_TRACKS:
        hint = f"only kinds of the tracks {', '.join(sorted(EXPOSING_TRACKS))} can"
        yield Problem("CL204", "this track has no exposures", path, value=operation, hint=hint)
    yield from examine(value, check, path)


def _flag(value: object, _check: _Check, path: Path) -> Iterator[Problem]:
    if not is_true(value):
        yield Problem("CL203", "only true can stand here", path)


def _place(value: object, _check: _Check, path: Path) -> Iterator[Problem]:
    """The fields that name the state, the first that is present; or unknown."""
    if value == "unknown":
        return
    for name in str(value).split("|"):
        yield from _field(name, STATE_FIELDS, path)


def _level(value: object, check: _Check, path: Path) -> Iterator[Problem]:
    if value not in check.words.levels:
        hint = did_you_mean(str(value), check.words.levels)
        yield Problem("CL204", "no such level of exposure", path, value=str(value), hint=hint)


def _shield(value: object, check: _Check, path: Path) -> Iterator[Problem]:
    text = str(value)
    given = OUTCOME_ELSE.fullmatch(text)
    name = given[1] if given else text
    if not (given and name == STATUS_HELD):
        yield from _one_shield(name, check, path)
    if given and "outcomes" not in check.tree and "like" not in check.tree:
        yield Problem("CL204", "the kind has no outcomes to take the shield from", path)


def _one_shield(name: str, check: _Check, path: Path) -> Iterator[Problem]:
    if name not in check.words.shields:
        hint = did_you_mean(name, check.words.shields)
        yield Problem("CL204", "no such shield", path, value=name, hint=hint)


def _shields(value: object, check: _Check, path: Path) -> Iterator[Problem]:
    if not (_are_texts(value) and value):
        yield Problem("CL203", "a list of shields is expected", path)
    for name in texts(value):
        yield from _one_shield(name, check, path)


def _detain(value: object, _check: _Check, path: Path) -> Iterator[Problem]:
    if not _is_text(value) or ("{" in str(value) and value != BY_GROUNDS):
        message = "a kind of custody is expected, or {grounds}"
        yield Problem("CL204", message, path, value=str(value))


def _when_final(value: object, check: _Check, path: Path) -> Iterator[Problem]:
    yield from _steps(value, check, path)


def _when_outcome(value: object, check: _Check, path: Path) -> Iterator[Problem]:
    """The conditions are codes of the kind's own closed list of outcomes."""
    tree = check.tree.get("outcomes")
    known = mapping(check.words.lists.get(tree) if isinstance(tree, str) else tree)
    if not isinstance(value, Mapping):
        yield Problem("CL203", "outcomes with their effects are expected", path)
    for outcome, under in mapping(value).items():
        here = (*path, outcome)
        if known and outcome not in known:
            hint = did_you_mean(outcome, known)
            yield Problem("CL304", "the kind has no such outcome", here, value=outcome, hint=hint)
        yield from _steps(under, check, here)


_ONLY_EXPOSING = frozenset(("expose", "set-level", "clear-exposure"))
_OPERATIONS: Mapping[str, Callable[[object, _Check, Path], Iterator[Problem]]] = {
    "place": _place,
    "forced": _flag,
    "expose": _level,
    "set-level": _level,
    "clear-exposure": _flag,
    "shield": _shield,
    "clear-shield": _shields,
    "doubt-shield": _shields,
    "no-status": _flag,
    "detain": _detain,
    "release": _flag,
    "vanish": _flag,
    "die": _flag,
    "when-final": _when_final,
    "when-outcome": _when_outcome,
}
"""The closed set of what an event can do, each with the test of its value."""

OPERATIONS = tuple(_OPERATIONS)
"""The names of all operations."""


def did_you_mean(text: str, known: Collection[str], likeness: float = 0.6) -> str:
    """Return a hint with the known word that is most like a mistyped one, else nothing.

    ``likeness`` is how much of both must agree, from 0 to 1.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    nearest = get_close_matches(text, known, n=1, cutoff=likeness)
    return f"did you mean {nearest[0]}?" if nearest else ""


def _is_text(tree: object) -> bool:
    return isinstance(tree, str) and bool(tree.strip())


def _are_texts(tree: object, *, single: bool = False) -> bool:
    """Say whether a tree is a list of texts; ``single``: one text will do."""
    if isinstance(tree, str):
        return single and _is_text(tree)
    return isinstance(tree, Sequence) and all(map(_is_text, tree))
