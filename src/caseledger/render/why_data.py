"""The public JSON of `why`: what `status` has of a person, and beside it what that rests on."""

from caseledger.domain.case import Event
from caseledger.domain.doubts import Doubt
from caseledger.domain.foreseeing import Move, Turn
from caseledger.domain.law import Ruling
from caseledger.domain.questions import Decider, Outcome
from caseledger.domain.reasons import Bar, Reasons, Threat
from caseledger.domain.states import as_written
from caseledger.domain.timeline import differing
from caseledger.render.commands import command, lines
from caseledger.render.headline import Headline
from caseledger.render.person_data import iso, person_data
from caseledger.render.why_phrases import Phrases
from caseledger.render.why_questions import QuestionWords


def why_data(phrases: Phrases) -> dict[str, object]:
    """Return the public JSON object of one person."""
    reasons = phrases.reasons
    return person_data(reasons.one, phrases.wording.day) | {
        "sentence": Headline(phrases).sentence(),
        "placed_by": reasons.placed_by or None,
        "held_off": [_held_off(threat) for threat in reasons.threats],
        "threats": [_threat(threat, reasons) for threat in reasons.threats],
        "provisions": list(reasons.provisions),
        "no_status": reasons.no_status or None,
        "silent": reasons.silent,
        "undecided": list(reasons.undecided),
        "unknown_kinds": list(reasons.standing.unknown_kinds),
        "incomplete": reasons.incomplete or None,
        "deciding": [_decider(one, phrases) for one in reasons.deciders],
        "deciding_complete": reasons.all_tried,
        "ahead": [_turn(one) for one in reasons.turns],
        "changes": [_move(one, reasons) for one in reasons.moves],
        "entries": [_entry(event) for event in reasons.entries],
    }


def _held_off(threat: Threat) -> dict[str, object]:
    exposure = threat.exposure
    return {
        "track": exposure.track,
        "host": as_written(exposure.host),
        "other": as_written(exposure.other),
        "by": [
            {
                "kind": bar.shield.shield.kind,
                "event": bar.shield.shield.event,
                "certain": bar.certain,
            }
            for bar in threat.bars
        ],
    }


def _threat(threat: Threat, reasons: Reasons) -> dict[str, object]:
    exposure = threat.exposure
    return {
        "track": exposure.track,
        "host": as_written(exposure.host),
        "other": as_written(exposure.other),
        "level": exposure.level,
        "events": list(exposure.events),
        "certain": threat.now.certain,
        "counts": threat.counts,
        "bars": [_bar(bar, reasons) for bar in threat.bars],
    }


def _bar(bar: Bar, reasons: Reasons) -> dict[str, object]:
    shield = bar.shield.shield
    return {
        "kind": shield.kind,
        "event": shield.event,
        "certain": bar.certain,
        "open": bar.open,
        "doubts": [_doubt(doubt) for doubt in reasons.doubts.get(shield.key, ())],
        "law": [_ruling(one) for one in (bar.ruling, *shield.rulings) if one.provisions],
    }


def _doubt(doubt: Doubt) -> dict[str, object]:
    return {
        "cause": doubt.cause,
        "day": iso(doubt.day),
        "days": doubt.days,
        "events": list(doubt.events),
    }


def _ruling(ruling: Ruling) -> dict[str, object]:
    return {
        "answer": ruling.answer,
        "status": ruling.status,
        "provisions": list(ruling.provisions),
    }


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {"possible": list(outcome.possible), "possible_complete": outcome.complete}


def _decider(decider: Decider, phrases: Phrases) -> dict[str, object]:
    question, life = decider.question, phrases.reasons.one.life
    return {
        "sort": question.sort,
        "events": list(question.events),
        "field": question.field or None,
        "shield": question.shield.kind if question.shield else None,
        "track": question.track or None,
        "question": QuestionWords(phrases).question(decider),
        "answers": [
            {
                "answer": answer.option.key,
                **_outcome(answer.outcome),
                "command": command(answer.option.change, life) or None,
                "ledger": "\n".join(lines(answer.option.change)) or None,
            }
            for answer in decider.answers
        ],
    }


def _turn(turn: Turn) -> dict[str, object]:
    return {
        "day": turn.day.isoformat(),
        "cause": turn.cause,
        "event": turn.event or None,
        "shield": turn.shield.kind if turn.shield else None,
        **_outcome(turn.outcome),
    }


def _move(move: Move, reasons: Reasons) -> dict[str, object]:
    return {
        "kind": move.change.kind,
        **_outcome(move.outcome),
        "command": command(move.change, reasons.one.life),
    }


def _entry(event: Event) -> dict[str, object]:
    return {
        "event": event.id,
        "kind": event.kind,
        "date": event.date.text,
        "state": event.state,
        "sources": [citation.source for citation in event.sources],
        "conflicts": sorted({one.field for one in differing(event)}),
    }
