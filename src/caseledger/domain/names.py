"""Whether a text names somebody of a case: what must not get into history, paths and logs.

DESIGN 9: names, every spelling of them, and the identity of sources. Words of the text and of the
names are compared by their skeletons (`spelling`), so that script and way of writing do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import permutations, product

from caseledger.domain.case import Case
from caseledger.domain.spelling import SHORTEST, latin, one_vowel, skeleton, skeletons

STEM = 4
"""Letters that a name and an inflected form of it have in common at least, if it has so many."""
ENDING = 3
"""Letters that an inflected form has at most after what is in common."""
MOST_PARTS = 5
"""Parts of a name that are tried in every order."""

_SMALL = "al and bin bint bte da de del den der di du el ibn la le the van von"
PARTICLES = frozenset(_SMALL.split())
"""Parts of names that mean nobody when they are written small."""

_TRADES = (
    "agency amnesty and anonymous applicant association brother by centre center clerk colleague "
    "committee correspondent counsel court daughter defence department desk editor editorial "
    "father for foundation freedom friend from group her his human husband immigration "
    "international interpreter journalist judge justice lawyer legal memorial migration ministry "
    "mother news newspaper not of office officer official organisation organization phone police "
    "press prosecutor radio relative reporter rights service sister son staff state the union "
    "watch website wife witness com http https net org www "
    "адвокат агентство брат генеральная для журналист защитник знакомый комитет корреспондент мать "
    "министерство муж отец переводчик полиция права правозащитник прокурор прокуратура пресс радио "
    "редакция родственник свидетель секретарь сестра служба сотрудник суд судья человека центр "
    "юрист"
)
NOT_A_PERSON = frozenset(_TRADES.split())
"""Words in the author of a source that say what somebody is, not who."""

_APOSTROPHES = "'’‘ʻʼ`´"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s(?![^\W\d_])", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_VOWELS = "aeiou"
_USUAL = "s es a u e om em im oi ei am ah ami ih imi ov ova ovi ogo omu aia uiu ning ni ga da dan"
_ENDINGS = frozenset(_USUAL.split())
_SHORT = "a u e i o oi ei iu ia oiu om em iem iei"
_SHORT_ENDINGS = frozenset(_SHORT.split())
_SHORT_AFTER_I = frozenset(("ia", "iu", "em"))
_ONE_LETTER = str.maketrans("yjqcxw", "iikkhv")
_TWO_LETTERS = ("shch", "dzh", "zh", "kh", "ch", "sh", "ts", "yu", "ya", "ye", "yo")


def mentions_somebody(text: str, case: Case) -> bool:
    """Whether a text names a person of a case or the author of a source, in whatever spelling.

    Pseudonyms are there to be used: they are left out of what is looked at. `name_words` says what
    is looked for, `words_naming` how.
    """
    return names_one_of(without_pseudonyms(text, case), name_words(case))


def without_pseudonyms(text: str, case: Case) -> str:
    """Return a text as it is compared with names, without what people are called instead."""
    plain = _plain(text)
    for person in case.people:
        plain = _without(plain, _plain(person.pseudonym or ""))
    return plain


def name_words(case: Case, *, together: bool = True) -> frozenset[str]:
    """Return the skeletons of everything that names somebody of a case.

    The words of names, aliases and authors, and of names that a source states instead; without
    ``together=False`` also two words of one name written together (ivanpetrov), and one with the
    first letter of another (ipetrov), as they stand in ids and addresses.
    """
    return frozenset(
        bones
        for words in (*_people(case), *_authors(case))
        for word in (*_alone(words), *(_together(words) if together else ()))
        for bones in skeletons(word)
        if len(word) > 1 and len(bones) > 1
    )


def names_one_of(text: str, names: Iterable[str]) -> bool:
    """Whether a word of a text meets one of these skeletons of names, as `words_naming` says."""
    return next(words_naming(text, names), None) is not None


def words_naming(text: str, names: Iterable[str]) -> Iterator[str]:
    """Yield each word of a text, once, that meets one of these skeletons of names.

    Hyphens, underscores, dots, digits and capitals inside a word divide words. A word meets a name:

    - if the skeletons are equal; in names of four letters and more, a, o and u are the same;
    - if it is an inflected form of it. Without its last vowels (two at most, and never so many that
      fewer than four letters are left) the name is the beginning of the word, and at most three
      letters follow. In Latin letters these must be a usual ending, or two at most that begin with
      a vowel in the place of one: Roman is not meant by Romania, Viktor not by victim;
    - shorter names, if the word is the name and an ``s``, or in Cyrillic a usual ending of a noun;
    - names of two letters, only as a whole word that begins with a capital.
    """
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(one_vowel(name[:1]), []).append(name)
    for found in dict.fromkeys(_WORDS.findall(text)):
        for word in _with_parts(found):
            if any(
                _is_named(word, bones, alike.get(one_vowel(bones[:1]), ()))
                for bones in skeletons(word)
            ):
                yield word


def is_initials(word: str, case: Case) -> bool:
    """Whether a word, perhaps an id, is nothing but the initials of somebody, in any order.

    Two letters or more; what is not a letter does not count: ``m-v`` and ``mv2`` are ``mv``.
    """
    letters = _initials_folded("".join(_WORDS.findall(_plain(word))))
    people = (*_people(case), *_authors(case, only_people=True))
    return any(letters in _initials(words) for words in people)


def _is_named(word: str, bones: str, names: Iterable[str]) -> bool:
    cyrillic = _CYRILLIC.search(word) is not None
    return any(
        _meets(name, bones, cyrillic=cyrillic)
        if len(name) >= SHORTEST
        else name == bones and word[0].isupper() and len(word) > 1
        for name in names
    )


def _meets(name: str, word: str, *, cyrillic: bool) -> bool:
    return (
        name == word
        or (len(name) >= STEM and _is_form(name, word, cyrillic=cyrillic))
        or (len(name) <= STEM and _is_short_form(name, word, cyrillic=cyrillic))
        or (cyrillic and _lost_a_vowel(name, word))
    )


def _is_form(name: str, word: str, *, cyrillic: bool) -> bool:
    return any(
        _is_ending(word[len(stem) :], lost=len(name) - len(stem), cyrillic=cyrillic)
        for stem in _stems(name)
        if one_vowel(word).startswith(one_vowel(stem))
    )


def _is_ending(ending: str, *, lost: int, cyrillic: bool) -> bool:
    """Whether these letters may follow a name that has lost so many vowels at its end."""
    if not ending:
        return lost <= 1
    if ending in _ENDINGS or (cyrillic and len(ending) <= ENDING):
        return True
    return lost > 0 and ending[0] in _VOWELS and len(ending) < ENDING


def _lost_a_vowel(name: str, word: str) -> bool:
    """Whether the last vowel of a name fell out in its form: Павел, Павла."""
    if name[-2] not in "eo" or name[-1] in _VOWELS:
        return False
    stem = name[:-2] + name[-1]
    return word.startswith(stem) and word[len(stem) :] in _SHORT_ENDINGS


def _is_short_form(name: str, word: str, *, cyrillic: bool) -> bool:
    if not cyrillic:
        return word == f"{name}s" and len(name) <= SHORTEST
    if name[-1] not in _VOWELS:
        return word.startswith(name) and word[len(name) :] in _SHORT_ENDINGS
    if name.endswith("a"):
        return any(
            word.startswith(stem) and word[len(stem) :] in _SHORT_ENDINGS
            for stem in (name[:-1], name.removesuffix("ia"))
            if len(stem) > 1
        )
    if name.endswith("i") and name[-2] in _VOWELS:
        return word.startswith(name[:-1]) and word[len(name) - 1 :] in _SHORT_AFTER_I
    return False


def _stems(name: str) -> list[str]:
    """The name, and the name without its last vowels."""
    shortest = max(STEM, len(name) - 2, len(name.rstrip(_VOWELS)))
    return [name[:length] for length in range(shortest, len(name) + 1)]


def _people(case: Case) -> Iterator[tuple[str, ...]]:
    """The words of each name of a person."""
    cited = [
        *(cited for person in case.people for cited in person.sources),
        *(cited for event in case.events for cited in event.sources),
    ]
    stated = [cited.says.name for cited in cited if cited.says]
    own = [name for person in case.people for name in (person.name, *person.aliases)]
    for name in (*own, *stated):
        yield tuple(words_of(_plain(name or "")))


def _authors(case: Case, *, only_people: bool = False) -> Iterator[tuple[str, ...]]:
    """The words of each author that may be a person; or only of those who are nothing else."""
    for source in case.sources:
        words = tuple(
            word for word in words_of(_plain(source.author or "")) if word not in PARTICLES
        )
        named = tuple(word for word in words if word.casefold() not in NOT_A_PERSON)
        if named == words or not only_people:
            yield named


def _alone(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in PARTICLES) or words


def _together(words: tuple[str, ...]) -> Iterator[str]:
    for one, other in permutations(words[:MOST_PARTS], 2):
        if len(other) >= SHORTEST:
            yield f"{one}{other}"
        if len(other) >= STEM:
            yield from (f"{one[0]}{other}", f"{other}{one[0]}")


def _initials(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        "".join(letters)
        for length in range(2, min(len(words), MOST_PARTS) + 1)
        for some in permutations(words[:MOST_PARTS], length)
        for letters in product(*(_firsts(word) for word in some))
    )


def _firsts(word: str) -> frozenset[str]:
    """What may stand for a word in initials: Ж is z, zh, j."""
    spelt = latin(word)
    first = {spelt[:1], skeleton(word)[:1]}
    first.update(two for two in _TWO_LETTERS if spelt.startswith(two))
    return frozenset(_initials_folded(letters) for letters in first)


def _initials_folded(letters: str) -> str:
    return latin(letters).translate(_ONE_LETTER)


def _plain(text: str) -> str:
    """A text without what is not seen or only marks a sound, and without possessive endings."""
    composed = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text))
    silent = {
        ord(letter): None
        for letter in set(composed)
        if letter in _APOSTROPHES or unicodedata.category(letter) in {"Cf", "Mn"}
    }
    return composed.translate(silent) if silent else composed


def _without(text: str, words: str) -> str:
    if not words.strip():
        return text
    return re.sub(rf"(?<![^\W\d_]){re.escape(words)}(?![^\W\d_])", " ", text, flags=re.IGNORECASE)


def words_of(text: str) -> Iterator[str]:
    """The words of a text, and the parts of those with capitals inside: IvanPetrov."""
    for word in _WORDS.findall(text):
        yield from _with_parts(word)


def _with_parts(word: str) -> Iterator[str]:
    yield word
    if word[1:].islower():
        return  # as nearly all words
    starts = [at for at in range(1, len(word)) if word[at].isupper() and word[at - 1].islower()]
    if starts:
        yield from (
            word[begin:end] for begin, end in zip([0, *starts], [*starts, len(word)], strict=True)
        )
