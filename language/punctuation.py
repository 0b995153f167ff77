"""Signs that Arabic writes otherwise than English, between things that are told one after the other."""

from __future__ import annotations

from collections.abc import Mapping

from language.catalogue import Language

COMMA: Mapping[Language, str] = {"ar": "، ", "en": ", "}
"""Between the items of a list."""

SEMICOLON: Mapping[Language, str] = {"ar": "؛ ", "en": "; "}
"""Between clauses, and between lists."""

ARROW: Mapping[Language, str] = {"ar": "←", "en": "→"}
"""From one thing to another, the way the language is read."""
