"""What `doctor` finds on a machine, in a ledger and in its clone, and what it mends."""

import datetime as dt
import shutil
import subprocess
import zoneinfo
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.small_ledgers import BROKEN, LIMBO, case, write_ledger

from caseledger import __released__, __version__
from caseledger.actions.doctor import Examined, Machine, examine
from caseledger.actions.doctor.folder import folder_findings
from caseledger.actions.setup import init
from caseledger.domain.finding import Finding
from caseledger.errors import UsageProblem
from caseledger.store.places import folds_case
from caseledger.store.zone_data import zone_data_version

NOW = dt.datetime(2027, 3, 1, 22, tzinfo=dt.UTC)
MACHINE = Machine("utf-8", NOW)
NO_ZONE = "Moon/Crater"
LATE = case("late", "date: 2100-12-20, kind: protection.refused, country: KZ, served: 2100-12-20")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger as init makes it, with a case."""
    folder = tmp_path_factory.mktemp("begun") / "ledger"
    init(folder, "Asia/Almaty")
    (folder / "cases" / "held.yaml").write_text(LIMBO, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "held")
    return folder


@pytest.fixture(autouse=True)
def zone_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in the place of the system's zones, which come from the package then."""
    folder = tmp_path_factory.mktemp("zones")
    (folder / "tzdata.zi").write_text("# version 2026c\n", encoding="ascii")
    zoneinfo.reset_tzpath(to=[str(folder)])
    yield folder
    zoneinfo.reset_tzpath()


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "ledger"))


def git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)
    return done.stdout.decode()


def look(root: Path, known: Machine = MACHINE, *, fix: bool = False) -> Examined:
    def today(zone: str) -> dt.date:
        if zone == NO_ZONE:
            raise UsageProblem("the time zone is not known")
        return known.given or known.now.astimezone(zoneinfo.ZoneInfo(zone)).date()

    return examine(root, today, known, fix=fix)


def states(seen: Examined, subject: str) -> list[str]:
    return [one.state for one in seen.found if one.subject == subject]


def of(seen: Examined, subject: str) -> Finding:
    (found,) = (one for one in seen.found if one.subject == subject)
    return found


def in_doubt(seen: Examined) -> list[tuple[str, str]]:
    return [(one.state, one.subject) for one in seen.found if one.state != "ok"]


