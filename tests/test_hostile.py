"""A sample of the hostile inputs; the whole is `python -m tests.faults`."""

from __future__ import annotations

from tests.faults import hostile
from tests.faults.mutants import EXHAUSTING, mutants


def test_hostile_inputs_are_read_or_refused() -> None:
    result = hostile.run(300, seed=1)
    assert result["faults"] == []
    assert (result["crashes"], result["hangs"]) == (0, 0)
    assert result["read"] != 0
    assert result["refused"] != 0


def test_the_same_seed_gives_the_same_inputs_and_every_way_to_exhaust_has_its_turn() -> None:
    assert list(mutants(90, 3)) == list(mutants(90, 3))
    assert list(mutants(90, 3)) != list(mutants(90, 4))
    assert len(EXHAUSTING) <= hostile.INPUTS // 100
