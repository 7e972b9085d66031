"""Names of protected people where they do not belong: in what leaves the file, or may."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from urllib.parse import unquote

from caseledger.domain.case import PARTS, Case, Claims, Event, Person, Source, StoredDeadline
from caseledger.domain.checks.context import Context
from caseledger.domain.checks.forms import parts_at
from caseledger.domain.fields import Address, FilePath, Id, Text, Texts
from caseledger.domain.loading import KEYS
from caseledger.domain.names import (
    is_initials,
    name_words,
    without_pseudonyms,
    words_naming,
    words_of,
)
from caseledger.domain.new_ids import MADE_ID
from caseledger.domain.problem import Path, Problem, Severity
from caseledger.domain.spelling import skeletons
from caseledger.domain.vocabulary import Vocabulary

CODED: dict[type, frozenset[str]] = {
    Person: frozenset(("name", "aliases", "same_as")),
    Claims: frozenset(("name", "body", "outcome")),
    Source: frozenset(("author", "kind")),
    Event: frozenset(("body", "outcome", "against")),
    StoredDeadline: frozenset(("rule", "trigger_digest")),
}
"""Text in which a name belongs, or which is a word of a list."""

LONGEST = 6
"""Signs of an id in which initials are looked for: a longer one says nothing by them."""

TEXTS = {
    part: tuple(
        one.name
        for one in fields(part)
        if one.type in (Text, Text | None, Texts, Texts | None, Address | None)
        and one.name not in CODED.get(part, ())
    )
    for part in PARTS
}
"""The attributes of each part that hold free text."""

ADDRESSES = {
    part: tuple(
        one.name
        for one in fields(part)
        if (one.name == "id" and one.type == Id) or one.type == FilePath | None
    )
    for part in PARTS
}
"""The attributes of each part that hold its id or a path."""

Written = tuple[Path, str, bool]
"""The place of a text, the text as people read it, and whether it is an id or a path."""


@dataclass(frozen=True, slots=True)
class Protected:
    """Whom a case protects: the case with nobody else in it, and the skeletons of their names.

    ``glued`` are those of words written together, as in ids and addresses.
    """

    case: Case
    names: frozenset[str]
    glued: frozenset[str]

    def naming(self, text: str) -> Iterator[str]:
        """Yield the words of a text that name somebody; pseudonyms are there to be used."""
        plain = without_pseudonyms(text, self.case)
        yield from words_naming(plain, self.names)
        if " " not in text:
            yield from (word for word in words_of(plain) if skeletons(word) & self.glued)

    def are_in(self, texts: Iterable[str]) -> bool:
        """Whether any of many texts may name somebody; much quicker than one by one."""
        once = "\n".join({word: None for text in texts for word in text.split()})
        return next(self.naming(once), None) is not None


def check_names(case: Case, context: Context) -> Iterator[Problem]:
    """No id and no path names a protected person, and in other text it is to be avoided.

    Ids and paths get into history, logs and the names of files (DESIGN 9). Protected are all people
    of a case that is not public, and the authors of sources that nobody published; in a public case
    those whose identity is sealed.
    """
    protected = _protected(case)
    if not protected.names:
        return
    texts = list(_texts(case))
    named = protected.are_in(text for _, text, _ in texts)
    for path, text, is_address in texts:
        if is_address:
            yield from _in_address(path, text, protected, case, named=named)
        elif named or path[-1] == "pseudonym":
            yield from _in_text(path, text, protected, case, context.vocabulary)


def _in_address(
    path: Path, text: str, protected: Protected, case: Case, *, named: bool
) -> Iterator[Problem]:
    word = next(protected.naming(text), "") if named else ""
    if word:
        yield _told("CL851", _IN_ID, path, Severity.ERROR, _hint(word, _way(path), case))
    elif _may_be_initials(path, text) and is_initials(text, protected.case):
        hint = "a random id says nothing: leave --id out when adding"
        yield _told("CL851", _INITIALS, path, Severity.WARNING, hint)


def _in_text(
    path: Path, text: str, protected: Protected, case: Case, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Whoever is called Jordan shares a word with the state, which says nothing about a person."""
    own = path[-1] == "pseudonym"
    found = words_naming(text, protected.names) if own else protected.naming(text)
    word = next((one for one in found if not _is_of_a_state(one, vocabulary)), "")
    if word:
        hint = _hint(word, _ELSEWHERE if _is_of_a_source(path) else _PSEUDONYM, case)
        yield _told("CL852", _IN_TEXT, path, Severity.WARNING, hint)


