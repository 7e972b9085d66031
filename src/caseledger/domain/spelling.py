"""One name in many spellings: Cyrillic in Latin letters, and what all spellings have in common.

Written for names of Central Asia, Russia and Ukraine. It finds what people usually write; it is a
net, not a proof: other scripts are left as they are, and aliases say what no rule can know.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SHORTEST = 3
"""Letters that a skeleton keeps, where the word has so many."""

_TABLE = (
    "а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f "
    "х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya "
    "ґ:g є:ye і:i ї:yi ў:o қ:q ғ:g ҳ:h ҷ:j ӣ:i ӯ:u ә:a ң:n ө:o ұ:u ү:u һ:h җ:zh"
)
_CYRILLIC = dict(pair.split(":") for pair in _TABLE.split())
_LATIN = {"ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "ŋ": "n"}
_LETTERS = str.maketrans(_CYRILLIC | _LATIN)
_HOOKED = str.maketrans({"č": "ch", "ç": "ch", "ž": "zh"})

_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"shch|sch|sh", "s"),
        (r"dzh|dj|zh", "j"),
        (r"kh|ks|x", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"w", "v"),
        (r"tch", "ch"),
        (r"c(?!h)|q|t[sc](?=.)", "k"),
        (r"ch", "c"),  # one letter from here on, and another one than k: March is not Marc
        (r"y[eo]", "e"),
        (r"[yj]", "i"),
        (r"(?<=[dt])er$", "r"),
    )
)
_DOUBLED = re.compile(r"(.)\1+")
_ONE_VOWEL = str.maketrans("ou", "aa")


def latin(text: str) -> str:
    """Return a text in small Latin letters without accents; other scripts stay as they are."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    apart = unicodedata.normalize("NFKD", composed.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def skeleton(word: str) -> str:
    """Return what the usual spellings of one word share.

    The same are y/i/j, zh/j/dzh, kh/h/x/ks, q/k/c/ts, sh/shch/s, w/v, ph/f, ye/yo/e, and doubled
    and single letters. A word is not made shorter than three letters by its doubled ones: Ann is
    not "an".
    """
    folded = latin(word)
    for pattern, put in _FOLDS:
        folded = pattern.sub(put, folded)
    single = _DOUBLED.sub(r"\1", folded)
    return single if len(single) >= min(SHORTEST, len(folded)) else folded


@lru_cache(maxsize=1 << 14)
def skeletons(word: str) -> frozenset[str]:
    """Return the skeletons of a word whose č, ç or ž may be read as ch and zh, or as c and z."""
    composed = unicodedata.normalize("NFC", word).casefold()
    return frozenset({skeleton(composed), skeleton(composed.translate(_HOOKED))})


def one_vowel(bones: str) -> str:
    """Return a skeleton in which a, o and u are the same: Islom and Islam, Omar and Umar."""
    return bones.translate(_ONE_VOWEL)
