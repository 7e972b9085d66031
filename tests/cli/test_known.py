"""`--known`: what the ledger said then, read from git and from nowhere else."""

import hashlib
import json
import re
from pathlib import Path

import jsonschema
import pytest
from tests.committed_ledgers import commit_at, git
from tests.late_ledger import ENTERED, NEW, OLD, ZONE, cases, data, events, late_ledger, run
from tests.small_ledgers import case

READING = {
    "show": ["show", "told"],
    "why": ["why", "told"],
    "timeline": ["timeline"],
    "conflicts": ["conflicts"],
    "status": ["status"],
    "deadlines": ["deadlines", "--all"],
    "stats": ["stats", "--audience", "internal", "--unit", "events"],
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return late_ledger(tmp_path)


def everything(root: Path) -> dict[str, str]:
    """Digest every file of the work tree and of git's folder."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("words", READING.values(), ids=READING)
def test_every_reading_command_reads_the_commit(
    root: Path, words: list[str], repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    then = data(root, capsys, *words, "--known", "2024-03")
    name = str(then["schema"]).removeprefix("caseledger.").removesuffix("/1")
    schema = json.loads((repository / f"schemas/output/{name}.schema.json").read_bytes())

    jsonschema.Draft202012Validator(schema).validate(then)
    assert then["known"] == {
        "asked": "2024-03",
        "commit": git(root, "rev-parse", "HEAD~1").strip(),
        "committed": "2024-01-10T18:00:00+06:00",
        "merged_later": 0,
        "vocabulary": "present",
    }
    assert then["as_of"] == "2026-02-02"
    now = data(root, capsys, *words)
    assert now["known"] is None

    # As if the later commit had not been made: every byte of the answer.
    git(root, "reset", "-q", "--hard", "HEAD~1")
    assert data(root, capsys, *words)["data"] == then["data"]
    if words[0] != "conflicts":
        assert now["data"] != then["data"]


def test_the_list_of_the_day_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--known", "HEAD~1") == 0
    then = capsys.readouterr()
    git(root, "reset", "-q", "--hard", "HEAD~1")
    run(root)

    first, _, rest = then.out.partition("\n\n")
    assert re.fullmatch("As recorded in commit [0-9a-f]{7} of 10 Jan 2024", first)
    assert rest == capsys.readouterr().out
    assert then.err.startswith("read from commit ")


def test_the_last_commit_of_the_day_in_the_ledgers_time_zone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 22:30 on 10 June in London is 3:30 on 11 June in Almaty.
    assert cases(root, capsys, "--known", "2024-06-10") == ["told"]
    assert cases(root, capsys, "--known", "2024-06-11") == ["later", "told"]


def test_what_is_not_committed_is_in_no_known_state(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "cases/new.yaml").write_text(case("new", ENTERED), encoding="utf-8")
    git(root, "add", "-A")
    (root / "cases/later.yaml").unlink()

    assert cases(root, capsys, "--known", "today") == ["later", "told"]
    assert cases(root, capsys) == ["new", "told"]


def test_known_is_not_as_of(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The request of June 2023 was written down in June 2024."""
    earlier, later = ["--as-of", "2023-03"], ["--known", "2024-03"]

    assert events(root, capsys, "--as-of", "2024-03") == [
        *("later/e1", "told/e1", "told/e2", "told/e3")
    ]
    assert events(root, capsys, *later) == ["told/e1", "told/e2"]
    assert events(root, capsys, *earlier) == ["later/e1", "told/e1"]
    assert events(root, capsys, *earlier, *later) == ["told/e1"]


def test_heard_by_asks_the_history_up_to_the_commit_only(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its first commit is when an entry without any date was heard of."""
    words = ["--heard-by", "2024-01-10"]
    assert events(root, capsys, *words) == ["told/e1", "told/e2"]
    assert events(root, capsys, *words, "--known", "HEAD") == ["told/e1", "told/e2"]
    assert events(root, capsys, *words, "--known", "HEAD~1") == ["told/e1", "told/e2"]

    # On a branch apart it was written down later, and that is what counts there.
    git(root, "switch", "-q", "--orphan", "apart")
    write_again = {"told": OLD}
    for name, text in write_again.items():
        (root / "cases").mkdir()
        (root / f"cases/{name}.yaml").write_text(text, encoding="utf-8")
    (root / "ledger.yaml").write_text(ZONE, encoding="utf-8")
    commit_at(root, "2025-03-01T12:00:00Z")
    git(root, "switch", "-q", "main")
    assert events(root, capsys, *words, "--known", "apart") == []
    assert events(root, capsys, "--heard-by", "2025-03-01", "--known", "apart") == [
        *("told/e1", "told/e2")
    ]


def test_all_three_axes_are_named_above(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = ["--known", "HEAD~1", "--heard-by", "2025-01-10", "--as-of", "2023-12-01"]
    assert run(root, "--lang", "ru", "show", "told", *days) == 0
    shown = capsys.readouterr().out.splitlines()

    assert re.fullmatch("По записям коммита [0-9a-f]{7} от 10 янв. 2024", shown[0])
    assert shown[1:3] == ["По сообщениям на 10 янв. 2025", ""]
    assert any("на 1 дек. 2023" in line for line in shown)


@pytest.mark.parametrize("form", ["plain", "md"])
def test_other_forms_for_people_say_so_too(
    root: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("status", "stats"):
        run(root, command, "--known", "HEAD~1", "--format", form)
        assert capsys.readouterr().out.count("As recorded in commit ") == 1


def test_stderr_names_the_commit_in_one_line_and_quiet_keeps_it_back(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "switch", "-q", "-c", "other", "HEAD~1")
    commit_at(root, "2024-02-01T12:00:00Z")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "--no-commit", "other")
    commit_at(root, "2024-07-01T12:00:00Z")

    found = data(root, capsys, "status", "--known", "2024-03")["known"]
    assert isinstance(found, dict)
    assert found["merged_later"] == 1
    assert run(root, "status", "--known", "2024-03") == 0
    assert re.fullmatch(
        r"read from commit [0-9a-f]{7} of 2024-01-10 18:00\+06:00, with the present kinds, rules "
        r"and labels of the program; 1 commit dated by then reached this branch only later\n",
        capsys.readouterr().err,
    )
    assert run(root, "-q", "status", "--known", "2024-03") == 0
    assert capsys.readouterr().err == ""


def test_nothing_on_disk_is_touched(root: Path) -> None:
    """Not the index either, though it looks stale: other git commands would refresh it."""
    (root / "cases/told.yaml").touch()
    (root / "draft").write_text("mine", encoding="utf-8")
    before = everything(root)

    for words in (["status"], ["show", "told"], ["timeline", "--heard-by", "2025-01-10"], []):
        assert run(root, *words, "--known", "HEAD~1") == 0
    assert run(root, "show", "later", "--known", "HEAD~1") == 3
    assert everything(root) == before


def test_a_case_that_came_later_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "show", "later", "--known", "2024-03") == 3
    said = capsys.readouterr().err
    assert "there was no such case in commit" in said
    assert "it was written down later" in said


def test_a_case_goes_by_the_id_that_it_had(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "cases/told.yaml").unlink()
    named = NEW.replace("id: told", "id: c-7k2m4p")
    (root / "cases/c-7k2m4p.yaml").write_text(named, encoding="utf-8")
    commit_at(root, "2024-08-01T12:00:00Z")
    (root / "cases/2024").mkdir()
    git(root, "mv", "cases/c-7k2m4p.yaml", "cases/2024/c-7k2m4p.yaml")
    commit_at(root, "2024-09-01T12:00:00Z")

    assert run(root, "show", "told", "--known", "HEAD~2") == 0
    assert run(root, "show", "7k2", "--known", "HEAD~1") == 0
    capsys.readouterr()
    assert run(root, "show", "7k2", "--known", "HEAD~2") == 3
    assert "hint: its id was told then" in capsys.readouterr().err
    assert run(root, "show", "told") == 3


def test_a_case_is_found_by_the_name_that_it_had(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "cases/told.yaml"
    path.write_text(NEW.replace("name: Somebody", "name: Another"), encoding="utf-8")
    commit_at(root, "2024-08-01T12:00:00Z")

    assert run(root, "show", "somebody", "--known", "2024-03") == 0
    assert run(root, "show", "another", "--known", "2024-03") == 3
    assert "status lists them" in capsys.readouterr().err


VIGIL = """\
rules: rules
vocabulary:
  advocacy.vigil: {label: Vigil held}
"""
RULE = """\
format: 1
rules:
  - id: own-letter
    title: Write to the ministry again
    law: An invented act, art. 7
    binds: applicant
    trigger: advocacy.vigil
    for: 60d
    profile: own-plain
    on_miss: passed
    status: secondary
    source: letter of counsel
profiles:
  own-plain: {title: As counsel counts, status: secondary}
"""


def test_own_kinds_rules_and_settings_are_those_of_then(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vigil = "date: 2024-05-01, kind: advocacy.vigil"
    (root / "cases/told.yaml").write_text(case("told", ENTERED, vigil), encoding="utf-8")
    (root / "ledger.yaml").write_text(ZONE + VIGIL, encoding="utf-8")
    (root / "rules").mkdir()
    (root / "rules/own.yaml").write_text(RULE, encoding="utf-8")
    commit_at(root, "2024-08-01T12:00:00Z")
    words = ["show", "told", "--as-of", "2024-05-10"]
    assert run(root, *words) == 0
    now = capsys.readouterr().out
    assert "Vigil held" in now
    assert "Write to the ministry again" in now

    (root / "rules/own.yaml").unlink()
    renamed = ZONE.replace("Scratch", "Renamed")
    (root / "ledger.yaml").write_text(renamed, encoding="utf-8")
    (root / "cases/told.yaml").write_text(NEW, encoding="utf-8")
    commit_at(root, "2024-09-01T12:00:00Z")
    assert run(root, *words, "--known", "HEAD~1") == 0
    assert capsys.readouterr().out.partition("\n\n")[2] == now

    then = data(root, capsys, *words, "--known", "HEAD~1")
    assert then["ledger"] == {"name": "Scratch", "timezone": "Asia/Almaty"}
    assert data(root, capsys, *words)["ledger"] == {"name": "Renamed", "timezone": "Asia/Almaty"}


def test_numbers_of_then_name_the_day_of_the_record(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "stats", "--known", "2024-03", "--as-of", "2023-12-01") == 0
    assert "As recorded on 10 Jan 2024" in capsys.readouterr().out
