"""A few of the kills and a moment of the crowd that `python -m tests.faults` counts by the hundred."""

from tests.faults import kills, together


def test_a_killed_worker_loses_nothing_it_had_said_was_kept() -> None:
    counted = kills.run(8)
    assert counted.kills == 8
    assert (counted.lost, counted.half_written, counted.duplicates, counted.unsound) == (0, 0, 0, 0)


def test_many_at_one_record_lose_no_update() -> None:
    counted = together.run(4)
    assert counted.changes > 40
    assert (counted.errors, counted.lost_updates) == (0, 0)
