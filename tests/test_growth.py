"""Long texts: reading takes work by their length, never by its square. Calls are counted, so no machine matters."""

import sys
from types import FrameType
from typing import Any

from benchmarks.articles import attack_reports, general_news
from tests.reading import reading_of

_MOST = 1.05
"""Times the calls that an article may take in a text of six times as many."""


def test_six_times_the_text_takes_six_times_the_work() -> None:
    _calls(1)  # tables are read once
    assert _calls(60) / 60 <= _MOST * _calls(10) / 10


def _calls(count: int) -> int:
    """Return how many calls reading so many articles of news and of attacks in one text takes."""
    text = "\n\n".join(part for pair in zip(attack_reports(count), general_news(count), strict=True) for part in pair)
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
