"""What the vocabulary asks of each event, and of what a source states instead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from caseledger.domain.case import Case, Claims, Event
from caseledger.domain.checks.context import Context, cited_at, events_at, unknown_word
from caseledger.domain.edits import Put
from caseledger.domain.kind import KIND_FIELDS, STATE_FIELDS, Kind
from caseledger.domain.loading import ATTRIBUTES
from caseledger.domain.problem import Mend, Path, Problem, Severity
from caseledger.domain.vocabulary import Vocabulary

FIELDS = tuple((field, ATTRIBUTES.get(field, field)) for field in sorted(KIND_FIELDS))
"""Fields that only some kinds have: the key and the attribute."""

MOST = 30
"""A list of no more words is told in full where none of them is near."""

FEW = 3
"""So many kinds of one verb are proposed; more say nothing."""


def check_kinds(case: Case, context: Context) -> Iterator[Problem]:
    """The kind must be known; it says which fields an event needs and may have."""
    for path, event in events_at(case):
        kind = context.vocabulary.kind(event.kind)
        yield from _code(event.kind, kind, path, context.vocabulary)
        if kind is not None and not kind.input_only:
            yield from _missing(event, kind, path)
            yield from _unused(event, kind, path)
            yield from _words(event, kind, path)


def check_claims(case: Case, context: Context) -> Iterator[Problem]:
    """What a source states instead is held against the kind that it names, else the event's."""
    vocabulary = context.vocabulary
    for path, event in events_at(case):
        for place, citation in cited_at(event.sources, path):
            if citation.says is not None:
                yield from _claims(citation.says, event, (*place, "says"), vocabulary)


def _claims(says: Claims, event: Event, path: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    kind = vocabulary.kind(says.kind or event.kind)
    if says.kind is not None:
        yield from _code(says.kind, kind, path, vocabulary)
    if kind is not None and not kind.input_only:
        yield from _unused(says, kind, path)
        yield from _words(says, kind, path)


def _code(code: str, kind: Kind | None, path: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    here = (*path, "kind")
    if kind is None:
        near = _meant(code, vocabulary)
        hint = f"did you mean {' or '.join(near)}?" if near else "caseledger vocabulary lists them"
        mend = Mend((Put(here, near[0]),)) if len(near) == 1 else None
        message = "the vocabulary has no such kind"
        yield Problem("CL301", message, here, value=code, hint=hint, mend=mend)
    elif kind.input_only:
        message = "this is only a way of typing, and stands in no file"
        hint = "put served: and the day into the event of the decision"
        yield Problem("CL301", message, here, value=code, hint=hint)
    elif kind.code != code:
        message = "this kind has another name today"
        mend = Mend((Put(here, kind.code),), safe=True)
        hint = f"write {kind.code}"
        yield Problem("CL306", message, here, Severity.WARNING, code, hint, mend=mend)


def _meant(code: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return kinds of the same verb in other tracks, if the track is known, else the nearest."""
    track, _, verb = code.partition(".")
    same = tuple(one for one in vocabulary.codes if one.partition(".")[2] == verb)
    if track in vocabulary.tracks and 0 < len(same) <= FEW:
        return same
    near = vocabulary.nearest(code)
    return (near,) if near else ()


def _missing(event: Event, kind: Kind, path: Path) -> Iterator[Problem]:
    for field in kind.required:
        if not getattr(event, ATTRIBUTES.get(field, field)):
            unknown = f", or {field}: unknown" if field in STATE_FIELDS else ""
            hint = f"add {field}:{unknown}"
            yield Problem("CL302", f"this kind of event needs {field}", path, hint=hint)


def _unused(holder: Event | Claims, kind: Kind, path: Path) -> Iterator[Problem]:
    for field, attribute in FIELDS:
        if getattr(holder, attribute, None) and not kind.allows(field):
            message = f"this kind of event does not use {field}"
            yield Problem("CL303", message, (*path, field), Severity.WARNING)


def _words(holder: Event | Claims, kind: Kind, path: Path) -> Iterator[Problem]:
    """Hold outcome and grounds against the lists of the kind, where it has any."""
    outcome = holder.outcome
    if outcome and kind.outcomes and kind.outcome(outcome) is None:
        message = "this kind of event has no such outcome"
        yield _no_word("CL304", message, (*path, "outcome"), outcome, kind.outcomes)
    for index, ground in enumerate(holder.grounds or ()):
        if kind.grounds and kind.ground(ground) is None:
            message = "this kind of event has no such grounds"
            place = (*path, "grounds", index)
            yield _no_word("CL305", message, place, ground, kind.grounds)


def check_lists(case: Case, context: Context) -> Iterator[Problem]:
    """Sorts of sources, bodies and tracks come from lists of the vocabulary."""
    sorts = tuple(context.vocabulary.words("sources"))
    for index, source in enumerate(case.sources):
        if source.kind not in sorts:
            message = "the vocabulary has no such sort of source"
            place = ("sources", index, "kind")
            problem = _no_word("CL204", message, place, source.kind, sorts, Severity.WARNING)
            yield _by_short_name(problem, context.vocabulary)
    tracks = _tracks(context.vocabulary)
    bodies = tuple(context.vocabulary.words("bodies"))
    for path, event in events_at(case):
        yield from _against(event, path, tracks)
        yield from _bodies(event, path, bodies)


def _by_short_name(problem: Problem, vocabulary: Vocabulary) -> Problem:
    """Take the short name of a sort of source, as people type it, for its code."""
    code = vocabulary.source_kind(problem.value)
    if code is None:
        return problem
    return replace(problem, hint=f"write {code}", mend=Mend((Put(problem.path, code),)))


def _tracks(vocabulary: Vocabulary) -> tuple[str, ...]:
    """All tracks, those of the ledger's own kinds too."""
    own = (code.partition(".")[0] for code in vocabulary.codes)
    return tuple(dict.fromkeys(chain(vocabulary.tracks, own)))


def _against(event: Event, path: Path, tracks: tuple[str, ...]) -> Iterator[Problem]:
    for index, track in enumerate(event.against):
        if track not in tracks:
            place = (*path, "against", index)
            yield _no_word("CL204", "there is no such track", place, track, tracks)


def _bodies(event: Event, path: Path, bodies: tuple[str, ...]) -> Iterator[Problem]:
    """Two spellings of one body would count as two measures, so an unknown one is doubtful."""
    named = [(path, event.body)]
    for place, citation in cited_at(event.sources, path):
        named.append(((*place, "says"), citation.says.body if citation.says else None))
    for place, body in named:
        if body and body not in bodies:
            message = "the vocabulary has no such body"
            here = (*place, "body")
            yield _no_word("CL204", message, here, body, bodies, Severity.WARNING)


def _no_word(
    code: str,
    message: str,
    path: Path,
    word: str,
    known: Mapping[str, str] | Sequence[str],
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Say that a word is not of a list, which one may be meant, or else which there are.

    A mapping leads from all words that are taken to those for which they stand.
    """
    problem = unknown_word(code, message, path, word, known, severity)
    codes = dict.fromkeys(known.values() if isinstance(known, Mapping) else known)
    if problem.hint or not 0 < len(codes) <= MOST:
        return problem
    return replace(problem, hint=f"one of {', '.join(codes)}")
