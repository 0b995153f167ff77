"""How well reports of several articles are merged: `uv run python benchmarks/merging.py --json`.

The stories of tests/gold/stories, all in one record as a newsroom would have them, are put in groups by Rasid's rule
and by the two that need none: one event a place and day, and one event a story. Once with place and date as coded,
which measures the grouping alone; once as the articles are read, with what reading misses and invents. Those who write
rules look at the stories with even numbers only; of the odd ones they know the figures.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evaluation.merging import (
    Mentions,
    figures,
    mentions_alone,
    mentions_read,
    merge_all,
    read_stories,
    same_base_same_day,
)
from evaluation.stories import Story, load_stories
from geo.gazetteer import load_gazetteer
from incidents.groups import cluster
from incidents.types import Reading

STORIES = Path(__file__).resolve().parent.parent / "tests" / "gold" / "stories"

Figures = dict[str, dict[str, float]]


def compared(stories: Sequence[Story], mentions: Mentions) -> Figures:
    """Return the figures of Rasid's groups and of the two rules that need no reading, by name."""
    ways = {"rasid": cluster, "same_base_same_day": same_base_same_day, "merge_all": merge_all(stories)}
    return {name: {key: round(value, 3) for key, value in figures(mentions, way).items()} for name, way in ways.items()}


def both_ways(stories: Sequence[Story], readings: Mapping[str, Reading]) -> tuple[Figures, Figures]:
    """Return the figures with place and date as coded, and as the articles are read."""
    part = {document.id: readings[document.id] for story in stories for document in story.documents}
    whole = mentions_read(stories, part, load_gazetteer())
    return compared(stories, mentions_alone(stories, part)), compared(stories, whole)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="numbers only, as one JSON object")
    options = parser.parse_args()
    stories = load_stories(STORIES, load_gazetteer())
    readings = read_stories(stories, load_gazetteer())
    odd = [story for story in stories if int(story.name[:2]) % 2]
    parts = {"all": stories, "odd": odd, "even": [story for story in stories if story not in odd]}
    found = {name: both_ways(part, readings) for name, part in parts.items()}
    if options.json:
        alone, whole = found["all"]
        halves = {name: {"alone": found[name][0], "as_read": found[name][1]} for name in ("odd", "even")}
        print(json.dumps({**alone, "stories": len(stories), "as_read": whole, **halves}))
        return
    for name, ways in found.items():
        for how, way in zip(("place and date as coded", "as read"), ways, strict=True):
            print(f"{len(parts[name])} stories ({name}), {how}")
            for rule, values in way.items():
                print(f"  {rule:<20} B³ {values['b3_f1']:.3f}  CoNLL {values['conll_f1']:.3f}")


if __name__ == "__main__":
    main()
