"""The page that adds an article, without a browser: in both languages, whatever was pasted."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("fresh_record")

ARTICLE = """الأحد 14 آذار/مارس 2021

أفادت مصادر محلية بأن قاعدة حقل العمر النفطي، شرق دير الزور، استُهدفت بستة صواريخ.
وقال التحالف الدولي إنه أجرى تدريبات بالذخيرة الحية في قاعدة الشدادي.
وأحصى البنتاغون ما لا يقل عن 12 هجومًا في العراق بين 1 و10 آذار/مارس 2021.
"""
HOSTILE = '<img src=x onerror="alert(1)">'


def add_page() -> None:
    from ui import article_page
    from ui.session import start_session

    start_session()
    article_page.draw()


def after_reading(language: str, text: str) -> tuple[AppTest, str]:
    """The page once a text was pasted and read, and its HTML."""
    at = AppTest.from_function(add_page, default_timeout=60)
    at.query_params["lang"] = language
    at.run()
    at.text_area(key="article_text").set_value(text)
    at.button[0].click().run()
    assert not at.exception
    return at, "\n".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Incidents · 1", "Passages left out · 1", "Published counts · 1", "What the marks mean", "Pentagon")),
        ("ar", ("الحوادث · 1", "معنى العلامات", "البنتاغون", "قاعدة حقل العمر النفطي", "12 على الأقل", "العراق")),
    ],
)
def test_what_was_read_stands_in_the_readers_language(language: str, told: tuple[str, ...]) -> None:
    _, html = after_reading(language, ARTICLE)
    for words in told:
        assert words in html, words
    if language == "ar":
        text = unescape(re.sub("<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL))
        assert set(re.findall("[A-Za-z]{3,}", text)) <= {"Markdown", "Word", "PDF"}


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "pasted: empty: expected an article"), ("ar", "النص الملصق: فارغ، والمنتظر مقال")],
)
def test_a_blank_text_is_one_line(language: str, line: str) -> None:
    _, html = after_reading(language, "   ")
    assert f'role="status">{line}<' in html


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_words_are_shown_as_words(language: str) -> None:
    _, html = after_reading(language, f"{HOSTILE}\n{ARTICLE}{HOSTILE}")
    assert "<img" not in html
    assert "&lt;img src=x" in html
