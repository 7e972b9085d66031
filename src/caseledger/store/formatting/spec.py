"""What the format says of a value in a file: which keys it has, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from caseledger.domain.case import Case
from caseledger.domain.entry_values import IN_BRACES, field_type, is_bare, order_of, read_mark
from caseledger.domain.loading import shape_of
from caseledger.domain.values import Mismatch, a_date


@dataclass(frozen=True, slots=True)
class Spec:
    """A place in the format; without anything said, a place of the writer's own.

    ``part`` is what a mapping here is, ``many`` whether the value holds several of it. ``is_text``:
    no YAML reader may take what stands here for anything else than text, so it may need quotes.
    """

    part: type | None = None
    many: str = ""
    is_known: bool = False
    is_bare: bool = False
    is_date: bool = False
    in_braces: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is a field of the format that holds text."""
        return self.is_known and not self.is_bare

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of a mapping here, in their order."""
        return order_of(self.part) if self.part is not None and not self.many else ()

    def member(self, key: str | None) -> Spec:
        """Return what is said of a member: of a mapping by its key, of a list without one."""
        if key is None:
            return replace(self, many="") if self.many != "mapping" else Spec()
        if self.many == "mapping":
            return replace(self, many="")
        return Spec() if self.many or self.part is None else _field(self.part, key)


CASE = Spec(Case, is_known=True)


def canonical_date(data: object) -> str | None:
    """Return a date, also of the forms that are only read, as the format writes it."""
    try:
        return a_date(data).canonical
    except Mismatch:
        return None


@cache
def _field(part: type, key: str) -> Spec:
    shape = shape_of(part)
    if key not in shape.readers:
        return Spec()
    kind, leads = field_type(part, key), shape.inner.get(key)
    mark = read_mark(kind)
    return Spec(
        part=leads.part if leads else None,
        many=leads.many if leads else "",
        is_known=True,
        is_bare=is_bare(kind),
        is_date=mark is not None and mark.words == "date",
        in_braces=key in IN_BRACES,
    )
