"""`diff` in real repositories: what differs, what follows, and for whom."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from tests.differing import (
    TODAY,
    WITHDRAWN,
    Said,
    append,
    change,
    record,
    rows,
    said_by,
    sides,
    small,
    steps,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The small ledger."""
    return small(tmp_path)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """What runs a command."""
    return said_by(capsys)


def test_without_words_the_work_tree_is_compared_with_the_last_commit(
    ledger: Path, said: Said
) -> None:
    change(ledger, "cases/held.yaml", "country: KZ, by: UZ", "country: KZ, by: TJ, note: x")
    append(ledger, "cases/held.yaml", WITHDRAWN)

    status, out, err = said(ledger, "diff")

    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].endswith("(5 Jan 2026, 09:00) → work tree, as of 2 Feb 2026")
    assert lines[1] == "3 cases looked at, differences in 1"
    assert lines[3] == "held  An invented case"
    assert lines[4] == "  ! by of e3: UZ → TJ"
    assert lines[5] == "  Somebody"
    assert "    threat     new: TJ request" in lines
    assert "    threat     ended: UZ request" in lines
    assert lines[-2:] == [
        "  + note of e3 added: x",
        "  + event added: e9 protection.certificate-withdrawn 2026-01-03",
    ]


def test_nothing_differs(ledger: Path, said: Said) -> None:
    status, out, _ = said(ledger, "diff", "--exit-code")

    assert status == 0
    assert out.splitlines()[1:] == ["no difference, 3 cases looked at"]


def test_something_differs_and_the_exit_code_says_so(ledger: Path, said: Said) -> None:
    change(ledger, "cases/held.yaml", "title: An", "title: Another")

    assert said(ledger, "diff")[0] == 0
    assert said(ledger, "diff", "--exit-code")[0] == 1


def test_time_alone_is_a_difference(ledger: Path, said: Said) -> None:
    status, out, _ = said(ledger, "diff", "--since", "14d", "--exit-code", "--json")

    assert status == 1
    found = [one for one in rows(out) if one["case"] == "held" and one["sort"] == "standing"]
    assert [(one["by"], one["because"]) for one in found] == [
        (
            ["time"],
            [
                {
                    "why": "expiry",
                    "entry": ["events", "e2"],
                    "file": None,
                    "day": "2026-01-25",
                }
            ],
        )
    ]
    assert {side["as_of"] for side in sides(out)} == {"2026-01-19", TODAY}


def test_as_of_leaves_time_out_of_it(ledger: Path, said: Said) -> None:
    _, out, _ = said(ledger, "diff", "--since", "14d", "--as-of", "2026-01-20", "--json")

    assert rows(out) == []
    assert {side["as_of"] for side in sides(out)} == {"2026-01-20"}


