"""Links as HTML, and the addresses they lead to: pages and files of our own, and the web addresses of articles."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode, urlsplit

from export.permalink import pin_query
from incidents.pins import Pin
from language.catalogue import Language, translations
from language.plain import plain
from ui.state import View, to_query

_LONGEST_ADDRESS = 120


def link(address: str, label: str, *, aside: bool = False) -> str:
    """Return a link to a page of our own; `aside` opens it beside the one that is read."""
    way = 'target="_blank" rel="noopener"' if aside else 'target="_self"'
    return f'<a class="to-place" href="{escape(address, quote=True)}" {way}>{escape(label)}</a>'


def map_address(view: View) -> str:
    """Return the address of the map in a view, relative to the application's root, as are those below."""
    return f"./?{urlencode(to_query(view), doseq=True)}"


def place_address(place_id: str, language: Language, pin: Pin | None) -> str:
    """Return the address of a place's own page."""
    return _page("place", {"at": [place_id]}, language, pin)


def article_address(document_id: str, language: Language, pin: Pin | None) -> str:
    """Return the address of the page that shows a whole article with its marks."""
    return _page("article", {"doc": [document_id]}, language, pin)


def review_address(incident_id: str, language: Language) -> str:
    """Return the address that puts an incident, with its history, before a reviewer."""
    return _page("review", {"incident": [incident_id]}, language, None)


def versions_address(language: Language, pin: Pin | None) -> str:
    """Return the address of the list of published versions, and of what has changed since one of them."""
    return _page("versions", {}, language, pin)


def download_address(kind: str, view: View, extent: Sequence[float] = ()) -> str:
    """Return the address of a file of a view; `extent` (west, south, east, north in degrees) is what a map shows."""
    shown = {"bbox": [",".join(f"{degrees:.4f}" for degrees in extent)]} if extent else {}
    return f"download/{kind}?{urlencode(to_query(view) | shown, doseq=True)}"


def host_of(url: str | None) -> str | None:
    """Return the host that a web address leads to, as it is written; None where the text is no web address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return parts.netloc if parts.scheme in ("http", "https") and parts.netloc else None


def safe_link(url: str | None, label: str) -> str:
    """Return a link to a web address, or the label alone where it is none: no `javascript:`, no `data:`."""
    if url and host_of(url):
        address = escape(url.strip(), quote=True)
        return f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">{escape(label)}</a>'
    return escape(label)


def original_link(url: str | None, language: Language) -> str:
    """Return the way to an article where it was published; as text where its address is none that may be followed,
    empty where it has none."""
    if host := host_of(url):
        label = translations(language).gettext("The original at {host}")
        return safe_link(url, label.format(host=plain(host, _LONGEST_ADDRESS)))
    refused = plain(url or "", _LONGEST_ADDRESS)
    return f'<span class="refused" dir="ltr">{escape(refused)}</span>' if refused else ""


def _page(name: str, asked: dict[str, list[str]], language: Language, pin: Pin | None) -> str:
    return f"{name}?{urlencode(asked | {'lang': [language]} | pin_query(pin), doseq=True)}"
