"""Which commit a day or a revision means, on real repositories."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.committed_ledgers import commit_at, committed, git

from caseledger.errors import Ambiguous, NotFound, OutsideFailure, UsageProblem
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.history import commit_at as last_by
from caseledger.store.history import commit_named, described, known_by
from caseledger.store.known import Known

TODAY = date(2026, 2, 2)
ALMATY = ZoneInfo("Asia/Almaty")
FIRST = "2024-01-10T12:00:00Z"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A ledger of one commit, of 10 January 2024."""
    folder = committed(tmp_path / "ledger", {})
    commit_at(folder, FIRST, "--amend")
    return folder


def known(root: Path, word: str, zone: str = "UTC", today: date = TODAY) -> Known:
    return known_by(root, word, ZoneInfo(zone), today)


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def place(root: Path) -> GitPlace:
    found = find_place(root)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("zone", "day", "has_it"),
    [
        pytest.param("UTC", "2024-03-09", True, id="half past eleven at night, in its zone"),
        pytest.param("Asia/Almaty", "2024-03-09", False, id="in Almaty it is the next day"),
        pytest.param("Asia/Almaty", "2024-03-10", True, id="and there it counts"),
        pytest.param("America/New_York", "2024-03-09", True, id="in New York it is that evening"),
        pytest.param("America/New_York", "2024-03-08", False, id="and not the day before"),
    ],
)
def test_the_time_zone_of_the_ledger_ends_the_day(
    root: Path, zone: str, day: str, has_it: bool
) -> None:
    first = head(root)
    late = commit_at(root, "2024-03-09T23:30:00Z")

    assert known(root, day, zone).commit.id == (late if has_it else first)


@pytest.mark.parametrize(
    ("second", "has_it"), [("2024-03-31T20:59:59Z", True), ("2024-03-31T21:00:00Z", False)]
)
def test_a_day_ends_with_its_last_second_also_where_the_clock_was_moved(
    root: Path, second: str, has_it: bool
) -> None:
    # In Warsaw the night to 31 March 2024 had an hour less; in Helsinki the day ends at 21:00 UTC.
    first = head(root)
    late = commit_at(root, second)

    found = known(root, "2024-03-31", "Europe/Helsinki")
    assert found.commit.id == (late if has_it else first)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("2024-03", "2024-03-31"),
        ("2024", "2024-12-31"),
        ("yesterday", "2026-02-01"),
        ("3w ago", "2026-01-12"),
        ("8 Jan 2025", "2025-01-08"),
        ("mid-2024-02", "2024-02-20"),
    ],
)
def test_a_day_is_typed_as_everywhere_and_a_span_counts_to_its_end(
    root: Path, word: str, day: str
) -> None:
    last = commit_at(root, f"{day}T23:59:59Z")
    commit_at(root, (datetime.fromisoformat(day) + timedelta(1)).strftime("%Y-%m-%dT00:00:00Z"))

    found = known(root, word)
    assert (found.asked, found.commit.id) == (word, last)


def test_a_span_that_lasts_counts_to_today(root: Path) -> None:
    last = commit_at(root, "2026-02-02T10:00:00Z")
    commit_at(root, "2026-02-03T10:00:00Z")

    assert known(root, "2026").commit.id == last


@pytest.mark.parametrize("word", ["tomorrow", "2026-02-03", "2027"])
def test_a_day_to_come_is_refused(root: Path, word: str) -> None:
    with pytest.raises(UsageProblem):
        known(root, word)


@pytest.mark.parametrize("word", ["2024-01-09", "2023", "1969-12-31", "0001-01-01"])
def test_before_the_first_commit_there_is_nothing(root: Path, word: str) -> None:
    with pytest.raises(NotFound, match="begins later"):
        known(root, word)


