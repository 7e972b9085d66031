"""Something wrong in the data: a value that is collected, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from caseledger.domain.edits import Edit

Path = tuple[str | int, ...]
"""Where in a document: mapping keys and list positions from the top, ``("events", 0, "date")``."""


class Severity(StrEnum):
    """How much a problem matters: an error is wrong, a warning is doubtful, info is a remark."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


TITLES: dict[str, str] = {
    # 1xx: bytes and YAML
    "CL101": "the file cannot be opened",
    "CL102": "the file is too large",
    "CL103": "the file is not valid UTF-8",
    "CL104": "a character that is not allowed in a case file",
    "CL105": "the YAML cannot be read",
    "CL106": "an anchor, alias, tag, directive or merge key, which case files do not use",
    "CL107": "a key stands twice",
    "CL108": "nested too deeply, or too many values",
    "CL109": "more than one document in the file",
    "CL110": "conflict markers of an unfinished merge",
    "CL111": "the file is empty",
    "CL112": "not a regular file inside the ledger",
    "CL113": "a file that no command reads, and looks as if it should",
    # 2xx: the format
    "CL201": "a required key is missing",
    "CL202": "an unknown key",
    "CL203": "a value of the wrong type",
    "CL204": "a value that is not one of the allowed ones",
    "CL205": "not a date of the format",
    "CL206": "text that YAML reads as a number or a truth value needs quotes",
    "CL207": "not a valid id",
    "CL208": "the format is newer than this program",
    "CL209": "not a valid state code",
    "CL210": "the id is not the name of the file",
    "CL211": "the people of this event must be named",
    "CL212": "a field that this place may not have",
    # 3xx: the vocabulary
    "CL301": "not a kind of event that a file can have",
    "CL302": "a field that this kind needs is missing",
    "CL303": "a field that this kind does not use",
    "CL304": "an unknown outcome",
    "CL305": "unknown grounds",
    "CL306": "a former name of a kind",
    "CL307": "an extension of a status that is not recorded",
    # 4xx: references
    "CL401": "the same id twice",
    "CL402": "no such source",
    "CL403": "no such person",
    "CL404": "no such event",
    "CL405": "nothing is cited",
    "CL407": "a path that leads out of the ledger",
    "CL408": "references that go round in a circle",
    # 5xx: dates
    "CL501": "known or published before it happened",
    "CL502": "the day has passed and the event is still scheduled",
    "CL503": "in the future but said to have happened",
    "CL504": "an end before its beginning",
    "CL505": "nothing can have this order",
    "CL506": "an event before the person was born",
    "CL507": "something that happens at once, with a date that lasts",
    "CL508": "an order that is not written and decides the standing",
    # 6xx: what was decided about deadlines, and what contradicts itself
    "CL601": "no such rule",
    "CL602": "a decision about no deadline",
    "CL603": "another day without its date or its reason",
    "CL604": "a decision that cannot lapse",
    "CL605": "two decisions about one deadline",
    "CL606": "a decision that has lapsed",
    "CL611": "an end of custody before its beginning",
    "CL612": "a decision before its application",
    "CL613": "the same event twice",
    "CL614": "an end of a request that does not say of which",
    # 7xx: sources and evidence
    "CL701": "a source that nothing cites",
    "CL702": "a reprint cited as a second witness",
    "CL703": "an ECLI that does not fit its day or its number",
    "CL704": "not the form of an ECLI or of a number of this body",
    "CL705": "a file that is not the one of its digest",
    # 8xx: people: identity and privacy
    "CL801": "a name or title with letters that deceive the eye",
    "CL803": "a person without citizenship, of whom no feared state is said",
    "CL851": "a protected person named in an id or a path",
    "CL852": "a protected person named in a text",
    # 9xx: the ledger, git, and remarks
    "CL901": "a form that is read, but not the one of the format",
    "CL910": "a choice of checks that cannot be",
    "CL911": "a comment for caseledger that is not understood",
    "CL912": "a problem was ignored until a day that has passed",
    "CL913": "a comment that ignores nothing",
    "CL951": "a schema for editors that is missing or not of this program",
    "CL952": "git in this clone does not merge or show case files as entries",
    "CL953": "an attribute that git needs for case files is missing",
    "CL954": "a file of the ledger that git ignores",
}
"""What each code means, in words without any value: this is all that leaves a closed case."""


@dataclass(frozen=True, slots=True)
class Mend:
    """What mends a problem: edits of its file, in their order.

    A ``safe`` one cannot change what the file says: it writes the same in the form of the format.
    Any other is a guess of what was meant, and is made only where somebody asks for guesses.
    """

    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place.

    ``message`` may be shown anywhere and never holds a value from the file; ``value`` is what
    stands there, and ``hint``, which says what to do, may name what stands elsewhere in the file:
    both are shown only where the case may be. ``mend`` is what a program can do about it. Lines and
    columns count from 1; 0 means that the place is not known.
    """

    code: str
    message: str
    path: Path = ()
    severity: Severity = Severity.ERROR
    value: str = ""
    hint: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    length: int = 1
    mend: Mend | None = None

    def at(self, file: str, line: int, column: int, length: int = 1) -> Problem:
        """Return the same problem with its place in a file filled in."""
        return replace(self, file=file, line=line, column=column, length=length)

    @property
    def title(self) -> str:
        """What the code means, in words that hold nothing from the file."""
        return TITLES[self.code]


def named_path(path: Path, data: object) -> tuple[str, ...]:
    """Write a path into data so that it holds when entries move: they go by id if they have one."""
    steps: list[str] = []
    for step in path:
        inside = None
        if isinstance(data, Mapping):
            inside = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            inside = data[step]
        named = inside.get("id") if isinstance(inside, Mapping) else None
        steps.append(str(named if isinstance(step, int) and named else step))
        data = inside
    return tuple(steps)


def dotted(path: Path) -> str:
    """Write a path the way people say it: ``events[0].date``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")
