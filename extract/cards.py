"""Cards: lines that each tell one thing of a single event, with a label before it.

    «الموقع: قاعدة هيمو | التوقيت: 21:15 | الوسيلة: مسيّرة انتحارية | النتيجة: تفجير في الهواء»

(place: …, time: …, means: …, outcome: …). They are one sentence, not four.
"""

from __future__ import annotations

import re
from itertools import groupby

from language.arabic import fold

_WHERE = (
    "الموقع|المكان|مكان الحادث|موقع الحادث|مكان الاستهداف|مكان الهجوم|موقع الاستهداف|المنطقة|الهدف|المستهدف"
    "|الجهة المستهدفة|الموقع المستهدف"
)
_HOW = (
    "الوسيلة|الوسيلة المستخدمة|السلاح|السلاح المستخدم|نوع السلاح|الأداة|الذخيرة|نوع الهجوم|نوع الاستهداف|نوع الحادث"
    "|الحدث|الأسلوب|طريقة الاستهداف"
)
_WHAT_CAME_OF_IT = (
    "المنفذ|الفاعل|الجهة المنفذة|الجهة المتبنية|التبني|المسؤولية|النتيجة|النتائج|الأثر|الخسائر|الأضرار|الضحايا|الإصابات"
    "|الحصيلة"
)
_MORE = "التوقيت|الوقت|التاريخ|تاريخ الحادث|الزمان|الساعة|اليوم|المحافظة|المصدر|التفاصيل|الحالة"
_LABEL = re.compile(
    rf"\W*(?:(?P<where>{fold(_WHERE)})|(?P<how>{fold(_HOW)})|(?P<then>{fold(_WHAT_CAME_OF_IT)})|{fold(_MORE)})\s*:\s*\S"
)
_MAY_BE_ONE = re.compile(r"(?m)^[^\w\n]{0,8}ال\w{2,15}(?: \w{2,15})?[^\w\n:]{0,4}:")
"""What a card's lines look like before anything is folded: most texts have none."""
_FEWEST_LINES = 3
MEANS = re.compile(rf"(?:^|،)\W*(?:{fold(_HOW)})\s*:\W*(?:\w+\W+){{0,4}}$")
"""What stands before a weapon, in the folded line of a card joined, that is named as the means of its attack."""


def with_cards_joined(text: str) -> str:
    """Return a text with a comma for each line break inside a card, character for character; others stay."""
    if len(_MAY_BE_ONE.findall(text)) < _FEWEST_LINES:
        return text
    lines = text.split("\n")
    labels = [_LABEL.match(fold(line)) for line in lines]
    joined = list(text)
    for labelled, run in groupby(range(len(lines)), key=lambda at: labels[at] is not None):
        at = list(run)
        told = {label.lastgroup for label in (labels[i] for i in at) if label is not None}
        if labelled and len(at) >= _FEWEST_LINES and told >= {"where", "how", "then"}:
            ends = [sum(map(len, lines[: i + 1])) + i for i in at[:-1]]
            for end in ends:
                joined[end] = "،"
    return "".join(joined)
