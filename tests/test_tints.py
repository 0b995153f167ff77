"""The colours of attackers and weapons: told apart by every eye, visible on the land."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from geo.palette import DARK, LIGHT
from geo.tints import TINTS
from tests.test_palette import SIGHT, contrast, lab, linear


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("ground", [0, 1], ids=["light", "dark"])
def test_tints_keep_apart_for_every_eye(ground: int, sight: str) -> None:
    seen = [lab(np.array(SIGHT[sight]) @ linear(pair[ground])) for pair in TINTS]
    for (one, first), (other, second) in itertools.combinations(enumerate(seen), 2):
        assert np.linalg.norm(first - second) >= 19, (TINTS[one], TINTS[other])


@pytest.mark.parametrize(("ground", "land"), [(0, LIGHT.land), (1, DARK.land)])
def test_tints_stand_out_from_land(ground: int, land: str) -> None:
    for pair in TINTS:
        assert contrast(pair[ground], land) >= 3, pair
