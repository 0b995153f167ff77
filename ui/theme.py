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
.stApp input, .stApp textarea { direction: rtl; text-align: start; }
.stApp [data-testid="stCheckbox"] label > div:not([data-testid]) { direction: ltr; } /* the switch's knob */
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] * { font-size: 0; }
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"]::after { content: "CHOOSE_A_FILE"; }
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
.st-key-map iframe { direction: ltr; }
.place-head h2, .incident h3, .counts, .time-head b, .page-title, .section-title, .masthead h1 { letter-spacing: 0; }
"""


def apply_theme(language: Language) -> None:
    """Write the style sheet into the page; right to left for Arabic."""
    st.html(f"<style>{_style(language)}</style>")


@cache
def _style(language: Language) -> str:
    style = palette_css().replace("  color-scheme: light dark;\n", "") + "".join(
        sheet.read_text(encoding="utf-8") for sheet in STYLE_SHEETS
    )
    if language == "ar":
        label = translations(language).gettext("Choose a file")
        style = style.replace(".rtl ", "") + _RIGHT_TO_LEFT.replace("CHOOSE_A_FILE", label)
    return style
