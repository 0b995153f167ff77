"""The gazetteer's rows one by one, look-up by any spelling, the loader's faults, and what a name means in context."""

import csv
import re
from collections.abc import Collection
from pathlib import Path

import pytest

from geo.basemap import load_basemap, placement_tolerances
from geo.errors import GazetteerError
from geo.gazetteer import (
    GOVERNORATE_COLUMNS,
    KIND_CUE_COLUMNS,
    NAME_COLUMNS,
    NO_PLACE,
    PLACE_COLUMNS,
    PLACE_CUE_COLUMNS,
    SEEDS,
    SOURCE_COLUMNS,
    load_gazetteer,
)
from geo.places import KINDS, Place
from language.arabic import fold

GAZETTEER = load_gazetteer()
PLACES = GAZETTEER.places
CORE = ("al-omar", "conoco", "al-shaddadi", "al-tanf", "ain-al-asad", "harir")
WORD = re.compile(r"\w+")


def resolve(phrase: str, surface: str, nearby: Collection[str] = (), attack: bool = True) -> str | None:
    """Resolve the last occurrence of `surface` in `phrase`, as extract does: whole words, a particle split off."""
    tokens, wanted = WORD.findall(re.sub(r"\bلل", "لال", fold(phrase))), WORD.findall(fold(surface))
    for start in reversed(range(len(tokens) - len(wanted) + 1)):
        first, rest = tokens[start], tokens[start + 1 : start + len(wanted)]
        particle = first.removesuffix(wanted[0])
        if first.endswith(wanted[0]) and len(particle) <= 1 and rest == wanted[1:]:
            before = ([particle] if particle in ("ب", "ل") else []) + tokens[:start][::-1]
            place = GAZETTEER.resolve(surface, before, tokens[start + len(wanted) :], nearby, attack)
            return place.id if place else None
    raise AssertionError(f"'{surface}' is not in '{phrase}'")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_place_lies_where_its_sources_put_it(place: Place) -> None:
    tolerances, basemap = placement_tolerances(), load_basemap()
    assert basemap.metres_outside(place.lon, place.lat, place.country) <= tolerances.get(
        place.admin1_pcode if place.admin1_pcode == "SY14" else "", tolerances[""]
    )
    if place.admin1_pcode:
        allowed = tolerances.get(place.admin1_pcode, tolerances[""])
        assert basemap.metres_outside(place.lon, place.lat, place.country, place.admin1_pcode) <= allowed


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_place_is_complete_and_found_by_each_of_its_names(place: Place) -> None:
    assert place.kind in KINDS
    assert place.radius_m >= 500
    assert place.sources
    assert re.search(r"[\u0621-\u064a]", place.name_ar)
    assert re.match(r"[\w'T]", place.name_en)
    assert any(name.language == "ar" for name in place.names)
    for name in place.names:
        assert place in GAZETTEER.find(name.text)
        assert place.id in dict(GAZETTEER.surfaces()[fold(name.text)])
        assert name.text.strip() == name.text
        assert "ـ" not in name.text


def test_no_two_places_are_the_same_point_or_caption() -> None:
    pinned = [(place.lon, place.lat) for place in PLACES if place.coordinate_basis != "proxy"]
    assert len(set(pinned)) == len(pinned)
    captions = {(place.name_en, place.admin1_en) for place in PLACES}
    assert len(captions) == len(PLACES)


