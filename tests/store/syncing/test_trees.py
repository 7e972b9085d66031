from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.clones import Clones, add_event, change, copied, head, make_clones, text
from tests.committed_ledgers import git

from caseledger.domain.problem import Problem
from caseledger.errors import Conflict
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.syncing.trees import Heads, Joined, Words, joined


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Clones:
    return make_clones(tmp_path_factory.mktemp("clones"))


@pytest.fixture
def root(made: Clones, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "clones").one


def join(root: Path, theirs: str = "theirs") -> Joined:
    place = find_place(root)
    assert isinstance(place, GitPlace)
    words = Words(load_vocabulary(), nothing_wrong)
    return joined(Heads(place, root, head(root), head(root, theirs)), lambda _tree: words)


def nothing_wrong(_path: str, _raw: bytes) -> Sequence[Problem]:
    return ()


def branch(root: Path, name: str = "theirs", start: str = "main") -> None:
    git(root, "switch", "-q", "-c", name, start)


def write(root: Path, path: str, content: str) -> None:
    (root / path).write_text(content, encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "files")


def in_tree(root: Path, done: Joined, path: str) -> str:
    return git(root, "show", f"{done.tree}:{path}")


def test_what_one_side_did_is_taken_whatever_it_is(root: Path) -> None:
    branch(root)
    write(root, "notes.md", "theirs\n")
    (root / "run.sh").symlink_to("notes.md")
    git(root, "rm", "-q", "cases/c-7k2m4p.yaml")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "more")
    git(root, "switch", "-q", "main")
    add_event(root, "first", "2024-03-01")

    done = join(root)

    assert (done.conflicts, done.by_hand) == ((), ())
    names = git(root, "ls-tree", "-r", "--name-only", done.tree).split()
    assert {"notes.md", "run.sh", "cases/wren.yaml"} <= set(names)
    assert "cases/c-7k2m4p.yaml" not in names
    assert "id: first" in in_tree(root, done, "cases/wren.yaml")


def test_neither_files_nor_index_nor_branch_are_touched(root: Path) -> None:
    branch(root)
    add_event(root, "second", "2024-04-01")
    git(root, "switch", "-q", "main")
    add_event(root, "first", "2024-03-01")
    (root / "cases/wren.yaml").write_text("being typed\n")
    before = (head(root), git(root, "status", "--porcelain"), text(root))

    join(root)

    assert (head(root), git(root, "status", "--porcelain"), text(root)) == before


def test_lines_of_other_files_are_joined_where_they_fit(root: Path) -> None:
    lines = [f"line {number}\n" for number in range(10)]
    write(root, "notes.md", "".join(lines))
    branch(root)
    write(root, "notes.md", "".join(["their first\n", *lines]))
    git(root, "switch", "-q", "main")
    write(root, "notes.md", "".join([*lines, "our last\n"]))

    done = join(root)

    assert in_tree(root, done, "notes.md") == "".join(["their first\n", *lines, "our last\n"])


@pytest.mark.parametrize("name", ["scan.bin", "vault.age"])
def test_what_has_no_lines_is_left_to_a_person(root: Path, name: str) -> None:
    rest = "".join(f"line {number}\n" for number in range(10))
    zero = "\0" if name.endswith(".bin") else ""
    write(root, name, f"a\n{rest}z{zero}\n")
    branch(root)
    write(root, name, f"b\n{rest}z{zero}\n")
    git(root, "switch", "-q", "main")
    write(root, name, f"a\n{rest}y{zero}\n")

    assert join(root).by_hand == (name,)


def test_attributes_of_the_ledger_do_not_count(root: Path) -> None:
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text("* merge=union\n")
    write(root, ".gitattributes", "* merge=union\n")
    branch(root)
    change(root, "date: 2024-02-08", "date: 2024-02-09")
    git(root, "switch", "-q", "main")
    change(root, "date: 2024-02-08", "date: 2024-02-10")

    done = join(root)

    assert [one.clashes for one in done.conflicts] == [
        ((("events", "z8n3c", "date"), "changed-twice"),)
    ]


def test_branches_that_cross_are_joined(root: Path) -> None:
    branch(root)
    add_event(root, "second", "2024-04-01", kind="protection.lodged")
    git(root, "switch", "-q", "main")
    add_event(root, "first", "2024-03-01")
    git(root, "branch", "ours-then", "main")
    git(root, "-c", "merge.caseledger.driver=false", "merge", "-q", "-s", "ours", "theirs")
    change(root, "# The end.\n", text_of_second(), commit=True)
    git(root, "switch", "-q", "theirs")
    git(root, "merge", "-q", "-s", "ours", "ours-then")
    change(root, "# The end.\n", text_of_first(), commit=True)
    change(root, "title: Wren", "title: Jenny Wren")
    git(root, "switch", "-q", "main")
    change(root, "id: wren\n", "id: wren\nowner: us\n")

    done = join(root)

    assert done.conflicts == ()
    whole = in_tree(root, done, "cases/wren.yaml")
    assert "title: Jenny Wren" in whole
    assert "owner: us" in whole
    assert whole.count("- id: first") == whole.count("- id: second") == 1


def text_of_first() -> str:
    return (
        "  - id: first\n    date: 2024-03-01\n    kind: protection.interview\n    country: KZ\n"
        "    sources: [counsel]\n# The end.\n"
    )


def text_of_second() -> str:
    return (
        "  - id: second\n    date: 2024-04-01\n    kind: protection.lodged\n    country: KZ\n"
        "    sources: [counsel]\n# The end.\n"
    )


def test_a_case_that_both_sides_renamed_is_left_to_a_person(root: Path) -> None:
    for name, new in (("theirs", "robin"), ("ours", "rook")):
        branch(root, name)
        renamed = text(root).replace("id: wren", f"id: {new}")
        (root / f"cases/{new}.yaml").write_text(renamed, encoding="utf-8")
        git(root, "rm", "-q", "cases/wren.yaml")
        git(root, "add", ".")
        trailers = f"Case: {new}\nAction: mv\nRenamed-From: wren"
        git(root, "commit", "-q", "-m", f"{new}: renamed from wren\n\n{trailers}")

    assert join(root).by_hand == ("cases/wren.yaml",)


def test_histories_of_two_ledgers_are_not_joined(root: Path) -> None:
    git(root, "switch", "-q", "--orphan", "theirs")
    git(root, "commit", "-q", "--allow-empty", "-m", "another")
    git(root, "switch", "-q", "main")

    with pytest.raises(Conflict, match="no commit in common"):
        join(root)
