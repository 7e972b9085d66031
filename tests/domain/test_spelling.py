import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.domain.spelling import latin, one_vowel, skeleton, skeletons


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("Щукин Юрий", "shchukin yuriy"),
        ("Яхьёев", "yakhyoev"),
        ("Ґалаґан Їжак Єва", "galagan yizhak yeva"),
        ("Қайрат Ңұрғиса Әбіш Өмір Үкі һ", "qayrat nurgisa abish omir uki h"),
        ("Ўткир Ҳамид Ғофур", "otkir hamid gofur"),
        ("Ҷамшед Ӯлмас Зӣё", "jamshed ulmas ziyo"),
        ("Zoë Şahin Çelik İnan Işık", "zoe sahin celik inan isik"),
        ("Пе́тр", "petr"),
        ("王 7", "王 7"),
    ],
)
def test_letters_become_latin_letters_without_accents(text: str, spelt: str) -> None:
    assert latin(text) == spelt


@pytest.mark.parametrize(
    "spellings",
    [
        "Муратбай Muratbay Muratbai Muratbaj Мұратбай",
        "Қасым Касым Касим Qasym Qasim Kasym Kassym",
        "Хуршид Khurshid Xurshid Hurshid",
        "Жасур Jasur Zhasur Dzhasur Djasur",
        "Пётр Петр Petr Pyotr Peter",
        "Цой Tsoy Tsoi Coi Tsoj",
        "Кузнецов Kuznetsov Kuznecov Kuznetcov",
        "Щукин Shchukin Schukin",
        "Александр Aleksandr Alexander Alexandr",
        "Юлия Yuliya Yulia Iuliia Julia",
        "Наталья Наталия Natalia Nataliya Natalya",
        "Сергеев Sergeev Sergeyev",
        "Анна Anna Ana",
        "Стефан Stephan Stefan",
        "Марта Marta Martha",
        "Ғани Гани Ghani Gani",
    ],
)
def test_spellings_of_one_name_meet(spellings: str) -> None:
    assert len({skeleton(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "Annals"),
        ("Aliya", "Natalia"),
        ("Ivan", "Ivory"),
        ("Marc", "March"),
        ("Ann", "an"),
        ("Алла", "all"),
        ("Ахмет", "Ахмад"),
        ("Мурат", "Марат"),
    ],
)
def test_different_words_do_not_meet(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("other", ["Cholpon", "Чолпон", "Colpon"])
def test_a_hook_may_mean_two_letters_or_nothing(other: str) -> None:
    assert skeletons("Čolpon") & skeletons(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Islom", "Ислам"), ("Ўткир", "Уткир"), ("Omar", "Umar")]
)
def test_vowels_that_differ_from_language_to_language(one: str, other: str) -> None:
    assert one_vowel(skeleton(one)) == one_vowel(skeleton(other))


@given(st.text(max_size=12))
def test_any_text_has_a_skeleton_and_letters_stay_latin(text: str) -> None:
    assert latin(latin(text)) == latin(text)
    assert skeleton(text) in skeletons(text)