def test_rejected_rows_give_their_reason_and_the_place_that_took_their_names() -> None:
    with (SEEDS / "places_rejected.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            assert row["reason"]
            assert row["merged_into"] in GAZETTEER
            assert row["reference_id"].replace("_", "-") not in GAZETTEER


def test_coarse_points_are_never_exact() -> None:
    assert not GAZETTEER["zilkan"].exact
    assert GAZETTEER["zilkan"].geo_precision == 2
    assert not GAZETTEER["hamrin-mountains"].exact
    assert GAZETTEER["al-tanf"].exact
    assert GAZETTEER["al-tanf"].geo_precision == 1
    assert GAZETTEER["gov-sy-homs"].geo_precision == 3
    assert not any(place.exact for place in PLACES if place.coordinate_basis != "sourced")


def test_core_bases() -> None:
    assert [GAZETTEER[place_id].name_ar for place_id in CORE] == [
        "قاعدة حقل العمر النفطي",
        "قاعدة حقل كونيكو للغاز",
        "قاعدة الشدادي",
        "قاعدة التنف",
        "قاعدة عين الأسد الجوية",
        "قاعدة حرير الجوية",
    ]
    assert GAZETTEER["al-tanf"].admin1_pcode == "SY04"
    assert GAZETTEER["al-omar"].admin1_en == "Deir ez-Zor"
    assert GAZETTEER["tower22"].country == "JO"
    assert GAZETTEER["tower22"].admin1_ar == "المفرق"


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        ("قاعدة عين الأسد", "ain-al-asad"),
        ("قاعدة عين الاسد", "ain-al-asad"),
        ("عين الاسد الجوية", "ain-al-asad"),
        ("قاعدة الأسد", "ain-al-asad"),
        ("Ain al-Asad", "ain-al-asad"),
        ("ayn al assad", "ain-al-asad"),
        ("كونيكو", "conoco"),
        ("كونوكو", "conoco"),
        ("MSS Euphrates", "conoco"),
        ("القرية الخضراء", "al-omar"),
        ("Green Village", "al-omar"),
        ("قاعدة حقل العُمر", "al-omar"),
        ("شدادي", "al-shaddadi"),
        ("الشدّادي", "al-shaddadi"),
        ("الشـدادي", "al-shaddadi"),
        ("Al-Tanf", "al-tanf"),
        ("at tanf", "al-tanf"),
        ("خراب الجير", "abu-hajar-airfield"),
        ("مطار أبو حجر", "abu-hajar-airfield"),
        ("قاعدة رميلان", "abu-hajar-airfield"),
        ("قاعدة الرميلان", "abu-hajar-airfield"),
        ("تل بيدر", "tell-baydar-base"),
        ("تل بيدار", "tell-baydar-base"),
        ("قسرك", "qasrak-base"),
        ("قصرك", "qasrak-base"),
        ("قاعدة فيكتوريا", "victory-base"),
        ("قاعدة فكتوريا", "victory-base"),
        ("مركز الدعم اللوجستي", "victory-base"),
        ("معسكر التاجي", "taji"),
        ("قاعدة بلد الجوية", "balad-airbase"),
        ("البرج ٢٢", "tower22"),
        ("برج 22", "tower22"),
        ("Tower 22", "tower22"),
        ("زليكان", "zilkan"),
        ("زيليكان", "zilkan"),
        ("K1", "k1-kirkuk"),
        ("K-1", "k1-kirkuk"),
        ("كي وان", "k1-kirkuk"),
        ("ديرالزور", "deir-ez-zor"),
        ("البو كمال", "abu-kamal"),
        ("أبو كمال", "abu-kamal"),
        ("كورمور", "khor-mor"),
        ("خراب العاشق", "lafarge-kharab-ashk"),
        ("دير الزّور", "deir-ez-zor"),
    ],
)
def test_find_by_any_spelling(spelling: str, place_id: str) -> None:
    assert place_id in [place.id for place in GAZETTEER.find(spelling)]


def test_find_gives_nothing_for_what_is_no_name() -> None:
    assert GAZETTEER.find("باريس") == ()
    assert GAZETTEER.find("") == ()
    assert GAZETTEER.resolve("باريس", ["في"], []) is None


def test_nearest() -> None:
    found = GAZETTEER.nearest(40.724, 36.0402, 5_000)
    assert [place.id for place, _ in found[:2]] == ["al-shaddadi", "shaddadi-town"]
    assert 1_700 < found[1][1] < 2_100
    assert GAZETTEER.nearest(31.0, 31.0, 10_000) == ()


