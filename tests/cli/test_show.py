import json
from pathlib import Path

import jsonschema
import pytest
from tests.small_ledgers import GROUP, LIMBO, WRONG, case, write_ledger

from caseledger.cli.main import main
from caseledger.cli.session import Session
from caseledger.render.screen import columns_of

EXTRA = case(
    "full",
    "date: 2022-01-10, kind: movement.entered, country: KZ",
    "date: 2023-05-01, kind: extradition.arrested, country: KZ, by: UZ",
    "date: 2023-05-02, kind: protection.lodged, country: KZ",
    "date: 2023-06-02, kind: extradition.hearing, country: KZ, by: UZ, state: scheduled, "
    "for: 2023-07-02",
    title="Title with [/b] markup",
    more="tags: [journalist]\nx_office: Almaty\n",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    cases = {"held": LIMBO, "many": GROUP, "full": EXTRA, "wrong": WRONG}
    return write_ledger(tmp_path / "ledger", cases)


def run(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--today", "2023-06-10", "show", *words])


@pytest.mark.parametrize("name", ["held", "many", "full"])
def test_json_has_the_promised_shape(
    ledger: Path, name: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/show.schema.json").read_bytes())

    assert run(ledger, name, "--json") == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert envelope["data"]["case"]["id"] == name


def test_json_has_the_case_in_full(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(ledger, "full", "--json")
    data = json.loads(capsys.readouterr().out)["data"]

    assert data["case"]["x_office"] == "Almaty"
    assert data["case"]["events"][3]["for"] == "2023-07-02"
    assert data["coming"] == [
        {
            "event": "e4",
            "kind": "extradition.hearing",
            "when": {"earliest": "2023-07-02", "latest": "2023-07-02"},
            "ends": False,
        }
    ]
    assert (data["people"][0]["liberty"]["days_min"], data["people"][0]["stage"]) == (40, 2)


def test_json_has_the_deadlines_that_ask_for_attention(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "full", "--json")
    envelope = json.loads(capsys.readouterr().out)
    found = {one["rule"] or one["term"]: one for one in envelope["data"]["deadlines"]}

    assert found["kz-ext-arrest-12m"]["held"] == {"days_min": 40, "days_max": 40, "maximum": 366}
    assert found["fixed"]["trigger"] == "e4"
    assert {one["state"] for one in found.values()} <= {
        *("overdue", "due-soon", "upcoming", "needs-input", "missed")
    }
    assert envelope["tool"]["holidays"].startswith("holidays ")


def test_the_card_tells_the_case(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(ledger, "full")
    output = capsys.readouterr().out

    for words in (
        "Title with [/b] markup",
        "full · public · journalist · as of 10 Jun 2023",
        "▌ Held off for now · since 2 May 2023",
        "sought by UZ (e2)",
        "claim pending (e3)",
        "detained, since 1 May 2023 (40 days)",
        "2 Jul 2023",
        "x_office",
    ):
        assert words in output


def test_a_group_shows_its_number_as_a_range(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "many")

    assert "the others (26-27)" in capsys.readouterr().out


@pytest.mark.parametrize("width", [20, 60, 80, 160])
def test_the_card_fits_its_terminal(
    ledger: Path, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "width", lambda _: width)
    run(ledger, "full")

    assert max(map(columns_of, capsys.readouterr().out.splitlines())) <= width


def test_an_ascii_card_draws_in_ascii(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-C", str(ledger), "--ascii", "show", "full"])

    assert capsys.readouterr().out.isascii()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["held"], 0, id="id"),
        pytest.param(["he"], 0, id="beginning of an id"),
        pytest.param(["nobody"], 3, id="no case"),
        pytest.param(["Somebody"], 3, id="several people of this name"),
        pytest.param([], 2, id="no word"),
    ],
)
def test_exit_codes(ledger: Path, words: list[str], code: int) -> None:
    assert run(ledger, *words) == code


@pytest.mark.parametrize("form", ["csv", "tsv", "md", "jsonl", "plain"])
def test_every_format(ledger: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ledger, "full", "--format", form) == 0
    assert "x\\_office" in (out := capsys.readouterr().out) or "x_office" in out
