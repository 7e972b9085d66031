"""Which topic of the manual words mean."""

import pytest

from caseledger.domain.kind import kind_from, mapping
from caseledger.domain.manual import (
    SORTS,
    Manual,
    kinds_that,
    meant,
    namesakes,
    nearest,
)
from caseledger.store.catalogue import load_manual, load_vocabulary

VOCABULARY = load_vocabulary()
MANUAL = Manual(VOCABULARY, load_manual())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("CL205", ["problem CL205"], id="code"),
        pytest.param("cl205", ["problem CL205"], id="small letters"),
        pytest.param("the file is empty", ["problem CL111"], id="problem by its title"),
        pytest.param("файл пуст", ["problem CL111"], id="its title in Russian"),
        pytest.param("limbo", ["standing limbo"], id="standing"),
        pytest.param("No bar to handover", ["standing exposed"], id="label"),
        pytest.param("Выдача временно", ["standing limbo"], id="beginning of a label"),
        pytest.param("под защитой", ["standing protected"], id="label in Russian"),
        pytest.param("extradition.ordered", ["kind extradition.ordered"], id="kind"),
        pytest.param("ext.uph", ["kind extradition.upheld"], id="kind cut short"),
        pytest.param("certificate", ["shield certificate"], id="the code before a short name"),
        pytest.param("ordered", ["exposure ordered"], id="the code before a verb"),
        pytest.param("interim", ["shield interim-measure"], id="a code before labels"),
        pytest.param("kind certificate", ["kind protection.certificate-issued"], id="of a sort"),
        pytest.param("standing UNKNOWN", ["standing unknown"], id="of a sort, by its code"),
        pytest.param("dublin", ["track transfer"], id="short name of a track"),
        pytest.param("kz-extradition-appeal", ["law kz-extradition-appeal"], id="law"),
        pytest.param("maximum-term", ["term maximum-term"], id="grounds"),
        pytest.param(
            "released", ["kind detention.released"], id="a kind before an outcome of its name"
        ),
        pytest.param(
            "arrested", ["kind extradition.arrested", "kind detention.arrested"], id="several"
        ),
        pytest.param("   ", [], id="nothing"),
        pytest.param("lmbo", [], id="a slip"),
    ],
)
def test_what_words_mean(words: str, found: list[str]) -> None:
    assert [topic.title for topic in meant(MANUAL, words.split())] == found


@pytest.mark.parametrize("sort", SORTS)
def test_every_topic_is_found_by_its_sort_and_code(sort: str) -> None:
    for topic in MANUAL.of_sort(sort):
        assert meant(MANUAL, [sort, topic.code]) == (topic,)


def test_no_code_means_two_things_but_words_of_closed_lists() -> None:
    codes = [topic.code.casefold() for topic in MANUAL.topics if topic.sort != "term"]

    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        pytest.param("lmbo", "limbo", id="standing"),
        pytest.param("CL2005", "CL205", id="problem"),
        pytest.param("extradition.orderd", "extradition.ordered", id="kind"),
        pytest.param("без статуcа", "no-status", id="label with a Latin letter in it"),
        pytest.param("qqqqqqqq", "", id="nothing near"),
    ],
)
def test_a_slip_is_guessed(words: str, near: str) -> None:
    assert nearest(MANUAL, words.split()) == near


def test_a_topic_knows_who_else_goes_by_its_code() -> None:
    (missing,) = meant(MANUAL, ["missing"])

    assert missing.title == "standing missing"
    assert "kind person.missing" in {one.title for one in namesakes(MANUAL, missing)}


def test_a_ledgers_own_kinds_are_found() -> None:
    vigil = kind_from("advocacy.vigil", {"label": "Vigil held"}, VOCABULARY.context)
    manual = Manual(VOCABULARY.with_kinds([vigil]), {})

    assert [topic.code for topic in meant(manual, ["vigil", "held"])] == ["advocacy.vigil"]


@pytest.mark.parametrize(
    ("operations", "value", "expected"),
    [
        pytest.param(
            ["shield"],
            "refugee",
            {"protection.granted": (), "protection.extended": ()},
            id="what an outcome gives",
        ),
        pytest.param(
            ["set-level"], "requested", {"extradition.quashed": ()}, id="a level that is set"
        ),
        pytest.param(
            ["shield"],
            "judgment",
            {"complaint.decided": (("outcome", "return-would-violate"),)},
            id="on a condition",
        ),
        pytest.param(["shield"], "nothing", {}, id="nothing"),
    ],
)
def test_kinds_by_what_they_do(
    operations: list[str], value: str, expected: dict[str, tuple[tuple[str, str], ...]]
) -> None:
    found = {kind.code: when for kind, when in kinds_that(VOCABULARY, operations, value)}

    assert found == expected


def test_every_standing_says_where_it_stands_in_the_table() -> None:
    # The order of DESIGN, section 5, first that applies; unknown has two rows.
    rows = {
        int(row): code
        for code, tree in VOCABULARY.section("standings").items()
        for row in mapping(tree)["row"]  # type: ignore[attr-defined]
    }

    assert [rows[number] for number in sorted(rows)] == [
        *("deceased", "missing", "returned", "at-origin", "unknown", "exposed", "limbo"),
        *("threatened", "protected", "transfer-pending", "temporary", "no-status", "unknown"),
    ]
    assert sorted(rows) == list(range(1, 14))
