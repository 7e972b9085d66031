"""An id that every clone has, and a number of commits that never falls."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.committed_ledgers import OPEN, WREN, committed, git
from tests.small_ledgers import write_ledger

from caseledger.errors import OutsideFailure
from caseledger.store.ledger_identity import History, Identity, identity_of

CASE = "cases/wren.yaml"
START = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return committed(tmp_path / "ledger", {"wren": OPEN, "c-7k2m4p": WREN})


def commit(root: Path, text: str, path: str = CASE) -> None:
    """Write a file and commit it."""
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "x")


def wren(root: Path, rules: str | None = None) -> History:
    return identity_of(root, rules=rules).history("wren")


def test_every_clone_and_every_later_commit_has_the_same_id(ledger: Path, tmp_path: Path) -> None:
    first = identity_of(ledger).id
    git(tmp_path, "clone", "-q", str(ledger), "clone")
    commit(ledger, OPEN + "\n# more\n")
    assert identity_of(ledger).id == identity_of(tmp_path / "clone").id == first
    assert len(first) == 20
    assert set(first) <= set("0123456789abcdef")


def test_the_id_does_not_show_the_commit(ledger: Path) -> None:
    root = git(ledger, "rev-list", "--max-parents=0", "HEAD").strip()
    known = {root, hashlib.sha1(root.encode(), usedforsecurity=False).hexdigest()}
    assert not any(one.startswith(identity_of(ledger).id) for one in known)


def test_another_ledger_of_the_same_repository_has_another_id(ledger: Path) -> None:
    write_ledger(ledger / "second", {"wren": OPEN})
    commit(ledger, OPEN, "second/cases/wren.yaml")
    second = identity_of(ledger / "second")
    assert second.id != identity_of(ledger).id
    assert second.history("wren").commits == 2, "the case and the settings, once each"


def test_histories_that_were_joined_keep_the_id_of_the_first(ledger: Path, tmp_path: Path) -> None:
    before = identity_of(ledger).id
    other = committed(tmp_path / "other", {"owl": WREN.replace("c-7k2m4p", "owl")}, "format: 1\n\n")
    git(ledger, "fetch", "-q", str(other), "main")
    git(ledger, "merge", "-q", "--allow-unrelated-histories", "-X", "ours", "FETCH_HEAD")
    assert identity_of(ledger).id == before


def test_without_git_the_name_of_the_ledger_decides(tmp_path: Path) -> None:
    here = write_ledger(tmp_path / "here", {"wren": OPEN})
    there = write_ledger(tmp_path / "there", {"wren": OPEN})
    assert identity_of(here, "Our cases") == identity_of(there, "Our cases")
    assert identity_of(here, "Our cases").id != identity_of(here, "Others").id
    assert identity_of(here).histories == {}


def test_a_repository_without_a_commit_is_as_none(tmp_path: Path) -> None:
    root = write_ledger(tmp_path / "ledger", {"wren": OPEN})
    before = identity_of(root, "Ours")
    git(root, "init", "-q", "-b", "main")
    assert identity_of(root, "Ours") == before


def test_a_shallow_clone_is_refused(ledger: Path, tmp_path: Path) -> None:
    commit(ledger, OPEN + "\n# more\n")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{ledger}", "shallow")
    with pytest.raises(OutsideFailure, match="whole history") as refused:
        identity_of(tmp_path / "shallow")
    assert "--unshallow" in refused.value.hint
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert identity_of(tmp_path / "shallow").id == identity_of(ledger).id


def test_commits_of_the_case_and_of_what_all_rest_on_are_counted(ledger: Path) -> None:
    assert wren(ledger) == History(2, START)
    commit(ledger, OPEN + "\n# more\n")
    assert wren(ledger).commits == 3
    commit(ledger, "format: 1\nname: Ours\n", "ledger.yaml")
    commit(ledger, "about other things\n", "README.md")
    assert wren(ledger).commits == 4
    assert identity_of(ledger).history("c-7k2m4p").commits == 3
    commit(ledger, "format: 1\n", "rules/ours.yaml")
    assert [wren(ledger, rules).commits for rules in ("rules", None)] == [5, 4]


@pytest.mark.parametrize("rules", ["../elsewhere", "/etc", ".", ""])
def test_a_folder_of_rules_elsewhere_is_not_looked_at(ledger: Path, rules: str) -> None:
    assert wren(ledger, rules).commits == 2


def test_a_move_between_folders_of_years_goes_on_counting(ledger: Path) -> None:
    (ledger / "cases" / "2026").mkdir()
    git(ledger, "mv", CASE, "cases/2026/wren.yaml")
    git(ledger, "commit", "-q", "-m", "by years")
    assert wren(ledger).commits > 2
    assert not wren(ledger).changed


def test_the_last_commit_of_the_case_itself_is_told(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-01T00:30:00+0500")
    commit(ledger, OPEN + "\n# more\n")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-04-01T00:00:00+0000")
    commit(ledger, "format: 1\nname: Ours\n", "ledger.yaml")
    assert wren(ledger).last == datetime(2026, 2, 28, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize("taken", ["ours", "theirs"])
def test_the_number_rises_for_both_sides_of_a_merge(ledger: Path, taken: str) -> None:
    git(ledger, "switch", "-q", "-c", "side")
    for number in range(3):
        commit(ledger, f"{OPEN}\n# side {number}\n")
    git(ledger, "switch", "-q", "main")
    commit(ledger, OPEN + "\n# main\n")
    both = []
    for branch in ("main", "side"):
        git(ledger, "switch", "-q", branch)
        both.append(wren(ledger).commits)
    git(ledger, "switch", "-q", "main")
    git(ledger, "merge", "-q", "-X", taken, "-m", "joined", "side")
    assert wren(ledger).commits > max(both)


def test_a_merge_that_drops_a_side_is_a_change_for_that_side(ledger: Path) -> None:
    git(ledger, "branch", "side")
    commit(ledger, "# unrelated\n", "ledger.md")
    git(ledger, "switch", "-q", "side")
    commit(ledger, OPEN + "\n# side\n")
    before = wren(ledger).commits
    git(ledger, "switch", "-q", "main")
    git(ledger, "merge", "-q", "-s", "ours", "-m", "joined", "side")
    assert wren(ledger).commits > before


def edit_case(root: Path) -> None:
    (root / CASE).write_text(OPEN + "\n# more\n", encoding="utf-8")


def edit_settings(root: Path) -> None:
    (root / "ledger.yaml").write_text("format: 1\nname: Ours\n", encoding="utf-8")


def add_rules(root: Path) -> None:
    (root / "rules").mkdir()
    (root / "rules" / "ours.yaml").write_text("format: 1\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (edit_case, {"wren"}),
        (edit_settings, {"wren", "c-7k2m4p"}),
        (add_rules, {"wren", "c-7k2m4p"}),
        (lambda root: (root / "README.md").write_text("x", encoding="utf-8"), set()),
        (lambda root: (root / CASE).touch(), set()),
        (lambda root: (root / CASE).unlink(), {"wren"}),
        (
            lambda root: (root / CASE).write_bytes(
                (root / CASE).read_bytes().replace(b"\n", b"\r\n")
            ),
            set(),
        ),
    ],
)
def test_what_is_not_committed_shows(ledger: Path, edit: object, changed: set[str]) -> None:
    assert callable(edit)
    edit(ledger)
    found = identity_of(ledger, rules="rules").histories
    assert {case for case, history in found.items() if history.changed} == changed


def test_a_link_among_the_cases_does_not_stop_it(ledger: Path) -> None:
    (ledger / "cases" / "link.yaml").symlink_to("wren.yaml")
    git(ledger, "add", ".")
    git(ledger, "commit", "-q", "-m", "a link")
    found = identity_of(ledger)
    assert found.history("link").changed
    assert not found.history("wren").changed


def test_a_case_that_was_never_committed_has_no_commits(ledger: Path) -> None:
    assert identity_of(ledger).history("new") == History(0, None, changed=True)
    assert Identity("x", {}).history("new").changed


def test_no_filter_of_the_repository_runs(ledger: Path) -> None:
    """`git status` would run it for a file whose time has changed."""
    trace = ledger.parent / "ran"
    git(ledger, "config", "filter.evil.clean", f"touch {trace}; cat")
    (ledger / ".git" / "info" / "attributes").write_text("*.yaml filter=evil\n", encoding="utf-8")
    edit_case(ledger)
    assert wren(ledger).changed
    assert not trace.exists()


def test_a_ledger_of_a_sha256_repository_is_compared_as_well(tmp_path: Path) -> None:
    root = write_ledger(tmp_path / "ledger", {"wren": OPEN})
    git(root, "init", "-q", "-b", "main", "--object-format=sha256")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "x")
    assert not wren(root).changed
    edit_case(root)
    assert wren(root).changed
