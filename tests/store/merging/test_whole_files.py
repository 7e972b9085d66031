"""Files that two people changed by the program's commands and by hand, merged as texts."""

from __future__ import annotations

import pytest
from tests.store.merging.edited_files import BASES, versions
from tests.store.merging.merge_oracle import broken

EACH = 4


@pytest.mark.parametrize("name", BASES)
def test_a_merged_text_keeps_what_it_promises(name: str) -> None:
    """It reads as the trees merge; comments of both and lines that nobody touched are there."""
    for seed in range(EACH):
        given = versions(name, seed, 1 + seed % 4, 1 + seed // 2 % 4)
        assert list(broken(given)) == [], (name, seed)
