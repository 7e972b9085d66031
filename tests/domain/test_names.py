import pytest
from tests.domain.invented import understood

from caseledger.domain.case import Case
from caseledger.domain.names import is_initials, mentions_somebody, name_words


def _case(*people: str, authors: tuple[str, ...] = ()) -> Case:
    """A case of people by what stands in their braces, and of sources by their authors."""
    lines = [f"  - {{id: p{at}, {person}}}\n" for at, person in enumerate(people)]
    sources = [
        f"  - {{id: s{at}, kind: media, author: {author}}}\n" for at, author in enumerate(authors)
    ]
    return understood(
        "format: 1\nid: invented\ntitle: An invented case\npeople:\n"
        + "".join(lines)
        + ("sources:\n" + "".join(sources) if sources else "")
        + "events:\n  - {id: e1, date: 2024, kind: case.note, sources: []}\n"
    )


def _called(*names: str) -> Case:
    return _case(*(f'name: "{name}"' for name in names))


CASE = _case("name: Anna Al Invented, aliases: [Анна Выдумкина], pseudonym: Wren")
SENSIBLE = (
    "court order hearing arrest lawyer phone Tashkent moved to march; any one of the annals, the "
    "victim is under marriage in Romania, victory, natural, market, ivory, an order and all data; "
    "суд, слушание, арест, адвокат, телефон, Ташкент, перенесено на март, они, ещё, никто"
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("spoke to anna today", True, id="a part of a name"),
        pytest.param("ВЫДУМКИНА вышла", True, id="an alias in capitals"),
        pytest.param("vydumkina is out", True, id="an alias in other letters"),
        pytest.param("spoke to Wren today", False, id="a pseudonym is there to be used"),
        pytest.param("wren-anna", True, id="a name next to a pseudonym"),
        pytest.param("al dente", False, id="too short to mean anybody"),
        pytest.param("spoke to Al", True, id="two letters with a capital"),
        pytest.param("annals of the court", False, id="inside another word"),
        pytest.param("hearing moved", False, id="nobody"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_whether_a_text_names_somebody(text: str, named: bool) -> None:
    assert mentions_somebody(text, CASE) is named


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Иван Петров", "арест Ивана"),
        ("Иван Петров", "с Петровым"),
        ("Иван Петров", "Petrov's appeal"),
        ("Иван Петров", "Petrov’s appeal"),
        ("Иван Петров", "petrovs appeal"),
        ("Иван Петров", "ivana"),
        ("Ivan Petrov", "Ивана Петрова"),
        ("Ivan Petrov", "о Петрове"),
        ("Петрова", "Petrov"),
        ("Петрова", "о Петровой"),
        ("Муратбай", "с Муратбаем"),
        ("Muratbay", "Муратбаю"),
        ("Muratbaj", "у Муратбая"),
        ("Муратбай", "muratbayem"),
        ("Мария", "Марии"),
        ("Мария", "с Марией"),
        ("Мария", "Марию"),
        ("Анна", "Анне"),
        ("Анна", "с Анной"),
        ("Anna", "Анну"),
        ("Anna", "annas-hearing"),
        ("Аня", "Аню"),
        ("Оля", "Оле"),
        ("Ольга", "Ольги"),
        ("Павел", "Павла"),
        ("Лев", "Льву"),
        ("Ким", "Кима"),
        ("Цой", "Цоя"),
        ("Игорь", "Игорем"),
        ("Выдуманный", "Выдуманного"),
        ("Выдуманный", "vydumannomu"),
        ("Выдуманный", "vydumannaya"),
        ("Андрей", "andreya"),
        ("Невский", "о Невском"),
        ("Мурат", "Муратнинг"),
        ("Murat", "Muratning"),
        ("Ислам", "Islomga"),
    ],
)
def test_inflected_forms_are_the_name(name: str, text: str) -> None:
    assert mentions_somebody(text, _called(name))


