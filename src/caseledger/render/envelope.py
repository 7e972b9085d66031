"""The public JSON: an envelope that says what it is, from which ledger, of which day."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger import __version__
from caseledger.domain.problem import Problem
from caseledger.store.cases import CaseFile
from caseledger.store.known import Known
from caseledger.store.ledger import Ledger

# Characters that json leaves as they are and that a terminal, or a reader's eye, might obey.
_ACTING = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LONE = re.compile("[\ud800-\udfff]")

Data = Sequence[Mapping[str, object]] | Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around the data. ``ledger`` and ``as_of`` are ``None`` where there is none.

    ``heard_by`` is the day by which what is shown had been reported, ``known`` the commit that it
    was read from, each if that was asked for.
    ``holidays`` is the version of the calendar of public holidays, where the data may rest on one.
    """

    schema: str
    ledger: Ledger | None
    as_of: Day | None
    files: tuple[CaseFile, ...] = ()
    heard_by: Day | None = None
    holidays: str | None = None
    known: Known | None = None

    def around(self, data: Data) -> dict[str, object]:
        """Return the whole envelope; its keys always stand in this order."""
        return {
            "schema": f"caseledger.{self.schema}/1",
            "tool": {
                "version": __version__,
                "catalogue": __version__,
                "holidays": self.holidays,
            },
            "ledger": None if self.ledger is None else _ledger(self.ledger),
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "known": None if self.known is None else _known(self.known),
            "heard_by": None if self.heard_by is None else self.heard_by.isoformat(),
            "data": data,
            "warnings": [*self._warnings()],
        }

    def _warnings(self) -> Iterator[dict[str, object]]:
        """Name each file that is not in order, the ledger's own first."""
        own = self.ledger.faulty_files if self.ledger else {}
        for path, problems in own.items():
            yield _warning(path, problems, "what is wrong in it is left out")
        for file in self.files:
            if file.case is None:
                yield _warning(file.path, file.problems, "cannot be read and is left out")
            elif file.has_errors:
                yield _warning(file.path, file.problems, "shown, with errors")


def _ledger(ledger: Ledger) -> dict[str, object]:
    return {"name": ledger.settings.name, "timezone": ledger.settings.timezone}


def _known(known: Known) -> dict[str, object]:
    """Name the commit; ``vocabulary`` says whose kinds and rules of the program were used."""
    return {
        "asked": known.asked,
        "commit": known.commit.id,
        "committed": known.commit.when.isoformat(timespec="seconds"),
        "merged_later": known.merged_later,
        "vocabulary": "present",
    }


def _warning(path: str, problems: Sequence[Problem], message: str) -> dict[str, object]:
    """Name a file that is not in order; never a value from it."""
    return {"file": path, "problems": len(problems), "message": message}


def as_json(value: object) -> str:
    """Write JSON for people and programs: indented, UTF-8, nothing in it that acts."""
    return _safe(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def as_lines(items: Iterable[object]) -> str:
    """Write one compact JSON object a line."""
    separators = (",", ":")
    return "".join(
        _safe(json.dumps(item, ensure_ascii=False, separators=separators)) + "\n" for item in items
    )


def _safe(text: str) -> str:
    text = _LONE.sub("\ufffd", text)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
