"""A PDF to its words, by pypdf: lines as drawn, put into reading order and joined to paragraphs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from incidents.errors import UnreadableArticle
from load.content import Content
from load.reading_order import in_reading_order

MAX_PAGES = 200
"""A longer file is no article."""

_GAP = re.compile(r"\S.{14,} {6,}\S.{14,}")  # wider than any blank of a justified line, and words of two columns
_FEWEST_IN_COLUMNS = 4  # a page's head and foot have such gaps too
_LAM_ALEF = re.compile(rb"<(0644)\s*(062[2357]|0671)>", re.I)
_BLANKS = re.compile(r"[ \t\u00a0]+")
_FULL = 0.7


def read_pdf(data: bytes, name: str) -> Content:
    """Return the words of a PDF that holds text, a line a paragraph.

    Raises `UnreadableArticle`, naming `name`, for a file that is damaged, encrypted, too long, a scan without text,
    set in columns, or whose Arabic cannot be put into reading order.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise UnreadableArticle(f"{name}: encrypted: expected a PDF without a password")
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableArticle(f"{name}: {len(reader.pages)} pages: expected at most {MAX_PAGES}")
        drawn = [line for page in reader.pages for line in _lines(page)]
        # A shape that stands for lam and alef tells them as they are read, in the midst of what is told as drawn.
        for page in reader.pages:
            _turn_lam_alef(page.get("/Resources"), set())
        turned = [line for page in reader.pages for line in _lines(page)]
    except (PyPdfError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableArticle(f"{name}: damaged: expected a PDF") from error
    if not drawn:
        raise UnreadableArticle(f"{name}: no text in this PDF, perhaps a scan: expected one with text")
    if sum(_GAP.search(line) is not None for line in drawn) >= max(_FEWEST_IN_COLUMNS, len(drawn) / 3):
        raise UnreadableArticle(f"{name}: set in columns: expected a PDF whose lines run over the page")
    ordered = in_reading_order(_even(drawn), _even(turned))
    if ordered is None:
        raise UnreadableArticle(f"{name}: its letters are not in reading order: expected a PDF with readable Arabic")
    return Content("\n".join(_paragraphs(ordered)))


def _lines(page: PageObject) -> Iterator[str]:
    text = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    return (line.strip() for line in text.replace("\x00", "").splitlines() if line.strip())


def _turn_lam_alef(resources: Any, seen: set[int]) -> None:
    """Let shapes of lam and alef tell their letters from left to right, in all fonts of a page and of what is on it."""
    resources = resources.get_object() if resources is not None else {}
    if id(resources) in seen:
        return
    seen.add(id(resources))
    for font in resources.get("/Font", {}).get_object().values() if "/Font" in resources else ():
        letters = font.get_object().get("/ToUnicode")
        if letters is not None:
            stream = letters.get_object()
            stream.set_data(_LAM_ALEF.sub(rb"<\2\1>", stream.get_data()))
    for form in resources.get("/XObject", {}).get_object().values() if "/XObject" in resources else ():
        _turn_lam_alef(form.get_object().get("/Resources"), seen)


def _even(lines: Sequence[str]) -> Sequence[str]:
    return [_BLANKS.sub(" ", line) for line in lines]


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, joined where one is nearly as long as long lines are: then it runs on in the next."""
    lengths = sorted(map(len, lines))
    full = _FULL * lengths[len(lengths) * 9 // 10]
    paragraph: list[str] = []
    for line in lines:
        paragraph.append(line)
        if len(line) < full:
            yield " ".join(paragraph)
            paragraph = []
    if paragraph:
        yield " ".join(paragraph)
