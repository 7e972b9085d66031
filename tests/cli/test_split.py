import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from tests.committed_ledgers import commits, committed, git, head, message, run, text

from caseledger.actions.desk import Desk
from caseledger.actions.status import everybody
from caseledger.domain.listing import heads
from caseledger.store.ledger import open_ledger

SWALLOWS = """\
# A closed case with nothing but a group.
format: 1
id: c-4mt8q2
title: Swallows
people:
  - id: gk2                     # the group
    kind: group
    pseudonym: the swallows
    count: {min: 28, max: 29}   # as the lawyer said
    citizenship: [UZ]
    sources: [s1]
sources:
  - id: s1
    kind: lawyer
    published: 2025-09-02
events:
  - id: bq7wd
    date: 2023-05
    kind: movement.entered
    country: KZ
    sources: [s1]      # by phone

  - id: z8n3c
    date: 2024-02-08
    kind: extradition.ordered
    country: KZ
    by: UZ
    count: 12          # some of them
    sources: [s1]
# The end.
"""
OPEN = SWALLOWS.replace("id: c-4mt8q2", "id: swallows\nvisibility: public")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return committed(tmp_path / "ledger", {"c-4mt8q2": SWALLOWS, "swallows": OPEN})


def counted(root: Path) -> tuple[int, int]:
    """How many people `status` counts: at least, at most."""
    day = date(2026, 2, 2)
    people, _files = everybody(Desk(open_ledger(root), day, day))
    return heads(people)


def test_one_member_leaves_in_one_commit_that_changes_few_lines(root: Path) -> None:
    assert run(root, "split", "4mt", "gk2", "--pseudonym", "Martin", "--id", "pm") == 0

    assert commits(root) == 2
    lines = git(root, "show", "--format=", "-U0").splitlines()
    assert [one for one in lines if one[:1] in "+-" and one[:3] not in ("+++", "---")] == [
        "-    count: {min: 28, max: 29}   # as the lawyer said",
        "+    count: {min: 27, max: 28}   # as the lawyer said",
        "+  - id: pm",
        "+    pseudonym: Martin",
        "+    citizenship: [UZ]",
        "+    note: One of the group gk2",
        "+    sources: [s1]",
        "+    people: [gk2, pm]",
        "+    people: [gk2]",
    ]
    assert re.findall(r"^(?:Action|Event|Person): .*$", message(root), re.MULTILINE) == [
        "Event: bq7wd",
        "Event: z8n3c",
        "Person: gk2",
        "Person: pm",
        "Action: split",
    ]
    assert run(root, "check", "--strict", "c-4mt8q2") == 0


def test_everybody_is_counted_as_before(root: Path) -> None:
    before = counted(root)
    assert run(root, "split", "swallows", "gk2", "--pseudonym", "Martin", "--event", "z8n") == 0

    assert counted(root) == before == (56, 58)


def test_events_of_some_are_named_and_left_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "split", "4mt", "gk2", "--pseudonym", "Martin") == 0

    said = capsys.readouterr().out
    assert re.search("left alone.*: z8n3c$", said, re.MULTILINE)
    assert "Martin" not in said, "off a terminal nothing of a closed case is told but ids"


def test_an_event_of_some_that_is_named_takes_the_member_in(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("split", "swallows", "gk", "--pseudonym", "Martin", "--id", "pm", "--event", "z8n")
    assert run(root, *words) == 0

    said = capsys.readouterr().out
    assert "left alone" not in said
    assert "Martin: No bar to handover" in said
    event = text(root, "swallows").partition("- id: z8n3c")[2]
    assert "people: [gk2, pm]" in event
    assert "count: 11          # some of them" in event


def test_a_dry_run_shows_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "split", "swallows", "gk2", "--pseudonym", "Martin", "--dry-run") == 0

    assert "+    count: {min: 27, max: 28}" in capsys.readouterr().out
    assert text(root, "swallows") == OPEN
    assert commits(root) == 1


