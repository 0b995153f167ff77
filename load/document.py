"""A text becomes a document: its digest, its language, and a title where the first line is one."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from incidents.errors import UnreadableArticle
from incidents.types import DateBasis, Document
from language.arabic import fold
from load.content import Content
from load.decode import MAX_CHARACTERS, arabic_share
from load.manifest import Known

PASTED = "pasted"
"""Source of a text that came from no file."""

_LONGEST_TITLE = 160
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
# Words that stand in a date line beside numbers, folded: days, months by all their names, hours.
_DATE_WORDS = frozenset(
    fold(
        "السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة يوم الساعة بتوقيت غرينتش ص م صباحا مساء هـ "
        "كانون الثاني الأول شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين يناير فبراير مارس أبريل إبريل مايو ماي "
        "يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر آخر تحديث نشر نشرت في تاريخ النشر بتاريخ محرم صفر ربيع الآخر "
        "جمادى الأولى الآخرة رجب شعبان رمضان شوال ذو القعدة الحجة "
        "saturday sunday monday tuesday wednesday thursday friday sat sun mon tue wed thu fri january february march "
        "april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov "
        "dec am pm gmt utc published updated on at"
    ).split()
)


def as_document(
    text: str,
    source: str = PASTED,
    *,
    published: dt.date | None = None,
    basis: DateBasis = "given",
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    after: str | None = None,
) -> Document:
    """Return the document of a text as it stands, with the same id wherever the same text comes from.

    `basis` says how `published` is known and is ignored without one. Where no title is given the first line serves
    if it looks like one. Raises `UnreadableArticle` for a text that is blank, too long, or not text.
    """
    if not text.strip():
        raise UnreadableArticle(f"{source}: empty: expected an article")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableArticle(f"{source}: {len(text):,} characters: expected at most {MAX_CHARACTERS:,}")
    try:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise UnreadableArticle(f"{source}: half a character at {error.start}: expected text") from error
    if "\x00" in text:  # PostgreSQL cannot keep it, and no text has it
        raise UnreadableArticle(f"{source}: a NUL at {text.index(chr(0))}: expected text")
    return Document(
        id=sha256[:16],
        source=source,
        publisher=publisher,
        title=title or first_line_title(text),
        url=url,
        published=published,
        published_basis=basis if published else "unknown",
        text=text,
        sha256=sha256,
        language=language_of(text),
        after=after,
    )


def document_of(content: Content, source: str, known: Known, published: dt.date | None, today: dt.date) -> Document:
    """Return the document of an article out of a file; what is known beside it goes before what the file says.

    Its date is the known one, else `published`, else the one the file states, if that is not after `today`. Raises
    `UnreadableArticle`, as `as_document` does.
    """
    given = known.published or published
    stated = content.published if content.published and content.published <= today else None
    return as_document(
        content.text,
        source,
        published=given or stated,
        basis="given" if given else "stated",
        publisher=known.publisher or content.publisher,
        title=known.title or content.title,
        url=known.url,
        after=known.after,
    )


def language_of(text: str) -> str:
    """Return `ar` when most letters are Arabic, `en` when most are Latin and English's small words stand there, else
    `und`. Persian and Kurdish, told by their own letters, are `und`."""
    share = arabic_share(text)
    if share > 0.5:
        return "und" if len(re.findall("[پچژگێۆڕڵەڤ]", text)) > len(text) / 100 else "ar"
    words = [word.lower() for word in _WORD.findall(text)]
    small = sum(word in {"the", "of", "and", "to", "in", "a", "on"} for word in words)
    return "en" if words and share < 0.2 and small >= len(words) / 10 else "und"


def first_line_title(text: str) -> str | None:
    """Return the first line when it is short, not the whole text, no sentence and no date line; else None."""
    first, *rest = text.strip().splitlines()
    first = first.strip()
    if not any(line.strip() for line in rest) or len(first) > _LONGEST_TITLE or first.endswith((".", "،", ":", "؛")):
        return None
    words = _WORD.findall(fold(first))
    if not words or (_DIGITS.search(first) and all(word in _DATE_WORDS for word in words)):
        return None
    return first
