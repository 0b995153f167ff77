"""A saved web page to its article, by trafilatura: what navigation, scripts and styles say is never kept."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy

import trafilatura
from trafilatura.settings import DEFAULT_CONFIG, Document

from incidents.errors import UnreadableArticle
from load.content import Content

# The default takes a short article for a failed extraction and falls back to methods that drop its first paragraph
# and cut sentences at every bold word.
_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "20"


def read_page(html: str, name: str) -> Content:
    """Return the article of a page. Raises `UnreadableArticle`, naming `name`, for one that holds none."""
    # Its other ways to the same put what they know of the page before the text, among the words of the article.
    found = trafilatura.bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        config=_CONFIG,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or not found.text or not found.text.strip():
        raise UnreadableArticle(f"{name}: no article found in this web page")
    published = dt.date.fromisoformat(found.date) if found.date else None
    return Content(found.text, found.title or None, found.sitename or None, published)
