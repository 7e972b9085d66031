import json
import random
import re
from pathlib import Path

import jsonschema
import pytest
from tests.committed_ledgers import added, commits, git, head, message, run, text, wren

from caseledger.actions import identifiers


@pytest.fixture(autouse=True)
def chance(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(3)  # noqa: S311 - not a secret here
    monkeypatch.setattr(identifiers, "pick", dice.choice)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wren(tmp_path)


def test_one_event_is_one_commit_of_added_lines_only(root: Path) -> None:
    words = ("protection.lodged", "--date", "2023-10", "--country", "KZ", "--source", "counsel")

    assert run(root, "add", "event", "c-7k2m4p", *words) == 0

    lines = added(root)
    assert re.fullmatch(r"  - id: [a-z0-9]{5}", lines[0])
    assert lines[1:5] == [
        "    date: 2023-10",
        "    kind: protection.lodged",
        "    country: KZ",
        "    sources: [counsel]",
    ]
    assert git(root, "show", "--stat", "--format=").count("|") == 1
    assert git(root, "status", "--porcelain") == ""
    assert commits(root) == 2


def test_an_event_stands_where_its_date_belongs(root: Path) -> None:
    run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-s", "counsel", "--id", "new")

    assert re.findall(r"- id: (\w+)", text(root).partition("events:")[2]) == [
        "bq7wd",
        "new",
        "z8n3c",
    ]


def test_history_of_a_closed_case_says_ids_and_nothing_else(root: Path) -> None:
    assert (
        run(root, "add", "event", "7k2", "arrested", "yesterday", "--by", "UZ", "-s", "phone") == 0
    )

    said = message(root)
    assert said.splitlines()[0].startswith("c-7k2m4p: add event ")
    assert not re.search(r"arrested|extradition|2026|UZ|phone|ратбай|Wren", said)
    assert re.search(r"^Case: c-7k2m4p$", said, re.MULTILINE)
    assert re.search(r"^Event: \w{5}$", said, re.MULTILINE)
    assert re.search(r"^Action: add-event$", said, re.MULTILINE)


def test_history_of_an_open_case_says_kind_and_day(root: Path) -> None:
    run(
        root,
        "add",
        "event",
        "wren",
        "ext.ordered",
        "2026-01-27",
        "--by",
        "UZ",
        "-s",
        "counsel",
        "--id",
        "ordered",
    )

    first = message(root).splitlines()[0]
    assert first == "wren: add event ordered extradition.ordered 2026-01-27"


def test_what_nobody_typed_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "add", "event", "wren", "hearing", "2026-02-11", "-s", "court")

    out = capsys.readouterr().out
    assert "extradition.hearing" in out
    assert "state scheduled: the day has not come" in out
    assert "country KZ: where the person is" in out


def test_a_day_in_words_is_said_with_its_weekday(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "add", "event", "wren", "arrested", "yesterday", "--by", "UZ", "-s", "counsel")

    assert "date: 2026-02-01 (Sunday)" in capsys.readouterr().out


def test_what_follows_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "add", "event", "wren", "protection.lodged", "2026-01-10", "-s", "counsel")

    assert "No bar to handover → Held off for now" in capsys.readouterr().out


