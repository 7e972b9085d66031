"""Digests of copies under ``files/``: what is opened, and what is said."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest

from caseledger.domain.problem import Problem
from caseledger.domain.settings import Settings
from caseledger.store.cases import read_case
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.evidence import digests
from caseledger.store.files import CasePath
from caseledger.store.ledger import Ledger

BYTES = b"an order" * (1 << 18)
"""Two mebibytes: more than one piece."""

DIGEST = hashlib.sha256(BYTES).hexdigest()

CASE = """\
format: 1
id: case
title: An invented case
people:
  - id: aa
    pseudonym: A. A.
    sources: [s1]
sources:
  - id: s1
    kind: court-document
    file: {file}
    sha256: {digest}
"""


def found(folder: Path, file: str = "files/order.pdf", digest: str = DIGEST) -> list[Problem]:
    (folder / "case.yaml").write_text(CASE.format(file=file, digest=digest), encoding="utf-8")
    ledger = Ledger(folder, Settings(format=1), load_vocabulary(), ())
    read = read_case(ledger, CasePath("case.yaml", "case", regular=True), dt.date(2026, 11, 24))
    assert read.case is not None
    return digests(ledger, read)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files" / "2024").mkdir(parents=True)
    (tmp_path / "files" / "order.pdf").write_bytes(BYTES)
    (tmp_path / "files" / "2024" / "order.pdf").write_bytes(BYTES)
    (tmp_path / "elsewhere.pdf").write_bytes(BYTES)
    return tmp_path


@pytest.mark.parametrize(
    "file", ["files/order.pdf", "files/2024/order.pdf", "files/none.pdf", "files/none/order.pdf"]
)
def test_a_copy_that_is_the_same_or_not_there_is_no_problem(folder: Path, file: str) -> None:
    assert found(folder, file) == []


def test_no_folder_of_files_is_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_another_digest_is_an_error_at_its_place(folder: Path) -> None:
    (problem,) = found(folder, digest="0" * 64)

    assert (problem.code, problem.severity, problem.line) == ("CL705", "error", 12)
    assert DIGEST in problem.hint
    assert "0" * 64 not in problem.message


def test_a_link_is_not_followed(folder: Path) -> None:
    (folder / "files" / "link.pdf").symlink_to(folder / "elsewhere.pdf")
    (folder / "files" / "away").symlink_to(folder / "files" / "2024")

    for file in ("files/link.pdf", "files/away/order.pdf"):
        (problem,) = found(folder, file)
        assert (problem.severity, problem.path) == ("error", ("sources", 0, "file"))
        assert problem.message.startswith("a link")


def test_the_folder_of_files_may_not_be_a_link_either(tmp_path: Path, folder: Path) -> None:
    (folder / "files").rename(folder / "moved")
    (tmp_path / "files").symlink_to(folder / "moved")

    (problem,) = found(folder)
    assert problem.message.startswith("a link")


def test_what_is_no_file_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "files" / "pipe")  # would wait for ever for somebody who writes

    for file in ("files/pipe", "files/2024", "files/2024/"):
        (problem,) = found(folder, file)
        assert problem.severity == "error"


def test_a_copy_that_cannot_be_read_is_doubtful(folder: Path) -> None:
    (problem,) = found(folder, f"files/{'a' * 300}")

    assert (problem.code, problem.severity) == ("CL705", "warning")


def test_without_a_digest_nothing_is_opened(folder: Path) -> None:
    (folder / "files" / "link.pdf").symlink_to(folder / "elsewhere.pdf")
    text = CASE.format(file="files/link.pdf", digest=DIGEST)
    (folder / "case.yaml").write_text(text.replace(f"    sha256: {DIGEST}\n", ""), encoding="utf-8")
    ledger = Ledger(folder, Settings(format=1), load_vocabulary(), ())
    read = read_case(ledger, CasePath("case.yaml", "case", regular=True), dt.date(2026, 11, 24))

    assert digests(ledger, read) == []
