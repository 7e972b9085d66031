import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from tests.small_ledgers import BROKEN, CLOSED, EXPOSED, GROUP, LIMBO, PROTECTED, case, write_ledger

from caseledger.cli.main import main

OUT = "{id: s1, kind: media, publisher: A paper, published: 2024-02-01, reliability: likely}"
SAID = "{id: s1, kind: media, reliability: likely}"


def out(text: str) -> str:
    """Let the source of a case be one that anybody could read."""
    return text.replace(SAID, OUT)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    cases = {
        "held": out(LIMBO),
        "bare": out(EXPOSED),
        "safe": out(PROTECTED),
        "many": out(GROUP),
        "over": out(CLOSED),
    }
    return write_ledger(tmp_path / "ledger", cases)


def run(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--today", "2024-03-01", *words])


def lines(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert run(root, "stats", *words) == 0
    return capsys.readouterr().out.splitlines()


def test_a_table_names_unit_and_day_and_has_bars(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lines(ledger, capsys, "--by", "standing")[:7] == [
        "Standing          Persons, 1 Mar 2024",
        "───────────────────────────────────────────────────────────────",
        "Held off for now  1                    █",
        "Not known         1                    █",
        "Protected         1                    █",
        "Returned          26-27                ████████████████████████",
        "Total             29-30",
    ]


def test_ascii_bars_are_light_where_the_number_is_open(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "--ascii", "stats", "--by", "standing", "--as-of", "2024-09", "--tag", "karakalpak")
    shown = capsys.readouterr().out

    assert "Held off for now    0-1                   ........................" in shown
    assert "█" not in shown


@pytest.mark.parametrize("form", ["plain", "md", "csv", "tsv", "json", "jsonl"])
def test_only_the_table_has_bars(
    ledger: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "█" not in "".join(lines(ledger, capsys, "--format", form))


def test_a_case_that_is_not_public_is_counted_only_inside(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, "stats", "--by", "standing", "--format", "csv") == 0
    public = capsys.readouterr()
    assert (
        run(ledger, "stats", "--by", "standing", "--format", "csv", "--audience", "internal") == 0
    )
    internal = capsys.readouterr()

    assert "exposed" not in public.out
    assert "left out: 1 case not public; --audience internal counts them" in public.err
    assert "standing,exposed,,,persons,2024-03-01,internal,1,1" in internal.out
    assert "left out" not in internal.err


def test_how_many_cases_are_not_public_is_not_said_to_the_public(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("table", "plain", "md", "json", "csv"):
        assert run(ledger, "stats", "--format", form) == 0
        assert "1 case" not in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_not_named_to_the_public(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_ledger(tmp_path / "ledger", {"held": out(LIMBO), "broken": BROKEN})

    assert run(root, "stats", "--json") == 0
    printed = capsys.readouterr()

    assert "broken" not in printed.out
    assert "unread" in json.loads(printed.out)["data"][0]["remarks"]
    assert "cases/broken.yaml" in printed.err
    assert run(root, "stats", "--strict") == 4


def test_nothing_is_read_for_the_public_from_a_case_that_is_not_public(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = "  - {id: tt, pseudonym: T, same_as: bare/pp, citizenship: [UZ], sources: [s1]}\n"
    same = out(case("same", people=people))
    root = write_ledger(tmp_path / "ledger", {"bare": out(EXPOSED), "same": same})

    shown = lines(root, capsys, "--by", "standing", "--format", "csv")
    inside = lines(root, capsys, "--by", "standing", "--format", "csv", "--audience", "internal")

    assert shown[1:] == [
        "standing,unknown,,,persons,2024-03-01,public,0,1",
        "standing,total,,,persons,2024-03-01,public,1,1",
    ]
    assert inside[1] == "standing,exposed,,,persons,2024-03-01,internal,1,1"


def test_what_was_heard_by_a_day_is_counted_as_it_was_known(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    early = lines(ledger, capsys, "--by", "standing", "--heard-by", "2024-01-31")

    assert early[0] == "As reported by 31 Jan 2024"
    assert not any("Held off" in line for line in early)


def test_in_a_file_with_errors_nothing_that_follows_is_certain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = out(LIMBO) + "  - {id: e9, date: 2023-07-01, kind: protection.refused, sources: [s1]}\n"
    root = write_ledger(tmp_path / "ledger", {"held": wrong})

    assert "outcome,extradition.pending,,,persons,2024-03-01,public,0,1" in lines(
        root, capsys, "--by", "outcome", "--format", "csv"
    )


def test_entries_that_are_not_published_make_the_rest_possible_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = out(LIMBO).replace("{id: e2,", "{id: e2, visibility: restricted,")
    root = write_ledger(tmp_path / "ledger", {"held": kept})

    assert run(root, "stats", "--by", "standing", "--format", "csv") == 0
    printed = capsys.readouterr()

    assert printed.out.splitlines()[1:] == [
        "standing,exposed,,,persons,2024-03-01,public,0,1",
        "standing,total,,,persons,2024-03-01,public,1,1",
    ]
    assert "1 entry not published" in printed.err


def test_small_numbers_are_pointed_out_to_who_asks(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "stats", "--by", "standing", "--tag", "nothing")
    nobody = capsys.readouterr()
    run(ledger, "stats", "--by", "standing")

    assert "below 5" not in nobody.err
    assert "some numbers are below 5" in capsys.readouterr().err


def test_json_has_the_promised_shape(
    ledger: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/stats.schema.json").read_bytes())
    words = ("--json", "--by", "outcome,host", "--by", "period", "--from", "2012", "--all")

    assert run(ledger, "stats", *words) == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert envelope["data"][0]["total"] == {"least": 2, "most": 2}
    assert envelope["data"][0]["rates"][0]["least"] == 1.0
    assert envelope["data"][1]["filters"] == {"from": "2012-01-01"}


def test_a_spreadsheet_has_one_row_a_number(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\n".join(lines(ledger, capsys, "--by", "outcome", "--by", "citizenship,standing",
                           "--format", "csv"))  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(text)))
    found = {(r["by"], r["value"], r["value_2"]): (r["least"], r["most"]) for r in rows}

    assert {r["unit"] for r in rows} == {"persons", "percent"}
    assert found["rate", "recognition", ""] == ("100.00", "100.00")
    assert found["citizenship", "UZ", "returned"] == ("26", "27")
    assert found["citizenship", "total", "total"] == ("29", "30")


def test_markdown_has_a_title_and_says_what_is_to_be_known(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = lines(ledger, capsys, "--by", "citizenship,standing", "--format", "md")

    assert shown[0] == "**Persons by citizenship and standing, 1 Mar 2024**"
    assert shown[2].startswith("| Citizenship | Held off for now |")
    assert "- Only public cases and published entries are counted." in shown


def test_rates_and_their_words(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = "\n".join(lines(ledger, capsys, "--by", "outcome"))

    assert "Refugee recognition rate" in shown
    assert "100%" in shown
    assert "Rates as UNHCR defines them" in shown


def test_past_days_say_that_numbers_change(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revised = "As recorded on 1 Mar 2024: past numbers change when older events are found."

    assert revised in lines(ledger, capsys, "--by", "standing", "--as-of", "2023-06-15")
    assert revised not in lines(ledger, capsys, "--by", "standing")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        pytest.param(["--by", "standig"], "did you mean standing?", id="dimension"),
        pytest.param(["--by", "host,host"], "for example --by citizenship,standing", id="twice"),
        pytest.param(["--by", "host,stage,track"], "for example", id="three"),
        pytest.param(["--track", "extraditon"], "did you mean extradition?", id="track"),
        pytest.param(["--country", "Kazachstan"], "did you mean Kazakhstan?", id="state"),
        pytest.param(["--from", "2024", "--to", "2023"], "write the earlier day", id="days"),
    ],
)
def test_wrong_words_are_refused_with_the_nearest(
    ledger: Path, words: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, "stats", *words) == 2
    assert hint in capsys.readouterr().err


def test_russian(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ledger, "--lang", "ru", "stats") == 0
    shown = capsys.readouterr().out

    assert "Людей, 1 марта 2024" in shown
    assert "Доля признанных беженцами" in shown


@pytest.mark.parametrize("form", ["table", "plain", "json", "csv", "md"])
def test_the_same_bytes_every_time(
    ledger: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (lines(ledger, capsys, "--format", form) for _ in range(2))

    assert first == second
