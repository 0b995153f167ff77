"""Counts that somebody published, with their scope and window; never incidents."""

import datetime as dt

import pytest

from tests.reading import reading_of

PUBLISHED = dt.date(2023, 11, 15)
OCTOBER = dt.date(2023, 10, 17)


@pytest.mark.parametrize(
    ("text", "tallies"),
    [
        (
            "سجّلت الوزارة أكثر من 12 هجوماً في العراق و5 في سوريا بين 17 و25 تشرين الأول 2023.",
            [(12, True, "Iraq", OCTOBER, dt.date(2023, 10, 25)), (5, False, "Syria", OCTOBER, dt.date(2023, 10, 25))],
        ),
        (
            "أحصت واشنطن ما لا يقل عن 115 هجوماً ضد قواتها في العراق وسوريا منذ 17 تشرين الأول 2023.",
            [(115, True, "Iraq and Syria", OCTOBER, PUBLISHED)],
        ),
        (
            "وأحصى المرصد 47 عملية نفذتها خلايا التنظيم في مناطق الإدارة الذاتية منذ مطلع العام.",
            [(47, False, "north-east Syria", dt.date(2023, 1, 1), PUBLISHED)],
        ),
        (
            "بلغ تعداد الاستهدافات التركية في سوريا منذ بداية العام 31 استهدافاً، تسببت بمقتل 12 شخصاً.",
            [(31, False, "Syria", dt.date(2023, 1, 1), PUBLISHED)],
        ),
        (
            "نفذت المسيّرات التركية ما لا يقل عن 31 ضربة في سوريا منذ مطلع العام الحالي.",
            [(31, True, "Syria", dt.date(2023, 1, 1), PUBLISHED)],
        ),
        ("شنت طائرات روسية منذ فجر اليوم أكثر من 30 غارة على جبل البشري في سوريا.", []),
        (
            "تعرض العراق منذ 17 تشرين الأول وحتى مساء أمس لـ16 هجوماً بالمسيّرات.",
            [(16, False, "Iraq", OCTOBER, dt.date(2023, 11, 14))],
        ),
        (
            "رُصدت خمس هجمات على القواعد الأميركية في سوريا خلال 24 ساعة.",
            [(5, False, "Syria", dt.date(2023, 11, 14), PUBLISHED)],
        ),
        (
            "منذ 17 تشرين الأول تعرضنا لـ20 هجوماً في العراق، و18 في سوريا، أي ما مجموعه 38.",
            [
                (20, False, "Iraq", OCTOBER, PUBLISHED),
                (18, False, "Syria", OCTOBER, PUBLISHED),
                (38, False, "Iraq and Syria", OCTOBER, PUBLISHED),
            ],
        ),
        (
            "توزعت الهجمات منذ 17 تشرين الأول بواقع 79 هجوماً في العراق وهجومين في الأردن.",
            [(79, False, "Iraq", OCTOBER, PUBLISHED), (2, False, "Jordan", OCTOBER, PUBLISHED)],
        ),
        (
            "هذه عمليتنا رقم 27 في العراق منذ مطلع تشرين الأول.",
            [(27, False, "Iraq", dt.date(2023, 10, 1), PUBLISHED)],
        ),
        (
            "هذه هي المرة الثالثة التي تستهدف فيها إسرائيل الأراضي السورية منذ بداية العام.",
            [(3, False, "Syria", dt.date(2023, 1, 1), PUBLISHED)],
        ),
        (
            "قُصفت قاعدة حرير أول أمس. وهذا الهجوم هو التاسع على القاعدة خلال أقل من عامين.",
            [(9, False, "Harir air base, Iraq", None, None)],
        ),
        (
            "هذه العملية هي الرابعة والثلاثون منذ مطلع العام على أرتال الاحتلال الأميركي في العراق.",
            [(34, False, "Iraq", dt.date(2023, 1, 1), PUBLISHED)],
        ),
        (
            "وهذا ثالث استهداف خلال أسبوع في العراق.",
            [(3, False, "Iraq", dt.date(2023, 11, 9), PUBLISHED)],
        ),
        (
            "تصدرت قاعدة التنف القائمة بـ35 هجوماً، تلتها الشدادي بـ20.",
            [(35, False, "al-Tanf garrison, Syria", None, None), (20, False, "al-Shaddadi base, Syria", None, None)],
        ),
        (
            "توزعت الحصيلة: عين الأسد 43 هجوماً، وتقاسمت الشدادي والتنف المرتبة الثانية بـ16 لكل منهما.",
            [
                (43, False, "Ain al-Asad air base, Iraq", None, None),
                (16, False, "al-Shaddadi base, Syria", None, None),
                (16, False, "al-Tanf garrison, Syria", None, None),
            ],
        ),
        (
            "أحصت منظمة محلية 73 قصفاً تركياً في إقليم كردستان منذ بداية العام.",
            [(73, False, "Kurdistan Region, Iraq", dt.date(2023, 1, 1), PUBLISHED)],
        ),
        ("هذه العملية الجراحية هي الرابعة منذ مطلع العام في العراق.", []),
        ("وهي الثالثة خلال شهر في سوريا.", []),
        ("في ثاني هجوم خلال أسبوع، سقط صاروخان على قاعدة عين الأسد أمس.", []),
        ("تعرضت قاعدة حرير لهجوم بثلاثة صواريخ أمس.", []),
        ("للولايات المتحدة نحو 900 جندي في سوريا و2500 في العراق.", []),
        ("سقطت ستة صواريخ على قاعدة العمر منذ صباح اليوم.", []),
    ],
)
def test_tallies(text: str, tallies: list[tuple[int, bool, str, dt.date | None, dt.date | None]]) -> None:
    found = reading_of(text, PUBLISHED).tallies
    assert [(t.count, t.at_least, t.scope, t.date_from, t.date_to) for t in found] == tallies


def test_bases_counted_one_by_one() -> None:
    text = "بلغ عدد الهجمات منذ 19 تشرين الأول 2023 على القواعد في سوريا 29 هجوماً: الشدادي 7، حقل العمر 6، كونيكو 5."
    reading = reading_of(text)
    assert [(t.count, t.scope.split(",")[0]) for t in reading.tallies] == [
        (29, "Syria"),
        (7, "al-Shaddadi base"),
        (6, "al-Omar oil field base"),
        (5, "Conoco gas field base"),
    ]
    assert reading.reports == ()


def test_the_words_stand_in_the_text() -> None:
    reading = reading_of("تعرضت القوات لأكثر من 60 هجوماً في العراق وسوريا منذ منتصف تشرين الأول.")
    evidence = reading.tallies[0].evidence[0]
    assert reading.document.text[evidence.span.start : evidence.span.end] == evidence.quote
