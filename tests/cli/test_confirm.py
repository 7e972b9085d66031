import json
import re
from pathlib import Path

import pytest
from tests.committed_ledgers import (
    WREN,
    added,
    commits,
    committed,
    git,
    head,
    message,
    run,
    text,
)

RULES = """\
format: 1
profiles:
  plain: {title: {en: Calendar days, ru: Календарные дни}, status: text, source: An Act}
rules:
  - id: own-appeal-2020
    family: own-appeal
    title: {en: Appeal against the order, ru: Жалоба на решение}
    law: An Act, art. 1
    jurisdiction: [KZ]
    binds: applicant
    valid: {to: 2025-12-31}
    trigger: {any_of: {kind: extradition.ordered, clock: served}}
    for: 10d
    done_by: extradition.appealed
    profile: plain
    on_miss: final
    status: text
    source: An Act
  - id: own-appeal-2026
    family: own-appeal
    title: {en: Appeal against the order, ru: Жалоба на решение}
    law: An Act, art. 1
    jurisdiction: [KZ]
    binds: applicant
    valid: {from: 2026-01-01}
    trigger: {any_of: {kind: extradition.ordered, clock: served}}
    for: 15d
    done_by: extradition.appealed
    profile: plain
    on_miss: final
    status: text
    source: An Act
  - id: own-answer
    title: {en: Answer to the request, ru: Ответ на запрос}
    law: An Act, art. 2
    jurisdiction: [KZ]
    binds: state
    trigger: extradition.requested
    for: 1m
    profile: plain
    on_miss: final
    status: text
    source: An Act
"""
ORDER = """\
  - id: r3dcd
    date: 2026-01-20
    kind: extradition.ordered
    country: KZ
    by: UZ
    served: 2026-01-26
    sources: [counsel]
# The end.
"""
DUE = "2026-02-10"  # 15 days from the service
WHO = ("--by", "A. Counsel")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A ledger with rules of its own, a closed case and a public one."""
    folder = tmp_path / "ledger"
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "own.yaml").write_text(RULES, encoding="utf-8")
    closed = WREN.replace("# The end.\n", ORDER).replace("2025-09-02", "2026-01-27")
    public = closed.replace("c-7k2m4p", "wren").replace("title", "visibility: public\ntitle", 1)
    return committed(folder, {"c-7k2m4p": closed, "wren": public}, "format: 1\nrules: rules\n")


def codes(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The codes of what `check` says of the closed case."""
    capsys.readouterr()
    run(root, "check", "c-7k2m4p", "--json")
    return [one["code"] for one in json.loads(capsys.readouterr().out)["data"]]


def digest(lines: str) -> str:
    found = re.search(r'trigger_digest: "?([0-9a-f]{12})"?$', lines, re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_computed_day_is_confirmed_in_one_commit(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "confirm", "7k2", "own-app", *WHO) == 0

    lines = added(root)
    key = lines[1].removeprefix("  - id: ")
    assert re.fullmatch("d[bcdfghjkmnpqrstvwxz23456789]{4}", key)
    assert lines[:1] + lines[2:-1] == [
        "deadlines:",
        "    rule: own-appeal-2026",
        "    trigger: r3dcd",
        "    kind: confirm",
        f"    date: {DUE}",
        "    by: A. Counsel",
        '    "on": 2026-02-02',
    ]
    assert commits(root) == 2
    assert message(root).splitlines() == [
        f"c-7k2m4p: add deadline {key}",
        "",
        "Case: c-7k2m4p",
        "Action: confirm",
    ]
    assert codes(root, capsys) == []


def test_confirming_again_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "confirm", "7k2", "own-appeal", *WHO)
    assert run(root, "confirm", "7k2", "own-appeal-2020", "r3d", *WHO, "--date", DUE) == 0
    assert "nothing to change" in capsys.readouterr().err
    assert commits(root) == 2


def test_another_day_takes_the_place_of_the_confirmation_and_history_keeps_it(root: Path) -> None:
    run(root, "confirm", "7k2", "own-appeal", *WHO)
    first = text(root)

    words = ("--date", "6 Feb 2026", "--reason", "the court is closed", "--on", "yesterday")
    assert run(root, "confirm", "7k2", "own-appeal", *WHO, *words) == 0

    now = text(root)
    assert first == git(root, "show", "HEAD~1:cases/c-7k2m4p.yaml")
    assert now.count("rule: own-appeal") == 1
    wanted = first.replace("kind: confirm", "kind: override")
    wanted = wanted.replace(f"date: {DUE}", "date: 2026-02-06")
    wanted = wanted.replace('"on": 2026-02-02', '"on": 2026-02-01\n    reason: the court is closed')
    assert now == wanted

    assert run(root, "confirm", "7k2", "own-appeal", *WHO) == 0
    assert text(root) == first


