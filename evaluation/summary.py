"""An evaluation as JSON, for programs: figures by name, and every difference where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.coding import Gold
from evaluation.figures import Counts, Figures, Rate, together
from evaluation.groups import by_phenomenon, by_voice
from evaluation.intervals import intervals
from evaluation.scoring import Difference, Scored

Json = dict[str, Any]
_DIGITS = 3


def as_json(gold: Gold, scored: Sequence[Scored], *, listing: bool) -> Json:
    """Return the figures of a gold set, with those of its voices and phenomena, and with `differences` if `listing`.

    Of a blind set the figures of single voices and phenomena are given only with `listing`, as they would tell which
    texts are misread.
    """
    figures = [one.figures for one in scored]
    summary = figures_as_json(together(figures)) | {"intervals": _intervals(figures)}
    if listing or not gold.blind:
        summary["voices"] = {name: _group(each) for name, each in by_voice(scored).items()}
        summary["phenomena"] = {name: _group(each) for name, each in by_phenomenon(scored).items()}
    if listing:
        summary["differences"] = [_difference(each) for one in scored for each in one.differences]
    return summary


def figures_as_json(figures: Figures) -> Json:
    """Return figures with shares rounded to three decimals; a field that no incident could agree on is left out."""
    return {
        "documents": figures.documents,
        "coded_incidents": figures.tasks["incident"].right + figures.tasks["incident"].missed,
        **{task: _counts(counts) for task, counts in figures.tasks.items()},
        "fields_on_matched": {
            name: round(rate.share, _DIGITS) for name, rate in sorted(figures.fields.items()) if rate.share is not None
        },
        "quiet_documents": figures.quiet.of,
        "false_incidents_in_quiet_documents": figures.false_in_quiet,
        "published_right": fraction(figures.published),
        "published_in_words": fraction(figures.published_in_words),
        "published_invented": fraction(figures.published_invented),
        "quotes_exact": fraction(figures.quotes),
    }


def fraction(rate: Rate) -> str:
    """Return how often something held as `held/of`."""
    return f"{rate.held:g}/{rate.of}"


def _counts(counts: Counts) -> Json:
    return {
        "precision": round(counts.precision, _DIGITS),
        "recall": round(counts.recall, _DIGITS),
        "f1": round(counts.f1, _DIGITS),
    }


def _intervals(figures: Sequence[Figures]) -> Mapping[str, list[float]]:
    return {name: [round(end, _DIGITS) for end in ends] for name, ends in intervals(figures).items()}


def _group(figures: Sequence[Figures]) -> Json:
    return figures_as_json(together(figures)) | {"intervals": _intervals(figures)}


def _difference(one: Difference) -> Json:
    return {name: getattr(one, name) for name in ("kind", "what", "file", "where", "when", "detail", "quote")}
