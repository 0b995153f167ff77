"""Drills, threats, plans, denials and habits tell of no attack, and say why."""

import pytest

from tests.reading import reading_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("أجرت القوات الأميركية تدريبات بالذخيرة الحية في قاعدة حقل العمر.", "drill"),
        ("الانفجارات التي سُمعت في قاعدة كونيكو ناجمة عن مناورات للتحالف.", "drill"),
        ("هددت فصائل مسلحة باستهداف قاعدة حرير.", "threat"),
        ("سنستهدف قاعدة عين الأسد بالصواريخ.", "threat"),
        ("حذر خبراء من أن الفصائل قد تستهدف قاعدة التنف بالمسيّرات.", "hypothetical"),
        ("رفعت القوات جاهزيتها تحسباً لهجمات على قاعدة الشدادي.", "hypothetical"),
        ("نفت خلية الإعلام الأمني تعرض قاعدة عين الأسد لقصف صاروخي.", "denial"),
        ("لا صحة لأنباء عن استهداف قاعدة بلد الجوية بصواريخ.", "denial"),
        ("تقع بين الحين والآخر هجمات بالمسيّرات على قاعدة كونيكو.", "recap"),
        ("وصلت تعزيزات عسكرية إلى قاعدة خراب الجير.", "reinforcement"),
        ("سيّرت قسد دوريات مشتركة قرب قاعدة تل بيدر.", "patrol"),
    ],
)
def test_no_attack(text: str, kind: str) -> None:
    reading = reading_of(text)
    assert reading.reports == ()
    assert [rejected.kind for rejected in reading.rejected] == [kind]
    rejected = reading.rejected[0]
    assert reading.document.text[rejected.span.start : rejected.span.end] == rejected.quote


@pytest.mark.parametrize(
    "text",
    [
        "أصابت مسيّرة ساحة تدريب في قاعدة حقل العمر.",
        "كانت قاعدة التنف قد تعرضت أمس لهجوم بصاروخين.",
        "استهدفت ثلاث مسيّرات قاعدة الشدادي بعد تهديدات الفصائل.",
    ],
)
def test_words_of_drill_and_threat_that_take_nothing_back(text: str) -> None:
    assert len(reading_of(text).reports) == 1


def test_a_claim_that_is_denied_stays_disputed() -> None:
    reading = reading_of("قالت المقاومة إنها قصفت قاعدة حقل العمر أمس برشقة صاروخية، وهو ما نفاه مسؤول أميركي.")
    assert [report.status for report in reading.reports] == ["disputed"]
