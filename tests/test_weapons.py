"""Weapons and how many, phrase by phrase (`phrases/weapons.csv`), with weapons that nobody used."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.lexicon import Scanner, load_lexicon
from extract.normalise import ReadText
from extract.numbers import Numbers
from extract.weapons import WeaponMention, find_weapons, munition_count, weapons_of
from incidents.types import WEAPONS
from tests.reading import reading_of

ROWS = list(csv.DictReader((Path(__file__).parent / "phrases" / "weapons.csv").open(encoding="utf-8", newline="")))
SCANNER = Scanner(load_lexicon())


def weapons(phrase: str) -> list[WeaponMention]:
    text = ReadText(phrase)
    return find_weapons(text, SCANNER.scan(text), Numbers(text))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_weapons_of_a_phrase(row: dict[str, str]) -> None:
    found, flown = weapons(row["phrase"]), row["flown"] == "yes"
    assert list(weapons_of(found, flown)) == row["weapons"].split()
    assert munition_count(found, flown) == (int(row["count"]) if row["count"] else None)


def test_every_weapon_of_the_lexicon_is_one_of_the_contract() -> None:
    implied = {"warplane", "shell", "small_arms_weak", "vehicle"}
    assert {entry.value for entry in load_lexicon() if entry.role == "weapon"} <= set(WEAPONS) | implied


MENTIONS = st.lists(
    st.builds(
        WeaponMention,
        start=st.just(0),
        end=st.just(1),
        weapon=st.sampled_from(["rocket", "drone", "mortar", "airstrike"]),
        exact=st.booleans(),
        count=st.none() | st.integers(1, 30),
        rule=st.just("weapon:x"),
    ),
    max_size=5,
)


@settings(deadline=None)
@given(MENTIONS, st.booleans())
def test_no_weapon_is_invented(mentions: list[WeaponMention], flown: bool) -> None:
    told = {mention.weapon for mention in mentions}
    assert set(weapons_of(mentions, flown)) <= told | ({"airstrike"} if flown and told else set())
    count = munition_count(mentions, flown)
    assert count is None or 0 < count <= sum(mention.count or 0 for mention in mentions)


@pytest.mark.parametrize(
    ("text", "munitions"),
    [
        ("هاجمت مسيّرتان أمس قاعدة عين الأسد. وأُسقطت ثالثة قرب قاعدة حرير.", 1),
        ("اتجهت عشر مسيّرات أمس نحو حميميم، فيما كانت ثلاث أخرى تقصد طرطوس فأُسقطت.", 3),
    ],
)
def test_munitions_told_before_are_counted_as_far_as_they_are_meant(text: str, munitions: int) -> None:
    assert reading_of(text).reports[-1].munition_count == munitions


@pytest.mark.parametrize(
    ("text", "munitions"),
    [
        ("هاجمنا أمس قاعدتي التنف والشدادي بواقع مسيّرتين لكل منهما", [2, 2]),
        ("استهدفت صواريخ أمس قاعدتي التنف والشدادي", [None, None]),
        ("أُطلقت صواريخ أمس، 11 منها على عين الأسد وواحد سقط في أرض خالية قرب مطار أربيل", [11, 1]),
        ("سقطت خمسة صواريخ أمس على قاعدة حرير، ثلاثة منها داخل القاعدة واثنان خارجها", [5]),
    ],
)
def test_munitions_of_several_places_are_told_apart(text: str, munitions: list[int | None]) -> None:
    assert [report.munition_count for report in reading_of(text).reports] == munitions


@pytest.mark.parametrize(
    ("text", "weapons_told"),
    [
        ("أصاب صاروخان إسرائيليان أمس مستودعاً جنوب مدينة طرطوس", ("airstrike",)),
        ("قصفت راجمات صواريخ أميركية أمس بلدة خشام", ("rocket",)),
        ("سقط صاروخان أمس على قاعدة حرير", ("rocket",)),
        ("دوت انفجارات أمس في قاعدة حقل العمر، وتبعها إطلاق صواريخ من القاعدة", ()),
        ("نفذ العدو الإسرائيلي أمس عدواناً جوياً برشقات من الصواريخ مستهدفاً محيط مدينة تدمر", ("airstrike",)),
    ],
)
def test_missiles_of_an_air_force_are_its_strikes(text: str, weapons_told: tuple[str, ...]) -> None:
    assert reading_of(text).reports[0].weapons == weapons_told
