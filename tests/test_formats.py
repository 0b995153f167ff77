"""Word files, PDFs and archives: their words in reading order, and one line for what cannot or must not be read."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from pypdf import PdfReader, PdfWriter

from incidents.errors import UnreadableArticle
from incidents.types import Document
from load import apart
from load.apart import read_apart
from load.articles import Unread, articles
from load.pdf_file import read_pdf
from load.reading_order import in_reading_order
from load.word_file import read_word
from tests.documents import pdf_file, word_file, zip_file

TODAY = dt.date(2026, 1, 1)
TITLE = "قصف قاعدة حقل العمر"
SENTENCE = "تعرضت القاعدة الأمريكية في حقل العمر النفطي لقصف بستة صواريخ أطلقتها الميليشيات الموالية لإيران."


def refused(data: bytes, format: str) -> str:
    with pytest.raises(UnreadableArticle) as caught:
        read_apart(data, format, "a")
    line = str(caught.value)
    assert line.startswith("a: ")
    assert "\n" not in line
    return line.removeprefix("a: ")


# --- Word --------------------------------------------------------------------------------------------------------


def test_a_word_file_is_its_paragraphs_and_cells() -> None:
    assert read_word(word_file([TITLE, "", SENTENCE], ["الشدادي", "كونيكو"]), "a").text.splitlines() == [
        TITLE,
        SENTENCE,
        "الشدادي",
        "كونيكو",
    ]


def rewritten(data: bytes, change: dict[str, bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """A .docx with parts of it replaced (`old` to `new` words in its text) and others added."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    return zip_file(parts | change | (extra or {}))


def with_body(xml: str) -> bytes:
    whole = word_file(["X"])
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        page = parts.read("word/document.xml").decode()
    start, end = page.index("<w:body>") + 8, page.index("</w:body>")
    return rewritten(whole, {"word/document.xml": (page[:start] + xml + page[end:]).encode()})


def test_words_inserted_are_read_and_words_deleted_or_moved_away_are_not() -> None:
    xml = (
        "<w:p><w:r><w:t>قصف</w:t></w:r><w:ins><w:r><w:t xml:space='preserve'> قاعدة</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>مطار</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>ثكنة</w:t></w:r></w:moveFrom><w:hyperlink><w:r><w:tab/><w:t>التنف</w:t></w:r></w:hyperlink></w:p>"
    )
    assert read_word(with_body(xml), "a").text == "قصف قاعدة\tالتنف"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"no zip at all", "damaged: expected a Word file (.docx)"),
        (word_file([SENTENCE])[:-40], "damaged: expected a Word file (.docx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "encrypted, or an old Word file (.doc)"),
        (rewritten(word_file([SENTENCE]), {}, {"word/vbaProject.bin": b"x"}), "holds macros"),
        (rewritten(word_file([SENTENCE]), {}, {"word/media/a.bmp": bytes(101_000_000)}), "unpacks to more than 100 MB"),
        (rewritten(word_file([SENTENCE]), {"word/document.xml": b"<w:document>"}), "damaged"),
        (word_file(["", " "]), "empty: expected an article"),
    ],
)
def test_a_word_file_that_cannot_be_read_is_refused_in_one_line(data: bytes, line: str) -> None:
    assert refused(data, ".docx").startswith(line)


def test_entities_that_multiply_are_not_unfolded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "قصف">{levels}]>'
    page = with_body("<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>")
    with zipfile.ZipFile(io.BytesIO(page)) as parts:
        xml = parts.read("word/document.xml").decode().partition("?>")[2]
    refused(rewritten(page, {"word/document.xml": (bomb + xml).encode()}), ".docx")


# --- PDF ---------------------------------------------------------------------------------------------------------


def backwards(*lines: str) -> list[str]:
    return [line[::-1] for line in lines]


def test_a_pdf_with_real_shapes_is_read_as_it_was_written() -> None:
    figure = Figure()
    for index, line in enumerate((SENTENCE[:48], SENTENCE[49:], "في 29 أكتوبر 2023 عند الساعة 10:30.")):
        figure.text(0.02, 0.9 - index / 10, line.strip())
    file = io.BytesIO()
    figure.savefig(file, format="pdf")
    assert " ".join(read_pdf(file.getvalue(), "a").text.split()) == " ".join(
        f"{SENTENCE} في 29 أكتوبر 2023 عند الساعة 10:30.".split()
    )


def test_lines_that_run_on_make_a_paragraph() -> None:
    first, second = SENTENCE[:48], SENTENCE[49:]
    assert read_pdf(pdf_file(backwards(TITLE, first, second)), "a").text.splitlines() == [TITLE, SENTENCE]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (".2023 ربوتكأ 29 يف ةدعاقلا تفدهتسا", "استهدفت القاعدة في 29 أكتوبر 2023."),
        ("10:30 ةعاسلا 29/10/2023 موي", "يوم 29/10/2023 الساعة 10:30"),
        ("(SOHR) دصرملا لاق", "قال المرصد (SOHR)"),
        ("Islamic State F-16 ةيكيرمألا ةرئاطلا تفدهتسا", "استهدفت الطائرة الأمريكية Islamic State F-16"),
        ("«قارعلا يف ةمواقملا» تنلعأ", "أعلنت «المقاومة في العراق»"),
        ("»قارعلا يف ةمواقملا« تنلعأ", "أعلنت «المقاومة في العراق»"),
        ("٪١٢٫٥ ةبسن", "نسبة ١٢٫٥٪"),
        ("ﺮﻤﻌﻟا ﻞﻘﺣ ةﺪﻋﺎﻗ ﻒﺼﻗ", "قصف قاعدة حقل العمر"),
        ("نﻵا ﻻ", "لا الآن"),
        ("Reuters, 29 October 2023", "Reuters, 29 October 2023"),
    ],
)
def test_a_drawn_line_is_put_into_reading_order(drawn: str, read: str) -> None:
    assert in_reading_order([drawn], [drawn]) == (read,)


