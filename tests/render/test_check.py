import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.domain.case import Case
from caseledger.domain.loading import quick_case
from caseledger.domain.problem import Problem, Severity
from caseledger.render.check import as_rows, as_text, summary
from caseledger.render.screen import Screen, columns_of
from caseledger.store.cases import CaseFile
from caseledger.store.yaml_reader import Document

PIPE, TERMINAL = Screen(), Screen(width=60)


def a_case(visibility: str) -> Case:
    tree = {"format": "1", "id": "a", "title": "t", "visibility": visibility, "people": []}
    case = quick_case(tree)
    assert case is not None
    return case


def file(line: str, problem: Problem, visibility: str = "public") -> CaseFile:
    placed = problem.at("cases/a.yaml", 2, problem.column or 1, problem.length)
    text = f"format: 1\n{line}\n"
    return CaseFile("cases/a.yaml", "a", a_case(visibility), (placed,), Document(None, (), text))


DATE = Problem(
    "CL205", "there is no such day", ("events", 0, "date"), hint='write "x"', column=7, length=10
)
LINE = "date: 2023-02-30"


def test_a_problem_is_shown_with_its_line() -> None:
    assert as_text((file(LINE, DATE),), PIPE) == (
        "cases/a.yaml:2:7: error CL205: there is no such day\n"
        "    2 | date: 2023-02-30\n"
        "      |       ^^^^^^^^^^\n"
        '      hint: write "x"\n'
        "\n"
        "1 error in 1 file\n"
    )


def test_a_closed_case_shows_no_value_in_a_pipe() -> None:
    assert as_text((file(LINE, DATE, "restricted"),), PIPE) == (
        "cases/a.yaml:2:7: error CL205: events[0].date: not a date of the format\n"
        "\n"
        "1 error in 1 file\n"
    )


def test_a_closed_case_shows_its_lines_on_a_terminal() -> None:
    assert LINE in as_text((file(LINE, DATE, "restricted"),), TERMINAL)


@pytest.mark.parametrize(
    ("visibility", "message", "hint"),
    [
        ("public", "there is no such day", 'write "x"'),
        ("restricted", "not a date of the format", ""),
    ],
)
def test_json_tells_of_a_closed_case_only_what_the_code_means(
    visibility: str, message: str, hint: str
) -> None:
    assert as_rows((file(LINE, DATE, visibility),)) == [
        {
            "code": "CL205",
            "severity": "error",
            "file": "cases/a.yaml",
            "line": 2,
            "column": 7,
            "end_column": 17,
            "path": "events[0].date",
            "entry": "events.0.date" if visibility == "public" else "events[0].date",
            "title": "not a date of the format",
            "message": message,
            "hint": hint,
            "command": "",
        }
    ]


@pytest.mark.parametrize(
    ("line", "column", "length"),
    [
        pytest.param("x" * 5000, 2500, 3, id="long line"),
        pytest.param("x" * 5000, 1, 5000, id="long value"),
        pytest.param("難" * 900, 450, 2, id="wide characters"),
        pytest.param("\u202e" * 900, 450, 2, id="characters shown as eight columns"),
        pytest.param("a\tb\x1b[31m", 3, 1, id="controls"),
        pytest.param("", 1, 1, id="empty line"),
        pytest.param("ab", 9, 4, id="behind the end"),
    ],
)
@pytest.mark.parametrize("screen", [TERMINAL, Screen(width=60, ascii_only=True)])
def test_an_excerpt_fits_the_screen(line: str, column: int, length: int, screen: Screen) -> None:
    problem = Problem("CL205", "m", column=column, length=length)
    lines = as_text((file(line, problem),), screen).splitlines()

    assert max(map(columns_of, lines)) <= 60
    assert "\x1b" not in "".join(lines)


@given(
    line=st.text(st.characters(exclude_characters="\n"), max_size=200),
    column=st.integers(1, 250),
    length=st.integers(0, 250),
    width=st.integers(40, 120),
)
def test_any_excerpt_fits_any_screen(line: str, column: int, length: int, width: int) -> None:
    problem = Problem("CL205", "m", column=column, length=length)
    output = as_text((file(line, problem),), Screen(width=width))

    assert max(map(columns_of, output.splitlines())) <= width


def test_the_caret_stands_below_what_is_meant() -> None:
    line = f"{'難' * 80}[HERE]{'x' * 80}"
    output = as_text((file(line, Problem("CL205", "m", column=81, length=6)),), TERMINAL)
    excerpt, carets = output.splitlines()[1:3]
    before = excerpt[: excerpt.index("[HERE]")]

    assert columns_of(before) == carets.index("^")
    assert carets.count("^") == 6


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        ((), "no problems in 1 file"),
        ((Severity.WARNING,), "1 warning in 1 file"),
        ((Severity.ERROR, Severity.WARNING, Severity.WARNING), "1 error, 2 warnings in 1 file"),
        ((Severity.INFO,), "1 remark in 1 file"),
    ],
)
def test_the_summary_counts(severities: tuple[Severity, ...], said: str) -> None:
    problems = tuple(Problem("CL205", "m", severity=severity) for severity in severities)

    assert summary((CaseFile("p", "p", None, problems, None),)) == said
