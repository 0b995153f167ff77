"""The floors of `gold/floors.toml`, and what is measured against them.

`python -m tests.floors` raises every floor to what is measured now, rounded down to 0.01. It lowers none.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.figures import measures, together
from evaluation.gold import load_gold
from evaluation.scoring import evaluate
from geo.gazetteer import load_gazetteer

GOLD = Path(__file__).parent / "gold"
FLOORS = GOLD / "floors.toml"
SETS = ("development", "test", "samples")
TEXTS = {"samples": Path(__file__).parent.parent / "seeds" / "samples"}
"""Where a set's texts stand that are not beside their coding."""

# Follows from the others, or is told by them.
_NOT_HELD = (
    "incident_within_a_day_",
    *(f"{task}_{name}" for task in ("place_only", "tallies", "unlocated") for name in ("precision", "recall")),
)

Floors = dict[str, float]
"""By `set.measure`, 0 to 1."""


def floors_of(written: str) -> tuple[Floors, Mapping[str, str]]:
    """Return the floors of a TOML text, and the reasons for those that were lowered."""
    read: dict[str, Any] = tomllib.loads(written)
    lowered = read.pop("lowered", {})
    return {f"{name}.{measure}": floor for name, floors in read.items() for measure, floor in floors.items()}, lowered


def measured(name: str) -> Floors:
    """Return what one set scores now."""
    gazetteer = load_gazetteer()
    gold = load_gold(GOLD / name, gazetteer, TEXTS.get(name))
    total = together(scored.figures for scored in evaluate(gold.codings, gazetteer))
    return {
        f"{name}.{measure}": value for measure, value in measures(total).items() if not measure.startswith(_NOT_HELD)
    }


def fallen(now: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return one line for each measure that is below its floor, or that is no longer measured."""
    lines = []
    for name, floor in floors.items():
        value = now.get(name)
        if value is None:
            lines.append(f"{name}: no longer measured, floor {floor:.2f}")
        elif value < floor - 1e-9:
            lines.append(f"{name}: {value:.4f}, {floor - value:.4f} below its floor {floor:.2f}")
    return lines


def raised(written: str, now: Mapping[str, float]) -> str:
    """Return the TOML text with every floor raised to what is measured; comments and reasons stay."""
    floors, _ = floors_of(written)
    head = written.partition(f"[{SETS[0]}]")[0].rstrip()
    sections = []
    for name in SETS:
        keys = dict.fromkeys(key for key in [*now, *floors] if key.startswith(f"{name}."))
        lines = [
            f"{key.partition('.')[2]} = {max(floors.get(key, 0), math.floor(now.get(key, 0) * 100 + 1e-9) / 100):.2f}"
            for key in keys
        ]
        sections.append("\n".join([f"[{name}]", *lines]))
    return "\n\n".join([head, *sections]) + "\n"


if __name__ == "__main__":
    now = {key: value for name in SETS for key, value in measured(name).items()}
    FLOORS.write_text(raised(FLOORS.read_text(encoding="utf-8"), now), encoding="utf-8")
