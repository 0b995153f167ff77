"""The day of publication: stated lines, cues that leave one day, and texts that must stay unknown."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise import ReadText
from extract.published import infer_published

BODY = "أعلن متحدث أن القاعدة تعرضت لهجوم بطائرة مسيّرة من دون وقوع إصابات.\n\nوأضاف أن التحقيق جارٍ."

STATED = [
    ("أربيل، 16 تموز/يوليو 2025 (ر ع) - أوقفت شركتان العمل صباح اليوم الأربعاء.", "2025-07-16"),
    ("عاجل\n4 أيلول 2023 - آخر المستجدات حتى 9 مساءً\nدخلت الاشتباكات يومها التاسع.", "2023-09-04"),
    ("الأحد 29 أكتوبر 2023 01:49 م\n" + BODY, "2023-10-29"),
    ("هجوم جديد على القاعدة\n\n03 يناير 2024\nتعليق (Getty)\n" + BODY, "2024-01-03"),
    ("عنوان الخبر\nنشر في: 2024-05-03\n" + BODY, "2024-05-03"),
    ("عنوان الخبر\nنشر في 3 مايو 2024 | آخر تحديث 4 مايو 2024\n" + BODY, "2024-05-03"),
    ("عنوان الخبر\nنشر: 3 مايو 2024\nآخر تحديث: 4 مايو 2024\n" + BODY, "2024-05-03"),
    ("عنوان الخبر\nآخر تحديث: الجمعة 4 أيار/مايو 2024 - 10:30 بتوقيت دمشق\n" + BODY, "2024-05-04"),
    ("بغداد 7 تموز/يوليو 2021 - أعلن المتحدث باسم التحالف أن صواريخ سقطت.", "2021-07-07"),
    ("واشنطن (10 أغسطس 2024) – قال مسؤول إن طائرة مسيّرة ضربت القاعدة.", "2024-08-10"),
    ("قناة الميدان | 20 كانون الثاني 2024\n" + BODY, "2024-01-20"),
    ("#المرصد 11 كانون الأول 2023\n" + BODY, "2023-12-11"),
    (BODY + "\n\n١٩-١٠-٢٠٢٣ م\n#العراق", "2023-10-19"),
    (BODY + "\nالخميس ٤ ربيع الآخر ١٤٤٥ هـ\n١٩-١٠-٢٠٢٣ م", "2023-10-19"),
    ("كلمة المسؤول الأمني\n24 / 3 / 2024\n" + BODY, "2024-03-24"),
    ("October 21, 2023\n" + BODY, "2023-10-21"),
    ("عنوان الخبر\n\nديسمبر 30, 2023\n" + BODY, "2023-12-30"),
    ("نشرة المساء\nالخميس 16 مايس 2024\n" + BODY, "2024-05-16"),
    ("عنوان الخبر\n26 فبراير 2026 - بغداد\n" + BODY, "2026-02-26"),
    ("date 2025-11-28 ارتفاع عدد الضحايا\n" + BODY, "2025-11-28"),
    ("عنوان الخبر\n18 كانون الثاني 2024   |   وقت القراءة: 6 دقائق\n" + BODY, "2024-01-18"),
    ("19.11.2019 - محدث : 19.11.2019\n" + BODY, "2019-11-19"),
    (BODY + "\nالوكالة العربية للأنباء 24-11-2021\n#سانا", "2021-11-24"),
    (
        "الأحد 24 نوفمبر 2024 الموافق 22 جمادى الأولى 1446\nعنوان\nالإثنين 09/سبتمبر/2024 - 11:12 ص\n" + BODY,
        "2024-09-09",
    ),
    ("دمشق، 2 آذار 2024\n" + BODY, "2024-03-02"),
    ("تاريخ النشر: 2024/05/03 الساعة 14:20\n" + BODY + "\nاقرأ أيضاً\nخبر آخر\n1 مايو 2024", "2024-05-03"),
]

INFERRED = [
    # an embedded post, weekdays, and a month told as the current one
    (
        "قال مصدر، اليوم الجمعة، إن الغارة وقعت شرقا.\nوتعرضت القواعد لهجمات ما بين 17 و26 تشرين الأول الجاري.\n"
        "— قناة (@channel) October 21, 2023\nوأمس الخميس هدد الفصيل.",
        "2023-10-27",
    ),
    # the day of a war, with a weekday to settle how it is counted
    ("أكدت الفصائل، اليوم الأربعاء، قصف القاعدة، مع استمرار الحرب على غزة لليوم الـ124 على التوالي.", "2024-02-07"),
    # an anniversary with weekdays
    (
        "سقط صاروخ قرب المطار اليوم الأربعاء، بعد هجوم أمس الثلاثاء.\nوتزامن ذلك مع الذكرى الثانية لمقتل القائد "
        "في غارة في 3 يناير 2020.",
        "2022-01-05",
    ),
    # a full date that is said to be today, or another day from today
    ("هاجم المجاهدون، اليوم الجمعة 17/11/2023، ثلاث قواعد.", "2023-11-17"),
    ("سقط صاروخان أمس الخميس 26 تشرين الأول/أكتوبر 2023 قرب القاعدة.", "2023-10-27"),
    # a Hijri date line whose weekday agrees
    (BODY + "\nالجمعة ١٩ ربيع الآخر ١٤٤٥", "2023-11-03"),
    # weekday and day of the month together settle the year after a dated event
    (
        "نفذت القوات، أمس الأحد 12 تشرين الثاني، غارات شرقي سوريا.\nوكان هجوم السابع من تشرين الأول/أكتوبر 2023 "
        "قد أشعل التوتر.",
        "2023-11-13",
    ),
    # a war dated in the text itself
    (
        "تتواصل المعارك، اليوم السبت، لليوم العاشر على التوالي منذ بدء العملية في 27 تشرين الثاني 2024.",
        "2024-12-07",
    ),
    ("أبرز أحداث الأربعاء 11 آذار 2026 في العراق\n- أربيل: اعترضت الدفاعات مسيّرات.", "2026-03-11"),
    ("قالت الوزارة إن مسلحين هاجموا ليل الخميس 2/12/2021 ثكنة.\n\nأربيل – 4 كانون الأول/ديسمبر", "2021-12-04"),
]

UNKNOWN = [
    BODY,
    "",
    "أفادت مصادر، اليوم الجمعة، بسماع انفجارات.",
    "قتل القائد في 3 يناير 2020 في غارة قرب المطار.",
    "وقال مسؤولان الثلاثاء إن القذائف لم تصب القاعدة، وأكدت مصادر الجمعة مقتل مدنيين.",
    "صورة أرشيفية 3 يناير 2020\n" + BODY,
    "جنود في قاعدة عين الأسد، 13 يناير 2020\n" + BODY,
    "مقتل القائد 3 يناير 2020\n" + BODY,
    BODY + "\nمقالات ذات صلة\nخبر آخر\n12 مايو 2024",
    "في اليوم الثالث من الحرب على غزة سقط صاروخ، اليوم الأربعاء.",
    "3 مايو 2024\n4 مايو 2024\n" + BODY,
    "تسلسل زمني\n15 كانون الثاني 2024\n" + BODY + "\n20 كانون الثاني\n" + BODY + "\n28 كانون الثاني\n" + BODY,
    "[05.01.2024 21:40]\nقصفنا القاعدة.\n[06.01.2024 04:52]\n" + BODY,
    "قال مصدر إن طائرات أغارت عند الساعة 11:35 ليل السبت 14-10-2023 على المطار.",
    "سيكتمل الانسحاب في 30 سبتمبر 2026، بحسب ما قال اليوم الأربعاء.",
    "قصفت القاعدة اليوم الجمعة.\n— قناة (@channel) October 21, 2023\nقال أمس الثلاثاء إن الهجوم وقع.",
    "قصفت القاعدة اليوم الجمعة.\n— قناة (@channel) October 21, 2023",
]


@pytest.mark.parametrize(("article", "expected"), STATED)
def test_stated(article: str, expected: str) -> None:
    text = ReadText(article)
    guess = infer_published(text)
    assert (guess.date, guess.basis) == (dt.date.fromisoformat(expected), "stated"), guess.reason
    assert 0 <= guess.start < guess.end <= len(text.folded)


@pytest.mark.parametrize(("article", "expected"), INFERRED)
def test_inferred(article: str, expected: str) -> None:
    text = ReadText(article)
    guess = infer_published(text)
    assert (guess.date, guess.basis) == (dt.date.fromisoformat(expected), "inferred"), guess.reason
    assert 0 <= guess.start < guess.end <= len(text.folded)


@pytest.mark.parametrize("article", UNKNOWN)
def test_unknown_is_never_guessed(article: str) -> None:
    guess = infer_published(ReadText(article))
    assert (guess.date, guess.basis, guess.start, guess.end) == (None, "unknown", 0, 0), guess.reason


def test_eve_of_an_anniversary_looks_back() -> None:
    text = "قصفت القاعدة اليوم الاثنين قبيل الذكرى السنوية الأولى للغارة التي وقعت في 3 يناير 2020."
    assert infer_published(ReadText(text)).date == dt.date(2020, 12, 28)


def test_reason_names_the_cues() -> None:
    guess = infer_published(ReadText(INFERRED[0][0]))
    assert "اليوم الجمعة" in guess.reason
    assert "2023-10-21" in guess.reason


PIECES = st.sampled_from(
    [
        "اليوم",
        "الجمعة",
        "لليوم",
        "الـ20",
        "على",
        "التوالي",
        "الذكرى",
        "الثانية",
        "3",
        "يناير",
        "2020",
        "أمس",
        ".",
        "\n",
        "/",
        "@",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_any_text_gives_an_answer_inside_it(parts: list[str]) -> None:
    text = ReadText(" ".join(parts))
    guess = infer_published(text)
    assert (guess.date is None) == (guess.basis == "unknown")
    assert 0 <= guess.start <= guess.end <= len(text.folded)


@pytest.mark.parametrize(
    "piece", ["اليوم الجمعة 3 يناير 2020 ", "لليوم الـ20 ", "الذكرى الثانية ", "اليوم الـ20\n", "@ "]
)
def test_long_repetition_is_read(piece: str) -> None:
    assert infer_published(ReadText(piece * 4_000)).reason


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قال المتحدث، يوم الجمعة 18 نيسان 2025، إن القوات ستنسحب من قاعدة حرير.", dt.date(2025, 4, 18)),
        ("في إيجازه الخميس 9 نوفمبر 2023 قال رايدر إن الهجمات مستمرة.", dt.date(2023, 11, 9)),
        # An older day in a lead, or one without its weekday, tells nothing of the article's own
        ("في الأربعاء 8 كانون الثاني 2020 قصفت إيران القاعدة. وبعد عامين، في 3 آذار 2022، أعيد بناؤها.", None),
        ("قُتل سليماني في 3 كانون الثاني 2020 قرب مطار بغداد.", None),
    ],
)
def test_the_day_a_lead_names_in_full(text: str, day: dt.date | None) -> None:
    assert infer_published(ReadText(text)).date == day
