"""Which values each row of a table holds: chosen ones become a mask, counts of rows become counts of values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """The values of each row, any number of them. Rows that hold the same values share a set, of which there are few.

    What a set holds stands as pairs (`holder`, index into `values`).
    """

    codes: NDArray[Any]
    """The set of each row."""
    sets: int
    """Number of sets."""
    holder: Codes
    """The pairs' sets."""
    value: Codes
    """The pairs' values."""
    values: tuple[str, ...]
    """Every value once."""

    @classmethod
    def of(cls, codes: NDArray[Any], sets: Sequence[Sequence[str]]) -> Facet:
        """Return the facet of rows that hold these sets of values."""
        numbers: dict[str, int] = {}
        holder = [index for index, values in enumerate(sets) for _ in values]
        value = [numbers.setdefault(value, len(numbers)) for values in sets for value in values]
        return cls(codes, len(sets), np.array(holder, np.int32), np.array(value, np.int32), tuple(numbers))

    def having(self, chosen: Iterable[str]) -> Mask:
        """Return which rows hold at least one of the chosen values."""
        wanted = set(chosen)
        holding: Mask = np.zeros(self.sets, np.bool_)
        holding[self.holder[np.array([value in wanted for value in self.values], np.bool_)[self.value]]] = True
        rows: Mask = holding[self.codes]
        return rows

    def counts(self, rows: NDArray[np.intp], weights: NDArray[np.float64]) -> tuple[tuple[str, int], ...]:
        """Return (value, sum of the weights of those of the rows that hold it), most first, then by value; none of 0.

        Weights are whole numbers, one for each of `rows`.
        """
        of_sets = np.bincount(self.codes[rows], weights, self.sets)
        sums = np.bincount(self.value, of_sets[self.holder], len(self.values)).astype(np.int64).tolist()
        found = [(value, count) for value, count in zip(self.values, sums, strict=True) if count]
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))
