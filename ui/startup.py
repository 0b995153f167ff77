"""What the server does while the first reader's browser is still loading the page."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module

from streamlit.starlette import App

from incidents.errors import RasidError


@asynccontextmanager
async def prepared(app: App) -> AsyncIterator[None]:
    """Load and open what the map page needs in the background, so that the server answers at once."""
    threading.Thread(target=_prepare, name="prepare", daemon=True).start()
    yield


def _prepare() -> None:
    """Load folium, open gazetteer and record. The panels stay out of it: only a page that runs declares a component."""
    import_module("geo.layers")
    from ui import source

    # A fault is shown by the page that meets it again.
    with suppress(RasidError):
        source.most_at_one_place(source.state())
