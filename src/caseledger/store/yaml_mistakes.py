"""What a parser has to say about a mistake, in words for people who do not know YAML's own."""

from __future__ import annotations

from caseledger.domain.problem import Problem

DIRECTIVE = "a line that begins with % is a directive"
TAG = "text that begins with ! needs quotes"
ANCHOR = "text that begins with & or * needs quotes"
ODD_ITEM = "a list item that YAML does not expect here"
ODD_COLON = "a colon that YAML does not expect here"
NO_COLON = "a colon is missing after a key"
OPEN_QUOTES = "quotes that are opened and never closed"
ODD_ESCAPE = "an unknown escape inside double quotes"
CUT_ESCAPE = "an unfinished escape inside double quotes"
TAB = "a tab where YAML wants spaces"
NO_VALUE = "a sign where a value should begin"
FLOW_COLON = "a colon that touches a bracket or a comma"
OPEN_LIST = "a list in brackets without comma or end"
OPEN_MAPPING = "a mapping in braces without comma or end"
MISFIT = "a line that does not go on with what stands before it"

# Where the words for it begin, in libyaml or its twin; first what is said of the circumstances.
CIRCUMSTANCES = (
    ("while scanning a directive", "CL106", DIRECTIVE),
    ("while parsing a tag", "CL106", TAG),
    ("while scanning a tag", "CL106", TAG),
    ("while scanning an anchor", "CL106", ANCHOR),
    ("while scanning an alias", "CL106", ANCHOR),
    ("while scanning a block scalar", "CL105", "the text after | or > is not indented as it must"),
)
REASONS = (
    ("exceeded maximum nesting", "CL108", "lists or mappings nested too deeply"),
    ("found incompatible YAML document", "CL106", DIRECTIVE),
    ("found duplicate %YAML directive", "CL106", DIRECTIVE),
    ("found undefined tag handle", "CL106", TAG),
    ("found invalid Unicode character", "CL104", "an escape for a code that is no character"),
    ("mapping values are not allowed", "CL105", ODD_COLON),
    ("mapping keys are not allowed", "CL105", "a question mark that YAML does not expect here"),
    ("block sequence entries are not", "CL105", ODD_ITEM),
    ("sequence entries are not", "CL105", ODD_ITEM),
    ("could not find expected ':'", "CL105", NO_COLON),
    ("found a tab character", "CL105", TAB),
    ("found unexpected ':'", "CL105", FLOW_COLON),
    ("did not find expected node content", "CL105", NO_VALUE),
    ("expected the node content", "CL105", NO_VALUE),
    ("found character", "CL105", "text cannot begin with this character without quotes"),
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
    ("did not find expected '-'", "CL105", "a line that does not go on with the list before it"),
    ("expected <block end>", "CL105", MISFIT),
    ("did not find expected <document", "CL105", MISFIT),
)
HINTS = {
    OPEN_LIST: "close the bracket, put a comma between items, or quote text with brackets in it",
    OPEN_MAPPING: "close the brace, put a comma between entries, or quote text with braces in it",
    FLOW_COLON: "put a space after the colon",
    MISFIT: "its indentation, or a quote, colon or bracket in the line before may be wrong",
    ODD_COLON: "put text with a colon in it between quotes",
    ODD_ESCAPE: "between single quotes a backslash is itself",
    NO_COLON: "write a colon, or indent the line more than its key",
    OPEN_QUOTES: "write a quote inside single quotes twice",
}
# Found out too late: what is to be mended stands where it began.
FOUND_LATE = ("found unexpected end of stream", "could not find expected ':'")


def explain(error: Exception, text: str) -> Problem:
    """Return what a parser raised as a problem, in words that hold nothing from the text."""
    circumstance = getattr(error, "context", None) or ""
    reason = getattr(error, "problem", None) or ""
    mark = getattr(error, "problem_mark", None)
    if reason.startswith(FOUND_LATE):
        mark = getattr(error, "context_mark", None) or mark
    code, message = _words(circumstance, reason)
    if mark is None:
        return Problem(code, message)
    if text[mark.index : mark.index + 1] == "\t":
        message = TAB
    hint = HINTS.get(message, "")
    return Problem(code, message, hint=hint, line=mark.line + 1, column=mark.column + 1)


def _words(circumstance: str, reason: str) -> tuple[str, str]:
    for table, said in ((CIRCUMSTANCES, circumstance), (REASONS, reason)):
        for beginning, code, message in table:
            if said.startswith(beginning):
                return code, message
    return "CL105", "something that YAML does not allow here"
