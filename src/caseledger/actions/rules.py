"""What `rules` does: which rules there are, what one says, and whether their examples hold."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

from caseledger.actions.desk import ledger_of
from caseledger.domain.manual import Manual, Topic, meant
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.rule_trials import Trial, trials_of
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.rule import Rule
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import OPEN
from caseledger.errors import Ambiguous, NotFound, UnreadableData, UsageProblem
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.ledger import Ledger
from caseledger.store.rule_files import read_rules_at

SORTS = ("rule", "profile", "instrument")
"""What a file of rules holds, as sorts of the manual."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rules to list; what is empty leaves none out."""

    state: str = ""
    binds: str = ""
    statuses: Collection[str] = ()
    track: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Rules found. ``ledger`` is the one whose own are included, None outside of any."""

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    ledger: Ledger | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The rule, the way of counting or the treaty that a word means."""

    manual: Manual
    topic: Topic
    ledger: Ledger | None


@dataclass(frozen=True, slots=True)
class Tested:
    """Rules whose examples were tried, and what is wrong with the file that they stand in."""

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    trials: tuple[Trial, ...]
    problems: tuple[Problem, ...]
    ledger: Ledger | None

    @property
    def untried(self) -> tuple[Rule, ...]:
        """Rules without an example."""
        return tuple(rule for rule in self.rules if not rule.examples)

    @property
    def failed(self) -> bool:
        """Whether an example does not hold, or a part of the file was left out."""
        wrong = any(one.severity is Severity.ERROR for one in self.problems)
        return wrong or any(not trial.holds for trial in self.trials)


def listed(folder: Path, today_in: Callable[[str], Day], chosen: Chosen) -> Listed:
    """Return the rules that are chosen. Raises `UsageProblem` for a state or track that is none."""
    ledger = ledger_of(folder, today_in)
    vocabulary = ledger.vocabulary if ledger else load_vocabulary()
    if chosen.state and chosen.state not in vocabulary.states:
        raise UsageProblem("there is no such state", "two capital letters, for example KZ")
    tracks = {kind.track for kind in vocabulary.kinds}
    if chosen.track and chosen.track not in tracks:
        raise UsageProblem("there is no such track", "caseledger explain track lists them")
    found = (rule for rule in vocabulary.rules if _fits(rule, chosen, vocabulary.rules))
    return Listed(vocabulary, tuple(found), ledger)


def _fits(rule: Rule, chosen: Chosen, rules: Rules) -> bool:
    tracks = {code.partition(".")[0] for one in rule.trigger.patterns for code in one.kind}
    return (
        (not chosen.state or _may_bind(rule, chosen.state, rules))
        and chosen.binds in ("", rule.binds)
        and (not chosen.statuses or rule.status in chosen.statuses)
        and (not chosen.track or chosen.track in tracks)
        and (not chosen.own or rule.id in rules.own)
    )


def _may_bind(rule: Rule, state: str, rules: Rules) -> bool:
    """Whether a rule is of a state, and its treaty, if there is one, is not known not to bind."""
    if not rules.holds_in(rule, state):
        return False
    return rule.instrument is None or rules.bound(rule.instrument, state, OPEN)[0] != "no"


def shown(folder: Path, today_in: Callable[[str], Day], words: Sequence[str]) -> Shown:
    """Find what words mean: an id, a title, or its beginning; the first may name the sort.

    Raises `NotFound`, or `Ambiguous` with what the words may mean.
    """
    ledger = ledger_of(folder, today_in)
    manual = Manual(ledger.vocabulary if ledger else load_vocabulary(), {})
    found = _meant(manual, words)
    if not found:
        raise NotFound("there is no such rule", "caseledger rules lists them all")
    if len(found) > 1:
        codes = [topic.code for topic in found]
        candidates = [one.code if codes.count(one.code) == 1 else one.title for one in found]
        raise Ambiguous(f"this may mean {len(found)} things", candidates, " ".join(words))
    return Shown(manual, found[0], ledger)


def _meant(manual: Manual, words: Sequence[str]) -> list[Topic]:
    """Return what words mean among rules, ways of counting and treaties; a whole id first."""
    named = len(words) > 1 and words[0] in SORTS
    sorts, rest = ((words[0],), words[1:]) if named else (SORTS, words)
    topics = [topic for sort in sorts for topic in manual.of_sort(sort)]
    exact = [topic for topic in topics if topic.code == " ".join(rest)]
    return exact or [
        topic for sort in sorts for topic in meant(manual, (sort, *rest)) if topic.sort == sort
    ]


def tested(folder: Path, today_in: Callable[[str], Day], path: str | None) -> Tested:
    """Try the examples of the rules in a file, of all rules without one.

    Raises `UnreadableData` where nothing of the file can be read.
    """
    ledger = ledger_of(folder, today_in)
    vocabulary = ledger.vocabulary if ledger else load_vocabulary()
    if path is None:
        return _tried(vocabulary, tuple(vocabulary.rules), (), ledger)
    file, problems = read_rules_at(folder, path, vocabulary)
    if file is None:
        raise UnreadableData(_why(problems), "docs/rules.md has the form of a file of rules")
    told = tuple(one for one in problems if one.severity is not Severity.INFO)
    joined = vocabulary.with_rules([file])
    return _tried(joined, file.rules, told, ledger)


def _why(problems: Collection[Problem]) -> str:
    """Say what is wrong first, with its line and without any value."""
    first = next(iter(problems), None)
    if first is None:
        return "the file holds no rules"
    line = f"line {first.line}: " if first.line else ""
    return f"the rules cannot be tried: {line}{first.message}"


def _tried(
    vocabulary: Vocabulary,
    rules: tuple[Rule, ...],
    problems: tuple[Problem, ...],
    ledger: Ledger | None,
) -> Tested:
    trials = tuple(trials_of(rules, vocabulary.rules, vocabulary.calendar))
    return Tested(vocabulary, rules, trials, problems, ledger)