def test_lines_already_in_reading_order_stay() -> None:
    assert read_pdf(pdf_file([TITLE, SENTENCE]), "a").text.splitlines() == [TITLE, SENTENCE]


@given(st.lists(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىإأآ ،.", max_size=40).map(str.strip), max_size=8))
def test_arabic_without_numbers_comes_back_from_its_drawing(lines: list[str]) -> None:
    drawn = [line[::-1] for line in lines]
    read = in_reading_order(drawn, drawn)
    assert read is None or list(read) in (lines, [line[::-1] for line in lines])


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file([SENTENCE[::-1]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"%PDF-1.7\nnothing", "damaged: expected a PDF"),
        (b"", "damaged: expected a PDF"),
        (encrypted(), "encrypted: expected a PDF without a password"),
        (pages(1), "no text in this PDF, perhaps a scan"),
        (pages(201), "201 pages: expected at most 200"),
        (pdf_file(backwards(*[SENTENCE[:30]] * 6), backwards(*[SENTENCE[30:60]] * 6)), "set in columns"),
        (pdf_file([SENTENCE, SENTENCE[::-1]] * 3), "its letters are not in reading order"),
        (pdf_file(backwards(*["قالت المقاومة اإلسالمية في العراق إن الحركة األمريكية"] * 3)), "its letters are not in"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_in_one_line(data: bytes, line: str) -> None:
    assert refused(data, ".pdf").startswith(line)


# --- bounds ------------------------------------------------------------------------------------------------------


def test_what_keeps_a_parser_busy_is_stopped_and_the_next_article_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = "<article><p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">x</p><p>{SENTENCE}</p></article>"
    assert refused(busy.encode(), ".html").startswith("damaged, or made to keep a reader busy")
    assert read_apart(word_file([SENTENCE]), ".docx", "a").text == SENTENCE


def test_an_article_of_any_format_is_no_longer_than_an_article() -> None:
    for format in apart.FORMATS:
        assert refused(bytes(20_000_001), format) == "longer than 20 MB: expected one article"


# --- archives ----------------------------------------------------------------------------------------------------


def read(path: Path) -> list[Document | Unread]:
    return list(articles([path], None, TODAY))


def test_an_archive_holds_an_article_a_line(tmp_path: Path) -> None:
    rows = [
        {
            "text": SENTENCE,
            "published": "2023-10-29",
            "publisher": "وكالة",
            "url": "https://example.org/1",
            "title": "ع",
        },
        {"text": TITLE + "\n" + SENTENCE, "published": "2023-10-29T22:10:00Z", "tags": [1, 2]},
        {"text": "نص"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    first, second, third = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(third, Document)
    assert (first.source, first.publisher, first.title, first.url) == (
        f"{path}:1",
        "وكالة",
        "ع",
        "https://example.org/1",
    )
    assert (first.published, first.published_basis) == (dt.date(2023, 10, 29), "given")
    assert (second.source, second.published, second.title) == (f"{path}:3", dt.date(2023, 10, 29), TITLE)
    assert (third.source, third.published_basis) == (f"{path}:5", "unknown")


def test_a_manifest_speaks_for_a_whole_archive_and_a_line_for_itself(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "أ ب"}\n{"text": "ج", "publisher": "آخر"}\n', encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("file,publisher\na.jsonl,وكالة\n", encoding="utf-8")
    assert [one.publisher for one in read(tmp_path) if isinstance(one, Document)] == ["وكالة", "آخر"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("قصف", "no JSON in UTF-8: expected one object a line"),
        ("[" * 100_000, "no JSON in UTF-8: expected one object a line"),
        ("[]", 'expected an object with a string "text"'),
        ('{"text": 1}', 'expected an object with a string "text"'),
        ('{"text": "أ", "published": 2023}', "published: expected a string"),
        ('{"text": "أ", "published": "أمس"}', "published 'أمس': expected a date like 2023-10-29"),
        (
            '{"text": "أ", "published": "2026-01-02"}',
            "published 2026-01-02: expected a day no later than today, 2026-01-01",
        ),
        ('{"text": "أ", "url": "javascript:x"}', "url 'javascript:x': expected an address with http:// or https://"),
        ('{"text": " "}', "empty: expected an article"),
        ('{"text": "\\ud800"}', "half a character at 0: expected text"),
    ],
)
def test_a_faulty_line_is_refused_and_the_others_are_read(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{line}\n{{"text": "نص"}}\n', encoding="utf-8")
    faulty, good = read(path)
    assert faulty == Unread(f"{path}:1", f"{path}:1: {fault}")
    assert isinstance(good, Document)


def test_a_line_that_is_too_long_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        file.seek(70_000_000, 1)
        file.write('"}\n{"text": "نص"}'.encode())
    long, good = read(path)
    assert isinstance(long, Unread)
    assert "longer than 20 MB" in long.error
    assert isinstance(good, Document)
    assert good.source == f"{path}:2"


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_an_archive_without_lines_is_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(data)
    (found,) = read(tmp_path / "a.jsonl")
    assert isinstance(found, Unread)
    assert "empty" in found.error
