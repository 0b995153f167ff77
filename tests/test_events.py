"""Which act struck which place: lists, instruments, subjects before their verb, and what only says where."""

import pytest

from tests.reading import places_read, reading_of, rows


@pytest.mark.parametrize("row", rows("incidents.csv"), ids=lambda row: row["phrase"][:40])
def test_an_attack_told_in_one_sentence(row: dict[str, str]) -> None:
    assert places_read(row["phrase"]) == row["place_id"].split()


@pytest.mark.parametrize("row", rows("not_incidents.csv"), ids=lambda row: row["phrase"][:40])
def test_news_that_tells_of_no_attack(row: dict[str, str]) -> None:
    assert places_read(row["phrase"]) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("استهدفت فصائل قاعدة حقل العمر وقاعدة الشدادي بالصواريخ.", ["al-omar", "al-shaddadi"]),
        ("استهداف قاعدتي التنف وحقل كونيكو بطائرات مسيّرة.", ["al-tanf", "conoco"]),
        ("تعرضت قاعدة الشدادي في ريف الحسكة الجنوبي لهجوم بصاروخين.", ["al-shaddadi"]),
        ("وكانت القاعدة الأميركية في حقل العمر، قد تعرضت أمس لقصف صاروخي.", ["al-omar"]),
        ("قصفت قوات التحالف المتمركزة في حقل العمر بالمدفعية مواقع في البوكمال.", ["abu-kamal"]),
        ("قوات التحالف، بالقرب من حقل العمر النفطي، قصفت مواقع في البوكمال.", ["abu-kamal"]),
        ("نقطة للجيش، قرب بلدة الباغوز، استُهدفت بقذائف هاون.", ["baghuz"]),
        ("سقطت على قاعدة كونيكو صواريخ أُطلقت من بلدة خشام.", ["conoco"]),
        ("استهدفت المسيّرات قاعدة التنف، فيما قصفت المدفعية محيط بلدة خشام.", ["al-tanf", "khasham"]),
        ("ردّت قسد على الهجوم بفرض حصار على مواقع في القامشلي.", []),
    ],
)
def test_places_of_an_act(text: str, places: list[str]) -> None:
    assert places_read(text) == places


def test_each_place_of_a_list_has_its_own_weapon() -> None:
    text = "أعلنت المقاومة استهداف قاعدتي حرير والتنف بطائرات مسيّرة، وقاعدة الشدادي برشقة صاروخية."
    weapons = {report.place_id: report.weapons for report in reading_of(text).reports}
    assert weapons == {"harir": ("drone",), "al-tanf": ("drone",), "al-shaddadi": ("rocket",)}


def test_a_clause_without_a_place_tells_on() -> None:
    reading = reading_of("طائرتان مسيّرتان اتجهتا إلى قاعدة التنف، فأُسقطت إحداهما وانفجرت الثانية داخل القاعدة.")
    assert [(r.place_id, r.outcome) for r in reading.reports] == [("al-tanf", "partly_intercepted")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قصفت المدفعية يوم الخميس معسكراً كان قد أُخلي قبل أيام في البوكمال.", "2024-01-18"),
        ("وكان مطار حلب قد فُتح أمس، بعد تعطله إثر الغارات التي ضربته يوم الأحد.", "2024-01-14"),
        ("تلك ليلة 8 كانون الثاني 2020. يومها أطلق الحرس الثوري صواريخ على عين الأسد.", "2020-01-08"),
        ("وقبل ذلك بأسبوعين سقط صاروخان على مطار كركوك العسكري ليل 3 كانون الثاني.", "2024-01-03"),
        ("ورداً على سؤال عن هجمات الأحد، قالت إن مسيّرتين اعتُرضتا فوق قاعدة كونيكو.", "2024-01-14"),
        ("تسعة من أبناء المدينة كانوا قد قُتلوا في 2 كانون الثاني بقصف مدفعي على مدينة نوى.", "2024-01-02"),
        ("وتعرضت مرتفعات سيدكان، للمرة الثالثة هذا الشهر، لقصف مدفعي إيراني الخميس.", "2024-01-18"),
        ("استهدفت مسيّرات أمس مقراً لحزب كومله بمنطقة زركويز، كانت عناصره قد أخلته قبل أيام.", "2024-01-19"),
        ("المقاومة كانت قد أعلنت الخميس استهداف قاعدة التنف بمسيّرة.", "2024-01-18"),
    ],
)
def test_the_day_of_something_else_is_not_the_attacks(text: str, day: str) -> None:
    (report,) = reading_of(text).reports
    assert str(report.date_start) == day


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "الموقع: قاعدة الشدادي\nالتاريخ: 19/1/2024\nالوسيلة: طائرتان مسيّرتان انتحاريتان\nالنتيجة: أضرار مادية",
            ["al-shaddadi"],
        ),
        (
            "الزمان: فجر أمس\nالمكان: حقل العمر\nنوع السلاح: أربعة صواريخ\nالمنفذ: مجهول\nالضحايا: لا أحد",
            ["al-omar"],
        ),
        ("تفاصيل المباراة\nالمكان: ملعب الشعب في بغداد\nالتوقيت: السابعة مساء\nالحدث: نهائي الكأس", []),
        ("الموقع: قاعدة عين الأسد\nالوظيفة: مهندس صيانة مسيّرات\nالتاريخ: 1/2/2024", []),
        ("◾ 03:10 من كويسنجق: مسيّرة ثالثة لهذه الليلة، والهدف مخيم للمعارضة", ["koya"]),
        ("كونيكو: مسيّرتان فجر اليوم ولا أضرار", ["conoco"]),
        ("كركوك: مسيّرات لمراقبة الحدائق", []),
        ("عُثر فجر أمس قرب الرصافة على جثث ثلاثة رعاة عليها آثار رصاص.", ["resafa"]),
        ("عثرت الشرطة في ناحية البغدادي على جثة رجل غرق في النهر أمس.", []),
        ("عُثر أمس قرب الرصافة على مستودع أسلحة وجثث حيوانات.", []),
        ("شيّعت نوى أمس ثلاثة من أبنائها. سقطوا ليلاً تحت نيران مروحيات إسرائيلية في أحراش غرب المدينة.", ["nawa"]),
        ("عاشت نوى أمس يوماً هادئاً من دون قصف.", []),
        ("مواصفات العطاء:\nالموقع: مطار حلب\nالأداة: طائرات مسيّرة للمسح\nالتوقيت: شهران", []),
    ],
)
def test_cards_and_lines_headed_by_their_place(text: str, places: list[str]) -> None:
    assert places_read(text) == places
