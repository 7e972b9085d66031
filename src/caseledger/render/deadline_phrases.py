"""The words in which the count of a deadline is told, in English and Russian.

Russian keeps to the terms of procedure: срок, исчисление, вручение, сутки.
"""

from caseledger.domain.rules.period import DAYS, HOURS, MONTHS, WEEKS, WORKING_DAYS, YEARS

UNITS = {
    "en": {
        HOURS: ("hour", "hours", "hours"),
        DAYS: ("day", "days", "days"),
        WEEKS: ("week", "weeks", "weeks"),
        MONTHS: ("month", "months", "months"),
        YEARS: ("year", "years", "years"),
        WORKING_DAYS: ("working day", "working days", "working days"),
        "24h": ("day of 24 hours", "days of 24 hours", "days of 24 hours"),
    },
    "ru": {
        HOURS: ("час", "часа", "часов"),
        DAYS: ("день", "дня", "дней"),
        WEEKS: ("неделя", "недели", "недель"),
        MONTHS: ("месяц", "месяца", "месяцев"),
        YEARS: ("год", "года", "лет"),
        WORKING_DAYS: ("рабочий день", "рабочих дня", "рабочих дней"),
        "24h": ("сутки", "суток", "суток"),
    },
}
"""Units of time behind 1, 2 and 5."""

SHORT_WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
}

CLOCKS = {
    "en": {
        "served": "The clock starts with service of {event}: {days}",
        "date": "The clock starts with {event}: {days}",
        "for": "The clock runs to the day fixed in {event}: {days}",
        "until": "The clock runs to the end of the term in {event}: {days}",
    },
    "ru": {
        "served": "Срок исчисляется со дня вручения: {event}, {days}",
        "date": "Срок исчисляется с события: {event}, {days}",
        "for": "Срок исчисляется от дня, назначенного в записи: {event}, {days}",
        "until": "Срок исчисляется от окончания срока в записи: {event}, {days}",
    },
}
"""What starts the clock, by which day of the entry counts."""

