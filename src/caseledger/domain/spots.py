"""Where a dotted path leads in a case: ``title``, ``events.z8n3c.date`` or ``z8n3c.date``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from caseledger.domain.case import Case, Event, Person, Source
from caseledger.domain.edits import Named, Spot
from caseledger.domain.loading import shape_of
from caseledger.domain.typed import entry
from caseledger.errors import Ambiguous, NotFound, UsageProblem

LISTS: dict[str, type] = {"people": Person, "sources": Source, "events": Event}
"""The lists of a case whose entries a path may name by their ids alone."""

NOUNS = {"people": "person", "sources": "source", "events": "event"}
OWN = "x_"
"""How keys begin that are the user's own."""


@dataclass(frozen=True, slots=True)
class Found:
    """A spot, and the part and key that lie there; no key where the spot is an entry.

    ``entry`` is the list and the id of the entry that the spot lies in, where it lies in one.
    """

    spot: Spot = ()
    part: type | None = Case
    key: str = ""
    entry: tuple[str, ...] = ()


def spot_of(case: Case, path: str) -> Found:
    """Find what a path means in a case. Raises `NotFound`, `Ambiguous` or `UsageProblem`.

    Its first word is a field of the case, a list of entries, or the id of an entry; ids may be cut
    short where nothing else begins so.
    """
    steps = [step for step in path.split(".") if step]
    if not steps:
        raise UsageProblem("a path is expected", "for example title, or z8n3c.date")
    if steps[0] not in shape_of(Case).readers and not steps[0].startswith(OWN):
        steps = [_list_with(case, steps[0]), *steps]
    return _walked(case, Found(), steps)


def _list_with(case: Case, word: str) -> str:
    """Name the list in which an id, or the beginning of one, stands."""
    ids = [(part, one.id) for part in LISTS for one in getattr(case, part)]
    found = {part for part, key in ids if key == word}
    found = found or {part for part, key in ids if key.startswith(word)}
    if len(found) > 1:
        raise Ambiguous(
            "this fits several entries", [f"{part}.{word}" for part in sorted(found)], word
        )
    if not found:
        near = get_close_matches(word, [*shape_of(Case).readers, *(key for _, key in ids)], n=1)
        hint = f"did you mean {near[0]}?" if near else "for example title, or the id of an event"
        raise NotFound("there is no such field or entry in this case", hint)
    return found.pop()


def _walked(case: Case, at: Found, steps: Sequence[str]) -> Found:
    """Follow the steps of a path from where it has come to."""
    if not steps:
        return at
    key, rest = steps[0], steps[1:]
    here = replace(at, spot=(*at.spot, key), key=key)
    if at.part is None or key.startswith(OWN):
        return _walked(case, replace(here, part=None), rest)
    shape = shape_of(at.part)
    if key not in shape.readers:
        near = get_close_matches(key, shape.readers, n=1)
        raise UsageProblem(
            "the format has no such key here",
            f"did you mean {near[0]}?" if near else "your own keys begin with x_",
        )
    if not rest:
        return here
    leads = shape.inner.get(key)
    if leads is None:
        raise UsageProblem(f"nothing lies below {key}")
    if not leads.many:
        return _walked(case, replace(here, part=leads.part, key=""), rest)
    name, step = _member(case, here, rest[0], is_list=leads.many == "list")
    inside = replace(here, spot=(*here.spot, step), part=leads.part, key="")
    inside = replace(inside, entry=(key, name)) if not at.entry else inside
    return _walked(case, inside, rest[1:])


def _member(case: Case, at: Found, word: str, *, is_list: bool) -> tuple[str, str | Named]:
    """Name a member of a list of parts by its id, of a mapping by its key."""
    if not is_list:
        return word, word
    if at.key in LISTS and not at.entry:
        name = entry(word, [one.id for one in getattr(case, at.key)], NOUNS[at.key])
        return name, Named(name)
    return word, Named(word)
