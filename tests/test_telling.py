"""One event told twice is one; two told apart are two; a day nobody told stays unknown."""

import datetime as dt

import pytest

from tests.reading import PUBLISHED, reading_of

YESTERDAY = PUBLISHED - dt.timedelta(days=1)


def told(text: str) -> list[tuple[str | None, dt.date | None]]:
    return [(report.place_id, report.date_start) for report in reading_of(text).reports]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # told twice
        (
            "استهدفت مسيّرة قاعدة حرير أمس. وقال مصدر إن الهجوم على قاعدة حرير لم يوقع خسائر.",
            [("harir", YESTERDAY)],
        ),
        ("سقط صاروخان على حقل العمر أمس. وأضاف المصدر أن القاعدة تعرضت لقصف بصاروخين.", [("al-omar", YESTERDAY)]),
        # the newest entry of live coverage stands on top; a late day is that of another attack
        (
            "22:20 خمسة جرحى في الهجوم على عين الأسد.\n21:15 سقوط صاروخين على قاعدة عين الأسد.\n"
            "18:00 للتذكير: القاعدة نفسها تعرضت في 2 كانون الثاني لقصف بصواريخ، ولم يتبنَّ أحد القصف.",
            [("ain-al-asad", YESTERDAY), ("ain-al-asad", dt.date(2024, 1, 2))],
        ),
        # a day that heads a line dates what the line tells
        (
            "13 آذار/مارس 2022: هذه المرة جاءت النيران من خارج الحدود. سقط 12 صاروخاً في محيط قاعدة حرير.",
            [("harir", dt.date(2022, 3, 13))],
        ),
        # sites told one by one, behind the attack on all of them
        (
            "قصفت مقاتلات أميركية أمس ثلاثة مقار. وإحداها مقر في جرف الصخر جنوبي بغداد، والثانية قرب مدينة القائم.",
            [("jurf-al-sakhar", YESTERDAY), ("al-qaim", YESTERDAY)],
        ),
        ("قصفت مقاتلات أميركية أمس ثلاثة مقار. وتقع بغداد على بعد ساعة.", []),
        # passed on and denied is not told; told and denied stays
        ("تداولت صفحات خبراً عن سقوط صواريخ على قاعدة بلد. وتنفي الخلية هذا الخبر جملة وتفصيلاً.", []),
        (
            "سقطت صواريخ على قاعدة بلد أمس. ونفى مصدر أمني وقوع أي هجوم.",
            [("balad-airbase", YESTERDAY)],
        ),
        # heard near a site, and hit next door; called by its city, and told of its base
        (
            "دوي انفجارين أمس في محيط مطار بغداد الدولي. وسقط صاروخان أمس داخل معسكر فيكتوريا الملاصق للمطار.",
            [("victory-base", YESTERDAY)],
        ),
        (
            "هاجمت مسيّرات القاعدة الأميركية في مطار أربيل أمس. وتبنّت جماعة مجهولة هجوم أربيل.",
            [("erbil-airport-base", YESTERDAY)],
        ),
        # a town is meant by its kind, too
        (
            "دخلت قوة إسرائيلية أمس بلدة بيت جن. وقصفت طائرات مروحية منازل البلدة، ثم قصفت المدفعية البلدة.",
            [("beit-jinn", YESTERDAY)],
        ),
        # a dual points back to both
        (
            "أغارت طائرات أمس على مطار تدمر العسكري وقاعدة التيفور. وكانت قد قصفت الموقعين الأربعاء.",
            [
                ("palmyra-airport", YESTERDAY),
                ("t4-airbase", YESTERDAY),
                ("palmyra-airport", dt.date(2024, 1, 17)),
                ("t4-airbase", dt.date(2024, 1, 17)),
            ],
        ),
        # items of a list, short as they are, tell what its head announces
        (
            "وجّه مجاهدو المقاومة الإسلامية في العراق اليوم السبت ثلاث ضربات متتالية إلى الاحتلال:\n"
            "1️⃣ قاعدة عين الأسد، بطائرتين مسيّرتين\n2️⃣ قاعدة حرير، بمسيّرة واحدة\n"
            "3️⃣ قاعدة عين الأسد مجدداً، بصاروخ\nوالقادم أدهى",
            [("ain-al-asad", PUBLISHED), ("harir", PUBLISHED), ("ain-al-asad", PUBLISHED)],
        ),
        # another day behind «أما في»
        (
            "وفي الثامن من الشهر الجاري قُصفت قاعدة حرير بصاروخ، أما في الثالث منه فاستهدفت مسيّرة قاعدة التنف.",
            [("harir", dt.date(2024, 1, 8)), ("al-tanf", dt.date(2024, 1, 3))],
        ),
        # days on lines of their own, as in timelines
        (
            "أسابيع على حافة الحرب\n\n2 كانون الثاني 2024\nأُمطرت قاعدة عين الأسد بعشرات الصواريخ. ولم تقع خسائر.\n\n"
            "8 كانون الثاني\nمسيّرة تتسلل مع الفجر إلى قاعدة حرير وتنفجر فوق مهجع الجنود.\n\nوتتواصل الاتصالات.",
            [("ain-al-asad", dt.date(2024, 1, 2)), ("harir", dt.date(2024, 1, 8))],
        ),
        # two days, two waves
        (
            "استهدفت مسيّرة قاعدة حرير أمس. وكانت القاعدة ذاتها قد تعرضت الأربعاء لهجوم بصاروخ.",
            [("harir", YESTERDAY), ("harir", dt.date(2024, 1, 17))],
        ),
        (
            "استهدفت صواريخ قاعدة كونيكو فجر اليوم. وفي هجوم ثان مساء اليوم استهدفت مسيّرة القاعدة ذاتها.",
            [("conoco", PUBLISHED), ("conoco", PUBLISHED)],
        ),
        # a day told before holds in its line; a look back has no day of its own
        (
            "يوم 10 كانون الثاني استهدفت فصائل قاعدة التنف بمسيّرة.\nكما قصفت الفصائل قاعدة الشدادي.",
            [("al-tanf", dt.date(2024, 1, 10)), ("al-shaddadi", None)],
        ),
        # days told one by one behind how often it was
        (
            "تعرض معسكر زليكان التركي أمس لقصف بصواريخ. المعسكر ذاته كان قد استُهدف مرتين هذا الشهر: في الثالث منه "
            "بطائرة مسيّرة، وفي الحادي عشر بخمسة صواريخ.",
            [("zilkan", YESTERDAY), ("zilkan", dt.date(2024, 1, 3)), ("zilkan", dt.date(2024, 1, 11))],
        ),
        # an attack of another day, right behind those on the one base told of
        (
            "استُهدف حقل خور مور أمس بمسيّرة. وهذا الهجوم هو التاسع على الحقل. "
            "وفي الخامس من كانون الثاني أدت ضربة بمسيّرة إلى شلل الإنتاج بعدما أصابت خزاناً.",
            [("khor-mor", YESTERDAY), ("khor-mor", dt.date(2024, 1, 5))],
        ),
        # blasts heard in a city are those at its base
        (
            "دوي انفجار قوي في سماء أربيل الليلة. وقال جهاز مكافحة الإرهاب إن مسيّرتين استهدفتا مطار أربيل الليلة.",
            [("erbil-airport-base", PUBLISHED)],
        ),
        ("ثلاث مسيّرات نحو قاعدة التنف أمس: أُسقطت اثنتان منها وأصابت الثالثة المجمّع.", [("al-tanf", YESTERDAY)]),
        # the day of what was seen holds for what is told of it
        (
            "رصدت الدفاعات ليلة 5 إلى 6 كانون الثاني عشرة أهداف جوية كانت تقترب، وأحبطت الهجوم. وأوضح البيان أن سبع "
            "مسيّرات اتجهت نحو قاعدة حميميم، فيما كانت ثلاث أخرى تقصد نقطة في طرطوس.",
            [("hmeimim", dt.date(2024, 1, 5)), ("tartus", dt.date(2024, 1, 5))],
        ),
        (
            "استهدف صاروخان قاعدة الشدادي صباح اليوم. وفي المساء تعرضت القاعدة نفسها لرشقة كاتيوشا ثانية.",
            [("al-shaddadi", PUBLISHED), ("al-shaddadi", PUBLISHED)],
        ),
        # «في أربيل» only says where the base lies
        (
            "سقطت قذائف على مطار أربيل أمس. وأصيب جندي حين سقطت قذيفتا هاون يوم الأحد على محيط القاعدة نفسها في أربيل.",
            [("erbil-airport-base", YESTERDAY), ("erbil-airport-base", dt.date(2024, 1, 14))],
        ),
        # «منذ» of the day on which what follows happened
        (
            "يسود الهدوء منذ 27 كانون الأول، يوم انهمر على قاعدة كي وان 30 صاروخاً وقُتل متعاقد أميركي.",
            [("k1-kirkuk", dt.date(2023, 12, 27))],
        ),
        # a live blog that goes on past midnight
        (
            "23:20 ثلاث مسيّرات استهدفت قاعدة التحالف في مطار أربيل\n00:02 الأحد: مسيّرة انفجرت عند مدخل قاعدة حرير",
            [("erbil-airport-base", YESTERDAY), ("harir", PUBLISHED)],
        ),
        # a pronoun is the base told of
        (
            "تقع قاعدة عين الأسد غرب بغداد. وفي الثامن من كانون الثاني 2020 أطلقت إيران صواريخ باليستية عليها.",
            [("ain-al-asad", dt.date(2020, 1, 8))],
        ),
        (
            "انفجرت دراجة نارية مفخخة اليوم وسط مدينة رأس العين. كما انفجرت عبوة ناسفة بسيارة قيادي بالمدينة ذاتها.",
            [("ras-al-ayn", PUBLISHED), ("ras-al-ayn", PUBLISHED)],
        ),
        (
            "تقع قاعدة عين الأسد غرب بغداد. والبداية كانت ليلة الثامن من كانون الثاني 2020، حين أمطرها الحرس الثوري "
            "بصواريخ باليستية.",
            [("ain-al-asad", dt.date(2020, 1, 8))],
        ),
        # «حيث» tells on, the day of what was only referred to comes later
        (
            "وجاء الهجوم بعد استهداف معسكر التاجي، حيث سقط صاروخ الأربعاء الماضي في أرض خلاء داخل المعسكر.",
            [("taji", dt.date(2024, 1, 17))],
        ),
        (
            "ردت القوات على هجوم صاروخي استهدف جنوداً في قاعدة الشدادي. "
            "وجاء في البيان أن الهجوم على الشدادي وقع الأربعاء.",
            [("al-shaddadi", dt.date(2024, 1, 17))],
        ),
        # told again without its day
        (
            "فجّر مسلحون أول أمس عبوة بآلية قرب الصور. وأقرت قوى الأمن بمقتل اثنين في انفجار عبوة قرب الصور.",
            [("suwar", dt.date(2024, 1, 18))],
        ),
        # a list takes what its head tells
        (
            "هاجم مجاهدونا، فجر الخميس، أربع قواعد للعدو:\n① عين الأسد 👈 مسيّرتان\n② حرير 👈 مسيّرة\n"
            "③ الشدادي 👈 رشقة صواريخ\nوأصابت نيراننا أهدافها.",
            [(place, dt.date(2024, 1, 18)) for place in ("ain-al-asad", "harir", "al-shaddadi")],
        ),
        ("من دون تحديد موعد، أعلنت المقاومة أنها استهدفت قاعدة حرير بمسيّرة.", [("harir", None)]),
        ("قصفت المقاومة قاعدة عين الأسد مرات عديدة.", [("ain-al-asad", None)]),
    ],
)
def test_events(text: str, events: list[tuple[str, dt.date | None]]) -> None:
    assert told(text) == events


def test_news_without_a_day_is_of_the_last_two() -> None:
    report = reading_of("استهدفت مسيّرة قاعدة حرير.").reports[0]
    assert (report.date_start, report.date_end, report.certainty) == (YESTERDAY, PUBLISHED, "inferred")
    assert report.certainty_reason


def test_without_a_publication_day_it_stays_undated() -> None:
    report = reading_of("استهدفت مسيّرة قاعدة حرير فجر اليوم.", published=None).reports[0]
    assert (report.date_start, report.time_precision) == (None, "undated")


def test_the_sum_and_its_parts_are_not_counted_twice() -> None:
    text = (
        "أعلنت المقاومة أمس استهداف ثلاث قواعد في محافظة الحسكة. "
        "وقال البيان إنها استهدفت قاعدتي الشدادي وتل بيدر بمسيّرات."
    )
    assert [place for place, _ in told(text)] == ["al-shaddadi", "tell-baydar-base"]


def test_a_plan_for_tomorrow_is_no_event() -> None:
    assert told("يستهدف التحالف غداً مواقع في البوكمال بغارات جوية.") == []
