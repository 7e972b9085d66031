from pathlib import Path

import pytest
from tests.clones import Clones, add_event, clean, head, sync, text, told
from tests.committed_ledgers import git


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder / "ledger.bundle"


def test_two_clones_come_to_the_same_by_a_stick(
    clones: Clones, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")

    assert told(clones.one, capsys, str(stick))["pushed"] == 2
    assert told(clones.two, capsys, str(stick))["fetched"] == 1
    assert told(clones.one, capsys, str(stick))["fetched"] == 2

    assert head(clones.one) == head(clones.two)
    assert "id: second" in text(clones.one)
    assert git(clones.two, "log", "-1", "--format=%s") == "sync: merge 1 commit from a bundle\n"
    assert [path.name for path in stick.parent.iterdir()] == [stick.name]
    assert clean(clones.one)
    assert clean(clones.two)


def test_a_ledger_can_be_cloned_from_it(clones: Clones, stick: Path, tmp_path: Path) -> None:
    assert sync(clones.one, str(stick)) == 0

    git(tmp_path, "clone", "-q", str(stick), "third")

    assert text(tmp_path / "third") == text(clones.one)
    assert git(tmp_path / "third", "branch", "--show-current") == "main\n"


def test_what_holds_all_of_it_is_not_written_again(
    clones: Clones, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sync(clones.one, str(stick))
    before = stick.stat().st_ino

    assert told(clones.one, capsys, str(stick))["pushed"] == 0
    assert stick.stat().st_ino == before


def test_a_stick_with_an_old_copy_is_brought_up_to_date(clones: Clones, stick: Path) -> None:
    sync(clones.one, str(stick))
    old = stick.read_bytes()
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one, str(stick))
    stick.write_bytes(old)

    assert sync(clones.one, str(stick)) == 0
    assert head(clones.one) in git(clones.one, "bundle", "list-heads", str(stick))


def test_a_full_stick_keeps_the_old_file(
    clones: Clones,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sync(clones.one, str(stick))
    old = stick.read_bytes()
    add_event(clones.one, "first", "2024-03-01")
    monkeypatch.setattr("caseledger.store.syncing.bundles.sync", _full)

    assert sync(clones.one, str(stick)) == 6

    assert stick.read_bytes() == old
    assert [path.name for path in stick.parent.iterdir()] == [stick.name]
    assert "is as it was: No space left" in capsys.readouterr().err


def _full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("spoil", ["header", "pack", "end"])
def test_a_damaged_bundle_is_not_taken_in(clones: Clones, stick: Path, spoil: str) -> None:
    add_event(clones.two, "second", "2024-04-01")
    sync(clones.two, str(stick))
    raw = bytearray(stick.read_bytes())
    if spoil == "header":
        raw[0] = 0x21
    elif spoil == "pack":
        raw[-200] ^= 0xFF
    else:
        del raw[-50:]
    stick.write_bytes(raw)
    before = (head(clones.one), text(clones.one))

    assert sync(clones.one, str(stick)) == 4

    assert (head(clones.one), text(clones.one)) == before
    assert stick.read_bytes() == bytes(raw)


def test_a_bundle_that_rests_on_what_is_not_here_says_so(
    clones: Clones, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.two, "second", "2024-04-01")
    add_event(clones.two, "third", "2024-05-01")
    git(clones.two, "bundle", "create", "-q", str(stick), "HEAD~1..main")

    assert sync(clones.one, str(stick)) == 4
    assert "commits that are not here" in capsys.readouterr().err


def test_a_bundle_of_other_branches_is_not_overwritten(
    clones: Clones, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(clones.two, "branch", "drafts")
    add_event(clones.two, "second", "2024-04-01")
    git(clones.two, "bundle", "create", "-q", str(stick), "--all")
    old = stick.read_bytes()
    add_event(clones.one, "first", "2024-03-01")

    assert sync(clones.one, str(stick)) == 5

    assert stick.read_bytes() == old
    assert "holds other branches too" in capsys.readouterr().err
    assert "id: second" in text(clones.one)


def test_a_dry_run_writes_nothing(clones: Clones, stick: Path) -> None:
    assert sync(clones.one, "--dry-run", str(stick)) == 0
    assert not stick.exists()


def test_a_stick_that_is_not_there(clones: Clones, tmp_path: Path) -> None:
    assert sync(clones.one, str(tmp_path / "none" / "x.bundle")) == 2
