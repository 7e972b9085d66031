"""Whatever lies in ``cases/``: a problem with its place, and the others are shown."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from caseledger.cli.main import main

GOOD = """\
format: 1
id: good
title: A case in order
visibility: public
people:
  - {id: pp, pseudonym: Somebody, citizenship: [UZ], sources: [s1]}
sources:
  - {id: s1, kind: media, published: 2024-01-02}
events:
  - {id: b2c3d, date: 2024-01-01, kind: movement.entered, country: KZ, sources: [s1]}
"""
BAD = GOOD.replace("id: good", "id: bad")


def bombs() -> str:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return "\n".join(rows)


CASES = [
    pytest.param(b"", "CL111", id="empty file"),
    pytest.param(b"# nothing but a comment\n", "CL111", id="only a comment"),
    pytest.param(b"[" * 1_000_000, "CL108", id="a megabyte of brackets"),
    pytest.param(b"- " * 100_000, "CL108", id="deep list"),
    pytest.param(bombs().encode(), "CL106", id="alias bomb"),
    pytest.param(b"a: &a {x: 1}\nb: {<<: [*a, *a, *a]}\n", "CL106", id="merge-key bomb"),
    pytest.param(BAD.replace("title:", "id: twice\ntitle:").encode(), "CL107", id="duplicate key"),
    pytest.param(BAD.replace("case in", "case\0in").encode(), "CL104", id="NUL byte"),
    pytest.param(
        BAD.replace("case in", "case \udcffin").encode("utf-8", "surrogateescape"),
        "CL103",
        id="invalid UTF-8",
    ),
    pytest.param(BAD.encode("utf-16"), "CL103", id="UTF-16"),
    pytest.param(
        f"<<<<<<< HEAD\n{BAD}=======\n{BAD}>>>>>>> other\n".encode(), "CL110", id="conflict markers"
    ),
    pytest.param(f"{BAD}---\n{BAD}".encode(), "CL109", id="two documents"),
    pytest.param(b"a: !!python/object/apply:os.system [id]\n", "CL106", id="a tag"),
    pytest.param(
        BAD.replace("format: 1", f"format: {'9' * 5000}").encode(), "CL203", id="5,000 digits"
    ),
    pytest.param(BAD.replace("2024-01-01", "2020-02-30").encode(), "CL205", id="30 February"),
    pytest.param(
        BAD.replace("country: KZ", "reference: 010").encode(), "CL206", id="docket number 010"
    ),
    pytest.param(b"just text\n", "CL105", id="no mapping"),
    pytest.param(b"\xef\xbb\xbf\xef\xbb\xbf" + BAD.encode(), "CL104", id="two byte-order marks"),
    pytest.param(b"x" * 1_100_000, "CL102", id="too large"),
    pytest.param(
        BAD.replace("A case", '"\\e[31mA case').replace("in order", 'in order"').encode(),
        "CL104",
        id="escape in quotes",
    ),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    (tmp_path / "ledger.yaml").write_text("format: 1\nname: Test\n", encoding="utf-8")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "good.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("raw", "code"), CASES)
def test_bad_file_is_told_with_its_place_and_hides_nothing(
    raw: bytes, code: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ledger / "cases" / "bad.yaml").write_bytes(raw)
    start = time.perf_counter()

    checked = main(["-C", str(ledger), "check"])
    report = capsys.readouterr().out
    shown = main(["-C", str(ledger), "status"])
    table = capsys.readouterr()

    assert time.perf_counter() - start < 30  # it must not hang; how fast it is stands in benchmarks
    assert checked == 1
    assert f"{code}" in report
    assert "cases/bad.yaml" in report
    assert shown == 0
    assert "Somebody" in table.out
    assert "cases/bad.yaml" in table.err
    assert main(["-C", str(ledger), "status", "--strict"]) == 4
    assert main(["-C", str(ledger), "show", "bad"]) == 4
    assert "Traceback" not in capsys.readouterr().err


def link_outside(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("make", [link_outside, folder, pipe, loop])
def test_what_is_no_regular_file_is_named_and_never_opened(
    make: Callable[[Path], None], ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(ledger / "cases" / "bad.yaml")

    checked = main(["-C", str(ledger), "check"])
    report = capsys.readouterr().out
    shown = main(["-C", str(ledger), "status"])
    table = capsys.readouterr()

    assert checked == 1
    assert "CL112" in report
    assert "root:" not in report + table.out + table.err
    assert shown == 0
    assert "Somebody" in table.out


@pytest.mark.parametrize("title", ["[/b]", "[red]see annex B[/red]", "[link=x]", "{title}", "%s"])
@pytest.mark.parametrize("command", ["show", "timeline", "check", "status"])
def test_titles_are_never_markup(
    title: str, command: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = GOOD.replace("A case in order", f'"{title}"').replace("Somebody", f'"{title}"')
    (ledger / "cases" / "good.yaml").write_text(text, encoding="utf-8")
    words = [command] if command in ("check", "status") else [command, "good"]

    code = main(["--color", "always", "-C", str(ledger), *words])
    printed = capsys.readouterr()

    assert code == 0
    assert command == "check" or title in printed.out


def test_a_note_cannot_drive_the_terminal(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = ledger / "cases" / "good.yaml"
    hidden = "a\u200eb\u00adc"
    path.write_text(GOOD.replace("country: KZ", f"country: KZ, note: {hidden}"), encoding="utf-8")

    assert main(["-C", str(ledger), "timeline", "good"]) == 0

    assert "\u200e" not in capsys.readouterr().out


def test_closed_pipe_and_full_disk_end_quietly(ledger: Path) -> None:
    program = [sys.executable, "-m", "caseledger", "-C", str(ledger), "status"]

    with Path("/dev/full").open("w") as full:
        full_disk = subprocess.run(
            program, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    reader, writer = os.pipe()
    os.close(reader)
    closed = subprocess.run(program, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)

    assert full_disk.returncode == 6
    assert "No space left" in full_disk.stderr
    assert "Traceback" not in full_disk.stderr
    assert closed.returncode == 0
    assert closed.stderr == ""
