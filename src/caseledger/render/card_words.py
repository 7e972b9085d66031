"""The fixed words of the card of a case."""

from collections.abc import Mapping

TITLES = {
    "en": {
        "summary": "summary",
        "opened": "opened {}",
        "on": "as of {}",
        "from": "since {}",
        "why": "why",
        "possible": "may be",
        "unsure": "not certain",
        "incomplete": "an entry that is not certain could change this",
        "where": "where",
        "liberty": "liberty",
        "day": "{} day",
        "days": "{} days",
        "known": "last known {}",
        "threat": "threat",
        "bar": "bar",
        "alert": "alert",
        "citizenship": "citizenship",
        "fears": "fears",
        "aliases": "also",
        "groups": "sought as",
        "note": "note",
        "last": "Last events",
        "next": "Ahead",
        "deadlines": "Deadlines",
        "ends": "{}: runs out",
        "sources": "Sources",
        "reliability": "reliability: {}",
        "file": "File",
        "kept": "kept as they are",
        "problems": "problems",
    },
    "ru": {
        "summary": "кратко",
        "opened": "открыто {}",
        "on": "на {}",
        "from": "с {}",
        "why": "почему",
        "possible": "возможно",
        "unsure": "не наверняка",
        "incomplete": "неподтверждённая запись может это изменить",
        "where": "где",
        "liberty": "свобода",
        "day": "дней: {}",
        "days": "дней: {}",
        "known": "последние сведения {}",
        "threat": "угроза",
        "bar": "препятствие",
        "alert": "внимание",
        "citizenship": "гражданство",
        "fears": "опасается",
        "aliases": "также",
        "groups": "за что",
        "note": "заметка",
        "last": "Последние события",
        "next": "Впереди",
        "deadlines": "Сроки",
        "ends": "{}: истекает",
        "sources": "Источники",
        "reliability": "надёжность: {}",
        "file": "Файл",
        "kept": "хранится как есть",
        "problems": "замечания",
    },
}
"""By language and key."""


def custody_words(held: tuple[int, int], titles: Mapping[str, str]) -> str:
    """Say for how many full days somebody has been held: the least and the most."""
    count = str(held[0]) if held[0] == held[1] else f"{held[0]}-{held[1]}"
    return titles["day" if held == (1, 1) else "days"].format(count)
