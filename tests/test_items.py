"""Items of a list and entries of a timeline: whose act, day and place they take over."""

import datetime as dt

from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from load.document import as_document

CLAIMS = """حصاد المقاومة الإسلامية في العراق

نفّذ مجاهدونا خلال الأسبوع المنصرم خمس عمليات، وهذا تفصيلها:

🔻 السبت: قاعدة حرير، بطائرة مسيّرة. بلغت هدفها.
🔻 الأحد: لا بيانات.
🔻 الثلاثاء: طائرتان مسيّرتان إلى عين الأسد غرب العراق، وأخرى إلى قاعدة خراب الجير.
🔻 الخميس: قاعدة التنف، والوسيلة صواريخ قصيرة المدى.

وستبقى قواعدكم كلها، من كونيكو إلى الشدادي، في مرمانا."""

TIMELINE = """قاعدة الشدادي في أربعة أشهر

نرتب هنا أبرز ما مر على القاعدة منذ اندلاع الحرب، وفق بيانات الطرفين وما نشرته الشبكات المحلية في المنطقة.

23 تشرين الأول – مسيّرتان تحلقان على علو منخفض، تتعامل المضادات مع الأولى.

8 تشرين الثاني – عند المغرب، قذائف صاروخية لم يُعرف عددها.

30 تشرين الثاني – القوات تجري تدريباً بالذخيرة الحية وتهتز نوافذ البلدة."""


def _told(text: str, published: dt.date) -> list[tuple[str | None, dt.date | None]]:
    reports = read(as_document(text, published=published), load_gazetteer()).reports
    return [(report.place_id, report.date_start) for report in reports]


def test_items_take_the_act_of_their_head_and_a_day_of_their_own() -> None:
    assert _told(CLAIMS, dt.date(2024, 1, 19)) == [
        ("harir", dt.date(2024, 1, 13)),
        ("ain-al-asad", dt.date(2024, 1, 16)),
        ("abu-hajar-airfield", dt.date(2024, 1, 16)),
        ("al-tanf", dt.date(2024, 1, 18)),
    ]


def test_entries_of_a_timeline_are_of_the_base_that_its_headline_names() -> None:
    assert _told(TIMELINE, dt.date(2024, 2, 10)) == [
        ("al-shaddadi", dt.date(2023, 10, 23)),
        ("al-shaddadi", dt.date(2023, 11, 8)),
    ]


def test_a_headline_of_two_bases_gives_its_entries_no_place() -> None:
    two = TIMELINE.replace("قاعدة الشدادي في", "قاعدتا الشدادي وكونيكو في")
    assert _told(two, dt.date(2024, 2, 10)) == []
