"""The kinds that a ledger adds to the vocabulary, under ``vocabulary`` in its ``ledger.yaml``."""

from __future__ import annotations

from collections.abc import Mapping

from caseledger.domain.kind import Kind, kind_from, mapping, texts
from caseledger.domain.kind_check import KnownWords, check_kind, did_you_mean
from caseledger.domain.problem import Path, Problem
from caseledger.domain.vocabulary import Vocabulary

_LENT = ("outcomes", "grounds", "effects", "follows", "lasts")


def own_kinds(tree: object, base: Vocabulary) -> tuple[list[Kind], list[Problem]]:
    """Read a ledger's own kinds: the good ones, and what is wrong with the others.

    ``tree`` is what stands under ``vocabulary``: kinds by code, in the form of the built-in ones.
    ``like: KIND`` takes the fields, lists, effects and order of a built-in kind, and whether it
    lasts, where the kind itself says nothing.
    """
    path: Path = ("vocabulary",)
    if tree is None:
        return [], []
    if not isinstance(tree, Mapping):
        return [], [Problem("CL203", "kinds by their code are expected", path)]
    words = known_words(base, tuple(tree))
    kinds: list[Kind] = []
    problems: list[Problem] = []
    for code, one in tree.items():
        found = _clashes(code, one, base, (*path, code)) + _model(one, base, (*path, code))
        found += check_kind(code, _with_lent(one, base), words, (*path, code))
        problems += found
        if not found:
            kinds.append(kind_from(code, _with_lent(one, base), base.context))
    return kinds, problems


def known_words(base: Vocabulary, more_kinds: tuple[str, ...] = ()) -> KnownWords:
    """Collect the words that a kind may use, with kinds that are only about to be added."""
    return KnownWords(
        kinds=(*base.codes, *more_kinds),
        tracks=base.tracks,
        levels=base.levels,
        shields=tuple(base.shields),
        lists=base.context.lists,
    )


def _clashes(code: str, tree: object, base: Vocabulary, path: Path) -> list[Problem]:
    """Refuse codes and former codes that mean something already."""
    problems = []
    if base.canonical(code):
        hint = "choose another code; like: takes over what a built-in kind does"
        message = "the code belongs to a built-in kind"
        problems.append(Problem("CL401", message, path, value=code, hint=hint))
    for position, former in enumerate(texts(mapping(tree).get("aliases"))):
        if base.canonical(former):
            here = (*path, "aliases", position)
            message = "a former code belongs to a built-in kind"
            problems.append(Problem("CL401", message, here, value=former))
    return problems


def _model(tree: object, base: Vocabulary, path: Path) -> list[Problem]:
    """Refuse to be like anything but a built-in kind."""
    model = mapping(tree).get("like")
    if model is None or (isinstance(model, str) and base.tree(base.canonical(model) or "")):
        return []
    text = str(model)
    hint = did_you_mean(text, base.codes)
    return [Problem("CL301", "no such built-in kind", (*path, "like"), value=text, hint=hint)]


def _with_lent(tree: object, base: Vocabulary) -> object:
    """Fill in what a kind takes over from the built-in one that it is like."""
    model = mapping(tree).get("like")
    kind = base.kind(model) if isinstance(model, str) else None
    if kind is None:
        return tree
    source = base.tree(kind.code)
    lent: dict[str, object] = {key: source[key] for key in _LENT if key in source}
    lent |= {"required": list(kind.required), "allowed": sorted(kind.allowed)}
    return lent | dict(mapping(tree))
