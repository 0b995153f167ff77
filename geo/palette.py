"""The colours of the map and its pictures, defined once: the screen and the exports take them from here.

Statuses keep apart for readers with any of the three colour blindnesses (by hue and by lightness), and every mark and
every text stands out from what it is drawn on as WCAG AA asks; tests hold both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, each `#RRGGBB`."""

    paper: str
    """Behind the map, its title and notes."""
    land: str
    """Syria, Iraq and Jordan."""
    land_outside: str
    """Neighbouring countries."""
    water: str
    """Sea, lakes and rivers' areas."""
    river: str
    """Rivers' lines and shores."""
    border: str
    """Borders of countries."""
    governorate: str
    """Borders of governorates."""
    text: str
    """Titles and captions."""
    text_muted: str
    """Notes, names of countries and governorates."""
    accent: str
    """Links, the chosen place, the rule above a title."""
    status: Mapping[str, str]
    """Truth status to colour, in drawing order."""
    rim: str
    """The line around a mark, where `rim_width` says there is one."""
    rim_width: float = 0.0
    """Points at `type_scale` 1."""
    hatched: frozenset[str] = frozenset()
    """Statuses that are hatched in the colour of the rim, so that they need no colour of their own."""


LIGHT = Theme(
    paper="#FFFFFF",
    land="#F6F4EE",
    land_outside="#E9E7E1",
    water="#D3E2EA",
    river="#A9C6D6",
    border="#77736A",
    governorate="#CFCABE",
    text="#1F2328",
    text_muted="#5B5F66",
    accent="#9A3412",
    status=MappingProxyType(
        {"confirmed": "#10366B", "reported": "#2E8BC0", "claimed": "#B57D00", "disputed": "#CC2F55"}
    ),
    rim="#1F2328",
)
DARK = Theme(
    paper="#15181C",
    land="#2A2F36",
    land_outside="#1F2328",
    water="#1B3140",
    river="#3B6076",
    border="#9AA1AA",
    governorate="#474E57",
    text="#F1F3F5",
    text_muted="#B3BAC2",
    accent="#F0A37A",
    status=MappingProxyType(
        {"confirmed": "#D6E9FF", "reported": "#4FA3DD", "claimed": "#F2B134", "disputed": "#E5527A"}
    ),
    rim="#F1F3F5",
)
ON_PAPER = Theme(
    paper="#FFFFFF",
    land="#FFFFFF",
    land_outside="#EFEFEF",
    water="#DCE3E8",
    river="#A9B4BB",
    border="#5A5A5A",
    governorate="#BDBDBD",
    text="#000000",
    text_muted="#4A4A4A",
    accent="#000000",
    status=MappingProxyType(
        {"confirmed": "#14213D", "reported": "#3A7CA5", "claimed": "#E0B84C", "disputed": "#FFFFFF"}
    ),
    rim="#14213D",
    rim_width=0.6,
    hatched=frozenset({"disputed"}),
)
"""For printing: statuses go from dark to light, so they keep apart on a press or a copier that knows only grey."""

THEMES: Mapping[str, Theme] = MappingProxyType({"light": LIGHT, "dark": DARK, "print": ON_PAPER})
"""Styles of pictures by the names that options and addresses use."""

STATUS_COLOURS: Mapping[str, str] = LIGHT.status
"""Truth status to colour on a light ground, in drawing order."""

EVIDENCE_COLOURS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "place": ("#00695C", "#4DB6A4"),
        "date": ("#5B4AA5", "#A99BF0"),
        "weapon": ("#B3401D", "#F08A63"),
        "attacker": ("#8B1E52", "#EA7FB1"),
        "target": ("#1D5FA3", "#6FB1EE"),
        "outcome": ("#7A5C00", "#E0B64A"),
        "casualties": ("#A11212", "#FF8A80"),
        "source": ("#4D5A66", "#A9B6C2"),
        "tally": ("#3F6B1F", "#9CCC65"),
        "rejected": ("#6B6B6B", "#A8A8A8"),
    }
)
"""Colours of marked words, on a light and on a dark ground: by the field that they prove, or for what was left out."""
