"""The steps by which a day was counted, as values; `render` puts them into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step. ``values`` are days, numbers and codes, the same in every language."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