def _is_of_a_source(path: Path) -> bool:
    """Whether somebody else wrote a text: nobody can write an address or a headline anew."""
    return path[0] == "sources" and path[-1] in ("url", "archive_url", "title")


def _is_of_a_state(word: str, vocabulary: Vocabulary) -> bool:
    small = word.casefold()
    names = (name for one in vocabulary.states.values() for name in one.values())
    return any(small in name.casefold().split() for name in names)


def _told(code: str, message: str, path: Path, severity: Severity, hint: str) -> Problem:
    """Make a problem without its value: nobody has to read the name once more."""
    return Problem(code, message, path, severity, hint=hint)


def _hint(word: str, way: str, case: Case) -> str:
    """In a public case the hint is public too, and says of no word that it is a name."""
    return way if case.is_public else f"{word} is a name; {way}"


def _way(path: Path) -> str:
    if path == ("id",):
        return "caseledger mv renames a case"
    return "take an id that says nothing" if path[-1] == "id" else "rename the file"


_IN_ID = "this names somebody who is protected, and it gets into history and paths"
_IN_TEXT = "this names somebody who is protected"
_PSEUDONYM = "write the pseudonym or the id"
_ELSEWHERE = "cite it without this, or keep it and ignore this with a reason"
_INITIALS = "these are the initials of somebody who is protected"


def _protected(case: Case) -> Protected:
    """Cut a case down to whom it protects. Events name nobody."""
    people = [one for one in case.people if one.sealed or not case.is_public]
    closed = [] if case.is_public else [one for one in case.sources if not _is_published(one)]
    named = any(one.name or one.aliases or one.sources for one in people)
    if not named and not any(one.author for one in closed):
        return Protected(case, frozenset(), frozenset())
    plainly = tuple(replace(one, aliases=tuple(map(_proper, one.aliases))) for one in people)
    rest = replace(case, people=plainly, sources=tuple(closed), events=())
    names = name_words(rest, together=False)
    return Protected(rest, names, name_words(rest) - names)


def _is_published(source: Source) -> bool:
    return bool(source.url or source.publisher)


def _proper(alias: str) -> str:
    """Leave out of an alias what is no name: *the tailor Aral* is known by *Aral*."""
    words = alias.split()
    return " ".join([word for word in words if not word[:1].islower()] or words)


def _may_be_initials(path: Path, text: str) -> bool:
    of_somebody = path == ("id",) or (path[0] == "people" and path[-1] == "id")
    return of_somebody and len(text) <= LONGEST and MADE_ID.fullmatch(text) is None


def _texts(case: Case) -> Iterator[Written]:
    """Yield every id and path, and every free text, those of the user's own keys too."""
    for path, part in parts_at(case, ()):
        kind = type(part)
        for attribute in ADDRESSES[kind]:
            value = getattr(part, attribute)
            if value:
                yield (*path, attribute), value, True
        for attribute in TEXTS[kind]:
            value = getattr(part, attribute)
            if value:
                yield from _free(value, (*path, KEYS.get(attribute, attribute)))
        for key, value in part.other.items():
            if isinstance(value, str):
                yield (*path, key), value, False


def _free(value: str | tuple[str, ...], path: Path) -> Iterator[Written]:
    """Yield one text or each of a list; of an address what its escapes say."""
    if isinstance(value, tuple):
        yield from (((*path, number), text, False) for number, text in enumerate(value))
    else:
        yield path, unquote(value) if "%" in value else value, False