PLACED = [
    # two places, one name
    ("استهداف قاعدة التنف", "التنف", (), True, "al-tanf"),
    ("قصف صاروخي على التنف", "التنف", (), True, "al-tanf"),
    ("قوات في التنف", "التنف", (), False, "al-tanf"),
    ("شاحنات عند معبر التنف", "التنف", (), False, "tanf-crossing"),
    ("استهداف الشدادي بطائرة مسيرة", "الشدادي", (), True, "al-shaddadi"),
    ("قاعدة الاحتلال الأميركي في الشدادي", "الشدادي", (), True, "al-shaddadi"),
    ("احتجاج أبناء الشدادي", "الشدادي", (), False, "shaddadi-town"),
    ("في مدينة الشدادي", "الشدادي", (), True, "shaddadi-town"),
    ("استهداف قاعدة رميلان", "رميلان", (), True, "abu-hajar-airfield"),
    ("آبار النفط في رميلان", "رميلان", (), False, "rmelan-town"),
    ("هجوم على خراب الجير", "خراب الجير", (), True, "abu-hajar-airfield"),
    ("استهداف التنف والمالكية والشدادي", "المالكية", (), True, "malikiyah"),
    ("قصف قسرك", "قسرك", (), True, "qasrak-base"),
    ("استهداف قاعدة قصرك", "قصرك", (), True, "qasrak-base"),
    ("انفجارات في قاعدة هيموس", "هيموس", (), True, "himo-base"),
    ("هجوم على قاعدة بلد", "بلد", (), True, "balad-airbase"),
    ("سقوط صواريخ على بلد الجوية", "بلد", (), True, "balad-airbase"),
    ("في قضاء بلد", "بلد", (), True, "balad-city"),
    ("صاروخ استهدف حرير", "حرير", ("erbil", "harir"), True, "harir"),
    ("استهداف قاعدة حرير الجوية شمال أربيل", "حرير", (), True, "harir"),
    ("في ناحية حرير", "حرير", (), False, "harir-town"),
    ("قصف القيارة", "القيارة", (), True, "qayyarah-west"),
    ("أهالي القيارة", "القيارة", (), False, "qayyarah-town"),
    ("استهداف كي وان", "كي وان", (), True, "k1-kirkuk"),
    ("قاعدة الحرية في كركوك", "قاعدة الحرية", (), True, "kirkuk-airbase"),
    ("شمال تكريت", "تكريت", (), True, "tikrit"),
    ("قاعدة سبايكر", "سبايكر", (), True, "speicher"),
    ("جرف الصخر شمال بابل", "جرف الصخر", (), True, "jurf-al-sakhar"),
    ("بلدة كناكر بريف دمشق", "كناكر", (), True, "kanaker"),
    ("في السليمانية", "السليمانية", (), False, "sulaymaniyah"),
    ("حوض اليرموك", "حوض اليرموك", (), True, "yarmouk-basin"),
    ("قصف مخيم اليرموك", "اليرموك", (), True, "yarmouk-camp"),
    ("صواريخ على القرية الخضراء", "القرية الخضراء", (), True, "al-omar"),
    ("صواريخ على المنطقة الخضراء", "المنطقة الخضراء", (), True, "green-zone"),
    ("حقل خور مور", "خور مور", (), True, "khor-mor"),
    ("المحطة الثانية T2", "المحطة الثانية T2", (), True, "t2-station-syria"),
    # ordinary words with their cue
    ("قاعدة حقل العمر النفطي", "العمر", (), True, "al-omar"),
    ("قصف قاعدتي العمر وكونيكو", "العمر", (), True, "al-omar"),
    ("قواعد التنف والعمر", "العمر", (), True, "al-omar"),
    ("حقلي كونيكو والعمر", "العمر", (), True, "al-omar"),
    ("قضاء القائم غربي الأنبار", "القائم", (), True, "al-qaim"),
    ("قصف على القائم", "القائم", ("gov-iq-al-anbar",), True, "al-qaim"),
    ("غارة في القائم وعكاشات", "القائم", ("akashat", "abu-kamal"), True, "al-qaim"),
    ("غارات بالقائم", "القائم", ("abu-kamal",), True, "al-qaim"),
    ("قصف القائم غربي الأنبار", "القائم", ("gov-iq-al-anbar",), True, "al-qaim"),
    ("مدينة الطبقة", "الطبقة", (), True, "tabqa"),
    ("قاعدة التقدم الجوية", "التقدم", (), True, "taqaddum"),
    ("قاعدة استراحة الوزير", "استراحة الوزير", (), True, "hasakah-wazir-base"),
    ("مدينة البصيرة شرقي دير الزور", "البصيرة", (), True, "busayrah"),
    ("معمل الجلبية", "الجلبية", (), True, "lafarge-kharab-ashk"),
    ("قاعدة فيكتوريا قرب مطار بغداد", "فيكتوريا", (), True, "victory-base"),
    ("ريف الحسكة الجنوبي", "ريف الحسكة", (), True, "gov-sy-al-hasakah"),
    ("مدينة الحسكة", "الحسكة", (), True, "hasakah"),
    # media and people
    ("في مدينة الميادين", "الميادين", (), True, "al-mayadin"),
    ("غارة على محيط الميادين", "الميادين", (), True, "al-mayadin"),
    ("غارات على الميادين والبوكمال", "الميادين", ("abu-kamal",), True, "al-mayadin"),
    ("ريف الميادين", "الميادين", (), True, "al-mayadin"),
    ("بلدة السيدة زينب جنوب دمشق", "السيدة زينب", (), True, "sayyidah-zaynab"),
    ("القنصلية الأميركية في أربيل", "القنصلية الأميركية", (), True, "us-consulate-erbil"),
    # origin, target and neighbourhood
    ("استهداف البرج 22 على الحدود مع سوريا", "البرج 22", (), True, "tower22"),
    ("انفجارات في حقل كونيكو", "حقل كونيكو", (), True, "conoco"),
    ("ريف كونيكو", "كونيكو", (), True, "conoco"),
    ("استهداف رتل على طريق الديوانية السريع", "طريق الديوانية السريع", (), True, "diwaniyah-expressway"),
    ("قصف قاعدة الرميلان", "الرميلان", (), True, "abu-hajar-airfield"),
    ("أهالي الرميلان", "الرميلان", (), False, "rmelan-town"),
    # namesakes told apart by what is named nearby
    ("اشتباكات في القحطانية", "القحطانية", (), True, "qahtaniyah-hasakah"),
    ("اشتباكات في القحطانية", "القحطانية", ("sinjar",), True, "qahtaniyah-sinjar"),
    ("توغل في القحطانية", "القحطانية", ("gov-sy-quneitra",), True, "qahtaniyah-quneitra"),
    ("قصف بلدة الصالحية", "الصالحية", ("abu-kamal",), True, "salihiyah-dura"),
    ("قصف بلدة الصالحية", "الصالحية", ("deir-ez-zor",), True, "salihiyah-north"),
    ("هجوم في الكشمة", "الكشمة", ("shafah",), True, "kashmah-east"),
    ("محافظة صلاح الدين", "محافظة صلاح الدين", (), True, "gov-iq-salah-al-din"),
    ("شمال صلاح الدين", "صلاح الدين", (), True, "gov-iq-salah-al-din"),
    ("جنوب الرمادي", "الرمادي", (), True, "ramadi"),
]