def test_without_a_commit_the_file_is_written(root: Path) -> None:
    words = ("--pseudonym", "Martin", "--note", "the youngest", "--no-commit")
    assert run(root, "split", "4mt", "gk2", *words) == 0

    assert "note: the youngest; One of the group gk2" in text(root, "c-4mt8q2")
    assert head(root, "c-4mt8q2") == SWALLOWS


def text_of_error(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["4mt", "gk2"], 2, "--pseudonym", id="nothing to call the person"),
        pytest.param(["4mt", "nobody"], 3, "no such person", id="no such group"),
        pytest.param(["Swallows", "gk2"], 3, "no such case", id="a case by its title"),
        pytest.param(
            ["4mt", "gk2", "--pseudonym", "M", "--event", "qqq"], 3, "no such event", id="no event"
        ),
        pytest.param(
            ["4mt", "gk2", "--pseudonym", "M", "--id", "gk2"], 2, "is already there", id="id taken"
        ),
        pytest.param(
            ["4mt", "gk2", "--name", "Anna Invented", "-m", "Anna left"],
            2,
            "names somebody",
            id="words",
        ),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    root: Path, words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "split", *words) == code
    assert said in text_of_error(capsys)
    assert commits(root) == 1
    assert text(root, "c-4mt8q2") == SWALLOWS


ONE = "  - {id: pw, pseudonym: Wren, citizenship: [UZ], sources: [s1]}\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("{min: 28, max: 29}", "1", "a group of one", id="one"),
        pytest.param("{min: 28, max: 29}", "{min: 0, max: 1}", "a group of one", id="one at most"),
        pytest.param("    count: {min: 28, max: 29}", "    #", "is not said", id="not counted"),
        pytest.param(
            "    sources: [s1]\nsou", "    same_as: c-9/pp\nsou", "another case", id="elsewhere"
        ),
        pytest.param(
            "people:\n  - id: gk2", f"people:\n{ONE}  - id: gk3", "no group", id="a person"
        ),
    ],
)
def test_who_cannot_be_split(
    tmp_path: Path, old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = SWALLOWS.replace(old, new)
    assert changed != SWALLOWS
    root = committed(tmp_path / "ledger", {"c-4mt8q2": changed})
    group = "pw" if said == "no group" else "gk2"

    assert run(root, "split", "4mt", group, "--pseudonym", "Martin") == 2
    assert said in text_of_error(capsys)
    assert commits(root) == 1


def test_an_event_of_others_is_not_of_the_group(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = SWALLOWS.replace("people:\n", f"people:\n{ONE}", 1)
    both = both.replace("country: KZ\n", "country: KZ\n    people: [gk2]\n", 1)
    both = both.replace("    count: 12          # some of them", "    people: [pw]")
    root = committed(tmp_path / "ledger", {"c-4mt8q2": both})

    assert run(root, "split", "4mt", "gk2", "--pseudonym", "M", "--event", "z8n3c") == 2
    assert "not about the group" in text_of_error(capsys)


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    broken = SWALLOWS.replace("title: Swallows", "  title: [")
    root = committed(tmp_path / "ledger", {"c-4mt8q2": broken})

    assert run(root, "split", "4mt", "gk2", "--pseudonym", "Martin") == 4
    assert text(root, "c-4mt8q2") == broken


def test_that_one_is_left_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = OPEN.replace("{min: 28, max: 29}", "2").replace("count: 12 ", "count: 1 ")
    root = committed(tmp_path / "ledger", {"swallows": pair})

    assert run(root, "split", "swallows", "gk2", "--pseudonym", "Martin") == 0
    assert "count 1: one member is left in the group" in capsys.readouterr().out
    assert run(root, "check", "--strict", "cases") == 0


def test_what_scripts_read(
    root: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--pseudonym", "Martin", "--id", "pm", "--json")
    assert run(root, "split", "swallows", "gk2", *words) == 0

    envelope = json.loads(capsys.readouterr().out)
    schema = json.loads((repository / "schemas/output/write.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(envelope)
    data = envelope["data"]
    assert (data["action"], data["unsure"]) == ("split", ["z8n3c"])
    assert data["made"] == [{"what": "person", "id": "pm"}]
    assert data["assumed"] == [
        {"field": "citizenship", "value": "UZ", "because": "as in the group"}
    ]
