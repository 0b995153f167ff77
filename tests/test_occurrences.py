"""Whether two tellings of one text are one event, and when it was."""

import datetime as dt

import pytest

from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from load.document import as_document

PUBLISHED = dt.date(2024, 8, 7)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "قال مسؤول، الأربعاء، إن عدد المصابين في الهجوم الصاروخي على قاعدة عين الأسد ارتفع إلى سبعة. "
            "وكان صاروخان قد سقطا مساء الاثنين داخل القاعدة.",
            ["2024-08-05"],
        ),
        (
            "أعلنت القيادة، اليوم الأربعاء، مقتل أربعة إرهابيين بضربة جوية في جبال حمرين. "
            "وذكرت أن طائراتها نفذت مساء الأحد الماضي ضربة جوية استهدفت مضافة لداعش في جبال حمرين.",
            ["2024-08-04"],
        ),
        (
            "تعرضت قاعدة عين الأسد اليوم لقصف بصاروخين. وكانت القاعدة قد تعرضت، الأحد الماضي، لهجوم بمسيّرة.",
            ["2024-08-07", "2024-08-04"],
        ),
        (
            "🔻 استهداف قاعدة حقل العمر ظهر اليوم برشقة صاروخية.\n🔻 استهداف القاعدة نفسها عصر اليوم بمسيّرتين.",
            ["2024-08-07", "2024-08-07"],
        ),
    ],
)
def test_the_day_told_last_is_that_of_the_event(text: str, days: list[str]) -> None:
    reports = read(as_document(text, published=PUBLISHED), load_gazetteer()).reports
    assert [str(report.date_start) for report in reports] == days


def test_after_the_midnight_of_a_day_is_that_day_or_the_next() -> None:
    text = "سقطت صواريخ بعد منتصف ليل الأحد على قاعدة حرير."
    report = read(as_document(text, published=PUBLISHED), load_gazetteer()).reports[0]
    assert (report.date_start, report.date_end) == (dt.date(2024, 8, 4), dt.date(2024, 8, 5))


@pytest.mark.parametrize(
    "second",
    [
        "وتعرضت قرية الزبارة لقصف مدفعي مساء الأحد.",
        "وقصفت طائرة مسيّرة بلدة الزبارة مساء الأحد.",
        "وقصفت مسيّرة الزبارة مساء الأحد.",
        "وسقط صاروخ في الزبارة أمس.",
        "وشنّت طائرات غارات على الخرطوم أمس.",
    ],
)
def test_an_attack_on_a_place_that_is_not_on_the_map_is_not_put_to_the_base_before_it(second: str) -> None:
    text = f"استهدفت طائرة مسيّرة قاعدة حقل العمر مساء السبت. {second}"
    reports = read(as_document(text, published=PUBLISHED), load_gazetteer()).reports
    assert [report.place_id for report in reports if report.place_id] == ["al-omar"]
