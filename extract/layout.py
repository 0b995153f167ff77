"""Which lines of a page are reporting, and which are what pages put around it.

Related headlines, tags, captions, share buttons and embedded posts name bases and attacks too; taken for reporting
they would put last week's event on the map again. Every line gets one kind; only `headline` and `body` are read for
incidents, and the headline only where the body tells none.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from extract.lexicon import LEXICON_FOLDER, read_entries
from extract.normalise import ReadText, Sentence
from language.arabic import fold

LineKind = Literal["headline", "body", "date_line", "caption", "embed", "heading", "boilerplate"]

_PAGE_TABLE = LEXICON_FOLDER / "page.csv"


def _phrases(kind: str) -> str:
    """Return the phrases of one kind as alternatives of a regular expression, longest first, folded."""
    forms = {fold(entry.form) for entry in read_entries(_PAGE_TABLE) if entry.value == kind}
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


_AFTER_THE_ARTICLE = re.compile(rf"[\W\d]*(?:{_phrases('after')})")
_BESIDE_THE_ARTICLE = re.compile(rf"[\W\d]*(?:{_phrases('beside')})(?!\w)")
_ALSO_READ = re.compile(rf"[\W\d]*(?:{_phrases('also_read')})(?!\w)")
_CREDIT = re.compile(
    rf"[(\[](?:{_phrases('credit')})[^)\]]{{0,30}}[)\]]\s*\W*$|^[\W\d]*(?:{_phrases('caption')})\s?[:|(-]"
)
_EMBED = re.compile(r"pic\.twitter\.com|t\.co/|\(@\w+\)|https?://(?:x|twitter)\.com")
_MONTH = (
    r"(?:يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر"
    r"|كانون|شباط|اذار|نيسان|ايار|حزيران|تموز|اب|ايلول|تشرين)"
)
_DATE_LINE = re.compile(
    rf"\d{{1,2}}\s+{_MONTH}[^.]*\d{{4}}|\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}"
)
_WORD = re.compile(r"\w+")
_HEADS_A_LIST = re.compile(r":\W*$")
_IS_AN_ITEM = re.compile(r"[^\u0621-\u064aA-Za-z]")
_IS_A_FIGURE = re.compile(r"\W{0,3}\w[\w ]{1,40}\s?:\s?\d{1,4}\W*")
"""«– سوريا: 86»: short as it is, it belongs to a sum."""

_URGENT = re.compile(r"\W*عاجل\W")
_BULLET = re.compile(r"[^\w\s\"'«»“”()\[\]{}#@؟?.،,؛;:!…*/\\–—-]|\d\ufe0f?\u20e3")
_HOUR = re.compile(r"\W*\d{1,2}:\d{2}(?!\d)")
_FEWEST_TICKERS = 3
_FEWEST_WORDS = 4
"""Words that a line of news has at least; a tag has fewer."""
_LONG_LINE = 14
"""Words from which a line is a paragraph rather than a heading, tag list or button."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text. Offsets are folded, half open."""

    start: int
    end: int
    kind: LineKind


class _Raw(NamedTuple):
    """A line that is not blank, before it has its kind."""

    start: int
    end: int
    part: str
    """What stands in it, blanks around it apart."""
    words: int