def test_a_day_counts_on_the_first_parent_line_and_what_was_merged_later_is_counted(
    root: Path,
) -> None:
    git(root, "switch", "-q", "-c", "other")
    commit_at(root, "2024-02-01T12:00:00Z")
    commit_at(root, "2024-02-02T12:00:00Z")
    commit_at(root, "2024-04-01T12:00:00Z")
    git(root, "switch", "-q", "main")
    own = commit_at(root, "2024-02-10T12:00:00Z")
    git(root, "merge", "-q", "--no-ff", "--no-commit", "other")
    merge = commit_at(root, "2024-05-01T12:00:00Z")

    before, after = known(root, "2024-03-01"), known(root, "2024-05-01")
    assert (before.commit.id, before.merged_later) == (own, 2)
    assert (after.commit.id, after.merged_later) == (merge, 0)


def test_what_a_branch_had_first_was_not_known_before_it_was_merged(root: Path) -> None:
    """Also where its commit is the last of all by that day."""
    own = commit_at(root, "2024-02-01T12:00:00Z")
    git(root, "switch", "-q", "-c", "other")
    commit_at(root, "2024-02-20T12:00:00Z")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "--no-commit", "other")
    commit_at(root, "2024-05-01T12:00:00Z")

    found = known(root, "2024-03-01")
    assert (found.commit.id, found.merged_later) == (own, 1)


def test_a_revision_counts_what_was_merged_later_as_its_day_does(root: Path) -> None:
    first = head(root)
    git(root, "switch", "-q", "-c", "other")
    commit_at(root, FIRST)
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "other")

    assert known(root, first).merged_later == 1


def test_what_stands_on_the_line_itself_was_not_merged(root: Path) -> None:
    first = head(root)
    commit_at(root, FIRST)
    commit_at(root, "2023-01-01T00:00:00Z")

    assert known(root, first).merged_later == 0


def test_of_a_branch_apart_nothing_was_merged(root: Path) -> None:
    git(root, "switch", "-q", "-c", "apart")
    apart = commit_at(root, "2024-06-01T12:00:00Z")
    git(root, "switch", "-q", "main")
    commit_at(root, "2024-05-01T12:00:00Z")

    found = known(root, "apart")
    assert (found.commit.id, found.merged_later) == (apart, 0)


def test_to_a_branch_apart_nothing_came_later_whatever_was_merged(root: Path) -> None:
    git(root, "switch", "-q", "-c", "other")
    commit_at(root, "2024-03-01T12:00:00Z")
    git(root, "switch", "-q", "-c", "apart", "main")
    commit_at(root, "2024-06-01T12:00:00Z")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "other")

    assert known(root, "apart").merged_later == 0


@given(days=st.lists(st.integers(-3, 3), min_size=1, max_size=6), asked=st.integers(-4, 4))
@settings(max_examples=12)
def test_a_wrong_clock_hides_no_commit_before_it(
    tmp_path_factory: pytest.TempPathFactory, days: list[int], asked: int
) -> None:
    """Whatever the clocks said, it is the last commit of the line that is not later."""
    base = datetime(2024, 6, 15, 12, tzinfo=UTC)
    root = committed(tmp_path_factory.mktemp("line") / "ledger", {})
    git(root, "update-ref", "-d", "HEAD")
    line = [commit_at(root, (base + timedelta(shift)).isoformat()) for shift in days]
    wanted = [one for one, shift in zip(line, days, strict=True) if shift <= asked]

    day = (base + timedelta(asked)).date().isoformat()
    if wanted:
        assert known(root, day).commit.id == wanted[-1]
    else:
        with pytest.raises(NotFound):
            known(root, day)


def test_a_commit_is_told_in_the_zone_that_was_asked_for(root: Path) -> None:
    oid = commit_at(root, "2024-03-09T23:30:00+01:00", "-m", "слово\n\nmore", "--author=Ä <a@b>")

    found = described(place(root), [oid, head(root)], ALMATY)
    assert [one.id for one in found] == [oid, oid]
    assert found[0].when.isoformat() == "2024-03-10T03:30:00+05:00"
    assert (found[0].author, found[0].email) == ("Ä", "a@b")
    assert len(found[0].parents) == 1


@pytest.mark.parametrize("word", ["HEAD", "main", "HEAD^{commit}", "v1", "HEAD^{/more}", "@"])
def test_a_revision_is_anything_that_git_takes_for_a_commit(root: Path, word: str) -> None:
    git(root, "tag", "-a", "-m", "t", "v1")

    assert known(root, word).commit.id == head(root)


