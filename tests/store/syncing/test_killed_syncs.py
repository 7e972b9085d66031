import subprocess
import sys
from pathlib import Path

import pytest
from tests.clones import Clones, add_event, change, clean, copied, head, make_clones, sync, text
from tests.committed_ledgers import git

TOP = Path(__file__).parents[3]
FIRST, STEP = 11, 23
"""Every so manieth event is one at which a sync is killed here."""
PLACES = 16
"""More than a sync has."""
CASES = ("wren", "c-7k2m4p")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Clones:
    clones = make_clones(tmp_path_factory.mktemp("clones"))
    add_event(clones.one, "first", "2024-03-01")
    change(clones.one, "KZ", "KG", "c-7k2m4p")
    (clones.one / "notes.md").write_text("notes\n")
    git(clones.one, "add", "notes.md")
    add_event(clones.one, "third", "2024-05-01")
    with pytest.MonkeyPatch.context() as patch:
        # What was seen over there is remembered in a home of this fixture's own.
        patch.setenv("HOME", str(clones.folder))
        assert sync(clones.one) == 0
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")
    return clones


def test_a_sync_that_is_killed_leaves_the_old_or_the_new_and_is_finished_by_the_next(
    made: Clones, tmp_path: Path
) -> None:
    whole = copied(made, tmp_path / "whole")
    old = (head(whole.two), *(text(whole.two, name) for name in CASES))
    assert sync(whole.two) == 0
    new = (head(whole.two), *(text(whole.two, name) for name in CASES))
    folders = [copied(made, tmp_path / str(number)) for number in range(PLACES)]

    killed = _killed([clones.two for clones in folders])

    assert 5 < killed < PLACES, killed
    for number, clones in enumerate(folders[:killed]):
        now = (head(clones.two), *(text(clones.two, name) for name in CASES))
        assert all(one in pair for one, *pair in zip(now, old, new, strict=True)), number
        assert sync(clones.two) == 0, number
        assert (head(clones.two), *(text(clones.two, name) for name in CASES)) == new, number
        assert head(clones.hub, "main") == new[0], number
        assert clean(clones.two), number


def _killed(roots: list[Path]) -> int:
    program = ["-m", "tests.store.syncing.sync_killing", str(FIRST), str(STEP)]
    words = [sys.executable, *program, *map(str, roots)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=TOP)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)
