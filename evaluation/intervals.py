"""How far figures would move with other articles of the same kind: a bootstrap over documents, always the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

import numpy as np
import numpy.typing as npt

from evaluation.figures import FIELDS, TASKS, Counts, Figures, Rate

DRAWS = 2_000
SEED = 20231017
"""Fixed, so that the same readings give the same intervals."""
COVERAGE = 0.95

Interval = tuple[float, float]
"""Ends of the 95 % interval, 0 to 1."""
Numbers = npt.NDArray[np.float64]


def intervals(figures: Sequence[Figures]) -> dict[str, Interval]:
    """Return the interval of each task's F1 and each field's agreement by name, from the figures of each document.

    Percentile bootstrap (B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979): documents are drawn
    with replacement as often as there are, since what one article tells stands and falls together. A field that no
    document could agree on is left out; so is everything where there are fewer than two documents.
    """
    if len(figures) < 2:
        return {}
    chance = np.random.default_rng(SEED)
    draws = chance.multinomial(len(figures), [1 / len(figures)] * len(figures), size=DRAWS).astype(float)
    values = {
        **{task: _f1(draws @ _table([one.tasks[task] for one in figures])) for task in TASKS},
        **{field: _share(draws @ _table([one.fields[field] for one in figures])) for field in FIELDS},
    }
    return {name: _interval(drawn) for name, drawn in values.items() if len(drawn)}


def _table(counted: Sequence[Counts | Rate]) -> Numbers:
    """Return a row a document: right, wrong, missed of counts, held and of of rates."""
    return np.array([astuple(one) for one in counted], dtype=float)


def _f1(sums: Numbers) -> Numbers:
    """Return F1 of each row (right, wrong, missed): 1 where there was nothing to find and nothing was found."""
    right, told = sums[:, 0], 2 * sums[:, 0] + sums[:, 1] + sums[:, 2]
    return np.divide(2 * right, told, out=np.ones_like(told), where=told > 0)


def _share(sums: Numbers) -> Numbers:
    """Return held / of for the rows (held, of) that have a case."""
    sums = sums[sums[:, 1] > 0]
    return np.divide(sums[:, 0], sums[:, 1])


def _interval(values: Numbers) -> Interval:
    low, high = np.quantile(values, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
    return float(low), float(high)
