"""The catalogue that lies in the package is what its YAML files say, and says nothing wrong."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from typing import Any

import pytest

from caseledger.domain.problem import dotted
from caseledger.store.catalogue import COMPILED, MANUAL, load_vocabulary
from caseledger.store.compile_catalogue import (
    FOLDER,
    compiled,
    main,
    problems_of,
    read_catalogue,
    read_manual,
)

TREE = read_catalogue()


def test_the_compiled_catalogue_is_not_stale() -> None:
    text = (FOLDER / COMPILED).read_text(encoding="utf-8")

    assert text == compiled(TREE), "run python -m caseledger.store.compile_catalogue"


def test_the_compiled_manual_is_not_stale() -> None:
    text = (FOLDER / MANUAL).read_text(encoding="utf-8")

    assert text == compiled(read_manual()), "run python -m caseledger.store.compile_catalogue"


def test_nothing_is_wrong_with_the_catalogue() -> None:
    assert problems_of(TREE) == []


def test_every_file_of_kinds_belongs_to_a_track_and_holds_only_its_kinds() -> None:
    for path in (FOLDER / "kinds").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        codes = [line for line in lines if line and line[0] not in " #"]
        assert path.stem in load_vocabulary().tracks
        assert [code for code in codes if not code.startswith(f"{path.stem}.")] == []


def test_the_vocabulary_is_read_once() -> None:
    assert load_vocabulary() is load_vocabulary()


def test_states_are_complete() -> None:
    states = load_vocabulary().states

    assert len(states) == 250
    assert states["RU"] == {"en": "Russia", "ru": "Россия"}
    assert states["NO"]["en"] == "Norway"
    assert states["XK"]["ru"] == "Косово"


def spoiled(*path: str | int, value: object) -> list[str]:
    """Put a value into a copy of the catalogue and return where problems are found."""
    tree: Any = copy.deepcopy(TREE)
    place = tree
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return [dotted(problem.path) for problem in problems_of(tree)]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        pytest.param(("kinds", "case.note", "lable"), "x", "kinds.case.note.lable", id="key"),
        pytest.param(("bodies", "CAT", "label"), {"en": "x"}, "bodies.CAT.label", id="label"),
        pytest.param(
            ("words", "visibility", "public", "label"),
            {},
            "words.visibility.public.label",
            id="word",
        ),
        pytest.param(("states", "KZ"), {"en": "x"}, "states.KZ", id="state"),
        pytest.param(
            ("shields", "visa", "covers"),
            {"removal": "no"},
            "shields.visa.covers.removal",
            id="cover",
        ),
        pytest.param(("orders", "aside"), ["missing"], "orders.headline", id="headline"),
        pytest.param(("orders", "apart"), ["missing"], "orders.table", id="table"),
        pytest.param(("terms", "merits"), {}, "terms.merits.ru", id="term"),
        pytest.param(("terms", "zzz"), {"ru": "x"}, "terms.zzz", id="idle-term"),
        pytest.param(("law", 0, "kind"), "case.zzz", "law[0].kind[0]", id="law"),
        pytest.param(
            ("law", 0, "note"), {"en": "x"}, "law.kz-certificate-after-refusal.note", id="law-words"
        ),
        pytest.param(
            ("rules", 0, "profile"), "zzz", "rules.at-appeal-general-4w.profile", id="rule"
        ),
        pytest.param(
            ("rules", 0, "title"), {"en": "x"}, "rules.at-appeal-general-4w.title", id="rule-words"
        ),
        pytest.param(
            ("profiles", "plain", "note"), {"ru": "x"}, "profiles.plain.note", id="profile-words"
        ),
        pytest.param(
            ("misses", "zzz"), {"label": {"en": "x", "ru": "x"}}, "misses.zzz", id="idle-miss"
        ),
        pytest.param(
            ("groups", "european-union", "states"),
            ["EU"],
            "groups.european-union.states",
            id="group",
        ),
        pytest.param(("lists", "zzz"), {"merits": []}, "lists.zzz", id="idle-list"),
        pytest.param(
            ("lists", "statuses", "refugee"), ["humanitarian"], "lists.statuses", id="twice"
        ),
    ],
)
def test_mistakes_in_the_catalogue_are_found(
    path: tuple[str | int, ...], value: object, expected: str
) -> None:
    assert expected in spoiled(*path, value=value)


def test_compiling_writes_what_is_kept(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "catalogue")
    for name in (COMPILED, MANUAL):
        (folder / name).unlink()

    assert main(folder) == 0
    for name in (COMPILED, MANUAL):
        assert (folder / name).read_bytes() == (FOLDER / name).read_bytes()


def test_a_catalogue_with_mistakes_is_not_compiled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "catalogue")
    (folder / "kinds" / "case.yaml").write_text("case.note: {labl: x}\n", encoding="utf-8")

    assert main(folder) == 1
    assert (
        "kinds.case.note.labl: a kind has no such key labl did you mean" in capsys.readouterr().err
    )
    assert (folder / COMPILED).read_bytes() == (FOLDER / COMPILED).read_bytes()


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text("a: {}\na: {}\n", encoding="utf-8")

    with pytest.raises(ValueError, match="keys stand twice"):
        read_catalogue(tmp_path)
