"""Lines broken inside a sentence: which breaks go, and which stay for a headline, a list or a paragraph ends there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.wrapped import unwrapped
from tests.reading import reading_of


@pytest.mark.parametrize(
    "text",
    [
        "وردّت القوات بقصف صاروخي على\nمصدر القذائف.",
        "وأشارت المصادر إلى أن\nالحرائق أُخمدت.",
        "وفي 5 كانون الثاني\nالجاري، تعرض الحقل لقصف.",
        "قال المصدر إن القصف استهدف القاعدة،\nمن دون أن يوقع خسائر.",
        "سقطت الصواريخ قرب القاعدة (\nالتنف) فجر اليوم.",
        "انفجرت عبوة قرب رتل للتحالف\n، وفق مصدر أمني.",
    ],
)
def test_a_break_inside_a_sentence_is_a_space(text: str) -> None:
    assert unwrapped(text) == text.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "هجوم على عين الأسد\nقال مصدر أمني إن صاروخين سقطا على القاعدة.",
        "قصف على\n\nقال مصدر أمني إن صاروخين سقطا.",
        "انتهى البيان.\nوقال مصدر آخر إن القصف توقف.",
        "قاعدة التنف\nقاعدة عين الأسد\nقاعدة حرير",
        "أربع هجمات في يوم واحد\nشنّت فصائل أربع هجمات على قواعد أميركية.",
        "عاجل | انفجارات في التنف\nعاجل | انفجارات في حقل العمر\nعاجل | صفارات الإنذار في عين الأسد",
        "قال: \n«قصفنا القاعدة».",
        "على",
        "",
    ],
)
def test_a_break_between_headlines_items_and_paragraphs_stays(text: str) -> None:
    assert unwrapped(text) == text


def test_a_block_that_is_broken_twice_is_wrapped_throughout() -> None:
    text = (
        "سقطت قذائف على حقل العمر.\nوقالت مصادر إن\nالنيران اندلعت في\nالموقع، كما حلقت مسيّرات\nأمريكية فوق الحقل.\n"
        "• بيان لاحق"
    )
    joined = unwrapped(text)
    assert "مسيّرات أمريكية" in joined
    assert joined.count("\n") == 2  # behind the full stop, and before the item of a list


def test_a_column_is_wrapped_throughout() -> None:
    text = (
        "قصفت فصائل محلية بصواريخ من طراز غراد\nفجر اليوم قاعدة حقل العمر في ريف دير\n"
        "الزور الشرقي، ولم ترد أنباء عن إصابات في\nصفوف الجنود بعد القصف الذي دام ساعة\nكاملة بحسب مصادر محلية"
    )
    joined = unwrapped(text)
    assert "دير الزور" in joined
    assert "ساعة كاملة" in joined


def test_the_day_told_over_a_broken_line_is_read() -> None:
    text = (
        "قال مصدر إن\nالقصف تجدد. وفي 5 كانون الثاني/ يناير\nالجاري، تعرضت قاعدة حقل العمر لقصف بصواريخ من\n"
        "مدينة الميادين."
    )
    (report,) = reading_of(text).reports
    assert (report.place_id, str(report.date_start)) == ("al-omar", "2024-01-05")


@given(st.text(alphabet="على، أنب.\n\t«", max_size=80))
def test_only_line_breaks_change_and_only_to_spaces(text: str) -> None:
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert all(new == old or (old == "\n" and new == " ") for old, new in zip(text, joined, strict=True))
