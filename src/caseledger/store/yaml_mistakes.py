"""What a parser has to say about a mistake, in words for people who do not know YAML's own."""

from __future__ import annotations

import re

from caseledger.domain.problem import Problem

DIRECTIVE = "a line that begins with % is a directive"
TAG = "text that begins with ! needs quotes"
ANCHOR = "text that begins with & or * needs quotes"
ODD_ITEM = "a list item that YAML does not expect here"
ODD_COLON = "a colon that YAML does not expect here"
NO_COLON = "a key without a colon and a space behind it"
OPEN_QUOTES = "quotes that are opened and never closed"
ODD_ESCAPE = "an unknown escape inside double quotes"
CUT_ESCAPE = "an unfinished escape inside double quotes"
TAB = "a tab where YAML wants spaces"
NO_VALUE = "a sign where a value should begin"
FLOW_COLON = "a colon that touches a bracket or a comma"
OPEN_LIST = "a list in brackets without comma or end"
OPEN_MAPPING = "a mapping in braces without comma or end"
MISFIT = "a line that does not go on with what stands before it"
LIST_MISFIT = "a line that does not go on with the list before it"
TOO_DEEP = "a line that is indented more than the lines beside it"
BEHIND_QUOTE = "text goes on behind a closing quote"
BEHIND_BRACKET = "text goes on behind a closing bracket or brace"
ODD_SPACE = "a space of another sort where YAML wants an ordinary one"
NO_BLOCK = "the text after | or > is not indented as it must"
ODD_QUESTION = "a question mark that YAML does not expect here"
ODD_START = "text cannot begin with this character without quotes"

# Where the words for it begin, in libyaml or its twin; first what is said of the circumstances.
CIRCUMSTANCES = (
    ("while scanning a directive", "CL106", DIRECTIVE),
    ("while parsing a tag", "CL106", TAG),
    ("while scanning a tag", "CL106", TAG),
    ("while scanning an anchor", "CL106", ANCHOR),
    ("while scanning an alias", "CL106", ANCHOR),
    ("while scanning a block scalar", "CL105", NO_BLOCK),
)
REASONS = (
    ("exceeded maximum nesting", "CL108", "lists or mappings nested too deeply"),
    ("found incompatible YAML document", "CL106", DIRECTIVE),
    ("found duplicate %YAML directive", "CL106", DIRECTIVE),
    ("found undefined tag handle", "CL106", TAG),
    ("found invalid Unicode character", "CL104", "an escape for a code that is no character"),
    ("mapping values are not allowed", "CL105", ODD_COLON),
    ("mapping keys are not allowed", "CL105", ODD_QUESTION),
    ("block sequence entries are not", "CL105", ODD_ITEM),
    ("sequence entries are not", "CL105", ODD_ITEM),
    ("could not find expected ':'", "CL105", NO_COLON),
    ("found a tab character", "CL105", TAB),
    ("found unexpected ':'", "CL105", FLOW_COLON),
    ("did not find expected node content", "CL105", NO_VALUE),
    ("expected the node content", "CL105", NO_VALUE),
    ("found character", "CL105", ODD_START),
    ("found unexpected end of stream", "CL105", OPEN_QUOTES),
    ("found unexpected document", "CL105", "quotes that are not closed before --- or ..."),
    ("found unknown escape character", "CL105", ODD_ESCAPE),
    ("did not find expected hexdecimal", "CL105", CUT_ESCAPE),
    ("expected escape sequence", "CL105", CUT_ESCAPE),
    ("did not find expected ',' or ']'", "CL105", OPEN_LIST),
    ("expected ',' or ']'", "CL105", OPEN_LIST),
    ("did not find expected ',' or '}'", "CL105", OPEN_MAPPING),
    ("expected ',' or '}'", "CL105", OPEN_MAPPING),
    ("did not find expected key", "CL105", MISFIT),
    ("did not find expected '-'", "CL105", LIST_MISFIT),
    ("expected <block end>", "CL105", MISFIT),
    ("did not find expected <document", "CL105", MISFIT),
)
INDENT_HINT = "its indentation, or a quote, colon or bracket in the line before may be wrong"
BACKSLASH_HINT = "between single quotes a backslash is itself"
HINTS = {
    OPEN_LIST: "close the bracket, put a comma between items, or quote text with brackets in it",
    OPEN_MAPPING: "close the brace, put a comma between entries, or quote text with braces in it",
    FLOW_COLON: "put a space after the colon",
    MISFIT: INDENT_HINT,
    LIST_MISFIT: INDENT_HINT,
    TOO_DEEP: "begin it below the first letter of the key above; a dash needs a space behind it",
    BEHIND_QUOTE: 'write a quote inside single quotes twice, inside double quotes as \\"',
    BEHIND_BRACKET: "put text that begins with a bracket or a brace between quotes",
    ODD_SPACE: "type it anew; such spaces come from word processors and web pages",
    NO_BLOCK: "begin it on the next line, indented; text that begins with | or > needs quotes",
    ODD_COLON: "put text with a colon in it between quotes",
    ODD_ESCAPE: BACKSLASH_HINT,
    CUT_ESCAPE: BACKSLASH_HINT,
    ODD_ITEM: "begin a list on the line below its key; text that begins with a dash needs quotes",
    ODD_QUESTION: "put text that begins with a question mark between quotes",
    ODD_START: "put the text between quotes",
    NO_VALUE: "take it out, or put text with such signs in it between quotes",
    NO_COLON: "write both, or indent the line more than its key",
    OPEN_QUOTES: "write a quote inside single quotes twice",
    TAB: "write spaces; tabs may stand inside quotes, after | or >, and in comments",
}
BEHIND = {"'": BEHIND_QUOTE, '"': BEHIND_QUOTE, "]": BEHIND_BRACKET, "}": BEHIND_BRACKET}
KEY_ALONE = re.compile(r"\s+(?:- +)?[\w-]+")
"""What stands before the first colon of a line that is like all others, but stands elsewhere."""

