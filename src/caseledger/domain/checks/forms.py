"""What is read in a form that the format itself does not write."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from caseledger.domain.case import PARTS, Case
from caseledger.domain.checks.context import Context
from caseledger.domain.edits import Put
from caseledger.domain.fields import Date
from caseledger.domain.loading import ATTRIBUTES, KEYS, shape_of
from caseledger.domain.problem import Mend, Path, Problem, Severity

DATES = {
    part: tuple(one.name for one in fields(part) if one.type in (Date, Date | None))
    for part in PARTS
}
"""The attributes of each part that hold a date."""


def check_forms(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """A date may be written ``../2024``; the format writes ``[..2024]``."""
    for path, part in parts_at(case, ()):
        for attribute in DATES[type(part)]:
            date = getattr(part, attribute)
            if date is not None and date.text != date.canonical:
                place = (*path, KEYS.get(attribute, attribute))
                message = "the format writes this date in another way"
                hint = f'write "{date.canonical}"'
                mend = Mend((Put(place, date.canonical),), safe=True)
                yield Problem("CL901", message, place, Severity.INFO, date.text, hint, mend=mend)


def parts_at(part: Any, path: Path) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401 - any part
    """Yield a part of a case and all that stand inside it, each with its place."""
    yield path, part
    for key, inner in shape_of(type(part)).inner.items():
        value = getattr(part, ATTRIBUTES.get(key, key))
        if not value:
            continue
        if inner.many:
            members = value.items() if inner.many == "mapping" else enumerate(value)
            for step, member in members:
                yield from parts_at(member, (*path, key, step))
        else:
            yield from parts_at(value, (*path, key))
