"""Conflicts in words: what clashes where, what each version says, and what was settled.

Values of a case that is not public are shown on a terminal only, as `check` does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from caseledger.domain.consequence import Consequence
from caseledger.domain.merging.clash import ABSENT, Clash, Reason
from caseledger.domain.resolving import Conflict, Where, address_text
from caseledger.render.consequence import lines
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.screen import Screen, visible
from caseledger.render.table import Cell, Column, Table
from caseledger.render.textconv import facts
from caseledger.render.wording import Wording

TITLES = {
    "en": ("Case", "Where", "Why", "Before", "Ours", "Theirs"),
    "ru": ("Дело", "Где", "Почему", "Было", "Наше", "Их"),
}
KEYS = ("case", "address", "reason", "base", "ours", "theirs")
HEADS = frozenset({"case", "address"})
REASONS = {
    "en": {
        Reason.CHANGED_TWICE: "changed on both sides",
        Reason.DELETED_AND_CHANGED: "deleted on one side, changed on the other",
        Reason.ADDED_TWICE: "added on both sides",
        Reason.REORDERED_TWICE: "put in two orders",
        Reason.SAME_MOMENT: "two events of one date: which came first?",
        Reason.STILL_USED: "taken away on one side, needed by what the other brought",
        Reason.DEPENDS: "each side is in order, both together are not",
    },
    "ru": {
        Reason.CHANGED_TWICE: "изменено с обеих сторон",
        Reason.DELETED_AND_CHANGED: "удалено с одной стороны, изменено с другой",
        Reason.ADDED_TWICE: "добавлено с обеих сторон",
        Reason.REORDERED_TWICE: "порядок изменён по-разному",
        Reason.SAME_MOMENT: "два события одной даты: какое раньше?",
        Reason.STILL_USED: "удалено с одной стороны, нужно тому, что внесла другая",
        Reason.DEPENDS: "каждая сторона верна, вместе — нет",
    },
}
WORDS = {
    "en": {
        "nothing": "nothing",
        "file": "the file as it is there",
        "fits": "the versions fit together, entry by entry",
        "base": "before",
        "ours": "ours",
        "theirs": "theirs",
        "whole": "the whole file",
    },
    "ru": {
        "nothing": "ничего",
        "file": "файл, какой он там",
        "fits": "версии сходятся, запись за записью",
        "base": "было",
        "ours": "наше",
        "theirs": "их",
        "whole": "весь файл",
    },
}


def page(found: Sequence[Conflict], envelope: Envelope, screen: Screen) -> Page:
    """Lay out conflicts for every format, a row for each clash."""
    rows = tuple(row for one in found for row in _rows(one, screen))
    columns = tuple(
        Column(key, title, keep=key == "case", head=key in HEADS)
        for key, title in zip(KEYS, TITLES[screen.lang], strict=True)
    )
    return Page(envelope, [_data(one) for one in found], Table(columns, rows))


def clash_lines(conflict: Conflict, clash: Clash, screen: Screen) -> list[str]:
    """Say one clash to somebody who decides it: where it is, why, and what each version says."""
    words = WORDS[screen.lang]
    head = _place(conflict, clash, words)
    told = [f"{head}: {REASONS[screen.lang][clash.reason]}"]
    names = ("", conflict.ours_is, conflict.theirs_is)
    for side, value, name in zip(("base", "ours", "theirs"), _values(clash), names, strict=True):
        if side == "base" and clash.reason is Reason.SAME_MOMENT:
            continue
        told.append(f"  {words[side]}{f', {name}' if name else ''}:")
        told += [f"    {text}" for text in _value_lines(value, words)]
    return [visible(line) for line in told]


def _place(conflict: Conflict, clash: Clash, words: dict[str, str]) -> str:
    if not clash.address:
        return words["whole"]
    head = conflict.heads.get(clash.address[:2], "")
    other = f" / {address_text(clash.other)}" if clash.other else ""
    return f"{address_text(clash.address)}{other}" + (f" ({head})" if head else "")


def _value_lines(value: object, words: dict[str, str]) -> Iterator[str]:
    if value is ABSENT:
        yield words["nothing"]
    elif isinstance(value, bytes):
        yield words["file"]
    elif isinstance(value, str):
        yield from value.removesuffix("\n").split("\n")
    else:
        yield from (line.lstrip(".: ") for line in facts("", value))


def _rows(conflict: Conflict, screen: Screen) -> Iterator[tuple[Cell, ...]]:
    words = WORDS[screen.lang]
    shown = conflict.is_public or screen.width is not None
    if not conflict.clashes:
        yield (Cell(conflict.case), Cell(""), Cell(words["fits"]), Cell(""), Cell(""), Cell(""))
    for clash in conflict.clashes:
        texts = [_in_one_line(one, words) if shown else "" for one in _values(clash)]
        yield (
            Cell(conflict.case),
            Cell(address_text(clash.address)),
            Cell(REASONS[screen.lang][clash.reason], value=clash.reason.value),
            *(Cell(text) for text in texts),
        )


def _values(clash: Clash) -> tuple[object, object, object]:
    """What each version says; of two events of one date each side's own."""
    if clash.reason is Reason.SAME_MOMENT:
        ours, theirs = (
            one[0] if isinstance(one, list) else one for one in (clash.ours, clash.theirs)
        )
        return clash.base, ours, theirs
    return clash.base, clash.ours, clash.theirs


def _in_one_line(value: object, words: dict[str, str]) -> str:
    return "; ".join(_value_lines(value, words))


def _data(conflict: Conflict) -> dict[str, object]:
    return {
        "case": conflict.case,
        "path": conflict.path,
        "where": conflict.where.value,
        "ours_is": conflict.ours_is,
        "theirs_is": conflict.theirs_is,
        "clashes": [_clash(one, shown=conflict.is_public) for one in conflict.clashes],
    }


def _clash(clash: Clash, *, shown: bool) -> dict[str, object]:
    sides = dict(zip(("base", "ours", "theirs"), _values(clash), strict=True))
    values = {side: _public(value) if shown else None for side, value in sides.items()}
    return {
        "address": address_text(clash.address),
        "reason": clash.reason.value,
        "other": address_text(clash.other) if clash.other else None,
        **values,
        "absent": [side for side, value in sides.items() if value is ABSENT],
        "shown": shown,
    }


def _public(value: object) -> object:
    return None if value is ABSENT or isinstance(value, bytes) else value


def settled_lines(conflict: Conflict, left: Iterable[str], way_on: str) -> list[str]:
    """Say that a case is settled, what else is not, and how to go on."""
    staged = " and staged" if conflict.where is Where.GIT else ""
    rest = [f"  still to settle: {one}" for one in left]
    ending = rest or [f"nothing else is to settle: {way_on}"]
    return [visible(line) for line in (f"{conflict.path}: settled{staged}", *ending)]


def follows_lines(
    conflict: Conflict, found: Sequence[Consequence], wording: Wording, screen: Screen
) -> list[str]:
    """Say what a decision comes to for each person, where that may be shown."""
    if not conflict.is_public and screen.width is None:
        return []
    return [f"  {text}" for text in lines(found, wording, screen)]