def test_a_service_that_is_corrected_lets_it_lapse_and_a_note_does_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "confirm", "7k2", "own-appeal", *WHO, "--date", "2026-02-06", "--reason", "safer")
    before = digest(text(root))

    run(root, "set", "7k2", "r3dcd.note", "Read out in court.")
    run(root, "confirm", "7k2", "own-appeal", *WHO, "--date", "2026-02-05", "--reason", "safer")
    assert digest(text(root)) == before
    assert codes(root, capsys) == []

    run(root, "set", "7k2", "r3dcd.served", "2026-01-27")
    assert codes(root, capsys) == ["CL606"]

    run(root, "confirm", "7k2", "own-appeal", *WHO)
    assert digest(text(root)) != before
    assert codes(root, capsys) == []


def test_a_confirmation_is_withdrawn_and_the_file_is_as_before(root: Path) -> None:
    before = text(root)
    run(root, "confirm", "7k2", "own-appeal", *WHO)

    assert run(root, "confirm", "7k2", "own-appeal", "--withdraw") == 0

    assert text(root) == head(root) == before
    assert "Action: withdraw" in message(root)
    assert run(root, "confirm", "7k2", "own-appeal", "--withdraw") == 3


def test_only_what_is_named_is_withdrawn(root: Path) -> None:
    run(root, "confirm", "7k2", "own-appeal", *WHO)
    before = text(root)
    run(root, "confirm", "7k2", "own-answer", *WHO)

    assert run(root, "confirm", "7k2", "own-an", "z8n", "--withdraw") == 0
    assert text(root) == before


def test_several_entries_about_one_deadline_become_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "  - {id: d1, rule: own-appeal-2020, trigger: r3dcd, kind: confirm, x_by: me}\n"
    path = root / "cases" / "c-7k2m4p.yaml"
    whole = path.read_text(encoding="utf-8") + "deadlines:\n" + typed + typed.replace("d1", "d2")
    path.write_text(whole, encoding="utf-8")
    git(root, "commit", "-aqm", "typed")
    assert "CL605" in codes(root, capsys)

    assert run(root, "confirm", "7k2", "own-appeal", *WHO) == 0

    decided = text(root).partition("deadlines:")[2]
    assert decided.count("id: d") == 1
    assert "id: d2, rule: own-appeal-2026" in decided
    assert "x_by: me" in decided
    assert codes(root, capsys) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["own"], 3, "own-appeal", id="several rules"),
        pytest.param(["own-apeal", *WHO], 3, "did you mean own-appeal", id="no rule"),
        pytest.param(["own-answer", "r3d", *WHO], 3, "z8n3c", id="an event of another rule"),
        pytest.param(["own-answer"], 2, "--by", id="nobody"),
        pytest.param(["own-answer", "--by", " "], 2, "--by", id="a blank"),
        pytest.param(["own-answer", *WHO, "--date", "2026-03-01"], 2, "--reason", id="no reason"),
        pytest.param(["own-answer", *WHO, "--date", "2026-03"], 2, "single day", id="a month"),
        pytest.param(["own-answer", *WHO, "--date", "2026-03-01~"], 2, "single", id="about"),
        pytest.param(["own-answer", *WHO, "--on", "2026-03-01"], 2, "future", id="not yet"),
        pytest.param(["own-answer", *WHO, "-m", "Муратбай"], 2, "names", id="a name"),
        pytest.param(["own-answer", "--withdraw"], 3, "nothing was decided", id="nothing"),
        pytest.param(["own-answer", "--withdraw", *WHO], 2, "--withdraw", id="both"),
        pytest.param(["own-answer", "--by", "A\x1b[2J"], 2, "", id="a character that acts"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    root: Path, words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text(root)

    assert run(root, "confirm", "7k2", *words) == code

    assert said in capsys.readouterr().err
    assert (text(root), commits(root)) == (before, 1)


def test_where_several_events_start_a_clock_one_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("requested", "2025-12-01", "--by", "TJ", "-s", "counsel", "--id", "q5rwx")
    run(root, "add", "event", "7k2", *words)

    assert run(root, "confirm", "7k2", "own-answer", *WHO) == 3
    said = capsys.readouterr().err
    assert "z8n3c" in said
    assert "q5rwx" in said

    assert run(root, "confirm", "7k2", "own-answer", "q5r", *WHO) == 0
    assert "    date: 2026-01-01" in added(root)


def test_a_dry_run_writes_nothing_and_no_commit_leaves_it_to_the_user(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text(root, "wren")
    assert run(root, "confirm", "wren", "own-appeal", *WHO, "--dry-run") == 0
    assert "+    rule: own-appeal-2026" in capsys.readouterr().out
    assert text(root, "wren") == before

    assert run(root, "confirm", "wren", "own-appeal", *WHO, "--no-commit") == 0
    assert "rule: own-appeal-2026" in text(root, "wren")
    assert head(root, "wren") == before


def test_what_is_said_has_both_days(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--date", "2026-02-06", "--reason", "safer", "--json")
    assert run(root, "confirm", "wren", "own-appeal", *WHO, *words) == 0

    data = json.loads(capsys.readouterr().out)["data"]
    assert data["action"] == "confirm"
    assert data["understood"] == {"computed": DUE, "date": "2026-02-06"}
    assert [one["what"] for one in data["made"]] == ["deadline"]
    assert message(root).startswith("wren: add deadline d")
