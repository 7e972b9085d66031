import json
import shlex
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
                (
                    "Standing: Held off for now in Kazakhstan since 1 Jun 2023: Uzbekistan's"
                    " request (e3, s1) is held off only by an asylum-seeker certificate valid to"
                    " 31 Jul 2024 (e2, s1); law UNVERIFIED (kz-certificate); last word 1 Jun 2023."
                ),
                "Where: Kazakhstan",
                "Threat: UZ request; held off by certificate",
                "Bar: certificate to 31 Jul 2024; certain",
                "1 May 2023, Asylum-seeker certificate issued in Kazakhstan (e2; s1)",
                "Certainty: nothing that is recorded leaves room for another standing",
                "Law: UNVERIFIED",
                "caseledger explain kz-certificate",
                "Ahead: from 1 Aug 2024",
                "Asylum claim withdrawn → No bar to handover",
                "caseledger add event held protection.withdrawn 2024-01-01 --country KZ",
            ],
            id="held off",
        ),
        pytest.param(
            "bare",
            [
                (
                    "No bar to handover in Kazakhstan since 1 Mar 2023: nothing holds off the"
                    " enforceable order to hand over to Uzbekistan (e3, s1; whether it may be"
                    " carried out already is not certain)"
                ),
                "Threat: UZ order, enforceable (perhaps); nothing holds it off",
                "Why: it is recorded that there is no status (e2, s1)",
            ],
            id="exposed",
        ),
        pytest.param(
            "over",
            [
                (
                    "Not known in Poland since 10 Jan 2022: nothing is recorded about protection"
                    " there; silence is not a status"
                ),
                "case closed",
            ],
            id="silence",
        ),
        pytest.param(
            "same",
            ["File: see held/pp", "(e2; s1)", "caseledger add event held protection.withdrawn"],
            id="in another case",
        ),
        pytest.param(
            "lost",
            [
                "File: see held/zz, which is not there",
                "Certainty: the case or person that it leads to is not there",
            ],
            id="not there",
        ),
        pytest.param(
            "unsure",
            [
                "Standing: Not certain: No bar to handover or Protected (Kazakhstan)",
                (
                    "nothing certain holds off Uzbekistan's request (e3, no source); perhaps"
                    " refugee status (e4, no source), which hangs on what may have happened"
                    " (e4, no source)"
                ),
                "Certainty: may have happened by this day, or not:",
                "1 Apr 2023, alleged, Protection granted in Kazakhstan (e4; no source)",
                "Liberty: detained, since 1 Feb 2023 (334 days)",
                'Is it true? "Protection granted in Kazakhstan" (e4, no source), alleged',
                (
                    "it is confirmed → Protected\n"
                    "          caseledger set unsure events.e4.state happened"
                ),
                "it is refuted → No bar to handover",
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
    assert "not certain: it ran out on 31 Jul 2024 with no word of renewal" in output
    assert "caseledger add event held protection.certificate-extended 2024-01-01" in output


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_command_that_is_broken_into_lines_can_be_put_into_a_shell(
    ledger: Path,
    lang: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Session, "width", lambda _: 50)
    main(["-C", str(ledger), "--today", "2024-01-01", "--lang", lang, "why", "held"])
    whole = capsys.readouterr().out.replace(" \\\n", " ")
    commands = [shlex.split(line) for line in whole.splitlines() if " caseledger add" in line]

    assert ["caseledger", "add", "event", "held", "protection.withdrawn"] in [
        words[:5] for words in commands
    ]
    assert all(words[-2:] in (["--country", "KZ"], ["--by", "UZ"]) for words in commands)


def test_data_is_shown_and_never_obeyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = case(
        "odd",
        'date: 2022-01-10, kind: movement.entered, country: KZ, note: "a note; rm"',
        "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ",
        'date: 2023-08-01, kind: complaint.lodged, country: KZ, body: "$(reboot) [red]x[/red]"',
    ).replace("name: Somebody", 'name: "[bold]A[/bold]"')
    root = write_ledger(tmp_path / "ledger", {"odd": text})

    assert main(["-C", str(root), "--color", "always", "why", "odd"]) == 0
    output = capsys.readouterr().out

    assert "[bold]A[/bold]" in output
    assert "a note" not in output
    assert output.count("$(reboot)") == output.count("--body '$(reboot) [red]x[/red]'") > 0


def test_a_file_with_errors_says_that_it_may_be_otherwise(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ledger / "cases" / "held.yaml"
    path.write_text(path.read_text().replace("by: UZ", "by: UZ, after: [e9]"))
    run(ledger, "held", "--json")
    one = json.loads(capsys.readouterr().out)["data"][0]

    assert (one["certain"], one["incomplete"]) == (False, "file")
    run(ledger, "held")
    assert "Certainty: the file has errors" in capsys.readouterr().out


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


def test_a_group_of_whom_some_were_handed_over_is_to_be_split(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group = "  - {id: gg, kind: group, pseudonym: they, count: {min: 28, max: 29}, sources: [s1],"
    some = case(
        "some",
        "date: 2023-01-10, kind: extradition.requested, country: KZ, by: UZ",
        "date: 2023-02-10, kind: extradition.surrendered, country: KZ, by: UZ, count: 20",
        people=f"{group} citizenship: [UZ]}}\n",
    )
    assert run(write_ledger(tmp_path / "ledger", {"some": some}), "some") == 0
    printed = capsys.readouterr().out

    assert "the entries tell of some of the group only" in printed
    assert "caseledger split some gg" in printed
    assert "several of these entries" not in printed


@pytest.mark.parametrize("command", ["why", "show"])
def test_an_entry_about_some_of_a_group_says_how_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    group = "  - {id: gg, kind: group, pseudonym: they, count: {min: 28, max: 29}, sources: [s1]}\n"
    some = "date: 2024-01-10, kind: extradition.surrendered, country: KZ, by: UZ"
    many = case("many", f"{some}, count: {{min: 28, max: 28}}", people=group)
    root = write_ledger(tmp_path / "ledger", {"many": many})

    assert main(["-C", str(root), command, "many"]) == 0
    assert ", 28 people" in capsys.readouterr().out