def lines_of(text: ReadText) -> tuple[Line, ...]:
    """Return the lines that hold anything, each with its kind; empty for a blank text.

    A short text of one or two lines is all body: a channel post has no headline.
    """
    raw = []
    start = 0
    for line in text.folded.split("\n"):
        if part := line.strip():
            raw.append(_Raw(start, start + len(line), part, len(_WORD.findall(part))))
        start += len(line) + 1
    found: list[Line] = []
    after_the_article = False
    last_body = max((i for i, line in enumerate(raw) if line.words >= _LONG_LINE), default=-1)
    for i, (begin, end, part, words) in enumerate(raw):
        if words < 2 * _LONG_LINE and _AFTER_THE_ARTICLE.match(part):
            after_the_article = i > last_body or after_the_article
            kind: LineKind = "boilerplate"
        elif (after_the_article and (i > last_body or words < _LONG_LINE)) or (
            words < 2 * _LONG_LINE and _ALSO_READ.match(part)
        ):
            kind = "boilerplate"
        elif words < _LONG_LINE and _BESIDE_THE_ARTICLE.match(part):
            kind = "date_line" if _DATE_LINE.search(part) else "boilerplate"
        elif _EMBED.search(part):
            kind = "embed"
        elif words <= 9 and _DATE_LINE.search(part):
            kind = "date_line"
        elif words < 2 * _LONG_LINE + 4 and _CREDIT.search(part):
            kind = "caption"
        else:
            kind = "body"
        found.append(Line(begin, end, kind))
    return tuple(_with_headline(found, raw, last_body))


def _with_headline(found: list[Line], raw: list[_Raw], last_body: int) -> list[Line]:
    """Mark the short lines before the first paragraph as headlines, and short lines without an end mark as headings."""
    first_body = next((i for i, line in enumerate(found) if line.kind == "body" and i <= last_body), None)
    result = list(found)
    long_lines = [i for i, line in enumerate(raw) if found[i].kind == "body" and _is_paragraph(line)]
    if not long_lines or first_body is None:
        return result
    listed = False
    ticker = _tickers(raw)
    for i, line in enumerate(raw):
        # «هاجمنا اليوم ثلاث قواعد: | ① عين الأسد، مسيّرتان»: short as they are, items belong to what announces them
        listed = _HEADS_A_LIST.search(raw[i - 1].part) is not None if i and not listed else listed
        listed = listed and _IS_AN_ITEM.match(line.part) is not None
        if found[i].kind != "body" or listed or i in ticker or _IS_A_FIGURE.fullmatch(line.part):
            continue
        if i < long_lines[0] and not _is_paragraph(line):
            result[i] = Line(line.start, line.end, "headline")
        elif i > long_lines[-1] and not line.part.startswith("و") and not _is_paragraph(line):
            # Behind the last paragraph an unfinished short line is a tag list or a link to another article.
            result[i] = Line(line.start, line.end, "boilerplate")
    return result


def _tickers(raw: list[_Raw]) -> frozenset[int]:
    """Return the lines that begin like most others, by «عاجل», a sign or an hour: each is a piece of news by itself."""
    for opening in (_URGENT, _BULLET, _HOUR):
        alike = frozenset(i for i, line in enumerate(raw) if opening.match(line.part) and line.words >= _FEWEST_WORDS)
        if len(alike) >= _FEWEST_TICKERS and 2 * len(alike) >= len(raw):
            return frozenset(range(min(alike), max(alike) + 1))
    return frozenset()


def _is_paragraph(line: _Raw) -> bool:
    return line.words >= _LONG_LINE or _ends_like_a_sentence(line.part)


def _ends_like_a_sentence(part: str) -> bool:
    return part.rstrip("\"'”»)] ").endswith((".", "!", "؟", "…", ":"))


def kind_at(lines: Sequence[Line], start: int) -> LineKind | None:
    """Return the kind of the line that holds a folded offset; None before the first line."""
    at = bisect.bisect_right(lines, start, key=lambda line: line.start) - 1
    return lines[at].kind if at >= 0 else None


def heads_a_list(text: ReadText, sentence: Sentence) -> bool:
    """Return whether items follow a sentence: «وكان أبرز هذه الاستهدافات:»."""
    return _HEADS_A_LIST.search(text.folded, sentence.start, sentence.end) is not None


def is_an_item(text: ReadText, sentence: Sentence) -> bool:
    """Return whether a sentence begins like an item of a list: with a bullet, a number, a picture."""
    return _IS_AN_ITEM.match(text.folded, sentence.start) is not None
