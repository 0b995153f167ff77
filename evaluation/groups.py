"""Figures of documents that have a voice or a phenomenon in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from evaluation.figures import Figures
from evaluation.scoring import Scored


def by_voice(scored: Sequence[Scored]) -> Mapping[str, list[Figures]]:
    """Return each voice's figures, a document each, voices by name; documents without one are left out."""
    return _grouped(scored, lambda one: (one.coding.voice,) if one.coding.voice else ())


def by_phenomenon(scored: Sequence[Scored]) -> Mapping[str, list[Figures]]:
    """Return each phenomenon's figures, a document each, the most frequent first, else by name."""
    found = _grouped(scored, lambda one: one.coding.phenomena)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _grouped(scored: Sequence[Scored], names: Callable[[Scored], Iterable[str]]) -> dict[str, list[Figures]]:
    found: dict[str, list[Figures]] = {}
    for one in scored:
        for name in dict.fromkeys(names(one)):
            found.setdefault(name, []).append(one.figures)
    return dict(sorted(found.items()))
