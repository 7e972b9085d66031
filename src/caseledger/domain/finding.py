"""What a look at a machine and a ledger found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``state`` is ``ok``, ``warning`` or ``error``."""

    state: str
    subject: str
    words: str
    hint: str = ""
