import errno
import json
import re
from pathlib import Path

import pytest
from tests.committed_ledgers import added, commits, git, message, run, text, wren


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wren(tmp_path)


def test_another_source_is_cited_beside_the_first(root: Path) -> None:
    words = ("https://example.org/a", "--says", "date=8 Jan 2024", "--quote", "on the eighth")

    assert run(root, "cite", "7k2", "z8n", *words) == 0

    cited = text(root).partition("z8n3c")[2]
    assert re.search(r"says:\s+\{?\s*date: 2024-01-08", cited)
    assert "quote: on the eighth" in cited
    assert re.search(r"counsel", cited)
    assert run(root, "check", "--strict", "c-7k2m4p") == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["z8n3c", "counsel"], 5, id="cited already"),
        pytest.param(["z8n3c", "phone", "--says", "date"], 2, id="no value"),
        pytest.param(["z8n3c", "phone", "--says", "title=x"], 2, id="no such field"),
        pytest.param(["nobody", "phone"], 3, id="no such event"),
    ],
)
def test_what_cannot_be_cited_changes_nothing(root: Path, words: list[str], code: int) -> None:
    assert run(root, "cite", "7k2", *words) == code
    assert commits(root) == 1


def test_several_cases_are_verified_in_one_commit(root: Path) -> None:
    assert run(root, "verify", "7k2", "wren", "-s", "phone") == 0

    assert commits(root) == 2
    said = message(root)
    assert said.splitlines()[0] == "verify: 2 cases"
    assert re.findall(r"^Case: (.*)$", said, re.MULTILINE) == ["c-7k2m4p", "wren"]
    assert len(re.findall(r"^Event: ", said, re.MULTILINE)) == 2
    assert re.findall(r"^Action: (.*)$", said, re.MULTILINE) == ["verify"]
    assert "case.verified" in text(root)
    assert "case.verified" in text(root, "wren")


def test_a_case_is_not_verified_twice_in_one_go(root: Path) -> None:
    assert run(root, "verify", "7k2", "c-7k2m4p") == 2
    assert commits(root) == 1


def test_a_case_is_closed_with_its_reason(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "close", "wren", "resettled", "-s", "counsel") == 0

    assert "    kind: case.closed" in added(root, "wren")
    assert "    grounds: [resettled]" in added(root, "wren")
    capsys.readouterr()
    run(root, "status")
    assert "wren" not in capsys.readouterr().out


def test_a_reason_that_is_none_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "close", "wren", "whim") == 2
    assert "resettled" in capsys.readouterr().err


def test_a_hearing_moves_and_its_old_day_stays(root: Path) -> None:
    run(root, "add", "event", "7k2", "hearing", "2026-02-11", "-s", "counsel", "--id", "q5rwx")

    assert run(root, "move", "7k2", "q5r", "2026-02-27") == 0

    events = text(root).partition("events:")[2]
    moved = events.partition("- id: q5rwx")[2].partition("- id:")[0]
    assert "date: 2026-02-27" in moved
    assert "state: scheduled" in moved
    kept = next(one for one in events.split("  - id: ") if "extradition.adjourned" in one)
    assert "date: 2026-02-11" in kept
    assert "for: 2026-02-27" in kept
    assert commits(root) == 3
    assert run(root, "check", "--strict", "c-7k2m4p") == 0


def test_an_adjournment_stays_in_order_when_its_day_has_passed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "add", "event", "7k2", "hearing", "2026-02-11", "-s", "counsel", "--id", "q5rwx")
    run(root, "move", "7k2", "q5r", "2026-02-27")
    capsys.readouterr()

    run(root, "--today", "2026-06-15", "check", "c-7k2m4p")
    assert capsys.readouterr().out.count("CL502") == 1  # the hearing itself, which nobody told of


@pytest.mark.parametrize(
    ("event", "day", "said"),
    [
        pytest.param("z8n3c", "2026-02-27", "only what is scheduled", id="it has happened"),
        pytest.param("q5rwx", "2026-02-11", "already", id="the same day"),
    ],
)
def test_what_cannot_be_moved_is_refused(
    root: Path, event: str, day: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "add", "event", "7k2", "hearing", "2026-02-11", "-s", "counsel", "--id", "q5rwx")

    assert run(root, "move", "7k2", event, day) == 2
    assert said in capsys.readouterr().err
    assert commits(root) == 2


def test_a_field_is_set_and_unset_and_the_file_is_as_before(root: Path) -> None:
    before = text(root)

    assert run(root, "set", "7k2", "z8n3c.final", "yes") == 0
    assert added(root) == ["    final: yes"]
    assert run(root, "unset", "7k2", "z8n3c.final") == 0
    assert text(root) == before
    assert commits(root) == 3