# Found out too late: what is to be mended stands where it began.
FOUND_LATE = ("found unexpected end of stream", "could not find expected ':'")
# Likewise, where the end of a list or mapping is missed on a later line only.
OPENED = (OPEN_LIST, OPEN_MAPPING)


def explain(error: Exception, text: str) -> Problem:
    """Return what a parser raised as a problem, in words that hold nothing from the text."""
    circumstance = getattr(error, "context", None) or ""
    reason = getattr(error, "problem", None) or ""
    mark = getattr(error, "problem_mark", None)
    if reason.startswith(FOUND_LATE):
        mark = getattr(error, "context_mark", None) or mark
    code, message = _words(circumstance, reason)
    opened = getattr(error, "context_mark", None)
    if message in OPENED and mark and opened and opened.line < mark.line:
        mark = opened
    if mark is None:
        return Problem(code, message)
    message = _looked_at(message, text, mark.index)
    hint = HINTS.get(message, "")
    return Problem(code, message, hint=hint, line=mark.line + 1, column=mark.column + 1)


def _looked_at(message: str, text: str, index: int) -> str:
    """Say more exactly what is wrong, by what stands at the place and before it."""
    if text[index : index + 1] == "\t":
        return TAB
    line = text[text.rfind("\n", 0, index) + 1 :].partition("\n")[0]
    if any(not sign.isascii() for sign in line[: len(line) - len(line.lstrip())]):
        return ODD_SPACE
    before = text[:index].rstrip(" ")[-1:]
    if message in (MISFIT, LIST_MISFIT) and before in BEHIND:
        return BEHIND[before]
    begins = text[text.rfind("\n", 0, index) + 1 : index]
    return TOO_DEEP if message == ODD_COLON and KEY_ALONE.fullmatch(begins) else message


def _words(circumstance: str, reason: str) -> tuple[str, str]:
    for table, said in ((CIRCUMSTANCES, circumstance), (REASONS, reason)):
        for beginning, code, message in table:
            if said.startswith(beginning):
                return code, message
    return "CL105", "something that YAML does not allow here"
