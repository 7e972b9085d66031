import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.render.diff_markdown import quoted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words, 3 of 4", "plain words, 3 of 4"),
        ("@user", "@\u200buser"),
        ("team@example.org", "team@\u200bexample.org"),
        ("#12", "\\#\u200b12"),
        ("GH-12", "GH-\u200b12"),
        ("https://example.org", "https:\u200b//example.org"),
        ("www.example.org", "www\u200b.example.org"),
        ("9698044abc", "969\u200b8044abc"),
        (":smile:", ":\u200bsmile:"),
        ("<b>&amp;", "\\<b\\>&amp;amp;"),
        ("[a](b) *c* _d_ `e` ~f~ $g$", r"\[a\](b) \*c\* \_d\_ \`e\` \~f\~ \$g\$"),
        ("- item", r"\- item"),
        ("1. item", "1\u200b. item"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_would_act_where_it_is_read_does_not(text: str, written: str) -> None:
    assert quoted(text) == written


@given(st.text(alphabet="@#:/<>*_[]()`~$&-1ahtpsw.\n\\ ", max_size=12))
def test_nothing_of_any_text_acts(text: str) -> None:
    shown = quoted(text)
    bare = re.sub(r"\\[\\|`*_\[\]<>#~!$]", "", shown)

    assert re.findall(r"[|`*_\[\]<>#~!$\n]", bare) == []
    assert re.findall(r"@\w|https?:/|www\.|&(?!amp;)|\\#\d", shown) == []