@pytest.mark.parametrize(("phrase", "surface", "nearby", "attack", "place_id"), PLACED)
def test_name_that_means_a_place(
    phrase: str, surface: str, nearby: tuple[str, ...], attack: bool, place_id: str
) -> None:
    assert resolve(phrase, surface, nearby, attack) == place_id


NOT_PLACED = [
    ("شاب يبلغ من العمر 30 عاماً", "العمر", ()),
    ("طال العمر", "العمر", ()),
    ("رجل في العمر نفسه", "العمر", ()),
    ("سجاد حرير", "حرير", ()),
    ("ملابس من حرير", "حرير", ()),
    ("أي بلد آخر", "بلد", ()),
    ("قاعدة أميركية في بلد آخر", "بلد", ("al-tanf",)),
    ("انسحاب من بلد دمرته الحرب", "بلد", ()),
    ("الوضع القائم", "القائم", ()),
    ("وقف إطلاق النار القائم", "القائم", ("abu-kamal",)),
    ("القائم بأعمال السفارة", "القائم", ()),
    ("أهداف الثورة", "الثورة", ()),
    ("حركة التقدم", "التقدم", ()),
    ("إحراز التقدم في المفاوضات", "التقدم", ()),
    ("قال الوزير", "الوزير", ()),
    ("أهل البصيرة", "البصيرة", ()),
    ("ارتدى جلبية", "جلبية", ()),
    ("بحيرة فيكتوريا", "فيكتوريا", ()),
    ("شركة كونوكو", "كونوكو", ()),
    ("كونوكو فيليبس", "كونوكو", ()),
    ("وأفاد مراسل الميادين في سوريا بوصول تعزيزات", "الميادين", ("deir-ez-zor",)),
    ("قناة الميادين", "الميادين", ()),
    ("شبكة الميادين", "الميادين", ()),
    ("مصادر الميادين", "الميادين", ()),
    ("في الميادين كافة", "الميادين", ("deir-ez-zor",)),
    ("المذهب المالكية", "المالكية", ()),
    ("استهدف موقع المالكية", "المالكية", ()),
    ("36 شاحنة قادماً من إقليم كوردستان، عبر معبر الوليد", "معبر الوليد", ()),
    ("قرية قسرك قرب تل علو", "قسرك", ()),
    ("ادخل قصرك", "قصرك", ()),
    ("جبل أبو خشب", "أبو خشب", ()),
    ("قرية كناكر غرب السويداء", "كناكر", ()),
    ("قرية السليمانية قرب حديثة", "السليمانية", ()),
    ("نهر اليرموك", "اليرموك", ()),
    ("جامعة اليرموك", "اليرموك", ()),
    ("السفارة الأميركية في بيروت", "السفارة الأميركية", ()),
    ("القنصلية الأميركية في إسطنبول", "القنصلية الأميركية", ()),
    ("حي السيدة زينب في القاهرة", "السيدة زينب", ()),
    ("مقتل أبو بكر البغدادي", "البغدادي", ()),
    ("قائد قسد مظلوم عبدي", "مظلوم", ()),
    ("تبني الهجوم", "تبني", ("deir-ez-zor",)),
    ("الرئيس خالد بن الوليد", "الوليد", ()),
    ("الصالحية", "الصالحية", ()),
    ("صباح الخير", "صباح الخير", ()),
]


