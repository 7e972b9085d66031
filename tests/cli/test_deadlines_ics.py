"""`deadlines --format ics`: a calendar on stdout, and on stderr what stands in none."""

import re
from collections.abc import Sequence
from datetime import date as Day
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import icalendar
import pytest
from tests.committed_ledgers import committed, git
from tests.small_ledgers import write_ledger

from caseledger.cli.commands.deadlines import Form
from caseledger.cli.main import main
from caseledger.cli.options import Format

RULES = """\
format: 1
rules:
  - id: ours-sixty
    title: {en: Claim to the court}
    law: Invented Act, art. 7
    binds: applicant
    trigger: {kind: protection.refused}
    for: 60d
    done_by: {kind: protection.appealed}
    profile: plain
    on_miss: late-claim
    status: text
    source: Invented Act
  - id: ours-figure
    title: {en: Answer within the time of national law}
    law: Invented Act, art. 8
    binds: state
    trigger: {kind: protection.refused}
    national: {min: 1m, max: 3m}
    profile: plain
    on_miss: state-overdue
    status: text
    source: Invented Act
"""
SETTINGS = "format: 1\nname: Ours\nrules: rules\n"
CASE = """\
format: 1
id: {id}
title: What Муратбай told
visibility: {visibility}
people:
  - id: pw3k
    name: Муратбай Выдуманный
    aliases: [Muratbay Vydumannyi]
    citizenship: [UZ]
sources:
  - {{id: s1, kind: media, title: News, publisher: Newspaper, published: 2026-01-12}}
  - {{id: s2, kind: lawyer, title: Letter of Kalila}}
events:
  - {{id: e1, date: 2026-01-10, kind: protection.refused, country: KZ, sources: [s1]}}
  - id: e2
    date: 2026-02-20
    kind: extradition.hearing
    state: scheduled
    time: 10:00+05:00
    country: KZ
    by: UZ
    authority: Court of Muratbay
    sources: [s2]
"""
CLOSED = "  - {id: e3, date: 2026-01-20, kind: case.closed, grounds: other, sources: [s1]}\n"
SPELLINGS = ("муратбай", "выдуманный", "muratbay", "vydumannyi", "kalila")


def files() -> dict[str, str]:
    return {
        "c-hidden": CASE.format(id="c-hidden", visibility="restricted"),
        "open": CASE.format(id="open", visibility="public"),
    }


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "ours.yaml").write_text(RULES, encoding="utf-8")
    root = committed(folder, files(), SETTINGS)
    git(root, "add", "rules")
    git(root, "commit", "-q", "-m", "rules")
    return root


def ics(
    root: Path, capsys: pytest.CaptureFixture[str], *words: str, day: str = "2026-02-02"
) -> tuple[str, str]:
    """Write a calendar of the test's own rules and what is fixed; return it and stderr."""
    rules = ("--rule", "ours-sixty,ours-figure,fixed")
    code = main(["-C", str(root), "--today", day, "deadlines", "--format", "ics", *rules, *words])
    out, err = capsys.readouterr()
    assert code == 0, err
    return out, err


def entries(text: str) -> dict[str, tuple[int, str, Day]]:
    """Return number, status and day of each entry by its id without the ledger's."""
    found: Sequence[Any] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return {
        str(e["uid"]).partition("@")[0]: (int(e["sequence"]), str(e["status"]), e["dtstart"].dt)
        for e in found
    }


