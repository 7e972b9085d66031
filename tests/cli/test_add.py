import re
from pathlib import Path

import pytest
from tests.committed_ledgers import added, commits, committed, git, message, run, text, wren


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wren(tmp_path)


def new_case(root: Path) -> str:
    names = {path.stem for path in (root / "cases").rglob("*.yaml")} - {"c-7k2m4p", "wren"}
    assert len(names) == 1
    return names.pop()


def test_a_case_has_a_name_that_says_nothing(root: Path) -> None:
    words = ("--name", "Anna Invented", "--pseudonym", "Lark", "--citizenship", "Uzbekistan")

    assert run(root, "add", "case", *words) == 0

    name = new_case(root)
    assert re.fullmatch(r"c-[bcdfghjkmnpqrstvwxz2-9]{6}", name)
    assert text(root, name).splitlines()[:5] == [
        "# yaml-language-server: $schema=../schemas/case.schema.json",
        "format: 1",
        f"id: {name}",
        "title: Lark",
        "opened: 2026-02-02",
    ]
    assert message(root).splitlines()[0] == f"{name}: add case"
    assert "Anna" not in git(root, "log", "--format=%B%an")
    assert run(root, "check", "--strict", name) == 0


def test_a_public_case_may_have_a_readable_id(root: Path) -> None:
    words = ("--id", "anna", "--visibility", "public", "--name", "Anna Invented")

    assert run(root, "add", "case", *words) == 0
    assert "title: Anna Invented" in text(root, "anna")


@pytest.mark.parametrize("words", [("--id", "anna"), ("--person-id", "invented")])
def test_no_id_of_a_closed_case_names_anybody(
    root: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "add", "case", *words, "--name", "Anna Invented", "--pseudonym", "Lark") == 2
    assert "names somebody" in capsys.readouterr().err
    assert commits(root) == 1


def test_a_case_goes_into_the_folder_of_its_year_where_the_ledger_has_such(tmp_path: Path) -> None:
    root = committed(tmp_path / "ledger", {}, "format: 1\nlayout: year\n")

    assert run(root, "add", "case", "--pseudonym", "Lark", "--id", "lark") == 0

    assert (
        (root / "cases" / "2026" / "lark.yaml")
        .read_text()
        .startswith("# yaml-language-server: $schema=../../schemas/case.schema.json\n")
    )
    assert run(root, "add", "event", "lark", "entered", "2024", "--country", "KZ") == 0


@pytest.mark.parametrize("name", ["wren", "con", "WREN", "a" * 64])
def test_an_id_that_cannot_be_is_refused(root: Path, name: str) -> None:
    assert run(root, "add", "case", "--pseudonym", "Lark", "--id", name) in (2, 5)
    assert commits(root) == 1


def test_a_name_that_stands_in_another_case_is_noticed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "add", "case", "--name", "муратбай  выдуманный")

    err = capsys.readouterr().err
    assert "c-7k2m4p/pw3k" in err
    assert "wren/pw3k" in err


def test_a_second_person_makes_older_entries_say_whom_they_concern(root: Path) -> None:
    assert run(root, "add", "person", "7k2", "--pseudonym", "Finch", "--citizenship", "UZ") == 0

    assert text(root).count("people: [pw3k]") == 2
    assert commits(root) == 2
    assert run(root, "check", "c-7k2m4p") == 0
    assert "#" in text(root)
    assert len(added(root)) == 5


def test_a_person_needs_something_to_be_called_by(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "add", "person", "7k2", "--citizenship", "UZ") == 2
    assert "needs --pseudonym" in capsys.readouterr().err


def test_a_source_is_added_and_cited(root: Path) -> None:
    words = ("-k", "phone", "--published", "yesterday", "--reliability", "likely", "--id", "call")

    assert run(root, "add", "source", "7k2", *words) == 0
    assert added(root) == [
        "  - id: call",
        "    kind: phone-call",
        "    published: 2026-02-01",
        "    reliability: likely",
    ]
    assert run(root, "add", "event", "7k2", "protection.lodged", "2023-10", "-s", "call") == 0


def test_text_that_yaml_would_take_for_something_else_gets_quotes(root: Path) -> None:
    words = ("ext.ordered", "2026-01-27", "--by", "NO", "--reference", "010", "-s", "counsel")

    assert run(root, "add", "event", "7k2", *words, "--note", "- yes: no\n# twice ") == 0

    assert '    by: "NO"' in text(root)
    assert '    reference: "010"' in text(root)
    assert run(root, "check", "c-7k2m4p") == 0


def test_add_alone_asks_on_a_terminal_only(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "add") == 2
    assert "add what?" in capsys.readouterr().err


def test_the_id_of_a_case_whose_file_is_gone_is_not_given_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "cases" / "wren.yaml").unlink()

    assert run(root, "add", "case", "--pseudonym", "Lark", "--id", "wren") == 5
    assert "its file is gone" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["A\x1b[31mB", "A\u202eX", "\udcff"])
def test_a_name_that_cannot_stand_in_a_file_is_refused(root: Path, name: str) -> None:
    assert run(root, "add", "case", "--pseudonym", name) == 2
    assert run(root, "add", "person", "7k2", "--pseudonym", name) == 2
