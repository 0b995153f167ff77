"""What a place is to its sentence; names written wrong; names that need the company of others."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise import ReadText
from extract.places import PlaceHits, PlaceMention, find_places, place_scanner
from geo.gazetteer import load_gazetteer

with (Path(__file__).parent / "phrases" / "roles.csv").open(encoding="utf-8", newline="") as _table:
    ROWS = list(csv.DictReader(_table))

ROLES = {
    "target": {"direct", "inside"},
    "near": {"near", "between"},
    "at": {"direct", "inside", "near"},  # smoke over it, a drone on its way: whether in or by it is not said
    "launch": {"launch"},
    "way": {"flight"},
    "home": {"stationed"},
    "speaker": {"institution"},
    "dateline": {"dateline"},
}


def places_in(words: str) -> list[PlaceMention]:
    gazetteer = load_gazetteer()
    text = ReadText(words)
    hits = place_scanner(gazetteer).scan(text)
    return [place for sentence in text.sentences for place in find_places(text, hits, sentence, gazetteer)]


def ids(words: str) -> list[str]:
    return [place.place.id for place in places_in(words) if place.place is not None]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['place_id'] or 'no place'}-{row['phrase']}")
def test_role_in_its_sentence(row: dict[str, str]) -> None:
    found = places_in(row["phrase"])
    if not row["place_id"]:
        assert found == []
        return
    roles = {place.role for place in found if place.place is not None and place.place.id == row["place_id"]}
    assert roles
    assert roles <= ROLES[row["role"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("قصف #قاعدة_التنق", ["al-tanf"]),
        ("قصف قاعدة #الشداديي", ["al-shaddadi"]),
        ("قاعدة كونيكر تحت القصف", ["conoco"]),
        ("قصف قاعدة شدادي", ["al-shaddadi"]),
        ('قصف قاعدة "عين" الأسد', ["ain-al-asad"]),
        ("قصف تلتمر وأبوخشب", ["tell-tamr", "abu-khashab"]),
        # one letter away from a base, and words of the language
        ("قاعدة القيادة والسيطرة", []),
        ("#القيادة_العامة", []),
        ("صعوبة في #التنفس", []),
        ("قاعدة التنفيذ", []),
        ("القاعدة الشعبية للحزب", []),
        ("مطار الشعارات", []),
        ("حقل العمل الإنساني", []),
        ("معسكر التدريب", []),
        ("قاعدة بيانات", []),
        ("#عيد_الأضحى", []),
        ("#حقل_ألغام", []),
    ],
)
def test_names_written_wrong(words: str, expected: list[str]) -> None:
    assert ids(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # a word that stands only at places, and, of several of the name, a neighbour in the sentences around
        ("قصف الطيران مواقع في مدينة البوكمال.\nثم هاجم مسلحون نقطة شرقي الصالحية.", ["abu-kamal", "salihiyah-dura"]),
        ("ثم هاجم مسلحون نقطة شرقي الصالحية.", []),
        # where no other place bears the name, such a word alone will do
        ("ثم هاجم مسلحون نقطة شرقي الرصافة.", ["resafa"]),
        # the base named in full before
        ("استهدفت قاعدة حرير أمس.\nوقصفت مسيّرة اليوم الوكر في حرير مجدداً.", ["harir", "harir"]),
        ("القميص من حرير خالص، والقصف مستمر.", []),
        # an embassy is the one of the city told of
        ("دوي انفجار وسط بغداد.\nسقطت قذائف داخل أسوار السفارة الأميركية.", ["baghdad", "us-embassy-baghdad"]),
        ("سقطت قذائف داخل أسوار السفارة الأميركية.", []),
        ("تظاهرة في بغداد.\nقذائف على السفارة الأميركية في بيروت.", ["baghdad"]),
        # a base in a list of bases
        ("استهداف بالتنف وآخر بالعمر", ["al-tanf", "al-omar"]),
        ("قتل شاب في العمر نفسه بالتنف", ["al-tanf"]),
    ],
)
def test_names_that_need_company(words: str, expected: list[str]) -> None:
    assert ids(words) == expected


def test_list_and_country_around() -> None:
    first, second, third = places_in("قصف في ريف القامشلي والحسكة وعلى قاعدة الشدادي")
    assert (first.coordinated, second.coordinated, third.coordinated) == (False, True, True)
    assert (first.countryside, second.countryside) == (True, True)
    assert second.conjoined


def test_two_names_of_one_place_side_by_side_are_one() -> None:
    assert ids("قصف مطار أبو حجر (خراب الجير) بصاروخين") == ["abu-hajar-airfield"]


def test_mention_covers_its_words() -> None:
    text = "استهداف قـاعـدة الشدّادي، وبقاعدة التنف"
    read = ReadText(text)
    for place in places_in(text):
        assert place.name in text
        assert read.quote(place.start, place.end).endswith(place.name)


WORDS = 'من إلى على قاعدة التنف القائم و # " « » ، . \n بين طريق أطلقت فوق شرقي بغداد - : ( ) 5'.split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_text_gives_places_inside_their_sentences(words: list[str]) -> None:
    text = ReadText(" ".join(words))
    gazetteer = load_gazetteer()
    hits = place_scanner(gazetteer).scan(text)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    for sentence in text.sentences:
        for place in find_places(text, hits, sentence, gazetteer):
            assert sentence.start <= place.start < place.end <= sentence.end


def test_no_text_gives_no_places() -> None:
    assert places_in("") == []
    assert PlaceHits([]).between(0, 10) == []
