"""What the vocabulary knows of problems that were seen without it, by the form of a value alone."""

from dataclasses import replace

from caseledger.domain.checks.kinds import FEW
from caseledger.domain.edits import Put
from caseledger.domain.problem import Mend, Problem
from caseledger.domain.state_codes import state_meant
from caseledger.domain.states import STATELESS
from caseledger.domain.vocabulary import Vocabulary


def advised(problem: Problem, vocabulary: Vocabulary) -> Problem:
    """Return a problem with the state or the kind in its hint that was meant, if that is known."""
    if problem.mend is not None or not problem.value:
        return problem
    if problem.code == "CL209":
        return _state(problem, vocabulary)
    if problem.code == "CL301":
        return _kind(problem, vocabulary)
    return problem


def _state(problem: Problem, vocabulary: Vocabulary) -> Problem:
    meant = state_meant(problem.value, vocabulary)
    is_person = "citizenship" in problem.path
    if meant is None or meant.code == problem.value or (meant.code == STATELESS and not is_person):
        return problem
    mend = Mend((Put(problem.path, meant.code),), meant.safe) if meant.code else None
    return replace(problem, hint=meant.hint, mend=mend)


def _kind(problem: Problem, vocabulary: Vocabulary) -> Problem:
    """Take the short name or the label of a kind for its code; of several none is chosen."""
    found = [kind.code for kind in vocabulary.resolve(problem.value) if not kind.input_only]
    if not 0 < len(found) <= FEW or problem.value in found:
        return problem
    mend = Mend((Put(problem.path, found[0]),)) if len(found) == 1 else None
    return replace(problem, hint=f"write {' or '.join(found)}", mend=mend)
