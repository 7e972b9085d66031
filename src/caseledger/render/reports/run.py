"""What all reports for machines need: the run they tell of, and problems in words fit to leave.

A value of a closed case never comes this far: `told` is where it stays behind.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from caseledger.render.screen import visible
from caseledger.render.told import Told


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `check`.

    ``version`` is that of the program. ``prefix`` leads from the root of the git repository to the
    ledger's folder, empty or with a slash at its end: systems that run checks want paths from that
    root. ``files`` are all files looked at, by their paths from the ledger's folder. ``pages`` are
    the manual's pages by code. ``failing`` are the severities that make the run fail. ``ignored``
    are the problems for which a comment answers, each with its reason; the reason of a closed case
    is left empty by whoever makes this.
    """

    version: str
    prefix: str = ""
    files: tuple[str, ...] = ()
    pages: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    failing: tuple[str, ...] = ("error",)
    ignored: Sequence[tuple[Told, str]] = ()

    def path(self, file: str) -> str:
        """Return the path of a file from the root of the repository, control characters shown."""
        return visible(self.prefix + file) if file else ""

    def shown(self, one: Told) -> Told:
        """Return a problem with nothing in it that acts, and the path that `path` gives."""
        return replace(
            one,
            message=visible(one.message),
            hint=visible(one.hint),
            command=visible(one.command),
            path=visible(one.path),
            entry=visible(one.entry),
            file=self.path(one.file),
        )


def sentence(one: Told) -> str:
    """Say in one line what is wrong, what to do, and the command that mends it.

    Where nothing but the title may be told, the path says what is meant: it holds keys only.
    """
    bare = one.message == one.title
    text = _ended(f"{one.path}: {one.message}" if bare and one.path else one.message)
    if one.hint:
        text += f" Hint: {_ended(one.hint)}"
    if one.command:
        text += f" Mend: {one.command}"
    return text


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def fingerprints(problems: Iterable[Told]) -> Iterator[str]:
    """Give each problem a name of its own, the same in the next run even if its line has moved.

    It is a digest of code, file and entry; a number tells apart those in which all three are equal.
    No value is in it, so that no digest of a name leaves a closed case.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in problems:
        same = (one.code, one.file, one.entry)
        seen[same] += 1
        parts = "\0".join((*same, str(seen[same])))
        yield hashlib.sha256(parts.encode()).hexdigest()
