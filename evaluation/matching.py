"""Joining coded incidents and reports one to one, so that a duplicate is a false positive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

from evaluation.agreement import Told, agreement, likeness
from evaluation.coding import Coded

_NO_GAIN = 1e-9


def match(coded: Sequence[Coded], found: Sequence[Told], joins: Callable[[Coded, Told], bool]) -> dict[int, int]:
    """Return a maximum matching, index of the coded to index of the found; `joins` says which may be joined at all.

    Augmenting paths make it as large as can be (H. Kuhn, "The Hungarian Method", 1955, its unweighted case); then
    pairs are swapped as long as that makes their accounts more alike.
    """
    choices = {
        i: sorted(
            (j for j, other in enumerate(found) if joins(one, other)),
            key=lambda j: -sum(agreement(one, found[j]).values()),
        )
        for i, one in enumerate(coded)
    }
    owner: dict[int, int] = {}

    def seat(i: int, tried: set[int]) -> bool:
        for j in choices[i]:
            if j not in tried:
                tried.add(j)
                if j not in owner or seat(owner[j], tried):
                    owner[j] = i
                    return True
        return False

    for i in sorted(choices, key=lambda i: len(choices[i])):
        seat(i, set())
    pairs = {i: j for j, i in owner.items()}
    while _swap(pairs, choices, coded, found):
        pass
    return pairs


def _swap(pairs: dict[int, int], choices: dict[int, list[int]], coded: Sequence[Coded], found: Sequence[Told]) -> bool:
    """Swap every two pairs that are more alike the other way round; tell whether there were any."""
    swapped = False
    for i, k in permutations(list(pairs), 2):
        if i < k and pairs[k] in choices[i] and pairs[i] in choices[k]:
            now = likeness(coded[i], found[pairs[i]]) + likeness(coded[k], found[pairs[k]])
            then = likeness(coded[i], found[pairs[k]]) + likeness(coded[k], found[pairs[i]])
            if then > now + _NO_GAIN:
                pairs[i], pairs[k] = pairs[k], pairs[i]
                swapped = True
    return swapped
