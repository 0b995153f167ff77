"""Getting articles in: encodings, web pages, manifests, folders, samples, and refusals in one clear line."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer import load_gazetteer
from incidents.errors import BadTable, UnreadableArticle
from incidents.store import Record
from incidents.types import Document
from load.articles import Unread, articles
from load.decode import MAX_BYTES, MAX_CHARACTERS, decode
from load.document import as_document, first_line_title, language_of
from load.ingest import ingest
from load.samples import SAMPLES, ensure_samples

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
ARABIC = (
    "أعلنت «المقاومة الإسلامية في العراق» استهداف قاعدة حقل العمر النفطي شرقي سوريا بالصواريخ.\r\nولم تعلق واشنطن.\n"
)
ARTICLE = "قصف قاعدة حقل العمر\n\nتعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران.\n"


def read(*paths: str | Path, published: dt.date | None = None) -> list[Document | Unread]:
    return list(articles(paths, published, TODAY))


def refused(path: Path) -> str:
    (found,) = read(path)
    assert isinstance(found, Unread)
    assert found.source == str(path)
    assert str(path) in found.error
    assert "\n" not in found.error
    return found.error


# --- encodings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_every_encoding_of_arabic_news_gives_the_same_text(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding), "a.txt") == ARABIC


def test_a_big_endian_mark_is_read() -> None:
    assert decode(b"\xfe\xff" + ARABIC.encode("utf-16-be"), "a.txt") == ARABIC


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1).filter(str.strip))
def test_utf_8_is_read_as_it_stands(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode(), "a.txt") == text


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused_in_one_line(data: bytes) -> None:
    try:
        text, refusal = decode(data, "a.bin"), None
    except UnreadableArticle as error:
        text, refusal = "a text", str(error)
    assert text.strip()
    assert "\x00" not in text
    assert refusal is None or (refusal.startswith("a.bin: ") and "\n" not in refusal)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>",
        bytes(range(1, 256)) * 9,
        ARABIC.replace("«", "").replace("»", "").encode("iso8859-6"),
        "Les forces américaines ont été visées à Aïn al-Assad".encode("cp1252"),
        "Американская база обстреляна ракетами".encode("cp1251"),
        b"plain ASCII\x00with a NUL",
        ARABIC.encode("utf-32"),
        ARABIC.encode()[:-9] + b"\xd8" + ARABIC.encode()[-9:] + b"\xff\xfe",
    ],
)
def test_what_is_no_text_in_these_encodings_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableArticle, match=r"^a\.txt: not text in UTF-8, UTF-16 or Windows-1256$"):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", "\u00a0\n".encode(), b"\xff\xfe"])
def test_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableArticle, match="empty"):
        decode(data, "a.txt")


def test_too_long_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="expected at most 100,000"):
        as_document("a" * (MAX_CHARACTERS + 1), "a.txt")
    with pytest.raises(UnreadableArticle, match="longer than 20 MB"):
        decode(b"a" * (MAX_BYTES + 1), "a.txt")


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    largest: list[int] = []
    monkeypatch.setattr("load.articles.decode", lambda data, name: largest.append(len(data)) or decode(data, name))
    assert "longer than 20 MB" in refused(path)
    assert largest == [MAX_BYTES + 1]


# --- documents -------------------------------------------------------------------------------------------------


def test_the_same_text_is_the_same_document_wherever_it_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-16")
    (from_file,) = read(path)
    assert isinstance(from_file, Document)
    pasted = as_document(ARTICLE)
    assert (from_file.id, from_file.sha256, from_file.text) == (pasted.id, pasted.sha256, ARTICLE)
    assert (from_file.source, pasted.source) == (str(path), "pasted")
    assert (pasted.published, pasted.published_basis, pasted.language) == (None, "unknown", "ar")


def test_hostile_characters_stay_as_data() -> None:
    text = "قصف \u202eقاعدة\u202c <script>alert(1)</script>\x07\u200f\n'; DROP TABLE documents; --"
    assert as_document(text).text == text
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize("text", ["", " \n", "قصف\x00قاعدة", "half \ud800 a character", "a" * (MAX_CHARACTERS + 1)])
def test_a_pasted_text_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UnreadableArticle, match=r"^pasted: "):
        as_document(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, "ar"),
        ("The base was hit by rockets, an official said on Sunday, and a drone fell in the desert.", "en"),
        ("Die Basis wurde am Sonntag mit Raketen beschossen.", "und"),
        ("حمله پهپادی به پایگاه آمریکایی گزارش شد و چند نفر زخمی شدند", "und"),
        ("12345", "und"),
    ],
)
def test_the_language_is_said_only_where_it_is_clear(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (ARTICLE, "قصف قاعدة حقل العمر"),
        ("الأحد 29 أكتوبر 2023 01:49 م\nقصف قاعدة", None),
        ("29/10/2023\nقصف قاعدة", None),
        ("نُشر في: 3 كانون الثاني/يناير 2024\nقصف", None),
        ("حصيلة 2023: مئة هجوم\nالنص", "حصيلة 2023: مئة هجوم"),
        ("هذه جملة تنتهي بنقطة.\nالنص", None),
        ("سطر واحد", None),
        ("كلمة " * 60 + "\nالنص", None),
        ("* * *\nالنص", None),
    ],
)
def test_a_first_line_is_a_title_when_it_looks_like_one(text: str, title: str | None) -> None:
    assert first_line_title(text) == title


# --- web pages -------------------------------------------------------------------------------------------------

PAGE = """<html><head><title>قصف قاعدة - موقع</title><script>var base = "قاعدة التنف";</script>
<meta property="article:published_time" content="2023-10-29T10:00:00Z"><meta property="og:site_name" content="موقع">
</head><body><nav><a href="/">الرئيسية</a></nav><article><h1>قصف قاعدة حقل العمر</h1>
<p>تعرضت قاعدة <b>حقل العمر</b> النفطي لقصف بستة صواريخ &lt;b&gt;.</p><script>alert("قصف")</script>
<style>p {color: red}</style><p>وقال المرصد إن ميليشيات موالية لإيران أطلقت الصواريخ من غرب الفرات.</p></article>
</body></html>"""


def test_a_page_is_its_article_without_scripts_and_offsets_refer_to_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.encode("cp1256"))
    (found,) = read(tmp_path)
    assert isinstance(found, Document)
    assert found.text.splitlines() == [
        "قصف قاعدة حقل العمر",
        "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ <b>.",
        "وقال المرصد إن ميليشيات موالية لإيران أطلقت الصواريخ من غرب الفرات.",
    ]
    assert (found.publisher, found.title) == ("موقع", "قصف قاعدة حقل العمر")
    assert (found.published, found.published_basis) == (dt.date(2023, 10, 29), "stated")


def test_a_given_date_beats_the_pages_own_and_one_from_the_future_is_none(tmp_path: Path) -> None:
    page = tmp_path / "a.htm"
    page.write_text(PAGE, encoding="utf-8")
    (found,) = read(page, published=dt.date(2023, 10, 30))
    assert isinstance(found, Document)
    assert (found.published, found.published_basis) == (dt.date(2023, 10, 30), "given")
    page.write_text(PAGE.replace("2023-10-29", "2031-10-29"), encoding="utf-8")
    (found,) = read(page)
    assert isinstance(found, Document)
    assert (found.published, found.published_basis) == (None, "unknown")


@pytest.mark.parametrize("page", ["<html></html>", "<script>alert(1)</script>", "<div>" * 20_000 + "قصف"])
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    assert "no article found in this web page" in refused(path)


# --- files and folders -----------------------------------------------------------------------------------------


def test_a_folder_means_its_articles_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.HTML", "notes.doc", ".hidden.txt", "d.csv"):
        (tmp_path / name).write_text(PAGE if name == "c.HTML" else ARTICLE + name, encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    assert [Path(found.source).name for found in read(tmp_path)] == ["a.md", "b.txt", "c.HTML"]
    assert all(found.source.startswith(str(tmp_path)) for found in read(tmp_path))


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\x00")
    (tmp_path / "b.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    found = read(tmp_path, tmp_path / "missing.txt", tmp_path / "empty")
    assert [type(one) for one in found] == [Unread, Document, Unread, Unread]
    assert [one.error.split(": ")[1] for one in found if isinstance(one, Unread)] == [
        "not text in UTF-8, UTF-16 or Windows-1256",
        "No such file or directory",
        "no article",
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert "not a file" in refused(path)


def test_a_name_in_another_encoding_is_shown(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text(ARTICLE, encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Document)
    found.source.encode()


# --- manifests -------------------------------------------------------------------------------------------------


def folder_with(tmp_path: Path, manifest: str | bytes) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(ARTICLE + "ثان", encoding="utf-8")
    data = manifest if isinstance(manifest, bytes) else manifest.encode()
    (tmp_path / "manifest.csv").write_bytes(data)
    return tmp_path


@pytest.mark.parametrize(
    "encode", [str.encode, lambda text: text.encode("utf-8-sig"), lambda text: text.encode("utf-16")]
)
def test_a_manifest_says_what_the_texts_do_not(tmp_path: Path, encode: Callable[[str], bytes]) -> None:
    table = 'file,published,publisher,url,title\r\na.txt,2023-10-29,وكالة مهر,https://example.org/1,"عنوان، آخر"\r\n'
    first, second = read(folder_with(tmp_path, encode(table)), published=dt.date(2023, 11, 1))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.published, first.published_basis, first.publisher) == (dt.date(2023, 10, 29), "given", "وكالة مهر")
    assert (first.url, first.title) == ("https://example.org/1", "عنوان، آخر")
    assert (second.published, second.publisher, second.title) == (dt.date(2023, 11, 1), None, "قصف قاعدة حقل العمر")


def test_all_faults_of_a_manifest_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        "file,published,url\n"
        "a.txt,29/10/2023,\n"
        "a.txt,2023-10-29,\n"
        "../b.txt,2023-10-29,\n"
        "b.txt,2026-01-02,javascript:alert(1)\n"
        "c.txt\n",
    )
    with pytest.raises(BadTable) as caught:
        read(folder)
    path = folder / "manifest.csv"
    assert str(caught.value).splitlines() == [
        f"{path}:2: published '29/10/2023': expected a date like 2023-10-29",
        f"{path}:3: file 'a.txt' is listed twice",
        f"{path}:4: file '../b.txt' does not stand in this folder",
        f"{path}:5: published 2026-01-02: expected a day no later than today, 2026-01-01",
        f"{path}:5: url 'javascript:alert(1)': expected an address with http:// or https://",
        f"{path}:6: expected 3 cells",
    ]


@pytest.mark.parametrize("header", ["name,published", "file,when", "file,file", ""])
def test_a_manifest_with_other_columns_is_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(BadTable, match=r"manifest\.csv:1: columns .*: expected file, and any of published"):
        read(folder_with(tmp_path, header + "\na.txt,2023-10-29\n"))


def test_a_manifest_that_is_no_text_is_named(tmp_path: Path) -> None:
    found = read(folder_with(tmp_path, b"\x00\x01"))
    assert isinstance(found[0], Unread)
    assert "manifest.csv: not text" in found[0].error


# --- into the record -------------------------------------------------------------------------------------------


def test_loading_twice_changes_nothing_and_progress_reaches_the_end(tmp_path: Path) -> None:
    record = Record.open("sqlite://")
    folder = folder_with(tmp_path, "file,published\na.txt,2023-10-29\n")
    (folder / "c.txt").write_bytes(b"\x00")
    steps: list[tuple[int, int]] = []
    gazetteer: Any = load_gazetteer()
    first = ingest(
        [folder], record, gazetteer, now=lambda: NOW, progress=lambda done, total, _: steps.append((done, total))
    )
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert (first.new, len(first.unread)) == (2, 1)
    version = record.version()
    again = ingest([folder], record, gazetteer, now=lambda: NOW)
    assert (again.new, again.new_incidents, record.version()) == (0, 0, version)
    record.close()


def test_the_samples_fill_an_empty_record_and_only_that() -> None:
    record = Record.open("sqlite://")
    loaded = ensure_samples(record, load_gazetteer())
    assert loaded is not None
    assert loaded.unread == ()
    documents = record.documents()
    assert len(documents) == len(list(SAMPLES.glob("*.txt"))) == 5
    for document in documents:
        assert document.publisher == "Rasid sample"
        assert document.after
        assert document.published_basis == "given"
    assert record.counts().total > 0
    version = record.version()
    assert ensure_samples(record, load_gazetteer()) is None
    assert record.version() == version
    record.close()


def test_a_record_with_an_article_gets_no_samples(tmp_path: Path) -> None:
    record = Record.open("sqlite://")
    path = tmp_path / "a.txt"
    path.write_text("لا شيء هنا عن قصف\n", encoding="utf-8")
    ingest([path], record, load_gazetteer(), now=lambda: NOW)
    assert ensure_samples(record, load_gazetteer()) is None
    assert len(record.documents()) == 1
    record.close()
