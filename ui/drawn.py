"""Parts of the page that scripts of our own draw (`ui/scripts/`), served by the application itself.

A part gets its data at every change and tells the server what the reader did. Its script is loaded by address, once,
since what stands inside a component's own definition would be sent again with every change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

SCRIPT_FILES = Path(__file__).parent / "scripts"
"""The scripts, which `ui.routes` serves under `/scripts`."""


class Part:
    """A part of the page drawn by `ui/scripts/<name>.js`, whose default export takes the component and its data."""

    def __init__(self, name: str) -> None:
        # The address is relative to the page, so it holds behind any base path.
        loader = (
            f'const part = import(new URL("scripts/{name}.js", document.baseURI).href);\n'
            "export default (component) => part.then(({ default: draw }) =>\n"
            "  draw({ ...component, data: JSON.parse(new TextDecoder().decode(component.data)) }));"
        )
        self._mount = st.components.v2.component(f"rasid_{name}", js=loader, isolate_styles=False)

    def draw(self, key: str, data: Mapping[str, Any], **heard: Callable[[], None]) -> None:
        """Draw the part; `heard` names what is called for each thing the reader does (`window=…`).

        What the reader told then stands in `st.session_state[key]` under that name. It comes from a browser, so it can
        be anything.
        """
        # As bytes: Streamlit writes JSON with six characters for each Arabic letter.
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        callbacks: dict[str, Any] = {f"on_{name}_change": call for name, call in heard.items()}
        self._mount(key=key, data=body, **callbacks)
