"""What is asked on a terminal, and what is not."""

from pathlib import Path

import pytest
from tests.committed_ledgers import commits, head, message, text, wren
from tests.terminal import talk


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASELEDGER_TODAY", "2026-02-02")
    return wren(tmp_path)


def test_add_alone_leads_through_an_event(root: Path) -> None:
    code, screen = talk(
        root,
        ["add"],
        [
            ("which one", "event"),
            ("case", "муратбай"),
            ("kind", "arrested"),
            ("when [today]", ""),
            ("source", "phone"),
            ("this fits 2 cases", "1"),
            ("this word means several kinds", "detention.arrested"),
        ],
    )

    assert code == 0, screen
    assert "Arrested for extradition" in screen
    assert "kind: detention.arrested" in head(root)
    assert "kind: phone-call" in head(root)


def test_only_what_is_missing_is_asked(root: Path) -> None:
    code, screen = talk(
        root,
        ["add", "event", "wren", "measure-granted", "2026-01-20"],
        [("body", "ecthr"), ("country", "Kazakhstan")],
    )

    assert code == 0, screen
    assert "body: ECtHR" in head(root, "wren")


def test_nothing_is_asked_where_nothing_is_missing(root: Path) -> None:
    words = ["add", "event", "wren", "protection.lodged", "2026-01-20", "-s", "counsel"]

    code, screen = talk(root, words, [])

    assert code == 0, screen
    assert "?" not in screen


@pytest.mark.parametrize(("answer", "made"), [("y", 2), ("", 1), ("no", 1)])
def test_what_may_be_there_already_is_asked_about(root: Path, answer: str, made: int) -> None:
    words = ["add", "event", "7k2", "ext.requested", "2024-02-09", "--by", "UZ", "-s", "counsel"]

    _code, screen = talk(root, words, [("write it all the same?", answer)])

    assert "z8n3c" in screen
    assert commits(root) == made


def test_an_entry_is_taken_away_after_a_reason_and_a_yes(root: Path) -> None:
    code, screen = talk(
        root, ["rm", "7k2", "z8n"], [("why", "entered twice"), ("take it away?", "y")]
    )

    assert code == 0, screen
    assert "Reason: entered twice" in message(root)
    assert "z8n3c" not in text(root)


def test_a_no_takes_nothing_away(root: Path) -> None:
    before = text(root)

    code, _screen = talk(root, ["rm", "7k2", "z8n"], [("why", "x"), ("take it away?", "n")])

    assert code == 130
    assert text(root) == before


def test_on_a_terminal_a_closed_case_is_told_in_full(root: Path) -> None:
    words = ["add", "event", "7k2", "protection.lodged", "2026-01-20", "-s", "counsel"]

    code, screen = talk(root, words, [])

    assert code == 0
    assert "protection.lodged 2026-01-20" in screen
    assert "No bar to handover → Held off for now" in screen.replace("\n", " ").replace("  ", " ")


def test_a_mistake_opens_the_editor_again_at_its_line(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "vim"
    editor.write_text(
        "#!/bin/sh\n"
        f"echo \"$@\" >> '{tmp_path}/calls'\n"
        "for file; do :; done\n"
        "if grep -q 'by: Uzbekistan' \"$file\"\n"
        "then sed -i 's/by: Uzbekistan/by: TJ/' \"$file\"\n"
        "else sed -i 's/by: UZ/by: Uzbekistan/' \"$file\"; fi\n"
    )
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))

    code, screen = talk(root, ["edit", "7k2"], [("edit again?", "")])

    assert code == 0, screen
    assert "by: TJ" in head(root)
    first, second = (tmp_path / "calls").read_text().splitlines()
    line = text(root).splitlines().index("    by: TJ") + 1
    assert not first.startswith("+")
    assert second.startswith(f"+{line} ")


def test_repositories_are_trusted_after_a_yes(root: Path) -> None:
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    hook.chmod(0o755)

    code, screen = talk(root, ["trust"], [("somebody you trust", "y")])

    assert code == 0, screen
    assert "pre-commit" in screen
