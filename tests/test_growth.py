"""Long texts: reading takes work by their length, never by its square. Calls are counted, so no machine matters."""

import sys
from types import FrameType
from typing import Any

import pytest

from benchmarks.articles import attack_reports, general_news
from tests.reading import reading_of

_MOST = 1.05
"""Times the calls that an article may take in a text of six times as many."""


@pytest.mark.parametrize("between", ["\n\n", " "], ids=["paragraphs", "one line"])
def test_six_times_the_text_takes_six_times_the_work(between: str) -> None:
    _calls(1, between)  # tables are read once
    assert _calls(60, between) / 60 <= _MOST * _calls(10, between) / 10


def _calls(count: int, between: str) -> int:
    """Return how many calls reading so many articles of news and of attacks in one text takes."""
    pairs = zip(attack_reports(count), general_news(count), strict=True)
    text = between.join(part.replace("\n\n", between) for pair in pairs for part in pair)
    calls = 0

    def seen(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        reading_of(text)
    finally:
        sys.setprofile(before)
    return calls
