"""Colours that everybody can tell apart and read: WCAG contrast, and simulated colour blindness."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from geo.palette import DARK, EVIDENCE_COLOURS, LIGHT, STATUS_COLOURS, Theme
from incidents.types import EVIDENCE_FIELDS, STATUSES

# Full protanopia, deuteranopia and tritanopia on linear RGB: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes,
# "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009.
SIGHT = {
    "full": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TO_XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: str) -> NDArray[np.float64]:
    """`#RRGGBB` as linear RGB."""
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio."""
    dark, light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Linear RGB as CIE L*a*b*, white D65."""
    xyz = np.array(TO_XYZ) @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@THEMES
def test_every_status_has_a_colour(theme: Theme) -> None:
    assert set(theme.status) == set(STATUSES)
    assert STATUS_COLOURS is LIGHT.status


@THEMES
def test_text_is_readable_wherever_it_stands(theme: Theme) -> None:
    for text in (theme.text, theme.text_muted):
        for ground in (theme.paper, theme.land, theme.land_outside):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(theme.accent, theme.paper) >= 4.5


@THEMES
def test_marks_stand_out_from_land(theme: Theme) -> None:
    for colour in theme.status.values():
        assert contrast(colour, theme.land) >= 3, colour
    assert contrast(theme.border, theme.land) >= 3


@pytest.mark.parametrize(("theme", "ground"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_marked_words_are_underlined_visibly(theme: Theme, ground: int) -> None:
    assert set(EVIDENCE_COLOURS) == {*EVIDENCE_FIELDS, "rejected"} - {"act"}
    for field, colours in EVIDENCE_COLOURS.items():
        assert contrast(colours[ground], theme.land) >= 3, field


@THEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_statuses_keep_apart_for_every_eye(theme: Theme, sight: str) -> None:
    seen = {status: lab(np.array(SIGHT[sight]) @ linear(colour)) for status, colour in theme.status.items()}
    for one, other in itertools.combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= 25, (one, other)
