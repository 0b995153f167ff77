"""Colours for kinds that are no truth status (attackers, weapons): told apart by every eye, on both grounds."""

from __future__ import annotations

TINTS: tuple[tuple[str, str], ...] = (
    ("#005ECB", "#5295F6"),
    ("#BD7B0C", "#F2994A"),
    ("#004839", "#0FDBAC"),
    ("#5C358B", "#C890D4"),
    ("#753800", "#F5DF44"),
    ("#DF0069", "#EB0071"),
    ("#85898F", "#868D95"),
)
"""On a light and on a dark ground. The last is for what is not told. A kind keeps its tint in every window."""
