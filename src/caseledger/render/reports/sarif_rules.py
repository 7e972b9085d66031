"""The rules of a SARIF log: what each code means, from its page of the manual."""

from collections.abc import Iterator, Mapping

from caseledger.domain.kind import mapping, texts

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""SARIF's level (3.27.10) of each severity."""

Json = dict[str, object]


def rule(code: str, title: str, page: Mapping[str, object]) -> Json:
    """Describe a code. One without a page says no more than its title."""
    severities = texts(page.get("is"))
    paragraphs = [text for text in (_english(page, "means"), _english(page, "mend")) if text]
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": paragraphs[0] if paragraphs else title},
        "help": {
            "text": "\n\n".join(paragraphs) or title,
            "markdown": "\n\n".join(_markdown(page)) or title,
        },
        "defaultConfiguration": {"level": LEVELS[severities[0] if severities else "error"]},
        "properties": {"tags": list(texts(page.get("group")))},
    }


def _markdown(page: Mapping[str, object]) -> Iterator[str]:
    """Yield what a code means with an example, and how to mend it with the mended example."""
    for words, example in (("means", "example"), ("mend", "mended")):
        if _english(page, words):
            yield _english(page, words)
        if page.get(example):
            yield f"~~~yaml\n{str(page[example]).rstrip()}\n~~~"


def _english(page: Mapping[str, object], key: str) -> str:
    return str(mapping(page.get(key)).get("en", ""))
