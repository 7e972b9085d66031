"""The documentation as a site: every link leads somewhere, and nothing comes from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from caseledger.domain.problem import TITLES

REPOSITORY = Path(__file__).parent.parent
LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
"""What a browser fetches by itself, by tag and attribute."""
LINK = re.compile(r"\]\((?![a-z]+:)(?P<path>[^)#]*)(?P<anchor>#[^)]*)?\)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it: a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class _Page(HTMLParser):
    """Collects what a page loads, its anchors and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        given = dict(attrs)
        self.anchors.add(given.get("id") or "")
        address = given.get(LOADED.get(tag, ""))
        if address:
            self.loaded.append(address)


def _page(file: Path) -> _Page:
    return _Page(file.read_text(encoding="utf-8"))


def test_a_page_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = {file: _page(file) for file in site.rglob("*.html")}
    loaded = [(file.name, one) for file, page in pages.items() for one in page.loaded]
    styles = [file.read_text(encoding="utf-8") for file in site.rglob("*.css")]

    assert len(pages) > 20
    assert [one for one in loaded if re.match(r"(https?:)?//", one[1])] == []
    assert [
        found for text in styles for found in re.findall(r"url\([\"']?(?:https?:)?//", text)
    ] == []


def test_every_link_of_the_readme_leads_somewhere(site: Path) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    links = list(LINK.finditer(readme))
    lost = [found["path"] for found in links if not (REPOSITORY / found["path"]).exists()]
    pages = [(found["path"], found["anchor"]) for found in links if found["anchor"]]
    astray = [
        f"{path}{anchor}"
        for path, anchor in pages
        if anchor[1:]
        not in _page(site / Path(path).relative_to("docs").with_suffix(".html")).anchors
    ]

    assert len(links) > 10
    assert (lost, astray) == ([], [])


def test_every_code_has_an_anchor_that_a_report_can_lead_to(site: Path) -> None:
    anchors = _page(site / "problems.html").anchors

    assert {code.lower() for code in TITLES} <= anchors
