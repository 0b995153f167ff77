"""Foreign words made fit to stand inside a line of ours."""

from __future__ import annotations

import re

# Characters that a reader cannot see but that turn, hide or break the text around them: control characters and
# line ends, the soft hyphen, zero-width and directional controls, lone surrogates, and the private use area.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def plain(text: str, limit: int | None = None) -> str:
    """Return `text` on one line without invisible and directional controls, at most `limit` characters long.

    A text that was cut ends in `…`. Used for words of articles (names, sources, headlines) that are set into a
    sentence, a caption or a table cell of ours; evidence itself is never passed through it.
    """
    text = " ".join(_INVISIBLE.sub(lambda found: " " if found.group().isspace() else "", text).split())
    if limit is not None and len(text) > limit:
        return text[: limit - 1].rstrip() + "…"
    return text


def isolated(text: str) -> str:
    """Return text between direction isolates, so that a Latin name in an Arabic line turns nothing around it."""
    return f"\u2068{text}\u2069"