def test_all_three_steps_and_the_shape_of_the_json(
    ledger: Path, said: Said, repository: Path
) -> None:
    change(ledger, "rules/own.yaml", "for: 90d", "for: 60d")
    change(ledger, "cases/held.yaml", "date: 2025-12-05", "date: 2025-12-08")
    append(ledger, "cases/c-7k2m4p.yaml", "id: e8, date: 2026-01-30, kind: detention.released")

    _, out, _ = said(ledger, "diff", "--since", "2026-01-19", "--json")

    schema = json.loads((repository / "schemas/output/diff.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(json.loads(out))
    found = rows(out)
    marked = {(one["case"], one["sort"], "+".join(steps(one))) for one in found}
    assert ("held", "standing", "time") in marked
    assert ("c-7k2m4p", "liberty", "entry") in marked
    assert ("c-7k2m4p", "deadline", "version") in marked
    assert ("twin", "liberty", "entry") in marked
    first = [(one["case"], one["address"]) for one in found if one["first"]]
    assert first == [("held", ["events", "e3", "date"])]
    moved = next(one for one in found if one["sort"] == "deadline" and one["what"] == "moved")
    assert (moved["old"]["due"], moved["new"]["due"]) == ("2026-03-28", "2026-02-26")  # type: ignore[index]


@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv", "plain", "md"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_format_tells_of_every_case(ledger: Path, said: Said, form: str, lang: str) -> None:
    append(ledger, "cases/held.yaml", WITHDRAWN)
    append(ledger, "cases/c-7k2m4p.yaml", "id: e8, date: 2026-01-30, kind: detention.released")

    status, out, _ = said(ledger, "--lang", lang, "diff", "--format", form)

    assert status == 0
    assert all(name in out for name in ("held", "c-7k2m4p"))
    # What stands in a case that is not public is told of nobody, in whichever case they are.
    assert ("twin" in out) is (form != "md")


# For whom

HOSTILE = "see @counsel at https://evil.example or #12, <img src=x> [a](b) **x** \\e[31m"


def test_markdown_tells_no_values_that_are_not_public(ledger: Path, said: Said) -> None:
    append(ledger, "cases/c-7k2m4p.yaml", f"{WITHDRAWN}, note: secret words")
    change(ledger, "cases/held.yaml", "country: KZ, by: UZ", "country: KZ, by: TJ, note: private")

    status, out, _ = said(ledger, "diff", "--format", "md")

    assert status == 0
    assert "secret" not in out
    assert "Robin" not in out
    assert "private" not in out
    assert "### c-7k2m4p\n\nNot public: no values are shown.\n" in out
    assert "- event added: e9\n" in out
    assert "### held: An invented case" in out
    assert "secret" not in said(ledger, "diff", "--json", "--audience", "public")[1]
    assert "private" in said(ledger, "diff", "--format", "md", "--audience", "internal")[1]
    assert "secret" in said(ledger, "diff", "--json")[1]


def test_markdown_names_no_source_that_nobody_can_read(ledger: Path, said: Said) -> None:
    published = "kind: media, publisher: P, published: 2026-01-01"
    source = "  - {id: s1, kind: media, reliability: likely}\n"
    more = f"{source}  - {{id: s2, kind: lawyer}}\n  - {{id: s3, {published}, title: Report}}\n"
    change(ledger, "cases/held.yaml", source, more)
    change(ledger, "cases/held.yaml", "by: UZ, sources: [s1]", "by: UZ, sources: [s2, s3]")

    _, out, _ = said(ledger, "diff", "--format", "md")

    assert "source added: s3 media Report" in out
    assert "- source added: s2\n" in out
    assert "lawyer" not in out
    assert "cites s2" not in out


def test_markdown_asks_the_present_what_is_public(ledger: Path, said: Said) -> None:
    change(ledger, "cases/held.yaml", "by: UZ", "by: TJ")
    record(ledger, "two")
    change(ledger, "cases/held.yaml", "visibility: public", "visibility: restricted")

    _, out, _ = said(ledger, "diff", "HEAD~1..HEAD", "--format", "md")

    assert "- event changed: e3" in out
    assert "TJ" not in out


def test_nothing_in_markdown_acts(ledger: Path, said: Said) -> None:
    change(ledger, "cases/held.yaml", "title: An invented case", f"title: '{HOSTILE}'")

    _, out, _ = said(ledger, "diff", "--format", "md", "--audience", "internal")

    line = out.splitlines()[-1]
    assert re.findall(r"(?<!\\)[<>*\[\]#]", line) == []
    assert re.findall(r"@\w|https?://|#\d", line) == []
    assert line.replace("\u200b", "").replace("\\", "").endswith(HOSTILE.replace("\\", ""))


def test_words_of_a_case_are_no_markup(ledger: Path, said: Said) -> None:
    change(ledger, "cases/held.yaml", "title: An invented case", 'title: "[b]x[/b] [link=y]z"')

    _, out, _ = said(ledger, "--color", "always", "diff")

    assert "title: An invented case → [b]x[/b] [link=y]z" in out
