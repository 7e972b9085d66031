"""`conflicts` as a person and a script see it."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.small_ledgers import BROKEN, LIMBO, case, write_ledger

from caseledger.cli.main import main
from caseledger.cli.session import Session
from caseledger.render.screen import columns_of

MESS = """\
format: 1
id: mess
title: Title with [/b] markup
people:
  - id: pp
    name: Somebody
    citizenship: [UZ]
    sources: [s1, {source: s2, says: {name: "[bold]Evil"}}]
  - {id: gg, kind: group, pseudonym: the others, count: 8, sources: [s1]}
sources:
  - {id: s1, kind: media, reliability: likely}
  - {id: s2, kind: media, reliability: doubtful, published: 2022-03-01}
  - {id: s3, kind: media, mirror_of: s1}
events:
  - {id: e1, date: 2022-01-10, kind: movement.entered, country: KZ, people: [pp], sources: [s1]}
  - id: e2
    date: 2022-02-10
    kind: detention.released
    country: KZ
    people: [pp]
    sources: [s1, s3]
  - id: e3
    date: 2022-03-10
    kind: detention.arrested
    country: KZ
    people: [pp]
    note: Monday 10 March
    sources: [s1]
  - id: e4
    date: 2022-02-01
    kind: movement.entered
    country: KZ
    people: [gg]
    count: 9
    sources: [s1]
  - id: e5
    date: 2022-04-01
    kind: case.note
    people: [pp]
    sources: [s3, {source: s2, says: {date: 2021}}]
    resolved:
      date: {prefer: s1, by: A, on: 2022-05-01, reason: because}
"""
TWO = case("two", "date: 2022-01-10, kind: movement.entered, country: PL").replace(
    "PL, sources: [s1]}\n", "PL, sources: [s1, {source: s2, says: {date: 2022-02, country: AT}}]}\n"
)
TWO = TWO.replace("events:\n", "  - {id: s2, kind: media}\nevents:\n")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    cases = {"held": LIMBO, "mess": MESS, "two": TWO}
    return write_ledger(tmp_path / "ledger", cases)


def run(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--today", "2024-01-01", "conflicts", *words])


def data(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(root, *words, "--json") == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["data"]
    return found


def test_json_has_the_promised_shape(
    ledger: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/conflicts.schema.json").read_bytes())

    assert run(ledger, "--json") == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert {(one["case"], one["sort"]) for one in envelope["data"]} == {
        ("two", "differ"),
        *(("mess", sort) for sort in ("differ", "weekday", "order", "count")),
    }


def test_a_claim_names_its_sources(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(ledger, capsys, "mess")
    claims = next(one for one in found if one["sort"] == "order")["claims"]

    assert isinstance(claims, list)
    assert claims[0]["value"] == "2022-02-10"
    assert claims[0]["sources"] == [
        {"source": "s1", "reliability": "likely", "published": None, "mirror_of": None},
        {"source": "s3", "reliability": "unknown", "published": None, "mirror_of": "s1"},
    ]
    assert (claims[0]["witnesses"], claims[1]["event"]) == (1, "e3")


def test_the_commands_that_it_names_record_a_decision(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = [command for one in data(ledger, capsys) for command in one["resolve"]]  # type: ignore[attr-defined]
    assert commands

    for command in commands:
        _, *words = command.split(" ")
        assert main(["-C", str(ledger), *words, "--no-commit"]) == 0, command

    after = data(ledger, capsys)
    assert [one["event"] for one in after if one["resolve"] and one["open"]] == []
    assert [one["person"] for one in after if one["open"]] == ["pp"]


def test_only_open(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everything, left = data(ledger, capsys), data(ledger, capsys, "--open")

    assert [one for one in everything if one["open"]] == left
    assert [one["event"] for one in everything if not one["open"]] == ["e5"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param([], 0, id="found"),
        pytest.param(["--fail-on", "open"], 1, id="fail on open"),
        pytest.param(["held", "--fail-on", "any"], 0, id="nothing to fail on"),
        pytest.param(["mess", "--as-of", "2021-12-31", "--fail-on", "open"], 1, id="a person"),
        pytest.param(["two", "--as-of", "2021-12-31", "--fail-on", "any"], 0, id="before it"),
        pytest.param(["nobody"], 3, id="no such case"),
        pytest.param(["--fail-on", "else"], 2, id="no such word"),
    ],
)
def test_exit_codes(ledger: Path, words: list[str], code: int) -> None:
    assert run(ledger, *words) == code


@pytest.mark.parametrize(
    ("options", "code"), [([], 0), (["--strict"], 4), (["--fail-on", "any"], 4)]
)
def test_a_file_that_cannot_be_read(tmp_path: Path, options: list[str], code: int) -> None:
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO, "broken": BROKEN})

    assert run(root, *options) == code


def test_a_decided_one_does_not_fail_on_open(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for field in ("date", "country"):
        main(["-C", str(ledger), "set", "two", f"e1.resolved.{field}.prefer", "s2", "--no-commit"])

    assert run(ledger, "two", "--fail-on", "open") == 0
    assert run(ledger, "two", "--fail-on", "any") == 1
    assert "resolved: s2 is followed (AT)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        pytest.param(
            "en",
            [
                "Title with [/b] markup\nmess · 1 Jan 2024\n",
                "pp  Somebody · name: sources differ",
                "    [bold]Evil",
                "s2 (1 Mar 2022, reliability: doubtful); not believed, makes nothing uncertain",
                "open; the format keeps no decision here",
                "e2  Released in Kazakhstan · date: the order of the days cannot be",
                "e3 Arrested in Kazakhstan, the entry: s1",
                "reprint of s1); counts as one witness",
                "2022-03-10 (Thursday)",
                '"Monday 10 March"',
                "9  the entry: s1 (reliability: likely reliable)",
                "8  gg the others (8 people), the entry: s1",
                "resolved: s1 is preferred, but says nothing about this; A; 1 May 2022; because",
                "caseledger set mess events.e2.resolved.date.prefer SOURCE",
                "contradictions: 5 · open: 4 · ",
            ],
            id="English",
        ),
        pytest.param(
            "ru",
            [
                "date: такая последовательность дней невозможна",
                "2022-03-10 (четверг)",
                "«Monday 10 March»     примечание записи",
                "перепечатка s1",
                "решено: предпочтён s1, но он об этом ничего не говорит",
                "противоречий: 5 · не решено: 4",
            ],
            id="Russian",
        ),
    ],
)
def test_words(
    ledger: Path, lang: str, expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["-C", str(ledger), "--today", "2024-01-01", "--lang", lang, "conflicts", "mess"])
    output = capsys.readouterr().out

    assert [words for words in expected if words not in output] == [], output


def test_nothing_to_tell(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ledger, "held") == 0
    assert capsys.readouterr().out == "no contradictions\n"


def test_that_nothing_is_left_out_is_not_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(write_ledger(tmp_path / "bad", {"broken": BROKEN})), "conflicts"]) == 0
    printed = capsys.readouterr().out
    assert printed == "no contradictions in what can be read; something is left out\n"


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
    main(["-C", str(ledger), "--lang", lang, "conflicts"])

    assert max(map(columns_of, capsys.readouterr().out.splitlines())) <= width


def test_ascii_draws_in_ascii(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-C", str(ledger), "--ascii", "conflicts", "two"])

    assert capsys.readouterr().out.isascii()


@pytest.mark.parametrize("form", ["csv", "tsv", "md", "jsonl", "plain"])
def test_every_format(ledger: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ledger, "--format", form) == 0
    assert "2022-03-10" in capsys.readouterr().out