PHRASES = {
    "en": {
        "served-both": "Served on the person {person} and on counsel {counsel}: the earlier day "
        "warns, the later one only where the law says so",
        "provisional": "Service is not proven: counted, provisionally, from the day of the "
        "decision itself",
        "selector": "Which law applies is decided by {event}: {days}",
        "selector-own": "Which law applies is decided by that day itself",
        "selector-missing": "Which law applies is decided by an event that is not recorded: it "
        "may lie on any day up to the start of the clock",
        "holds": "for those {span} it is {law}",
        "from": "from {} on",
        "to": "up to {}",
        "from-to": "from {} to {}",
        "reading": "The law can be read in {of} ways; this is reading {number}",
        "version": "Counted by {law} ({rule})",
        "second-reading": "A step from {from} on may also fall under {law} ({rule}): second "
        "reading",
        "national": "The law of the state ({state}) sets the period: {for} ({status})",
        "national-missing": "The law of the state ({state}) sets the period, and its length is "
        "not recorded: no day is given",
        "limit-min": "the rule allows no less than {min}",
        "limit-max": "the rule allows no more than {max}",
        "limit-min-max": "the rule allows {min} to {max}",
        "variant": "For this {field} the period is {for}",
        "extended-total": "Extended by {event}: {total} in all",
        "extended-add": "Extended by {event}: {add} more",
        "restarted": "Runs anew from {event}: {days}",
        "appeal-pending": "An appeal that holds off execution is pending ({event}): no day is "
        "given before it is decided",
        "matter-open": "Which state is responsible, or another matter on which it hangs, is open "
        "({event}): no end is given before it is decided",
        "earliest-of": "Of several periods the one that ends first decides: {for} from {event}",
        "capped": "never longer than {cap} in all",
        "bound-yes": "{state} is bound by {instrument} ({status})",
        "bound-no": "{state} is not bound by {instrument} ({status})",
        "bound-unknown": "Whether {state} is bound by {instrument} is not known",
        "displaced": "Between states that are both bound by {instrument} that treaty takes its "
        "place; whether they are is not known",
        "due-applicant": "The applicant goes by the earliest possible day: {day}",
        "due-state": "The state is late only after the latest possible day: {day}",
        "due-only": "Last day: {day}",
        "other-bound-earliest": "The earliest possible day is {day}, by {law} ({rule})",
        "other-bound-earliest-here": "The earliest possible day is {day}",
        "other-bound-latest-here": "The latest possible day is {day}",
        "other-bound-latest": "The latest possible day is {day}, by {law} ({rule})",
        "review": "For later decisions (from {from} on) this rule must be read again: UNVERIFIED",
        "length": "{text} from {from}",
        "length-back": "{text} backwards from {from}",
        "length-more": "and {text}",
        "event-day-counted": "that day counted as the first",
        "event-day-not-counted": "that day not counted",
        "clamped": "the month has no such day, so its last: {day}",
        "working-days": "only working days counted",
        "hours": "to {moment}",
        "hour-unknown": "the hour is not recorded: counted from the beginning of the day",
        "backwards": "it runs backwards and is not moved",
        "ends": "ends on {day}",
        "free": "{day} is a free day ({why})",
        "moved": "moved from {from} to the next working day: {to}",
        "not-moved": "under this way of counting a free last day is not moved",
        "safe": "whether, and to which day, it would move is not known (safe mode): not moved; "
        "the last working day before it is {before}",
        "no-calendar": "Public holidays of {year} ({state}) are not known: the calendar does not "
        "cover them",
        "not-known": "not known",
        "unnamed": "{code}: {values}",
    },
    "ru": {
        "served-both": "Вручено лицу {person} и защитнику {counsel}: предупреждение даётся по "
        "более раннему дню, более поздний действует, только если так установлено законом",
        "provisional": "Вручение не подтверждено: срок исчислен предварительно, со дня самого "
        "решения",
        "selector": "Применимое право определяется событием: {event}, {days}",
        "selector-own": "Применимое право определяется самим этим днём",
        "selector-missing": "Применимое право определяется событием, которое не записано: оно "
        "могло произойти в любой день до начала течения срока",
        "holds": "если оно {span}, применяется {law}",
        "from": "не ранее {}",
        "to": "не позднее {}",
        "from-to": "не ранее {} и не позднее {}",
        "reading": "Норму можно толковать по-разному (толкований: {of}); это толкование {number}",
        "version": "Исчислено по норме: {law} ({rule})",
        "second-reading": "Действие, совершённое не ранее {from}, может подпадать и под {law} "
        "({rule}): второе толкование",
        "national": "Срок установлен правом государства ({state}): {for} ({status})",
        "national-missing": "Срок устанавливается правом государства ({state}), его "
        "продолжительность не записана: день не определён",
        "limit-min": "норма допускает не менее: {min}",
        "limit-max": "норма допускает не более: {max}",
        "limit-min-max": "норма допускает от: {min}, до: {max}",
        "variant": "В этом случае ({field}) срок: {for}",
        "extended-total": "Продлён: {event}; всего {total}",
        "extended-add": "Продлён: {event}; ещё {add}",
        "restarted": "Срок течёт заново: {event}, {days}",
        "appeal-pending": "Рассматривается жалоба, приостанавливающая исполнение ({event}): до её "
        "разрешения день не определён",
        "matter-open": "Не решён вопрос, от которого зависит срок, например об ответственном "
        "государстве ({event}): до его решения конец не определён",
        "earliest-of": "Из нескольких сроков действует тот, который истекает раньше: {for}, "
        "{event}",
        "capped": "в общей сложности не более: {cap}",
        "bound-yes": "{instrument}: {state} участвует ({status})",
        "bound-no": "{instrument}: {state} не участвует ({status})",
        "bound-unknown": "{instrument}: участвует ли {state}, неизвестно",
        "displaced": "Между государствами, участвующими в договоре ({instrument}), применяется он; "
        "участвуют ли оба, неизвестно",
        "due-applicant": "Заявителю следует исходить из самого раннего возможного дня: {day}",
        "due-state": "Государство считается просрочившим только после последнего возможного дня: "
        "{day}",
        "due-only": "Последний день срока: {day}",
        "other-bound-earliest": "Самый ранний возможный день: {day}, по норме: {law} ({rule})",
        "other-bound-earliest-here": "Самый ранний возможный день: {day}",
        "other-bound-latest-here": "Самый поздний возможный день: {day}",
        "other-bound-latest": "Самый поздний возможный день: {day}, по норме: {law} ({rule})",
        "review": "Для решений не ранее {from} норму нужно прочитать заново: НЕ ПРОВЕРЕНО",
        "length": "Срок: {text}, отсчёт от {from}",
        "length-back": "Срок: {text}, отсчёт назад от {from}",
        "length-more": "и {text}",
        "event-day-counted": "этот день считается первым",
        "event-day-not-counted": "этот день не учитывается",
        "clamped": "в месяце нет такого числа, берётся его последний день: {day}",
        "working-days": "учитываются только рабочие дни",
        "hours": "до {moment}",
        "hour-unknown": "время не записано: отсчёт от начала суток",
        "backwards": "срок исчисляется назад и не переносится",
        "ends": "истекает: {day}",
        "free": "{day}: нерабочий день ({why})",
        "moved": "перенос с {from} на следующий рабочий день: {to}",
        "not-moved": "при таком исчислении последний нерабочий день не переносится",
        "safe": "переносится ли он и на какой день, неизвестно (осторожный режим): не перенесён; "
        "последний рабочий день перед ним: {before}",
        "no-calendar": "Праздничные дни {year} года ({state}) неизвестны: календарь их не "
        "охватывает",
        "not-known": "неизвестно",
        "unnamed": "{code}: {values}",
    },
}
"""Every step by its code; those of one code that say different things have a word behind it."""

CONTINUING = frozenset(
    {
        *("event-day", "clamped", "working-days", "hours", "hour-unknown", "ends", "backwards"),
        *("moved", "not-moved", "safe", "capped"),
    }
)
"""Steps that go on with the sentence of the step before."""

LISTED = frozenset({"length", "free"})
"""Steps of which several share a sentence."""

FREE_DAYS = {
    "en": {
        "good-friday": "Good Friday",
        "easter-monday": "Easter Monday",
        "holiday": "public holiday",
        "extra": "free in this way of counting",
    },
    "ru": {
        "good-friday": "Страстная пятница",
        "easter-monday": "Пасхальный понедельник",
        "holiday": "праздничный день",
        "extra": "нерабочий при таком исчислении",
    },
}
"""Why a day is free, where that is not its day of the week."""

FIELDS = {
    "en": {
        "outcome": "outcome",
        "grounds": "ground",
        "body": "body",
        "level": "instance",
        "procedure": "procedure",
    },
    "ru": {
        "outcome": "результат",
        "grounds": "основание",
        "body": "орган",
        "level": "инстанция",
        "procedure": "вид процедуры",
    },
}
"""Fields of a trigger on which a length may hang."""

STATUSES = {
    "en": {
        "text": "text read",
        "secondary": "secondary source",
        "partial": "read in part",
        "unverified": "UNVERIFIED",
    },
    "ru": {
        "text": "по тексту",
        "secondary": "по вторичному источнику",
        "partial": "прочитано частично",
        "unverified": "НЕ ПРОВЕРЕНО",
    },
}
"""How well law was read."""
