"""What the shell is offered: ids and words, never a name."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.committed_ledgers import wren


def offered(root: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ask as bash does; a line that ends with a space begins a new word."""
    words = line.split()
    monkeypatch.setenv("_CASELEDGER_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) if line.endswith(" ") else len(words) - 1))
    done = subprocess.run(
        [sys.executable, "-c", "from caseledger.cli.main import run; run()"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "some"),
    [
        pytest.param("caseledger ver", ["verify"], id="a command"),
        pytest.param("caseledger add ", ["event", "person", "source", "case"], id="below add"),
        pytest.param("caseledger add event ", ["c-7k2m4p", "wren"], id="cases"),
        pytest.param("caseledger add event wren ext.o", ["ext.ordered"], id="a track cut short"),
        pytest.param("caseledger add event wren extra", ["extradition"], id="tracks"),
        pytest.param("caseledger add event wren зад", ["задержан"], id="short names"),
        pytest.param(
            "caseledger add event wren extradition.o", ["extradition.ordered"], id="kinds"
        ),
        pytest.param("caseledger add event wren x --country K", ["KZ", "KG"], id="states"),
        pytest.param("caseledger add event wren x -s ", ["counsel", "phone"], id="sources"),
        pytest.param("caseledger add event wren x --person ", ["pw3k"], id="people by id"),
        pytest.param("caseledger add event wren x --level a", ["appeal"], id="words of a few"),
        pytest.param("caseledger add event wren x --body EC", ["ECtHR"], id="bodies"),
        pytest.param(
            "caseledger add event wren protection.granted --outcome r", ["refugee"], id="outcomes"
        ),
        pytest.param("caseledger add source wren --kind ph", ["phone-call", "photo"], id="kinds"),
        pytest.param("caseledger move wren ", ["bq7wd", "z8n3c"], id="events"),
        pytest.param("caseledger cite wren z8n3c co", ["counsel"], id="a source to cite"),
        pytest.param("caseledger set wren ", ["title", "z8n3c."], id="fields of the case"),
        pytest.param("caseledger set wren z8n3c.da", ["z8n3c.date"], id="fields of an entry"),
        pytest.param("caseledger set wren z8n3c.state ", ["alleged", "refuted"], id="values"),
        pytest.param("caseledger set wren visibility ", ["public"], id="values of the case"),
        pytest.param("caseledger cite wren z8n3c x --says da", ["date="], id="claims"),
        pytest.param("caseledger why ", ["wren"], id="a case to explain"),
        pytest.param("caseledger close wren res", ["resettled"], id="reasons"),
        pytest.param("caseledger show c-", ["c-7k2m4p"], id="a case to show"),
    ],
)
def test_what_is_offered(
    tmp_path: Path, line: str, some: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = offered(wren(tmp_path), line, monkeypatch)

    assert set(some) <= set(found)
    assert not {"Муратбай", "Выдуманный", "Wren"} & set(found)
    if not line.endswith(" ") and some:
        begun = line.rsplit(maxsplit=1)[-1].casefold()
        assert all(one.casefold().startswith(begun) or len(one) == 2 for one in found)


def test_without_a_ledger_nothing_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered(tmp_path, "caseledger show ", monkeypatch) == []
