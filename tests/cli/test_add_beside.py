"""What is in the same file, of others or half typed, while an entry is added."""

from pathlib import Path

import pytest
from tests.committed_ledgers import added, commits, git, head, run, text, wren

from caseledger.actions import writing
from caseledger.actions.plans import Plan
from caseledger.store.recording import Recorded


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wren(tmp_path)


def _changed_lines(diff: str) -> list[str]:
    return [one for one in diff.splitlines() if one[:1] in "+-" and one[:3] not in ("+++", "---")]


def moved_underneath(root: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Let somebody change the file after a command has read it and before it writes."""
    carry_out = writing.carry_out

    def late(plan: Plan, said: str, *, commit: bool) -> Recorded:
        path = root / "cases" / "c-7k2m4p.yaml"
        path.write_text(text(root).replace(old, new), encoding="utf-8")
        return carry_out(plan, said, commit=commit)

    monkeypatch.setattr(writing, "carry_out", late)


def test_what_came_into_the_file_meanwhile_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved_underneath(root, monkeypatch, "# The end.", "# The very end.")

    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-s", "counsel") == 0

    assert "# The very end." in text(root)
    assert "protection.lodged" in text(root)
    assert "# The very end." not in head(root)
    assert "protection.lodged" in head(root)


def test_what_does_not_fit_any_more_is_kept_and_nothing_overwritten(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    moved_underneath(root, monkeypatch, "id: counsel", "id: lawyer")

    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-s", "counsel") == 5

    err = capsys.readouterr().err
    kept = root / err.rpartition(" kept in ")[2].strip()
    assert "protection.lodged" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0
    assert "id: lawyer" in text(root)
    assert "protection.lodged" not in text(root)
    assert commits(root) == 1


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("  - id: half\n    date: 2024-0\n    kind: movem", id="an entry half typed"),
        pytest.param("  - id: half\n    date: [2024-01\n", id="not even YAML"),
        pytest.param("x_note: 'open quote\n", id="an open quote"),
    ],
)
def test_what_is_half_typed_stays_and_does_not_stop_an_entry(
    root: Path, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    path.write_text(text(root).replace("2025-09-02", "2025-09-03"), encoding="utf-8")
    git(root, "add", "cases/c-7k2m4p.yaml")
    path.write_text(text(root) + typed, encoding="utf-8")
    before = [_changed_lines(git(root, "diff", *staged)) for staged in ((), ("--cached",))]

    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-s", "counsel") == 0

    assert "half typed" in capsys.readouterr().err
    assert "    kind: protection.lodged" in added(root)
    assert "protection.lodged" in text(root)
    assert text(root).endswith(typed)
    after = [_changed_lines(git(root, "diff", *staged)) for staged in ((), ("--cached",))]
    assert after == before


def test_what_is_half_typed_in_the_same_lines_is_left_alone(root: Path) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    path.write_text(
        text(root).replace("    sources: [counsel]      # by phone", "    sources: [couns"),
        encoding="utf-8",
    )
    before = text(root)

    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-s", "counsel") == 2
    assert text(root) == before
    assert commits(root) == 1