@pytest.mark.parametrize(
    ("words", "line"),
    [
        pytest.param(["tags", "a", "b"], "tags: [a, b]", id="a list"),
        pytest.param(["bq7.country", "Poland"], "    country: PL", id="a state by name"),
        pytest.param(["bq7.date", "last friday"], "    date: 2026-01-30", id="a day in words"),
        pytest.param(["visibility", "PUBLIC"], "visibility: public", id="one of a few"),
        pytest.param(["x_office", "010"], 'x_office: "010"', id="a key of one's own"),
        pytest.param(
            ["consent.scope", "name"], "consent:\n  scope: name", id="a mapping to be made"
        ),
        pytest.param(["z8n.resolved.date.prefer", "counsel"], "        prefer: counsel", id="deep"),
        pytest.param(["title", "Wren, again"], "title: Wren, again", id="a comment stays"),
    ],
)
def test_what_can_be_set(root: Path, words: list[str], line: str) -> None:
    assert run(root, "set", "7k2", *words) == 0
    assert line in text(root)
    assert "# no name here" in text(root)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["set", "7k2", "id", "other"], 2, id="the id"),
        pytest.param(["set", "7k2", "z8n3c", "x"], 2, id="a whole entry"),
        pytest.param(["set", "7k2", "z8n3c.date", "2024-13"], 2, id="no date"),
        pytest.param(["set", "7k2", "z8n3c.kind", "nothing.at-all"], 2, id="no kind"),
        pytest.param(["set", "7k2", "z8n3c.of", "nobody"], 3, id="no such event"),
        pytest.param(["unset", "7k2", "z8n3c.date"], 2, id="what is required"),
        pytest.param(["unset", "7k2", "z8n3c.until"], 2, id="what is not there"),
        pytest.param(["rm", "7k2", "z8n3c.date", "--yes", "--reason", "x"], 2, id="a field"),
    ],
)
def test_what_would_be_wrong_is_not_written(root: Path, words: list[str], code: int) -> None:
    before = text(root)

    assert run(root, *words) == code
    assert text(root) == before
    assert commits(root) == 1


def test_setting_what_is_there_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "set", "7k2", "z8n3c.by", "UZ") == 0
    assert commits(root) == 1
    assert "nothing to change" in capsys.readouterr().err


def test_an_entry_is_taken_away_with_a_reason_that_history_keeps(root: Path) -> None:
    assert run(root, "rm", "7k2", "z8n", "--yes", "--reason", "entered twice") == 0

    assert "z8n3c" not in text(root)
    assert "# The end." in text(root)
    assert "Reason: entered twice" in message(root)
    assert message(root).splitlines()[0] == "c-7k2m4p: remove event z8n3c"
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["z8n3c", "--yes"], 2, id="no reason"),
        pytest.param(["z8n3c", "--reason", "x"], 130, id="nobody said yes"),
        pytest.param(["counsel", "--yes", "--reason", "x"], 2, id="others cite it"),
        pytest.param(
            ["z8n3c", "--yes", "--reason", "Муратбай asked"], 2, id="a reason with a name"
        ),
    ],
)
def test_nothing_is_taken_away_without_need(root: Path, words: list[str], code: int) -> None:
    before = text(root)

    assert run(root, "rm", "7k2", *words) == code
    assert text(root) == before


HEARING = ("add", "event", "7k2", "hearing", "2026-02-11", "-s", "counsel", "--id", "q5rwx")


def test_a_hearing_can_be_brought_forward(root: Path) -> None:
    run(root, *HEARING)

    assert run(root, "move", "7k2", "q5r", "2026-02-05") == 0
    assert run(root, "check", "--strict", "c-7k2m4p") == 0


def test_what_lies_ahead_is_the_hearing_and_not_its_adjournment(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, *HEARING)
    run(root, "move", "7k2", "q5r", "2026-02-27")
    run(root, "move", "7k2", "q5r", "2026-03-05")
    capsys.readouterr()

    run(root, "show", "7k2")
    ahead = capsys.readouterr().out.partition("Ahead")[2].partition("Sources")[0]
    assert ahead.count("hearing") == 1
    assert "5 Mar 2026" in ahead
    assert text(root).count("of: q5rwx") == 2


def test_the_hour_of_the_old_day_stays_with_the_old_day(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, *HEARING, "--time", "10:00+05:00")
    run(root, "move", "7k2", "q5r", "2026-02-27")

    assert "time: the hour of the new day is not known" in capsys.readouterr().out
    moved = text(root).partition("- id: q5rwx")[2].partition("- id:")[0]
    assert "time:" not in moved
    assert text(root).count("time: ") == 1


@pytest.mark.parametrize("part", ["events", "sources", "people"])
def test_a_whole_list_is_not_taken_away_in_passing(root: Path, part: str) -> None:
    assert run(root, "unset", "7k2", part) == 2
    assert commits(root) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["close", "муратбай", "died"],
        ["rm", "выдуманный", "z8n3c", "--yes", "--reason", "x"],
        ["set", "wr", "title", "x"],
        ["verify", "муратбай"],
        ["commit", "муратбай"],
    ],
)
def test_what_changes_is_named_by_its_id(root: Path, words: list[str]) -> None:
    (root / "cases" / "wren.yaml").unlink()

    assert run(root, *words) == 3
    assert commits(root) == 1