def everything_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its size and when it was changed last."""
    found = {one: one.lstat() for one in folder.rglob("*")}
    return {str(one): (stat.st_size, stat.st_mtime_ns) for one, stat in found.items()}


def test_what_init_makes_is_in_order_and_looking_changes_nothing(root: Path) -> None:
    before = everything_in(root)

    seen = look(root)

    assert in_doubt(seen) == []
    assert everything_in(root) == before
    assert of(seen, "caseledger").words.startswith(__version__)
    assert of(seen, "clock").words == "2027-03-02 in Asia/Almaty"
    assert {"Python", "YAML", "git", "identity", "trust", "letters", "holidays", "time zones"} <= {
        one.subject for one in seen.found
    }


def test_outside_of_a_ledger_the_machine_is_looked_at(tmp_path: Path) -> None:
    seen = look(tmp_path, fix=True)

    assert in_doubt(seen) == [("error", "ledger")]
    assert {"Python", "git", "time zones"} <= {one.subject for one in seen.found}
    assert (seen.ledger, seen.mended) == (None, ())


@pytest.mark.parametrize(
    ("settings", "subject", "told"),
    [
        pytest.param("format: [\n", "ledger.yaml", "1 problem", id="no YAML"),
        pytest.param("format: 1\nrequires: '>=99'\n", "ledger", "needs caseledger 99", id="newer"),
        pytest.param(f"format: 1\ntimezone: {NO_ZONE}\n", "time zones", "UTC is taken", id="zone"),
    ],
)
def test_a_ledger_that_cannot_be_read_hides_nothing_else(
    root: Path, settings: str, subject: str, told: str
) -> None:
    (root / "ledger.yaml").write_text(settings, encoding="utf-8")

    seen = look(root)

    wrong = [one for one in seen.found if one.subject == subject and one.state == "error"]
    assert [told in one.words for one in wrong] == [True]
    assert states(seen, "trust") == ["ok"]


def test_without_git_the_rest_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    seen = look(root)

    assert in_doubt(seen) == [("warning", "git")]
    assert states(seen, "cases") == ["ok"]


def test_a_case_that_cannot_be_read_is_an_error(root: Path) -> None:
    (root / "cases" / "broken.yaml").write_text(BROKEN, encoding="utf-8")

    assert of(look(root), "cases").words == "2 files, 1 with errors, 1 of them cannot be read"


@pytest.mark.parametrize(
    ("known", "subject", "state", "told"),
    [
        pytest.param(
            replace(MACHINE, now=dt.datetime(2001, 1, 1, tzinfo=dt.UTC)),
            "clock",
            "error",
            __released__,
            id="before the release",
        ),
        pytest.param(
            replace(MACHINE, now=dt.datetime(2026, 12, 31, tzinfo=dt.UTC)),
            "clock",
            "warning",
            "2027-01-05",
            id="before the last commit",
        ),
        pytest.param(
            replace(MACHINE, given=dt.date(2024, 3, 1)), "today", "ok", "2024-03-01", id="given"
        ),
        pytest.param(
            replace(MACHINE, given=dt.date(2024, 3, 1), lasting=True),
            "today",
            "warning",
            "CASELEDGER_TODAY",
            id="given for good",
        ),
        pytest.param(
            replace(MACHINE, encoding="ascii"), "terminal", "warning", "ascii", id="ascii"
        ),
    ],
)
def test_what_the_command_line_tells(
    root: Path,
    known: Machine,
    subject: str,
    state: str,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2027-01-05T01:00:00+0000")
    git(root, "commit", "-q", "--allow-empty", "-m", "of a later day")

    found = of(look(root, known), subject)

    assert (found.state, told in found.words) == (state, True)


@pytest.mark.parametrize(
    ("name", "text", "version"),
    [
        ("tzdata.zi", "# version 2019c\nR d\n", "2019c"),
        ("+VERSION", "2024b\n", "2024b"),
        ("else", "", "an edition that the system does not name"),
    ],
)
def test_the_edition_of_the_zones(zone_folder: Path, name: str, text: str, version: str) -> None:
    (zone_folder / "tzdata.zi").unlink()
    (zone_folder / name).write_text(text, encoding="ascii")

    assert zone_data_version() == version


def test_old_zones_are_told(root: Path, zone_folder: Path) -> None:
    (zone_folder / "tzdata.zi").write_text("# version 2019c\n", encoding="ascii")

    assert of(look(root), "time zones").state == "warning"


def test_years_without_holidays_are_told_with_their_state(root: Path) -> None:
    (root / "cases" / "late.yaml").write_text(LATE, encoding="utf-8")
    known = replace(MACHINE, now=dt.datetime(2100, 12, 21, tzinfo=dt.UTC))

    found = [one for one in look(root, known).found if one.subject == "holidays"]

    assert [one.state for one in found] == ["warning", "ok"]
    assert found[0].words.startswith("none known of KZ in 2101: 2 open deadlines are")
    assert "about KZ" in found[1].words


def test_an_identity_is_never_made_up_and_never_shown(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    assert of(look(root), "identity").state == "warning"

    git(root, "config", "user.name", "Nobody Invented")
    git(root, "config", "user.email", "nobody@example.org")
    seen = look(root)

    assert of(seen, "identity").state == "ok"
    assert not any("nobody" in f"{one.words} {one.hint}".lower() for one in seen.found)


def test_what_was_left_behind_is_told(root: Path) -> None:
    own = root / ".git" / "caseledger"
    for path in ("edits/held.yaml", "edits/held.base", "edits/lost.yaml", "kept/12ab34cd.yaml"):
        (own / path).parent.mkdir(exist_ok=True, parents=True)
        (own / path).write_text("format: 1\n", encoding="utf-8")
    (root / ".git" / "index.lock").write_bytes(b"")
    (root / ".git" / "MERGE_HEAD").write_text("", encoding="ascii")

    seen = look(root)

    assert of(seen, "drafts").hint == "caseledger edit held --resume"
    assert of(seen, "kept").words.startswith("1 text that could not be written")
    assert "index.lock is there" in of(seen, "lock").words
    assert "a merge" in of(seen, "history").words


def test_a_file_that_git_ignores_is_told(root: Path) -> None:
    (root / "cases" / "late.yaml").write_text(LATE, encoding="utf-8")
    (root / ".gitignore").write_text("late*\n", encoding="utf-8")

    assert of(look(root), ".gitignore").words.startswith("hides cases/late.yaml:")


@pytest.mark.parametrize(
    ("folds", "told", "state"),
    [
        (False, "false", "ok"),
        (False, "true", "warning"),
        (True, "true", "ok"),
        (True, "false", "warning"),
    ],
)
def test_git_and_the_file_system_must_agree_on_capital_letters(
    root: Path, folds: bool, told: str, state: str
) -> None:
    if folds:  # so does a file system that folds answer
        (root / "LEDGER.YAML").hardlink_to(root / "ledger.yaml")
    git(root, "config", "core.ignorecase", told)

    found = of(look(root), "letters")

    assert (folds_case(root), found.state) == (folds, state)
    assert found.hint == (
        "" if state == "ok" else f"git config core.ignorecase {str(folds).lower()}"
    )


def test_another_file_in_capital_letters_is_no_fold(root: Path) -> None:
    (root / "LEDGER.YAML").write_text("another\n", encoding="utf-8")

    assert not folds_case(root)


def test_a_folder_that_syncs_is_told(tmp_path: Path) -> None:
    cloud = write_ledger(tmp_path / "Dropbox" / "ledger", {})

    assert [one.state for one in folder_findings(cloud)] == ["warning"]
    assert [one.state for one in folder_findings(tmp_path)] == ["ok"]


def test_fix_mends_what_needs_no_decision_in_one_commit(root: Path) -> None:
    git(root, "rm", "-q", "schemas/case.schema.json", ".gitattributes")
    git(root, "commit", "-qm", "away")
    git(root, "config", "--unset-all", "merge.caseledger.driver")
    assert len(in_doubt(look(root))) == 6

    seen = look(root, fix=True)

    assert in_doubt(seen) == []
    assert list(seen.mended)[:3] == [
        "set merge.caseledger.driver in the git configuration of this clone",
        "wrote .gitattributes",
        "wrote schemas/case.schema.json",
    ]
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "-1", "--format=%s") == "ledger: complete what every ledger has\n"
    assert look(root, fix=True).mended == ()


def test_what_cannot_be_mended_is_told_and_the_rest_is_mended(root: Path) -> None:
    git(root, "rm", "-q", ".gitattributes")
    git(root, "commit", "-qm", "away")
    git(root, "config", "--unset-all", "merge.caseledger.driver")
    git(root, "config", "core.fsmonitor", "touch owned")

    seen = look(root, fix=True)

    assert states(seen, "merge driver") == ["ok"]
    assert ("warning", "trust") in in_doubt(seen)
    assert [one for one in seen.mended if one.startswith("not mended: this repository could run")]
    assert not (root / "owned").exists()


def test_outside_of_git_only_the_schemas_are_mended(tmp_path: Path) -> None:
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO})

    seen = look(root, fix=True)

    assert "wrote schemas/case.schema.json" in seen.mended
    assert in_doubt(seen) == [("warning", "history")]
    assert not (root / ".gitattributes").exists()
