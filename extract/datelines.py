"""Date lines: the lines of an article that state the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.calendar import WEEKDAYS
from extract.dates import DateMention
from extract.normalise import ReadText
from extract.words import Word, cut, word_set
from language.arabic import fold

_SIGNED_WITHIN = 8  # words behind the date of a dateline in which its writer stands in brackets
_TIMELINE = 2  # days without a year on lines of their own from which they head what happened then
_CITY = 2  # words of a city behind a date
_LINES = 8  # lines with words at the top and at the bottom where a date line may stand


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds words, its words, and the dates in it."""

    words: tuple[Word, ...]
    dates: tuple[DateMention, ...]
    edge: bool
    """Whether it is among the first or last lines."""
    top: bool
    """Whether it is among the first lines."""


# Words that may stand beside the date in a date line: labels, clock, time zones.
_LABELS = word_set(
    "نشر نشرت النشر تاريخ بتاريخ تحديث التحديث آخر في يوم الساعة ساعة بتوقيت توقيت غرينتش جرينتش م ص ه مساء صباحا "
    "ظهرا الموافق تم الخبر المقال بيان التاريخ كتب من قبل الإثنين published updated on at gmt utc am pm t z last ago "
    "دقيقة دقائق قراءة القراءة للقراءة وقت محدث date أخبار المحلية "
    "اليوم المحلي آخر المستجدات مستجدات التطورات حتى نشرة موجز ملخص صباح ظهر",
) | frozenset(WEEKDAYS)
_ZONE = word_set("بتوقيت توقيت")
_PUBLISHED = word_set("نشر نشرت النشر ونشر published")
_UPDATED = word_set("تحديث التحديث تعديل التعديل محدث updated")
_SAYS_SO = word_set("date تاريخ التاريخ نشر")
"""What alone before a date says that it is the day of the text."""
_SIGNATURE = word_set("وكالة الوكالة صحيفة شبكة مركز إعلام موقع قناة")
"""With what the name begins that signs a text at its foot, its date behind."""
# A line with one of these tells of something else on that day: a caption, a life, an event.
_NOT_A_DATE_LINE = word_set(
    "أرشيف أرشيفية صورة صور تصوير مشهد ذكرى الذكرى مواليد ولد توفي وفاة مقتل اغتيال استشهاد هجوم قصف حرب معركة منذ حتى "
    "خلال بين عام حقوق قاعدة جندي جنود قوات آثار جانب getty reuters afp copyright archive",
)
_RELATED = tuple(
    fold(heading)
    for heading in ("مقالات ذات", "مواضيع ذات", "أخبار ذات", "ذات صلة", "اقرأ أيضا", "الأكثر قراءة", "قد يعجبك")
)
_LINE = re.compile(r"\S[^\n]*")
_SIGNS = frozenset('|-–—،,:؛•/()[]·#_"«»')
_POST_SIGNS = frozenset(("@", "twitter", "pic", "telegram", "facebook", "instagram"))


def read_lines(text: ReadText, mentions: Sequence[DateMention]) -> list[Line]:
    """Return the lines that can say something of the day of publication, in order.

    Those are the first and last ones, and those that hold a date or a counted day; blank lines count for nothing.
    """
    spans = [(match.start(), match.end()) for match in _LINE.finditer(text.folded)]
    lines, position, related = list[Line](), 0, False
    for number, (start, end) in enumerate(spans):
        inside = []
        while position < len(mentions) and mentions[position].start < end:
            inside.append(mentions[position])
            position += 1
        top = number < _LINES
        edge = top or number >= len(spans) - _LINES
        related |= text.folded.startswith(_RELATED, start, end)  # what follows is of other articles
        if not (edge or inside or "يوم" in text.folded[start:end]):
            continue
        words = tuple(cut(text.folded, start, end))
        if words:
            lines.append(Line(words, tuple(inside), edge and not related, top))
    return lines


def stated_date(lines: Sequence[Line]) -> DateMention | None:
    """Return the date that a line of its own states; None when none does or such lines differ."""
    found = [(line, mention) for line in lines if line.edge for mention in [own_date(line)] if mention is not None]
    if is_timeline(lines):
        return None
    full = [(line, mention) for line, mention in found if mention.date_start is not None and not is_hijri(mention)]
    for chosen in (
        [pair for pair in full if _has(pair[0], _PUBLISHED)],
        [pair for pair in full if pair[0].top and not _has(pair[0], _UPDATED) and _has_clock(pair[0])],
        [pair for pair in full if pair[0].top and not _has(pair[0], _UPDATED)],
        [pair for pair in full if pair[0].top],
        full,
    ):
        days = {mention.date_start for _, mention in chosen}
        if len(days) == 1:
            return chosen[0][1]
        if days:
            return None
    return None