@pytest.mark.parametrize(("word", "code"), [("выдуманный", 0), ("выду", 3), ("у", 3)])
def test_a_name_means_a_case_by_its_whole_words_only(root: Path, word: str, code: int) -> None:
    (root / "cases" / "wren.yaml").unlink()

    assert run(root, "add", "event", word, "protection.lodged", "2023-10") == code


def test_a_name_that_two_people_have_means_nobody(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "add", "person", "7k2", "--name", "Анна Выдуманный", "--pseudonym", "Lark")
    (root / "cases" / "wren.yaml").unlink()

    assert run(root, "add", "event", "выдуманный", "protection.lodged", "2023-10") == 2
    assert "--person" in capsys.readouterr().err


def test_the_same_person_twice_in_a_case_is_noticed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "add", "person", "7k2", "--name", "Муратбай Выдуманный")

    assert "c-7k2m4p/pw3k" in capsys.readouterr().err


def test_a_day_of_service_is_not_set_on_anything_nor_twice(root: Path) -> None:
    run(root, "add", "event", "7k2", "ext.ordered", "2026-01-27", "--by", "UZ", "--id", "ordered")
    served = ("add", "event", "7k2", "extradition.served")

    assert run(root, *served, "2026-01-29", "--of", "bq7wd") == 2
    assert run(root, *served, "2026-01-29", "--of", "ordered") == 0
    assert run(root, *served, "2026-01-30", "--of", "ordered") == 2
    assert "served: 2026-01-29" in text(root)


def test_an_entry_about_the_case_itself_is_of_today(root: Path) -> None:
    assert run(root, "close", "wren", "resettled") == 0
    assert run(root, "add", "event", "wren", "reopened") == 0
    assert "date: 2026-02-02" in text(root, "wren").partition("case.reopened")[0]


@pytest.mark.parametrize("word", ["-3d", "-2w", "3 days ago"])
def test_a_day_counted_back_is_no_option(root: Path, word: str) -> None:
    assert run(root, "add", "event", "7k2", "protection.lodged", word) == 0


def test_output_that_fails_does_not_hide_that_it_was_saved(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("caseledger.cli.writing.say", full)

    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10") == 6
    assert f"saved {git(root, 'rev-parse', 'HEAD').strip()}" in capsys.readouterr().err


def test_a_comment_that_changed_is_said_so_in_the_history(root: Path) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    path.write_text(text(root) + "# more\n", encoding="utf-8")

    assert run(root, "commit") == 0
    assert message(root).splitlines()[0] == "c-7k2m4p: change comments or layout"


def test_a_dry_run_and_no_change_are_data_too(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "set", "wren", "z8n3c.final", "yes", "--dry-run", "--json")
    would = json.loads(capsys.readouterr().out)["data"]
    run(root, "set", "wren", "z8n3c.by", "UZ", "--json")
    nothing = json.loads(capsys.readouterr().out)["data"]

    assert (would["commit"], would["uncommitted"]) == (None, "nothing was written")
    assert would["cases"][0]["changes"] == ["final of z8n3c added: yes"]
    assert nothing["cases"][0]["changes"] == []
    assert commits(root) == 1


def test_the_lines_of_a_closed_case_do_not_leave_the_terminal(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "add", "person", "7k2", "--name", "Olga Orlova", "--dry-run")

    assert "Orlova" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["-m", "red \x1b[31m"], id="an escape sequence"),
        pytest.param(["-m", "Case: c-other"], id="a line of the program"),
        pytest.param(["-m", "with \udcff"], id="no character at all"),
        pytest.param(["-m", "встреча с Муратбаем"], id="an inflected name"),
        pytest.param(["-m", "meeting with Muratbay"], id="in another script"),
        pytest.param(["--id", "muratbay"], id="an id"),
        pytest.param(["--id", "mv"], id="initials"),
    ],
)
def test_history_takes_no_such_words(root: Path, words: list[str]) -> None:
    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10", *words) == 2
    assert text(root).count("protection.lodged") == 0


def test_nor_names_of_another_closed_case_or_of_who_is_taken_away(root: Path) -> None:
    run(root, "add", "person", "wren", "--name", "Olga Orlova", "--id", "other")

    words = ("add", "event", "wren", "note", "-p", "other", "--note", "x")
    assert run(root, *words, "-m", "with Muratbay") == 2
    run(root, "set", "wren", "visibility", "restricted")
    assert run(root, "rm", "wren", "other", "--yes", "--reason", "Orlova was never here") == 2
    assert run(root, "rm", "wren", "other", "--yes", "--reason", "x", "-m", "Orlova is gone") == 2


def test_ids_typed_by_hand_are_looked_at_too(root: Path) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    path.write_text(text(root).replace("id: z8n3c", "id: muratbay-sought"), encoding="utf-8")

    assert run(root, "commit") == 2
    assert commits(root) == 1
