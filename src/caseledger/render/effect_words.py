"""What an event of a kind does to a person's standing, in words."""

from caseledger.domain.kind import Effect
from caseledger.domain.vocabulary import Vocabulary

EFFECTS = {
    "en": {
        "expose": "makes or raises a threat: {level}",
        "set-level": "sets the threat to: {level}",
        "clear-exposure": "ends the threat",
        "shield": "gives a bar: {shields}",
        "clear-shield": "ends: {shields}",
        "doubt-shield": "puts in doubt: {shields}",
        "no-status": "records that there is no status",
        "place": "the person is then in the state of: {value}",
        "forced": "brought there by force",
        "detain": "custody: {value}",
        "release": "ends custody",
        "vanish": "the person has vanished",
        "die": "the person has died",
        "when": "if {field} is {value}: {words}",
    },
    "ru": {
        "expose": "создаёт или усиливает угрозу: {level}",
        "set-level": "меняет угрозу на: {level}",
        "clear-exposure": "прекращает угрозу",
        "shield": "даёт препятствие: {shields}",
        "clear-shield": "прекращает: {shields}",
        "doubt-shield": "ставит под сомнение: {shields}",
        "no-status": "указывает, что статуса нет",
        "place": "после этого лицо в государстве из поля: {value}",
        "forced": "доставлено туда принудительно",
        "detain": "содержание под стражей: {value}",
        "release": "прекращает содержание под стражей",
        "vanish": "лицо пропало",
        "die": "лицо умерло",
        "when": "если {field}: {value}, то {words}",
    },
}


def effect_words(effect: Effect, vocabulary: Vocabulary, lang: str) -> str:
    """Say one effect."""
    value = effect.value if isinstance(effect.value, str) else ", ".join(effect.value)
    shields = (value,) if isinstance(effect.value, str) else effect.value
    words = EFFECTS[lang][effect.operation].format(
        value=value.strip("{}"),
        level=vocabulary.word("exposures", value, lang),
        shields=", ".join(_shield(code, vocabulary, lang) for code in shields),
    )
    if effect.condition is None:
        return words
    field, wanted = effect.condition
    return EFFECTS[lang]["when"].format(field=field, value=wanted, words=words)


def _shield(code: str, vocabulary: Vocabulary, lang: str) -> str:
    return vocabulary.word("shields", code, lang).strip("{}")