def is_timeline(lines: Sequence[Line]) -> bool:
    """Tell whether days without a year stand on lines of their own: they head what happened then."""
    return sum((day := own_date(line)) is not None and day.date_start is None for line in lines) >= _TIMELINE


def _has(line: Line, labels: Iterable[str]) -> bool:
    return any(word.text in labels for word in line.words)


def _has_clock(line: Line) -> bool:
    """Whether a line tells the time too: the head of a page tells today's date, the article's line when it went out."""
    texts = [word.text for word in line.words]
    return any(
        sign == ":" and first.isdecimal() and last.isdecimal()
        for first, sign, last in zip(texts, texts[1:], texts[2:], strict=False)
    )


def is_post(line: Line) -> bool:
    """Tell whether a line belongs to an embedded post («— قناة (@channel) October 21, 2023»)."""
    if line.words[0].text == "[" and any(word.text == ":" for word in line.words):
        return True  # «[05.01.2024 21:40]», of one post of a channel
    return line.words[0].text == "—" or any(word.text in _POST_SIGNS for word in line.words)


def is_hijri(mention: DateMention) -> bool:
    """Tell whether a mention was read from a Hijri date alone, which may be a day off."""
    return mention.rule == "hijri"


def own_date(line: Line) -> DateMention | None:
    """Return the day of a line that is mainly a date, or of a dateline («بغداد 7 تموز 2021 - أعلن …»)."""
    if not line.dates or is_post(line):
        return None
    mention = line.dates[0]
    if mention.precision != "day" or mention.kind != "point" or not is_calendar(mention):
        return None
    before = [word for word in line.words if word.end <= mention.start]
    after = [word for word in line.words if word.start >= mention.end]
    if any(word.text in _NOT_A_DATE_LINE for word in before):
        return None
    if line.top and before and all(word.text in _SAYS_SO for word in before):
        return mention  # «date 2025-11-28 …», where a page was saved as text
    plain, rest = _plain(before, line), _plain(after, line)
    if not before and len(rest) <= _CITY and any(word.text in _SIGNS for word in after[:1]):
        return mention  # «26 فبراير 2026 - بغداد»
    if not rest and any(word.text in _SIGNATURE for word in before):
        return mention  # «الوكالة العربية السورية للأنباء 24-11-2021»
    if any(word.text in _ZONE for word in after):
        rest = rest[1:]  # «بتوقيت دمشق»
    apart = not before or before[-1].text in _SIGNS or before[0].text == "#" or before[-1].text in _LABELS
    # «قناة كذا | 20 كانون الثاني 2024»; behind a comma only a town, for captions end so too.
    most = (2 if before and before[-1].text in "،," else 5) if apart else 1
    if not rest and len(plain) <= most and len(line.dates) <= 2:
        return mention
    if not line.top or len(plain) > 4 or not plain:
        return None
    # A town, the date, who writes («(ر ع)»), a dash, and the report.
    tail = [word.text for word in after[:_SIGNED_WITHIN]]
    if tail[:1] == ["("] and ")" in tail:
        if mention.date_start is not None and not is_hijri(mention):
            return mention  # «بغداد 12 مارس 2026 (شينخوا) ذكر مصدر …»
        tail = tail[tail.index(")") + 1 :]
    dashed = tail[:1] in (["-"], ["–"], ["—"]) or tail[:2] in ([")", "-"], [")", "–"], [")", "—"])
    return mention if dashed else None


def _plain(words: Sequence[Word], line: Line) -> list[Word]:
    """Return the words that neither label a date line nor belong to another date in it."""
    return [
        word
        for word in words
        if word.text[0].isalpha()
        and word.text not in _LABELS
        and not any(mention.start <= word.start < mention.end for mention in line.dates[1:3])
    ]


def is_calendar(mention: DateMention) -> bool:
    """Tell whether a mention names a day of the calendar, not one counted from today."""
    return mention.rule.endswith("today-dated") or mention.rule in (
        "day-month",
        "hijri",
        "hijri-and-gregorian",
        "numeric-date",
        "latin-date",
        "numeric-day-month",
    )