@pytest.mark.parametrize(
    "word", ["nope", "", "HEAD:ledger.yaml", "--all", "HEAD~99", "a\0b", "HEAD\n", "^HEAD", "a..b"]
)
def test_what_is_no_commit_and_no_day(root: Path, word: str) -> None:
    with pytest.raises(NotFound, match="no such commit, branch or day"):
        known(root, word)


def test_a_word_that_is_a_day_and_a_revision_is_ambiguous(root: Path) -> None:
    git(root, "tag", "2024-03")

    with pytest.raises(Ambiguous) as refused:
        known(root, "2024-03")
    assert refused.value.candidates == ("2024-03-31", head(root)[:12])
    assert [known(root, one).commit.id for one in refused.value.candidates] == [head(root)] * 2


def test_a_whole_day_is_a_day_whatever_else_has_its_name(root: Path) -> None:
    first = head(root)
    commit_at(root, "2024-06-01T12:00:00Z")
    git(root, "tag", "2024-03-01")

    assert known(root, "2024-03-01").commit.id == first
    assert known(root, "tags/2024-03-01").commit.id == head(root)


def test_a_year_is_not_the_beginning_of_an_id(root: Path) -> None:
    tree = git(root, "rev-parse", "HEAD^{tree}").strip()
    clerk = "A Clerk <clerk@example.org> 1704880000 +0000"
    texts = (f"tree {tree}\nauthor {clerk}\ncommitter {clerk}\n\n{n}\n" for n in count())
    raw = next(text for text in texts if _id_of(text).startswith("2025"))
    (root / "draft").write_text(raw, encoding="utf-8")
    made = git(root, "hash-object", "-t", "commit", "-w", "--no-filters", "draft").strip()
    git(root, "reset", "-q", "--hard", made)
    later = commit_at(root, "2024-09-01T12:00:00Z")

    assert made.startswith("2025")
    assert known(root, "2025").commit.id == later
    assert known(root, made[:7]).commit.id == made


def _id_of(commit: str) -> str:
    return hashlib.sha1(
        f"commit {len(commit)}\0{commit}".encode(), usedforsecurity=False
    ).hexdigest()


def shallow(root: Path, folder: Path, depth: int) -> Path:
    git(root.parent, "clone", "-q", f"--depth={depth}", root.as_uri(), str(folder))
    return folder


def test_in_a_part_of_a_clone_what_is_missing_is_said(root: Path, tmp_path: Path) -> None:
    commit_at(root, "2024-02-01T12:00:00Z")
    last = commit_at(root, "2024-03-01T12:00:00Z")
    part = shallow(root, tmp_path / "part", 1)

    assert known(part, "2024-03-05").commit.id == last
    with pytest.raises(OutsideFailure) as refused:
        known(part, "2024-02-15")
    assert "--unshallow" in refused.value.hint
    with pytest.raises(NotFound) as unknown:
        known(part, "HEAD~2")
    assert "--unshallow" in unknown.value.hint


def test_without_a_history(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="not in a git repository"):
        known(tmp_path, "HEAD")
    git(tmp_path, "init", "-q")
    with pytest.raises(NotFound, match="nothing was committed"):
        known(tmp_path, "yesterday")


def test_settings_of_the_repository_change_nothing_and_run_nothing(root: Path) -> None:
    before = (known(root, "2024-02-01"), last_by(place(root), datetime(2024, 2, 1, tzinfo=UTC)))
    for key, value in (
        ("log.showSignature", "true"),
        ("gpg.program", "false"),
        ("i18n.logOutputEncoding", "KOI8-R"),
        ("color.ui", "always"),
        ("core.pager", "touch pager-was-run; cat"),
        ("format.pretty", "oneline"),
    ):
        git(root, "config", key, value)

    again = (known(root, "2024-02-01"), last_by(place(root), datetime(2024, 2, 1, tzinfo=UTC)))
    assert again == before
    assert not [*root.glob("**/pager-was-run")]
    assert commit_named(place(root), "HEAD") == before[1]
