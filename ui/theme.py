"""The one theme: palette, type and spacing, written into the page for the interface's language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from geo.map_files import palette_css
from language.catalogue import Language, translations

STYLE_SHEETS = (Path(__file__).with_name("theme.css"), Path(__file__).with_name("evidence.css"))

# Streamlit has no right-to-left setting; what it lays out by itself follows the direction of these elements. Portals
# (open popovers, lists of choices) hang outside the page's own element.
_RIGHT_TO_LEFT = """
.stApp, [data-testid="stPopoverBody"], [data-baseweb="popover"] { direction: rtl; }
.stApp [data-testid="stMarkdownContainer"], .stApp .stHtml { text-align: start; }
.stApp input { direction: rtl; text-align: start; }
.stApp [data-testid="stCheckbox"] label > div:not([data-testid]) { direction: ltr; } /* the switch's knob */
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] > * { display: none; }
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"]::after { content: "CHOOSE_A_FILE"; }
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
[data-testid="stSkipToContent"] { font-size: 0 !important; }
[data-testid="stSkipToContent"]::after { content: "SKIP"; font-size: 0.95rem; }
[data-testid="stDateInputField"] { direction: ltr; } /* a date is written from the year on */
[data-testid="stDateInputField"] [data-placeholder="true"] { font-size: 0; unicode-bidi: isolate; }
[data-testid="stDateInputField"] [data-placeholder="true"]::after { font-size: 0.9rem; }
[data-testid="stDateInputField"] [data-placeholder="true"][data-type="year"]::after { content: "YEAR"; }
[data-testid="stDateInputField"] [data-placeholder="true"][data-type="month"]::after { content: "MONTH"; }
[data-testid="stDateInputField"] [data-placeholder="true"][data-type="day"]::after { content: "DAY"; }
.st-key-map iframe { direction: ltr; }
.place-head h2, .incident h3, .counts, .time-head b, .page-title, .section-title, .masthead h1 { letter-spacing: 0; }
"""


def apply_theme(language: Language) -> None:
    """Write the style sheet and the language into the page; right to left for Arabic."""
    st.html(f"<style>{_style(language)}</style>")
    # Screen readers choose their voice by it; the document was written before somebody switched.
    told = f"<script>document.documentElement.lang = '{language}';</script>"
    with st.container(key="told"):
        st.html(told, unsafe_allow_javascript=True)


@cache
def _style(language: Language) -> str:
    style = palette_css().replace("  color-scheme: light dark;\n", "") + "".join(
        sheet.read_text(encoding="utf-8") for sheet in STYLE_SHEETS
    )
    if language == "ar":
        words = translations(language)
        style = style.replace(".rtl ", "") + _RIGHT_TO_LEFT
        for sign, word in (
            ("CHOOSE_A_FILE", words.gettext("Choose a file")),
            ("SKIP", words.gettext("Skip to the content")),
            ("YEAR", words.gettext("year")),
            ("MONTH", words.gettext("month")),
            ("DAY", words.gettext("day")),
        ):
            style = style.replace(sign, word)
    return style
