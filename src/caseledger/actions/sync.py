"""What `sync` does: fetch, merge, check, move, push; any stop says how things stand."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from caseledger.actions.desk import Desk
from caseledger.actions.sync_account import account, arrivals_of
from caseledger.actions.sync_check import State, judged, words_of
from caseledger.actions.sync_stops import (
    Clashes,
    NotTheSame,
    OwnProblems,
    Progress,
    gone_there,
    require_attributes,
    require_known_history,
    require_sound,
)
from caseledger.domain.syncing import Clashing, Outcome, Step, Synced
from caseledger.errors import CaseledgerError, Conflict, OutsideFailure, UsageProblem
from caseledger.store import resolutions
from caseledger.store.committing import HeadMoved
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_state import head_of, in_progress
from caseledger.store.syncing import bundles, fetching, lineage, moving, pushing, seen
from caseledger.store.syncing.merge_commit import merge_commit
from caseledger.store.syncing.network import Line
from caseledger.store.syncing.remotes import Remote, remote_for
from caseledger.store.syncing.trees import Heads, Joined, joined
from caseledger.store.trust import require_trust

ROUNDS = 5
"""So often it begins anew where the branch over there moved during the push."""
TRIES = 5
"""So often it merges anew where another command moved our own branch meanwhile."""
LONGEST_PAUSE = 0.4

Tell = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for. ``word`` names a remote or a bundle, from ``folder`` on.

    What is ``accepted`` is a stop that the user has seen: the head of a rewritten history, and
    the numbers of problems and deletions, which must be exact.
    """

    word: str | None
    folder: Path
    line: Line = field(default_factory=Line)
    dry_run: bool = False
    fetch: bool = True
    push: bool = True
    accept_rewrite: str = ""
    accept_problems: int = 0
    accept_deletions: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended: the account of it, and what stopped it, if something did."""

    synced: Synced
    stopped: CaseledgerError | None


def sync(desk: Desk, wish: Wish, tell: Tell) -> Ended:
    """Bring a ledger and a remote, or a bundle, to the same state; each step is told at once.

    Raises what stops it before it began; what stops it later stands in the result.
    """
    place = find_place(desk.ledger.root)
    if place is None:
        raise OutsideFailure(
            "the ledger is not in a git repository", "caseledger init makes it one"
        )
    judgement = require_trust(place)
    if judgement.bare or judgement.elsewhere:
        raise OutsideFailure("the repository is bare, or its work tree is another folder")
    remote = remote_for(place, wish.word, wish.folder)
    if remote.bundle is not None and not wish.fetch:
        raise UsageProblem("a bundle is read before it is written", "leave --no-fetch out")
    run = _Run(desk, wish, tell, place, remote)
    stopped: CaseledgerError | None = None
    try:
        run.begin()
        run.all_rounds()
    except CaseledgerError as error:
        stopped = error
    return Ended(account(remote, run.progress, arrivals_of(desk, place, run.progress)), stopped)


class _Run:
    """One sync, with what it has come to so far."""

    def __init__(self, desk: Desk, wish: Wish, tell: Tell, place: GitPlace, remote: Remote) -> None:
        self._desk = desk
        self._wish = wish
        self._tell = tell
        self._place = place
        self._remote = remote
        self._root = desk.ledger.root
        self.progress = Progress()

    def begin(self) -> None:
        """See that nothing else is going on here, and finish what a stopped command left."""
        if self._wish.dry_run:
            what, hint = in_progress(self._place)
            if what:
                raise Conflict(f"the repository is in the middle of {what}", hint)
        else:
            with moving.alone(self._place) as notes:
                for note in notes:
                    self._say("begin", Outcome.DONE, note)
        head = head_of(self._place)
        if not head:
            raise Conflict(
                "nothing is committed here yet, so there is nothing to sync",
                "caseledger commit first; or git clone the ledger that is over there",
            )
        self.progress.before = self.progress.after = head
        number = moving.uncommitted(self._place, self._root)
        if number:
            words = f"edits in {_counted(number, 'case')} are not committed: they stay here"
            self._say("begin", Outcome.DONE, words)

    def all_rounds(self) -> None:
        """Go on until nothing is left to fetch or to push, or somebody has to look."""
        for number in range(ROUNDS):
            theirs = self._fetched()
            self._compare(theirs)
            head = self._brought_in(theirs)
            if self._given(head, theirs):
                return
            if number < ROUNDS - 1:
                time.sleep(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 - so that two do not race on
        raise OutsideFailure(
            f"the branch over there moved during each of {ROUNDS} pushes; what came in is merged "
            "here, and nothing was pushed",
            "run caseledger sync again in a while",
        )

    def _say(self, step: str, outcome: str, words: str) -> None:
        one = Step(step, outcome, words)
        if outcome != Outcome.BEGUN:
            self.progress.steps.append(one)
        self._tell(one)

    def _fetched(self) -> str:
        """Return the head over there, or nothing where there is no such branch yet."""
        place, remote = self._place, self._remote
        called = f"{remote.branch} of {remote.called}"
        if remote.bundle is not None:
            return self._unbundled(remote.bundle)
        if not self._wish.fetch:
            theirs = fetching.fetched_before(place, remote)
            self._say("fetch", Outcome.NOTHING, f"not fetched, as asked: {called} as it was last")
        else:
            self._say("fetch", Outcome.BEGUN, f"{called} ({remote.address})")
            theirs = fetching.fetched(place, remote, self._wish.line)
            words = f"{called} is at {theirs[:7]}" if theirs else f"{called} is not there yet"
            self._say("fetch", Outcome.DONE, words)
        self.progress.theirs = theirs
        return theirs

    def _unbundled(self, path: Path) -> str:
        if not path.exists():
            self._say("fetch", Outcome.NOTHING, f"{path.name} is not there yet")
            return ""
        self._say("fetch", Outcome.BEGUN, f"{path.name} ({path})")
        branch, theirs = bundles.unbundled(self._place, self._remote)
        self.progress.taken = branch
        self.progress.theirs = theirs
        self._say("fetch", Outcome.DONE, f"{branch} in {path.name} is at {theirs[:7]}")
        return theirs

    def _compare(self, theirs: str) -> None:
        """Hold the head over there against the one that was seen there last."""
        place, remote = self._place, self._remote
        last = seen.last_seen(place, remote)
        if not last:
            self._say("compare", Outcome.NOTHING, "the first sync of this clone with this address")
        elif not theirs:
            if remote.bundle is None:
                raise gone_there(remote, last)
        else:
            require_known_history(place, remote, self.progress, (last, self._wish.accept_rewrite))
        if theirs:
            head = head_of(place)
            lineage.bases(place, head, theirs)
            self.progress.fetched = max(self.progress.fetched, lineage.count(place, head, theirs))

    def _brought_in(self, theirs: str) -> str:
        """Merge what is over there; return our head, or the commit that would be."""
        place = self._place
        for _ in range(TRIES):
            head = head_of(place)
            if not theirs or lineage.contains(place, head, theirs):
                if theirs:
                    self._say("merge", Outcome.NOTHING, "all of it is here already")
                    self._forget()
                return head
            commit, words = self._target(head, theirs)
            if self._wish.dry_run:
                self._say("move", Outcome.WOULD, f"would {words}")
                return head
            try:
                self._moved(moving.Move(self._remote.here, head, commit, f"sync: {words}"))
            except HeadMoved:
                self._say("move", Outcome.MOVED, "another command committed here: merging anew")
                continue
            return commit
        raise NotTheSame

    def _target(self, head: str, theirs: str) -> tuple[str, str]:
        """Return the commit to move to, checked; in a dry run of a real merge its tree."""
        place = self._place
        number = lineage.count(place, head, theirs)
        count = _commits(number)
        if lineage.contains(place, theirs, head):
            self._say("merge", Outcome.DONE, f"{count} on top of ours: nothing to join")
            self._checked(head, theirs, lineage.renames(place, [head], theirs))
            return theirs, f"fast-forward by {count}"
        done = self._joined(head, theirs)
        self._say("merge", Outcome.DONE, f"{count} from there joined with ours")
        self._checked(head, done.tree, done.renamed)
        message = f"sync: merge {count} from {self._remote.in_history}\n\nAction: sync\n"
        words = f"merge {count} from {self._remote.in_history}"
        if self._wish.dry_run:
            return done.tree, words
        return merge_commit(place, done.tree, (head, theirs), message), words

    def _joined(self, head: str, theirs: str) -> Joined:
        """Join both sides, or stop with what clashes, which is remembered for `resolve`."""
        names = (self._remote.here, f"{self._remote.called}/{self._remote.branch}")
        heads = Heads(self._place, self._root, head, theirs, names)
        today = self._desk.today
        done = joined(heads, lambda tree: words_of(self._place, self._desk.ledger, tree, today))
        for one in done.told:
            self._say("merge", Outcome.DONE, one)
        if done.decided:
            self._say(
                "merge", Outcome.DONE, f"{_counted(len(done.decided), 'case')} as you decided"
            )
        if not done.conflicts and not done.by_hand:
            return done
        clashing = [
            Clashing(one.path, Path(one.path).stem, address, reason)
            for one in done.conflicts
            for address, reason in one.clashes
        ]
        clashing += [Clashing(path, "", (), "by-hand") for path in done.by_hand]
        self.progress.conflicts = tuple(clashing)
        if not self._wish.dry_run:
            resolutions.remember(self._root, (*done.conflicts, *done.decided))
        raise Clashes(done, self._remote, dry_run=self._wish.dry_run)

    def _checked(self, head: str, merged: str, renamed: Mapping[str, str]) -> None:
        """Stop where the merge would bring errors or deletions, or touches edits of the user's."""
        place, wish = self._place, self._wish
        ours, new = (State.of(place, self._desk.ledger, one) for one in (head, merged))
        require_attributes(ours, new)
        found = judged(ours, new, renamed, self._desk.today)
        self.progress.problems, self.progress.deletions = found.problems, found.deletions
        require_sound(found, wish.accept_problems, wish.accept_deletions)
        paths = moving.in_the_way(place, head, merged)
        if paths:
            raise moving.InTheWay(paths)
        self._say("check", Outcome.DONE, _found(len(found.problems), len(found.deletions)))

    def _moved(self, to: moving.Move) -> None:
        with moving.alone(self._place):
            notes = moving.move(self._place, to)
        self.progress.after = self.progress.merged = to.commit
        self._forget()
        self._say("move", Outcome.DONE, f"{to.branch} is at {to.commit[:7]}, files too")
        for note in notes:
            self._say("move", Outcome.DONE, note)

    def _forget(self) -> None:
        """Drop conflicts that are joined by now, here or by hand with git."""
        if not self._wish.dry_run:
            resolutions.forget(self._root)

    def _given(self, head: str, theirs: str) -> bool:
        """Give our commits to the other side. Whether that came to an end."""
        place, remote, wish = self._place, self._remote, self._wish
        number = lineage.count(place, theirs, head) if theirs else lineage.count_all(place, head)
        if wish.dry_run:
            if number and wish.push:
                self._say("push", Outcome.WOULD, f"would send {_commits(number)}")
            return True
        if not wish.push:
            self._say("push", Outcome.NOTHING, "not pushed, as asked")
            number = 0
        elif not number:
            self._say("push", Outcome.NOTHING, "all of ours is there already")
        elif not self._sent(head, theirs, number):
            return False
        self.progress.pushed = number
        known = head if number else theirs
        if known:
            seen.remember(place, remote, known)
        return True

    def _sent(self, head: str, theirs: str, number: int) -> bool:
        """Send our commits; not where somebody else sent theirs in between."""
        if theirs:
            self._fit_to_send(head, theirs)
        if self._remote.bundle is None:
            return self._pushed(head, number)
        self._written(self._remote.bundle, head, number)
        return True

    def _fit_to_send(self, head: str, theirs: str) -> None:
        """Stop before errors of ours are sent that would stop everybody else."""
        place = self._place
        there, here = (State.of(place, self._desk.ledger, one) for one in (theirs, head))
        found = judged(there, here, lineage.renames(place, [theirs], head), self._desk.today)
        if found.problems and len(found.problems) != self._wish.accept_problems:
            self.progress.problems = found.problems
            raise OwnProblems(len(found.problems))

    def _pushed(self, head: str, number: int) -> bool:
        remote = self._remote
        self._say(
            "push", Outcome.BEGUN, f"{_commits(number)} to {remote.branch} of {remote.called}"
        )
        done = pushing.push(self._place, remote, head, self._wish.line)
        if done.outcome is pushing.Push.MOVED:
            self._say("push", Outcome.MOVED, "somebody else pushed in between: once more")
            return False
        self._say("push", Outcome.DONE, f"{remote.branch} of {remote.called} is at {head[:7]}")
        return True

    def _written(self, path: Path, head: str, number: int) -> None:
        others = (
            bundles.besides(path, [self._remote.here, self.progress.taken]) if path.exists() else ()
        )
        if others:
            raise Conflict(
                f"{path.name} holds other branches too and was not written; what came in is here",
                "name another file",
            )
        self._say("push", Outcome.BEGUN, f"{_commits(number)} into {path.name}")
        bundles.write_bundle(self._place, path, self._remote.here, head)
        self._say("push", Outcome.DONE, f"{path.name} holds the whole of {self._remote.here}")


def _commits(number: int) -> str:
    return _counted(number, "commit")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _found(problems: int, deletions: int) -> str:
    told = [f"{_counted(problems, 'error')}, accepted"] if problems else ["no new errors"]
    return ", ".join([*told, *([f"{_counted(deletions, 'case')} deleted"] if deletions else [])])
