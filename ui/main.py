"""The script behind every page: language, theme, masthead, and the page that the address names."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from incidents.errors import RasidError
from language.catalogue import translations
from ui import explore_page
from ui.cards import message
from ui.masthead import draw_masthead
from ui.session import start_session, view
from ui.theme import apply_theme

# One of Streamlit's own icons would be fetched from an outside host.
ICON = Path(__file__).with_name("mark.svg")


def draw() -> None:
    """Draw the application."""
    st.set_page_config(page_title="Rasid", page_icon=ICON.read_text(encoding="utf-8"), layout="wide")
    try:
        start_session()
    except RasidError as error:
        apply_theme("en")
        message(str(error))
        return
    words = translations(view().language)
    st.set_page_config(page_title=words.gettext("Rasid"))
    apply_theme(view().language)
    pages = [
        st.Page(explore_page.draw, title=words.gettext("Map"), url_path="map", default=True),
        st.Page(_add_article, title=words.gettext("Add an article"), url_path="add"),
        st.Page(_review, title=words.gettext("Review"), url_path="review"),
    ]
    # Reached from an incident or a mark, so the masthead does not list them.
    inner = [
        st.Page(_place, title=words.gettext("Place"), url_path="place"),
        st.Page(_whole_article, title=words.gettext("The article"), url_path="article"),
        st.Page(_versions, title=words.gettext("Published versions"), url_path="versions"),
    ]
    chosen = st.navigation([*pages, *inner], position="hidden")
    draw_masthead(pages)
    chosen.run()


def _add_article() -> None:
    # The rules and the reader of web pages take a second to load, for which the map must not wait.
    from ui import article_page

    article_page.draw()


def _review() -> None:
    from ui import review_page

    review_page.draw()


def _place() -> None:
    from ui import place_page

    place_page.draw()


def _whole_article() -> None:
    from ui import article_view

    article_view.draw()


def _versions() -> None:
    from ui import versions_page

    versions_page.draw()


draw()
