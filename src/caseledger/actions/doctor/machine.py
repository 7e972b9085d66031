"""What the program runs on: Python, the reader of YAML, the terminal."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime

from caseledger import __version__
from caseledger.domain.finding import Finding
from caseledger.store.yaml_events import is_fast

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Machine:
    """What only the command line can ask: the encoding of its output, and the clock.

    ``given`` is the day that stands for today where the user gave one, ``lasting`` whether it is
    given for every command, by CASELEDGER_TODAY.
    """

    encoding: str
    now: datetime
    given: Day | None = None
    lasting: bool = False


def machine(known: Machine) -> Iterator[Finding]:
    """Look at what is needed everywhere, in a ledger or outside of one."""
    yield Finding("ok", "caseledger", f"{__version__} on {platform.system()}")
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST_PYTHON:
        yield Finding("error", "Python", version, "install Python 3.11 or newer")
    else:
        yield Finding("ok", "Python", version)
    if is_fast():
        yield Finding("ok", "YAML", "libyaml, the parser in C, reads the files")
    else:
        hint = "install PyYAML from a wheel"
        yield Finding("warning", "YAML", "libyaml is missing; reading is slow", hint)
    utf8 = known.encoding.lower().replace("-", "") == "utf8"
    hint = "" if utf8 else "use a UTF-8 locale, or --ascii"
    yield Finding("ok" if utf8 else "warning", "terminal", f"writes {known.encoding}", hint)
