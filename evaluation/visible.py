"""Foreign words made safe for a terminal."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """Return `text` with what would command a terminal or turn its lines (control and bidirectional characters, line
    ends) as one space each, so that offsets stay. Joiners and all letters stay."""
    return "".join(" " if _commands(char) else char for char in text)


def _commands(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind in ("Cc", "Cs", "Zl", "Zp") or (kind == "Cf" and char not in "\u200c\u200d")
