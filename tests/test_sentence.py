"""The one-sentence summary: well formed in both languages, and never more than its fields say."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents import types
from language.catalogue import Language
from language.sentence import Telling, summary
from language.terms import terms

OMAR = Telling(
    place="al-Omar oil field base",
    geo_precision=1,
    date_start=dt.date(2023, 10, 28),
    date_end=dt.date(2023, 10, 29),
    time_precision="day",
    weapons=("rocket",),
    munition_count=6,
    sources=("Mehr",),
)


def test_the_plain_case() -> None:
    assert summary(OMAR, "en") == (
        "Six rockets were fired at al-Omar oil field base on 28–29 October 2023; reported by Mehr; outcome unknown."
    )


def test_the_plain_case_in_arabic() -> None:
    arabic = Telling(
        place="قاعدة حقل العمر النفطي",
        geo_precision=2,
        date_start=dt.date(2023, 10, 28),
        date_end=dt.date(2023, 10, 28),
        time_precision="day",
        time_of_day="dawn",
        weapons=("rocket", "drone"),
        attackers=("ميليشيات مدعومة من إيران",),
        status="claimed",
        sources=("المقاومة الإسلامية في العراق",),
        outcome="intercepted",
        killed=2,
    )
    assert summary(arabic, "ar") == (
        "استهدف هجوم بالصواريخ والطائرات المسيّرة محيط قاعدة حقل العمر النفطي فجر 28 تشرين الأول 2023؛ "
        "المهاجم: ميليشيات مدعومة من إيران؛ ادّعاء فقط، بحسب المقاومة الإسلامية في العراق؛ قتيلان؛ النتيجة: اعتراض."
    )


def test_nothing_known_is_said_to_be_unknown() -> None:
    assert summary(Telling(), "en") == (
        "An attack by unknown means targeted a place that was not named on an unknown date; "
        "status: reported; outcome unknown."
    )


def test_an_undated_incident_says_by_when() -> None:
    text = summary(Telling(place="Harir", date_latest=dt.date(2023, 11, 2)), "en")
    assert "targeted Harir on an unknown date, no later than 2 November 2023;" in text


def test_a_count_is_left_out_where_it_could_mean_either_weapon() -> None:
    text = summary(Telling(place="Harir", weapons=("rocket", "drone"), munition_count=6), "en")
    assert text.startswith("An attack by rocket and drone targeted Harir")
    assert "six" not in text.lower()


def test_a_month_is_not_told_as_a_day() -> None:
    month = Telling(
        place="Harir",
        date_start=dt.date(2023, 10, 1),
        date_end=dt.date(2023, 10, 31),
        time_precision="month",
        time_of_day="dawn",
    )
    assert "targeted Harir in October 2023;" in summary(month, "en")


@pytest.mark.parametrize("status", types.STATUSES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_only_a_confirmed_incident_is_called_confirmed(status: str, language: Language) -> None:
    for sources in ((), ("Mehr",)):
        text = summary(Telling(place="X", status=status, sources=sources), language)
        assert (("confirmed" in text) or ("مؤكَّد" in text)) == (status == "confirmed")


hostile = st.text(alphabet=st.characters(exclude_categories=[])) | st.sampled_from(
    ["{place}", "{0}", "<script>alert(1)</script>", "\u202eevil", "a; outcome: a hit", "x" * 10_000, "\n\n", "%s"]
)
days = st.none() | st.dates()
tellings = st.builds(
    Telling,
    place=st.none() | hostile,
    geo_precision=st.sampled_from([None, 1, 2, 3]),
    date_start=days,
    date_latest=days,
    time_precision=st.sampled_from(types.TIME_PRECISIONS),
    time_of_day=st.sampled_from([None, *terms("time of day", "en")]),
    weapons=st.lists(st.sampled_from(types.WEAPONS), unique=True),
    munition_count=st.none() | st.integers(0, 400),
    attackers=st.lists(hostile, max_size=3),
    targets=st.lists(hostile, max_size=3),
    outcome=st.sampled_from(types.OUTCOMES),
    status=st.sampled_from(types.STATUSES),
    sources=st.lists(hostile, max_size=3),
    killed=st.none() | st.integers(0, 400),
    injured=st.none() | st.integers(0, 400),
)


@given(tellings, st.sampled_from(["ar", "en"]))
def test_any_telling_gives_one_clean_sentence(telling: Telling, language: Language) -> None:
    text = summary(telling, language)
    assert text.endswith(".")
    assert "\n" not in text
    assert "\u202e" not in text
    assert "  " not in text
    assert len(text) < 1500


@given(tellings.filter(lambda telling: telling.killed is None and telling.injured is None))
def test_losses_that_nobody_told_are_not_told(telling: Telling) -> None:
    assert not re.search(r"\d (person|people) (killed|injured)", summary(telling, "en"))


@given(st.integers(1, 200), st.sampled_from(types.WEAPONS), st.sampled_from(["ar", "en"]))
def test_a_number_is_told_once_and_unchanged(count: int, weapon: str, language: Language) -> None:
    text = summary(Telling(place="X", weapons=(weapon,), munition_count=count), language)
    assert set(re.findall(r"\d+", text)) <= {str(count)}
    if count > 10 and weapon not in ("small_arms", "unknown"):
        assert str(count) in text