def test_values_of_a_closed_case_are_not_told_off_a_terminal(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("arrested", "yesterday", "--by", "UZ", "-s", "phone", "--note", "in the bazaar")
    run(root, "add", "event", "7k2", *words)
    run(root, "add", "event", "7k2", *words, "--json")

    out = capsys.readouterr().out
    assert not re.search(r"ратбай|Wren|arrested|bazaar|2026-02-01", out)


def test_a_call_becomes_a_source_in_the_same_commit(root: Path) -> None:
    run(root, "add", "event", "7k2", "arrested", "yesterday", "--by", "UZ", "-s", "phone")

    assert commits(root) == 2
    assert "    kind: phone-call" in added(root)
    assert "    published: 2026-02-02" in added(root)


def test_an_address_becomes_a_source_once(root: Path) -> None:
    for day in ("2026-01-10", "2026-01-20"):
        run(
            root,
            "add",
            "event",
            "7k2",
            "visit-denied",
            day,
            "--country",
            "KZ",
            "-s",
            "https://example.org/x",
        )

    assert text(root).count("url: https://example.org/x") == 1
    assert text(root).count("publisher: example.org") == 1


def test_a_service_sets_the_decision(root: Path) -> None:
    run(
        root,
        "add",
        "event",
        "7k2",
        "ext.ordered",
        "2026-01-27",
        "--by",
        "UZ",
        "-s",
        "counsel",
        "--id",
        "ordered",
    )

    assert (
        run(root, "add", "event", "7k2", "extradition.served", "2026-01-29", "--of", "ordered") == 0
    )
    assert added(root) == ["    served: 2026-01-29"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["7k2", "arrested", "yesterday"], 3, "several kinds", id="fits two kinds"),
        pytest.param(["7k2", "arestd", "yesterday"], 2, "no kind of this name", id="no such kind"),
        pytest.param(["nobody", "arrested"], 3, "no such case", id="no such case"),
        pytest.param(
            ["wren", "measure-granted", "2026-01-01"], 2, "needs --body", id="a field is missing"
        ),
        pytest.param(
            ["wren", "ext.ordered", "--by", "UZ"], 2, "needs --date", id="the day is missing"
        ),
        pytest.param(
            ["wren", "entered", "03/04/2024", "--country", "KZ"], 2, "two ways", id="two readings"
        ),
        pytest.param(
            ["wren", "entered", "2024", "--date", "2025", "--country", "KZ"],
            2,
            "twice",
            id="two days",
        ),
        pytest.param(
            ["wren", "entered", "2024", "--country", "KZ", "-s", "nowhere"],
            3,
            "no such source",
            id="no such source",
        ),
        pytest.param(
            ["wren", "entered", "2024", "--country", "KZ", "--id", "Bad Id"],
            2,
            "CL207",
            id="no valid id",
        ),
        pytest.param(
            ["wren", "entered", "2024", "--country", "KZ", "--id", "z8n3c"],
            2,
            "",
            id="an id that is taken",
        ),
        pytest.param(
            ["wren", "hearing", "2026-02-11", "--note", "a\x1bb"],
            2,
            "character",
            id="an escape sequence",
        ),
    ],
)
def test_what_cannot_be_written_changes_nothing(
    root: Path, words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text(root, "wren"), text(root)

    assert run(root, "add", "event", *words) == code

    assert said in capsys.readouterr().err
    assert (text(root, "wren"), text(root)) == before
    assert commits(root) == 1


def test_a_dry_run_shows_the_lines_and_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text(root, "wren")

    assert (
        run(
            root,
            "add",
            "event",
            "wren",
            "protection.lodged",
            "2023-10",
            "-s",
            "counsel",
            "--dry-run",
        )
        == 0
    )

    out = capsys.readouterr().out
    assert "+    kind: protection.lodged" in out
    assert "-" not in {line[:1] for line in out.splitlines()[2:]}
    assert text(root, "wren") == before
    assert commits(root) == 1


def test_the_same_thing_twice_is_noticed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("add", "event", "7k2", "ext.requested", "2024-02-09", "--by", "UZ", "-s", "counsel")

    assert run(root, *words) == 0

    assert "this may already be there: z8n3c" in capsys.readouterr().err


def test_without_commit_the_file_alone_is_written(root: Path) -> None:
    run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-s", "counsel", "--no-commit")

    assert "protection.lodged" in text(root)
    assert commits(root) == 1


def test_own_words_stand_in_the_history(root: Path) -> None:
    run(
        root,
        "add",
        "event",
        "7k2",
        "protection.lodged",
        "2023-10",
        "-s",
        "counsel",
        "-m",
        "as told on 2 Feb",
    )

    assert message(root).startswith("as told on 2 Feb\n\nCase: c-7k2m4p\nEvent: ")


@pytest.mark.parametrize("words", ["Муратбай was arrested", "spoke to ВЫДУМАННЫЙ"])
def test_own_words_name_nobody_of_a_closed_case(root: Path, words: str) -> None:
    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-m", words) == 2
    assert commits(root) == 1


def test_half_typed_and_staged_work_in_the_same_file_stays_what_it_was(root: Path) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    staged = text(root).replace("published: 2025-09-02", "published: 2025-09-03")
    path.write_text(staged, encoding="utf-8")
    git(root, "add", "cases/c-7k2m4p.yaml")
    path.write_text(staged.replace("# The end.", "# The end, half typed: [", 1), encoding="utf-8")
    before = git(root, "diff"), git(root, "diff", "--cached")

    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-s", "counsel") == 0

    assert "    kind: protection.lodged" in added(root)
    assert "2025-09-03" not in head(root)
    assert "half typed" not in head(root)
    after = git(root, "diff"), git(root, "diff", "--cached")
    assert [_changed_lines(one) for one in after] == [_changed_lines(one) for one in before]
    assert "half typed" in text(root)


def _changed_lines(diff: str) -> list[str]:
    return [one for one in diff.splitlines() if one[:1] in "+-" and one[:3] not in ("+++", "---")]


def test_what_rests_on_uncommitted_entries_is_written_and_not_committed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "add", "source", "7k2", "--kind", "media", "--id", "paper", "--no-commit")

    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-s", "paper") == 5

    assert "sources: [paper]" in text(root)
    assert commits(root) == 1
    assert "not committed" in capsys.readouterr().err


def test_what_was_done_has_the_promised_shape(
    root: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/write.schema.json").read_bytes())

    run(
        root, "add", "event", "wren", "arrested", "yesterday", "--by", "UZ", "-s", "phone", "--json"
    )
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert envelope["data"]["commit"] == git(root, "rev-parse", "HEAD").strip()
    assert [one["what"] for one in envelope["data"]["made"]] == ["event", "source"]
    assert envelope["data"]["understood"] == {"date": "2026-02-01"}


def test_quiet_means_quiet(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "-q", "add", "event", "7k2", "protection.lodged", "2023-10")

    assert capsys.readouterr() == ("", "")
