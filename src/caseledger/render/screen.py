"""What is drawn, before it is drawn: lines of styled text, as wide as the screen allows.

Text from a case is data. It never becomes markup, and a control character in it is shown as a
sign, never sent to the terminal.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

Span = tuple[str, str]
"""Text and the name of its style; an empty name is plain."""
Line = tuple[Span, ...]
Paint = Callable[[str, str], str]
"""Gives text the style of a name."""

# C0 and C1 controls, bidi overrides and isolates, zero-width marks, separators, lone surrogates.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\xad\U000e0000-\U000e007f]"
)

STYLES = {
    "quiet": "dim",
    "strong": "bold",
    "title": "bold",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "scheduled": "cyan",
    "exposed": "bold red",
    "missing": "bold magenta",
    "limbo": "yellow",
    "threatened": "bold yellow",
    "unknown": "dim",
    "transfer-pending": "magenta",
    "no-status": "red",
    "temporary": "cyan",
    "protected": "green",
    "at-origin": "blue",
    "returned": "bold magenta",
    "deceased": "bold",
}
"""Each style by name, in Rich's words. A standing is a style: it looks the same everywhere."""


SIMPLE = str.maketrans({"→": ">", "←": "<", "–": "-", "·": "-"})
"""What stands for our own signs in sentences where only ASCII is drawn; each as wide as it was."""


@dataclass(frozen=True, slots=True)
class Screen:
    """How to draw: ``width`` in columns, or ``None`` where nothing may be wrapped or cut."""

    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    lang: str = "en"

    def sign(self, fine: str, simple: str) -> str:
        """Choose between a sign and its ASCII stand-in."""
        return simple if self.ascii_only else fine


def visible(text: str) -> str:
    """Show what would act on a terminal instead of sending it; line breaks become spaces."""
    return _HIDDEN.sub(_shown, text.replace("\r\n", "\n"))


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    if character in "\n\t":
        return " "
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else f"<U+{code:04X}>"  # noqa: PLR2004 - the C0 pictures


def columns_of(text: str) -> int:
    """Count the columns that text takes on a terminal."""
    return cell_len(text)


def padded(text: str, width: int) -> str:
    """Fill text with spaces to a width in columns."""
    return text + " " * max(0, width - columns_of(text))


def wrapped(text: str, width: int | None) -> list[str]:
    """Break text into lines at spaces; a word longer than a line is broken inside. Never empty."""
    if width is None or columns_of(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if columns_of(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, max(width, 1))
        lines.extend(full)
    return [*lines, line] if line else lines or [""]


def _broken(word: str, width: int) -> list[str]:
    pieces, piece = [], ""
    for character in word:
        if piece and columns_of(piece + character) > width and not unicodedata.combining(character):
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]


def line(*spans: Span | str) -> Line:
    """Make a line from text and styled text."""
    return tuple((span, "") if isinstance(span, str) else span for span in spans)


def drawn(lines: Iterable[Sequence[Span]], screen: Screen) -> str:
    """Turn lines into the text to print, painted or plain, without spaces at line ends."""
    paint = _painter() if screen.colour else _plain
    text = "".join(_trimmed(one, paint) + "\n" for one in lines)
    return text.translate(SIMPLE) if screen.ascii_only else text


def _trimmed(spans: Sequence[Span], paint: Paint) -> str:
    kept = list(spans)
    while kept and not kept[-1][0].rstrip():
        kept.pop()
    if kept:
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return "".join(paint(text, style) for text, style in kept)


def _plain(text: str, style: str) -> str:  # noqa: ARG001 - the signature of every painter
    return text


def _painter() -> Paint:
    from rich.color import ColorSystem  # noqa: PLC0415 - only a painted screen needs it
    from rich.style import Style  # noqa: PLC0415

    styles = {name: Style.parse(words) for name, words in STYLES.items()}

    def paint(text: str, style: str) -> str:
        known = styles.get(style)
        return known.render(text, color_system=ColorSystem.STANDARD) if known else text

    return paint
