"""How far two ways to put the same mentions in groups agree: MUC, B³, CEAF-e, and their mean, the CoNLL figure.

Either side may hold mentions that the other lacks, what was missed and what was read without being there; they count
as S. Pradhan et al., "Scoring Coreference Partitions of Predicted Mentions" (2014), have it: never added to a group.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

Groups = Collection[frozenset[Hashable]]
"""Groups of mentions, every mention in exactly one, no group empty."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Found groups against true ones."""

    precision: float
    """0 to 1; 1 where nothing was found."""
    recall: float
    """0 to 1; 1 where there was nothing to find."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(true: Groups, found: Groups) -> Agreement:
    """Return B³: for each mention, the share of its group that belongs there (A. Bagga and B. Baldwin, 1998)."""
    common = _common(true, found)
    return Agreement(
        _share(float((common**2 / _sizes(found)).sum()), sum(map(len, found))),
        _share(float((common**2 / _sizes(true)[:, None]).sum()), sum(map(len, true))),
    )


def muc(true: Groups, found: Groups) -> Agreement:
    """Return MUC: the links that need not be added or cut (M. Vilain et al., 1995); without links all agree."""
    return Agreement(_linked(found, true), _linked(true, found))


def ceaf_e(true: Groups, found: Groups) -> Agreement:
    """Return entity-based CEAF: groups set one against one, as alike as can be (X. Luo, 2005, its φ4)."""
    alike = 2 * _common(true, found) / (_sizes(true)[:, None] + _sizes(found))
    best = float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return Agreement(_share(best, len(found)), _share(best, len(true)))


def conll_f1(true: Groups, found: Groups) -> float:
    """Return the mean of the three measures' F1, 0 to 1 (S. Pradhan et al., CoNLL 2012)."""
    return sum(measure(true, found).f1 for measure in (muc, b_cubed, ceaf_e)) / 3


def _common(true: Groups, found: Groups) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return how many mentions each true group (rows) shares with each found one (columns)."""
    column = {mention: number for number, group in enumerate(found) for mention in group}
    shared = np.zeros((len(true), len(found)))
    for row, group in enumerate(true):
        for mention in group & column.keys():
            shared[row, column[mention]] += 1
    return shared


def _sizes(groups: Groups) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([len(group) for group in groups], dtype=np.float64)


def _linked(groups: Groups, others: Groups) -> float:
    """Return the share of the groups' links that the others keep; mentions that the others lack hang on nothing."""
    common = _common(groups, others)
    pieces = (common > 0).sum(axis=1) + _sizes(groups) - common.sum(axis=1)
    links = _sizes(groups) - 1
    return _share(float((_sizes(groups) - pieces).sum()), float(links.sum()))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
