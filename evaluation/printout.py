"""An evaluation for people: tables of figures, then every difference, the article's words on lines of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.coding import Gold
from evaluation.figures import Figures, together
from evaluation.groups import by_phenomenon, by_voice
from evaluation.intervals import Interval, intervals
from evaluation.scoring import Difference, Scored
from evaluation.summary import fraction
from evaluation.visible import visible

WIDTH = 110
"""Columns where the output is no terminal."""
_FIRST_COLUMN = 26

_TASK_NAMES = {
    "incident": "incident: place and day",
    "incident_within_a_day": "incident within a day",
    "place_only": "place only",
    "tallies": "tallies",
    "unlocated": "unlocated",
}


def print_evaluation(gold: Gold, scored: Sequence[Scored], console: Console, *, listing: bool) -> None:
    """Print the figures with their 95 % intervals, voices and phenomena, and with `listing` every difference.

    Of a blind set voices and phenomena are printed only with `listing`.
    """
    figures = [one.figures for one in scored]
    total = together(figures)
    coded = total.tasks["incident"].right + total.tasks["incident"].missed
    console.print(Text(f"{gold.name}: {total.documents} documents, {coded} incidents"))
    ends = intervals(figures)
    console.print(_tasks(total, ends))
    console.print(_fields(total, ends))
    console.print(
        Text(
            f"quiet documents {total.quiet.of}, false incidents in them {total.false_in_quiet}\n"
            f"quotes exact {fraction(total.quotes)}\n"
            f"publication day right {fraction(total.published)}; from the words alone, where they settle it, "
            f"{fraction(total.published_in_words)}; wrong from the words {fraction(total.published_invented)}"
        )
    )
    if listing or not gold.blind:
        console.print(_groups("voice", by_voice(scored)))
        console.print(_groups("phenomenon", by_phenomenon(scored)))
    if listing:
        for one in scored:
            _print_differences(one, console)


def _tasks(total: Figures, ends: Mapping[str, Interval]) -> Table:
    table = _table("", "right", "wrong", "missed", "precision", "recall", "F1", "95 % of F1")
    for name, counts in total.tasks.items():
        numbers = (counts.right, counts.wrong, counts.missed)
        shares = (counts.precision, counts.recall, counts.f1)
        table.add_row(
            _TASK_NAMES[name],
            *(str(number) for number in numbers),
            *(f"{share:.3f}" for share in shares),
            _ends(ends, name),
        )
    return table


def _fields(total: Figures, ends: Mapping[str, Interval]) -> Table:
    table = _table("field, on matched incidents", "of", "agrees", "95 %")
    for name, rate in total.fields.items():
        share = "" if rate.share is None else f"{rate.share:.3f}"
        table.add_row(name.replace("_", " "), str(rate.of), share, _ends(ends, name))
    return table


def _groups(kind: str, groups: Mapping[str, Sequence[Figures]]) -> Table:
    table = _table(kind, "docs", "coded", "precision", "recall", "F1", "95 % of F1", "false in quiet")
    for name, figures in groups.items():
        total = together(figures)
        counts = total.tasks["incident"]
        told = counts.right + counts.missed > 0
        shares = [f"{share:.3f}" if told else "" for share in (counts.precision, counts.recall, counts.f1)]
        interval = _ends(intervals(figures), "incident") if told else ""
        quiet = str(total.false_in_quiet) if total.quiet.of else ""
        table.add_row(
            Text(visible(name)), str(total.documents), str(counts.right + counts.missed), *shares, interval, quiet
        )
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(first, overflow="fold", min_width=_FIRST_COLUMN)
    for other in others:
        table.add_column(other, justify="right", no_wrap=True)
    return table


def _ends(ends: Mapping[str, Interval], name: str) -> str:
    return "{:.2f} to {:.2f}".format(*ends[name]) if name in ends else ""


def _print_differences(one: Scored, console: Console) -> None:
    if not one.differences:
        return
    console.print(Text(f"\n{visible(one.coding.file)}", style="bold"))
    for difference in one.differences:
        console.print(Text("  " + visible(_line(difference))))
        if difference.quote:
            console.print(Text("    " + visible(difference.quote)))


def _line(one: Difference) -> str:
    what = "" if one.what == "incident" else f" {one.what}"
    return "  ".join(part for part in (f"{one.kind.upper()}{what}", one.where, one.when, one.detail) if part)
