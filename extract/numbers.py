"""Numbers in Arabic text, as digits, words and duals, and the count that belongs to a noun."""

from __future__ import annotations

from dataclasses import dataclass

from extract.normalise import ReadText


@dataclass(frozen=True, slots=True)
class Number:
    """A cardinal number in a text. Offsets are folded and half open."""

    start: int
    """First folded offset of the number itself, after an attached clitic («ب6» starts at the 6)."""
    end: int
    """One past its last folded offset."""
    value: int
    """The number told."""
    at_least: bool
    """Whether it is told as a lower bound («أكثر من», «ما لا يقل عن», «على الأقل»)."""
    approximate: bool
    """Whether it is told as an estimate («نحو», «قرابة»)."""
    rule: str
    """Name of the rule that read it."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a noun a text tells of. Offsets are folded and half open."""

    value: int | None
    """The number told; None when the words give none (a plain plural, a definite or collective noun)."""
    at_least: bool
    """Whether it is told as a lower bound."""
    start: int
    """First folded offset of the words that tell it, the noun included."""
    end: int
    """One past their last folded offset."""
    rule: str
    """`number`, `dual`, `singular` or `none`."""


def find_numbers(text: ReadText) -> tuple[Number, ...]:
    """Return the cardinal numbers of a text in order, dates, times, ordinals and names excluded; empty when none."""
    return ()


def count_of_noun(text: ReadText, start: int, end: int) -> Count:
    """Return how many of the noun (with its adjectives) at the folded range `start:end` the text tells of."""
    return Count(None, False, start, end, "none")
