"""How a deadline was counted and what it rests on: what ``--explain`` prints below it."""

from collections.abc import Iterator

from caseledger.domain.deadlines.deadline import MET, MOOT, OVERDUE, Deadline
from caseledger.render.deadline_needs import missing
from caseledger.render.deadline_steps import numbered
from caseledger.render.deadline_words import DeadlineWords
from caseledger.render.law_words import labelled, status_words

WORDS = {
    "en": {
        "counted": "Way of counting: {}",
        "calendar": "Holidays: {}",
        "no-calendar": "no calendar",
        "law": "Law: {}",
        "read": "read in {}",
        "versions": "May also apply: {}",
        "met-by": "Met: {}",
        "maybe-met-by": "Perhaps met: {}",
        "moot-by": "Moot: {}",
        "missing": "Missing: {}",
        "is-missed": "Missed; it may be said: {}",
        "silent": "That no entry tells of it does not say that it was not done",
        "on-miss": "If it is missed: {}",
        "uncertain": "Not certain that it applies: its entry, its place in the case or the law "
        "leaves a doubt",
        "from": "From {}",
    },
    "ru": {
        "counted": "Порядок исчисления: {}",
        "calendar": "Праздничные дни: {}",
        "no-calendar": "календаря нет",
        "law": "Норма: {}",
        "read": "источник: {}",
        "versions": "Возможно, применимо также: {}",
        "met-by": "Соблюдён: {}",
        "maybe-met-by": "Возможно, соблюдён: {}",
        "moot-by": "Отпал: {}",
        "missing": "Не хватает: {}",
        "is-missed": "Пропущен; можно утверждать: {}",
        "silent": "Отсутствие записи не означает, что это не сделано",
        "on-miss": "Если будет пропущен: {}",
        "uncertain": "Неизвестно, применим ли этот срок: запись, её место в деле или право "
        "оставляют сомнение",
        "from": "Запись: {}",
    },
}

Below = tuple[str, str, str]
"""A sentence, its indent, and its style."""

COMMAND = "info"
"""The style of commands."""

_NEXT, _DEEP = "    ", "      "


def account(one: Deadline, words: DeadlineWords) -> Iterator[Below]:
    """The count, what it rests on, what is missing, and what it comes to."""
    said = WORDS[words.lang]
    for sentence in numbered(words.steps(one)):
        yield sentence, _NEXT, ""
    if not one.certain:
        yield said["uncertain"], _NEXT, "warning"
    yield from ((text, _NEXT, "quiet") for text in _basis(one, words))
    if one.met is not None:
        key = "met-by" if one.state == MET else "maybe-met-by"
        yield said[key].format(words.meeting(one)), _NEXT, ""
    if one.moot_by is not None:
        yield said["moot-by"].format(words.moot_by(one)), _NEXT, ""
    for need, command in missing(one, words.lang):
        yield said["missing"].format(need), _NEXT, "warning"
        yield command, _DEEP, COMMAND
    yield from _missed(one, words)


def _missed(one: Deadline, words: DeadlineWords) -> Iterator[Below]:
    """What may be said when it is missed."""
    missed = words.missed(one)
    if one.consequence and missed:
        yield WORDS[words.lang]["is-missed"].format(missed), _NEXT, "error"
    elif one.state == OVERDUE and one.rule and one.rule.silent:
        yield WORDS[words.lang]["silent"], _NEXT, "quiet"
    elif missed and one.state not in (MET, MOOT):
        yield WORDS[words.lang]["on-miss"].format(missed), _NEXT, "quiet"


def _basis(one: Deadline, words: DeadlineWords) -> Iterator[str]:
    """The law, the way of counting and the calendar, each with how well it was read."""
    said = WORDS[words.lang]
    if one.rule is None:
        yield said["from"].format(f"{words.event_words(one.trigger.id, one)} ({one.trigger.id})")
        return
    yield said["law"].format(_law(one, words))
    others = [f"{rule.law} ({rule.id})" for rule in one.rules if rule.id != one.rule.id]
    if others:
        yield said["versions"].format("; ".join(others))
    if one.profile:
        yield said["counted"].format(_profile(one, words))
    if one.calendar_state:
        yield said["calendar"].format(_calendar(one, words))


def _law(one: Deadline, words: DeadlineWords) -> str:
    """Instrument and article, the id of the rule, how well it was read, where, and what not."""
    rule = one.rule
    if rule is None:
        return ""
    parts = [f"{rule.law} ({rule.id})", words.status(one)]
    if rule.source:
        parts.append(WORDS[words.lang]["read"].format(", ".join(rule.source)))
    if rule.note:
        parts.append(labelled(rule.note, words.lang))
    return "; ".join(parts)


def _profile(one: Deadline, words: DeadlineWords) -> str:
    profile = words.wording.speech.vocabulary.rules.profile(one.profile)
    if profile is None:
        return one.profile
    told = f"{labelled(profile.title, words.lang)} ({one.profile})"
    return f"{told}; {status_words(profile.status, words.lang)}"


def _calendar(one: Deadline, words: DeadlineWords) -> str:
    speech = words.wording.speech
    version = speech.vocabulary.calendar.version or WORDS[words.lang]["no-calendar"]
    parts = [f"{speech.state(one.calendar_state)}, {version}", words.uncovered(one)]
    return "; ".join(filter(None, parts))
