"""Which lines of a page are reporting, and which are what pages put around it.

Related headlines, tags, captions, share buttons and embedded posts name bases and attacks too; taken for reporting
they would put last week's event on the map again. Every line gets one kind; only `headline` and `body` are read for
incidents, and the headline only where the body tells none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extract.normalise import ReadText

LineKind = Literal["headline", "body", "date_line", "caption", "embed", "heading", "boilerplate"]

# Folded, so teh marbuta is heh and hamzas are gone. A line that begins so opens the list of other articles.
_AFTER_THE_ARTICLE = re.compile(
    r"^[\W\d]*(?:مقالات? ذات صله|اخبار ذات صله|مواضيع ذات صله|مواضيع متعلقه|مواضيع مرتبطه|موضوعات متعلقه|ذات صله|كلمات مفتاحيه|كلمات دلاليه|الكلمات المفتاحيه"
    r"|الكلمات الدلاليه|وسوم|الوسوم|تاغات|تاجات|اقرا المزيد|اقرا ايضا|اقرؤوا ايضا|قد يهمك|قد يعجبك|شاهد ايضا|الاكثر قراءه|المزيد من الاخبار|اخر الاخبار"
    r"|زر الذهاب الي الاعلي|المساهمون|جميع الحقوق محفوظه|حقوق النشر|اشترك في|تابعونا|تابعنا|للاشتراك|التعليقات|اترك تعليقا|شارك الخبر|شارك هذا|انضم الي|اظهر المزيد|المزيد حول|عناوين اخري|اخبار اخري|مواد ذات صله|من الارشيف|الاكثر مشاهده)"
)
_BESIDE_THE_ARTICLE = re.compile(
    r"^[\W\d]*(?:fbpx|شارك|مشاركه|فيسبوك|تويتر|واتساب|تيليغرام|تلغرام|طباعه|نسخ الرابط|\+ الخط -|المصدر ?[|:]|الخط|حجم الخط|استمع|اشتراك|facebook|twitter|whatsapp|telegram|share|tags?\b|تصوير|نشر في|اخر تحديث|تحديث)"
)
_ALSO_READ = re.compile(r"^[\W\d]*(?:اقرا ايضا|اقرا المزيد|اقرؤوا ايضا|شاهد ايضا|قد يهمك|طالع ايضا|للمزيد|شاهد)\s*[:|»«-]?")
_CREDIT = re.compile(
    r"\((?:getty|gettyimages?|getty images?|reuters|afp|ap|epa|رويترز|ا ف ب|ا\.ف\.ب|فرانس برس|الاناضول|اسوشيتد برس|غيتي|ارشيفيه|ارشيف|سانا|مواقع التواصل(?: الاجتماعي)?|انترنت|الانترنت|اكس|تويتر|فيسبوك|صوره ارشيفيه|عن الانترنت)[^)]{0,30}\)\s*\W*$"
    r"|^[\W\d]*(?:صوره|صورة|الصوره|تصوير|صوره ارشيفيه|ارشيفيه|صور ارشيفيه)\s?[:|(-]"
)
_EMBED = re.compile(r"pic\.twitter\.com|t\.co/|\(@\w+\)|https?://(?:x|twitter)\.com")
_MONTH = r"(?:يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|كانون|شباط|اذار|نيسان|ايار|حزيران|تموز|اب|ايلول|تشرين)"
_DATE_LINE = re.compile(rf"(?:\d{{1,2}}\s+{_MONTH}[^.]*\d{{4}}|\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}})")
_WORD = re.compile(r"\w+")

_LONG_LINE = 14
"""Words from which a line is a paragraph rather than a heading, tag list or button."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text. Offsets are folded, half open."""

    start: int
    end: int
    kind: LineKind


def lines_of(text: ReadText) -> tuple[Line, ...]:
    """Return the lines that hold anything, each with its kind; empty for a blank text.

    A short text of one or two lines is all body: a channel post has no headline.
    """
    raw = []
    start = 0
    for part in text.folded.split("\n"):
        if part.strip():
            raw.append((start, start + len(part), part.strip()))
        start += len(part) + 1
    found: list[Line] = []
    after_the_article = False
    last_body = max((i for i, (_, _, part) in enumerate(raw) if len(_WORD.findall(part)) >= _LONG_LINE), default=-1)
    for i, (begin, end, part) in enumerate(raw):
        words = len(_WORD.findall(part))
        if _AFTER_THE_ARTICLE.search(part) and words < 2 * _LONG_LINE:
            after_the_article = i > last_body or after_the_article
            kind: LineKind = "boilerplate"
        elif after_the_article and (i > last_body or words < _LONG_LINE):
            kind = "boilerplate"
        elif _ALSO_READ.search(part) and words < 2 * _LONG_LINE:
            kind = "boilerplate"
        elif _BESIDE_THE_ARTICLE.search(part) and words < _LONG_LINE:
            kind = "date_line" if _DATE_LINE.search(part) else "boilerplate"
        elif _EMBED.search(part):
            kind = "embed"
        elif _DATE_LINE.search(part) and words <= 9:
            kind = "date_line"
        elif _CREDIT.search(part) and words < 2 * _LONG_LINE + 4:
            kind = "caption"
        else:
            kind = "body"
        found.append(Line(begin, end, kind))
    return tuple(_with_headline(found, raw, last_body))


def _with_headline(found: list[Line], raw: list[tuple[int, int, str]], last_body: int) -> list[Line]:
    """Mark the short lines before the first paragraph as headlines, and short lines without an end mark as headings."""
    first_body = next((i for i, line in enumerate(found) if line.kind == "body" and i <= last_body), None)
    result = list(found)
    long_lines = [i for i, (_, _, part) in enumerate(raw) if found[i].kind == "body" and _is_paragraph(part)]
    if not long_lines or first_body is None:
        return result
    for i, (begin, end, part) in enumerate(raw):
        if found[i].kind != "body":
            continue
        if i < long_lines[0] and not _is_paragraph(part):
            result[i] = Line(begin, end, "headline")
        elif i > long_lines[-1] and not part.startswith("و") and not _ends_like_a_sentence(part) and len(_WORD.findall(part)) < _LONG_LINE:
            # Behind the last paragraph an unfinished short line is a tag list or a link to another article.
            result[i] = Line(begin, end, "boilerplate")
    return result


def _is_paragraph(part: str) -> bool:
    return len(_WORD.findall(part)) >= _LONG_LINE or _ends_like_a_sentence(part)


def _ends_like_a_sentence(part: str) -> bool:
    return part.rstrip("\"'”»)] ").endswith((".", "!", "؟", "…", ":"))