@pytest.mark.parametrize(
    "text",
    [
        "ivan-petrov-arrested",
        "petrov2",
        "petrov_2024",
        "call.petrov",
        "IvanPetrov",
        "ivanpetrov",
        "petrovivan",
        "ipetrov",
        "petrovi",
        "callPetrov",
        "PETROV",
        "Пе́тров",
        "pet\u00adrov",
        "pet\u200brov",
        "Ｐetrov",
    ],
)
def test_ids_and_odd_writing_do_not_hide_a_name(text: str) -> None:
    assert mentions_somebody(text, _called("Иван Петров"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("O‘tkir", "otkir"),
        ("Oʻtkir", "Уткир"),
        ("Otkir", "O'tkir"),
        ("Al-Masri", "almasri"),
        ("al-Masri", "almasri"),
        ("McDonald", "mcdonald"),
        ("Çolpon", "Cholpon"),
        ("Cholpon", "Çolpon"),
        ("Щукин", "Ščukin"),
        ("François", "francois"),
    ],
)
def test_signs_inside_a_name_do_not_matter(name: str, text: str) -> None:
    assert mentions_somebody(text, _called(name))


@pytest.mark.parametrize(
    "name",
    [
        "Marc",
        "Anna",
        "Ann",
        "Алла",
        "Ivan",
        "Viktor",
        "Roman",
        "Maria",
        "Andrey",
        "Нур",
        "Aliya",
        "Ли",
        "Цой",
    ],
)
def test_ordinary_words_name_nobody(name: str) -> None:
    assert not mentions_somebody(SENSIBLE, _called(name))


def test_a_town_is_nobody_unless_it_is_a_name() -> None:
    assert mentions_somebody("moved to Tashkent", _called("Tashkent"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Li is out", True),
        ("звонил Ли", True),
        ("li-arrested", False),
        ("или", False),
        ("Liberty", False),
    ],
)
@pytest.mark.parametrize("name", ["Ли Выдуманный", "Li"])
def test_names_of_two_letters(name: str, text: str, named: bool) -> None:
    assert mentions_somebody(text, _called(name)) is named


def test_small_particles_are_nobody() -> None:
    case = _called("Jan van der Berg")
    assert not mentions_somebody("the van stopped", case)
    assert mentions_somebody("to Berg", case)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("called kuznetsova", True),
        ("с Кузнецовой", True),
        ("the journalist called", False),
        ("lawyer asked the court", False),
        ("human rights", False),
        ("helsinki", True),
        ("с Верой", True),
        ("the org", False),
    ],
)
def test_authors_are_protected_but_not_their_trades(text: str, named: bool) -> None:
    trades = ("the lawyer", "journalist", "A clerk", "Helsinki Human Rights Committee")
    authors = ("Кузнецова", "vera@website.org", *trades)
    assert mentions_somebody(text, _case("pseudonym: Wren", authors=authors)) is named


def test_a_name_that_a_source_states_is_a_name() -> None:
    stated = "pseudonym: Wren, sources: [{source: s0, says: {name: Pavel}}]"
    assert mentions_somebody("о Павле", _case(stated, authors=("A clerk",)))


def test_a_pseudonym_of_several_words_may_be_used() -> None:
    case = _case("name: Murat, pseudonym: Murat's brother", "name: Vera")
    assert not mentions_somebody("Murat's brother is out", case)
    assert mentions_somebody("Murat is out", case)


@pytest.mark.parametrize(
    "word", ["mv", "vm", "MV", "m-v", "mv2", "мв", "mvi", "iv", "m-i-v", "vim"]
)
@pytest.mark.parametrize("name", ["Muratbay Ivanovich Vydumannyy", "Муратбай Иванович Выдуманный"])
def test_initials(name: str, word: str) -> None:
    assert is_initials(word, _called(name))


@pytest.mark.parametrize("word", ["zhh", "jx", "zkh", "zh", "hj", "xzh", "jk"])
def test_initials_of_letters_that_are_spelt_in_many_ways(word: str) -> None:
    assert is_initials(word, _called("Жасур Хамидов"))


@pytest.mark.parametrize("word", ["m", "", "7", "mvx", "court", "k7", "mm", "wren"])
def test_not_initials(word: str) -> None:
    assert not is_initials(word, _case("name: Муратбай Выдуманный, pseudonym: Wren", "name: Kim"))


def test_initials_of_authors_but_not_of_bodies() -> None:
    case = _case("pseudonym: Wren", authors=("Vera Invented", "Human Rights Watch"))
    assert is_initials("vi", case)
    assert not is_initials("hrw", case)


def test_a_case_without_names_names_nobody() -> None:
    assert name_words(_case("pseudonym: Wren")) == frozenset()
    assert name_words(_called("Ли")) == {"li"}
