"""The folder of rules in a ledger: joined to the vocabulary, its problems in their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseledger.domain.problem import Severity
from caseledger.store import rule_files
from caseledger.store.ledger import Ledger, open_ledger
from caseledger.store.yaml_guard import LARGEST_FILE

SETTINGS = "format: 1\nname: Ours\nrules: rules\n"
RULES = """\
format: 1
rules:
  - id: own-complaint
    title: Lodge the complaint
    law: An invented act, art. 7
    binds: applicant
    trigger: {kind: extradition.told, clock: served}
    for: 60d
    profile: own-plain
    on_miss: passed
    status: secondary
    source: letter of counsel
  - id: own-wrong
    title: Lodge it again
    law: An invented act, art. 8
    binds: applicant
    trigger:
      - extradition.ordered
      - {kind: extradition.ordred}
    for: 60d
    profile: own-plain
    on_miss: passed
    status: secondary
    source: letter of counsel
"""
PROFILES = """\
format: 1
profiles:
  own-plain: {title: As counsel counts, status: secondary}
"""
KINDS = "vocabulary:\n  extradition.told: {label: Told}\n"


def ledger_with(folder: Path, settings: str = SETTINGS, **files: str) -> Ledger:
    """Open a ledger with some files of rules, by their names without the ending."""
    (folder / "ledger.yaml").write_text(settings, encoding="utf-8")
    (folder / "rules").mkdir()
    for name, text in files.items():
        (folder / "rules" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return open_ledger(folder)


def told(ledger: Ledger) -> list[tuple[str, str, int, int]]:
    return [(one.code, one.file, one.line, one.column) for one in ledger.problems]


def test_a_ledgers_own_rules_are_read_and_a_mistake_costs_nothing_else(tmp_path: Path) -> None:
    ledger = ledger_with(tmp_path, SETTINGS + KINDS, a=RULES, b=PROFILES)

    assert ledger.vocabulary.rules.own == {"own-complaint"}
    assert [one.id for one in ledger.vocabulary.rules.triggered_by("extradition.told")] == [
        "own-complaint"
    ]
    assert ledger.vocabulary.rules.profile("own-plain") is not None
    assert told(ledger) == [("CL301", "rules/a.yaml", 19, 16)]
    assert ledger.has_errors
    assert list(ledger.own_files) == ["ledger.yaml", "rules/a.yaml", "rules/b.yaml"]
    assert list(ledger.faulty_files) == ["rules/a.yaml"]
    assert ledger.settings.name == "Ours"


def test_a_tag_in_a_file_of_rules_runs_nothing_and_leaves_the_others(tmp_path: Path) -> None:
    evil = "format: 1\nrules: !!python/object/apply:os.getcwd []\n"

    ledger = ledger_with(tmp_path, evil=evil, good=PROFILES)

    assert told(ledger) == [("CL106", "rules/evil.yaml", 2, 8)]
    assert ledger.vocabulary.rules.profile("own-plain") is not None


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    ledger = ledger_with(tmp_path, large="# much\n" + "#" * LARGEST_FILE)

    assert [one.code for one in ledger.problems] == ["CL102"]


def test_no_more_files_are_read_than_rules_can_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_files, "MOST_FILES", 1)

    ledger = ledger_with(tmp_path, a=PROFILES, b=RULES)

    assert told(ledger) == [("CL108", "rules/b.yaml", 0, 0)]


def test_links_and_other_endings_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(PROFILES, encoding="utf-8")
    root = tmp_path / "ledger"
    root.mkdir()
    ledger_with(root)
    (root / "rules" / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    (root / "rules" / "short.yml").write_text(PROFILES, encoding="utf-8")
    (root / "rules" / "README.md").write_text("What these are.", encoding="utf-8")

    ledger = open_ledger(root)

    assert [(one.code, one.file, one.severity) for one in ledger.problems] == [
        ("CL112", "rules/link.yaml", Severity.ERROR),
        ("CL113", "rules/short.yml", Severity.WARNING),
    ]
    assert ledger.vocabulary.rules.profile("own-plain") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("nowhere", "CL101", id="missing"),
        pytest.param("file.txt", "CL101", id="a file"),
        pytest.param("../outside", "CL407", id="above"),
        pytest.param("/etc", "CL407", id="absolute"),
        pytest.param(".", "CL407", id="the ledger itself"),
        pytest.param(".git", "CL407", id="hidden"),
        pytest.param("link", "CL407", id="a link"),
        pytest.param("link/inner", "CL407", id="behind a link"),
    ],
)
def test_a_folder_that_is_none_of_the_ledgers_own(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "outside" / "inner").mkdir(parents=True)
    (tmp_path / "outside" / "a.yaml").write_text(PROFILES, encoding="utf-8")
    root = tmp_path / "ledger"
    root.mkdir()
    (root / "file.txt").write_text("", encoding="utf-8")
    (root / "link").symlink_to(tmp_path / "outside")

    ledger = ledger_with(root, f"format: 1\nrules: {name}\n")

    assert told(ledger) == [(code, "ledger.yaml", 2, 8)]
    assert ledger.has_errors
    assert ledger.vocabulary.rules.own == set()


def test_a_folder_below_another_can_hold_the_rules(tmp_path: Path) -> None:
    (tmp_path / "law" / "ours").mkdir(parents=True)
    (tmp_path / "law" / "ours" / "a.yaml").write_text(PROFILES, encoding="utf-8")

    ledger = ledger_with(tmp_path, "format: 1\nrules: law/ours/\n")

    assert list(ledger.own_files) == ["ledger.yaml", "law/ours/a.yaml"]
    assert ledger.vocabulary.rules.profile("own-plain") is not None


def test_rules_that_nothing_names_draw_a_warning(tmp_path: Path) -> None:
    ledger = ledger_with(tmp_path, "format: 1\n", a=PROFILES)

    assert [(one.code, one.severity) for one in ledger.problems] == [("CL113", Severity.WARNING)]
    assert told(ledger) == [("CL113", "ledger.yaml", 1, 1)]
    assert not ledger.has_errors


@pytest.mark.parametrize("settings", ["format: 1\n", SETTINGS], ids=["not named", "named"])
def test_an_empty_folder_is_nothing(tmp_path: Path, settings: str) -> None:
    assert ledger_with(tmp_path, settings).problems == ()


def test_settings_that_cannot_be_read_say_nothing_of_the_rules(tmp_path: Path) -> None:
    ledger = ledger_with(tmp_path, "format: 1\nrules: rules\nstale_after: never\n", a=PROFILES)

    assert [one.code for one in ledger.problems] == ["CL203"]
