"""Git runs that leave this machine: a time limit, no surprise, and no password in what is said."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from caseledger.errors import OutsideFailure
from caseledger.store.git_door import NO_CODE, Answer, Errand, started
from caseledger.store.git_index import DURABLE
from caseledger.store.git_place import GitPlace
from caseledger.store.git_words import failure

CREDENTIALS = re.compile(r"(?<=://)[^/\s]*@")
SECRET = re.compile(r"([?&][A-Za-z_-]+=)[^&\s']+")

SETTINGS: Sequence[str] = (
    *DURABLE,
    "-c",
    "protocol.ext.allow=never",  # an address that is a command (security, T10)
    "-c",
    "transfer.fsckObjects=true",
    "-c",
    "fetch.fsckObjects=true",
    "-c",
    "http.lowSpeedLimit=1",
    "-c",
    "http.lowSpeedTime=60",
    "-c",
    "maintenance.auto=false",
    "-c",
    "gc.auto=0",
)


@dataclass(frozen=True, slots=True)
class Line:
    """How a remote is talked to: ``seconds`` for one run of git, and whether git may ask.

    Only where somebody sits at a terminal may it ask for a password.
    """

    seconds: float = 300.0
    may_ask: bool = False


def reach(place: GitPlace, line: Line, words: Sequence[str], *, hooks: bool = False) -> Answer:
    """Run a git command that talks to a remote. Raises `OutsideFailure` when the time is up."""
    environment = {"GIT_TERMINAL_PROMPT": "1" if line.may_ask else "0", "GIT_NO_LAZY_FETCH": "1"}
    settings = SETTINGS if hooks else (*NO_CODE, *SETTINGS)
    errand = Errand((*settings, *words), None, environment)
    with started(place.top, errand, None) as process:
        try:
            out, said = process.communicate(timeout=line.seconds)
        except subprocess.TimeoutExpired:
            raise OutsideFailure(
                f"the remote did not answer within {line.seconds:g} seconds; local files are safe",
                "see that the network is there and try again; --timeout SECONDS waits longer",
            ) from None
        return Answer(process.returncode, out or b"", masked(said.decode("utf-8", "replace")))


def masked(text: str) -> str:
    """Return text without what lets somebody in: credentials stand in addresses, tokens too."""
    return SECRET.sub(r"\1...", CREDENTIALS.sub("...@", text))


def refusal(what: str, answer: Answer) -> OutsideFailure:
    """Make an error of what git said of a remote: whatever it was, it lies outside."""
    error = failure(what, answer.said)
    return OutsideFailure(
        error.message,
        error.hint or "see the address of the remote, the network and your rights there",
    )