@pytest.mark.parametrize(("phrase", "surface", "nearby"), NOT_PLACED)
def test_name_that_means_no_place_here(phrase: str, surface: str, nearby: tuple[str, ...]) -> None:
    assert resolve(phrase, surface, nearby) is None
    assert resolve(phrase, surface, nearby, attack=False) is None


@pytest.mark.parametrize("word", ["تحرير", "التنفيذ", "العمري", "الشام", "البلد", "درعا", "الحسكة"])
def test_only_whole_known_words_are_surfaces(word: str) -> None:
    places = {place_id for place_id, _ in GAZETTEER.surfaces().get(fold(word), ())}
    assert places <= {"daraa", "hasakah"}


@pytest.mark.parametrize("word", ["الأسد", "الحرير", "العراق", "سوريا", "خور", "جديد", "الثوري", "عين", "حويجة صكر"])
def test_common_words_alone_are_no_surfaces(word: str) -> None:
    assert fold(word) not in GAZETTEER.surfaces()


def test_sources_document_states_the_numbers() -> None:
    text = (SEEDS / "SOURCES.md").read_text(encoding="utf-8")
    names = [name for place in PLACES for name in place.names]
    assert f"{len(PLACES):,} places" in text
    assert f"{len(names):,} spellings, {sum(name.needs_context for name in names)} of which need context" in text
    for basis in ("sourced", "derived", "proxy", "estimate", "weak"):
        assert f"`{basis}` {sum(place.coordinate_basis == basis for place in PLACES)}" in text


with (SEEDS / "place_cues.csv").open(encoding="utf-8", newline="") as _table:
    CUE_ROWS = list(csv.DictReader(_table))


@pytest.mark.parametrize("row", CUE_ROWS, ids=lambda row: f"{row['surface']}-{row['cue']}")
def test_each_cue_decides_its_own_example(row: dict[str, str]) -> None:
    expected = None if row["verdict"] == NO_PLACE else row["verdict"]
    assert resolve(row["example"], row["surface"]) == expected


def write_tables(folder: Path, **replaced: str) -> Path:
    """Write the smallest sound set of tables, with whole files replaced by name."""
    tables = {
        "places": ",".join(PLACE_COLUMNS) + "\ntanf,al-Tanf,التنف,base,38.6,33.5,1500,SY04,,SY,sourced,,\n",
        "place_names": ",".join(NAME_COLUMNS) + "\ntanf,al-Tanf,en,no,\ntanf,التنف,ar,no,\n",
        "place_sources": ",".join(SOURCE_COLUMNS) + "\ntanf,Somewhere,https://example.org/tanf\n",
        "governorates": ",".join(GOVERNORATE_COLUMNS) + "\nSY04,SY,Homs,حمص,,\n",
        "place_cues": ",".join(PLACE_CUE_COLUMNS) + "\n",
        "context_cues": ",".join(KIND_CUE_COLUMNS) + "\n",
    }
    for name, text in (tables | replaced).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_sound_tables_load(tmp_path: Path) -> None:
    gazetteer = load_gazetteer(write_tables(tmp_path))
    assert [place.id for place in gazetteer.places] == ["tanf"]
    assert gazetteer["tanf"].admin1_ar == "حمص"


