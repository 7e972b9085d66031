"""Text that stood without quotes, and what YAML 1.2 makes of it."""

from __future__ import annotations

import re

# The core schema of YAML 1.2.2, section 10.3.2. What older readers take for more than text
# (`yes`, `12:30`, `2024-01-08`) is not in it.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
NOT_TEXT = re.compile(
    r"""
      [-+]?[0-9]++                                                      # 7, 010
    | [-+]?(?:\.[0-9]++|[0-9]++(?:\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?     # 1.5, .5, 12e4
    | 0o[0-7]++
    | 0x[0-9a-fA-F]++
    | [-+]?\.(?:inf|Inf|INF)
    | \.(?:nan|NaN|NAN)
    | true | True | TRUE
    | false | False | FALSE
    """,
    re.VERBOSE,
)

# Most text begins with a letter that none of these can begin with: a tenth of the time.
MAY_BE_MORE_THAN_TEXT = frozenset("0123456789+-.tTfFnN~") | {""}


class Plain(str):
    """An unquoted scalar that the YAML 1.2 core schema reads as a number or a truth value.

    It is text all the same (`2022` is a fine date); only a field that must be text minds.
    """

    __slots__ = ()


def read_plain(text: str) -> str | None:
    """Return what an unquoted scalar means: nothing, a `Plain`, or text as it stands."""
    if text[:1] not in MAY_BE_MORE_THAN_TEXT:
        return text
    if text in NULLS:
        return None
    return Plain(text) if NOT_TEXT.fullmatch(text) else text
