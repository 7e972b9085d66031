"""The words of `stats`: units, dimensions, values, rates, remarks on the numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caseledger.domain.kind import labels, mapping
from caseledger.domain.states import UNKNOWN
from caseledger.domain.stats.counting import Count
from caseledger.domain.stats.grains import NOTHING
from caseledger.domain.stats.rates import Rate
from caseledger.render.wording import Wording

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "persons": "Persons",
        "cases": "Cases",
        "procedures": "Procedures",
        "events": "Events",
        "on": "{unit}, {day}",
        "by": "{unit} by {first}, {day}",
        "cross": "{unit} by {first} and {second}, {day}",
        "citizenship": "Citizenship",
        "host": "State",
        "standing": "Standing",
        "track": "Last step",
        "outcome": "Outcome",
        "stage": "Stage",
        "year": "Year",
        "quarter": "Quarter",
        "month": "Month",
        "all": "Total",
        "stage-0": "0 none",
        "stage-1": "1 on notice",
        "stage-2": "2 arrested or detained",
        "stage-3": "3 returned, disappeared or attacked",
        NOTHING: "none recorded",
        UNKNOWN: "not known",
        "recognition": "Refugee recognition rate",
        "total": "Total protection rate",
        "decided": "{unit} by outcome, {day}",
        "closed": "Otherwise closed",
        "rates": "Rates",
        "undefined": "nothing decided",
        "track-option": "track",
        "country-option": "state",
        "citizenship-option": "citizenship",
        "tag-option": "tag",
        "from-option": "from",
        "to-option": "to",
        "note-only": "Only: {value}.",
        "note-open": "Closed cases are left out; --all counts them.",
        "note-overlap": (
            "Rows by {value} overlap: what has several counts in each, so that they add up to more "
            "than the total."
        ),
        "note-range": "3-5 means at least 3 and at most 5: the entries leave it open.",
        "note-rates": (
            "Rates as UNHCR defines them: recognised, or recognised and complementary, out of "
            "recognised, complementary and rejected."
        ),
        "note-public": "Only public cases and published entries are counted.",
        "note-partial": (
            "Where entries are not published, what follows from the others is counted as possible."
        ),
        "note-internal": "Internal: cases that are not public are counted too.",
        "note-unread": "{value} could not be read: the numbers may be too low.",
        "file": "1 file",
        "files": "{value} files",
        "note-revised": "As recorded on {value}: past numbers change when older events are found.",
    },
    "ru": {
        "persons": "Людей",
        "cases": "Дел",
        "procedures": "Производств",
        "events": "Событий",
        "on": "{unit}, {day}",
        "by": "{unit}, {day}: {first}",
        "cross": "{unit}, {day}: {first}, {second}",
        "citizenship": "Гражданство",
        "host": "Государство",
        "standing": "Положение",
        "track": "Последнее действие",
        "outcome": "Исход",
        "stage": "Стадия",
        "year": "Год",
        "quarter": "Квартал",
        "month": "Месяц",
        "all": "Всего",
        "stage-0": "0 нет",
        "stage-1": "1 объявлен розыск или сделан запрос",
        "stage-2": "2 задержание или арест",
        "stage-3": "3 возвращение, исчезновение или нападение",
        NOTHING: "нет записей",
        UNKNOWN: "неизвестно",
        "recognition": "Доля признанных беженцами",
        "total": "Доля получивших защиту",
        "decided": "{unit} по исходам, {day}",
        "closed": "Закрыто без решения по существу",
        "rates": "Доли",
        "undefined": "решений нет",
        "track-option": "производство",
        "country-option": "государство",
        "citizenship-option": "гражданство",
        "tag-option": "метка",
        "from-option": "с",
        "to-option": "по",
        "note-only": "Только: {value}.",
        "note-open": "Закрытые дела не учтены; с --all они входят в подсчёт.",
        "note-overlap": (
            "Строки пересекаются ({value}): если их несколько, учёт ведётся в каждой, и сумма "
            "строк больше итога."
        ),
        "note-range": "3-5 означает: не меньше 3 и не больше 5; точнее по записям не сказать.",
        "note-rates": (
            "Доли по определению УВКБ ООН: признанные беженцами либо все получившие защиту от "
            "числа признанных, получивших дополнительную защиту и получивших отказ."
        ),
        "note-public": "Учтены только публичные дела и опубликованные сведения.",
        "note-partial": (
            "Если часть сведений по делу не опубликована, выводы из остального учтены как "
            "возможные."
        ),
        "note-internal": "Для служебного пользования: учтены и непубличные дела.",
        "note-unread": "Не удалось прочитать {value}: числа могут быть занижены.",
        "file": "1 файл",
        "files": "файлов: {value}",
        "note-revised": (
            "По записям на {value}: прежние числа меняются, когда узнают о старых событиях."
        ),
    },
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The words for numbers in one language."""

    wording: Wording
    period: str

    def word(self, key: str, **values: str) -> str:
        """Return one of the fixed phrases, filled in."""
        return WORDS[self.wording.speech.lang][key].format(**values)

    def dimension(self, name: str) -> str:
        """Name a dimension; a period by its length."""
        return self.word(self.period if name == "period" else name)

    def value(self, dimension: str, code: str) -> str:
        """Name a value of a dimension."""
        if code == NOTHING or (code == UNKNOWN and dimension != "standing"):
            return self.word(code)
        return _VALUES[dimension](self, code)

    def place(self, dimension: str, code: str) -> tuple[object, ...]:
        """Return where a value stands in the order of its table; by its code where none is set."""
        vocabulary = self.wording.speech.vocabulary
        last = code in (NOTHING, UNKNOWN) and dimension != "standing"
        order: Mapping[str, Callable[[], tuple[str, ...]]] = {
            "standing": lambda: vocabulary.table_order,
            "track": lambda: vocabulary.codes,
            "outcome": self._outcomes,
        }
        known = order[dimension]() if dimension in order else ()
        return (last, known.index(code) if code in known else len(known), code)

    def _outcomes(self) -> tuple[str, ...]:
        vocabulary = self.wording.speech.vocabulary
        outcomes = mapping(vocabulary.section("procedures").get("outcomes"))
        return tuple(f"{track}.{code}" for track in vocabulary.tracks for code in outcomes)

    def state(self, code: str) -> str:
        """Name a state, or what stands in place of one."""
        return self.wording.speech.state(code)

    def standing(self, code: str) -> str:
        """Name a standing."""
        return self.wording.label(code)

    def stage(self, code: str) -> str:
        """Name an exile stage."""
        return self.word(f"stage-{code}")

    def track(self, code: str) -> str:
        """Name the last event of a track."""
        kind = self.wording.speech.vocabulary.kind(code)
        return kind.label(self.wording.speech.lang) if kind else code

    def outcome(self, code: str) -> str:
        """Name an outcome with its track: ``Protection: rejected``."""
        speech = self.wording.speech
        track, _, name = code.partition(".")
        outcomes = mapping(speech.vocabulary.section("procedures").get("outcomes"))
        words = labels(mapping(outcomes.get(name)).get("label"))
        return f"{speech.vocabulary.word('tracks', track, speech.lang)}: {words[speech.lang]}"


_VALUES: Mapping[str, Callable[[Labels, str], str]] = {
    "citizenship": Labels.state,
    "host": Labels.state,
    "standing": Labels.standing,
    "track": Labels.track,
    "outcome": Labels.outcome,
    "stage": Labels.stage,
    "period": lambda _, code: code,
}


def number(count: Count) -> str:
    """Write a count, as a range where it is one."""
    return str(count.least) if count.exact else f"{count.least}-{count.most}"


def percent(rate: Rate, undefined: str) -> str:
    """Write a rate in percent, as a range where it is one."""
    if rate.least is None or rate.most is None:
        return undefined
    least, most = (
        f"{float(100 * share):.1f}".removesuffix(".0") for share in (rate.least, rate.most)
    )
    return f"{least}%" if least == most else f"{least}-{most}%"
