"""The histogram: whole bars without gaps, every incident in exactly one of them."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.histogram import histogram, unit_for
from incidents.query import DayCount

DAY = dt.date(2023, 10, 18)  # a Wednesday
DATES = st.dates(dt.date(2005, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("span_days", "unit"), [(1, "day"), (92, "day"), (93, "week"), (644, "week"), (645, "month"), (9000, "month")]
)
def test_the_unit_follows_the_span(span_days: int, unit: str) -> None:
    assert unit_for(DAY, DAY + dt.timedelta(days=span_days - 1)) == unit


def test_days_are_stacked_by_status_and_empty_days_stand() -> None:
    rows = [DayCount(DAY, "claimed", 2), DayCount(DAY, "confirmed", 1), DayCount(DAY + dt.timedelta(2), "claimed", 4)]
    bins = histogram(rows, DAY, DAY + dt.timedelta(2))
    assert [(bin.first, dict(bin.by_status), bin.count) for bin in bins] == [
        (DAY, {"claimed": 2, "confirmed": 1}, 3),
        (DAY + dt.timedelta(1), {}, 0),
        (DAY + dt.timedelta(2), {"claimed": 4}, 4),
    ]


def test_weeks_start_on_monday_and_months_on_the_first() -> None:
    weeks = histogram([DayCount(DAY, "claimed", 1)], DAY, DAY + dt.timedelta(200))
    assert (weeks[0].first, weeks[0].last, weeks[0].count) == (dt.date(2023, 10, 16), dt.date(2023, 10, 22), 1)
    months = histogram([DayCount(dt.date(2024, 2, 29), "claimed", 1)], dt.date(2022, 3, 31), dt.date(2024, 3, 1))
    assert (months[0].first, months[0].last) == (dt.date(2022, 3, 1), dt.date(2022, 3, 31))
    assert [(bin.first, bin.last) for bin in months if bin.count] == [(dt.date(2024, 2, 1), dt.date(2024, 2, 29))]
    assert len(months) == 25


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="2023-10-18 to 2023-10-17"):
        histogram([], DAY, DAY - dt.timedelta(1))


@given(DATES, DATES, st.lists(st.builds(DayCount, DATES, st.sampled_from(["claimed", "reported"]), st.integers(1, 9))))
def test_bars_join_without_gaps_and_count_everything_between_the_ends(
    one: dt.date, other: dt.date, rows: list[DayCount]
) -> None:
    first, last = sorted((one, other))
    bins = histogram(rows, first, last)
    assert bins[0].first <= first <= bins[0].last
    assert bins[-1].first <= last <= bins[-1].last
    assert len({bin.unit for bin in bins}) == 1
    for bin, after in pairwise(bins):
        assert after.first == bin.last + dt.timedelta(1)
    inside = sum(row.count for row in rows if bins[0].first <= row.day <= bins[-1].last)
    assert sum(bin.count for bin in bins) == inside