def test_the_public_calendar_holds_public_cases_and_what_is_published_of_them(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = ics(ledger, capsys)
    assert set(entries(out)) == {"open.pw3k.ours-sixty.e1"}
    assert "hidden" not in out
    assert "SUMMARY:open: Claim to the court – Муратбай Выдуманный\r\n" in out.replace("\r\n ", "")
    assert (
        "left out: 1 case not public; 1 entry not published, of cases that are public; "
        "--audience internal has them\n"
    ) in err
    assert "left out: 1 deadline without a day" in err


def test_an_entry_that_is_marked_public_is_in_it(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ledger / "cases" / "open.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "state: sch", "visibility: public\n    state: sch"
    )
    path.write_text(text, encoding="utf-8")
    assert set(entries(ics(ledger, capsys)[0])) == {
        "open.pw3k.ours-sixty.e1",
        "open.pw3k.fixed.e2",
    }


def test_the_internal_calendar_holds_all_cases_without_names_of_those_not_public(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = ics(ledger, capsys, "--audience", "internal")
    assert set(entries(out)) == {
        *("c-hidden.pw3k.ours-sixty.e1", "c-hidden.pw3k.fixed.e2"),
        *("open.pw3k.ours-sixty.e1", "open.pw3k.fixed.e2"),
    }
    assert "not public" not in err
    for block in out.split("BEGIN:VEVENT")[1:]:
        whole = block.replace("\r\n ", "").lower()
        assert ("муратбай" in whole) == ("uid:open." in whole)
        assert not any(name in whole for name in SPELLINGS[2:])


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_name_of_a_case_that_is_not_public_in_any_byte(
    ledger: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    (ledger / "cases" / "open.yaml").unlink()
    words = ["-C", str(ledger), "--today", "2026-02-02", "--lang", lang, "deadlines"]
    assert main([*words, "--all", "--format", "ics", "--audience", "internal"]) == 0
    out, err = capsys.readouterr()
    assert "c-hidden.pw3k" in out
    text = (out.replace("\r\n ", "") + err).lower()
    assert not any(name in text for name in SPELLINGS)


def test_a_case_that_is_not_public_stays_out_even_if_it_is_named(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = ics(ledger, capsys, "c-hidden")
    assert "BEGIN:VEVENT" not in out
    assert "left out: 1 case not public" in err


def test_a_public_case_does_not_lead_to_one_that_is_not(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ledger / "cases" / "open.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "    aliases", "    same_as: c-hidden/pw3k\n    aliases"
    )
    path.write_text(text, encoding="utf-8")
    for words in ((), ("open",)):
        assert "c-hidden" not in ics(ledger, capsys, *words)[0]


def test_the_audience_holds_for_every_format(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["-C", str(ledger), "--today", "2026-02-02", "deadlines", "--json"]
    assert main([*words, "--audience", "public"]) == 0
    assert "hidden" not in capsys.readouterr().out
    assert main(words) == 0
    assert "c-hidden" in capsys.readouterr().out


DECIDED = (
    "deadlines:\n  - {id: d1, rule: ours-sixty, trigger: e1, kind: override, date: 2026-03-01,"
    " by: Counsel Kalila, on: 2026-01-20, reason: Said Kalila}\n"
)


@pytest.mark.parametrize("form", ["json", "plain"])
def test_the_public_is_not_told_who_decided_nor_why(
    ledger: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    case = ledger / "cases" / "open.yaml"
    case.write_text(case.read_text(encoding="utf-8") + DECIDED, encoding="utf-8")
    words = ["-C", str(ledger), "--today", "2026-02-02", "deadlines", "open", "--format", form]

    assert main([*words, "--explain", "--audience", "public"]) == 0
    told = capsys.readouterr().out
    assert main([*words, "--explain"]) == 0

    assert "Kalila" not in told
    assert "Kalila" in capsys.readouterr().out


def test_deadlines_have_every_format_and_a_calendar() -> None:
    assert [form.value for form in Form] == [*(form.value for form in Format), "ics"]


def test_the_same_ledger_and_day_give_the_same_bytes(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "-q", str(ledger), "clone")
    first = ics(ledger, capsys, "--audience", "internal")[0]
    assert ics(tmp_path / "clone", capsys, "--audience", "internal")[0] == first
    assert not re.search(r"(?<!\r)\n", first)


def commit(root: Path, old: str, new: str) -> None:
    path = root / "cases" / "c-hidden.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    git(root, "commit", "-q", "-a", "-m", "a change")


def test_through_commits_and_days_ids_stay_and_numbers_never_fall(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The entry is met, the meeting taken back, its day moved, refuted; days go by between."""
    last = "authority: Court of Muratbay\n    sources: [s2]\n"
    met = "  - {id: e9, date: 2026-02-10, kind: protection.appealed, country: KZ, sources: [s1]}\n"
    steps = [
        ("2026-02-02", None),
        ("2026-03-05", None),
        ("2026-03-20", None),
        ("2026-03-20", (last, last + met)),
        ("2026-03-20", (met, "")),
        ("2026-03-21", ("date: 2026-01-10", "date: 2026-01-25")),
        ("2026-04-20", None),
        ("2026-04-20", ("kind: protection.refused,", "state: refuted, kind: protection.refused,")),
    ]
    seen = []
    for day, change in steps:
        if change:
            commit(ledger, *change)
        found = entries(ics(ledger, capsys, "--audience", "internal", day=day)[0])
        seen.append(found["c-hidden.pw3k.ours-sixty.e1"])
    numbers = [number for number, _, _ in seen]
    assert numbers == sorted(numbers)
    steps_taken = [(a[0], b[0]) for a, b in pairwise(seen) if a[1:] != b[1:]]
    assert len(steps_taken) > 1, "day and status did change"
    assert all(before < after for before, after in steps_taken)
    assert [day for _, _, day in seen][-3:] == [Day(2026, 1, 25) + timedelta(60)] * 3
    assert seen[-1][1] == "CANCELLED"


def test_closed_cases_are_left_out_and_counted(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ledger / "cases" / "open.yaml"
    path.write_text(path.read_text(encoding="utf-8") + CLOSED, encoding="utf-8")
    out, err = ics(ledger, capsys)
    assert "BEGIN:VEVENT" not in out
    assert "left out: 2 of closed cases; --all has them" in err
    assert "open.pw3k.ours-sixty.e1" in entries(ics(ledger, capsys, "--all")[0])


def test_a_shallow_clone_ends_with_6(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(ledger, "title: What", "title: All that")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{ledger}", "shallow")
    words = ["-C", str(tmp_path / "shallow"), "--today", "2026-02-02", "deadlines"]
    assert main([*words, "--format", "ics"]) == 6
    out, err = capsys.readouterr()
    assert out == ""
    assert "git fetch --unshallow" in err
    assert main(words) == 0


def test_without_git_there_is_a_calendar_and_a_word_of_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ledger"
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "ours.yaml").write_text(RULES, encoding="utf-8")
    write_ledger(folder, files(), SETTINGS)
    out, err = ics(folder, capsys)
    assert "open.pw3k.ours-sixty.e1" in entries(out)
    assert "hang on its name" in err
