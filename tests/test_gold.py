"""The quality of reading: no measured figure may fall below its floor in `gold/floors.toml`, and floors only rise."""

from __future__ import annotations

import subprocess

import pytest

from evaluation.gold import load_gold
from geo.gazetteer import load_gazetteer
from tests.floors import FLOORS, GOLD, SETS, Floors, fallen, floors_of, measured, raised

CURRENT, LOWERED = floors_of(FLOORS.read_text(encoding="utf-8"))
GATED = {
    "incident_f1",
    "incident_precision",
    "tallies_f1",
    "quotes_exact",
    "published_right",
    "weapons",
    "munition_count",
    "attacker",
    "target",
    "outcome",
    "status",
    "fatalities",
}
"""Measures without whose floor a set is not held."""


@pytest.mark.parametrize("name", SETS)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    lines = fallen(measured(name), {key: floor for key, floor in CURRENT.items() if key.startswith(f"{name}.")})
    assert not lines, "\n" + "\n".join(lines)


def test_every_set_and_field_has_a_floor() -> None:
    assert {key.partition(".")[0] for key in CURRENT} == set(SETS)
    assert {f"{name}.{measure}" for name in SETS for measure in GATED} <= CURRENT.keys()


def test_the_blind_half_is_marked_as_such() -> None:
    assert load_gold(GOLD / "test", load_gazetteer()).blind
    assert not load_gold(GOLD / "development", load_gazetteer()).blind


def test_floors_have_never_been_higher() -> None:
    """Each committed version of the file is looked at; outside a checkout there is none but this one."""
    highest: Floors = {}
    for version in _committed():
        for key, floor in floors_of(version)[0].items():
            highest[key] = max(floor, highest.get(key, 0))
    sunk = [
        f"{key}: {CURRENT.get(key, 0):.2f}, was {floor:.2f}"
        for key, floor in highest.items()
        if CURRENT.get(key, 0) < floor and not LOWERED.get(key)
    ]
    assert not sunk, "floors only rise, or say why under [lowered]:\n" + "\n".join(sunk)


def test_a_fall_tells_by_how_much() -> None:
    floors = {"test.incident_f1": 0.9, "test.weapons": 0.5, "test.gone": 0.1}
    assert fallen({"test.incident_f1": 0.875, "test.weapons": 0.5}, floors) == [
        "test.incident_f1: 0.8750, 0.0250 below its floor 0.90",
        "test.gone: no longer measured, floor 0.10",
    ]


def test_raising_lowers_nothing_and_keeps_reasons() -> None:
    written = '# why\n[lowered]\n"test.a" = "reason"\n\n[development]\na = 0.50\nb = 0.70\n\n[test]\n\n[samples]\n'
    after = raised(written, {"development.a": 0.619, "development.b": 0.6, "test.a": 0.29})
    assert after.startswith('# why\n[lowered]\n"test.a" = "reason"\n')
    assert floors_of(after) == (
        {"development.a": 0.61, "development.b": 0.7, "test.a": 0.29},
        {"test.a": "reason"},
    )
    assert raised(after, {}) == after


def _committed() -> list[str]:
    """Return the versions of the floors that git knows, the newest first; none outside a checkout."""

    def git(*arguments: str) -> str:
        found = subprocess.run(["git", *arguments], cwd=GOLD, capture_output=True, text=True, check=False)
        return found.stdout if found.returncode == 0 else ""

    return [
        git("show", f"{version}:./{FLOORS.name}") for version in git("log", "--format=%H", "--", FLOORS.name).split()
    ]
