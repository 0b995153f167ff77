"""Things found in a text, in order of where they start, so that those of a sentence are found by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Protocol, TypeVar


class _Ranged(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


R = TypeVar("R", bound=_Ranged)


class Ordered(list[R]):
    """A list in order of start that is not changed once made. Offsets are folded, half open."""

    __slots__ = ("starts",)

    def __init__(self, found: Iterable[R] = ()) -> None:
        super().__init__(found)
        self.starts = [one.start for one in self]
        """Where each begins."""


def within(found: Ordered[R], start: int, end: int) -> list[R]:
    """Return those that lie inside a folded range; empty when none does.

    Found by bisection: sentence by sentence over a whole article, looking at every one would cost its square.
    """
    starts = found.starts
    first = bisect_left(starts, start)
    if first == len(starts) or starts[first] > end:
        return []
    return [one for one in found[first : bisect_right(starts, end, first)] if one.end <= end]
