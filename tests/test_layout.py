"""Which lines are reporting, and which are what a page puts around it."""

import pytest

from extract.layout import lines_of
from extract.normalise import ReadText

BODY = "قال مصدر أمني إن صاروخين سقطا قرب القاعدة فجر اليوم من دون وقوع أي إصابات في صفوف الجنود."


def kinds(*lines: str) -> list[str]:
    return [line.kind for line in lines_of(ReadText("\n".join(lines)))]


@pytest.mark.parametrize(
    "line",
    ["كلمات مفتاحية", "مقالات ذات صلة", "اقرأ أيضاً: هجوم على قاعدة حرير", "شارك: فيسبوك | تويتر", "+ الخط -", "fbpx"],
)
def test_page_furniture_is_no_reporting(line: str) -> None:
    assert kinds("عنوان الخبر", BODY, line) == ["headline", "body", "boilerplate"]


def test_what_follows_the_related_headlines_is_no_reporting() -> None:
    assert kinds("عنوان", BODY, "مواضيع متعلقة", "قصف جديد على قاعدة التنف", "إسرائيل تقصف مطار دمشق") == [
        "headline",
        "body",
        "boilerplate",
        "boilerplate",
        "boilerplate",
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("03 يناير 2024", "date_line"),
        ("آثار قصف سابق على القاعدة (رويترز)", "caption"),
        ("صورة: آثار القصف", "caption"),
        ("— قناة (@channel) October 21, 2023 pic.twitter.com/abc", "embed"),
    ],
)
def test_lines_beside_the_text(line: str, kind: str) -> None:
    assert kinds("عنوان", line, BODY)[1] == kind


def test_a_post_of_one_line_is_all_body() -> None:
    assert kinds("استهداف قاعدة حرير بمسيّرة") == ["body"]


def test_a_last_line_that_goes_on_is_body() -> None:
    assert kinds("عنوان", BODY, "ولم تتبن أي جهة الهجوم")[-1] == "body"


def test_a_blank_text_has_no_lines() -> None:
    assert kinds("", "  ") == []


def test_each_line_of_a_ticker_is_news() -> None:
    text = ReadText(
        "شريط الأخبار\n● مصدر أمني: صاروخ يسقط داخل القاعدة ولا إصابات\n● وزير النفط: عودة الإنتاج في الحقل\n"
        "● كتائب حزب الله: قصفنا القاعدة الأميركية بصاروخين\n● المنتخب يواجه نظيره الثلاثاء في البصرة\n8 آذار 2026"
    )
    kinds = [line.kind for line in lines_of(text)]
    assert kinds[1:5] == ["body"] * 4
