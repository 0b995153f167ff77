"""Counts that somebody published, with their scope and window; never incidents."""

import datetime as dt

import pytest

from tests.reading import reading_of

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
            [(115, True, "Iraq and Syria", OCTOBER, None)],
        ),
        ("تعرضت قاعدة حرير لهجوم بثلاثة صواريخ أمس.", []),
        ("للولايات المتحدة نحو 900 جندي في سوريا و2500 في العراق.", []),
        ("سقطت ستة صواريخ على قاعدة العمر منذ صباح اليوم.", []),
    ],
)
def test_tallies(text: str, tallies: list[tuple[int, bool, str, dt.date | None, dt.date | None]]) -> None:
    found = reading_of(text).tallies
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
