"""Why an action cannot be undone: what was changed since, by whom, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseledger.actions.desk import Desk
from caseledger.actions.inverting import Part, tree_of
from caseledger.domain.changes import Address, Change, Deed, changes
from caseledger.domain.commit_message import body_of
from caseledger.domain.problem import Problem
from caseledger.domain.undoing import Act, touch
from caseledger.errors import Conflict
from caseledger.store.actions_made import contents, versions_since
from caseledger.store.cases import CaseFile
from caseledger.store.git_place import GitPlace
from caseledger.store.hand_edits import committed
from caseledger.store.replacing import read_file
from caseledger.store.settling import same_text

SHORT = 10
"""So many signs of a commit's id are shown; git takes them for the whole."""
RESTS = "what is there now rests on it"
MOST_NAMED = 5
"""So many later commits are named; undoing goes from the last one back anyway."""


@dataclass(frozen=True, slots=True)
class Way:
    """The action that is to be undone, and all that was done after it."""

    desk: Desk
    place: GitPlace
    act: Act
    later: tuple[Act, ...]

    @property
    def short(self) -> str:
        """The action as it is named to a person."""
        return self.act.id[:SHORT]

    def dependents(self, after: CaseFile, problems: Sequence[Problem]) -> list[Address]:
        """Name the entries in which something would be wrong: they rest on what would go."""
        data = after.document.data if after.document is not None else None
        return list(dict.fromkeys(_entry(problem, data) for problem in problems)) or [()]


def cannot(
    way: Way,
    part: Part,
    clashes: Sequence[Address],
    why: str = "",
    problems: Sequence[Problem] = (),
) -> Conflict:
    """Say that an action cannot be undone: what is in the way, and which commits put it there.

    Values are never told: only which entry, and which field of it.
    """
    what = _in_words(clashes)
    if problems:
        codes = ", ".join(dict.fromkeys(f"{one.code} {one.title}" for one in problems))
        reason = f"{RESTS} ({codes})"
    else:
        reason = why or "what it did was changed since"
    lines = [f"{way.short} cannot be undone: {reason}"]
    lines += [f"  {part.path.name}: {one}" for one in what if why in {"", RESTS}]
    found = list(_commits(way, part, clashes))
    lines += [f"  {_told(one)}" for one in found[:MOST_NAMED]]
    if len(found) > MOST_NAMED:
        lines.append(f"  and {len(found) - MOST_NAMED} more")
    if not found:
        lines.append(f"  {_otherwise(way, part)}")
    return Conflict("\n".join(lines), _hint(part, found))


def _otherwise(way: Way, part: Part) -> str:
    """Say where changes come from that no single commit made."""
    root, path = way.desk.ledger.root, part.path.relative
    if same_text(committed(root, path), read_file(root, path)):
        return "by what was decided in a merge"
    return "by changes that are not committed yet"


def _hint(part: Part, found: Sequence[Act]) -> str:
    by_hand = f"caseledger edit {part.path.name} changes it by hand"
    if not found:
        return by_hand
    return f"caseledger undo {found[0].id[:SHORT]} first, or {by_hand}"


def _told(act: Act) -> str:
    words = (act.id[:SHORT], act.when.date().isoformat(), act.author, act.action or "by git")
    return "  ".join(words)


def _in_words(clashes: Sequence[Address]) -> list[str]:
    told = [Change(address, Deed.CHANGED) for address in clashes if address]
    return body_of(told, public=True).splitlines()


def _commits(way: Way, part: Part, clashes: Sequence[Address]) -> Iterator[Act]:
    """Find the later commits that touched one of these places, the last first."""
    tops = [way.place.from_top(way.desk.ledger.root, path) for path in part.past]
    versions = versions_since(way.place, way.act.id, tops)
    raw = contents(way.place, [oid for one in versions for oid in (one.before, one.after)])
    by_id = {act.id: act for act in way.later}
    seen = set[str]()
    for one in versions:
        if one.commit in by_id and one.commit not in seen:
            before, after = (_tree(raw, oid) for oid in (one.before, one.after))
            made = [change.address for change in changes(before, after)]
            if any(touch(address, clash) for address in made for clash in clashes):
                seen.add(one.commit)
                yield by_id[one.commit]


def _tree(raw: Mapping[str, bytes], oid: str) -> dict[str, object] | None:
    return tree_of(raw.get(oid))


def _entry(problem: Problem, data: object) -> Address:
    """The entry that a problem lies in, by its id."""
    if len(problem.path) > 1 and isinstance(data, dict):
        members, number = data.get(str(problem.path[0])), problem.path[1]
        if isinstance(members, list) and isinstance(number, int) and number < len(members):
            name = members[number].get("id") if isinstance(members[number], dict) else None
            return (str(problem.path[0]), str(name or f"#{number + 1}"))
    return (str(problem.path[0]),) if problem.path else ()
