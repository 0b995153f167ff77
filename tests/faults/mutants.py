"""Hostile inputs by a seed: what strangers may hand to Rasid, from honest files changed in many ways."""

from __future__ import annotations

import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from load.decode import MAX_CHARACTERS
from tests.documents import pdf_file, word_file, zip_file

SENTENCES = (
    "تعرضت القاعدة الأمريكية في حقل العمر النفطي لقصف بستة صواريخ أطلقتها الميليشيات الموالية لإيران يوم الأحد.",
    "أعلنت «المقاومة الإسلامية في العراق» استهداف قاعدة عين الأسد بطائرتين مسيّرتين فجر 29 أكتوبر 2023.",
    "وقال المرصد السوري (SOHR) إن 12 شخصاً أصيبوا في الهجوم، فيما لم تعلق القيادة المركزية.",
    "وأحصى البنتاغون ما لا يقل عن 23 هجوماً في العراق وسوريا منذ 17 أكتوبر/تشرين الأول.",
)
FIELDS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE documents; --",
    '" OR 1=1 /*',
    '=HYPERLINK("http://x","y")',
    "\u202e\u2066\u200f\u061c\u2069",
    "\ufeff\u0000\x07\x1b[31m",
    "%s%n{0}{{}}${jndi:ldap://x}",
    "../../etc/passwd",
    "ﷺ" * 50,
    "٠١٢٣٤٥٦٧٨٩" * 40,
    "ا\u0651" * 200,
    "\U0001f680\u200d" * 60,
    "[-{+" * 60,
    "9" * 5_000,
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One hostile input."""

    kind: str
    """What it pretends to be: the end of its name, or `manifest`, `feed`, `table`."""
    data: bytes
    size: int | None = None
    """Bytes that the file has in all, where the rest is nothing; None for those of `data`."""


def mutants(count: int, seed: int) -> Iterator[Mutant]:
    """Yield hostile inputs, the same for the same seed: every hundredth one made to exhaust, the others changed."""
    chance = random.Random(seed)
    makers = tuple(_honest().items())
    for number in range(count):
        if number % 100 == 99:
            yield EXHAUSTING[number // 100 % len(EXHAUSTING)]()
        else:
            kind, make = makers[number % len(makers)]
            yield Mutant(kind, make(chance))


# --- honest files, changed -----------------------------------------------------------------------------------------


def _honest() -> dict[str, Callable[[random.Random], bytes]]:
    return {
        ".txt": lambda chance: _spoilt(chance, _encoded(chance, _article(chance))),
        ".md": lambda chance: _spoilt(chance, _encoded(chance, "# " + _article(chance))),
        ".html": lambda chance: _spoilt(chance, _encoded(chance, _page(chance))),
        ".docx": _word,
        ".pdf": _pdf,
        ".jsonl": lambda chance: _spoilt(chance, _archive(chance)),
        "manifest": lambda chance: _spoilt(chance, _encoded(chance, _manifest(chance))),
        "feed": lambda chance: _spoilt(chance, _encoded(chance, _feed(chance))),
        "table": lambda chance: _spoilt(chance, _table(chance)),
    }


def _words(chance: random.Random) -> str:
    """A sentence, or what should be none, or a mixture of both."""
    sentence = chance.choice(SENTENCES)
    if chance.random() < 0.4:
        place = chance.randrange(len(sentence))
        sentence = sentence[:place] + chance.choice(FIELDS) + sentence[place:]
    if chance.random() < 0.1:
        words = sentence.split()
        chance.shuffle(words)
        sentence = " ".join(words)
    return sentence


def _article(chance: random.Random) -> str:
    return chance.choice(("\n", "\r\n", "\n\n", "\u2028")).join(_words(chance) for _ in range(chance.randint(1, 12)))


def _page(chance: random.Random) -> str:
    marks = ("<div>", "<p>", "<table><tr><td>", "<b>", "<ul><li>", "<!--", "<a href=")
    opened = "".join(chance.choice(marks) for _ in range(chance.choice((1, 5, 300))))
    paragraphs = "".join(f"<p>{_words(chance)}</p>" for _ in range(chance.randint(1, 12)))
    return (
        f'<html><head><title>{_words(chance)}</title><meta property="article:published_time" content="{_day(chance)}">'
        f'<meta property="og:site_name" content="{chance.choice(FIELDS)}"></head><body>{opened}<article>{paragraphs}'
        "</article></body></html>"
    )


def _archive(chance: random.Random) -> bytes:
    rows = []
    for _ in range(chance.randint(1, 4)):
        row = {
            "text": _article(chance),
            "published": chance.choice((_day(chance), None, 7)),
            "publisher": chance.choice(FIELDS),
            "url": chance.choice(("https://news.example/1", "javascript:alert(1)", "http://[", None)),
            "title": chance.choice((None, _words(chance), [])),
            chance.choice(FIELDS): {},
        }
        rows.append(json.dumps(row, ensure_ascii=chance.random() < 0.5))
    return "\n".join(rows).encode()


def _manifest(chance: random.Random) -> str:
    rows = ["file,published,publisher,url,title,after"]
    for file in ("a.txt", chance.choice(("a.txt", "b.txt", "../x", chance.choice(FIELDS)))):
        address = chance.choice(("", "https://news.example/1", "ftp://x", chance.choice(FIELDS)))
        rows.append(f'{file},{_day(chance)},"{chance.choice(FIELDS)}",{address},{_words(chance)},')
    return "\n".join(rows)


def _feed(chance: random.Random) -> str:
    items = ""
    for _ in range(chance.randint(0, 6)):
        link = chance.choice(("https://news.example/1", "file:///x", ""))
        items += f"<item><title>{_words(chance)}</title><link>{link}</link><pubDate>{_day(chance)}</pubDate></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{_words(chance)}</title>{items}</channel></rss>'


def _table(chance: random.Random) -> bytes:
    rows = ""
    for _ in range(chance.randint(0, 3)):
        url = chance.choice(("https://news.example/feed", "file:///x", chance.choice(FIELDS)))
        rows += f"[[feed]]\nurl = {json.dumps(url)}\nminutes = {chance.choice((30, -1, 10**30, 'true'))}\n"
    return rows.encode()


def _word(chance: random.Random) -> bytes:
    whole = word_file([_printable(_words(chance)) for _ in range(chance.randint(1, 8))], ["خلية"])
    if chance.random() < 0.5:
        return _spoilt(chance, whole)
    parts = {}
    for part, content in _parts(whole).items():
        hit = part == "word/document.xml" or chance.random() < 0.1
        if hit or chance.random() < 0.95:  # else it is missing
            parts[part] = _spoilt(chance, content) if hit else content
    return zip_file(parts)


def _parts(whole: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def _pdf(chance: random.Random) -> bytes:
    lines = [_printable(_words(chance))[:100] for _ in range(chance.randint(1, 8))]
    drawn = [line[::-1] if chance.random() < 0.8 else line for line in lines]
    return _spoilt(chance, pdf_file(drawn, drawn if chance.random() < 0.1 else ()))


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable() and ord(letter) < 0x10000)


def _day(chance: random.Random) -> str:
    return chance.choice(("2023-10-29", "2023-13-45", "9999-12-31", "Sun, 29 Oct 2023 10:00:00 +0300", "أمس", ""))


def _encoded(chance: random.Random, text: str) -> bytes:
    others = ("utf-8-sig", "utf-16", "utf-16-be", "cp1256", "utf-7", "utf-32")
    return text.encode("utf-8" if chance.random() < 0.5 else chance.choice(others), "replace")


def _spoilt(chance: random.Random, data: bytes) -> bytes:
    """Change bytes a few times; one input in five stays as it is."""
    for _ in range(chance.choice((0, 1, 1, 2, 20))):
        data = _spoilt_once(chance, data)
    return data


def _spoilt_once(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    end = min(len(data), place + chance.choice((1, 2, 10, 200)))
    before, hit, after = data[:place], data[place:end], data[end:]
    ways = (
        before + chance.randbytes(len(hit)) + after,
        before + after,
        before + hit * chance.choice((2, 50)) + after,
        before + chance.randbytes(chance.choice((1, 4, 60))) + hit + after,
        before + chance.choice(FIELDS).encode() + hit + after,
        before + b"\xff\xfe\x00\xd8" + hit + after,
        before,
    )
    return chance.choice(ways)


# --- what is made to exhaust ---------------------------------------------------------------------------------------


def _text(*parts: str) -> bytes:
    return "".join(parts).encode()


def _full(text: str) -> str:
    """Return as much of a text, again and again, as an article may hold."""
    return (text * (MAX_CHARACTERS // len(text) + 1))[:MAX_CHARACTERS]


def _word_with(*body: str, before: str = "") -> bytes:
    xml = _text(before, f"<w:document {_SPACE}><w:body>", *body, "</w:body></w:document>")
    return zip_file(_parts(word_file(["س"])) | {"word/document.xml": xml})


_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CHANNEL = "<rss version='2.0'><channel>"
_LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
_BOMB = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "قصف">{_LAUGHS}]>'
_WIDE = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e "{"ق" * 100_000}">]>'


def _run(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _pdf_with(*objects: bytes) -> bytes:
    body = b"%PDF-1.7\n"
    for number, written in enumerate(objects, start=1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    return body + b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF" % (len(objects) + 1)


def _pdf_stream(data: bytes, filters: bytes) -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(data), filters, data)


def _flated(size: int, times: int) -> bytes:
    data = bytes(size)
    for _ in range(times):
        data = zlib.compress(data, 9)
    catalog, pages = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    return _pdf_with(catalog, pages, page, _pdf_stream(data, b"[" + b"/FlateDecode " * times + b"]"))


_CYCLE = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 999999999 /Parent 2 0 R >>",
)
_LOOSE = b"1 0 obj\n<< /A 1 0 R >>\nendobj\n" * 200_000

EXHAUSTING: tuple[Callable[[], Mutant], ...] = (
    *(lambda kind=kind: Mutant(kind, b"", 100_000_000) for kind in (".txt", ".html", ".docx", ".pdf", ".jsonl")),  # type: ignore[misc]
    lambda: Mutant("manifest", b"file\n", 100_000_000),
    lambda: Mutant(".txt", SENTENCES[0].encode() * 500_000),
    lambda: Mutant(".txt", _text(_full("\n".join(SENTENCES)))),
    lambda: Mutant(".txt", _text(_full(SENTENCES[0].replace(".", " ")))),
    lambda: Mutant(".txt", _text(_full("ق"))),
    lambda: Mutant(".txt", _text(_full("٣"))),
    lambda: Mutant(".txt", _text("و" * 50_000, " قاعدة" * 8_000)),
    lambda: Mutant(".txt", _text(_full("قصف "))),
    lambda: Mutant(".txt", _text(_full("\u202e\u064bق"))),
    lambda: Mutant(".txt", random.Random(1).randbytes(19_000_000)),
    lambda: Mutant(".txt", bytes(random.Random(2).choices(range(0xC0, 0xFF), k=15_000_000))),
    lambda: Mutant(".txt", SENTENCES[0].encode("cp1256") * 100_000),
    lambda: Mutant(".txt", SENTENCES[0].encode("utf-16") * 40_000),
    lambda: Mutant(".html", _text("<div>" * 300_000, SENTENCES[0])),
    lambda: Mutant(".html", _text("<p ", " ".join(f"a{n}=1" for n in range(200_000)), ">", SENTENCES[0])),
    lambda: Mutant(".html", _text("<article>", f"<p>{SENTENCES[0]}</p>" * 60_000, "</article>")),
    lambda: Mutant(".html", _text("<article>", f"<span>{SENTENCES[0]}</span>" * 30_000, "</article>")),
    lambda: Mutant(".html", _text("<table>", "<tr><td>" * 50_000, SENTENCES[0])),
    lambda: Mutant(".html", _text("<a href='", "x" * 5_000_000, "'>", SENTENCES[0])),
    lambda: Mutant(".html", _text("&" * 5_000_000)),
    lambda: Mutant(".html", _text("<!--" * 1_000_000, "<![CDATA[" * 100_000)),
    lambda: Mutant(".html", _text(_BOMB, "<html><body><p>&e11;</p>", SENTENCES[0], "</body></html>")),
    lambda: Mutant(".html", _text('<script type="application/ld+json">', '{"a":' * 300_000, "</script>")),
    lambda: Mutant(".docx", zip_file({"word/document.xml": bytes(500_000_000)})),
    lambda: Mutant(".docx", zip_file({f"p{n}": b"" for n in range(60_000)})),
    lambda: Mutant(
        ".docx",
        _word_with(_run("&e11;"), before=_BOMB),
    ),
    lambda: Mutant(
        ".docx",
        _word_with(_run("&e;" * 10_000), before=_WIDE),
    ),
    lambda: Mutant(".docx", _word_with("<w:p>" * 200_000)),
    lambda: Mutant(
        ".docx",
        _word_with(_run(SENTENCES[0]) * 150_000),
    ),
    lambda: Mutant(".docx", b"PK\x03\x04" * 1_000_000),
    lambda: Mutant(".pdf", _flated(70_000_000, 1)),
    lambda: Mutant(".pdf", _flated(1_000_000_000, 2)),
    lambda: Mutant(".pdf", _pdf_with(*_CYCLE)),
    lambda: Mutant(".pdf", b"%PDF-1.7\n" + b"[" * 2_000_000),
    lambda: Mutant(".pdf", b"%PDF-1.7\n" + b"<<" * 1_000_000 + b"\ntrailer << /Root 1 0 R >>"),
    lambda: Mutant(".pdf", b"%PDF-1.7\n" + _LOOSE + b"trailer << /Root 1 0 R >>"),
    lambda: Mutant(".pdf", pdf_file([SENTENCES[0][::-1]] * 20_000)),
    lambda: Mutant(".pdf", b"%PDF-1.7\n" + b"x" * 15_000_000 + b"\nstartxref\n99999999999\n%%EOF"),
    lambda: Mutant(".jsonl", b"[" * 5_000_000),
    lambda: Mutant(".jsonl", b'{"text": "' + SENTENCES[0].encode() * 150_000 + b'"}'),
    lambda: Mutant(".jsonl", b'{"text": 1' + b"0" * 5_000_000 + b"}"),
    lambda: Mutant(".jsonl", b'{"text": "\\ud800"}\n' * 2_000),
    lambda: Mutant(".jsonl", b"{" + b",".join(b'"k%d": {}' % n for n in range(500_000)) + b"}"),
    lambda: Mutant("manifest", b"file,published\n" + b"a.txt,2023-13-45\n" * 100_000),
    lambda: Mutant("manifest", b'file,title\na.txt,"' + b"x" * 3_000_000),
    lambda: Mutant("manifest", b"file" + b"," * 1_000_000 + b"\n"),
    lambda: Mutant(
        "feed",
        _text(_BOMB, _CHANNEL, "<item><title>&e11;</title><link>http://x/</link></item></channel></rss>"),
    ),
    lambda: Mutant("feed", _text(_CHANNEL, "<item>" * 300_000)),
    lambda: Mutant(
        "feed",
        _text(_CHANNEL, "<item><link>http://x/</link></item>" * 100_000, "</channel></rss>"),
    ),
    lambda: Mutant("feed", _text(_CHANNEL, "<item><description>", "&lt;div&gt;" * 500_000)),
    lambda: Mutant("feed", b"", 100_000_000),
    lambda: Mutant("table", b"x = " + b"[" * 500_000),
    lambda: Mutant("table", b'[[feed]]\nurl = "https://x.example/"\n' * 5_000),
    lambda: Mutant("table", b"a." * 200_000 + b"b = 1"),
)
"""Inputs made to fill the memory or to keep a reader busy."""
