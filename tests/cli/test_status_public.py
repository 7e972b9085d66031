"""What `status` and `deadlines` write to be posted: only what is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small_ledgers import case, write_ledger

from caseledger.cli.main import main

REPORT = "sources:\n  - {id: s1, kind: media, publisher: A paper, published: 2023-06-01}\n"
CALL = "  - {id: s2, kind: witness, published: 2023-06-02}\n"
PLAIN = "sources:\n  - {id: s1, kind: media, reliability: likely}\n"
SHIELD = "date: 2023-05-01, kind: protection.certificate-issued, country: KZ, until: 2030-01-01"
REQUEST = "date: 2023-05-20, kind: extradition.requested, country: KZ, by: UZ"
ENTRY = "date: 2022-01-10, kind: movement.entered, country: KZ"


def sourced(name: str, visibility: str, last: str, person: str) -> str:
    """A case of a person whose last entry rests on a phone call."""
    people = f"  - {{id: pp, name: {person}, citizenship: [UZ], sources: [s1]}}\n"
    text = case(name, ENTRY, SHIELD, last, visibility=visibility, people=people)
    text = text.replace(PLAIN, REPORT + CALL)
    return text.replace(f"{last}, sources: [s1]", f"{last}, sources: [s2]")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    cases = {
        "open": sourced("open", "public", REQUEST, "Openly Known"),
        "closed": sourced("closed", "restricted", REQUEST, "Hidden Person"),
        "bare": sourced("bare", "restricted", REQUEST, "Bared Person").replace(SHIELD, ENTRY),
    }
    return write_ledger(tmp_path / "ledger", cases)


def said(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["-C", str(root), "--today", "2024-03-01", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize("words", [["--format", "md"], ["--audience", "public"]])
def test_only_public_cases_are_shown(
    ledger: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    code, out, err = said(ledger, capsys, "status", *words)

    assert code == 0
    assert "Openly Known" in out
    assert "Hidden" not in out
    assert "Bared" not in out
    assert "2 cases not public; 1 entry not published, of cases that are public" in err


def test_what_is_not_published_decides_no_standing(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        said(ledger, capsys, "status", "--format", "md", "--audience", one)[1]
        for one in ("public", "internal")
    ]

    assert [("Temporarily in procedure" in one, "Held off for now" in one) for one in rows] == [
        (True, False),
        (False, True),
    ]
    assert "Hidden Person" in rows[1]


@pytest.mark.parametrize("form", ["table", "plain", "json", "csv", "tsv", "jsonl"])
def test_other_formats_are_for_those_who_keep_the_ledger(
    ledger: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert "closed" in said(ledger, capsys, "status", "--format", form)[1]


def test_a_gate_sees_those_who_are_not_shown(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(ledger, capsys, "status", "--format", "md", "--fail-on", "exposed")

    assert code == 1
    assert "Hidden" not in out
    assert "Bared" not in out


def test_json_for_the_public_names_no_other_file(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ledger / "cases" / "torn.yaml").write_text("format: 1\nid: [", encoding="utf-8")
    out = said(ledger, capsys, "status", "--json", "--audience", "public")[1]

    assert "torn" not in out
    assert "closed" not in out


def test_deadlines_to_be_posted_are_public_too(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("deadlines", "--within", "9000d", "--format", "md")
    public, internal = (
        said(ledger, capsys, *asked, "--audience", one)[1] for one in ("public", "internal")
    )

    assert said(ledger, capsys, *asked)[1] == public
    assert "Openly Known" in public
    assert "Hidden Person" not in public
    assert "Hidden Person" in internal
