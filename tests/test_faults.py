"""Faults of an article in the reader's language: every one that loading can raise, and hostile file names."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest

from export.html_map import MOST_INCIDENTS, write_html
from incidents.errors import RasidError, RecordUnavailable, UnreadableArticle
from load.address import Policy, check
from load.apart import read_apart
from load.decode import MAX_BYTES, MAX_CHARACTERS, decode
from load.document import as_document
from load.page import read_page
from tests.datasets import make_dataset
from tests.documents import pdf_file
from tests.incident_strategies import six_incidents
from ui.faults import fault_line

HOSTILE = "<img onerror=x>\u202e\n.txt"


def raised(call: Callable[[], object]) -> RasidError:
    with pytest.raises(RasidError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(
    ("call", "arabic"),
    [
        (lambda: as_document("  "), "النص الملصق: فارغ، والمنتظر مقال"),
        (lambda: decode(b"", "a.txt"), "\u2068a.txt\u2069: فارغ، والمنتظر مقال"),
        (lambda: decode(bytes(range(128, 256)) * 20, "a.txt"), "\u2068a.txt\u2069: ليس نصًّا يمكن قراءته"),
        (lambda: as_document("قصف\x00"), "النص الملصق: ليس نصًّا يمكن قراءته"),
        (lambda: as_document("قصف\ud800"), "النص الملصق: ليس نصًّا يمكن قراءته"),
        (
            lambda: as_document("ق" * (MAX_CHARACTERS + 1)),
            f"النص الملصق: أطول مما ينبغي، والحد الأقصى {MAX_CHARACTERS:,} حرف",
        ),
        (
            lambda: decode(b"a" * (MAX_BYTES + 1), "a.txt"),
            f"\u2068a.txt\u2069: أطول مما ينبغي، والحد الأقصى {MAX_CHARACTERS:,} حرف",
        ),
        (lambda: read_page("<html></html>", "a.html"), "\u2068a.html\u2069: لا مقال في صفحة الويب هذه"),
    ],
)
def test_every_fault_of_an_article_is_told_in_arabic(call: Callable[[], object], arabic: str) -> None:
    error = raised(call)
    assert fault_line(error, "ar") == arabic
    assert fault_line(error, "en") == str(error)


@pytest.mark.parametrize(
    ("call", "arabic"),
    [
        (lambda: read_apart(b"\xd0\xcf\x11\xe0", ".docx", "a"), "مقفل بكلمة سر أو بصيغة قديمة"),
        (lambda: read_apart(b"nothing", ".docx", "a"), "تالف أو ليس ما يدل عليه اسمه"),
        (lambda: read_apart(b"nothing", ".pdf", "a"), "تالف أو ليس ما يدل عليه اسمه"),
        (lambda: read_apart(pdf_file([]), ".pdf", "a"), "ملف PDF بلا نص، ولعله صورة ممسوحة"),
        (lambda: check("http://127.0.0.1/"), "ليس عنوانًا على الشبكة العامة يجوز جلبه"),
        (lambda: check("http://2130706433/"), "ليس عنوانًا على الشبكة العامة يجوز جلبه"),
        (lambda: check("file:///etc/passwd"), "ليس عنوانًا على الشبكة العامة يجوز جلبه"),
        (lambda: check("http://8.8.8.8:22/"), "ليس عنوانًا على الشبكة العامة يجوز جلبه"),
        (lambda: check("http://a.example/", Policy(resolve=lambda host, port: [])), "تعذّر جلبه الآن"),
    ],
)
def test_faults_of_formats_and_addresses_are_told_in_arabic(call: Callable[[], object], arabic: str) -> None:
    assert fault_line(raised(call), "ar").endswith(f"\u2069: {arabic}")


def test_other_faults_keep_their_line_behind_arabic_words() -> None:
    assert fault_line(RecordUnavailable("record x: locked"), "ar").startswith("تعذّرت قراءة السجل")
    assert "\u2068record x: locked\u2069" in fault_line(RecordUnavailable("record x: locked"), "ar")
    assert fault_line(UnreadableArticle("x: something new"), "ar").startswith("تعذّرت قراءة المقال")


def test_a_page_with_too_many_incidents_is_told_in_arabic() -> None:
    (incident, *_), documents = six_incidents()
    many = make_dataset([incident] * (MOST_INCIDENTS + 1), documents)
    error = raised(lambda: write_html(many, io.BytesIO()))
    assert fault_line(error, "ar").startswith("\u2068html\u2069: الحوادث أكثر مما تتسع له صفحة واحدة")


def test_a_hostile_name_stays_on_one_line() -> None:
    for language in ("en", "ar"):
        line = fault_line(raised(lambda: decode(b"", HOSTILE)), language)
        assert not re.search("[\u202e\n]", line)
        assert "<img onerror=x>" in line
