from pathlib import Path

import pytest
from tests.small_ledgers import BROKEN, CLOSED, LIMBO, PROTECTED, WRONG, case, write_ledger

from caseledger.cli.main import main
from caseledger.cli.session import Session
from caseledger.render.screen import columns_of
from caseledger.store.catalogue import load_vocabulary

NEWS = case(
    "news",
    "date: 2024-07-20, kind: movement.entered, country: PL",
    "date: 2024-07-01, kind: protection.interview, country: PL, known: 2024-07-19",
    "date: 2024-07-02, kind: protection.fingerprinted, country: PL",
    "date: 2024-07-03, kind: protection.hearing, country: PL, state: scheduled, for: 2024-08-02",
    "date: 2024-07-03, kind: protection.adjourned, country: PL, state: scheduled, for: 2024-12-02",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    cases = {"held": LIMBO, "safe": PROTECTED, "news": NEWS, "over": CLOSED, "broken": BROKEN}
    return write_ledger(tmp_path / "ledger", cases)


def run(root: Path) -> int:
    return main(["-C", str(root), "--today", "2024-07-22"])


def test_the_list_of_the_day(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ledger) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == "Monday 22 July 2024"
    assert lines[4].startswith("Somebody (held)  Held off for now  Kazakhstan")
    assert lines[5:10] == [
        "",
        "others: 2; caseledger status",
        "",
        "Alerts",
        "  Somebody (held)",
    ]
    assert lines[lines.index("Last 7 days") :] == [
        "Last 7 days",
        "  19 Jul 2024  news  Asylum interview in Poland",
        "  20 Jul 2024  news  Entered Poland",
        "",
        "Next 14 days",
        "  31 Jul 2024  held  Asylum-seeker certificate issued in Kazakhstan: runs out",
        "  2 Aug 2024   news  Asylum hearing in Poland",
        "",
        "Files that are not in order",
        "  cases/broken.yaml: problems: 1; caseledger check broken",
    ]


ORDERED = "date: 2024-07-01, kind: extradition.ordered, country: {}, by: UZ, people: [{}]"
TWO = "  - {id: pp, name: Aral, citizenship: [UZ]}\n  - {id: qq, name: Bek, citizenship: [UZ]}\n"
DUE = case(
    "due",
    f"{ORDERED.format('KZ', 'pp, qq')}, served: 2024-07-19",
    "date: 2024-07-15, kind: extradition.hearing, country: KZ, state: scheduled, for: 2024-07-25,"
    " people: [pp, qq]",
    people=TWO,
)
PASSED = case("passed", f"{ORDERED.format('KZ', 'pp')}, served: 2024-07-05", people=TWO)
LONG_AGO = case("long-ago", f"{ORDERED.format('KZ', 'pp')}, served: 2024-07-05", people=TWO)


def test_what_is_due_and_what_has_passed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = LONG_AGO.replace("2024-07", "2023-07")
    root = write_ledger(tmp_path / "ledger", {"due": DUE, "passed": PASSED, "long-ago": old})
    assert run(root) == 0
    lines = capsys.readouterr().out.splitlines()
    appeal = "Complaint to the Supreme Court against the extradition decision"
    missed = load_vocabulary().word("misses", "decision-enforceable", "en")

    assert lines[lines.index("Passed") :] == [
        "Passed",
        f"  15 Jul 2024  passed  {appeal} · Aral · applicant · missed: {missed}",
        "",
        "Next 14 days",
        "  25 Jul 2024  due  Extradition hearing in Kazakhstan",
        f"  29 Jul 2024  due  {appeal} · applicant",
    ]


def test_of_much_that_has_passed_the_last_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = {
        f"p{day}": PASSED.replace("passed", f"p{day}").replace("07-05", f"07-{day:02}")
        for day in range(1, 12)
    }
    run(write_ledger(tmp_path / "ledger", cases))
    lines = capsys.readouterr().out.splitlines()
    told = lines[lines.index("Passed") + 1 : lines.index("Next 14 days") - 1]

    assert [line.split()[3] for line in told[:-1]] == [f"p{day}" for day in range(2, 12)]
    assert told[-1] == "  1 more: caseledger deadlines --overdue"


@pytest.mark.parametrize("width", [20, 60, 80, 160])
def test_the_list_fits_its_terminal(
    ledger: Path, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "width", lambda _: width)
    for name, text in {"due": DUE, "passed": PASSED}.items():
        (ledger / "cases" / f"{name}.yaml").write_text(text, encoding="utf-8")
    run(ledger)
    lines = capsys.readouterr().out.splitlines()

    assert "Passed" in lines
    assert max(map(columns_of, lines)) <= width


def test_a_calm_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write_ledger(tmp_path / "ledger", {"safe": PROTECTED})) == 0
    assert "nobody is exposed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        pytest.param({"safe": PROTECTED, "broken": BROKEN}, "as far as it can be read", id="some"),
        pytest.param({"safe": PROTECTED, "wrong": WRONG}, "as far as it can be read", id="errors"),
        pytest.param({"broken": BROKEN}, "no case can be read", id="none"),
        pytest.param({}, "no cases yet", id="no-case"),
    ],
)
def test_no_day_is_called_calm_on_which_not_all_could_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cases: dict[str, str], said: str
) -> None:
    assert run(write_ledger(tmp_path / "ledger", cases)) == 0
    assert said in " ".join(capsys.readouterr().out.split())


def test_without_a_ledger_it_says_what_one_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "ledger.yaml" in printed.err
