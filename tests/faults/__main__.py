"""The fault report: `python -m tests.faults --json` (with `--quick` for a tenth of each)."""

from __future__ import annotations

import argparse
import json
import sys

from tests.faults import hostile, kills, together


def main() -> int:
    """Run everything, print the figures and return 0 only where nothing was lost, broken or too slow."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print figures as JSON")
    options.add_argument("--quick", action="store_true", help="a tenth of each")
    chosen = options.parse_args()
    part = 10 if chosen.quick else 1
    killed = kills.run(kills.KILLS // part)
    inputs = hostile.run(hostile.INPUTS // part)
    beside = together.run(together.SECONDS / part)
    figures = {
        "kills": killed.kills,
        "acknowledged": killed.acknowledged,
        "lost": killed.lost,
        "half_written": killed.half_written,
        "duplicates": killed.duplicates,
        "doctor_clean": not killed.unsound,
        "hostile_inputs": inputs["hostile_inputs"],
        "crashes": inputs["crashes"],
        "hangs": inputs["hangs"],
        "hostile_faults": inputs["faults"],
        "peak_mb": inputs["peak_mb"],
        "together": together.as_json(beside),
    }
    print(json.dumps(figures, indent=None if chosen.json else 1))
    broken = killed.lost or killed.unsound or killed.duplicates or beside.errors or beside.lost_updates
    hostile_won = inputs["crashes"] or inputs["hangs"] or inputs["faults"] or inputs["peak_mb"] >= hostile.MOST_MB
    return 1 if broken or hostile_won else 0


if __name__ == "__main__":
    sys.exit(main())
