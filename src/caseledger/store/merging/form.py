"""How a text is kept in a file: its mark, its lines' ends, and whether the last line has one."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Form:
    """``end`` is that of all lines, or nothing where they have both kinds."""

    mark: bytes
    end: str | None
    is_open: bool

    @property
    def usual_end(self) -> str:
        """The end of a line that is new."""
        return self.end or "\n"

    def lines(self, text: str, own: Form) -> str:
        """Return a text of a form of its own with the line ends of this one.

        Lines in both kinds stay as they are, and so do those that are to be put among them.
        """
        if self.end is None or own.end is None:
            return text
        return text.replace("\r\n", "\n").replace("\n", self.end)

    def kept(self, text: str) -> bytes:
        """Return the bytes of a text that is complete."""
        if self.is_open:
            text = text.removesuffix("\n").removesuffix("\r")
        return self.mark + text.encode()


def form_of(raw: bytes) -> Form:
    """Return the form of a file."""
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    feeds, pairs = raw.count(b"\n"), raw.count(b"\r\n")
    end = "\n" if not pairs else "\r\n" if pairs == feeds else None
    return Form(mark, end, not raw.endswith(b"\n"))


def merged_form(bases: Sequence[Form | None], ours: Form, theirs: Form) -> Form:
    """Take of the form what only one side changed from that side, and else what ours has."""
    base = bases[0] if bases else None
    if base is None:
        return replace(ours, is_open=ours.is_open and theirs.is_open)
    return Form(
        _one(base.mark, ours.mark, theirs.mark),
        _one(base.end, ours.end, theirs.end),
        _one(base.is_open, ours.is_open, theirs.is_open),
    )


def _one(base: Value, ours: Value, theirs: Value) -> Value:
    return theirs if ours == base else ours