def test_all_faults_of_all_tables_are_reported_at_once(tmp_path: Path) -> None:
    folder = write_tables(
        tmp_path,
        places=",".join(PLACE_COLUMNS)
        + "\ntanf,al-Tanf,التنف,base,38.6,93.1,1500,SY04,,SY,sourced,,"
        + "\nTanf_2,Tanf 2,,fort,x,33,0,SY99,,SY,guess,nowhere,"
        + "\ntanf,al-Tanf,التنف,base,38.6,33.5,1500,,,SY,sourced,,"
        + "\nshort,row\n",
        place_names=",".join(NAME_COLUMNS)
        + "\ntanf,al-Tanf,en,no,\ntanf,التنف,ar,perhaps,\ntanf,التَّنف,ar,no,\nelsewhere,X,en,no,\n",
        place_sources=",".join(SOURCE_COLUMNS) + "\ntanf,,ftp://example.org\n",
        place_cues=",".join(PLACE_CUE_COLUMNS) + "\nحرير,beside,طريق,0,silk,,\n",
        context_cues="cue,kinds\n",
    )
    with pytest.raises(GazetteerError) as caught:
        load_gazetteer(folder)
    assert set(caught.value.faults) == {
        "places.csv:2: lat '93.1' not in -90..90",
        "places.csv:3: id 'Tanf_2' malformed, expected lower-case letters and digits joined by hyphens",
        f"places.csv:3: kind 'fort' unknown, expected one of: {', '.join(sorted(KINDS))}",
        "places.csv:3: governorate 'SY99' is not one of SY in governorates.csv",
        "places.csv:3: part_of 'nowhere' is not the id of another place",
        "places.csv:3: name_ar is empty, expected a text",
        "places.csv:3: name_en 'Tanf 2' is not among the place's names in place_names.csv",
        "places.csv:3: 'Tanf_2' has no source in place_sources.csv, expected at least one",
        "places.csv:3: lon 'x' is not a number in -180..180",
        "places.csv:3: radius_m '0' not in 1..1e+06",
        "places.csv:3: coordinate_basis 'guess' unknown, expected one of: derived, estimate, proxy, sourced, weak",
        "places.csv:4: id 'tanf' is used twice, expected one row a place",
        "places.csv:4: no governorate, expected one for a base (admin1_pcode, or admin1_name where there is no p-code)",
        "places.csv:5: 2 cells, expected 13",
        "place_names.csv:3: needs_context 'perhaps' unknown, expected one of: in, no, yes",
        "place_names.csv:4: name 'التَّنف' of tanf is listed already in a spelling that folds alike",
        "place_names.csv:5: place_id 'elsewhere' is not in places.csv",
        "place_sources.csv:2: label is empty, expected a text",
        "place_sources.csv:2: url 'ftp://example.org' malformed, expected http:// or https://",
        "place_cues.csv:2: surface 'حرير' is not a name in place_names.csv",
        "place_cues.csv:2: verdict 'silk' is neither 'none' nor an id in places.csv",
        "place_cues.csv:2: where 'beside' unknown, expected one of: after, before, near",
        "place_cues.csv:2: reach '0' not in 1..20",
        "place_cues.csv:2: example is empty, expected a text",
        "context_cues.csv:1: header is 'cue,kinds', expected 'cue,where,kinds,note'",
    }
    assert all(fault in str(caught.value) for fault in caught.value.faults)


def test_missing_table_is_a_fault(tmp_path: Path) -> None:
    folder = write_tables(tmp_path)
    (folder / "place_sources.csv").unlink()
    with pytest.raises(GazetteerError, match=r"place_sources\.csv:1: file is missing"):
        load_gazetteer(folder)
