"""Alerts in words."""

import pytest

from caseledger.domain.alerts import Alert
from caseledger.render.alert_words import (
    alert_label,
    alert_sentence,
    page_words,
    threshold_words,
)
from caseledger.store.catalogue import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("alert", "english", "russian"),
    [
        pytest.param(
            Alert("certificate-expiring", True, ("e2",), "2023-06-30"),
            "What the person holds runs out on 30 Jun 2023 (e2).",
            "Срок действия документа, статуса или меры истекает 30 июня 2023 (e2).",
            id="a-day",
        ),
        pytest.param(
            Alert("outcome-unknown", False, ("e2",), "2024-03"),
            "A handover was fixed (Mar 2024); what happened is not known (e2) (not certain).",
            "Передача была назначена (март 2024); что произошло, неизвестно (e2) (не установлено).",
            id="a-month",
        ),
        pytest.param(
            Alert("surrender-imminent", False, ("e2",), "[2024-03-08..2024-03-12]"),
            "Surrender may take place very soon (e2): between 8 and 12 Mar 2024 (not certain).",
            "Выдача может состояться в ближайшее время (e2): между 8 и 12 марта 2024"
            " (не установлено).",
            id="some-day-between-two",
        ),
        pytest.param(
            Alert("deadline-near", False, ("e2",), "2024-03-08", "kz-ext-appeal-10d"),
            "Complaint to the Supreme Court against the extradition decision: due, or fixed, for"
            " 8 Mar 2024 (e2) (not certain).",
            "Жалоба в Верховный суд на решение о выдаче: срок или назначенный день: 8 марта 2024"
            " (e2) (не установлено).",
            id="of-a-rule",
        ),
        pytest.param(
            Alert("deadline-near", True, ("e2",), "2024-03-08", "kz-ext-arrest-12m", "unverified"),
            "Surrender, else release from extradition arrest (UNVERIFIED): due, or fixed, for"
            " 8 Mar 2024 (e2).",
            "Передача, иначе освобождение из-под экстрадиционного ареста (НЕ ПРОВЕРЕНО): срок или"
            " назначенный день: 8 марта 2024 (e2).",
            id="of-a-rule-that-was-not-verified",
        ),
        pytest.param(
            Alert("measure-pending", True, ("e2",), "[..2024-03-08]"),
            "An interim measure was asked for (by 8 Mar 2024), with no answer so far (e2).",
            "Обеспечительная мера запрошена (не позднее 8 марта 2024), ответа пока нет (e2).",
            id="by-a-day",
        ),
        pytest.param(
            Alert("surrender-imminent", True, ("e2",), "enforceable"),
            "Surrender may take place very soon (e2): enforceable.",
            "Выдача может состояться в ближайшее время (e2): решение подлежит исполнению.",
            id="a-level-instead-of-a-day",
        ),
        pytest.param(
            Alert("notice-active", False, ("e2", "e3"), "UZ"),
            "Listed as wanted across borders by Uzbekistan (e2, e3): travel is a risk"
            " (not certain).",
            "Лицо в межгосударственном или международном розыске (e2, e3): Узбекистан."
            " Поездки опасны (не установлено).",
            id="a-state-and-not-certain",
        ),
        pytest.param(
            Alert("contested", True, ("e2",), "by"),
            "Sources do not agree on an entry that the standing rests on (e2):"
            " the requesting state.",
            "Источники расходятся в записи, на которой основано положение (e2):"
            " запрашивающее государство.",
            id="a-field",
        ),
        pytest.param(
            Alert("undocumented", True, ("e2",), "birth-certificate"),
            "Known to have lost their papers (e2): birth certificate.",
            "Лицо осталось без документов (e2): свидетельство о рождении.",
            id="a-document",
        ),
        pytest.param(
            Alert("measure-breached", True, ("e2",), ""),
            "An interim measure was breached (e2).",
            "Обеспечительная мера нарушена (e2).",
            id="without-its-detail",
        ),
        pytest.param(
            Alert("unrepresented", False, ()),
            "A procedure or threat is open, and no counsel is known to act (not certain).",
            "Производство или угроза открыты, а сведений об адвокате нет (не установлено).",
            id="without-events",
        ),
        pytest.param(
            Alert("track-switch", True, ("e2", "e3"), "20"),
            "An extradition or custody for it ended, and a removal or migration case followed;"
            " days between: 20 (e2, e3).",
            "Экстрадиция или содержание под стражей для неё прекратились, и последовало"
            " выдворение или дело о миграционном правонарушении; дней между ними: 20 (e2, e3).",
            id="days",
        ),
    ],
)
def test_a_sentence(alert: Alert, english: str, russian: str) -> None:
    assert alert_sentence(alert, VOCABULARY, "en") == english
    assert alert_sentence(alert, VOCABULARY, "ru") == russian


def test_braces_in_the_data_are_data() -> None:
    alert = Alert("chain-risk", True, ("e2",), "{events}")

    assert "{events}" in alert_sentence(alert, VOCABULARY, "en")


@pytest.mark.parametrize(
    ("certain", "lang", "expected"),
    [
        (True, "en", "Release window"),
        (False, "en", "Release window (not certain)"),
        (True, "ru", "Окно освобождения"),
        (False, "ru", "Окно освобождения (не установлено)"),
    ],
)
def test_a_label(certain: bool, lang: str, expected: str) -> None:
    assert alert_label(Alert("release-window", certain, ("e2",)), VOCABULARY, lang) == expected


@pytest.mark.parametrize(
    ("name", "days", "expected"),
    [
        ("release-window", {}, "30 days; alerts.release-window: in ledger.yaml"),
        ("release-window", {"release-window": 1}, "1 day; alerts.release-window:"),
        ("release-window", {"release-window": None}, "switched off in ledger.yaml."),
        ("unsourced", {}, "none; alerts.unsourced: off in ledger.yaml"),
    ],
)
def test_a_threshold(name: str, days: dict[str, int | None], expected: str) -> None:
    assert threshold_words(name, VOCABULARY.with_thresholds(days), "en").startswith(expected)


def test_a_page_has_the_days_of_the_ledger() -> None:
    ours = VOCABULARY.with_thresholds({"release-window": 14})

    assert "lies within 14 days" in page_words("release-window", "when", ours, "en")
    assert "в пределах 14 дн." in page_words("release-window", "when", ours, "ru")
