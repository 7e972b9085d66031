"""Whatever lies in a ledger, a check ends soon, and each refusal says where."""

from __future__ import annotations

import datetime as dt
import os
import socket
import time
from pathlib import Path

import pytest
from tests.store.odd_files import Refused, odd_files
from tests.store.test_yaml_recovery import SOUND

from caseledger.actions.check import Asked, check
from caseledger.actions.desk import Desk
from caseledger.domain.problem import Severity
from caseledger.domain.settings import Settings
from caseledger.store.cases import case_from
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.files import CasePath, read_bytes
from caseledger.store.ledger import Ledger, open_ledger

TODAY = dt.date(2026, 11, 24)
PATIENCE = 20
"""Seconds that the worst file may take; a usual one takes a thousandth of this."""

ODD = [pytest.param(raw, refused, id=name) for name, raw, refused in odd_files()]
LEDGER = Ledger(Path(), Settings(format=1), load_vocabulary(), ())


@pytest.mark.parametrize(("raw", "refused"), ODD)
def test_an_odd_file_is_refused_at_its_line_or_read(raw: bytes, refused: Refused | None) -> None:
    began = time.process_time()
    file = case_from(LEDGER, CasePath("cases/case.yaml", "case", regular=True), raw, TODAY)
    assert time.process_time() - began < PATIENCE

    errors = [one for one in file.problems if one.severity is Severity.ERROR]
    doubts = [(one.code, one.line) for one in file.problems if one.severity is not Severity.ERROR]
    assert all(one.line > 0 for one in file.problems if one.code != "CL102")
    if refused is None:
        assert errors == []
    else:
        assert refused in [(one.code, one.line) for one in errors] + doubts


@pytest.mark.parametrize(("raw", "refused"), ODD)
def test_no_file_of_settings_or_rules_is_a_case_for_a_traceback(
    raw: bytes, refused: Refused | None, tmp_path: Path
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "odd.yaml").write_bytes(raw)
    (tmp_path / "ledger.yaml").write_text("format: 1\nrules: rules\n", encoding="utf-8")
    rules = open_ledger(tmp_path).own_files["rules/odd.yaml"]
    (tmp_path / "ledger.yaml").write_bytes(raw)
    settings = open_ledger(tmp_path).own_files["ledger.yaml"]

    # None of them is a file of settings, whether its text can be read or not.
    del refused
    assert rules
    assert settings
    assert all(one.line > 0 for one in (*rules, *settings) if one.code != "CL102")


def _strange(cases: Path) -> dict[str, str]:
    """Make what is no file but named like one, and files with strange names."""
    made = {
        "device.yaml": "CL112",
        "folder.yaml": "CL112",
        "pipe.yaml": "CL112",
        "plug.yaml": "CL112",
        "way-out.yaml": "CL112",
        "round.yaml": "CL112",
        "two\nlines.yaml": "CL210",
        "turned\u202e.yaml": "CL210",
        os.fsdecode(b"no-utf8-\xff.yaml"): "CL210",
        "case.yml": "CL113",
    }
    (cases / "device.yaml").symlink_to("/dev/zero")
    (cases / "folder.yaml").mkdir()
    os.mkfifo(cases / "pipe.yaml")
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(cases)  # the path of a socket may have no more than a hundred characters
        try:
            plug.bind("plug.yaml")
        finally:
            os.chdir(here)
    (cases / "way-out.yaml").symlink_to(cases.parent.parent / "outside.yaml")
    (cases / "round.yaml").symlink_to("round.yaml")
    for name in [name for name, code in made.items() if code != "CL112"]:
        (cases / name).write_text(SOUND, encoding="utf-8")
    return made


def test_a_folder_full_of_odd_things_is_checked_in_one_go(tmp_path: Path) -> None:
    cases = tmp_path / "ledger" / "cases"
    cases.mkdir(parents=True)
    (tmp_path / "outside.yaml").write_text(SOUND, encoding="utf-8")
    strange = _strange(cases)
    (cases / "sound.yaml").write_text(SOUND.replace("id: case", "id: sound"), encoding="utf-8")
    desk = Desk(open_ledger_of(tmp_path / "ledger"), TODAY, TODAY)

    found = {file.path: {one.code for one in file.problems} for file in check(desk, Asked()).files}

    assert {name for name, code in strange.items() if code not in found[f"cases/{name}"]} == set()
    assert found["cases/sound.yaml"] == set()


def test_a_link_put_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    # Between the listing of a folder and the reading of its files anything may happen.
    (tmp_path / "outside.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "case.yaml").symlink_to("outside.yaml")

    raw, problem = read_bytes(tmp_path / "case.yaml", "cases/case.yaml")

    assert raw == b""
    assert problem is not None
    assert (problem.code, problem.file) == ("CL101", "cases/case.yaml")


def open_ledger_of(root: Path) -> Ledger:
    (root / "ledger.yaml").write_text("format: 1\n", encoding="utf-8")
    return open_ledger(root)
