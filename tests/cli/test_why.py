import json
from pathlib import Path

import jsonschema
import pytest
from tests.small_ledgers import BROKEN, CLOSED, EXPOSED, GROUP, LIMBO, WRONG, case, write_ledger

from caseledger.cli.main import main
from caseledger.cli.session import Session
from caseledger.render.screen import columns_of

SAME = case(
    "same",
    "date: 2023-01-10, kind: case.note",
    people="  - {id: tt, pseudonym: T, same_as: held/pp, sources: [s1]}\n",
)
LOST = SAME.replace("id: same", "id: lost").replace("held/pp", "held/zz")
UNSURE = case(
    "unsure",
    "date: 2022-01-10, kind: movement.entered, country: KZ",
    "date: 2023-02-01?, kind: detention.arrested, country: KZ",
    "date: 2023-03-01, kind: extradition.requested, country: KZ, by: UZ",
    "date: 2023-04-01, kind: protection.granted, country: KZ, outcome: refugee, state: alleged",
    title="Title with [/b] markup",
).replace("sources: [s1]}\n", "sources: []}\n")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    cases = {
        "held": LIMBO,
        "bare": EXPOSED,
        "many": GROUP,
        "over": CLOSED,
        "same": SAME,
        "lost": LOST,
        "unsure": UNSURE,
        "wrong": WRONG,
        "broken": BROKEN,
    }
    return write_ledger(tmp_path / "ledger", cases)


def run(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--today", "2024-01-01", "why", *words])


@pytest.mark.parametrize("name", ["held", "bare", "many", "over", "same", "lost", "unsure"])
def test_json_has_the_promised_shape(
    ledger: Path, name: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/why.schema.json").read_bytes())

    assert run(ledger, name, "--json") == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert {one["case"] for one in envelope["data"]} == {name}


def test_json_names_entries_and_sources(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(ledger, "held", "--json")
    one = json.loads(capsys.readouterr().out)["data"][0]

    assert one["held_off"] == [
        {
            "track": "extradition",
            "host": "KZ",
            "other": "UZ",
            "by": [{"kind": "certificate", "event": "e2", "certain": True}],
        }
    ]
    assert [entry["event"] for entry in one["entries"]] == ["e1", "e2", "e3"]
    assert one["entries"][0]["sources"] == ["s1"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "held",
            [
                "Standing: Held off for now, since 1 Jun 2023",
                "Where: Kazakhstan",
                "Threat: UZ request; held off by certificate",
                "Bar: certificate to 31 Jul 2024; certain",
                "1 May 2023, Asylum-seeker certificate issued in Kazakhstan (e2; s1)",
                "Certainty: nothing that is recorded leaves room for another standing",
                "Law: none",
                "Last word: 1 Jun 2023",
            ],
            id="held off",
        ),
        pytest.param(
            "bare",
            [
                "Standing: No bar to handover",
                "Threat: UZ order; nothing holds it off",
                "Why: it is recorded that there is no status in Kazakhstan",
            ],
            id="exposed",
        ),
        pytest.param(
            "over",
            ["nothing recorded about protection in Poland; silence is not a status", "case closed"],
            id="silence",
        ),
        pytest.param("same", ["File: see held/pp", "(e2; s1)"], id="in another case"),
        pytest.param("lost", ["File: see held/zz, which is not there"], id="not there"),
        pytest.param(
            "unsure",
            [
                "Standing: No bar to handover ?",
                "May be: No bar to handover, Protected",
                "Certainty: may have happened by this day, or not:",
                "1 Apr 2023, alleged, Protection granted in Kazakhstan (e4; no source)",
                "Liberty: detained, since 1 Feb 2023",
            ],
            id="rumour",
        ),
    ],
)
def test_sentences(
    ledger: Path, name: str, expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, name) == 0
    output = capsys.readouterr().out

    assert [words for words in expected if words not in output] == []


def test_a_bar_that_has_run_out_only_perhaps_holds(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "held", "--as-of", "2024-09-01")
    output = capsys.readouterr().out

    assert "Threat: UZ request; perhaps held off by certificate" in output
    assert "Bar: certificate to 31 Jul 2024, renewal not known; no longer certain" in output


def test_people_of_a_case_are_apart(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(ledger, "many")

    assert "\n\nthe others (26-27) · many" in capsys.readouterr().out


@pytest.mark.parametrize("width", [20, 60, 80, 160])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_it_fits_its_terminal(
    ledger: Path,
    width: int,
    lang: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Session, "width", lambda _: width)
    main(["-C", str(ledger), "--lang", lang, "why", "unsure"])

    assert max(map(columns_of, capsys.readouterr().out.splitlines())) <= width


def test_ascii_draws_in_ascii(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-C", str(ledger), "--ascii", "why", "held"])

    assert capsys.readouterr().out.isascii()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["held", "pp"], 0, id="person"),
        pytest.param(["held", "nobody"], 3, id="no such person"),
        pytest.param(["nobody"], 3, id="no such case"),
        pytest.param(["broken"], 4, id="no case in the file"),
        pytest.param([], 2, id="no word"),
    ],
)
def test_exit_codes(ledger: Path, words: list[str], code: int) -> None:
    assert run(ledger, *words) == code


@pytest.mark.parametrize("form", ["csv", "tsv", "md", "jsonl", "plain"])
def test_every_format(ledger: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ledger, "held", "--format", form) == 0
    assert "e3" in capsys.readouterr().out
