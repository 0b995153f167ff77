"""The head of every page: name, pages, language."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from language.catalogue import Language, translations
from ui.session import set_language, view
from ui.state import to_query


def draw_masthead(pages: Sequence[st.Page]) -> None:
    """Draw the masthead with links to the pages, which keep the view."""
    words = translations(view().language)
    other: Language = "en" if view().language == "ar" else "ar"
    with st.container(key="masthead", horizontal=True, horizontal_alignment="distribute"):
        tagline = words.gettext("Attacks in Syria and Iraq, each traced to the words that report it")
        name = words.gettext("Rasid")
        st.html(f'<div class="masthead"><h1>{escape(name)}</h1><p>{escape(tagline)}</p></div>', width="content")
        with st.container(key="pages", horizontal=True, width="content", gap="medium", vertical_alignment="center"):
            for page in pages:
                st.page_link(page, label=page.title, query_params=to_query(view()))
            # Each language is offered in its own words.
            st.button("العربية" if other == "ar" else "English", key="language", on_click=set_language, args=(other,))
